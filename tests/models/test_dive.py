"""Rounding step by step ends in whole numbers that satisfy every row, or says that it led nowhere."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from plaatsing.models import Epochs, Stop, Trajects
from plaatsing.models.dive import Dive
from plaatsing.models.master import build_master
from plaatsing.models.mip import Compiled, compile_model
from tests.models.enumeration import all_trajects
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance

EVERYTHING = slice(None)


def programme(rows: list[list[float]], lower: list[float], upper: list[float], cost: list[float]) -> Compiled:
    """Return an integer programme of columns between 0 and 1."""
    count = len(cost)
    return Compiled(
        matrix=sparse.csc_array(np.array(rows)),
        cost=np.array(cost),
        offset=0.0,
        lower=np.zeros(count),
        upper=np.ones(count),
        row_lower=np.array(lower),
        row_upper=np.array(upper),
        integral=np.ones(count, dtype=bool),
    )


def dive(program: Compiled, first: int | slice = EVERYTHING, share: int = 5) -> np.ndarray | None:
    flags = np.zeros(len(program.cost), dtype=bool)
    flags[first] = True
    return Dive(program, flags, Stop()).run(share)


def assert_satisfied(program: Compiled, value: np.ndarray) -> None:
    activity = program.matrix @ value
    assert (activity >= program.row_lower - 1e-6).all()
    assert (activity <= program.row_upper + 1e-6).all()
    assert (value >= program.lower - 1e-6).all()
    assert (value <= program.upper + 1e-6).all()
    whole = value[program.integral]
    np.testing.assert_array_equal(whole, np.round(whole))


@pytest.mark.parametrize("share", [1, 5])
@pytest.mark.parametrize("seed", range(60))
def test_what_a_dive_finds_keeps_to_every_row_in_whole_numbers(seed: int, share: int) -> None:
    instance = random_instance(seed, classes=8, largest=3)
    trajects = Trajects.from_rows(all_trajects(instance))
    program = compile_model(build_master(instance, Epochs.of(instance.pools), trajects))
    value = dive(program, share=share)
    # Staying is always possible, so there always is a way down.
    assert value is not None
    assert_satisfied(program, value)
    cost = float(program.cost @ value) + program.offset
    assert cost >= optimum(instance) - 1e-5


def test_some_dives_have_something_to_round() -> None:
    """Relaxations that are whole by themselves would prove nothing above."""
    differ = 0
    for seed in range(60):
        instance = random_instance(seed, classes=8, largest=3)
        differ += optimum(instance) > optimum(instance, integral=False) + 1e-3
    assert differ >= 15


@pytest.mark.parametrize("first", range(3))
def test_the_columns_to_round_first_are_rounded_first(first: int) -> None:
    """Of three columns no two may be used: the relaxation takes a half of each, whoever is first wins."""
    program = programme([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [-np.inf] * 3, [1.0, 1.0, 1.0], [-1.0, -1.0, -1.0])
    value = dive(program, first)
    assert value is not None
    assert value.tolist() == [float(column == first) for column in range(3)]


def test_steps_too_large_are_taken_one_by_one() -> None:
    """All three up at once is impossible; one of them is not."""
    program = programme([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [-np.inf] * 3, [1.0, 1.0, 1.0], [-1.0, -1.0, -1.0])
    value = dive(program, share=1)
    assert value is not None
    assert_satisfied(program, value)
    assert value.sum() == 1.0


def test_what_cannot_go_up_goes_down() -> None:
    value = dive(programme([[2.0]], [-np.inf], [1.0], [-1.0]))
    assert value is not None
    assert value.tolist() == [0.0]


def test_columns_that_need_not_be_whole_are_left_alone() -> None:
    program = programme([[2.0, 2.0]], [-np.inf], [1.0], [-1.0, 0.0])
    program.integral[:] = False
    value = dive(program)
    assert value is not None
    assert value.tolist() == [0.5, 0.0]


def test_rounding_that_leads_nowhere_says_so() -> None:
    """Twice a column is 1: a half is, neither 0 nor 1 is."""
    assert dive(programme([[2.0]], [1.0], [1.0], [1.0])) is None


def test_a_programme_without_a_relaxation_has_no_dive() -> None:
    assert dive(programme([[1.0]], [3.0], [3.0], [1.0])) is None


def test_columns_that_meet_nowhere_are_rounded_in_one_step() -> None:
    """Two knapsacks apart: one column of each goes up at once, though one in two of them is asked."""
    apart = [[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]]
    program = programme(apart, [-np.inf] * 2, [1.5, 1.5], [-3.0, -2.0, -3.0, -2.0])
    flags = np.ones(4, dtype=bool)
    dive = Dive(program, flags, Stop())
    part = np.array([0.0, 0.5, 0.0, 0.5])
    assert dive.together(np.array([1, 3]), part, 1).tolist() == [1, 3]
    assert dive.together(np.array([1, 3]), np.array([0.0, 0.9, 0.0, 0.4]), 1).tolist() == [1]
    assert dive.together(np.array([1, 0, 3]), np.array([0.6, 0.7, 0.0, 0.5]), 1).tolist() == [1, 3]
    assert dive.together(np.array([1, 0, 3]), np.array([0.6, 0.7, 0.0, 0.5]), 3).tolist() == [1, 0, 3]
