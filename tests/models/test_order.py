"""Goals one after the other: every value, bound and plan, against the written-out problem."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from plaatsing.models import Goal, Instance, Options, Outcome, Stop, solve_in_order
from plaatsing.models.costs import Costs, Limit
from plaatsing.models.order import Reached
from plaatsing.models.referentie import solve_reference_in_order
from tests.models.brute_force import plan_cost
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance
from tests.models.small_case import SmallCase

EXACT = Options(gap=1e-7)


def nothing(instance: Instance) -> Costs:
    """Return costs of nothing; what is not allowed stays so."""
    costs = instance.costs
    names = [field.name for field in fields(costs) if field.name != "exit_cost"]
    free = {name: 0.0 * getattr(costs, name) for name in names}
    return Costs(**free, exit_cost=np.where(np.isfinite(costs.exit_cost), 0.0, np.inf))


def persons_short(instance: Instance) -> Goal:
    return Goal(replace(nothing(instance), tekort_cost=1.0), step=1.0)


def some_goal(instance: Instance, rng: np.random.Generator) -> Goal:
    """Draw a goal of its own for leaving, dwellings, stays and openings, in small whole numbers."""
    free = nothing(instance)
    waiting = np.where(np.isfinite(free.exit_cost), rng.integers(0, 6, free.exit_cost.shape), np.inf)
    return Goal(
        replace(
            free,
            exit_cost=waiting,
            preference_cost=rng.integers(0, 3, free.preference_cost.shape).astype(float),
            stay_cost=rng.integers(0, 2, free.stay_cost.shape).astype(float),
            open_cost=np.where(instance.sites.candidate, 5.0, 0.0),
        )
    )


def written_out(instance: Instance, goals: list[Goal]) -> list[float]:
    """Return the value of every goal, each found by handing the whole problem to another solver."""
    limits: tuple[Limit, ...] = ()
    values = []
    sharing = replace(instance.sharing, inequality_asked=instance.sharing.inequality_cost > 0)
    instance = replace(instance, sharing=sharing)
    for goal in [*goals, Goal(instance.costs)]:
        value = optimum(replace(instance.under(goal.costs), limits=limits))
        limits = (*limits, Limit(goal.costs, value + 1e-7 * max(1.0, abs(value))))
        values.append(value)
    return values


def cost_under(instance: Instance, costs: Costs, outcome: Outcome) -> float:
    counts = dict(zip(outcome.trajects.rows(), outcome.count.tolist(), strict=True))
    opened = frozenset(site for site, value in outcome.opened.items() if value)
    return plan_cost(instance.under(costs), counts, opened)


def assert_reached(reached: list[Reached], values: list[float]) -> None:
    for goal, value in zip(reached, values, strict=True):
        assert goal.objective == pytest.approx(value, rel=1e-6, abs=1e-5)
        assert goal.bound == pytest.approx(value, rel=1e-5, abs=1e-5)
        assert goal.bound <= value + 1e-6 * max(1.0, abs(value)) + 1e-5


@pytest.mark.parametrize("seed", range(60))
def test_every_goal_is_as_good_as_those_before_it_allow(seed: int) -> None:
    instance, rng = random_instance(seed, classes=6, largest=3), np.random.default_rng(seed)
    goals = [persons_short(instance), some_goal(instance, rng), some_goal(instance, rng)]
    outcome, reached = solve_in_order(instance, goals, EXACT, Stop())
    values = written_out(instance, goals)
    assert_reached(reached, values)
    for goal, value in zip(goals, values, strict=False):
        found = cost_under(instance, goal.costs, outcome)
        assert found <= value + 1e-5 * max(1.0, abs(value))
    assert outcome.objective == pytest.approx(values[-1], rel=1e-6, abs=1e-5)
    assert outcome.bound <= outcome.objective


@pytest.mark.parametrize("seed", range(30))
def test_the_reference_reaches_the_same(seed: int) -> None:
    instance, rng = random_instance(seed, classes=6, largest=3), np.random.default_rng(seed)
    goals = [some_goal(instance, rng), persons_short(instance)]
    _, reached = solve_in_order(instance, goals, EXACT, Stop())
    _, other = solve_reference_in_order(instance, goals, EXACT, Stop())
    assert [goal.objective for goal in reached] == pytest.approx(
        [goal.objective for goal in other], rel=1e-6, abs=1e-5
    )


@pytest.mark.parametrize("seed", range(60, 80))
def test_with_a_gap_every_goal_stays_within_it(seed: int) -> None:
    """No goal gets worse than the plan found for it, or than the gap above its bound where that is more."""
    instance, rng = random_instance(seed, classes=8, largest=4, periods=8), np.random.default_rng(seed)
    goals = [some_goal(instance, rng), persons_short(instance)]
    outcome, reached = solve_in_order(instance, goals, Options(gap=0.05), Stop())
    assert outcome.status == "optimaal"
    for goal, found in zip(goals, reached, strict=False):
        assert found.bound <= found.objective
        size = max(1.0, abs(found.objective))
        most = max(found.objective, found.bound + 0.05 * size)
        assert cost_under(instance, goal.costs, outcome) <= most + 1e-5 * size


def one_home() -> tuple[Instance, list[Goal]]:
    """One dwelling for a couple that costs 10 or a family of three that costs 900; a quota of 3 persons."""
    case = SmallCase()
    case.pool(0, [1, 0])
    case.household(2, [0], [10, 20, 50])
    case.household(3, [0], [900, 910, 50])
    case.sharing["quota"] = [[3]]
    instance = case.instance()
    return instance, [persons_short(instance)]


def test_an_order_looks_past_no_price() -> None:
    """By weight the couple would move, at 10 + 50 and one person short; persons first, the family does."""
    instance, goals = one_home()
    outcome, reached = solve_in_order(instance, goals, EXACT, Stop())
    assert [goal.objective for goal in reached] == [0.0, pytest.approx(950.0)]
    moved = [row for row in outcome.trajects.rows() if row[5] >= 0]
    assert [row[0] for row in moved] == [1]


def test_who_stops_early_has_a_plan_and_a_bound_for_every_goal() -> None:
    instance, goals = one_home()
    stop = Stop()
    stop.wish()
    outcome, reached = solve_in_order(instance, goals, EXACT, stop)
    assert outcome.status == "afgebroken"
    assert [goal.bound <= goal.objective for goal in reached] == [True, True]
    assert outcome.count.sum() == 2
