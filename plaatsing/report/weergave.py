"""A table as the page shows it: every cell as text, with what a reader needs to sort and compare it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plaatsing.report.afbreken import breakable
from plaatsing.report.blokken import Groep, Stand, Tabelblok
from plaatsing.report.zinnen import source_text
from plaatsing.taal import _, format_count, format_date, format_number
from plaatsing.uitvoer.kolom import Kolom, Soort
from plaatsing.uitvoer.woorden import in_words

NIETS = "–"
_NUMBERS: set[Soort] = {"geheel", "geheel_of_leeg", "getal", "euro", "cent"}


@dataclass(frozen=True)
class Hoofd:
    """A column heading: its text, its unit, whether it holds numbers, and its stand."""

    titel: str
    uitleg: str
    getal: bool
    stand: Stand


@dataclass(frozen=True)
class Cel:
    """A cell: its text, whether it is a number, its stand, and whether it names its row or says tekort."""

    tekst: str
    getal: bool
    stand: Stand
    rijkop: bool
    tekort: bool = False

    @property
    def klasse(self) -> str:
        """How the style sheet knows it."""
        names = ("getal" if self.getal else "", self.stand, "tekort" if self.tekort else "")
        return " ".join(name for name in names if name)


@dataclass(frozen=True)
class Rij:
    """A row: its anchor (or nothing) and its cells."""

    anker: str
    cellen: list[Cel]


@dataclass(frozen=True)
class Weergave:
    """A table ready for its template."""

    groepen: list[tuple[str, int, Stand]]
    hoofden: list[Hoofd]
    rijen: list[Rij]
    totalen: list[Rij]
    weggelaten: int


def show(blok: Tabelblok) -> Weergave:
    """Return a table of the page, in the language spoken now."""
    columns = [kolom for kolom in blok.tabel.kolommen if kolom.naam not in blok.verborgen]
    stand = {name: groep.stand for groep in blok.groepen for name in groep.kolommen}
    frame = blok.frame if blok.rijen is None else blok.frame.head(blok.rijen)
    texts = [
        [_text(kolom, value, blok.onderdrukt, _decimals(kolom, frame)) for value in frame[kolom.naam]]
        for kolom in columns
    ]
    anchors = [f"gemeente-{code}" for code in frame[blok.anker]] if blok.anker else [""] * len(frame)
    short = in_words("oordeel", "tekort")
    looks = [
        (kolom.soort in _NUMBERS, stand.get(kolom.naam, ""), kolom.naam == blok.rijkop) for kolom in columns
    ]
    return Weergave(
        groepen=_spans(blok.groepen, columns),
        hoofden=[
            Hoofd(
                breakable(_(kolom.titel)), _(kolom.uitleg), kolom.soort in _NUMBERS, stand.get(kolom.naam, "")
            )
            for kolom in columns
        ],
        rijen=[
            Rij(anchor, [Cel(text, *look, text == short) for text, look in zip(row, looks, strict=True)])
            for anchor, row in zip(anchors, zip(*texts, strict=True), strict=True)
        ],
        totalen=list(_totals(blok, columns, looks)) if blok.totaal else [],
        weggelaten=len(blok.frame) - len(frame),
    )


def _spans(groepen: Any, columns: list[Kolom]) -> list[tuple[str, int, Stand]]:
    """Return the headings above columns with how many each covers; nothing where there are none."""
    if not groepen:
        return []
    owner: dict[str, Groep] = {name: groep for groep in groepen for name in groep.kolommen}
    spans: list[tuple[str, int, Stand]] = []
    previous: object = ""
    for kolom in columns:
        groep = owner.get(kolom.naam)
        if spans and groep is previous:
            title, count, stand = spans[-1]
            spans[-1] = (title, count + 1, stand)
        else:
            spans.append((groep.titel, 1, groep.stand) if groep else ("", 1, ""))
        previous = groep
    return spans


def _totals(blok: Tabelblok, columns: list[Kolom], looks: list[Any]) -> Iterator[Rij]:
    """Yield a total per region, where there are several, and one of all rows."""
    if len(blok.frame) < 2 or not any(kolom.som for kolom in columns):
        return
    if blok.regio and len(set(blok.frame[blok.regio])) > 1:
        for region, rows in blok.frame.groupby(blok.regio, sort=True):
            yield _total(blok, columns, looks, rows, _("Totaal {naam}").format(naam=region))
    yield _total(blok, columns, looks, blok.frame, _("Totaal"))


def _total(blok: Tabelblok, columns: list[Kolom], looks: list[Any], rows: pd.DataFrame, label: str) -> Rij:
    cells = []
    for kolom, look in zip(columns, looks, strict=True):
        if kolom.naam == blok.rijkop:
            cells.append(Cel(label, *look))
        elif kolom.som:
            # A total of suppressed cells would give them away.
            hidden = blok.onderdrukt and bool(rows[kolom.naam].isna().any())
            value = pd.NA if hidden else rows[kolom.naam].sum()
            cells.append(Cel(_text(kolom, value, blok.onderdrukt, _decimals(kolom, blok.frame)), *look))
        else:
            cells.append(Cel("", *look))
    return Rij("", cells)


def _decimals(kolom: Kolom, frame: pd.DataFrame) -> int:
    """Return how many decimals a column has: none where all its numbers are whole."""
    if kolom.soort != "getal":
        return 0
    values = frame[kolom.naam].dropna().astype("float64")
    return 0 if values.eq(values.round()).all() else 1


def _text(kolom: Kolom, value: Any, suppressed: bool, decimals: int) -> str:
    if kolom.soort == "tekst":
        if kolom.naam == "bron":
            return source_text(str(value))
        return in_words(kolom.woorden or kolom.naam, str(value))
    if kolom.soort == "ja_nee":
        return _("ja") if value else _("nee")
    if pd.isna(value):
        return _("weggelaten") if suppressed and kolom.soort in _NUMBERS else NIETS
    if kolom.soort == "getal":
        return format_number(float(value), decimals)
    return _WRITERS[kolom.soort](value)


def _whole_euro(value: Any) -> str:
    return format_count(round(float(value)))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "geheel": lambda value: format_count(int(value)),
    "geheel_of_leeg": lambda value: format_count(int(value)),
    "euro": _whole_euro,
    "cent": lambda value: _whole_euro(value / 100),
    "datum": lambda value: format_date(value.date()),
}
