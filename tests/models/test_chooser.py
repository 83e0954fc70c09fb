"""Choosing among routes: exact, quick, and with the last word for the Pyomo model."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from plaatsing.models import Epochs, Instance, Options, Stop, Trajects
from plaatsing.models.chooser import Chooser, Incumbent, confirm
from plaatsing.models.generation import Generator
from plaatsing.models.highs import SolverError
from plaatsing.models.layout import Layout
from plaatsing.models.pricing import Structure
from plaatsing.models.routes import Takers, routes_of
from tests.models.brute_force import plan_cost
from tests.models.enumeration import all_trajects, every_route
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance
from tests.models.small_case import SmallCase


def chooser(instance: Instance, lower: dict[int, float], upper: dict[int, float]) -> Chooser:
    layout = Layout(instance, Epochs.of(instance.pools))
    return Chooser(instance, layout, lower, upper, Stop(), lambda *_: None)


def cost_of_plan(instance: Instance, plan: Incumbent) -> float:
    counts = dict(zip(plan.trajects.rows(), plan.count.tolist(), strict=True))
    return plan_cost(instance, counts, frozenset(site for site, value in plan.opened.items() if value))


@pytest.mark.parametrize("seed", range(40))
def test_the_choice_among_all_routes_is_the_optimum_of_the_node(seed: int) -> None:
    instance, rng = random_instance(seed, classes=6, largest=3), np.random.default_rng(seed)
    candidates = np.flatnonzero(instance.sites.candidate).tolist()
    lower = {site: float(rng.integers(0, 2)) for site in candidates if rng.random() < 0.4}
    best = optimum(instance, opened=lower, closed=lower)
    if not np.isfinite(best):
        return
    plan, bound = chooser(instance, lower, lower).choose(every_route(instance), 0.0, 10_000)
    assert plan is not None
    assert plan.objective == pytest.approx(best, rel=1e-7, abs=1e-5)
    assert bound == pytest.approx(best, rel=1e-7, abs=1e-5)
    assert cost_of_plan(instance, plan) <= plan.objective + 1e-5
    assert all(plan.opened[site] == value for site, value in lower.items())


@pytest.mark.parametrize("proof", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(20))
def test_a_look_at_the_root_gives_a_bound_that_no_plan_beats(seed: int, proof: float) -> None:
    """Also where it ends early, at part of what the proof would take; alone or with a search after it."""
    instance = random_instance(seed, classes=6, largest=3)
    best, relaxed = optimum(instance), optimum(instance, integral=False)
    enough = relaxed + proof * (best - relaxed)
    for nodes in (1, 10_000):
        plan, bound = chooser(instance, {}, {}).choose(
            every_route(instance), 0.0, nodes, strong=True, look=True, proof=enough
        )
        assert bound <= best + 1e-5
        assert plan is None or plan.objective >= best - 1e-5
        assert nodes == 1 or bound >= enough - 1e-5


@pytest.mark.parametrize("seed", range(20))
def test_a_dive_may_begin_at_the_basis_of_the_relaxation(seed: int) -> None:
    """Of all routes that were found, and of some of them, which leaves the basis short of columns."""
    instance = random_instance(seed, classes=6, largest=3)
    epochs = Epochs.of(instance.pools)
    layout = Layout(instance, epochs)
    generator = Generator(Structure(instance, epochs), layout, Stop(), Options())
    generator.run(lambda _: 1e-7)
    master = generator.master
    keep = np.flatnonzero(np.arange(len(master.routes.paths)) % 5 != 1)
    everything = np.arange(len(master.routes.paths))
    for paths in (everything, keep):
        departures = np.arange(len(master.routes.departures))
        routes = master.routes.take(paths, departures)
        basis = partial(master.basis_within, paths, departures)
        plan = Chooser(instance, layout, {}, {}, Stop(), lambda *_: None).dive(routes, 5, basis)
        assert plan is None or cost_of_plan(instance, plan) <= plan.objective + 1e-5
        assert plan is not None or paths is keep


@pytest.mark.parametrize("seed", range(40))
def test_a_dive_gives_a_plan_that_costs_what_it_says_at_most(seed: int) -> None:
    instance = random_instance(seed, classes=6, largest=3)
    plan = chooser(instance, {}, {}).dive(every_route(instance), 5)
    assert plan is not None
    assert set(plan.trajects.rows()) <= set(all_trajects(instance))
    placed: Counter[int] = Counter()
    for klasse, count in zip(plan.trajects.klasse.tolist(), plan.count.tolist(), strict=True):
        placed[klasse] += count
    assert placed == dict(enumerate(instance.classes.size.tolist()))
    assert optimum(instance) - 1e-5 <= cost_of_plan(instance, plan) <= plan.objective + 1e-5


def test_a_plan_with_other_openings_is_chosen_anew_in_part() -> None:
    """What it has in common with the relaxation of the node stays; who went to what is shut moves."""
    best, shut = 0, 0
    for seed in range(60):
        instance = random_instance(seed, classes=6, largest=3)
        epochs = Epochs.of(instance.pools)
        start = chooser(instance, {}, {}).choose(every_route(instance), 0.0, 1_000)[0]
        assert start is not None
        used = [site for site, value in start.opened.items() if value]
        if not used:
            continue
        lower = dict.fromkeys(used, 0.0)
        layout = Layout(instance, epochs)
        generator = Generator(Structure(instance, epochs), layout, Stop(), Options())
        generator.master.add(routes_of(start.trajects, instance, layout.takers))
        generator.master.bound_open(lower, lower)
        solution, routes = generator.run(lambda _: 1e-7).solution, generator.master.routes
        solution = solution.among(routes)
        relaxed = np.r_[solution.structural, solution.paths, solution.departures]
        at_node = Chooser(instance, layout, lower, lower, Stop(), lambda *_: None)
        plan, _ = at_node.choose(routes, 0.0, 1_000, start, beside=[relaxed])
        assert plan is not None
        assert not any(plan.opened[site] for site in used)
        assert cost_of_plan(instance, plan) <= plan.objective + 1e-5
        least = optimum(instance, opened=lower, closed=lower)
        assert plan.objective >= least - 1e-5
        shut += 1
        best += plan.objective <= least + 1e-5
    assert shut >= 15
    assert best >= 0.8 * shut


# -- the last word ---------------------------------------------------------------------------------------


def one_dwelling() -> tuple[Instance, Incumbent]:
    """Return two couples for one dwelling and a candidate, with the plan that houses one: 10 + 50 euro."""
    case = SmallCase()
    case.pool(0, [1, 0])
    case.site(4, serves=[0], candidate=True, open_cost=500.0)
    case.household(2, [0], [10, 20, 50], size=2)
    trajects = Trajects.from_rows([(0, 0, -1, 0, -1, 0), (0, -1, -1, 2, -1, -1)])
    return case.instance(), Incumbent(trajects, np.array([1, 1]), {0: 0}, 60.0)


def confirmed(instance: Instance, plan: Incumbent) -> Incumbent:
    return confirm(instance, Epochs.of(instance.pools), plan)


def test_a_plan_that_keeps_to_the_rules_is_confirmed_at_its_cost() -> None:
    instance, plan = one_dwelling()
    again = confirmed(instance, plan)
    assert again.objective == pytest.approx(60.0)
    assert again.count.tolist() == [1, 1]
    assert again.opened == {0: 0}


def test_a_plan_that_costs_less_in_the_master_gets_that_cost() -> None:
    instance, plan = one_dwelling()
    assert confirmed(instance, replace(plan, objective=75.0)).objective == pytest.approx(60.0)


def test_a_plan_that_costs_more_in_the_master_is_refused() -> None:
    instance, plan = one_dwelling()
    with pytest.raises(SolverError, match=r"59\.0 costs 60\.0"):
        confirmed(instance, replace(plan, objective=59.0))


def test_a_plan_with_two_households_in_one_dwelling_is_refused() -> None:
    instance, plan = one_dwelling()
    with pytest.raises(SolverError):
        confirmed(instance, replace(plan, count=np.array([2, 0]), objective=20.0))


def test_a_plan_through_a_closed_location_is_refused() -> None:
    instance, plan = one_dwelling()
    through = Trajects.from_rows([(0, 0, -1, 0, -1, 0), (0, 0, 0, 0, 2, -1)])
    # Leaving in period 0 costs 10, being near 2 x 1; opening would have been 500.
    with pytest.raises(SolverError):
        confirmed(instance, replace(plan, trajects=through, objective=22.0))
    opened = replace(plan, trajects=through, objective=522.0, opened={0: 1})
    assert confirmed(instance, opened).objective == pytest.approx(522.0)


def test_a_plan_that_forgets_a_household_is_refused() -> None:
    instance, plan = one_dwelling()
    with pytest.raises(SolverError):
        confirmed(instance, replace(plan, count=np.array([1, 0]), objective=10.0))


@pytest.mark.parametrize("seed", range(15))
def test_what_is_chosen_is_confirmed(seed: int) -> None:
    """Rows of the choice and of the Pyomo model say the same, so no chosen plan is ever refused."""
    instance = random_instance(seed, classes=6, largest=3)
    routes = routes_of(Trajects.from_rows(all_trajects(instance)), instance, Takers.of(instance))
    plan, _ = chooser(instance, {}, {}).choose(routes, 0.0, 10_000)
    assert plan is not None
    assert confirmed(instance, plan).objective == pytest.approx(plan.objective, rel=1e-6, abs=1e-5)


def test_a_plan_is_confirmed_as_it_stands_even_where_a_better_one_is_near() -> None:
    instance, plan = one_dwelling()
    waiting = confirmed(instance, replace(plan, count=np.array([0, 2]), objective=100.0))
    assert waiting.count.tolist() == [0, 2]
    assert waiting.objective == pytest.approx(100.0)
    needless = confirmed(instance, replace(plan, opened={0: 1}, objective=560.0))
    assert needless.objective == pytest.approx(560.0)
