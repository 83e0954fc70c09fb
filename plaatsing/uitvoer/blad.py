"""One table as a sheet: title, totals, header, rows, filter and print layout."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from plaatsing.taal import _
from plaatsing.uitvoer.kolom import Kolom, Soort, Tabel
from plaatsing.uitvoer.stijl import WIDTHS, Stijl
from plaatsing.uitvoer.woorden import in_words

_TOTAL_ROW = 3
_WIDEST, _SAMPLE = 48, 400
_HEADING_LINE = 16
_A3, _A4, _MOST_COLUMNS_A4 = 8, 9, 14


@dataclass(frozen=True)
class Blad:
    """How one table is shown.

    Attributes
    ----------
    tabel : Tabel
        The table and its columns.
    titel : str
        Title on the sheet, translated.
    noot : str
        A line below the title, translated.
    vast : int
        Columns that stay in view when scrolling.
    per : str
        Column whose every value gets totals of its own; empty for one total over the rows shown.
    colours : callable or None
        Adds conditional colours: called with the sheet, a function that gives the cells of a
        column, and the style.
    naam : str
        Name of the sheet, translated; empty: the title of the table.
    alles : bool
        Whether there is a total over all rows beside those of `per`.
    totaal : bool
        Whether there are totals at all.
    groepen : sequence of (str, tuple of str)
        Headings above columns, translated, with the columns they are above.
    leeg : str
        What stands in an empty cell with a number, and in the total of such a column, translated; empty:
        nothing, and the total is that of the other cells.
    """

    tabel: Tabel
    titel: str
    noot: str
    vast: int = 1
    per: str = ""
    colours: Callable[[Any, Callable[[str], str], Stijl], None] | None = field(default=None, compare=False)
    naam: str = ""
    alles: bool = False
    totaal: bool = True
    groepen: Sequence[tuple[str, tuple[str, ...]]] = ()
    leeg: str = ""

    @property
    def bladnaam(self) -> str:
        """Name of the sheet, in the language spoken now."""
        return self.naam or _(self.tabel.titel)


def write_sheet(workbook: Any, stijl: Stijl, blad: Blad, frame: pd.DataFrame) -> None:
    """Add `frame` to `workbook` as the sheet `blad` describes."""
    sheet = workbook.add_worksheet(blad.bladnaam)
    columns = blad.tabel.kolommen
    totals = _totals(blad, frame)
    header = _TOTAL_ROW + len(totals) + bool(blad.groepen)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, blad.titel, stijl.titel)
    sheet.write_string(1, 0, blad.noot, stijl.noot)
    for place, kolom in enumerate(columns):
        sheet.write_string(header, place, _(kolom.titel), stijl.kop_van(kolom.soort))
        values = cell_values(kolom, frame[kolom.naam])
        _write_column(sheet, header + 1, place, kolom.soort, values, stijl)
        if blad.leeg and kolom.soort not in ("tekst", "datum", "ja_nee"):
            _write_empty(sheet, header + 1, place, values, blad.leeg, stijl)
        sheet.set_column(place, place, _width(kolom, values))
    for offset, (label, chosen) in enumerate(totals):
        total = _Total(label, chosen, header, len(frame), blad.per, blad.leeg)
        _write_totals(sheet, _TOTAL_ROW + offset, columns, stijl, total, frame)
    _write_groups(sheet, header - 1, blad, stijl)
    _accept(sheet, header, len(frame), columns)
    sheet.set_row(header, _HEADING_LINE * max(2, *(_lines(kolom, frame) for kolom in columns)))
    sheet.freeze_panes(header + 1, blad.vast)
    sheet.autofilter(header, 0, header + max(1, len(frame)), len(columns) - 1)
    if blad.colours is not None and len(frame):
        names = [kolom.naam for kolom in columns]

        def cells(name: str) -> str:
            letter = xl_col_to_name(names.index(name))
            return f"{letter}{header + 2}:{letter}{header + 1 + len(frame)}"

        blad.colours(sheet, cells, stijl)
    set_print(sheet, header, wide=len(columns) > _MOST_COLUMNS_A4)


def _accept(sheet: Any, header: int, rows: int, columns: Sequence[Kolom]) -> None:
    """Keep a spreadsheet from flagging what is meant: digits as text, totals over part of a column."""
    last = xl_col_to_name(len(columns) - 1)
    sheet.ignore_errors(
        {
            "number_stored_as_text": f"A{header + 2}:{last}{header + 1 + max(1, rows)}",
            "formula_range": f"A{_TOTAL_ROW + 1}:{last}{header}",
            "formula_differs": f"A{_TOTAL_ROW + 1}:{last}{header}",
        }
    )


def _write_groups(sheet: Any, row: int, blad: Blad, stijl: Stijl) -> None:
    names = blad.tabel.namen
    for heading, members in blad.groepen:
        places = [names.index(name) for name in members if name in names]
        for place in places:
            sheet.write_blank(row, place, None, stijl.groep)
        if places:
            sheet.write_string(row, min(places), heading, stijl.groep)


def _write_empty(sheet: Any, first: int, place: int, values: Sequence[Any], text: str, stijl: Stijl) -> None:
    for row, value in enumerate(values, start=first):
        if value is None:
            sheet.write_string(row, place, text, stijl.weggelaten)


def first_data_row(totals: int) -> int:
    """Return the row (from 0) of the first data on a sheet with so many rows of totals."""
    return _TOTAL_ROW + totals + 1


def cell_values(kolom: Kolom, column: pd.Series[Any]) -> list[Any]:
    """Return the values of a column as the workbook shows them; None for an empty cell."""
    if kolom.soort == "datum":
        return column.to_numpy().astype("datetime64[s]").tolist()
    values = column.tolist()
    if kolom.soort == "ja_nee":
        yes, no = _("ja"), _("nee")
        return [yes if value else no for value in values]
    if kolom.soort == "cent":
        return [int(value) / 100 for value in values]
    if kolom.soort == "tekst":
        # A sentence is looked up once, however many rows it stands in.
        words = {value: in_words(kolom.woorden or kolom.naam, str(value)) or None for value in set(values)}
        return [words[value] for value in values]
    return [None if pd.isna(value) else value for value in values] if column.hasnans else values


def set_print(sheet: Any, header: int, wide: bool = False) -> None:
    """Print landscape on A4 (A3 for a wide table), with the header and number on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if wide else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    sheet.hide_gridlines(2)


