"""The sheet with a row per municipality: its people, its shortage and its indicative charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from plaatsing.taal import _
from plaatsing.uitvoer.blad import first_data_row, set_print
from plaatsing.uitvoer.kolom import Soort, Tabel
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.tabel_doorberekening import DOORBEREKENING
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_TOTAL, _HEADER = 3, 4
_FORMS = ("eigen", "flex", "tijdelijk", "doorstroomlocatie", "coa")
_KINDS = ("doorberekening", "risico")


@dataclass(frozen=True)
class _Figure:
    """One column: a sum over another sheet, per municipality."""

    heading: str
    soort: Soort
    values: Sequence[float]
    formula: str
    """With {code} for the cell that holds the code of the municipality."""


def write_gemeenten(workbook: Any, stijl: Stijl, plan: Plan) -> None:
    """Add a sheet whose figures are formulas over the sheets of placements and of the ledger."""
    sheet = workbook.add_worksheet(_("Per gemeente"))
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, _("Wat betekent het plan voor elke gemeente?"), stijl.titel)
    sheet.write_string(
        1,
        0,
        _("Personen naar waar zij aan het eind zijn, en de indicatieve bedragen."),
        stijl.noot,
    )
    gemeenten = plan.case.gemeenten.sort_values("gemeente", kind="stable")
    codes = [str(code) for code in gemeenten["gemeentecode"]]
    figures = [*_persons(plan, codes), *_amounts(plan, codes)]
    for place, heading in enumerate((_("Code"), _("Koppelgemeente"))):
        sheet.write_string(_HEADER, place, heading, stijl.kolomkop)
    for offset, (code, name) in enumerate(zip(codes, gemeenten["gemeente"], strict=True)):
        sheet.write_string(_HEADER + 1 + offset, 0, code, stijl.tekst)
        sheet.write_string(_HEADER + 1 + offset, 1, str(name), stijl.tekst)
    sheet.write_string(_TOTAL, 0, _("Totaal"), stijl.totaalkop)
    sheet.write_blank(_TOTAL, 1, None, stijl.totaalkop)
    for place, figure in enumerate(figures, start=2):
        _write_figure(sheet, stijl, place, figure)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 1 + len(_FORMS), 18)
    sheet.set_column(2 + len(_FORMS), 1 + len(figures), 19)
    sheet.set_row(_HEADER, 32)
    sheet.freeze_panes(_HEADER + 1, 2)
    sheet.autofilter(_HEADER, 0, _HEADER + max(1, len(codes)), 1 + len(figures))
    set_print(sheet, _HEADER)


def _write_figure(sheet: Any, stijl: Stijl, place: int, figure: _Figure) -> None:
    sheet.write_string(_HEADER, place, figure.heading, stijl.kop_van(figure.soort))
    look = stijl.cel[figure.soort]
    for row, value in enumerate(figure.values, start=_HEADER + 1):
        cell = xl_rowcol_to_cell(row, 0, col_abs=True)
        sheet.write_formula(row, place, figure.formula.format(code=cell), look, value)
    letter = xl_col_to_name(place)
    cells = f"{letter}{_HEADER + 2}:{letter}{_HEADER + 1 + max(1, len(figure.values))}"
    total = round(sum(figure.values), 2)
    sheet.write_formula(_TOTAL, place, f"=SUBTOTAL(109,{cells})", stijl.totaal[figure.soort], total)


def _persons(plan: Plan, codes: Sequence[str]) -> list[_Figure]:
    table = plan.plaatsingen
    span = _Span(PLAATSINGEN, len(table))
    found = []
    for form in _FORMS:
        sums = table[table["vorm"] == form].groupby("koppelgemeente")["personen"].sum()
        words = in_words("vorm", form)
        formula = (
            f"=SUMIFS({span.cells('personen')},{span.cells('koppelgemeente')},{{code}},"
            f'{span.cells("vorm")},"{words}")'
        )
        found.append(_Figure(words, "geheel", _in_order(sums, codes), formula))
    return found


def _amounts(plan: Plan, codes: Sequence[str]) -> list[_Figure]:
    table = plan.doorberekening
    span = _Span(DOORBEREKENING, len(table))
    headings = (_("Indicatieve doorberekening"), _("Risico bij voorgestelde koppelingen"))
    found = []
    for kind, heading in zip(_KINDS, headings, strict=True):
        sums = table[table["soort"] == kind].groupby("gemeentecode")["bedrag_cent"].sum() / 100
        formula = (
            f"=SUMIFS({span.cells('bedrag_cent')},{span.cells('gemeentecode')},{{code}},"
            f'{span.cells("soort")},"{in_words("soort_doorberekening", kind)}")'
        )
        found.append(_Figure(heading, "cent", _in_order(sums, codes), formula))
    return found


def _in_order(sums: pd.Series[Any], codes: Sequence[str]) -> list[float]:
    known = {str(code): float(value) for code, value in sums.items()}
    return [known.get(code, 0.0) for code in codes]


@dataclass(frozen=True)
class _Span:
    """The rows of a table on its own sheet; that sheet has one row of totals, or none when it is empty."""

    tabel: Tabel
    rows: int

    def cells(self, column: str) -> str:
        letter = xl_col_to_name(self.tabel.namen.index(column))
        first = first_data_row(1 if self.rows else 0) + 1
        return f"'{_(self.tabel.titel)}'!${letter}${first}:${letter}${first + max(1, self.rows) - 1}"
