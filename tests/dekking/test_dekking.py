"""Coverage of a small area, worked out by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing import Plan, solve
from plaatsing.case import Case
from plaatsing.dekking import UITKOMSTEN, dekking, dekking_per_regio
from plaatsing.generator import generate_case


def small_case(**settings: Any) -> Case:
    """A has a site with 2 places; B lies 13 km off, C 65 km; D has a dwelling for one, and wants no site.

    Everyone is linked: 2 + 2 persons to A, 3 to B, 1 to C, 1 + 2 to D; B's own candidate costs a fortune.
    """
    gemeenten = pd.DataFrame(
        {
            "gemeentecode": ["A", "B", "C", "D"],
            "inwoners": [1000] * 4,
            "x_rd": [200_000.0, 210_000.0, 250_000.0, 201_000.0],
            "y_rd": [500_000.0] * 4,
            "achterstand": [0] * 4,
            "vormen": [("doorstroomlocatie",)] * 3 + [("eigen",)],
        }
    )
    households = [
        ("A1", 2, "A"),
        ("A2", 2, "A"),
        ("B1", 3, "B"),
        ("C1", 1, "C"),
        ("D1", 1, "D"),
        ("D2", 2, "D"),
    ]
    huishoudens = pd.DataFrame(households, columns=["huishouden", "personen", "koppelgemeente"]).assign(
        vergunningdatum=pd.Timestamp("2025-05-05"), koppeldatum=pd.Timestamp("2025-05-19")
    )
    sites = pd.DataFrame(
        {
            "locatie": ["LA", "LB"],
            "gemeentecode": ["A", "B"],
            "status": ["bestaand", "kandidaat"],
            "capaciteit_personen": [2, 20],
            "open_vanaf": pd.to_datetime(["2025-01-01", "2025-07-01"]),
            "open_tot": pd.to_datetime(["", "2025-12-31"]),
            "deelnemende_gemeenten": [("A",), ("B",)],
            "exploitatie_per_persoon_dag": [30.0, 30.0],
            "transitiekosten": [0.0, 90_000_000.0],
        }
    )
    aanbod = pd.DataFrame(
        {
            "aanbod": ["W1"],
            "gemeentecode": ["D"],
            "beschikbaar_vanaf": ["2025-07-01"],
            "aantal": [1],
            "max_personen": [1],
        }
    )
    plan = {"halfjaar": "2025-II", "periode": "maand", "vg": {"2025-II": {"bekend": 20}}, **settings}
    return Case.from_tables(
        plan, gemeenten=gemeenten, huishoudens=huishoudens, woningaanbod=aanbod, doorstroomlocaties=sites
    )


@pytest.fixture(scope="module")
def solved() -> Plan:
    return solve(small_case())


def by_code(table: pd.DataFrame, column: str) -> dict[str, Any]:
    return dict(zip(table["gemeentecode"], table[column].tolist(), strict=True))


def test_each_municipality_says_what_serves_it(solved: Plan) -> None:
    table = dekking(solved.case, solved)
    assert by_code(table, "bereik") == {"A": "open", "B": "dicht", "C": "afstand", "D": "niet_gekozen"}
    assert by_code(table, "plaatsen_open") == {"A": 2, "B": 0, "C": 0, "D": 0}
    assert by_code(table, "woningen") == {"A": 0, "B": 0, "C": 0, "D": 1}
    assert by_code(table, "dichtstbijzijnde_locatie") == {"A": "LA", "B": "LB", "C": "LB", "D": "LA"}
    assert by_code(table, "km") == pytest.approx({"A": 0.0, "B": 0.0, "C": 52.0, "D": 1.3})


def test_each_person_is_counted_once_with_what_is_in_the_way(solved: Plan) -> None:
    table = dekking(solved.case, solved).set_index("gemeentecode")
    assert table.loc["A", list(UITKOMSTEN)].to_dict() == dict.fromkeys(UITKOMSTEN, 0) | {
        "geplaatst": 2,
        "vol": 2,
    }
    assert table.loc["B", list(UITKOMSTEN)].to_dict() == dict.fromkeys(UITKOMSTEN, 0) | {"dicht": 3}
    assert table.loc["C", list(UITKOMSTEN)].to_dict() == dict.fromkeys(UITKOMSTEN, 0) | {"afstand": 1}
    assert table.loc["D", list(UITKOMSTEN)].to_dict() == dict.fromkeys(UITKOMSTEN, 0) | {
        "geplaatst": 1,
        "afstand": 2,
    }
    assert table["oordeel"].to_dict() == {
        "A": "capaciteit",
        "B": "capaciteit",
        "C": "afstand",
        "D": "afstand",
    }


def test_a_region_adds_up_its_municipalities(solved: Plan) -> None:
    table = dekking(solved.case, solved)
    (region,) = dekking_per_regio(table).to_dict("records")
    assert region["gemeenten"] == 4
    assert region["gemeenten_zonder_locatie"] == 3
    assert region["gemeenten_met_tekort"] == 4
    assert region["personen"] == sum(region[name] for name in UITKOMSTEN) == 11


def test_reach_is_that_of_the_model() -> None:
    """B takes part in a site of A just beyond the limit: reach of an agreed site has no limit."""
    case = small_case(afstandslimiet_km=5.0)
    takes_part = pd.Series([("A", "B"), ("B",)])
    sites = case.doorstroomlocaties.assign(deelnemende_gemeenten=takes_part)
    tables = {name: getattr(case, name) for name in ("gemeenten", "huishoudens", "woningaanbod")}
    given = tables["gemeenten"][["gemeentecode", "inwoners", "x_rd", "y_rd", "achterstand", "vormen"]]
    wider = Case.from_tables(case.instellingen, **(tables | {"gemeenten": given}), doorstroomlocaties=sites)
    plan = solve(wider)
    assert by_code(dekking(wider, plan), "bereik")["B"] == "open"
    near = small_case(afstandslimiet_km=60.0)
    assert by_code(dekking(near, solve(near)), "bereik")["C"] == "geen_deelname"


def test_persons_whom_the_plan_links_nowhere_are_a_row_of_their_own() -> None:
    case = generate_case("zeeland", huishoudens=60, locaties=1, periode="maand")
    plan = solve(case, gap=0.05)
    table = dekking(case, plan)
    in_coa = case.huishoudens["in_locatie"] == ""
    assert table["personen"].sum() == case.huishoudens.loc[in_coa, "personen"].sum()
    assert (table[list(UITKOMSTEN)].sum(axis=1) == table["personen"]).all()
    unlinked = plan.plaatsingen.loc[plan.plaatsingen["koppelgemeente"] == "", "personen"].sum()
    assert table.loc[table["gemeentecode"] == "", "personen"].sum() == unlinked
