"""The engine finds the optimum, proves what it says, and ends when asked to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from plaatsing.models import Engine, Instance, Options, Outcome, Stop
from tests.models.brute_force import brute_force, n_combinations, plan_cost
from tests.models.enumeration import Row, cost_of, trajects_of
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance

EXACT = Options(gap=0.0)


def counts_of(outcome: Outcome) -> dict[Row, int]:
    return dict(zip(outcome.trajects.rows(), outcome.count.tolist(), strict=True))


def opened_of(outcome: Outcome) -> frozenset[int]:
    return frozenset(site for site, value in outcome.opened.items() if value)


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-7, abs=1e-5)


def assert_sound(instance: Instance, outcome: Outcome) -> None:
    """Every household is somewhere it may be, the plan costs what it says, and the bound is below."""
    placed: Counter[int] = Counter()
    for row, count in counts_of(outcome).items():
        assert row in trajects_of(instance, row[0])
        placed[row[0]] += count
    assert placed == dict(enumerate(instance.classes.size.tolist()))
    assert outcome.objective == close(plan_cost(instance, counts_of(outcome), opened_of(outcome)))
    assert outcome.bound <= outcome.objective


def assert_bounds_the_optimum(outcome: Outcome, best: float) -> None:
    assert outcome.bound <= best + 1e-7 * max(1.0, abs(best)) + 1e-6
    assert outcome.objective >= best - 1e-7 * max(1.0, abs(best)) - 1e-6


@pytest.mark.parametrize("seed", range(100))
def test_the_plan_is_the_optimum_over_all_trajects(seed: int) -> None:
    instance = random_instance(seed)
    outcome = Engine(instance, EXACT, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == close(optimum(instance))
    assert_sound(instance, outcome)


@pytest.mark.parametrize("seed", range(1000, 1080))
def test_tiny_cases_match_trying_every_combination(seed: int) -> None:
    instance = random_instance(seed, classes=2 + seed % 2, periods=3)
    if n_combinations(instance) > 4000:
        instance = random_instance(seed, classes=2, largest=1, periods=2)
    outcome = Engine(instance, EXACT, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == close(brute_force(instance))


@pytest.mark.parametrize("seed", range(200, 225))
def test_larger_classes_and_more_periods(seed: int) -> None:
    instance = random_instance(seed, classes=8, largest=4, periods=14)
    outcome = Engine(instance, EXACT, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == close(optimum(instance))
    assert_sound(instance, outcome)


@pytest.mark.parametrize("gap", [0.01, 0.1])
@pytest.mark.parametrize("seed", range(300, 320))
def test_an_asked_gap_is_kept(seed: int, gap: float) -> None:
    instance = random_instance(seed, classes=8)
    outcome = Engine(instance, Options(gap=gap), Stop()).run()
    assert outcome.status == "optimaal"
    assert_sound(instance, outcome)
    assert_bounds_the_optimum(outcome, optimum(instance))
    assert outcome.objective - outcome.bound <= gap * max(1.0, abs(outcome.objective)) + 1e-6


# Switches so tight that the root cannot be closed: the engine must branch, and may end without a proof.
TIGHT = {
    "nothing listed": Options(gap=0.0, list_limit=0, small_list=0, choose_nodes=1),
    "little listed": Options(gap=0.0, list_limit=30, small_list=30, choose_nodes=1),
    "no instroom rows": Options(gap=0.0, list_limit=40, small_list=0, inflow_rows=0),
    "how many open first": Options(gap=0.0, list_limit=40, small_list=0, choose_nodes=1, many_open=1),
    "short closing": Options(gap=0.0, close_nodes=1, choose_nodes=1),
    "every list is long": Options(gap=0.0, list_limit=0, small_list=0, solve_again=0),
    "the best plan chosen anew": Options(
        gap=0.0, list_limit=0, small_list=0, choose_nodes=1, solve_again=0, nearby=np.inf
    ),
    "few municipalities anew": Options(gap=0.0, list_limit=0, small_list=0, choose_nodes=1, share_anew=0.0),
    "few ways at a time": Options(gap=0.0, list_limit=0, small_list=0, per_offer=1),
}


@pytest.mark.parametrize("switches", TIGHT)
@pytest.mark.parametrize("seed", range(25))
def test_a_plan_without_proof_says_so(seed: int, switches: str) -> None:
    instance = random_instance(seed, classes=8, largest=3, periods=5)
    outcome = Engine(instance, TIGHT[switches], Stop()).run()
    assert_sound(instance, outcome)
    best = optimum(instance)
    assert_bounds_the_optimum(outcome, best)
    assert outcome.status in ("optimaal", "open")
    if outcome.status == "optimaal":
        assert outcome.objective == close(best)


def test_branching_closes_what_the_root_cannot() -> None:
    """Fractional openings leave a gap at the root; with each fixed in turn the bounds meet the plan."""
    proven = 0
    for seed in (19, 65, 73, 93, 149, 157, 169, 170, 184):
        instance = random_instance(seed, classes=3, largest=3)
        outcome = Engine(instance, TIGHT["nothing listed"], Stop()).run()
        proven += outcome.counts["knopen"] > 1 and outcome.status == "optimaal"
        assert_bounds_the_optimum(outcome, optimum(instance))
    assert proven >= 5


class Unlucky(Engine):
    """An engine that never finds a better plan near a relaxation: its bounds must hold all the same."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.planner.quickly = lambda *_: None  # type: ignore[method-assign]
        self.planner.choose = lambda *_: None  # type: ignore[method-assign]


