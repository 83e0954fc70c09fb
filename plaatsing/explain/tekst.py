"""Explanations as text, in the language spoken now."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plaatsing.explain.woning import in_personen
from plaatsing.taal import _, format_count, format_euro, format_number, plural
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.explain.antwoord import HuishoudenUitleg, Kandidaat, Volgende
    from plaatsing.explain.gemeente import GemeenteUitleg
    from plaatsing.explain.locatie import LocatieUitleg
    from plaatsing.explain.oplosser import Manier

WIDTH = 100
_MOST_EXCLUDED = 100
_WORTH_A_WORD = 0.5
"""Euro from which the price of a place is named."""


def household_text(uitleg: HuishoudenUitleg) -> str:
    """Say why a household is where it is."""
    chosen = uitleg.gekozen
    head = _("{huishouden}, {personen}: {plaats}, na {weken} weken in COA").format(
        huishouden=uitleg.huishouden,
        personen=in_personen(uitleg.personen),
        plaats=chosen.plaats,
        weken=format_number(chosen.weken or 0.0),
    )
    return "\n".join(
        [
            head,
            "",
            *_section(_("Waarom hier"), [*_lock(uitleg), _rule(uitleg)]),
            *_section(_("Op een na beste plaats"), [_next(uitleg.volgende)]),
            *_section(_("Andere plaatsen"), [_lost(c) for c in uitleg.kandidaten if c.oordeel == "verloor"]),
            *_margin(uitleg),
            *_section(_("Uitgesloten"), list(_excluded(uitleg.kandidaten))),
        ]
    ).rstrip()


def _lock(uitleg: HuishoudenUitleg) -> list[str]:
    return [_("vastgezet: {besluit}").format(besluit=uitleg.vastgezet)] if uitleg.vastgezet else []


def _rule(uitleg: HuishoudenUitleg) -> str:
    if uitleg.regel.code in {"eerste_keus", "geen_andere"}:
        return str(uitleg.regel)
    if uitleg.wens == uitleg.gekozen.plaats:
        return _("Dezelfde plaats, maar eerder of korter, kan niet: {regel}.").format(regel=uitleg.regel)
    return _("Voor het huishouden zelf was {plaats} het goedkoopst, maar {regel}.").format(
        plaats=uitleg.wens, regel=uitleg.regel
    )


def _next(following: Volgende | None) -> str:
    if following is None:
        return _("er is geen andere plaats")
    figures = {
        "plaats": following.kandidaat.plaats,
        "euro": _signed(following.euro, format_euro(round(100 * abs(following.euro)))),
        "weken": _signed(following.weken, format_number(abs(following.weken))),
        "manier": manner_in_words(following.manier),
    }
    if following.personen is None:
        return _(
            "{plaats}: {euro} voor het hele plan, {weken} weken in COA ({manier}); wie dan moet wijken, en "
            "wat dat met het tekort doet, zegt --herbereken"
        ).format(**figures)
    return _(
        "{plaats}: {euro} voor het hele plan, {personen} tekort, {weken} weken in COA ({manier})"
    ).format(personen=_signed(following.personen, _persons(abs(following.personen))), **figures)


def _margin(uitleg: HuishoudenUitleg) -> list[str]:
    """Say how far off what the row prices say may be; nothing where no price was named."""
    priced = any(_has_price(candidate) for candidate in uitleg.kandidaten if candidate.oordeel == "verloor")
    if not priced or round(uitleg.marge) == 0:
        return []
    return [*_margin_lines(uitleg.marge), ""]


def _margin_lines(euro: float) -> list[str]:
    """Say that what the row prices tell holds but for what is not proven of the plan."""
    text = _(
        "Wat de rijprijzen zeggen, geldt op {euro} na, met de locaties zoals in het plan: zoveel van de "
        "kosten van het plan verklaren zij niet."
    )
    return textwrap.wrap(text.format(euro=format_euro(round(100 * euro))), WIDTH)


def _has_price(candidate: Kandidaat) -> bool:
    return candidate.herberekend is None and candidate.euro is not None and candidate.euro >= _WORTH_A_WORD


def _signed(value: float, text: str) -> str:
    return f"{'-' if value < -0.005 else '+'}{text}"


def _persons(count: float) -> str:
    whole = round(count)
    if abs(count - whole) < 0.005:
        return in_personen(whole)
    return _("{aantal} personen").format(aantal=format_number(count))


def manner_in_words(manier: Manier) -> str:
    """Say where an answer comes from."""
    return {
        "rijprijzen": _("ten minste, volgens de rijprijzen"),
        "herberekening_heel": _("opnieuw opgelost met hele huishoudens"),
        "herberekening_delen": _("opnieuw opgelost, waarbij een huishouden verdeeld mag worden"),
    }[manier]


def _lost(candidate: Kandidaat) -> str:
    price = ""
    if candidate.herberekend == math.inf:
        price = _(" (opnieuw opgelost: er is geen plaats, wie er ook wijkt)")
    elif candidate.herberekend is not None:
        price = _(" (opnieuw opgelost: {euro} voor het plan)").format(
            euro=format_euro(round(100 * candidate.herberekend))
        )
    elif _has_price(candidate):
        price = _(" (rijprijzen: ten minste {euro} voor het plan)").format(
            euro=format_euro(round(100 * (candidate.euro or 0.0)))
        )
    return f"{candidate.plaats}: {candidate.reden}{price}"


def _excluded(candidates: Iterable[Kandidaat]) -> Iterable[str]:
    """Name what is excluded, the same reason once."""
    groups: dict[str, list[str]] = {}
    for candidate in candidates:
        if candidate.oordeel == "uitgesloten":
            reason, place = _grouped(candidate)
            groups.setdefault(reason, []).append(place)
    for reason, places in groups.items():
        named = "; ".join(places[:_MOST_EXCLUDED])
        rest = len(places) - _MOST_EXCLUDED
        if rest > 0:
            named = _("{namen} en {rest} andere").format(namen=named, rest=format_count(rest))
        yield f"{named}: {reason}"


def _grouped(candidate: Kandidaat) -> tuple[str, str]:
    """Return reason and place; places too far go together, each with its own distance."""
    reason = candidate.reden
    if reason.code != "te_ver":
        return str(reason), candidate.plaats
    together = _("te ver, de grens is {limiet} km").format(limiet=reason.gegevens["limiet"])
    return together, f"{candidate.plaats} {reason.gegevens['km']} km"


def municipality_text(uitleg: GemeenteUitleg) -> str:
    """Say what stands between a municipality and its taakstelling."""
    return "\n".join(
        [
            f"{uitleg.gemeente} ({uitleg.gemeentecode})",
            "",
            *_section(_("Taakstelling"), list(_standings(uitleg))),
            *_section(_("Wat ertussen staat"), list(_obstacles(uitleg))),
            *([str(uitleg.conflict), ""] if uitleg.conflict is not None else []),
            _("Een woning meer, vrij vanaf de eerste van de maand, levert het plan hoogstens op (euro)"),
            *_value_lines(uitleg),
            *([] if uitleg.waarde.empty or round(uitleg.marge) == 0 else ["", *_margin_lines(uitleg.marge)]),
        ]
    ).rstrip()


def _standings(uitleg: GemeenteUitleg) -> Iterable[str]:
    for standing in uitleg.standen:
        text = _("{halfjaar}: opgave {opgave}, verwacht {verwacht}, tekort {tekort}").format(
            halfjaar=standing.halfjaar,
            opgave=format_count(standing.opgave),
            verwacht=format_count(standing.verwacht),
            tekort=format_count(standing.tekort),
        )
        if standing.prijs >= 0.5:
            text += _("; een persoon minder op de opgave scheelt het plan {euro}").format(
                euro=format_euro(round(100 * standing.prijs))
            )
        yield text


def _obstacles(uitleg: GemeenteUitleg) -> Iterable[str]:
    for group in uitleg.wachtenden:
        yield plural(
            "{aantal} gekoppeld huishouden van {personen} wacht in COA: {reden}",
            "{aantal} gekoppelde huishoudens van {personen} wachten in COA: {reden}",
            group.huishoudens,
        ).format(
            aantal=format_count(group.huishoudens),
            personen=in_personen(group.personen_per_huishouden),
            reden=in_words("reden", group.reden),
        )
    for limit in uitleg.maxima:
        text = {
            "plaatsen": _("vastgezet: hoogstens {hoogstens} hierheen; het plan brengt er {aantal}"),
            "koppelen": _("vastgezet: hoogstens {hoogstens} hieraan koppelen; het plan koppelt er {aantal}"),
        }[limit.veld]
        yield text.format(hoogstens=in_personen(limit.hoogstens), aantal=format_count(limit.aantal))
    if uitleg.te_koppelen:
        yield _(
            "voor {personen} van het tekort is niemand gekoppeld; {vrij} in COA zijn nog niet gekoppeld en "
            "mogen hier naartoe, de koppelruimte is nog {ruimte}"
        ).format(
            personen=in_personen(uitleg.te_koppelen),
            vrij=in_personen(uitleg.niet_gekoppeld),
            ruimte=in_personen(uitleg.koppelruimte_over),
        )
    for left in uitleg.vrij:
        yield _("blijft over: {aantal} × {woning}").format(
            aantal=format_count(left.aantal), woning=left.woning
        )
    if not uitleg.wachtenden and not uitleg.te_koppelen and not any(s.tekort for s in uitleg.standen):
        yield _("niets: de taakstelling wordt gehaald")


def _value_lines(uitleg: GemeenteUitleg) -> Iterable[str]:
    if uitleg.waarde.empty:
        yield "  " + _("dit plan heeft geen rijprijzen")
        return
    months = [str(column) for column in uitleg.waarde.columns]
    yield "  " + _("personen").ljust(10) + "".join(month.rjust(10) for month in months)
    for size, row in uitleg.waarde.iterrows():
        yield f"  {size!s:<10}" + "".join(format_number(value, 0).rjust(10) for value in row)


def location_text(uitleg: LocatieUitleg) -> str:
    """Say why a location opens or not."""
    head = _("{locatie} in {gemeente}, {status}, {plaatsen} plaatsen: {oordeel}").format(
        locatie=uitleg.locatie,
        gemeente=uitleg.gemeente,
        status=in_words("status", uitleg.status),
        plaatsen=format_count(uitleg.capaciteit),
        oordeel=_("gaat open") if uitleg.geopend else _("gaat niet open"),
    )
    if uitleg.status == "bestaand":
        head = _("{locatie} in {gemeente}, bestaand, {plaatsen} plaatsen").format(
            locatie=uitleg.locatie, gemeente=uitleg.gemeente, plaatsen=format_count(uitleg.capaciteit)
        )
    served = ", ".join(uitleg.gemeenten) or _("geen enkele gemeente")
    lines = [
        *_decided(uitleg),
        _("te gebruiken door: {gemeenten}").format(gemeenten=served),
        *_balance(uitleg),
    ]
    if uitleg.prijs_per_plaats >= 0.5:
        lines.append(
            _("een plaats meer, het hele plan door, levert hoogstens {euro} op").format(
                euro=format_euro(round(100 * uitleg.prijs_per_plaats))
            )
        )
    return "\n".join([head, "", *_section(_("Waarom"), lines)]).rstrip()


def _balance(uitleg: LocatieUitleg) -> Iterable[str]:
    occupied = format_number(uitleg.bezetting)
    if uitleg.status == "bestaand":
        yield _("gemiddeld {bezetting} bewoners per nacht").format(bezetting=occupied)
        return
    figures = {
        "kosten": format_euro(round(100 * uitleg.kosten)),
        "baten": format_euro(round(100 * uitleg.baten)),
        "bezetting": occupied,
        "oordeel": _otherwise(uitleg),
        "manier": manner_in_words(uitleg.manier),
    }
    if uitleg.geopend:
        yield _(
            "openen kost binnen het plan {kosten} en bespaart elders {baten}, bij gemiddeld {bezetting} "
            "bewoners per nacht; {oordeel} ({manier})"
        ).format(**figures)
    else:
        yield _(
            "openen zou binnen het plan {kosten} kosten en elders {baten} besparen, bij gemiddeld "
            "{bezetting} bewoners per nacht; {oordeel} ({manier})"
        ).format(**figures)
    if uitleg.te_veel > 0:
        yield _(
            "daarin telt {euro} straf: met deze locatie open gaat het plan boven het budget of het hoogste "
            "aantal nieuwe locaties"
        ).format(euro=format_euro(round(100 * uitleg.te_veel)))
    yield _break_even(uitleg)


def _decided(uitleg: LocatieUitleg) -> list[str]:
    """Say what a person decided about the location, and whether the plan keeps to it."""
    if uitleg.vastgezet is None:
        return []
    text = _("vastgezet: zij gaat open") if uitleg.vastgezet else _("vastgezet: zij blijft dicht")
    if uitleg.vastgezet != uitleg.geopend:
        text += "; " + _("het plan houdt zich daar niet aan")
    return [text + "; " + _("de bedragen hieronder zijn zonder die beslissing")]


def _otherwise(uitleg: LocatieUitleg) -> str:
    """Say what the plan would cost with the location the other way, the other locations as they are."""
    dearer = (uitleg.saldo if uitleg.geopend else -uitleg.saldo) >= 0
    text = {
        (True, True): _("bleef zij dicht, met de andere locaties als nu, dan was het plan {euro} duurder"),
        (True, False): _("bleef zij dicht, met de andere locaties als nu, dan was het plan {euro} goedkoper"),
        (False, True): _("ging zij open, met de andere locaties als nu, dan was het plan {euro} duurder"),
        (False, False): _("ging zij open, met de andere locaties als nu, dan was het plan {euro} goedkoper"),
    }[uitleg.geopend, dearer]
    return text.format(euro=format_euro(round(100 * abs(uitleg.saldo))))


def _break_even(uitleg: LocatieUitleg) -> str:
    if uitleg.omslag is None:
        return _("geen bezetting maakt openen de moeite waard")
    number = format_number(uitleg.omslag)
    if uitleg.omslag > uitleg.capaciteit:
        return _("openen loont pas bij {aantal} bewoners per nacht, meer dan er plaatsen zijn").format(
            aantal=number
        )
    return _("openen loont vanaf {aantal} bewoners per nacht, tegen de gemiddelde baat van een nacht").format(
        aantal=number
    )


def _section(title: str, lines: list[str]) -> list[str]:
    wrapped = [textwrap.fill(line, WIDTH, initial_indent="  - ", subsequent_indent="    ") for line in lines]
    return [title, *wrapped, ""] if lines else []
