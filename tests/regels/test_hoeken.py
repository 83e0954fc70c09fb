"""Difficult corners of the rules, worked by hand."""

from typing import Any

import pandas as pd
import pytest

from plaatsing import solve
from plaatsing.case import Case
from plaatsing.doorberekening import doorberekening
from plaatsing.opgave import taakstelling_tabel
from tests.regels.hulp import gemeente, huishouden, maak_case, maak_plan, naar_huis, via_locatie


def test_location_in_another_municipality_counts_and_charges_for_the_koppelgemeente() -> None:
    """H1 (linked to B, deadline 9 June) enters L1, which stands in A, on 30 September: B's 91 days.

    2 persons x 91 days (1 July to 29 September) x 83.00 = 15,106.00; the two persons are B's realisation.
    """
    people = [huishouden("H1", 2, "2025-03-03", koppelgemeente="B", koppeldatum="2025-03-17")]
    case = maak_case([gemeente("A"), gemeente("B")], people)
    assert case.doorstroomlocaties["gemeentecode"].tolist() == ["A"]
    plan = maak_plan(case, H1=via_locatie("2025-09-30", "2025-12-01"))
    book = taakstelling_tabel(case, plan).set_index("gemeentecode")
    assert book["gerealiseerd_doorstroomlocatie"].to_dict() == {"A": 0, "B": 2}
    assert book["gerealiseerd"].to_dict() == {"A": 0, "B": 2}
    ledger = doorberekening(case, plan)
    assert ledger[["gemeentecode", "dagen", "bedrag_cent"]].to_numpy().tolist() == [["B", 91, 1_510_600]]


def test_household_already_in_a_location_owes_the_days_before_it_entered_and_realises_nothing() -> None:
    """Deadline 9 June, so charging from 1 July; H1 entered on 1 June, H2 would enter on 10 July."""
    linked = {"koppelgemeente": "A", "koppeldatum": "2025-03-17"}
    people = [
        huishouden("H1", 2, "2025-03-03", **linked, in_locatie="L1", sinds="2025-06-01"),
        huishouden("H2", 3, "2025-03-03", **linked),
    ]
    case = maak_case([gemeente("A", realisatie=2)], people)
    plan = maak_plan(case, H1={"vorm": "eigen", "uit_locatie": "2025-09-30"}, H2=via_locatie("2025-07-10"))
    book = taakstelling_tabel(case, plan)
    assert book["gerealiseerd_eigen"].tolist() == [0]
    assert book["gerealiseerd"].tolist() == [2 + 3]
    ledger = doorberekening(case, plan)
    assert ledger[["huishouden", "dagen"]].to_numpy().tolist() == [["H2", 9]]


def case_with_nareis(expected: str) -> Case:
    """A couple that two relatives follow; a dwelling for two until August, one for four from December."""
    household: dict[str, Any] = huishouden(
        "H1", 2, "2025-06-02", koppelgemeente="A", koppeldatum="2025-06-16"
    )
    household |= {"nareis_personen": 2, "nareis_verwacht": expected}
    aanbod = pd.DataFrame(
        {
            "aanbod": ["klein", "groot"],
            "gemeentecode": ["A", "A"],
            "beschikbaar_vanaf": ["2025-07-01", "2025-12-01"],
            "tot": ["2025-07-31", "2025-12-31"],
            "aantal": [1, 1],
            "max_personen": [2, 4],
        }
    )
    return Case.from_tables(
        {"halfjaar": "2025-II", "periode": "maand", "vg": {"2025-II": {"bekend": 10}}},
        gemeenten=pd.DataFrame([gemeente("A")]),
        huishoudens=pd.DataFrame([household]),
        woningaanbod=aanbod,
    )


@pytest.mark.parametrize(
    ("expected", "dwelling", "day"),
    [("2025-10-30", "groot", "2025-12-31"), ("2025-10-31", "klein", "2025-07-31")],
)
def test_nareis_within_13_weeks_of_the_move_needs_room_but_is_no_realisation(
    expected: str, dwelling: str, day: str
) -> None:
    """31 July + 91 days = 30 October: who is expected then counts for the size, a day later not."""
    case = case_with_nareis(expected)
    plan = solve(case)
    (placed,) = plan.plaatsingen.to_dict("records")
    assert (placed["aanbod"], placed["vertrek_coa"]) == (dwelling, pd.Timestamp(day))
    assert plan.taakstelling["gerealiseerd"].tolist() == [2]


def test_linked_too_late_keeps_twelve_weeks_and_leaving_on_the_deadline_is_free() -> None:
    """Permit 6 January, linked 8 April 2025: 14 weeks end on 14 April, but 12 from the koppeling on 1 July.

    1 July falls in 2025-II, so nothing is charged in 2025; linked on 7 April the deadline is 30 June and
    every day from 1 July costs, up to the day before leaving.
    """
    for linked, dagen in (("2025-04-08", []), ("2025-04-07", [1])):
        people = [huishouden("H1", 1, "2025-01-06", koppelgemeente="A", koppeldatum=linked)]
        case = maak_case([gemeente("A")], people)
        late = doorberekening(case, maak_plan(case, H1=naar_huis("2025-07-02")))
        assert late["dagen"].tolist() == dagen
        assert doorberekening(case, maak_plan(case, H1=naar_huis("2025-07-01"))).empty
