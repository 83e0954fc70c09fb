"""An earlier plan as a start: never a wish, never a rule, and whatever does not fit is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from plaatsing.models import Engine, Epochs, Options, Start, Stop, Trajects, solve_instance
from plaatsing.models.components import split
from plaatsing.models.pricing import Structure
from plaatsing.models.routes import Routes
from plaatsing.models.start import allowed
from tests.models.enumeration import all_trajects
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance
from tests.models.small_case import SmallCase

EXACT = Options(gap=0.0)


@pytest.mark.parametrize("seed", range(30))
def test_exactly_the_trajects_of_the_instance_are_allowed(seed: int) -> None:
    instance = random_instance(seed, classes=4)
    rows = all_trajects(instance)
    rng = np.random.default_rng(seed)
    highest = np.array(
        [
            instance.n_classes,
            len(instance.gemeenten),
            instance.n_sites,
            instance.n_periods + 1,
            instance.n_periods + 1,
            len(instance.pools.names),
        ]
    )
    lowest = np.array([0, -1, -1, -1, -1, -1])
    drawn = [tuple(row) for row in rng.integers(lowest, np.maximum(highest, lowest + 1), (300, 6)).tolist()]
    structure = Structure(instance, Epochs.of(instance.pools))
    assert allowed(structure, Trajects.from_rows(rows)).all()
    listed = set(rows)
    assert allowed(structure, Trajects.from_rows(drawn)).tolist() == [row in listed for row in drawn]


@pytest.mark.parametrize("seed", range(40))
def test_a_start_changes_neither_the_optimum_nor_its_proof(seed: int) -> None:
    instance = random_instance(seed, classes=6)
    first = solve_instance(instance, EXACT, Stop(), threads=1)
    fewer = replace(instance, pools=replace(instance.pools, supply=instance.pools.supply // 2))
    for problem, start in (
        (instance, Start(first.trajects, first.prices)),
        (fewer, Start(first.trajects)),
    ):
        again = solve_instance(problem, EXACT, Stop(), threads=1, start=start)
        assert again.status == "optimaal"
        assert again.objective == pytest.approx(optimum(problem), rel=1e-7, abs=1e-5)


@pytest.mark.parametrize("seed", range(20))
def test_a_start_is_there_before_any_search(seed: int) -> None:
    """Cut off at once, the plan is the earlier one and not that everyone stays."""
    instance = random_instance(seed, classes=6)
    first = solve_instance(instance, EXACT, Stop(), threads=1)
    epochs = Epochs.of(instance.pools)
    total = 0.0
    for part in split(instance):
        engine = Engine(part.instance, EXACT, Stop(), None, part.start(Start(first.trajects), epochs))
        engine.prepare()
        assert engine.best is not None
        total += engine.best.objective
    assert total == pytest.approx(first.objective, rel=1e-7, abs=1e-5)


@pytest.mark.parametrize("candidate", [False, True])
def test_a_location_that_nobody_can_use_is_a_part_of_its_own(candidate: bool) -> None:
    case = SmallCase(gemeenten=2)
    case.pool(0, [1, 0])
    case.site(10, serves=[1], candidate=candidate, open_cost=5.0)
    case.household(2, [0], [10, 20, 50])
    outcome = solve_instance(case.instance(), EXACT, Stop(), threads=1)
    assert outcome.status == "optimaal"
    assert outcome.objective == pytest.approx(10.0)


class Full(Engine):
    """An engine whose memory is full once it looks for a plan."""

    def _round(self, *_: object) -> Routes:
        raise MemoryError


def test_a_full_memory_leaves_the_best_plan_with_its_bound() -> None:
    instance = random_instance(19, classes=3, largest=3)
    outcome = Full(instance, EXACT, Stop()).run()
    assert "_round" in vars(Engine)
    assert outcome.status == "afgebroken"
    assert outcome.bound <= optimum(instance) + 1e-6 <= outcome.objective + 2e-6
    assert any("geheugen" in line for line in outcome.log)
