"""A euro of the objective says, where it is first read, that it is a weighing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.taal import Taal
from plaatsing.uitvoer.volgorde import order_note
from tests.report.hulp import Pagina, pagina
from tests.verify.voorbeeldplan import voorbeeld_case


def _ordered() -> Plan:
    """The small plan, with its shortage before everything else and priced as in a plan where that costs."""
    case = voorbeeld_case()
    settings = case.instellingen.model_dump(exclude_unset=True) | {"volgorde": ["tekort"]}
    plan = solve(Case.from_tables(settings, **case.tabellen), gap=0.0)
    limits, short, rest = plan.trappen
    return replace(plan, trappen=(limits, replace(short, gewicht=70_000.0), rest))


def _answer(page: Pagina) -> str:
    """Return the fifth line of the answer."""
    words = ("Het meest zou helpen", "What would help most")
    return next(text for text in page.texts if text.startswith(words))


@pytest.mark.parametrize(
    ("taal", "says"),
    [("nl", "dat is een weging en geen bedrag op een begroting"), ("en", "that is a weighing")],
)
def test_the_answer_says_that_its_euros_are_a_weighing(taal: Taal, says: str) -> None:
    assert says in _answer(pagina("klein", taal=taal))


def test_the_answer_of_an_order_says_so_too(tmp_path: Path) -> None:
    plan = _ordered()
    assert order_note(plan)
    plan.write(tmp_path / "run")
    page = Pagina()
    page.feed(plan.report(tmp_path / "run").pagina.read_text(encoding="utf-8"))
    assert "de doelen hebben een volgorde, dus dat is een weging en geen euro" in _answer(page)
    book = openpyxl.load_workbook(tmp_path / "run" / "plan.xlsx")
    sheet = next(sheet for sheet in book if sheet["A1"].value == "Wat zou het meest helpen?")
    assert order_note(plan) in str(sheet["A2"].value)
