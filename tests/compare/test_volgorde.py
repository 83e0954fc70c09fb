"""Plans whose goals have an order: value, bound and gap of each goal, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Plan, compare
from plaatsing.taal import speak
from tests.compare.hulp import cell, solved


@pytest.fixture(scope="module")
def plans() -> tuple[Plan, Plan, Plan]:
    earlier = cell("H1", "vergunningdatum", "2025-03-01")
    return (
        solved({"volgorde": ["tekort", "overschrijding"]}),
        solved({"volgorde": ["overschrijding"]}, huishoudens=earlier),
        solved(huishoudens=earlier),
    )


def _rows(*plans: Plan) -> dict[str, dict[str, Any]]:
    table = compare(*plans, namen=("a", "b", "c")).volgorde.set_index("doel")
    return {str(doel): {str(key): cell for key, cell in row.items()} for doel, row in table.iterrows()}


def test_every_goal_of_an_order_stands_beside_that_of_the_other_plan(plans: tuple[Plan, ...]) -> None:
    table = _rows(*plans)
    assert list(table) == ["straffen", "tekort", "overschrijding", "gewogen som"]
    for name, plan in zip("ab", plans, strict=False):
        for place, trap in enumerate(plan.trappen, start=1):
            row = table[trap.doel]
            assert row["eenheid"] == trap.eenheid
            assert row[f"plek_{name}"] == place
            assert row[f"waarde_{name}"] == trap.waarde
            assert row[f"ondergrens_{name}"] == trap.ondergrens
            assert row[f"afstand_procent_{name}"] == 100 * trap.gap
    assert table["overschrijding"]["waarde_a"] < table["overschrijding"]["waarde_b"]


def test_a_plan_without_the_goal_in_its_order_shows_what_it_comes_to(plans: tuple[Plan, ...]) -> None:
    table = _rows(*plans)
    goals = plans[2].doelen.set_index("doel")["waarde"].to_dict()
    assert table["overschrijding"]["waarde_c"] == goals["overschrijding"] > 0
    assert table["gewogen som"]["waarde_c"] == plans[2].objective
    empty = [row[f"{maat}_c"] for row in table.values() for maat in ("plek", "ondergrens", "afstand_procent")]
    assert pd.Series(empty).isna().all()
    assert pd.isna(table["tekort"]["plek_b"])


def test_the_summary_and_the_page_show_them(plans: tuple[Plan, ...], tmp_path: Path) -> None:
    outcome = compare(plans[0], plans[1], namen=("a", "b"))
    lines = str(outcome).splitlines()
    at = next(row for row, line in enumerate(lines) if "over de termijn" in line)
    late = plans[1].trappen[1]
    assert lines[at + 1].split()[:2] == ["a", "3"]
    assert lines[at + 2].split()[:2] == ["b", "2"]
    assert f"{late.waarde:.2f}".replace(".", ",") in lines[at + 2]
    with speak("en"):
        assert "Goals in order" in str(outcome)
    page = outcome.write(tmp_path / "uit")[0].read_text(encoding="utf-8")
    assert "vergelijking-volgorde.csv" in page


def test_plans_that_weigh_all_goals_have_no_such_table(plans: tuple[Plan, ...], tmp_path: Path) -> None:
    outcome = compare(plans[2], plans[2], namen=("a", "b"))
    assert outcome.volgorde.empty
    assert "Doelen in volgorde" not in str(outcome)
    assert "vergelijking-volgorde.csv" not in outcome.write(tmp_path / "uit")[0].read_text(encoding="utf-8")
