"""The console summary of a plan: what a planner reads first."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.taal import (
    _,
    format_count,
    format_date,
    format_date_long,
    format_euro,
    format_number,
    format_share,
    plural,
)
from plaatsing.uitvoer.kerncijfers import GeopendeLocatie, HalfjaarStand, Kerncijfers, kerncijfers
from plaatsing.uitvoer.volgorde import order_lines
from plaatsing.uitvoer.waarschuwingen import is_synthetic, plan_warnings
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.plan import Plan

WIDTH = 100
_LABEL = 16
_MOST_NAMES = 8
_MOST_SHORTAGES = 12


def console_summary(plan: Plan) -> str:
    """Return the summary in the language spoken now; no line is wider than `WIDTH`."""
    figures = kerncijfers(plan)
    lines = [title(plan), period_line(plan), ""]
    for label, texts in (
        (_("Status"), status_lines(plan)),
        (_("Personen"), person_lines(plan, figures)),
        (_("Taakstelling"), quota_lines(figures)),
        (_("Locaties"), location_lines(figures)),
        (_("Doorberekening"), charge_lines(figures)),
    ):
        lines += _block(label, texts)
    lines += _section(_("Tekorten"), shortage_lines(plan))
    lines += _section(_("Let op"), plan_warnings(plan, figures))
    return "\n".join(line.rstrip() for line in lines)


def title(plan: Plan) -> str:
    """Return the plan's title, marked where its data are synthetic."""
    settings = plan.case.instellingen
    name = settings.titel or ", ".join(settings.gebied) or _("Plan")
    if not is_synthetic(plan) or "synthetisch" in name.lower():
        return name
    return _("{titel} (synthetische gegevens)").format(titel=name)


def period_line(plan: Plan) -> str:
    """Say from when to when the plan runs, in how many periods and municipalities."""
    settings = plan.case.instellingen
    return _("{start} t/m {horizon}, {perioden}, {gemeenten}").format(
        start=format_date_long(settings.start),
        horizon=format_date_long(settings.horizon),
        perioden=_counted(plural("{aantal} periode", "{aantal} perioden", n := len(plan.case.perioden)), n),
        gemeenten=_counted(
            plural("{aantal} gemeente", "{aantal} gemeenten", n := len(plan.case.gemeenten)), n
        ),
    )


def _counted(message: str, count: int) -> str:
    return message.format(aantal=format_count(count))


def status_lines(plan: Plan) -> list[str]:
    """Say how the search ended and how good the plan is."""
    ended = {
        "optimaal": _("optimaal binnen de gevraagde afstand van {gevraagd}, bewezen"),
        "tijdslimiet": _("gestopt door de tijdslimiet, voor de gevraagde afstand van {gevraagd} was bewezen"),
        "grens": _("gestopt op een rekengrens, voor de gevraagde afstand van {gevraagd} was bewezen"),
        "afgebroken": _("afgebroken; dit is het beste plan tot dan toe (gevraagd was {gevraagd})"),
    }[plan.status]
    asked = plan.instellingen_solve.get("gap", plan.case.instellingen.solver.gap)
    return [
        ended.format(gevraagd=format_share(float(asked))),
        _gap_among_equals(plan.gap) if plan.trappen else _gap_words(plan.gap, plan.gap_vermijdbaar),
        *order_lines(plan),
    ]


def unproven_note(plan: Plan) -> str:
    """Say of a plan that is not proven within the asked gap how it ended and its gap; else nothing."""
    if plan.status == "optimaal":
        return ""
    ended, gap = status_lines(plan)[:2]
    return _(
        "Let op: dit plan is niet bewezen het beste: {einde}; {afstand}. De uitleg geldt voor dit plan; in "
        "een beter plan kan het anders gaan."
    ).format(einde=ended, afstand=gap)


def _gap_among_equals(gap: float) -> str:
    """Say how good a plan is among those that are as good on the goals that come first."""
    if gap <= 1e-9:
        return _("van de plannen die op de doelen van de volgorde even goed zijn, is er geen beter")
    return _(
        "van de plannen die op de doelen van de volgorde even goed zijn, is een ander hoogstens {gap} beter"
    ).format(gap=_share(gap))


def _gap_words(gap: float, avoidable: float) -> str:
    if gap <= 1e-9:
        return _("een beter plan bestaat niet, gegeven de gewichten en gegevens")
    if not math.isfinite(gap):
        return _("er is niet bewezen hoe ver het van het beste plan af ligt")
    return _(
        "een ander plan is hoogstens {gap} beter ({vermijdbaar} van het deel dat een plan kan beïnvloeden)"
    ).format(gap=_share(gap), vermijdbaar=_share(avoidable))


def _share(value: float) -> str:
    """Return a share of the plan's cost, with decimals only where they tell something."""
    return format_share(value, 3 if value < 0.01 else 1)


def person_lines(plan: Plan, figures: Kerncijfers) -> list[str]:
    """Say how many persons leave COA and how many are still there."""
    lines = [
        _(
            "{geplaatst} geplaatst, {coa} nog in COA op {horizon} "
            "({huishoudens} huishoudens, {personen} personen)"
        ).format(
            geplaatst=format_count(figures.personen_geplaatst),
            coa=format_count(figures.personen_in_coa),
            horizon=format_date(plan.case.instellingen.horizon),
            huishoudens=format_count(figures.huishoudens),
            personen=format_count(figures.personen),
        )
    ]
    if figures.personen_al_in_locatie:
        lines.append(
            plural(
                "{al} woonde al in een doorstroomlocatie; doorgestroomd: {door}",
                "{al} woonden al in een doorstroomlocatie; doorgestroomd: {door}",
                figures.personen_al_in_locatie,
            ).format(
                al=format_count(figures.personen_al_in_locatie),
                door=format_count(figures.personen_doorgestroomd),
            )
        )
    return lines


