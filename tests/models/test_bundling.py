"""Whole households packed per location: bounds below, bundles complete, rules that hold, the best plan."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from plaatsing.models import Engine, Epochs, Instance, Options, Stop
from plaatsing.models.ascent import Ascent, Openings
from plaatsing.models.bundle_bound import BundleBound
from plaatsing.models.bundle_master import BundleMaster
from plaatsing.models.bundles import Bundles
from plaatsing.models.bundling import grouped
from plaatsing.models.lattice import Lattice
from plaatsing.models.layout import Layout
from plaatsing.models.packing import Packing, Values, ways_of
from plaatsing.models.pricing import Structure
from plaatsing.models.standing import Standing
from plaatsing.models.triples import broken
from tests.models.optimum import optimum
from tests.models.small_case import SmallCase

EXACT = Options(gap=0.0, many_sites=1)


def medians(seed: int, *, nodes: int = 7, most: float = 4, size: int = 1, cents: bool = False) -> Instance:
    """Draw a case in which households of 1 to 6 persons go to at most so many of the nodes, or wait."""
    rng = np.random.default_rng(seed)
    case = SmallCase(gemeenten=6, half=[0], sharing={"max_open": most, "max_open_penalty": 5000.0})
    for _ in range(nodes):
        case.site(int(rng.integers(6, 11)), serves=list(range(6)), candidate=True, open_cost=0.0)
    unit = 0.25 if cents else 1.0
    case.reach = [(g, site, unit * float(rng.integers(1, 30))) for g, site, _ in case.reach]
    for number in range(9):
        persons = int(rng.integers(1, 7))
        waiting = persons * float(rng.integers(40, 90))
        case.household(persons, [number % 6], [0.0, waiting], size=size if number % 4 == 1 else 1)
    return case.instance()


def ascent_of(instance: Instance) -> Ascent:
    epochs = Epochs.of(instance.pools)
    return Ascent(Structure(instance, epochs), Layout(instance, epochs).takers)


def all_bundles(ascent: Ascent) -> Bundles:
    """Return every bundle that fits, by trying all."""
    counts = np.array(list(product(*(range(int(most) + 1) for most in ascent.households))), dtype=np.int16)
    site = np.repeat(np.arange(len(ascent.fixed)), len(counts))
    count = np.tile(counts, (len(ascent.fixed), 1))
    fits = count @ ascent.persons <= ascent.capacity[site]
    return Bundles.of(ascent, site[fits], count[fits])


def some_values(ascent: Ascent, seed: int, rules: int) -> Values:
    rng = np.random.default_rng(seed)
    leaving = ascent.persons * rng.uniform(0.0, 25.0, len(ascent.persons))
    return Values(leaving, rng.uniform(0.0, 30.0, rules))


def bounds_of(instance: Instance, ascent: Ascent, at: Openings) -> BundleBound:
    standing = Standing(instance, 0.0, None)
    told: list[float] = []
    return BundleBound(ascent, at, standing, instance.constant, Stop(), told.append)


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("seed", range(8))
def test_packing_finds_the_best_of_all_bundles(seed: int, size: int) -> None:
    ascent = ascent_of(medians(seed, size=size))
    triples = [(0, 2, 4)]
    groups: list[tuple[int, ...]] = [(0, 2, 4) if seed % 2 else (0, 1, 2, 4)]
    values = some_values(ascent, seed, 1)
    sites = np.arange(len(ascent.fixed))
    packed = Packing(ascent, sites, groups, triples).at(values)
    every = all_bundles(ascent)
    doubled = (every.count[:, (0, 2, 4)] > 0).sum(axis=1) >= 2
    cost = every.cost - every.count @ values.leaving + doubled * values.toll[0]
    for place in sites.tolist():
        assert packed.worth[place] == pytest.approx(cost[every.site == place].min())
    filled = packed.fill(sites)
    again = filled.cost - filled.count @ values.leaving
    again += ((filled.count[:, (0, 2, 4)] > 0).sum(axis=1) >= 2) * values.toll[0]
    np.testing.assert_allclose(again, packed.worth)
    assert (filled.count @ ascent.persons <= ascent.capacity).all()


@pytest.mark.parametrize("limit", [3, 25, 100_000])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_written_down_is_all_that_is_cheap_enough(seed: int, limit: int) -> None:
    ascent = ascent_of(medians(seed, size=2))
    values = some_values(ascent, seed, 1)
    packed = Packing(ascent, np.arange(len(ascent.fixed)), [(0, 2, 4)], [(0, 2, 4)]).at(values)
    most = packed.worth + np.linspace(5.0, 60.0, len(packed.worth))
    written, cut = packed.within(most, limit)
    every = all_bundles(ascent)
    doubled = (every.count[:, (0, 2, 4)] > 0).sum(axis=1) >= 2
    over = every.cost - every.count @ values.leaving + doubled * values.toll[0] - most[every.site]
    assert len(written) <= limit
    assert cut == 0.0 or len(every.take(over <= 0.0)) > limit
    assert set(every.take(over < cut - 1e-6).keys()) <= set(written.keys())
    assert set(written.keys()) <= set(every.take(over <= cut + 1e-6).keys())
    assert len(set(written.keys())) == len(written)


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_on_bundles_lies_between_that_on_persons_and_the_optimum(seed: int) -> None:
    instance = medians(seed, size=1 + seed % 2)
    ascent = ascent_of(instance)
    at = Openings(frozenset(), frozenset(), 0, 4)
    bounds = bounds_of(instance, ascent, at)
    divided = ascent.run(at, ascent.first(), 300, np.inf)
    packing = Packing(ascent, np.arange(len(ascent.fixed)), [], [])
    start = Values(divided.value, np.zeros(0))
    begin = Bundles.empty(ascent, packing.sites)
    master = BundleMaster(ascent, at, begin, [], Stop())
    assert bounds.of(packing.at(start), start).bound >= divided.bound - 1e-6
    best, relaxed = bounds.converged(master, packing, start, np.inf)
    least = optimum(instance) - instance.constant
    assert divided.bound - 1e-6 <= best.bound <= least + 1e-6
    assert best.bound == pytest.approx(relaxed.objective, rel=1e-5, abs=1e-3)
    # Rules on triples keep every plan: all of them at once leave the optimum where it is.
    every = all_bundles(ascent)
    single = np.flatnonzero(ascent.households == 1.0).tolist()
    rules = [(a, b, c) for a in single for b in single for c in single if a < b < c]
    ruled = BundleMaster(ascent, at, every, rules, Stop()).solve()
    assert best.bound - 1e-3 <= ruled.objective <= least + 1e-6


def test_a_broken_rule_is_found_and_mended() -> None:
    count = np.array([[1, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=np.int16)
    share = np.array([0.5, 0.5, 0.5, 0.5])
    assert broken(count, share, np.arange(4)) == [(0, 1, 2)]
    assert broken(count, np.array([1.0, 0.0, 0.0, 0.0]), np.arange(4)) == []
    assert broken(count, share, np.array([0, 1, 3])) == []


def test_rules_that_share_offers_come_into_one_group_until_it_is_full() -> None:
    groups, added = grouped([(0, 1, 2)], [(2, 3, 4), (5, 6, 7), (4, 5, 8), (0, 1, 2)], 5)
    assert sorted(groups) == [(0, 1, 2, 3, 4), (5, 6, 7)]
    assert added == [(2, 3, 4), (5, 6, 7)]


@pytest.mark.parametrize("cents", [False, True])
@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("seed", range(20))
def test_the_search_on_bundles_ends_at_the_optimum(seed: int, size: int, cents: bool) -> None:
    most = [3.0, 4.0, 5.0, np.inf][seed % 4]
    instance = medians(seed, size=size, cents=cents, most=most)
    options = Options(
        gap=0.0, many_sites=1, few_bundles=(3, 40)[seed % 2], list_bundles=(20, 5000)[seed // 2 % 2]
    )
    outcome = Engine(instance, options, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == pytest.approx(optimum(instance), rel=1e-7, abs=1e-5)
    assert outcome.bound <= outcome.objective


def test_most_cases_are_proven_by_bundles_alone() -> None:
    outcomes = [Engine(medians(seed), EXACT, Stop()).run() for seed in range(20)]
    packed = [outcome for outcome in outcomes if any("bundels" in line for line in outcome.log)]
    assert len(packed) >= 12
    assert sum(outcome.counts["rondes"] == 0 for outcome in packed) >= len(packed) - 1


@pytest.mark.parametrize("gap", [0.02, 0.1])
@pytest.mark.parametrize("seed", range(10))
def test_an_asked_gap_is_kept_and_claims_no_more(seed: int, gap: float) -> None:
    instance = medians(seed, cents=bool(seed % 2))
    outcome = Engine(instance, Options(gap=gap, many_sites=1, few_bundles=3), Stop()).run()
    best = optimum(instance)
    assert outcome.bound <= best + 1e-6 <= outcome.objective + 2e-6
    assert outcome.objective - outcome.bound <= gap * max(1.0, abs(outcome.objective)) + 1e-6


def test_what_takes_too_many_sums_or_parts_of_persons_is_not_packed() -> None:
    instance = medians(0)
    ascent = ascent_of(instance)
    places = int(ascent.capacity.max())
    assert ways_of(ascent) == 9 * (min(places, int(ascent.persons.sum())) + 1) * len(ascent.fixed)
    outcome = Engine(instance, Options(gap=0.0, many_sites=1, pack_sums=10.0), Stop()).run()
    assert not any("bundels" in line for line in outcome.log)
    ascent.persons = ascent.persons + 0.5
    assert ways_of(ascent) == np.inf


def test_sums_of_whole_cents_lie_on_a_lattice() -> None:
    lattice = Lattice.of(0.5, np.array([3.0, 4.5, 0.0]), 100.0)
    assert lattice.base == 0.5
    assert lattice.step == pytest.approx(1.5)
    assert lattice.up(2.1) == pytest.approx(3.5)
    assert lattice.up(2.0 + 1e-9) == pytest.approx(2.0)
    assert lattice.below(2.0) == pytest.approx(0.5)
    assert lattice.below(2.1) == pytest.approx(2.0)
    assert lattice.above(2.0) == pytest.approx(3.5)
    assert lattice.above(1.9) == pytest.approx(2.0)
    nowhere = Lattice.of(0.5, np.array([3.0, np.pi]), 100.0)
    assert nowhere.step == 0.0
    assert nowhere.up(2.1) == nowhere.below(2.1) == nowhere.above(2.1) == 2.1
