"""The least number that is published, as a planner sets it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from plaatsing.realisatie import VORMEN
from plaatsing.report.rapport import Rapport
from tests.report.hulp import beside, csv_rows, drenthe, rapport

LEAST = 40


@cache
def careful() -> Rapport:
    """The public report of Drenthe for a province that publishes no number below 40."""
    plan = drenthe()
    settings = plan.case.instellingen.model_copy(update={"kleinste_aantal": LEAST})
    plan = replace(plan, case=replace(plan.case, instellingen=settings))
    return plan.report(Path(tempfile.mkdtemp()) / "run", voor="openbaar")


def shown(report: Rapport, table: str, columns: list[str]) -> list[int]:
    rows = csv_rows(beside(report, table))
    return [int(row[column]) for row in rows for column in columns if row[column]]


def test_no_smaller_number_is_in_the_breakdowns() -> None:
    assert any(0 < count < LEAST for count in shown(rapport(voor="intern"), "niet-geplaatst", ["personen"]))
    assert not any(0 < count < LEAST for count in shown(careful(), "niet-geplaatst", ["personen"]))
    assert any(0 < count < LEAST for count in shown(rapport(voor="openbaar"), "gemeenten", ["gekoppeld"]))
    assert not any(0 < count < LEAST for count in shown(careful(), "gemeenten", ["gekoppeld"]))


def test_more_is_hidden_by_form() -> None:
    forms = [f"gepland_{vorm}" for vorm in VORMEN]
    assert len(shown(careful(), "gemeenten", forms)) < len(
        shown(rapport(voor="openbaar"), "gemeenten", forms)
    )


def test_page_and_workbook_name_the_number() -> None:
    assert f"aantallen onder {LEAST}," in careful().pagina.read_text(encoding="utf-8")
    assert "aantallen onder 5," in rapport(voor="openbaar").pagina.read_text(encoding="utf-8")


def test_the_workbook_hides_what_the_page_hides() -> None:
    book = load_workbook(careful().pagina.with_suffix(".xlsx"), read_only=True)
    sheet = [cell for row in book["Waarom mensen nog wachten"].values for cell in row]
    assert "onderdrukt" in sheet
    assert [cell for cell in sheet if isinstance(cell, int) and 0 < cell < LEAST] == []
