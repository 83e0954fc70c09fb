"""Halves of trajects: cut and put together again they are the same plan, at the same cost."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from plaatsing.models import Instance, Trajects
from plaatsing.models.routes import Departures, Routes, Takers, routes_of
from tests.models.enumeration import all_trajects, cost_of, every_route, takings, trajects_of, use_of
from tests.models.random_instances import random_instance
from tests.models.small_case import SmallCase

SEEDS = range(60)


def random_plan(instance: Instance, seed: int) -> tuple[Trajects, np.ndarray]:
    """Put every household on some traject of its class; trajects nobody takes may be among them."""
    rng = np.random.default_rng(seed)
    rows, count = [], []
    for k, size in enumerate(instance.classes.size.tolist()):
        own = trajects_of(instance, k)
        chosen = rng.choice(len(own), min(len(own), 4), replace=False)
        rows += [own[number] for number in chosen]
        count += rng.multinomial(size, np.full(len(chosen), 1.0 / len(chosen))).tolist()
    return Trajects.from_rows(rows), np.array(count, dtype=np.int64)


def shared_offers(instance: Instance) -> set[int]:
    """List the offers out of COA that two classes or more can take."""
    takers = Counter(instance.classes.offer.tolist())
    return {u for u, number in takers.items() if number > 1 and instance.offers.site[u] < 0}


def used_and_paid(instance: Instance, plan: Trajects, count: np.ndarray) -> tuple[dict[object, float], float]:
    """Return what a plan uses, by rule and key, and what it costs; counts may be fractions."""
    used: dict[object, float] = {}
    paid = 0.0
    for row, households in zip(plan.rows(), count.tolist(), strict=True):
        paid += households * cost_of(instance, row)
        for name, amounts in vars(use_of(instance, row)).items():
            # By which offer one enters is not part of a traject: another class may have a cheaper one.
            for key, amount in amounts.items() if name != "entering" else ():
                used[name, key] = used.get((name, key), 0.0) + households * amount
    return {key: amount for key, amount in used.items() if abs(amount) > 1e-9}, paid


@pytest.mark.parametrize("seed", SEEDS)
def test_halves_are_made_on_shared_offers_only(seed: int) -> None:
    instance = random_instance(seed)
    takers = Takers.of(instance)
    assert set(np.flatnonzero(takers.shared).tolist()) == shared_offers(instance)
    for row in all_trajects(instance):
        routes = routes_of(Trajects.from_rows([row]), instance, takers)
        offer = takings(instance, row)[0][0] if row[1] >= 0 and row[3] >= 0 else -1
        ((found, path),) = routes.keys()
        assert found == offer
        assert path[1:] == row[1:]
        if offer in shared_offers(instance):
            entry = takers.entry[row[0], offer]
            assert instance.classes.offer[entry] == offer
            assert instance.classes.start[row[0]] <= entry < instance.classes.start[row[0] + 1]
            assert routes.departures.rows() == [(row[0], entry, row[3])]
            assert routes.halves(takers).tolist() == [True]
        else:
            assert path[0] == row[0]
            assert not len(routes.departures)
            assert routes.halves(takers).tolist() == [False]


@pytest.mark.parametrize("seed", SEEDS)
def test_takers_are_the_households_that_can_take_an_offer(seed: int) -> None:
    instance = random_instance(seed)
    classes, takers = instance.classes, Takers.of(instance)
    for u in range(len(instance.offers.need)):
        able = [
            k
            for k in range(instance.n_classes)
            if u in classes.offer[classes.start[k] : classes.start[k + 1]]
        ]
        assert takers.households[u] == sum(int(classes.size[k]) for k in able)
        assert takers.example[u] == min(able, default=instance.n_classes)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_trajects_are_cut_into_every_route_and_no_more(seed: int) -> None:
    instance = random_instance(seed)
    routes = routes_of(Trajects.from_rows(all_trajects(instance)), instance, Takers.of(instance))
    every = every_route(instance)
    assert len(set(routes.keys())) == len(routes.paths)
    assert len(set(routes.departures.rows())) == len(routes.departures)
    assert set(routes.keys()) <= set(every.keys())
    assert set(routes.departures.rows()) <= set(every.departures.rows())


@pytest.mark.parametrize("part", [1, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_cut_and_put_together_places_uses_and_costs_the_same(seed: int, part: int) -> None:
    """Who leaves by which class, what is used and what it costs; also of a third of every household."""
    instance = random_instance(seed, classes=7, largest=4)
    takers, (plan, count) = Takers.of(instance), random_plan(instance, seed)
    routes = routes_of(plan, instance, takers)
    found = routes.counts(plan, count, instance, takers)
    assert found is not None
    paths, departures = found[0] / part, found[1] / part
    euro_path, euro_departure = routes.cost(instance, takers)
    cost = euro_path @ paths + euro_departure @ departures
    together, households = routes.whole((paths, departures), instance, takers)
    placed, expected = (
        np.bincount(trajects.klasse, weights=number, minlength=instance.n_classes)
        for trajects, number in ((together, households), (plan, count / part))
    )
    np.testing.assert_allclose(placed, expected, atol=1e-9)
    assert set(together.rows()) <= set(all_trajects(instance))
    used, paid = used_and_paid(instance, together, households)
    used_before, paid_before = used_and_paid(instance, plan, count / part)
    assert cost == pytest.approx(paid_before, rel=1e-9, abs=1e-9)
    # Only a class that also has a cheaper way in may pay less than by the offer it was cut by.
    assert paid <= paid_before + 1e-7
    if not has_cheaper_ways(instance):
        assert paid == pytest.approx(paid_before, rel=1e-9, abs=1e-9)
    assert used == pytest.approx(used_before, abs=1e-7)
    if part == 1:
        np.testing.assert_array_equal(households, np.round(households))


def has_cheaper_ways(instance: Instance) -> bool:
    """Return whether some traject can be taken by two offers."""
    return any(len(takings(instance, row)) > 1 for row in all_trajects(instance) if row[1] >= 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_put_together_is_cut_into_the_same_counts(seed: int) -> None:
    instance = random_instance(seed, classes=7, largest=4)
    takers, (plan, count) = Takers.of(instance), random_plan(instance, seed)
    if has_cheaper_ways(instance):
        return
    routes = routes_of(plan, instance, takers)
    counts = routes.counts(plan, count, instance, takers)
    assert counts is not None
    together, households = routes.whole((counts[0].astype(float), counts[1].astype(float)), instance, takers)
    again = routes.counts(together, np.rint(households).astype(np.int64), instance, takers)
    assert again is not None
    np.testing.assert_array_equal(again[0], counts[0])
    np.testing.assert_array_equal(again[1], counts[1])


def test_who_takes_what_does_not_depend_on_the_order_of_the_routes() -> None:
    """The first class goes first: to a dwelling at once, or else to what comes free first."""
    differ = 0
    for seed in SEEDS:
        instance, rng = random_instance(seed, classes=14, largest=4, periods=4), np.random.default_rng(seed)
        takers, (plan, count) = Takers.of(instance), random_plan(instance, seed)
        routes = routes_of(plan, instance, takers)
        counts = routes.counts(plan, count, instance, takers)
        assert counts is not None
        on_path, on_departure = counts[0].astype(float), counts[1].astype(float)
        trajects, households = routes.whole((on_path, on_departure), instance, takers)
        paths, departures = rng.permutation(len(on_path)), rng.permutation(len(on_departure))
        mixed = routes.take(paths, departures)
        again, others = mixed.whole((on_path[paths], on_departure[departures]), instance, takers)
        assert dict(zip(again.rows(), others, strict=True)) == dict(
            zip(trajects.rows(), households, strict=True)
        )
        moves: dict[object, list[tuple[int, int]]] = {}
        for row in trajects.rows():
            (taking, *more) = takings(instance, row) if row[1] >= 0 <= row[3] else [(-1, -1)]
            if not more and takers.shared[taking[0]] and taking[0] >= 0:
                moves.setdefault((taking[0], row[3]), []).append((row[0], row[4]))
        for taken in moves.values():
            taken.sort()
            assert [exits for _, exits in taken] == sorted(exits for _, exits in taken)
            differ += taken[0][0] != taken[-1][0] and taken[0][1] != taken[-1][1]
    assert differ >= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_has_no_counts_where_one_of_its_routes_is_missing(seed: int) -> None:
    """Whichever half is taken away; a route that nobody takes may be missing."""
    instance = random_instance(seed)
    takers, (plan, count) = Takers.of(instance), random_plan(instance, seed)
    routes = routes_of(plan, instance, takers)
    counts = routes.counts(plan, count, instance, takers)
    assert counts is not None
    paths, departures = np.arange(len(routes.paths)), np.arange(len(routes.departures))
    for gone in paths.tolist():
        left = routes.take(np.delete(paths, gone), departures)
        assert (left.counts(plan, count, instance, takers) is None) == (counts[0][gone] > 0)
    for gone in departures.tolist():
        left = routes.take(paths, np.delete(departures, gone))
        assert (left.counts(plan, count, instance, takers) is None) == (counts[1][gone] > 0)


def shared_case() -> Instance:
    """Two classes of two that take the same offer, at different costs of waiting; two dwellings."""
    case = SmallCase()
    case.pool(0, [1, 1])
    case.pool(0, [1, 0], preference_cost=3.0)
    case.household(1, [0], [10, 20, 50], size=2, entry_cost=4.0)
    case.household(1, [0], [30, 60, 90], size=2, entry_cost=5.0, like=0)
    return case.instance()


def test_what_follows_goes_to_the_classes_in_order() -> None:
    """Two of class 0 and one of class 1 leave in period 0: the first two homes are of class 0."""
    instance = shared_case()
    takers = Takers.of(instance)
    routes = Routes.from_paths(
        [(0, (0, 0, -1, 0, -1, 0)), (0, (0, 0, -1, 0, -1, 1))], Departures.from_rows([(1, 1, 0), (0, 0, 0)])
    )
    together, count = routes.whole((np.array([1.0, 2.0]), np.array([1.0, 2.0])), instance, takers)
    assert dict(zip(together.rows(), count.tolist(), strict=True)) == {
        (0, 0, -1, 0, -1, 0): 1.0,
        (0, 0, -1, 0, -1, 1): 1.0,
        (1, 0, -1, 0, -1, 1): 1.0,
    }
    # The dwelling costs 0 and 3; leaving in period 0 30 + 5 for class 1, and 10 + 4 for class 0.
    paths, departures = routes.cost(instance, takers)
    assert paths.tolist() == [0.0, 3.0]
    assert departures.tolist() == [35.0, 14.0]


def test_parts_of_a_household_keep_their_share() -> None:
    instance = shared_case()
    routes = Routes.from_paths(
        [(0, (0, 0, -1, 0, -1, 0)), (0, (0, 0, -1, 0, -1, 1))], Departures.from_rows([(0, 0, 0), (1, 1, 0)])
    )
    counts = np.array([0.5, 0.75]), np.array([0.75, 0.5])
    together, count = routes.whole(counts, instance, Takers.of(instance))
    assert dict(zip(together.rows(), count.tolist(), strict=True)) == {
        (0, 0, -1, 0, -1, 0): 0.5,
        (0, 0, -1, 0, -1, 1): 0.25,
        (1, 0, -1, 0, -1, 1): 0.5,
    }


def test_repeats_are_left_out_and_the_rest_keeps_its_order() -> None:
    routes = every_route(shared_case())
    twice = routes.join(routes).distinct()
    assert len(routes.departures) > 0
    assert twice.keys() == routes.keys()
    assert twice.departures.rows() == routes.departures.rows()


def test_the_instances_have_halves() -> None:
    instances = [random_instance(seed) for seed in SEEDS]
    assert sum(len(shared_offers(instance)) > 0 for instance in instances) >= 15
    assert sum(not has_cheaper_ways(random_instance(s, classes=7, largest=4)) for s in SEEDS) >= 20
