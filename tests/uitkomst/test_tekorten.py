"""What does not fit has a name, a place and a number."""

from __future__ import annotations

from typing import Any

import pytest

from plaatsing import Plan

from .hulp import huishouden, locatie, maak_plan, woning


def _found(plan: Plan) -> list[list[Any]]:
    """Rows of the table, period 0 for a whole half-year."""
    table = plan.tekorten.assign(periode=plan.tekorten["periode"].fillna(0).astype("int64"))
    return table[["soort", "gemeentecode", "locatie", "halfjaar", "periode", "aantal"]].to_numpy().tolist()


def _euro(plan: Plan, goal: str) -> float:
    return float(dict(zip(plan.doelen["doel"], plan.doelen["euro"], strict=True))[goal])


def test_nothing_short_is_an_empty_table() -> None:
    plan = maak_plan([huishouden("H1")], [woning("W1")])
    assert len(plan.tekorten) == 0
    assert plan.locaties.empty


def test_quota_and_who_waits() -> None:
    plan = maak_plan([huishouden("H1", personen=3)], gemeenten={"A": {"achterstand": 5}})
    assert _found(plan) == [
        ["taakstelling", "A", "", "2025-II", 0, 5.0],
        ["in_coa", "A", "", "", 0, 3.0],
    ]
    assert plan.tekorten["toelichting"][0] == "3 gekoppelde personen wachten nog in COA"
    assert _euro(plan, "tekort") == 50_000.0


def test_one_person_waiting_is_said_in_the_singular() -> None:
    plan = maak_plan([huishouden("H1")], gemeenten={"A": {"achterstand": 5}})
    assert plan.tekorten["toelichting"][0] == "1 gekoppelde persoon wacht nog in COA"
    assert "1 linked person is still waiting in COA" in plan.summary("en")


def test_residents_above_the_places_and_past_their_last_night() -> None:
    inside = {
        "in_locatie": "L",
        "sinds": "2024-08-15",
        "vergunningdatum": "2024-06-01",
        "koppeldatum": "2024-06-10",
    }
    plan = maak_plan(
        [huishouden("H1", personen=3, **inside)],
        None,
        [locatie("L", capaciteit_personen=2, kamers=1, open_vanaf="2024-01-01", deelnemende_gemeenten="A")],
        horizon="2025-08-31",
    )
    assert _found(plan) == [
        ["plaatsen", "", "L", "", 1, 1.0],
        ["plaatsen", "", "L", "", 2, 1.0],
        ["plaatsen", "", "L", "", 3, 1.0],
        ["kamers", "", "L", "", 1, 1.0],
        ["kamers", "", "L", "", 2, 1.0],
        ["kamers", "", "L", "", 3, 1.0],
        ["verblijf", "A", "L", "", 0, 3.0],
    ]
    # July and August are 62 days, and the night after the horizon counts as a week.
    assert _euro(plan, "straf_plaatsen") == pytest.approx(1000 * (62 / 7 + 1))
    # 365 nights from 15 August 2024 end on 14 August 2025; 15 to 31 August are 17 nights more.
    assert _euro(plan, "straf_verblijf") == pytest.approx(500 * 3 * 17 / 7)
    # Nights from the start until eindweken (13) after the horizon.
    assert _euro(plan, "kosten_verblijf") == 3 * (61 + 91) * 40


def test_link_room_budget_number_and_least_occupancy() -> None:
    unlinked = {"koppelgemeente": "", "koppeldatum": None}
    plan = maak_plan(
        [huishouden("H1", personen=2, **unlinked)],
        None,
        [
            locatie("K", status="kandidaat", transitiekosten=5000, min_bezetting=4),
            locatie("U", status="kandidaat", transitiekosten=5000, uitbreiding_van="K"),
        ],
        gemeenten={"A": {"koppelruimte": 0}, "B": {"koppelruimte": 0}},
        budget=2000,
        max_nieuwe_locaties=0,
        straffen={"koppelruimte": 100, "budget": 1, "max_nieuwe_locaties": 10, "min_bezetting": 1},
        horizon="2025-09-30",
    )
    assert plan.plaatsingen["locatie"].tolist() == ["K"]
    kinds = plan.tekorten[["soort", "locatie", "aantal"]].to_numpy().tolist()
    assert kinds == [
        ["min_bezetting", "K", 2.0],
        ["min_bezetting", "K", 2.0],
        ["budget", "", 3000.0],
        ["max_nieuwe_locaties", "", 1.0],
    ]
    assert _euro(plan, "straf_budget") == 3000.0
    assert _euro(plan, "straf_max_nieuwe_locaties") == 10.0
    assert _euro(plan, "straf_min_bezetting") == pytest.approx(2 * (31 + 30) / 7)


def test_a_link_on_the_last_day_of_the_half_year_uses_its_room() -> None:
    unlinked = {"koppelgemeente": "", "koppeldatum": None, "vergunningdatum": "2025-12-31"}
    plan = maak_plan(
        [huishouden("H1", personen=2, **unlinked)],
        [woning("W1")],
        gemeenten={"A": {"koppelruimte": 1}, "B": {"koppelruimte": 0}},
        straffen={"koppelruimte": 100},
    )
    assert plan.plaatsingen["voorstel"].tolist() == [True]
    assert _found(plan) == [["koppelruimte", "A", "", "2025-II", 0, 1.0]]
    assert _euro(plan, "straf_koppelruimte") == 100.0


def test_prices_say_what_one_more_would_save() -> None:
    """One home, two households: another home saves waiting; one person fewer to house saves the shortage."""
    plan = maak_plan(
        [huishouden("H1"), huishouden("H2")],
        [woning("W1", tot="2025-07-31")],
        gemeenten={"A": {"achterstand": 5}},
    )
    prices = plan.prijzen.set_index("rij")["prijs"]
    assert prices["taakstelling"] == 10_000.0
    richer = maak_plan(
        [huishouden("H1"), huishouden("H2")],
        [woning("W1", tot="2025-07-31", aantal=2)],
        gemeenten={"A": {"achterstand": 5}},
    )
    assert prices["woningen"] == pytest.approx(richer.objective - plan.objective, abs=0.01)
