"""The workbook: real types, totals that agree, and the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plaatsing.taal import speak
from plaatsing.uitvoer.afgeleid import AFGELEID, afgeleide_tabellen
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.uitvoer.werkboek import write_workbook
from tests.uitvoer.voorbeeld import example_plan

SHEETS = [
    "Samenvatting",
    "Per gemeente",
    "Taakstelling",
    "Op schema",
    "Gemist op rij",
    "Achterstand",
    "Uitruiladvies",
    "Plaatsingen",
    "Locaties",
    "Bezetting",
    "Stromen",
    "Dekking",
    "Tekorten",
    "Wat helpt",
    "Doorberekening",
    "Betalers",
    "Netto",
    "Doelen",
    "Uitleg",
]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("werkboek") / "plan.xlsx"
    write_workbook(example_plan(), path)
    return path


@pytest.fixture(scope="module")
def values(paths: Path) -> Workbook:
    return openpyxl.load_workbook(paths, data_only=True)


@pytest.fixture(scope="module")
def formulas(paths: Path) -> Workbook:
    return openpyxl.load_workbook(paths)


def _header(sheet: Worksheet, name: str) -> tuple[int, int]:
    """Return the row and column of the heading `name`."""
    for row in sheet.iter_rows(min_row=4, max_row=8):
        for cell in row:
            if cell.value == name:
                assert cell.row is not None
                assert cell.column is not None
                return cell.row, cell.column
    raise AssertionError(f"no heading {name} on {sheet.title}")


def _column(sheet: Worksheet, name: str) -> list[Any]:
    row, column = _header(sheet, name)
    return [sheet.cell(below, column).value for below in range(row + 1, sheet.max_row + 1)]


def _total(sheet: Worksheet, name: str) -> Any:
    row, column = _header(sheet, name)
    return sheet.cell(row - 1, column).value


def test_there_is_a_sheet_per_question(values: Workbook) -> None:
    assert values.sheetnames == SHEETS


def test_cells_have_real_types(values: Workbook) -> None:
    sheet = values["Plaatsingen"]
    assert _column(sheet, "Vertrek uit COA")[0] == pd.Timestamp("2025-10-31")
    assert _column(sheet, "Personen") == [1, 4, 2, 3, 1]
    assert _column(sheet, "Weken sinds de termijn")[2] == 0
    assert _column(sheet, "Voorstel") == ["nee", "nee", "ja", "nee", "nee"]
    row, column = _header(sheet, "Vertrek uit COA")
    assert sheet.cell(row + 1, column).number_format == "dd-mm-yyyy"


def test_codes_are_shown_in_words(values: Workbook) -> None:
    assert _column(values["Plaatsingen"], "Vorm")[3] == "nog in COA"
    assert _column(values["Stromen"], "Naar") == ["Kanaal", "Assen", "Meppel"]
    assert _column(values["Doelen"], "Doel")[0] == "tekort op de taakstelling"


def test_amounts_are_in_euros_from_whole_cents(values: Workbook) -> None:
    sheet = values["Doorberekening"]
    assert _column(sheet, "Bedrag") == [7546.76, 2460.9]
    row, column = _header(sheet, "Bedrag")
    assert "€" in sheet.cell(row + 1, column).number_format
    assert "Indicatieve doorberekening (rekenmodel)" in str(sheet["A1"].value)
    assert "concept" in str(sheet["A2"].value)


def test_totals_are_formulas_whose_values_agree(values: Workbook, formulas: Workbook) -> None:
    plan = example_plan()
    assert _total(values["Plaatsingen"], "Personen") == plan.plaatsingen["personen"].sum()
    assert _total(formulas["Plaatsingen"], "Personen") == "=SUBTOTAL(109,B6:B10)"
    assert _total(values["Doorberekening"], "Bedrag") == plan.doorberekening["bedrag_cent"].sum() / 100
    assert _total(values["Taakstelling"], "Tekort") == plan.taakstelling["tekort"].sum()
    assert str(_total(formulas["Taakstelling"], "Tekort")).startswith("=SUMIFS(")
    assert _total(values["Doelen"], "Telt voor") == round(plan.objective, 2)


def test_half_years_are_totalled_apart(tmp_path: Path) -> None:
    first = example_plan().taakstelling
    second = first.assign(halfjaar="2026-I", tekort=[10, 7])
    table = pd.concat([first, second]).sort_values(["gemeentecode", "halfjaar"], ignore_index=True)
    write_workbook(example_plan(taakstelling=table), tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)["Taakstelling"]
    row, column = _header(sheet, "Tekort")
    totals = {sheet.cell(above, 1).value: sheet.cell(above, column).value for above in (row - 2, row - 1)}
    assert totals == {"Totaal 2025-II": 48, "Totaal 2026-I": 17}


def test_figures_per_gemeente_agree_with_the_other_sheets(values: Workbook, formulas: Workbook) -> None:
    sheet = values["Per gemeente"]
    assert _column(sheet, "Koppelgemeente") == ["Assen", "Meppel"]
    assert _column(sheet, "eigen woning") == [4, 0]
    assert _column(sheet, "doorstroomlocatie") == [1, 2]
    assert _column(sheet, "Indicatieve doorberekening") == [0, 10007.66]
    assert "'Plaatsingen'!$B$6:$B$10" in _column(formulas["Per gemeente"], "eigen woning")[0]
    assert formulas["Plaatsingen"]["B6"].value == 1


def test_people_linked_nowhere_are_a_row_with_a_name(values: Workbook) -> None:
    assert _column(values["Dekking"], "Gemeente") == ["Assen", "Meppel", "niet gekoppeld"]
    assert _column(values["Dekking"], "Code") == ["GM0106", "GM0119", None]


@pytest.mark.parametrize(
    ("sheet", "column", "words"),
    [
        ("Op schema", "Op schema", {"op schema", "achter", "nog onbekend"}),
        ("Dekking", "Oordeel", {"gedekt", "niets binnen bereik", "te weinig ruimte"}),
    ],
)
def test_each_colour_goes_with_a_word(formulas: Workbook, sheet: str, column: str, words: set[str]) -> None:
    rules = [rule for area in formulas[sheet].conditional_formatting for rule in area.rules]
    assert words <= {str(rule.formula[0]).strip('"') for rule in rules}
    assert set(_column(formulas[sheet], column)) <= words


def test_no_reader_of_workbooks_warns(paths: Path, recwarn: pytest.WarningsRecorder) -> None:
    openpyxl.load_workbook(paths)
    assert [str(warning.message) for warning in recwarn] == []


def test_a_shortage_is_said_in_words_as_well_as_in_colour(formulas: Workbook) -> None:
    sheet = formulas["Taakstelling"]
    assert _column(sheet, "Oordeel") == ["tekort", "gehaald"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules} == {'"tekort"', '"gehaald"'}


@pytest.mark.parametrize("name", [name for name in SHEETS if name not in ("Samenvatting", "Bezetting")])
def test_tables_have_a_frozen_header_a_filter_and_a_print_layout(formulas: Workbook, name: str) -> None:
    sheet = formulas[name]
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref is not None
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows is not None
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0


def test_every_column_of_every_table_is_explained(values: Workbook) -> None:
    explained = set(_column(values["Uitleg"], "Naam in CSV"))
    assert explained == {
        f"{tabel.naam}.csv: {naam}" for tabel in (*TABELLEN, *AFGELEID) for naam in tabel.namen
    }


def test_summary_says_what_matters_and_leads_to_the_sheets(values: Workbook, formulas: Workbook) -> None:
    sheet = values["Samenvatting"]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert "Assen, tekort op de taakstelling, 2025-II, 48 personen" in text
    assert "Beginstand onbekend" in text
    assert "geen tarief van kracht" in text
    links = {
        cell.hyperlink.location
        for row in formulas["Samenvatting"].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    assert links == {f"'{name}'!A1" for name in SHEETS if name not in ("Samenvatting", "Bezetting")}


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    plan = example_plan()
    names = plan.plaatsingen.assign(huishouden=["=1+1", "H2", "H3", "H4", "H5"])
    derived = afgeleide_tabellen(plan)
    write_workbook(example_plan(plaatsingen=names), tmp_path / "plan.xlsx", derived)
    cell = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plaatsingen"]["A6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_plan_without_locations_shortages_or_ledger_is_written(tmp_path: Path) -> None:
    plan = example_plan()
    names = ("locaties", "tekorten", "doorberekening", "taakstelling")
    empty = {name: getattr(plan, name).iloc[:0] for name in names}
    write_workbook(example_plan(**empty), tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    assert book.sheetnames == SHEETS
    assert book["Bezetting"]["A5"].value == "Het plan gebruikt geen doorstroomlocaties."


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    write_workbook(example_plan(), tmp_path / "a.xlsx")
    write_workbook(example_plan(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_workbook_speaks_english_when_asked(tmp_path: Path) -> None:
    with speak("en"):
        write_workbook(example_plan(), tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    assert book.sheetnames[0] == "Summary"
    assert _column(book["Placements"], "Form")[3] == "still in COA"
    assert set(_column(book["Columns"], "Name in CSV")) >= {"plaatsingen.csv: vorm"}
