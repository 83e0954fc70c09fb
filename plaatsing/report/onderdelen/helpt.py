"""What would help most: the worth of one dwelling, place or swapped person more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from plaatsing.instantie.rijen import rijen
from plaatsing.report.blokken import Alinea, Blok, Onderdeel, Tabelblok
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.tabellen_helpt import PLAATSEN, UITRUIL, met_groottes
from plaatsing.report.zinnen import money, persons
from plaatsing.taal import _, format_count, format_date_long
from plaatsing.uitvoer.volgorde import order_note
from plaatsing.uitvoer.woorden import in_words

_MOST_ROWS = 40
_HOMES = ["woning", "persoonsplaats"]


def helps(bron: Gegevens) -> Onderdeel:
    """Say what one dwelling, place, room or swapped person more would be worth."""
    return Onderdeel("helpt", _("Wat zou het meest helpen?"), tuple(_blocks(bron)))


def best_help(bron: Gegevens) -> str:
    """Say in one line which dwelling or place more would improve the plan most, and what its euros mean."""
    if bron.plan.trappen:
        meaning = _("; de doelen hebben een volgorde, dus dat is een weging en geen euro")
    else:
        meaning = _("; dat is een weging en geen bedrag op een begroting")
    return _best(bron, meaning)


def _best(bron: Gegevens, meaning: str) -> str:
    worth = bron.waarde
    if bron.plan.prijzen.empty:
        return _("Wat het meest zou helpen is niet bekend: het rekenen stopte voordat er prijzen waren.")
    if bron.voor.onderdrukken:
        worth = worth[~worth["soort"].isin(_HOMES)]
    if worth.empty:
        return _("Een plaats meer of een uitruil zou dit plan niet beter maken.")
    row = rijen(worth)[0]
    return _("Het meest zou helpen: {wat} (scheelt ongeveer {waarde} in de doelwaarde{betekenis}).").format(
        wat=_what(row), waarde=money(round(float(row["waarde_euro"]) * 100)), betekenis=meaning
    )


def _what(row: dict[str, Any]) -> str:
    if row["soort"] in ("plaats", "kamer"):
        unit = in_words("eenheid_enkel", str(row["soort"]))
        return _("een {eenheid} meer in {locatie}").format(eenheid=unit, locatie=row["locatie"])
    if row["soort"] == "uitruil":
        return _("{gemeente} een persoon laten overnemen door {naar}").format(
            gemeente=row["gemeente"], naar=row["naar_gemeente"]
        )
    return _("een {vorm} voor {grootte} in {gemeente} op {dag}").format(
        vorm=in_words("vorm", str(row["vorm"])),
        grootte=_size(row),
        gemeente=row["gemeente"],
        dag=format_date_long(row["vanaf"].date()),
    )


def _size(row: dict[str, Any]) -> str:
    if row["soort"] == "persoonsplaats":
        return persons(1)
    least = 1 if row["min_personen"] is pd.NA else int(row["min_personen"])
    if row["max_personen"] is pd.NA:
        return _("{kleinste} of meer personen").format(kleinste=format_count(least))
    most = int(row["max_personen"])
    if least == most:
        return persons(most)
    return _("{kleinste} tot {grootste} personen").format(
        kleinste=format_count(least), grootste=format_count(most)
    )


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    yield Alinea(_best(bron, ""), "inleiding")
    yield Alinea(
        _(
            "De waarde is ongeveer hoeveel de doelwaarde daalt als er één bij komt en al het andere gelijk "
            "blijft. Twee erbij is niet twee keer zo veel waard, en waarden tellen niet op. Het is geen "
            "bedrag op een begroting: de doelwaarde weegt ook wachten en tekort."
        )
    )
    if note := order_note(bron.plan):
        yield Alinea(note)
    if bron.voor.onderdrukken:
        yield Alinea(_("Welke woning waar zou helpen, is in deze openbare versie weggelaten."), "noot")
    elif bron.waarde["soort"].isin(_HOMES).any():
        yield home_block(bron)
    for tabel, frame, row_head in (
        (PLAATSEN, place_table(bron), "locatie"),
        (UITRUIL, swap_table(bron), "gemeente"),
    ):
        if len(frame):
            hidden = frozenset({"gemeentecode"}) & set(tabel.namen)
            yield Tabelblok(tabel, frame, verborgen=hidden, rijkop=row_head, rijen=_MOST_ROWS, totaal=False)


def home_block(bron: Gegevens) -> Tabelblok:
    """Return per municipality and size what one dwelling more would be worth at best, dearest first."""
    worth = bron.waarde
    homes = worth[worth["soort"].isin(_HOMES)]
    sizes = {_column(row): (_size(row), row) for row in rijen(homes)}
    order = sorted(sizes, key=lambda name: _span(sizes[name][1]))
    frame = homes.assign(grootte=[_column(row) for row in rijen(homes)]).pivot_table(
        index=["gemeentecode", "gemeente"], columns="grootte", values="waarde_euro", aggfunc="max"
    )
    frame = frame.loc[frame.max(axis="columns").sort_values(ascending=False, kind="stable").index, order]
    tabel = met_groottes({name: sizes[name][0] for name in order})
    return Tabelblok(
        tabel,
        frame.reset_index()[tabel.namen],
        verborgen=frozenset({"gemeentecode"}),
        rijkop="gemeente",
        rijen=_MOST_ROWS,
        totaal=False,
        noot=_("Steeds de vorm en de dag waarop een woning van die grootte daar het meest waard is."),
    )


def _span(row: dict[str, Any]) -> tuple[bool, int, float]:
    """Return what dwellings are sorted by: room for one person last, then smallest and largest household."""
    least = 1 if row["min_personen"] is pd.NA else int(row["min_personen"])
    most = float("inf") if row["max_personen"] is pd.NA else float(row["max_personen"])
    return row["soort"] == "persoonsplaats", least, most


def _column(row: dict[str, Any]) -> str:
    place, least, most = _span(row)
    if place:
        return "persoonsplaats"
    return f"personen_{least}_{'meer' if most == float('inf') else int(most)}"


def place_table(bron: Gegevens) -> pd.DataFrame:
    """Return the worth of a place or bedroom more per open location, dearest first."""
    worth = bron.waarde
    rows = worth[worth["soort"].isin(["plaats", "kamer"])]
    return rows.sort_values("waarde_euro", ascending=False, kind="stable", ignore_index=True)[PLAATSEN.namen]


def swap_table(bron: Gegevens) -> pd.DataFrame:
    """Return the worth of swapping one person per municipality, dearest first."""
    worth = bron.waarde
    rows = worth[worth["soort"] == "uitruil"]
    return rows.sort_values("waarde_euro", ascending=False, kind="stable", ignore_index=True)[UITRUIL.namen]
