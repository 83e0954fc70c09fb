"""Joint changes of taakstelling: worked by hand, and against every possible change."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing import Plan, solve
from plaatsing.generator import generate_case
from plaatsing.uitruil import best_changes, uitruil_advies


def changes(*saldo: int) -> list[int]:
    found = best_changes(np.array(saldo, dtype=np.int64)[:, None])
    return [int(change) for change in found[:, 0]]


def test_a_lead_takes_over_what_another_is_short() -> None:
    assert changes(7, -4) == [-4, 4]
    assert changes(3, -4) == [-3, 3]


def test_three_municipalities_the_largest_shortage_is_relieved_first() -> None:
    assert changes(5, 9, -6) == [0, -6, 6]
    assert changes(5, 9, -11) == [-2, -9, 11]


def test_two_leads_the_largest_gives_first() -> None:
    assert changes(8, -5, -6) == [-8, 2, 6]


def test_nothing_to_gain_changes_nothing() -> None:
    for saldo in ((3, 4), (-3, -4), (0, 0), (5,)):
        assert changes(*saldo) == [0] * len(saldo)


def test_a_change_lasts_into_later_half_years() -> None:
    """B leads by 4 now but is 2 short later: what it takes over now it cannot keep for free.

    Taking over 4 now and giving them back later moves 8 persons and leaves 2 short at each end of
    the second half-year, as without any change: 6 short instead of 10 over both ends.
    """
    saldo = np.array([[4, 0], [-4, 6]], dtype=np.int64)
    assert best_changes(saldo).tolist() == [[-4, 4], [4, -4]]


def test_fewest_moved_goes_before_the_largest_balance_first() -> None:
    """Leads of 2, 3 and 1 now, but only 1 each later: what is taken over beyond that goes back.

    Four change hands now and one goes back; leaving the smallest lead out would send two back.
    """
    saldo = np.array([[-2, -1], [-3, -1], [3, -1], [1, -1], [-1, -1]], dtype=np.int64)
    found = best_changes(saldo)
    assert (saldo + np.cumsum(found, axis=1)).max() == 0
    assert found.clip(min=0).sum() == 5


SALDI = st.integers(1, 2).flatmap(
    lambda halves: st.lists(
        st.lists(st.integers(-2, 2), min_size=halves, max_size=halves), min_size=2, max_size=3
    )
)


def all_changes(shape: tuple[int, int], most: int) -> list[np.ndarray]:
    """Every change of up to `most` persons that sums to zero in each half-year."""
    one_half = [
        (*first, -sum(first))
        for first in itertools.product(range(-most, most + 1), repeat=shape[0] - 1)
        if abs(sum(first)) <= most
    ]
    return [np.array(columns).T for columns in itertools.product(one_half, repeat=shape[1])]


@settings(max_examples=60)
@given(SALDI)
def test_no_other_change_is_better(rows: list[list[int]]) -> None:
    saldo = np.array(rows, dtype=np.int64)

    def value(change: np.ndarray) -> tuple[int, int]:
        left = saldo + np.cumsum(change, axis=1)
        return int(left.clip(min=0).sum()), int(np.abs(change).sum())

    found = best_changes(saldo)
    assert (found.sum(axis=0) == 0).all()
    assert value(found) == min(value(change) for change in all_changes(saldo.shape, 4))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(generate_case("drenthe", huishoudens=120, locaties=0, periode="maand", seed=3))


def test_advice_keeps_the_sum_of_every_province_and_says_what_it_brings(plan: Plan) -> None:
    advice = uitruil_advies(plan.case, plan)
    book = plan.taakstelling.sort_values(["gemeentecode", "halfjaar"], ignore_index=True)
    assert advice["tekort"].sum() == book["tekort"].sum() > 0
    assert (advice["saldo"] == book["gecorrigeerd"] - book["verwacht"]).all()
    assert (advice.groupby(["regio", "halfjaar"])["uitruil"].sum() == 0).all()
    assert (advice["saldo_na"] == advice["saldo"] + advice["uitruil"]).all()
    gained = advice["tekort"].sum() - advice["tekort_na"].sum()
    assert gained == min(book["tekort"].sum(), book["voorsprong"].sum())
    assert advice["uitruil"].clip(lower=0).sum() == gained


def test_advice_does_not_cross_provinces_and_ignores_the_order_of_rows(plan: Plan) -> None:
    table = plan.case.gemeenten
    apart = replace(plan.case, gemeenten=table.assign(regiocode=table["gemeentecode"]))
    assert (uitruil_advies(apart, plan)["uitruil"] == 0).all()
    turned = replace(plan, taakstelling=plan.taakstelling.iloc[::-1])
    pd.testing.assert_frame_equal(uitruil_advies(plan.case, turned), uitruil_advies(plan.case, plan))


def test_advice_as_input_of_the_next_case_leaves_as_few_short(plan: Plan) -> None:
    advice = uitruil_advies(plan.case, plan)
    swaps = advice.loc[advice["uitruil"] != 0, ["halfjaar", "gemeentecode", "uitruil"]]
    tables = {**plan.case.tabellen, "uitruil": swaps.rename(columns={"uitruil": "personen"})}
    again = solve(plan.case.from_tables(plan.case.instellingen, **tables))
    assert again.taakstelling["tekort"].sum() <= advice["tekort_na"].sum()
