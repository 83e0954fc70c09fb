"""The pre-check and its conflicts as text, in the language spoken now."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plaatsing.explain.woning import in_personen
from plaatsing.taal import _, format_count, format_date, plural

if TYPE_CHECKING:
    from plaatsing.voortoets.conflict import Conflict, Regelgroep
    from plaatsing.voortoets.toets import Regiotoets, Voortoets

WIDTH = 100
_MOST = 12


def check_text(toets: Voortoets) -> str:
    """Say what a case lacks for certain."""
    if not toets.tekort:
        return _("Vooraf is er geen tekort te zien: voor iedereen kan er een woning of plaats zijn.")
    lines = [_("Wat geen enkel plan kan oplossen:")]
    texts = [text for region in toets.regios for text in _region_lines(region)]
    texts += [
        _(
            "{gemeente} haalt de taakstelling zeker niet: nog {opgave} te huisvesten t/m {dag}, "
            "{tekort} tekort"
        ).format(
            gemeente=short.gemeente,
            opgave=in_personen(short.opgave),
            dag=format_date(short.dag),
            tekort=in_personen(short.tekort),
        )
        for short in toets.gemeenten[:_MOST]
    ]
    rest = len(toets.gemeenten) - _MOST
    if rest > 0:
        texts.append(
            plural("en {aantal} andere gemeente", "en {aantal} andere gemeenten", rest).format(
                aantal=format_count(rest)
            )
        )
    return "\n".join([*lines, *(_wrapped(text) for text in texts)])


def _region_lines(region: Regiotoets) -> Iterator[str]:
    name = region.regio or _("het gebied")
    if region.tekort:
        text = _("{regio}: {personen} te huisvesten, plaats voor {plaats} t/m {dag}, {tekort} tekort").format(
            regio=name,
            personen=in_personen(region.personen),
            plaats=format_count(region.plaats),
            dag=format_date(region.dag),
            tekort=format_count(region.tekort),
        )
        if region.maat is not None:
            text += _(
                "; waarvan {aantal} door gebrek aan woningen en plaatsen voor {vanaf} of meer personen"
            ).format(aantal=format_count(region.maat.tekort), vanaf=format_count(region.maat.vanaf))
        if region.plaats_zonder_kandidaten < region.plaats:
            text += _("; zonder nieuwe locaties is er plaats voor {aantal}").format(
                aantal=format_count(region.plaats_zonder_kandidaten)
            )
        yield text
    if region.tekort_taakstelling:
        yield _("{regio}: taakstelling nog {opgave} t/m {dag}, ten minste {tekort} tekort").format(
            regio=name,
            opgave=in_personen(region.opgave),
            dag=format_date(region.dag),
            tekort=format_count(region.tekort_taakstelling),
        )


def conflict_text(conflict: Conflict) -> str:
    """Say which rules together make a taakstelling unattainable."""
    figures = {
        "gemeente": conflict.gemeente,
        "dag": format_date(conflict.dag),
        "tekort": in_personen(conflict.tekort),
    }
    if conflict.soort == "geen":
        return _(
            "{gemeente}: de regels laten toe dat de taakstelling t/m {dag} wordt gehaald; een tekort in een "
            "plan is dan een afweging van kosten."
        ).format(**figures)
    head = {
        "alleen": _("{gemeente}: deze regels gaan t/m {dag} niet samen, ten minste {tekort} tekort:"),
        "maximum": _(
            "{gemeente}: met wat er is vastgezet gaan deze regels t/m {dag} niet samen, ten minste {tekort} "
            "tekort:"
        ),
        "koppelruimte": _(
            "{gemeente}: met de koppelruimte gaan deze regels t/m {dag} niet samen, ten minste {tekort} "
            "tekort:"
        ),
        "samen": _(
            "{gemeente}: op zich haalbaar, maar in de regio gaan deze regels t/m {dag} niet samen, "
            "ten minste {tekort} tekort:"
        ),
    }[conflict.soort].format(**figures)
    tail = _(
        "Geen ervan kan worden gemist: zonder een ervan spreken de andere elkaar niet tegen. Een andere "
        "regel kan de taakstelling dan nog wel in de weg staan."
    )
    rules = [_wrapped(_rule(rule)) for rule in conflict.regels]
    return "\n".join([textwrap.fill(head, WIDTH), *rules, textwrap.fill(tail, WIDTH)])


def _rule(rule: Regelgroep) -> str:
    if rule.soort == "huishoudens":
        return plural(
            "er is {aantal} huishouden van {personen} dat op tijd kan verhuizen",
            "er zijn {aantal} huishoudens van {personen} die op tijd kunnen verhuizen",
            rule.aantal,
        ).format(aantal=format_count(rule.aantal), personen=in_personen(int(rule.naam)))
    text = {
        "taakstelling": _("{naam} moet nog {personen} huisvesten"),
        "woningen": _("in {gemeente} komt vrij: {aantal} × {naam}"),
        "plaatsen": _("locatie {naam} heeft {aantal} plaatsen"),
        "kamers": _("locatie {naam} heeft {aantal} kamers"),
        "koppelruimte": _("aan {naam} kunnen nog {aantal} personen worden gekoppeld"),
        "vastgezet": _("wat een mens heeft vastgezet"),
        "maximum_plaatsen": _("vastgezet: hoogstens {personen} naar {naam}"),
        "maximum_koppelen": _("vastgezet: hoogstens {personen} koppelen aan {naam}"),
        "gekoppeld": _("aan {naam} zijn al {personen} gekoppeld die nog verhuizen"),
    }[rule.soort]
    return text.format(
        naam=rule.naam,
        gemeente=rule.gemeente,
        aantal=format_count(rule.aantal),
        personen=in_personen(rule.aantal),
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