@dataclass(frozen=True)
class _Total:
    label: str
    chosen: Any
    header: int
    rows: int
    per: str
    leeg: str

    def formula(self, place: int, names: Sequence[str]) -> str:
        first, last = self.header + 2, self.header + 1 + self.rows
        letter = xl_col_to_name(place)
        cells = f"{letter}{first}:{letter}{last}"
        if self.chosen is None:
            return f"=SUBTOTAL(109,{cells})"
        key = xl_col_to_name(names.index(self.per))
        wanted = str(self.chosen).replace('"', '""')
        return f'=SUMIFS({cells},{key}{first}:{key}{last},"{wanted}")'


def _totals(blad: Blad, frame: pd.DataFrame) -> list[tuple[str, Any]]:
    """Return the label of each row of totals, and the value of `per` it is of; None for all rows."""
    if not blad.totaal or frame.empty or not any(kolom.som for kolom in blad.tabel.kolommen):
        return []
    parts = sorted(set(frame[blad.per]) - {""}) if blad.per else []
    if blad.alles and len(parts) == 1:
        parts = []
    found = [(_("Totaal {groep}").format(groep=value), value) for value in parts]
    return [*found, (_("Totaal"), None)] if blad.alles or not blad.per else found


def _write_totals(
    sheet: Any, row: int, columns: Sequence[Kolom], stijl: Stijl, total: _Total, frame: pd.DataFrame
) -> None:
    names = [kolom.naam for kolom in columns]
    rows = frame if total.chosen is None else frame[frame[total.per] == total.chosen]
    for place, kolom in enumerate(columns):
        sheet.write_blank(row, place, None, stijl.totaalkop)
        if kolom.som and total.leeg and rows[kolom.naam].isna().any():
            sheet.write_string(row, place, total.leeg, stijl.totaal_weggelaten)
        elif kolom.som:
            values = [value for value in cell_values(kolom, rows[kolom.naam]) if value is not None]
            value = round(sum(values), 6)
            sheet.write_formula(row, place, total.formula(place, names), stijl.totaal[kolom.soort], value)
    sheet.write_string(row, 0, total.label, stijl.totaalkop)


def _write_column(
    sheet: Any, first: int, place: int, soort: Soort, values: Sequence[Any], stijl: Stijl
) -> None:
    look = stijl.cel[soort]
    write = {"tekst": sheet.write_string, "ja_nee": sheet.write_string, "datum": sheet.write_datetime}.get(
        soort, sheet.write_number
    )
    for row, value in enumerate(values, start=first):
        if value is not None:
            write(row, place, value, look)


def _lines(kolom: Kolom, frame: pd.DataFrame) -> int:
    """Return over how many lines the heading of a column runs."""
    room = _width(kolom, cell_values(kolom, frame[kolom.naam].head(_SAMPLE))) - 2
    return len(textwrap.wrap(_(kolom.titel), max(room, 1)))


def _width(kolom: Kolom, values: Sequence[Any]) -> int:
    heading = max(len(word) for word in _(kolom.titel).split()) + 2
    longest = max((len(str(value)) for value in values[:_SAMPLE] if isinstance(value, str)), default=0) + 2
    return min(_WIDEST, max(WIDTHS[kolom.soort], heading, longest))
