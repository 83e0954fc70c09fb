"""The plan's own checks: each finds the fault it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plaatsing.plan import Plan
from plaatsing.uitvoer.eigencontrole import own_checks
from tests.uitvoer.voorbeeld import example_plan


def test_a_right_plan_passes() -> None:
    assert own_checks(example_plan()) == []


def _lose_household() -> Plan:
    return example_plan(plaatsingen=example_plan().plaatsingen.iloc[:3])


def _double_household() -> Plan:
    table = example_plan().plaatsingen
    return example_plan(plaatsingen=table.assign(huishouden=["H1", "H1", "H3", "H4", "H5"]))


def _grow_household() -> Plan:
    return example_plan(plaatsingen=example_plan().plaatsingen.assign(personen=[2, 4, 2, 3, 1]))


def _raise_bound() -> Plan:
    return example_plan(bound=example_plan().objective + 10)


def _shift_value() -> Plan:
    return example_plan(objective=example_plan().objective + 10)


def _overfill() -> Plan:
    return example_plan(locaties=example_plan().locaties.assign(personen=11))


def _live_in_closed() -> Plan:
    return example_plan(locaties=example_plan().locaties.assign(geopend=False))


def _wrong_shortage() -> Plan:
    return example_plan(taakstelling=example_plan().taakstelling.assign(tekort=[40, 0]))


def _wrong_days() -> Plan:
    return example_plan(doorberekening=example_plan().doorberekening.assign(dagen=[91, 30]))


def _wrong_amount() -> Plan:
    return example_plan(doorberekening=example_plan().doorberekening.assign(bedrag_cent=[1, 246_090]))


def _lose_flow() -> Plan:
    return example_plan(stromen=example_plan().stromen.iloc[1:])


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (_lose_household, "precies een keer"),
        (_double_household, "precies een keer"),
        (_grow_household, "aantal personen van een huishouden"),
        (_raise_bound, "ondergrens"),
        (_shift_value, "doelen tellen niet op"),
        (_overfill, "in Kanaal wonen meer personen"),
        (_live_in_closed, "terwijl de locatie dicht is"),
        (_wrong_shortage, "tekort van Assen"),
        (_wrong_days, "dagen in de doorberekening"),
        (_wrong_amount, "bedragen in de doorberekening"),
        (_lose_flow, "stromen uit COA"),
    ],
)
def test_a_broken_plan_is_named(broken: Callable[[], Plan], says: str) -> None:
    assert any(says in failure for failure in own_checks(broken()))
