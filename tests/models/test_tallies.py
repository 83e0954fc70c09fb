"""Counts of households that the search branches on: as rows, in the bound, and until all is proven."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy import sparse

from plaatsing.models import Engine, Epochs, Instance, Options, Stop, Trajects
from plaatsing.models.chooser import Chooser
from plaatsing.models.generation import Generator
from plaatsing.models.layout import Layout
from plaatsing.models.master_lp import Added, MasterLp
from plaatsing.models.pricing import Pricing, Structure
from plaatsing.models.routes import Routes, routes_of
from plaatsing.models.tallies import Kind, Sides, Tally, most_divided
from tests.models.enumeration import all_trajects, every_route
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance, random_prices, some_tallies
from tests.models.small_case import SmallCase


def layout_of(instance: Instance) -> Layout:
    return Layout(instance, Epochs.of(instance.pools))


def counted_by_hand(tally: Tally, routes: Routes) -> list[float]:
    """Say of every path and then of every departure whether a tally counts it."""
    kind, owner, value = tally
    place = {Kind.GEMEENTE: 1, Kind.SITE: 2, Kind.PERIOD: 3}
    keys = routes.keys()
    paths = [float(kind in place and u == owner and row[place.get(kind, 0)] == value) for u, row in keys]
    departures = [
        float(kind is Kind.ENTRY and entry == owner and leave == value)
        for _, entry, leave in routes.departures.rows()
    ]
    return [*paths, *departures]


@pytest.mark.parametrize("seed", range(40))
def test_a_row_counts_the_households_it_names_whenever_their_routes_came(seed: int) -> None:
    instance, rng = random_instance(seed), np.random.default_rng(seed)
    master = MasterLp(layout_of(instance), Stop())
    trajects, takers = Trajects.from_rows(all_trajects(instance)), master.layout.takers
    sides: dict[Tally, Sides] = dict.fromkeys(some_tallies(instance, rng), (1.0, 2.0))
    master.add(routes_of(trajects.take(np.arange(0, len(trajects), 2)), instance, takers))
    master.bound_tallies(sides)
    master.add(routes_of(trajects, instance, takers))
    model, routes = master._solver.getLp(), master.routes
    grown = sparse.csc_array(
        (model.a_matrix_.value_, model.a_matrix_.index_, model.a_matrix_.start_),
        shape=(model.num_row_, model.num_col_),
    ).toarray()
    columns = np.r_[master._column(Added.PATH), master._column(Added.DEPARTURE)]
    for tally, row in master.layout.tallies.items():
        expected = counted_by_hand(tally, routes)
        np.testing.assert_array_equal(grown[row, columns], expected)
        np.testing.assert_array_equal(master.layout.routes(routes).toarray()[row], expected)
        assert (model.row_lower_[row], model.row_upper_[row]) == (1.0, 2.0)
    master.bound_tallies({})
    freed = np.array(master._solver.getLp().row_lower_)[list(master.layout.tallies.values())]
    assert not np.isfinite(freed).any()


@pytest.mark.parametrize("seed", range(40))
def test_a_whole_traject_counts_as_its_halves_do(seed: int) -> None:
    instance, rng = random_instance(seed), np.random.default_rng(seed)
    layout = layout_of(instance)
    trajects = Trajects.from_rows(all_trajects(instance))
    for tally in some_tallies(instance, rng):
        layout.add_tally(tally)
    whole = layout.matrix(trajects).toarray()
    for number in range(len(trajects)):
        routes = routes_of(trajects.take(np.array([number])), instance, layout.takers)
        halves = layout.renumbered(routes)
        for tally in layout.tallies:
            halves.add_tally(tally)
        summed = halves.routes(routes).toarray().sum(axis=1)
        for tally, row in layout.tallies.items():
            if in_halves(tally, layout):
                assert whole[row, number] == summed[halves.tallies[tally]]


def in_halves(tally: Tally, layout: Layout) -> bool:
    """Say whether routes show a count: the leaving of a class with an offer of its own is in no half."""
    offer = layout.instance.classes.offer
    return tally.kind is not Kind.ENTRY or bool(layout.takers.shared[offer[tally.owner]])


def sides_of(instance: Instance, rng: np.random.Generator) -> dict[Tally, Sides]:
    """Draw sides that some plan keeps to: around what a plan that dives for random costs does."""
    layout, routes = layout_of(instance), every_route(instance)
    plan = Chooser(instance, layout, {}, {}, Stop(), lambda *_: None).dive(routes, 3)
    assert plan is not None
    counts = routes.counts(plan.trajects, plan.count, instance, layout.takers)
    assert counts is not None
    sides: dict[Tally, Sides] = {}
    for tally in some_tallies(instance, rng, 0.5):
        if not in_halves(tally, layout):
            continue
        kept = float(np.array(counted_by_hand(tally, routes)) @ np.concatenate(counts))
        most = np.inf if rng.random() < 0.4 else kept + float(rng.integers(0, 2))
        least = -np.inf if rng.random() < 0.4 else kept - float(rng.integers(0, 2))
        sides[tally] = (least, most)
    return sides


@pytest.mark.parametrize("seed", range(60))
def test_the_bound_holds_at_a_node_that_bounds_counts(seed: int) -> None:
    """At random prices it is never above the optimum of the node; at those of the relaxation it meets it."""
    instance, rng = random_instance(seed), np.random.default_rng(seed)
    sides, routes = sides_of(instance, rng), every_route(instance)
    master = MasterLp(layout_of(instance), Stop())
    master.add(routes)
    master.bound_tallies(sides)
    plan, _ = Chooser(instance, master.layout, {}, {}, Stop(), lambda *_: None).choose(routes, 0.0, 10_000)
    assert plan is not None
    structure = Structure(instance, master.layout.epochs)
    for scale in (1.0, 30.0):
        drawn = scale * rng.normal(size=master.layout.n_rows)
        random = random_prices(rng, instance, scale, signed=True)
        prices = master.layout.prices(drawn).clipped().blend(random, 0.5)
        prices.inflow.clear()
        bound = master.bound(drawn, prices, Pricing(structure, prices).price()) + instance.constant
        assert bound <= plan.objective + 1e-6 * max(1.0, abs(plan.objective))
    solution = master.solve()
    prices = master.layout.prices(solution.dual).clipped()
    bound = master.bound(solution.dual, prices, Pricing(structure, prices).price())
    assert bound == pytest.approx(solution.objective, rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_pricing_finds_what_a_node_lacks(seed: int) -> None:
    """From the routes of staying alone, rounds reach the relaxation over all routes."""
    instance, rng = random_instance(seed), np.random.default_rng(seed)
    sides = sides_of(instance, rng)
    layout = layout_of(instance)
    generator = Generator(
        Structure(instance, layout.epochs), layout, Stop(), Options(inflow_rows=0, rounding_passes=0)
    )
    generator.master.bound_tallies(sides)
    relaxation = generator.run(lambda _: 1e-7)
    whole = MasterLp(layout_of(instance), Stop())
    whole.add(every_route(instance))
    whole.bound_tallies(sides)
    assert relaxation.bound == pytest.approx(whole.solve().objective, rel=1e-6, abs=1e-5)


def one_home_for_two() -> Instance:
    """Return two couples of one class and one dwelling: 10 euro to move in, 50 to stay."""
    case = SmallCase()
    case.pool(0, [1, 0])
    case.household(2, [0], [10, 20, 50], size=2)
    return case.instance()


def test_a_count_that_cannot_be_reached_costs_more_than_any_plan() -> None:
    instance = one_home_for_two()
    layout = layout_of(instance)
    generator = Generator(Structure(instance, layout.epochs), layout, Stop(), Options())
    generator.master.bound_tallies({Tally(Kind.GEMEENTE, 0, 0): (2.0, np.inf)})
    assert generator.run(lambda _: 1e-7).bound + instance.constant > 2 * 50.0
    generator.master.bound_tallies({Tally(Kind.GEMEENTE, 0, 0): (-np.inf, 0.0)})
    assert generator.run(lambda _: 1e-7).bound + instance.constant == pytest.approx(100.0)
    generator.master.bound_tallies({})
    assert generator.run(lambda _: 1e-7).bound + instance.constant == pytest.approx(60.0)


def test_municipalities_go_before_locations_and_periods() -> None:
    rows = [(0, 0, -1, 0, -1, 0), (0, 1, -1, 1, -1, 1), (0, -1, -1, 3, -1, -1)]
    paths = Trajects.from_rows(rows)
    routes = Routes(np.array([4, 4, -1]), paths, Routes.none().departures)
    none = np.zeros(0)
    half = most_divided(routes, np.array([0.5, 1.0, 0.5]), none)
    assert half == (Tally(Kind.GEMEENTE, 4, 0), 0.5)
    assert most_divided(routes, np.array([1.0, 1.0, 0.0]), none) is None
    same_place = Trajects.from_rows([(0, 0, -1, 0, -1, 0), (0, 0, -1, 1, -1, 0), (0, -1, -1, 3, -1, -1)])
    routes = Routes(np.array([4, 4, -1]), same_place, routes.departures)
    assert most_divided(routes, np.array([0.25, 0.75, 0.0]), none) == (Tally(Kind.PERIOD, 4, 0), 0.25)


def test_branching_on_counts_proves_what_branching_on_openings_leaves() -> None:
    """With nothing listed at the end only branching can close the gap."""
    proven: Counter[int] = Counter()
    for seed in range(25):
        instance = random_instance(seed, classes=8, largest=3, periods=5)
        best = optimum(instance)
        for nodes in (0, 200):
            options = Options(gap=0.0, list_limit=0, choose_nodes=1, tally_nodes=nodes)
            outcome = Engine(instance, options, Stop()).run()
            assert outcome.bound <= best + 1e-6 * max(1.0, abs(best))
            assert (outcome.counts["knopen_aantal"] > 0) <= (nodes > 0)
            proven[nodes] += outcome.status == "optimaal"
    assert proven[200] >= proven[0] + 5
