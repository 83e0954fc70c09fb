"""Quarters: read, chosen, and refused outside the plan."""

from __future__ import annotations

from datetime import date

import pytest

from plaatsing.report.kwartaal import Kwartaal, choose_quarter, quarters
from plaatsing.uitvoer.fouten import RunError

START, HORIZON = date(2025, 7, 1), date(2026, 3, 31)


def test_a_quarter_knows_its_days_and_half_year() -> None:
    found = Kwartaal.parse("2025q3")
    assert (found.start, found.eind) == (date(2025, 7, 1), date(2025, 9, 30))
    assert (str(found), str(found.halfjaar), found.is_eindstand) == ("2025Q3", "2025-II", False)
    assert Kwartaal.van(date(2025, 12, 31)).is_eindstand


@pytest.mark.parametrize("text", ["2025Q5", "2025-II", "Q3", "", "2025Q3Q4"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(RunError, match="2025Q4"):
        Kwartaal.parse(text)


def test_the_end_of_the_first_half_year_is_chosen() -> None:
    assert str(choose_quarter(START, HORIZON, None)) == "2025Q4"
    assert str(choose_quarter(START, date(2025, 8, 31), None)) == "2025Q3"


def test_a_quarter_outside_the_plan_is_refused_with_the_choice() -> None:
    assert [str(found) for found in quarters(START, HORIZON)] == ["2025Q3", "2025Q4", "2026Q1"]
    assert str(choose_quarter(START, HORIZON, "2026Q1")) == "2026Q1"
    with pytest.raises(RunError, match="2025Q3, 2025Q4, 2026Q1"):
        choose_quarter(START, HORIZON, "2026Q2")
