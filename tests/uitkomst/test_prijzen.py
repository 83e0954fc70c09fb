"""The price of a limit on a municipality: written down, read back, and what solving again says."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.explain.prijslijst import has_prices, read_prices
from plaatsing.instantie import build_instantie
from plaatsing.models import Options, Stop, solve_instance
from tests.uitkomst.hulp import huishouden, maak_case, woning

KINDS = ["plaatsen", "koppelen"]


@cache
def limited(kind: str, most: int) -> Case:
    """Three persons alike and three homes in A, where a person decided how many may come."""
    link = {} if kind == "plaatsen" else {"koppelgemeente": "", "koppeldatum": ""}
    people = [huishouden(f"H{number}", **link) for number in range(3)]
    room = {code: {"koppelruimte": 9} for code in ("A", "B")}
    case = maak_case(people, [woning("W1", aantal=3)], gemeenten=room)
    limit = {"soort": "gemeente", "sleutel": "A", "veld": kind, "waarde": str(most)}
    return Case.from_tables(case.instellingen, **case.tabellen, vastgezet=pd.DataFrame([limit]))


@cache
def plan(kind: str, most: int) -> Plan:
    return solve(limited(kind, most), gap=0.0)


@pytest.mark.parametrize("kind", KINDS)
def test_price_of_a_limit_is_what_one_person_more_saves(kind: str) -> None:
    table = plan(kind, 1).prijzen
    (row,) = table[table["rij"] == "maximum"].to_dict("records")
    assert row["sleutel"] == f"A|{kind}"
    saved = plan(kind, 1).objective - plan(kind, 2).objective
    assert saved > 100
    assert row["prijs"] == pytest.approx(-saved, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_prices_of_limits_are_read_back(kind: str) -> None:
    instantie = build_instantie(limited(kind, 1))
    found = solve_instance(instantie.model, Options(gap=0.0), Stop()).prices.clipped()
    back = read_prices(instantie, plan(kind, 1).prijzen)
    assert np.count_nonzero(back.maximum) == 1
    np.testing.assert_allclose(back.maximum, found.maximum, atol=0.01)


def test_a_limit_alone_is_a_price_too() -> None:
    only = plan("plaatsen", 1).prijzen
    only = only[only["rij"] == "maximum"]
    assert has_prices(read_prices(build_instantie(limited("plaatsen", 1)), only))
    assert not has_prices(read_prices(build_instantie(limited("plaatsen", 1)), only.iloc[:0]))


def test_a_limit_that_does_not_bind_has_no_price() -> None:
    assert "maximum" not in set(plan("plaatsen", 3).prijzen["rij"])