@pytest.mark.parametrize("many_open", [1, 5])
def test_the_bound_of_the_search_does_not_lean_on_a_good_plan(many_open: int) -> None:
    """With everyone staying as the only plan, a branch that is forgotten would show as a bound too high."""
    switches = replace(TIGHT["nothing listed"], many_open=many_open)
    branched = 0
    for seed in range(150):
        instance = random_instance(seed, classes=3, largest=3)
        if instance.sites.candidate.any():
            outcome = Unlucky(instance, switches, Stop()).run()
            branched += outcome.counts["knopen"] > 1
            assert_sound(instance, outcome)
            assert_bounds_the_optimum(outcome, optimum(instance))
    assert branched >= 20


def test_closing_decides_on_openings_too() -> None:
    """With no other way to a plan, what is listed at the root gives the optimum, whatever is half open."""
    closed = 0
    for seed in range(100):
        instance = random_instance(seed, classes=8, largest=3)
        options = Options(gap=0.0, list_limit=0, tally_nodes=0, many_open=1)
        engine = Unlucky(instance, options, Stop())
        engine.explore()
        assert engine.root is not None
        opened = engine.root.solution.structural[engine.layout.opening]
        if (np.minimum(opened, 1.0 - opened) > 1e-3).any():
            outcome = engine.outcome()
            closed += 1
            assert outcome.status == "optimaal"
            assert outcome.objective == close(optimum(instance))
    assert closed >= 5


def test_closing_within_a_gap_claims_no_more_than_was_searched() -> None:
    """A wide gap lets closing end on a plan worse than the best: the bound must stay below the best."""
    short = 0
    for seed in range(100):
        instance = random_instance(seed, classes=8, largest=3)
        outcome = Unlucky(instance, Options(gap=0.4), Stop()).run()
        best = optimum(instance)
        assert_bounds_the_optimum(outcome, best)
        short += outcome.objective > best + 1e-3
    assert short >= 5


def extension_instance() -> Instance:
    """Return a case in which a branch closes a location whose extension is still undecided."""
    instance = random_instance(4, classes=8, largest=3, periods=5)
    assert instance.sites.parent.tolist() == [-1, 0, -1]
    return instance


def test_an_extension_never_opens_below_a_closed_parent() -> None:
    instance = extension_instance()
    outcome = Engine(instance, TIGHT["nothing listed"], Stop()).run()
    assert_sound(instance, outcome)
    assert_bounds_the_optimum(outcome, optimum(instance))


