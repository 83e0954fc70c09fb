"""An earlier plan as a start: never a wish, never a rule, and whatever does not fit is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from plaatsing.models import Engine, Epochs, Options, Start, Stop, Trajects, solve_instance
from plaatsing.models.chooser import Incumbent
from plaatsing.models.components import split
from plaatsing.models.planner import Near
from plaatsing.models.pricing import Structure
from plaatsing.models.start import allowed
from plaatsing.models.trajects import Row
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
        (instance, Start(first.trajects, first.count, first.prices)),
        (fewer, Start(first.trajects, first.count)),
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
        engine = Engine(
            part.instance, EXACT, Stop(), None, part.start(Start(first.trajects, first.count), epochs)
        )
        engine.prepare()
        assert engine.best is not None
        total += engine.best.objective
    assert total == pytest.approx(first.objective, rel=1e-7, abs=1e-5)


@pytest.mark.parametrize("seed", range(20))
def test_who_goes_as_before_is_never_more_than_there_are_and_all_others_stay(seed: int) -> None:
    instance = random_instance(seed, classes=6, largest=3)
    first = solve_instance(instance, EXACT, Stop(), threads=1)
    size = np.maximum(1, instance.classes.size - np.arange(instance.n_classes) % 3)
    fewer = replace(instance, classes=replace(instance.classes, size=size))
    structure = Structure(fewer, Epochs.of(fewer.pools))
    nonsense = Trajects.from_rows([(0, 0, -1, 0, -1, len(instance.pools.names) - 1)] * 2)
    for trajects, count in (
        (first.trajects, first.count),
        (first.trajects.join(nonsense), np.r_[first.count, 5, 5]),
        (first.trajects.take(np.zeros(0, dtype=np.int64)), np.zeros(0, dtype=np.int64)),
    ):
        plan = Start(trajects, count).plan(structure)
        assert np.bincount(plan.trajects.klasse, plan.count).tolist() == size.tolist()
        assert (plan.count >= 0).all()
        going: Counter[Row] = Counter()
        for row, households in zip(trajects.rows(), count.tolist(), strict=True):
            going[row] += households
        for row, households in zip(plan.trajects.rows(), plan.count.tolist(), strict=True):
            going[row] -= households
        assert all(households >= 0 for row, households in going.items() if row[5] >= 0)
        assert set(plan.trajects.rows()) <= set(all_trajects(fewer))


def test_a_part_that_the_whole_can_do_without_is_not_searched_anew() -> None:
    """Five households of a village could move, but with a city beside it that is below the asked gap."""
    case = SmallCase(gemeenten=2)
    for gemeente, homes, size in ((0, 2, 5), (1, 200, 300)):
        case.pool(gemeente, [homes, 0])
        case.household(2, [gemeente], [10, 20, 50], size=size)
        case.household(3, [gemeente], [11, 21, 61], size=size)
    instance, asked = case.instance(), Options(gap=0.01)
    first = solve_instance(instance, EXACT, Stop(), threads=1)
    city = np.flatnonzero(first.trajects.klasse >= 2)
    start = Start(first.trajects.take(city), first.count[city], first.prices)
    again = solve_instance(instance, asked, Stop(), threads=1, start=start)
    village = again.trajects.klasse < 2
    assert again.status == "optimaal"
    assert (again.trajects.pool[village] < 0).all()
    assert first.objective < again.objective <= 1.01 * first.objective
    alone = solve_instance(instance, asked, Stop(), threads=1)
    assert (alone.trajects.pool[alone.trajects.klasse < 2] >= 0).any()


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

    def _sketch(self, *_: object) -> tuple[Near, Incumbent | None]:
        raise MemoryError


def test_a_full_memory_leaves_the_best_plan_with_its_bound() -> None:
    instance = random_instance(19, classes=3, largest=3)
    outcome = Full(instance, EXACT, Stop()).run()
    assert "_sketch" in vars(Engine)
    assert outcome.status == "afgebroken"
    assert outcome.bound <= optimum(instance) + 1e-6 <= outcome.objective + 2e-6
    assert any("geheugen" in line for line in outcome.log)
