"""Rounded rows cut off parts of households and no plan, and the engine finds those that matter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.models import Engine, Epochs, Instance, Options, Stop
from plaatsing.models.generation import Generator, Relaxation
from plaatsing.models.layout import Layout
from plaatsing.models.master_lp import MasterLp
from plaatsing.models.pricing import Structure
from plaatsing.models.rounding import Rounding, Rule
from tests.models.enumeration import every_route, rounded_by_hand
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance, some_roundings
from tests.models.small_case import SmallCase


def relaxed(instance: Instance, **switches: Any) -> tuple[Layout, Relaxation]:
    epochs = Epochs.of(instance.pools)
    layout = Layout(instance, epochs)
    generator = Generator(Structure(instance, epochs), layout, Stop(), Options(**switches))
    return layout, generator.run(lambda _: 1e-7)


def taakstelling_of_two() -> Instance:
    """Return one household of six for a taakstelling of two: 60 euro to house it, 100 per person short."""
    case = SmallCase(sharing={"quota": [[2]]})
    case.pool(0, [1, 0])
    case.household(6, [0], [90.0, 90.0, 0.0])
    return case.instance()


def room_for_two() -> Instance:
    """Return one household of six where two may be linked: 7 euro per person beyond, 60 to go on waiting."""
    case = SmallCase(sharing={"link_room": [[2]]})
    case.pool(0, [1, 0])
    case.household(6, [0], [30.0, 30.0, 60.0], link_half=0)
    return case.instance()


def test_part_of_a_household_fills_no_taakstelling() -> None:
    """A third of it would do: 30 euro. Whole, it costs 90, and none of it 200."""
    instance = taakstelling_of_two()
    layout, relaxation = relaxed(instance, rounding_passes=0)
    assert not layout.rounding
    assert relaxation.bound + instance.constant == pytest.approx(30.0)
    layout, relaxation = relaxed(instance)
    (rounding,) = layout.rounding
    assert (rounding.rule, rounding.gemeente, rounding.half, rounding.asked) == (Rule.TAAKSTELLING, 0, 0, 2)
    assert rounding.rounded(np.array([6])).tolist() == [rounding.side] == [2.0]
    assert relaxation.bound + instance.constant == pytest.approx(90.0) == optimum(instance)


def test_part_of_a_household_takes_no_room() -> None:
    """A third of it would be linked for free: 50 euro. Whole, it costs 30 and 28 for the four too many."""
    instance = room_for_two()
    _, relaxation = relaxed(instance, rounding_passes=0)
    assert relaxation.bound + instance.constant == pytest.approx(50.0)
    layout, relaxation = relaxed(instance)
    (rounding,) = layout.rounding
    assert (rounding.rule, rounding.asked) == (Rule.KOPPELRUIMTE, -2)
    assert rounding.rounded(np.array([6])).tolist() == [-4]
    assert rounding.side == 0.0
    assert relaxation.bound + instance.constant == pytest.approx(58.0) == optimum(instance)


ROUNDINGS = st.builds(
    Rounding,
    st.sampled_from(Rule),
    st.just(0),
    st.just(0),
    asked=st.integers(-30, 30),
    divisor=st.integers(2, 15),
).filter(lambda rounding: rounding.asked % rounding.divisor)


@given(ROUNDINGS, st.lists(st.integers(1, 12), max_size=8))
def test_whole_households_keep_every_rounded_row(rounding: Rounding, households: list[int]) -> None:
    persons = np.array(households, dtype=np.int64)
    own = max(0, rounding.asked - rounding.rule.sign * int(persons.sum()))
    assert rounding.rounded(persons).sum() + own >= rounding.side


@given(ROUNDINGS, st.integers(1, 12))
def test_the_coefficients_are_those_of_the_textbook(rounding: Rounding, persons: int) -> None:
    assert float(rounding.rounded(np.array([persons]))[0]) == rounded_by_hand(persons, rounding)
    # A household counts for no more persons than it has.
    assert rounding.rounded(np.array([persons]))[0] <= max(0, rounding.rule.sign * persons)


@pytest.mark.parametrize("seed", range(60))
def test_rows_added_to_a_master_are_those_of_its_matrix(seed: int) -> None:
    """Before and after its routes; and with them its relaxation is no better than that of any plan."""
    instance = random_instance(seed)
    roundings = some_roundings(instance, np.random.default_rng(seed))
    routes = every_route(instance)
    half = routes.take(np.arange(len(routes.paths) // 2), np.arange(len(routes.departures)))
    grown, whole = (MasterLp(Layout(instance, Epochs.of(instance.pools)), Stop()) for _ in range(2))
    grown.add(half)
    grown.add_rounding(roundings)
    grown.add(routes)
    whole.add_rounding(roundings)
    whole.add(routes)
    value = grown.solve().objective
    assert value == pytest.approx(whole.solve().objective, rel=1e-7, abs=1e-6)
    assert value + instance.constant <= optimum(instance) + 1e-6


def test_what_the_relaxation_breaks_is_added_and_raises_it() -> None:
    """Never above the optimum, and on some instances above the relaxation without."""
    raised = 0
    for seed in range(80):
        instance = random_instance(seed, classes=6, largest=3)
        _, without = relaxed(instance, rounding_passes=0)
        layout, relaxation = relaxed(instance)
        best = optimum(instance)
        assert relaxation.bound + instance.constant <= best + 1e-6 * max(1.0, abs(best))
        assert relaxation.bound >= without.bound - 1e-6 * max(1.0, abs(without.bound))
        raised += bool(layout.rounding) and relaxation.bound > without.bound + 1.0
    assert raised >= 10


@pytest.mark.parametrize("seed", range(40))
def test_the_prices_handed_on_are_those_of_the_rules_alone(seed: int) -> None:
    """Rounded rows have prices of their own, which no table of prices shows."""
    instance = random_instance(seed, classes=6, largest=3)
    _, without = relaxed(instance, rounding_passes=0)
    outcome = Engine(instance, Options(gap=0.0, coarse=()), Stop()).run()
    assert not outcome.prices.rounding
    np.testing.assert_allclose(outcome.prices.quota, without.prices.quota, atol=1e-6)
    np.testing.assert_allclose(outcome.prices.woningen, without.prices.woningen, atol=1e-6)
