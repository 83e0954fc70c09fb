"""What one unit more is worth, held against solving the case with that unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from plaatsing import Plan, solve
from plaatsing.case import Case
from plaatsing.generator import generate_case
from plaatsing.waarde_van_meer import KOLOMMEN, waarde_van_meer


def small_case(woningen: int = 1, plaatsen: int = 2, uitruil: int = 0, **settings: Any) -> Case:
    """A has places and is short of its task; B has dwellings for one, and housed more than it had to."""
    gemeenten = pd.DataFrame(
        {
            "gemeentecode": ["A", "B"],
            "inwoners": [1000, 1000],
            "x_rd": [200_000.0, 260_000.0],
            "y_rd": [500_000.0] * 2,
            "achterstand": [0, -20],
            "vormen": [("doorstroomlocatie",), ("eigen",)],
        }
    )
    households = [
        ("A1", 1, "A"),
        ("A2", 1, "A"),
        ("A3", 1, "A"),
        ("B1", 1, "B"),
        ("B2", 1, "B"),
        ("B3", 2, "B"),
    ]
    huishoudens = pd.DataFrame(households, columns=["huishouden", "personen", "koppelgemeente"]).assign(
        vergunningdatum=pd.Timestamp("2025-05-05"), koppeldatum=pd.Timestamp("2025-05-19")
    )
    sites = pd.DataFrame(
        {
            "locatie": ["LA"],
            "gemeentecode": ["A"],
            "status": ["bestaand"],
            "capaciteit_personen": [plaatsen],
            "deelnemende_gemeenten": [("A",)],
            "exploitatie_per_persoon_dag": [30.0],
            "transitiekosten": [0.0],
        }
    )
    aanbod = pd.DataFrame(
        {
            "aanbod": ["W1"],
            "gemeentecode": ["B"],
            "beschikbaar_vanaf": ["2025-08-01"],
            "aantal": [woningen],
            "max_personen": [1],
        }
    )
    swaps = pd.DataFrame(
        {
            "halfjaar": ["2025-II", "2025-II"],
            "gemeentecode": ["A", "B"],
            "personen": [-uitruil, uitruil],
            "besluit": ["test", "test"],
        }
    )
    plan = {"halfjaar": "2025-II", "periode": "maand", "vg": {"2025-II": {"bekend": 20}}, **settings}
    return Case.from_tables(
        plan,
        gemeenten=gemeenten,
        huishoudens=huishoudens,
        woningaanbod=aanbod,
        doorstroomlocaties=sites,
        uitruil=swaps,
    )


@pytest.fixture(scope="module")
def solved() -> Plan:
    return solve(small_case(), gap=0.0)


def value(plan: Plan, soort: str) -> float:
    table = waarde_van_meer(plan)
    rows = table[table["soort"] == soort]
    assert len(rows) == 1
    return float(rows["waarde_euro"].iloc[0])


@pytest.mark.parametrize(
    ("soort", "one_more"),
    [("woning", {"woningen": 2}), ("plaats", {"plaatsen": 3}), ("uitruil", {"uitruil": 1})],
)
def test_a_value_is_what_solving_with_one_more_saves(
    solved: Plan, soort: str, one_more: dict[str, int]
) -> None:
    saved = solved.objective - solve(small_case(**one_more), gap=0.0).objective
    assert saved > 1000
    assert value(solved, soort) == pytest.approx(saved, abs=0.05)


def test_nobody_wants_a_second_dwelling_more() -> None:
    """Only singles fit: with a dwelling for each of them another is worth nothing, and has no row."""
    enough = solve(small_case(woningen=3), gap=0.0)
    assert "woning" not in set(waarde_van_meer(enough)["soort"])


def test_a_dwelling_says_of_what_size_and_from_which_day(solved: Plan) -> None:
    (row,) = waarde_van_meer(solved).query("soort == 'woning'").to_dict("records")
    assert (row["gemeentecode"], row["vorm"], row["max_personen"]) == ("B", "eigen", 1)
    assert row["vanaf"] == pd.Timestamp("2025-08-31")


def test_a_swap_names_who_takes_over(solved: Plan) -> None:
    (row,) = waarde_van_meer(solved).query("soort == 'uitruil'").to_dict("records")
    assert (row["gemeentecode"], row["naar_gemeentecode"]) == ("A", "B")
    assert row["halfjaar"] == "2025-II"


def test_saving_is_never_more_than_the_value_says() -> None:
    """The relaxation is convex: one more saves at most its price, but for the gap of the two plans."""
    case = generate_case("zeeland", huishoudens=80, locaties=2, periode="maand")
    plan = solve(case, gap=0.0005)
    table = waarde_van_meer(plan).query("soort == 'woning'")
    top = table.iloc[0]
    row = {
        "aanbod": "EXTRA",
        "gemeentecode": top["gemeentecode"],
        "vorm": top["vorm"],
        "beschikbaar_vanaf": top["vanaf"],
        "aantal": 1,
        "min_personen": top["min_personen"],
        "max_personen": top["max_personen"],
        "toegankelijk": top["toegankelijk"],
    }
    supply = pd.concat([case.tabellen["woningaanbod"], pd.DataFrame([row]).astype(str)], ignore_index=True)
    tables = {**case.tabellen, "woningaanbod": supply.fillna("")}
    more = solve(Case.from_tables(case.instellingen, **tables), gap=0.0005)
    slack = (plan.objective - plan.bound) + 0.01 * top["waarde_euro"]
    saved = plan.objective - more.objective
    assert 0 < saved <= top["waarde_euro"] + slack


def test_values_come_dearest_first_with_typed_columns(solved: Plan) -> None:
    table = waarde_van_meer(solved)
    assert list(table.columns) == list(KOLOMMEN)
    assert table.dtypes.astype(str).to_dict() == KOLOMMEN
    for _, rows in table.groupby("soort"):
        assert rows["waarde_euro"].is_monotonic_decreasing


def test_a_plan_without_prices_says_nothing(solved: Plan) -> None:
    assert waarde_van_meer(replace(solved, prijzen=solved.prijzen.iloc[:0])).empty
