"""The bound holds at any prices of the right sign, and meets the relaxation at its own prices."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing.models import Epochs, Instance, Options, Prices, Stop
from plaatsing.models.generation import Generator
from plaatsing.models.layout import Layout
from plaatsing.models.master_lp import MasterLp
from plaatsing.models.pricing import Pricing, Structure
from plaatsing.models.rounding import Rounding, Rule
from tests.models.enumeration import every_route
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance, random_prices
from tests.models.small_case import SmallCase

SEEDS = st.integers(min_value=0, max_value=119)


@lru_cache
def instance_of(seed: int) -> Instance:
    return random_instance(seed)


@lru_cache
def node_of(seed: int) -> tuple[dict[int, float], dict[int, float], float]:
    """Fix some candidates open or closed, and return the least cost that leaves."""
    instance, rng = instance_of(seed), np.random.default_rng(seed)
    lower: dict[int, float] = {}
    upper: dict[int, float] = {}
    for site in np.flatnonzero(instance.sites.candidate).tolist():
        if rng.random() < 0.5:
            lower[site] = upper[site] = float(rng.integers(0, 2))
    return lower, upper, optimum(instance, opened=lower, closed=upper)


@lru_cache
def least_cost(seed: int) -> float:
    return optimum(instance_of(seed))


def master_of(instance: Instance) -> MasterLp:
    return MasterLp(Layout(instance, Epochs.of(instance.pools)), Stop())


def bound_of(master: MasterLp, prices: Prices, dual: np.ndarray) -> float:
    layout = master.layout
    priced = Pricing(Structure(layout.instance, layout.epochs), prices).price()
    return master.bound(dual, prices, priced) + layout.instance.constant


def assert_below(bound: float, cost: float) -> None:
    assert bound <= cost + 1e-7 * max(1.0, abs(cost))


def added_rows(master: MasterLp, prices: Prices) -> None:
    """Add the rows that the prices belong to."""
    master.add_inflow(sorted(prices.inflow))
    master.add_rounding(sorted(prices.rounding))


@settings(max_examples=150)
@given(seed=SEEDS, draw=st.integers(0, 10**6), scale=st.sampled_from([0.1, 3.0, 30.0, 1e4]))
def test_no_prices_put_the_bound_above_the_optimum(seed: int, draw: int, scale: float) -> None:
    instance, rng = instance_of(seed), np.random.default_rng(draw)
    prices = random_prices(rng, instance, scale, signed=False).clipped()
    master = master_of(instance)
    added_rows(master, prices)
    other_rows = scale * rng.normal(size=master.layout.n_rows)
    assert_below(bound_of(master, prices, other_rows), least_cost(seed))


@settings(max_examples=100)
@given(seed=SEEDS, draw=st.integers(0, 10**6), scale=st.sampled_from([3.0, 30.0]))
def test_the_bound_holds_at_a_node_of_the_search(seed: int, draw: int, scale: float) -> None:
    instance, rng = instance_of(seed), np.random.default_rng(draw)
    lower, upper, cost = node_of(seed)
    prices = random_prices(rng, instance, scale, signed=True)
    master = master_of(instance)
    added_rows(master, prices)
    master.bound_open(lower, upper)
    other_rows = scale * rng.normal(size=master.layout.n_rows)
    assert_below(bound_of(master, prices, other_rows), cost)


def test_a_price_of_the_wrong_sign_on_any_other_row_is_ignored() -> None:
    """A location that is open, its extension closed: 500 euro on their row must not be counted as a cost."""
    case = SmallCase()
    case.site(10, serves=[0], candidate=True, open_cost=30.0)
    case.site(10, serves=[0], candidate=True, open_cost=40.0, parent=0)
    case.household(1, [0], [10, 20, 50])
    instance = case.instance()
    master = master_of(instance)
    master.bound_open({0: 1.0}, {1: 0.0})
    dual = np.zeros(master.layout.n_rows)
    dual[master.layout.parent[1]] = 500.0
    prices = Prices.zero(instance, master.layout.epochs)
    # Opening costs 30; the household enters the location at once, at 10 and 1 for the distance.
    assert optimum(instance, opened={0: 1.0}, closed={1: 0.0}) == pytest.approx(41.0)
    assert bound_of(master, prices, dual) == pytest.approx(41.0)


@pytest.mark.parametrize("seed", range(60))
def test_at_the_prices_of_the_relaxation_the_bound_is_its_value(seed: int) -> None:
    """A bound that is merely never too high could also be useless."""
    instance = instance_of(seed)
    master = master_of(instance)
    rng = np.random.default_rng(seed)
    added_rows(master, random_prices(rng, instance, 1.0, signed=True))
    master.add(every_route(instance))
    solution = master.solve()
    prices = master.layout.prices(solution.dual).clipped()
    bound = bound_of(master, prices, solution.dual)
    assert bound == pytest.approx(solution.objective + instance.constant, rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_clipping_sets_wrong_signs_to_zero_and_keeps_the_rest(seed: int) -> None:
    prices = random_prices(np.random.default_rng(seed), instance_of(seed), 5.0, signed=False)
    clipped = prices.clipped()
    for name in ("woningen", "plaatsen", "kamers", "link"):
        before, after = getattr(prices, name), getattr(clipped, name)
        np.testing.assert_array_equal(after, np.where(before < 0, before, 0.0))
    for name in ("minimum", "quota"):
        before, after = getattr(prices, name), getattr(clipped, name)
        np.testing.assert_array_equal(after, np.where(before > 0, before, 0.0))
    assert clipped.inflow == {key: min(value, 0.0) for key, value in prices.inflow.items()}
    assert clipped.rounding == {key: max(value, 0.0) for key, value in prices.rounding.items()}


@settings(max_examples=150)
@given(seed=SEEDS, draw=st.integers(0, 10**6), scale=st.sampled_from([0.1, 3.0, 30.0]))
def test_the_other_end_of_an_opening_costs_what_it_is_said_to_add(seed: int, draw: int, scale: float) -> None:
    """At any prices: who opens where closing is cheaper pays at least the bound and the difference."""
    instance, rng = instance_of(seed), np.random.default_rng(draw)
    prices = random_prices(rng, instance, scale, signed=True)
    master = master_of(instance)
    added_rows(master, prices)
    dual = scale * rng.normal(size=master.layout.n_rows)
    bound = bound_of(master, prices, dual)
    for site, cost in master.opening_costs(master.layout.duals(prices, dual)).items():
        other = {site: float(cost > 0.0)}
        assert_below(bound + abs(cost), optimum(instance, opened=other, closed=other))


def one_location_or_waiting() -> Instance:
    """Return a couple newly linked: 43 euro through a location, opening included, or 50 to go on waiting."""
    case = SmallCase(sharing={"link_room": [[2]]})
    case.site(10, serves=[0], candidate=True, open_cost=30.0)
    case.household(2, [0], [11.0, 20.0, 50.0], link_half=0)
    return case.instance()


FOREIGN: dict[str, dict[str, Any]] = {
    "instroom": {"inflow": {(0, 0): -100.0}},
    "koppelruimte": {"rounding": {Rounding(Rule.KOPPELRUIMTE, 0, 0, -1, 2): 100.0}},
}


@pytest.mark.parametrize("rule", FOREIGN)
def test_prices_from_before_say_nothing_of_rows_that_are_not_there(rule: str) -> None:
    """The prices of another search name rows it added; taken along, they would put the bound at 50 euro."""
    instance = one_location_or_waiting()
    assert optimum(instance) == pytest.approx(43.0)
    epochs = Epochs.of(instance.pools)
    foreign = replace(Prices.zero(instance, epochs), **FOREIGN[rule])
    layout = Layout(instance, epochs)
    generator = Generator(Structure(instance, epochs), layout, Stop(), Options())
    bounds: list[float] = []
    generator.run(lambda _: 1e-7, foreign, lambda _, bound: bounds.append(bound))
    assert max(bounds) + instance.constant <= 43.0 + 1e-6
