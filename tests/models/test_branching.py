"""Halves of a node: every plan is in one of them, and none in both."""

from __future__ import annotations

import numpy as np
import pytest

from plaatsing.models import Engine, Instance, Options, Stop
from plaatsing.models.branching import Branching
from plaatsing.models.node import Node
from plaatsing.models.tallies import OPENED
from tests.models.optimum import optimum
from tests.models.small_case import SmallCase

BRANCHING = Options(gap=0.0, many_open=1, small_list=0, list_limit=0, choose_nodes=1)
"""Nothing is listed, so the search must branch, on how many open wherever it can."""


def many_locations(seed: int) -> Instance:
    """Draw a case of seven candidates, of which some must open."""
    rng = np.random.default_rng(seed)
    case = SmallCase(gemeenten=3)
    for _ in range(7):
        serves = sorted(rng.choice(3, size=int(rng.integers(1, 4)), replace=False).tolist())
        places, cost = int(rng.integers(8, 15)), float(rng.integers(100, 200))
        case.site(places, serves=serves, candidate=True, open_cost=cost)
    for gemeente in range(3):
        for persons in (1, 2, 3):
            costs = np.sort(rng.integers(1, 60, case.n_periods + 1)).astype(float)
            costs[-1] += 200.0
            case.household(persons, [gemeente], costs.tolist(), size=int(rng.integers(1, 4)))
    return case.instance()


def halves_of_the_root(instance: Instance) -> tuple[Engine, tuple[float, float] | None]:
    """Return an engine that searched, and the sides of how many open in the halves of its root."""
    engine = Engine(instance, BRANCHING, Stop())
    engine.explore()
    assert engine.root is not None
    halves = Branching(instance, engine.layout, 1).on_openings(Node.root(0.0, None), engine.root)
    if halves is None or OPENED not in halves.above.tallies:
        return engine, None
    return engine, (halves.below.tallies[OPENED][1], halves.above.tallies[OPENED][0])


def test_how_many_open_is_divided_between_two_whole_numbers() -> None:
    divided = 0
    for seed in range(20):
        engine, sides = halves_of_the_root(many_locations(seed))
        assert engine.root is not None
        if sides is not None:
            divided += 1
            opened = float(engine.root.solution.structural[engine.layout.opening].sum())
            assert sides == (np.floor(opened), np.floor(opened) + 1)
    assert divided >= 10


def test_the_bound_stays_below_the_optimum_when_branching_on_how_many_open() -> None:
    proven = 0
    for seed in range(20):
        instance = many_locations(seed)
        outcome = Engine(instance, BRANCHING, Stop()).run()
        best = optimum(instance)
        assert outcome.bound <= best + 1e-6 * max(1.0, abs(best))
        assert outcome.objective >= best - 1e-6 * max(1.0, abs(best))
        if outcome.status == "optimaal":
            proven += 1
            assert outcome.objective == pytest.approx(best)
    assert proven >= 10


@pytest.mark.parametrize("seed", range(15))
def test_listing_with_locations_half_open_gives_the_optimum(seed: int) -> None:
    instance = many_locations(seed)
    outcome = Engine(instance, Options(gap=0.0), Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == pytest.approx(optimum(instance))


def test_sides_of_a_count_only_come_closer() -> None:
    node = Node.root(0.0, None).with_count(OPENED, 2.0, np.inf).with_count(OPENED, -np.inf, 5.0)
    assert node.with_count(OPENED, 1.0, 4.0).tallies[OPENED] == (2.0, 4.0)
    assert not node.counts_households
