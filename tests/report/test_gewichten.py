"""The range of a weight: within it, solving again finds nothing much better."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from plaatsing import Case, Plan, solve
from plaatsing.instantie.rijen import rijen
from plaatsing.report.gewichten import weight_ranges
from tests.verify.voorbeeldplan import voorbeeld_case, voorbeeld_plan

ROOM = 0.05


def _solved_again(doel: str, weight: float) -> Plan:
    case = voorbeeld_case()
    settings = case.instellingen
    goals = settings.doelen.model_copy(update={doel: weight})
    changed = settings.model_copy(update={"doelen": goals})
    return solve(Case.from_tables(changed.model_dump(), **case.tabellen), gap=0.0)


@pytest.mark.parametrize("doel", ["tekort", "overschrijding", "kosten"])
@pytest.mark.parametrize("side", ["laagste", "hoogste"])
def test_no_other_plan_is_much_better_at_the_end_of_a_range(doel: str, side: str) -> None:
    plan = voorbeeld_plan()
    (row,) = [row for row in rijen(weight_ranges(plan, ROOM)) if row["doel"] == doel]
    weight = float(row[side])
    assert math.isfinite(weight)
    here = plan.objective + (weight - float(row["gewicht"])) * float(row["waarde"])
    best = _solved_again(doel, weight).objective
    assert best >= (1 - ROOM) * here - 1e-6 * abs(here)


def test_a_goal_that_costs_nothing_has_no_highest_weight() -> None:
    plan = voorbeeld_plan()
    table = weight_ranges(plan, ROOM)
    free = table[(table["waarde"] == 0) & (table["gewicht"] > 0)]
    assert len(free)
    assert free["hoogste"].map(math.isinf).all()


def test_a_plan_that_is_far_from_proven_has_no_range() -> None:
    plan = replace(voorbeeld_plan(), bound=voorbeeld_plan().objective * 0.5)
    assert weight_ranges(plan, ROOM)[["laagste", "hoogste"]].isna().all(axis=None)
