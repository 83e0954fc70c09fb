"""An instance divided in parts costs what the whole costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from plaatsing.models import Engine, Instance, Options, Stop, solve_instance
from plaatsing.models.components import split
from plaatsing.models.solver import search
from tests.models.brute_force import plan_cost
from tests.models.enumeration import trajects_of
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance
from tests.models.small_case import SmallCase

EXACT = Options(gap=0.0)


def loose(seed: int) -> Instance:
    """Return an instance in which little is shared: no common limits, few municipalities per household."""
    instance = random_instance(seed, classes=6, gemeenten=5)
    sharing = replace(instance.sharing, inequality_cost=0.0, budget=np.inf, max_open=np.inf)
    offers, reach = instance.offers, instance.reach
    first = np.flatnonzero(np.arange(len(reach.site)) % 3 == 0)
    return replace(
        instance,
        sharing=sharing,
        offers=replace(
            offers, start=np.arange(len(offers.need) + 1), member=offers.member[offers.start[:-1]]
        ),
        reach=replace(reach, site=reach.site[first], gemeente=reach.gemeente[first], cost=reach.cost[first]),
        needs=replace(instance.needs, enters=instance.needs.enters[:, first]),
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_sum_of_the_parts_is_the_whole(seed: int) -> None:
    instance = loose(seed) if seed % 2 else random_instance(seed, classes=6)
    best = optimum(instance)
    outcome = solve_instance(instance, EXACT, Stop(), threads=1)
    assert outcome.status == "optimaal"
    assert outcome.objective == pytest.approx(best, rel=1e-7, abs=1e-5)
    assert outcome.bound <= best + 1e-5
    counts = dict(zip(outcome.trajects.rows(), outcome.count.tolist(), strict=True))
    assert all(row in trajects_of(instance, row[0]) for row in counts)
    opened = frozenset(site for site, value in outcome.opened.items() if value)
    assert plan_cost(instance, counts, opened) == pytest.approx(outcome.objective, rel=1e-7, abs=1e-5)


@pytest.mark.parametrize("seed", range(60))
def test_every_class_and_location_is_in_exactly_one_part(seed: int) -> None:
    instance = loose(seed)
    parts = split(instance)
    assert sorted(k for part in parts for k in part.classes.tolist()) == list(range(instance.n_classes))
    assert sorted(site for part in parts for site in part.sites.tolist()) == list(range(instance.n_sites))
    gemeenten = [g for part in parts for g in part.gemeenten.tolist()]
    assert len(gemeenten) == len(set(gemeenten))
    short = set(np.flatnonzero((instance.sharing.quota > 0).any(axis=1)).tolist())
    assert short <= set(gemeenten)


def test_instances_without_common_ties_do_fall_apart() -> None:
    assert sum(len(split(loose(seed))) > 1 for seed in range(60)) >= 40


@pytest.mark.parametrize("seed", range(20))
def test_a_common_limit_keeps_what_it_covers_together(seed: int) -> None:
    instance = loose(seed)
    tied = replace(instance, sharing=replace(instance.sharing, inequality_cost=1.0))
    assert len(split(tied)) == 1
    limited = replace(instance, sharing=replace(instance.sharing, max_open=1.0))
    candidates = set(np.flatnonzero(instance.sites.candidate).tolist())
    holders = [part for part in split(limited) if candidates & set(part.sites.tolist())]
    assert len(holders) <= 1


@pytest.mark.parametrize(("parent", "parts"), [(-1, 2), (0, 1)])
def test_an_extension_stays_with_the_location_it_extends(parent: int, parts: int) -> None:
    case = SmallCase(gemeenten=2)
    case.site(4, serves=[0], candidate=True, open_cost=90.0)
    case.site(4, serves=[1], candidate=True, parent=parent)
    for gemeente in (0, 1):
        case.household(1, [gemeente], [10, 20, 50])
    instance = case.instance()
    assert len(split(instance)) == parts
    # Only with the dear location open may the extension open; staying costs 50, the extension 10 + 1.
    outcome = solve_instance(instance, EXACT, Stop(), threads=1)
    assert outcome.objective == pytest.approx(50 + 11 if parent < 0 else 50 + 50)


@pytest.mark.parametrize("seed", [1, 5, 9])
def test_the_number_of_threads_changes_nothing(seed: int) -> None:
    instance = loose(seed)
    one, two = (solve_instance(instance, EXACT, Stop(), threads=threads) for threads in (1, 2))
    assert list(one.trajects.rows()) == list(two.trajects.rows())
    assert one.count.tolist() == two.count.tolist()
    assert (one.opened, one.objective, one.bound) == (two.opened, two.objective, two.bound)


@pytest.mark.parametrize("seed", range(30))
def test_prices_and_least_costs_come_back_under_their_own_numbers(seed: int) -> None:
    instance = loose(seed)
    whole = solve_instance(instance, EXACT, Stop(), threads=1)
    least = Engine(instance, EXACT, Stop()).run().least
    np.testing.assert_allclose(whole.least, least, atol=1e-9)
    for part in split(instance):
        own = Engine(part.instance, EXACT, Stop()).run().prices
        np.testing.assert_array_equal(whole.prices.quota[part.gemeenten], own.quota)
        np.testing.assert_array_equal(whole.prices.plaatsen[part.sites], own.plaatsen)


def test_a_wish_to_stop_still_places_everyone() -> None:
    instance, stop = loose(3), Stop()
    stop.wish()
    outcome = solve_instance(instance, EXACT, stop, threads=1)
    placed = np.bincount(outcome.trajects.klasse, weights=outcome.count, minlength=instance.n_classes)
    np.testing.assert_array_equal(placed, instance.classes.size)
    assert outcome.bound <= optimum(instance) + 1e-5


class Watched(Engine):
    """An engine that notes how far all parts are when the first of them is searched."""

    others: list[Engine]
    seen: list[float]

    def explore(self, allowed: float | None = None, *, thorough: bool = True) -> None:
        if not self.seen:
            self.seen += [other.distance for other in self.others]
        super().explore(allowed, thorough=thorough)


def test_every_part_has_a_plan_and_a_bound_before_any_is_searched() -> None:
    """Who stops a search of many provinces early has a plan for the last of them too."""
    nearer, parts = 0, 0
    for seed in range(40):
        engines = [Watched(part.instance, EXACT, Stop()) for part in split(loose(seed))]
        first: list[float] = []
        seen: list[float] = []
        for engine in engines:
            engine.others, engine.seen = list(engines), seen
            engine.prepare()
            first.append(engine.distance)
        search(list(engines), EXACT.gap, threads=1)
        parts += len(engines)
        if not seen:
            # Nothing is searched where the first plans are proven.
            seen += [engine.distance for engine in engines]
        assert all(now <= before + 1e-6 for now, before in zip(seen, first, strict=True))
        nearer += sum(now <= 0.2 * before for now, before in zip(seen, first, strict=True))
    assert nearer > 0.8 * parts


class Sketched(Engine):
    """An engine that notes what its first plan proves, and whether it is searched after that."""

    first: tuple[float, float]
    searched = False

    def sketch(self) -> None:
        super().sketch()
        assert self.best is not None
        self.first = self.distance, self.best.objective

    def explore(self, allowed: float | None = None, *, thorough: bool = True) -> None:
        self.searched = True
        super().explore(allowed, thorough=thorough)


@pytest.mark.parametrize("gap", [0.02, 0.05])
def test_parts_are_searched_only_where_their_sum_needs_it(gap: float) -> None:
    """First plans that prove enough together are the end of it, also where one of them alone does not."""
    enough, one_alone_would_not = 0, 0
    for seed in range(60):
        engines = [Sketched(part.instance, Options(gap=gap), Stop()) for part in split(loose(seed))]
        if len(engines) == 1:
            continue
        search(list(engines), gap, threads=1)
        distance, cost = np.array([engine.first for engine in engines]).T
        proven = distance.sum() <= gap * abs(cost.sum())
        assert any(engine.searched for engine in engines) != proven
        enough += proven
        one_alone_would_not += proven and (distance > gap * np.maximum(1.0, np.abs(cost))).any()
    assert enough >= 5
    assert one_alone_would_not >= 1
