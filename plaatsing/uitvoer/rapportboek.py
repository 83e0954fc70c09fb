"""The report's tables as a workbook, for whoever the report is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
import xlsxwriter

from plaatsing.taal import _
from plaatsing.uitvoer.blad import Blad, write_sheet
from plaatsing.uitvoer.blad_uitleg import Uitgelegd, write_explanation
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.samenvatting import period_line, title
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.werkboek import OPTIONS
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_WIDTHS = (34, 100)
_PER_LINE = 116
_VERDICTS = {"gehaald": "groen", "tekort": "rood"}


class Groepering(Protocol):
    """Columns under one heading."""

    @property
    def titel(self) -> str:
        """The heading, in the language spoken now."""

    @property
    def kolommen(self) -> tuple[str, ...]:
        """Their names."""


class Tabelblok(Protocol):
    """A table of the report; `plaatsing.report.blokken.Tabelblok` is one."""

    @property
    def tabel(self) -> Tabel:
        """Columns with their headings and units."""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""

    @property
    def groepen(self) -> Sequence[Groepering]:
        """Headings above columns."""

    @property
    def verborgen(self) -> frozenset[str]:
        """Columns left out."""

    @property
    def regio(self) -> str:
        """A column by which totals are given too, or an empty string."""

    @property
    def totaal(self) -> bool:
        """Whether totals are given."""

    @property
    def onderdrukt(self) -> bool:
        """Whether an empty number was suppressed."""


def report_workbook(
    plan: Plan,
    *,
    regels: Sequence[str],
    bladen: Sequence[Tabelblok],
    voor: str,
    stam: str = "report",
) -> bytes:
    """Return the tables of a report as a workbook; the same tables give the same bytes.

    Nothing but `regels` and `bladen` gets in, so it shows what the page shows: what is left out or
    suppressed there is here too, and a column with suppressed figures has no total.

    Parameters
    ----------
    plan : Plan
        The plan of the report, for its title and days only.
    regels : sequence of str
        The answer of the report in sentences.
    bladen : sequence of Tabelblok
        The tables, a sheet each, in order.
    voor : str
        Whom it is for, as the page says it.
    stam : str
        Beginning of the names of the report's files, to say which CSV file holds a column.

    Returns
    -------
    bytes
        The content of an .xlsx file, in the language spoken now.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {**OPTIONS, "in_memory": True}) as workbook:
        workbook.set_properties(
            {
                "title": f"{title(plan)}. {voor}",
                "author": "plaatsing",
                "created": datetime.combine(plan.case.instellingen.start, time()),
            }
        )
        stijl = Stijl(workbook)
        names = _sheet_names([_("Antwoord"), *(_(blok.tabel.titel) for blok in bladen), _("Uitleg")])
        sheets = [_blad(blok, name) for blok, name in zip(bladen, names[1:-1], strict=True)]
        _write_answer(workbook, stijl, plan, regels, voor, sheets, names)
        for blad, blok in zip(sheets, bladen, strict=True):
            write_sheet(workbook, stijl, blad, blok.frame[blad.tabel.namen])
        explained = [
            Uitgelegd(blad.bladnaam, f"{stam}-{blok.tabel.naam}.csv", blok.tabel)
            for blad, blok in zip(sheets, bladen, strict=True)
        ]
        write_explanation(workbook, stijl, explained)
    return target.getvalue()


def _blad(blok: Tabelblok, naam: str) -> Blad:
    shown = tuple(kolom for kolom in blok.tabel.kolommen if kolom.naam not in blok.verborgen)
    names = [kolom.naam for kolom in shown]
    return Blad(
        replace(blok.tabel, kolommen=shown),
        _(blok.tabel.titel),
        _(blok.tabel.uitleg),
        vast=1,
        per=blok.regio if blok.regio in names else "",
        colours=_colour_verdict if "oordeel" in names else None,
        naam=naam,
        alles=True,
        totaal=blok.totaal,
        groepen=[(groep.titel, groep.kolommen) for groep in blok.groepen],
        leeg=_("onderdrukt") if blok.onderdrukt else "",
    )


def _colour_verdict(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    for word, look in _VERDICTS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{in_words("oordeel", word)}"'}
        sheet.conditional_format(cells("oordeel"), {**rule, "format": getattr(stijl, look)})


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Return a name per sheet that a spreadsheet accepts: short, without signs, each one once."""
    found: list[str] = []
    for text in titles:
        name = text.translate(_FORBIDDEN)
        if len(name) > _LONGEST_NAME:
            name = name[: _LONGEST_NAME + 1].rsplit(" ", 1)[0][:_LONGEST_NAME]
        taken = {one.lower() for one in found}
        number, base = 2, name
        while name.lower() in taken:
            name = f"{base[: _LONGEST_NAME - 3]} {number}"
            number += 1
        found.append(name)
    return found


def _write_answer(
    workbook: Any,
    stijl: Stijl,
    plan: Plan,
    regels: Sequence[str],
    voor: str,
    sheets: Sequence[Blad],
    names: Sequence[str],
) -> None:
    sheet = workbook.add_worksheet(names[0])
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, title(plan), stijl.titel)
    sheet.write_string(1, 0, f"{voor}. {period_line(plan)}", stijl.noot)
    row = 3
    sheet.write_string(row, 0, _("Het antwoord"), stijl.kop)
    sheet.write_blank(row, 1, None, stijl.kop)
    for text in regels:
        row += 1
        sheet.merge_range(row, 0, row, 1, text, stijl.lange_tekst)
        sheet.set_row(row, 15 * (1 + len(text) // _PER_LINE))
    row += 2
    sheet.write_string(row, 0, _("Bladen"), stijl.kop)
    sheet.write_blank(row, 1, None, stijl.kop)
    entries = [(blad.bladnaam, blad.noot) for blad in sheets] + [(names[-1], _("Wat staat waar?"))]
    for name, about in entries:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", stijl.link, name)
        sheet.write_string(row, 1, about, stijl.lange_tekst)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    sheet.activate()
