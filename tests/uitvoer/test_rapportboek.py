"""The workbook of a report shows what it is given, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from plaatsing.taal import speak
from plaatsing.uitvoer.rapportboek import report_workbook
from tests.uitvoer.blokken import example_blocks
from tests.uitvoer.voorbeeld import example_plan

FIRST, SECOND = "De stand per gemeente en per", "De stand per gemeente en per 2"


def write(path: Path) -> Path:
    content = report_workbook(
        example_plan(),
        regels=["Elf van de twaalf gemeenten halen de taakstelling.", "Er wachten nog 30 personen."],
        bladen=example_blocks(),
        voor="Om openbaar te maken",
        stam="report-openbaar",
    )
    path.write_bytes(content)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return openpyxl.load_workbook(write(tmp_path / "report-openbaar.xlsx"))


def cells(book: Workbook, name: str) -> dict[str, Any]:
    return {
        cell.coordinate: cell.value
        for row in book[name].iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_each_table_is_a_sheet_with_a_name_that_a_spreadsheet_accepts(book: Workbook) -> None:
    assert book.sheetnames == ["Antwoord", FIRST, SECOND, "Uitleg"]


def test_the_answer_leads_to_the_sheets(book: Workbook) -> None:
    found = cells(book, "Antwoord")
    assert found["A5"] == "Elf van de twaalf gemeenten halen de taakstelling."
    assert "Om openbaar te maken" in found["A2"]
    links = {
        cell.hyperlink.location for row in book["Antwoord"].iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {f"'{name}'!A1" for name in (FIRST, SECOND, "Uitleg")}


def test_totals_are_given_per_region_and_over_all(book: Workbook) -> None:
    found = cells(book, FIRST)
    assert [found[f"A{row}"] for row in (4, 5, 6)] == ["Totaal Noord", 'Totaal Zuid "west"', "Totaal"]
    assert found["C5"] == '=SUMIFS(C9:C11,B9:B11,"Zuid ""west""")'
    assert found["C6"] == "=SUBTOTAL(109,C9:C11)"


def test_columns_left_out_of_the_page_are_left_out_here(book: Workbook) -> None:
    for name in (FIRST, SECOND):
        assert not any(str(value).startswith("GM0") for value in cells(book, name).values())


def test_headings_above_columns_say_what_is_measured(book: Workbook) -> None:
    assert cells(book, FIRST)["C7"] == "Gemeten"
    assert cells(book, FIRST)["C8"] == "Personen"


def test_a_suppressed_figure_is_a_word_and_no_total_gives_it_back(book: Workbook) -> None:
    found = cells(book, SECOND)
    assert [found[f"{letter}{row}"] for row in (4, 6, 7) for letter in "BC"] == [
        *("onderdrukt", "onderdrukt"),
        *("onderdrukt", 8),
        *(12, "onderdrukt"),
    ]
    assert found["D4"] == "=SUBTOTAL(109,D6:D7)"


def test_nothing_of_the_plan_itself_gets_in(book: Workbook) -> None:
    plan = example_plan()
    texts = {str(value) for name in book.sheetnames for value in cells(book, name).values()}
    assert not texts & set(plan.plaatsingen["huishouden"])
    assert not any("wachten nog in COA" in text or "trede" in text for text in texts)


def test_every_column_is_explained_with_its_file(book: Workbook) -> None:
    texts = set(cells(book, "Uitleg").values())
    assert {"report-openbaar-stand.csv: code", "report-openbaar-vormen.csv: eigen"} <= texts


def test_the_verdict_is_coloured_and_said_in_words(book: Workbook) -> None:
    rules = [rule for area in book[FIRST].conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules} == {'"gehaald"', '"tekort"'}


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx").read_bytes() == write(tmp_path / "b.xlsx").read_bytes()


def test_an_english_report_has_english_sheets(tmp_path: Path) -> None:
    with speak("en"):
        path = write(tmp_path / "report.xlsx")
    names = openpyxl.load_workbook(path).sheetnames
    assert (names[0], names[-1]) == ("Answer", "Columns")