def quota_lines(figures: Kerncijfers) -> list[str]:
    """Say per half-year how many municipalities meet the taakstelling."""
    if not figures.halfjaren:
        return [_("geen halfjaar eindigt binnen het plan")]
    return [_quota_line(stand) for stand in figures.halfjaren]


def _quota_line(stand: HalfjaarStand) -> str:
    if stand.tekort == 0:
        return _("{halfjaar}: gehaald door alle {totaal} gemeenten").format(
            halfjaar=stand.halfjaar, totaal=format_count(stand.gemeenten)
        )
    names = [f"{name} {format_count(count)}" for name, count in stand.tekort_per_gemeente]
    return _(
        "{halfjaar}: gehaald door {gehaald} van {totaal} gemeenten; tekort {tekort} personen: {namen}"
    ).format(
        halfjaar=stand.halfjaar,
        gehaald=format_count(stand.gehaald),
        totaal=format_count(stand.gemeenten),
        tekort=format_count(stand.tekort),
        namen=_shortened(names),
    )


def _shortened(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return _("{namen} en {rest} andere").format(
        namen=", ".join(names[:_MOST_NAMES]), rest=format_count(len(names) - _MOST_NAMES)
    )


def location_lines(figures: Kerncijfers) -> list[str]:
    """Say which candidate locations open."""
    if not figures.kandidaten:
        return [_("geen kandidaten in de casus")]
    head = _("{geopend} van {kandidaten} kandidaten geopend").format(
        geopend=format_count(len(figures.geopend)), kandidaten=format_count(figures.kandidaten)
    )
    lines = [_location_line(locatie) for locatie in figures.geopend[:_MOST_SHORTAGES]]
    rest = len(figures.geopend) - len(lines)
    if rest:
        lines.append(_("en {rest} andere").format(rest=format_count(rest)))
    return [head, *lines]


def _location_line(locatie: GeopendeLocatie) -> str:
    if not locatie.hoogste_bezetting:
        return _("{locatie} ({gemeente}), open vanaf {vanaf}, maar het plan brengt er niemand heen").format(
            locatie=locatie.locatie, gemeente=locatie.gemeente, vanaf=format_date(locatie.vanaf)
        )
    return _(
        "{locatie} ({gemeente}), in gebruik vanaf {vanaf}, "
        "hoogstens {hoogste} van {capaciteit} plaatsen bezet"
    ).format(
        locatie=locatie.locatie,
        gemeente=locatie.gemeente,
        vanaf=format_date(locatie.vanaf),
        hoogste=format_count(locatie.hoogste_bezetting),
        capaciteit=format_count(locatie.capaciteit),
    )


def charge_lines(figures: Kerncijfers) -> list[str]:
    """Say what the indicative doorberekening adds up to."""
    lines = [
        _("indicatief {bedrag} voor bestaande koppelingen").format(
            bedrag=format_euro(figures.doorberekening_cent)
        )
    ]
    if figures.risico_cent:
        lines.append(
            _("en {bedrag} risico voor koppelingen die het plan voorstelt").format(
                bedrag=format_euro(figures.risico_cent)
            )
        )
    return lines


def shortage_lines(plan: Plan) -> list[str]:
    """List the shortages in the order of their kinds, largest first, at most a dozen."""
    kinds = {soort: place for place, soort in enumerate(dict.fromkeys(plan.tekorten["soort"]))}
    rows = sorted(plan.tekorten.to_dict("records"), key=lambda row: (kinds[row["soort"]], -row["aantal"]))
    names = dict(zip(plan.case.gemeenten["gemeentecode"], plan.case.gemeenten["gemeente"], strict=True))
    lines = [_shortage_line(row, names) for row in rows[:_MOST_SHORTAGES]]
    rest = len(rows) - len(lines)
    if rest:
        more = plural("en nog {rest} regel in tekorten.csv", "en nog {rest} regels in tekorten.csv", rest)
        lines.append(more.format(rest=format_count(rest)))
    return lines


def _shortage_line(row: Mapping[Hashable, Any], names: Mapping[str, str]) -> str:
    where = row["locatie"] or names.get(row["gemeentecode"], row["gemeentecode"])
    if row["soort"] == "in_coa" and not where:
        where = _("niet gekoppeld")
    period = "" if pd.isna(row["periode"]) else _("periode {nummer}").format(nummer=row["periode"])
    parts = (where, in_words("soort_tekort", row["soort"]), row["halfjaar"], period, _amount(row))
    text = ", ".join(part for part in parts if part)
    return f"{text}: {in_words('toelichting', row['toelichting'])}" if row["toelichting"] else text


def _amount(row: Mapping[Hashable, Any]) -> str:
    amount = float(row["aantal"])
    unit = in_words("eenheid_enkel" if amount == 1 else "eenheid", row["eenheid"])
    return f"{format_number(amount, 0 if amount.is_integer() else 1)} {unit}"


def _block(label: str, texts: Iterable[str]) -> list[str]:
    lines = [part for text in texts for part in textwrap.wrap(text, WIDTH - _LABEL)]
    heads = [label.ljust(_LABEL)] + [" " * _LABEL] * (len(lines) - 1)
    return [head + line for head, line in zip(heads, lines, strict=True)]


def _section(label: str, texts: Iterable[str]) -> list[str]:
    lines = [textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ") for text in texts]
    return ["", label, *lines] if lines else []
