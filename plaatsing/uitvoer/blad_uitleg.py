"""The sheet that explains every column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plaatsing.taal import _
from plaatsing.uitvoer.blad import set_print
from plaatsing.uitvoer.kolom import Soort, Tabel
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.woorden import in_words

_HEADER = 3


@dataclass(frozen=True)
class Uitgelegd:
    """A table to explain: the name of its sheet (or ``""``), of its CSV file, and its columns."""

    blad: str
    bestand: str
    tabel: Tabel


def write_explanation(workbook: Any, stijl: Stijl, tabellen: Sequence[Uitgelegd]) -> None:
    """Add the sheet with a row per column of every table: where it is, what it means and its unit."""
    sheet = workbook.add_worksheet(_("Uitleg"))
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, _("Wat staat waar?"), stijl.titel)
    sheet.write_string(1, 0, _("Elke kolom van de werkmap en van de CSV-bestanden."), stijl.noot)
    headings = (_("Tabel"), _("Kolom"), _("Naam in CSV"), _("Soort"), _("Eenheid"), _("Uitleg"))
    for place, (heading, width) in enumerate(zip(headings, (16, 24, 24, 20, 18, 90), strict=True)):
        sheet.write_string(_HEADER, place, heading, stijl.kolomkop)
        sheet.set_column(place, place, width)
    row = _HEADER
    for one in tabellen:
        for kolom in one.tabel.kolommen:
            row += 1
            texts = (
                one.blad or _(one.tabel.titel),
                _(kolom.titel),
                f"{one.bestand}: {kolom.naam}",
                _kind(kolom.soort),
                _(kolom.eenheid),
                _(kolom.uitleg),
            )
            for place, text in enumerate(texts):
                sheet.write_string(row, place, text, stijl.lange_tekst)
    sheet.set_column(2, 2, 40)
    sheet.freeze_panes(_HEADER + 1, 2)
    sheet.autofilter(_HEADER, 0, row, len(headings) - 1)
    set_print(sheet, _HEADER)


def _kind(soort: Soort) -> str:
    return in_words("soort_kolom", soort)
