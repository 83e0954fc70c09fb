"""What a reader must know before using the figures of a plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from plaatsing.taal import _, format_count, plural
from plaatsing.uitvoer.tariefzin import certainty_sentence
from plaatsing.uitvoer.woorden import in_words

_FAR_OFF = 0.1

if TYPE_CHECKING:
    from plaatsing.plan import Plan
    from plaatsing.uitvoer.kerncijfers import Kerncijfers


def is_synthetic(plan: Plan) -> bool:
    """Say whether the case calls its own data synthetic."""
    settings = plan.case.instellingen
    return "synthetisch" in f"{settings.titel} {settings.toelichting}".lower()


def plan_warnings(plan: Plan, figures: Kerncijfers) -> list[str]:
    """List what limits the use of the plan, most important first, in the language spoken now."""
    counted = (
        _made_households(plan),
        _proposals(plan),
        _participation(plan),
        _decisions(plan),
        _input_warnings(plan),
    )
    return [*public_warnings(plan, figures), *(text for text in counted if text)]


def public_warnings(plan: Plan, figures: Kerncijfers) -> list[str]:
    """List what limits the use of the plan, without any count of households."""
    return [
        text
        for text in (
            _unfinished(plan),
            _synthetic(plan),
            _opening_balance(plan),
            tariff_warning(figures),
            _outside_validity(plan),
            _national_figure(plan),
        )
        if text
    ]


def _unfinished(plan: Plan) -> str:
    if plan.status == "optimaal" or (math.isfinite(plan.gap) and plan.gap <= _FAR_OFF):
        return ""
    return {
        "tijdslimiet": _(
            "Dit plan is nog niet af: reken langer voordat u het gebruikt, met een ruimere tijdslimiet."
        ),
        "afgebroken": _(
            "Dit plan is nog niet af: u brak het rekenen af. Laat het uitrekenen voordat u het gebruikt; met "
            "--start begint het bij dit plan."
        ),
        "grens": _(
            "Dit plan is nog niet af: het rekenen liep tegen een grens van het programma aan, ver van "
            "bewezen goed. Neem langere perioden of een kleiner gebied."
        ),
    }[plan.status]


def _synthetic(plan: Plan) -> str:
    return (
        _("De gegevens zijn synthetisch: geen bestaande huishoudens of woningen.")
        if is_synthetic(plan)
        else ""
    )


def _opening_balance(plan: Plan) -> str:
    if plan.case.beginstand_bekend:
        return ""
    return _("Beginstand onbekend: achterstand en realisatie bij de start zijn op nul gezet.")


def tariff_warning(figures: Kerncijfers) -> str:
    """Say what the indicative doorberekening is, and how certain its tariffs are."""
    text = _("De doorberekening is een rekenmodel; er is geen tarief van kracht.")
    return f"{text} {certainty_sentence(figures.tarieven)}".rstrip()


def _outside_validity(plan: Plan) -> str:
    settings, beleid = plan.case.instellingen, plan.case.beleid
    parts = [key for key, _part in beleid.buiten_geldigheid(settings.start, settings.horizon)]
    if not (beleid.geldig_op(settings.start) and beleid.geldig_op(settings.horizon)):
        parts.insert(0, beleid.naam)
    if not parts:
        return ""
    return _("Buiten de eigen geldigheid gebruikt: {onderdelen}.").format(onderdelen=", ".join(parts))


def _national_figure(plan: Plan) -> str:
    settings = plan.case.instellingen
    parts = []
    for halfjaar in plan.case.halfjaren:
        bundled = settings.vg_meegeleverd(halfjaar)
        if bundled is not None and bundled.zekerheid != "officieel":
            parts.append(
                f"{halfjaar} {format_count(bundled.geldend)} ({in_words('zekerheid', bundled.zekerheid)})"
            )
    if not parts:
        return ""
    return _("Landelijke taakstelling uit een bron zonder volle zekerheid: {cijfers}.").format(
        cijfers=", ".join(parts)
    )


def _made_households(plan: Plan) -> str:
    count = int(plan.plaatsingen["rekenhuishouden"].sum())
    if not count:
        return ""
    return plural(
        "{aantal} rekenhuishouden is uit aantallen gemaakt.",
        "{aantal} rekenhuishoudens zijn uit aantallen gemaakt.",
        count,
    ).format(aantal=format_count(count))


def _proposals(plan: Plan) -> str:
    count = int(plan.plaatsingen["voorstel"].sum())
    if not count:
        return ""
    return plural(
        "{aantal} koppeling is een voorstel aan COA.",
        "{aantal} koppelingen zijn een voorstel aan COA.",
        count,
    ).format(aantal=format_count(count))


def _participation(plan: Plan) -> str:
    count = int((plan.plaatsingen["deelname"] == "deelname nog af te spreken").sum())
    if not count:
        return ""
    return plural(
        "Voor {aantal} huishouden moet deelname aan de doorstroomlocatie nog worden afgesproken.",
        "Voor {aantal} huishoudens moet deelname aan de doorstroomlocatie nog worden afgesproken.",
        count,
    ).format(aantal=format_count(count))


def _decisions(plan: Plan) -> str:
    """Say how much a person decided, and what of it does not fit or goes before a rule."""
    count = len(plan.case.vastgezet)
    if not count:
        return ""
    kinds = plan.tekorten["soort"]
    text = plural("{aantal} beslissing is vastgezet.", "{aantal} beslissingen zijn vastgezet.", count).format(
        aantal=format_count(count)
    )
    broken = int(kinds.isin(["vastgezet", "maximum_plaatsen", "maximum_koppelen", "vaste_locatie"]).sum())
    if broken:
        text += " " + plural(
            "Op {aantal} plaats past dat niet; zie de tekorten.",
            "Op {aantal} plaatsen past dat niet; zie de tekorten.",
            broken,
        ).format(aantal=format_count(broken))
    if (kinds == "voor_regel").any():
        text += " " + _("Er gaan beslissingen voor een regel, met reden.")
    return text


def _input_warnings(plan: Plan) -> str:
    count = len(plan.case.waarschuwingen)
    if not count:
        return ""
    return plural(
        "De invoer geeft {aantal} waarschuwing; bekijk die met plaatsing check.",
        "De invoer geeft {aantal} waarschuwingen; bekijk ze met plaatsing check.",
        count,
    ).format(aantal=format_count(count))