@pytest.mark.parametrize("seed", range(10))
def test_two_runs_give_the_same_plan_and_proof(seed: int) -> None:
    instance = random_instance(seed, classes=8, largest=3)
    first, second = (Engine(instance, EXACT, Stop()).run() for _ in range(2))
    assert counts_of(first) == counts_of(second)
    assert (first.opened, first.objective, first.bound) == (second.opened, second.objective, second.bound)
    assert first.counts == second.counts
    np.testing.assert_array_equal(first.prices.quota, second.prices.quota)
    np.testing.assert_array_equal(first.prices.plaatsen, second.prices.plaatsen)


@pytest.mark.parametrize("seed", range(5))
def test_the_least_possible_cost_is_that_of_the_best_traject_alone(seed: int) -> None:
    instance = random_instance(seed)
    outcome = Engine(instance, EXACT, Stop()).run()
    for k in range(instance.n_classes):
        assert outcome.least[k] == close(min(cost_of(instance, row) for row in trajects_of(instance, k)))


@pytest.mark.parametrize("seed", range(6))
def test_without_households_only_the_quota_costs(seed: int) -> None:
    instance = random_instance(seed, classes=0)
    outcome = Engine(instance, EXACT, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == close(plan_cost(instance, {}, frozenset()))


@pytest.mark.parametrize("seed", range(15))
def test_one_more_dwelling_costs_nothing(seed: int) -> None:
    """More supply only adds choices: the new bound is not above the old cost."""
    instance = random_instance(seed)
    if not instance.pools.names:
        return
    supply = instance.pools.supply.copy()
    supply[0, 0] += 1
    richer = replace(instance, pools=replace(instance.pools, supply=supply))
    before, after = (Engine(case, EXACT, Stop()).run() for case in (instance, richer))
    assert after.bound <= before.objective + 1e-6


# -- ending early ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_a_wish_to_stop_beforehand_leaves_everyone_where_he_is(seed: int) -> None:
    instance, stop = random_instance(seed), Stop()
    stop.wish()
    outcome = Engine(instance, EXACT, stop).run()
    assert_sound(instance, outcome)
    assert_bounds_the_optimum(outcome, optimum(instance))
    assert all(pool < 0 for _, _, _, _, _, pool in outcome.trajects.rows())
    assert outcome.status in ("afgebroken", "optimaal")


@pytest.mark.parametrize("seed", range(8))
def test_a_time_limit_of_nothing_leaves_everyone_where_he_is(seed: int) -> None:
    instance = random_instance(seed)
    outcome = Engine(instance, EXACT, Stop(0.0)).run()
    assert_sound(instance, outcome)
    assert_bounds_the_optimum(outcome, optimum(instance))
    assert outcome.status in ("tijdslimiet", "optimaal")


@pytest.mark.parametrize("moment", range(1, 9))
@pytest.mark.parametrize("seed", [3, 12, 21])
def test_a_wish_to_stop_on_the_way_keeps_the_best_plan_and_a_valid_bound(seed: int, moment: int) -> None:
    instance, stop = random_instance(seed, classes=8, largest=3, periods=5), Stop()
    told: list[str] = []

    def report(phase: str, *_: float | None) -> None:
        told.append(phase)
        if len(told) == moment:
            stop.wish()

    outcome = Engine(instance, EXACT, stop, report).run()
    assert_sound(instance, outcome)
    assert_bounds_the_optimum(outcome, optimum(instance))
    assert told
    assert outcome.status in ("afgebroken", "optimaal")


def test_a_wish_to_stop_is_named_as_the_reason() -> None:
    """Where staying is not by chance the best plan, the outcome says that it was cut off."""
    statuses = set()
    for seed in range(8):
        stop = Stop()
        stop.wish()
        statuses.add(Engine(random_instance(seed), EXACT, stop).run().status)
    assert "afgebroken" in statuses


@pytest.mark.parametrize("seed", range(20))
def test_what_is_reported_is_true_at_every_moment(seed: int) -> None:
    instance = random_instance(seed, classes=8)
    best = optimum(instance)
    heard: list[tuple[float | None, float | None]] = []
    Engine(instance, EXACT, Stop(), lambda _, objective, bound: heard.append((objective, bound))).run()
    assert heard
    for objective, bound in heard:
        assert objective is None or objective >= best - 1e-5
        assert bound is None or bound <= best + 1e-5
