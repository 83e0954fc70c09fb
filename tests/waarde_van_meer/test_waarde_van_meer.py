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


def small_case(
    extra: int = 0, plaatsen: int = 2, uitruil: int = 0, voorsprong: int = 20, **settings: Any
) -> Case:
    """A has places and is short of its task; B has a dwelling for one, and housed more than it had to.

    With `extra` B has one dwelling more, for so many persons, from the first day.
    """
    gemeenten = pd.DataFrame(
        {
            "gemeentecode": ["A", "B"],
            "inwoners": [1000, 1000],
            "x_rd": [200_000.0, 260_000.0],
            "y_rd": [500_000.0] * 2,
            "achterstand": [0, -voorsprong],
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
            "aanbod": ["W1", "W2"],
            "gemeentecode": ["B", "B"],
            "beschikbaar_vanaf": ["2025-08-01", "2025-07-01"],
            "aantal": [1, int(extra > 0)],
            "min_personen": [1, max(extra, 1)],
            "max_personen": [1, max(extra, 1)],
            "toegankelijk": [False, True],
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


def value(plan: Plan, soort: str, size: int | None = None) -> float:
    table = waarde_van_meer(plan)
    rows = table[table["soort"] == soort]
    if size is not None:
        rows = rows[rows["max_personen"] == size]
    assert len(rows) == 1
    return float(rows["waarde_euro"].iloc[0])


@pytest.mark.parametrize(
    ("soort", "size", "one_more"),
    [
        ("woning", 1, {"extra": 1}),
        ("woning", 2, {"extra": 2}),
        ("plaats", None, {"plaatsen": 3}),
        ("uitruil", None, {"uitruil": 1}),
    ],
)
def test_a_value_is_what_solving_with_one_more_saves(
    solved: Plan, soort: str, size: int | None, one_more: dict[str, int]
) -> None:
    saved = solved.objective - solve(small_case(**one_more), gap=0.0).objective
    assert saved > 1000
    assert value(solved, soort, size) == pytest.approx(saved, abs=0.05)


def test_a_size_that_nobody_waits_for_has_no_value() -> None:
    """With a dwelling from the first day for B's pair, a second one of that size helps nobody."""
    plan = solve(small_case(extra=2), gap=0.0)
    sizes = waarde_van_meer(plan).query("soort == 'woning'")["max_personen"]
    assert set(sizes) == {1}


def test_a_dwelling_says_of_what_size_and_from_which_day(solved: Plan) -> None:
    rows = waarde_van_meer(solved).query("soort == 'woning'")
    assert set(rows["gemeentecode"]) == {"B"}
    assert set(rows["vorm"]) == {"eigen"}
    assert set(rows["vanaf"]) == {pd.Timestamp("2025-07-01")}


def test_a_large_case_values_dwellings_like_those_of_the_supply(
    solved: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plaatsing.waarde_van_meer.MEESTE_PAREN", 0)
    (row,) = waarde_van_meer(solved).query("soort == 'woning'").to_dict("records")
    assert (row["gemeentecode"], row["max_personen"]) == ("B", 1)
    assert row["vanaf"] == pd.Timestamp("2025-08-31")


def test_a_swap_between_two_that_are_both_short_is_worth_nothing() -> None:
    plan = solve(small_case(voorsprong=0), gap=0.0)
    assert (plan.taakstelling["tekort"] > 0).all()
    assert "uitruil" not in set(waarde_van_meer(plan)["soort"])


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
