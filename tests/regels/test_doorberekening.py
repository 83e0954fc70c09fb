"""The indicative ledger: corners worked by hand to the cent, and properties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing.case import Case
from plaatsing.doorberekening import doorberekening, totalen
from plaatsing.termijnen import chargeable_interval
from plaatsing.termijnen_reeks import chargeable_bounds, chargeable_cents
from tests.regels.hulp import gemeente, huishouden, maak_case, maak_plan, naar_huis, via_locatie

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid

LINKED = {"koppelgemeente": "A", "koppeldatum": "2025-01-15"}
AMOUNTS = ["bedrag_voor_cent", "aftopping_cent", "bedrag_cent"]


def lines(ledger: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    shown = ledger.assign(van=ledger["van"].astype("str"), tot=ledger["tot"].astype("str"))
    return list(shown[list(columns)].itertuples(index=False, name=None))


def with_begin(case: Case, begin: str) -> Beleid:
    rule = case.beleid.doorberekening.model_copy(update={"begin": begin})
    return case.beleid.model_copy(update={"doorberekening": rule})


def test_tariff_change_inside_a_stay_and_quarter_ends() -> None:
    """Permit 2-1-2023 + 98 days = 10-4-2023, so charging begins on 1-7-2023; gone on 11-2-2024.

    2023Q3 and 2023Q4: 3 x 92 x 83.29 = 22,988.04 each; 2024Q1 to 10 February: 3 x 41 x 83.00 = 10,209.00.
    """
    people = [huishouden("H1", 3, "2023-01-02", koppelgemeente="A", koppeldatum="2023-01-16")]
    case = maak_case([gemeente("A")], people, halfjaar="2023-II", horizon="2024-06-30")
    ledger = doorberekening(case, maak_plan(case, H1=naar_huis("2024-02-11")))
    assert lines(ledger, "van", "tot", "dagen", "tarief_cent", "bedrag_cent", "kwartaal") == [
        ("2023-07-01", "2023-09-30", 92, 8329, 2_298_804, "2023Q3"),
        ("2023-10-01", "2023-12-31", 92, 8329, 2_298_804, "2023Q4"),
        ("2024-01-01", "2024-02-10", 41, 8300, 1_020_900, "2024Q1"),
    ]
    assert ledger["halfjaar"].tolist() == ["2023-II", "2023-II", "2024-I"]
    assert ledger["eerder_begonnen"].tolist() == [False, False, True]
    assert not ledger["doorlopend"].any()
    assert ledger["zekerheid"].tolist()[1:] == [
        "regel concept; tarief pers",
        "regel concept; tarief afgeleid",
    ]
    assert ledger["grond"][0] == "termijn tot en met 2023-04-10, doorberekening vanaf 2023-07-01; tarief 2023"
    assert ledger["gemeente"].tolist() == ["Gemeente A"] * 3


def test_leap_day_is_charged() -> None:
    """Permit 1-7-2027 + 98 = 7-10-2027: from 1-1-2028; gone on 1-3-2028: 31 + 29 = 60 days at 83.00."""
    people = [huishouden("H1", 1, "2027-07-01", koppelgemeente="A", koppeldatum="2027-07-15")]
    case = maak_case([gemeente("A")], people, halfjaar="2028-I")
    ledger = doorberekening(case, maak_plan(case, H1=naar_huis("2028-03-01")))
    assert lines(ledger, "van", "tot", "dagen", "bedrag_cent") == [("2028-01-01", "2028-02-29", 60, 498_000)]
    assert ledger["zekerheid"].tolist() == ["regel concept; tarief afgeleid, doorgetrokken uit 2024"]
    assert ledger["grond"][0].endswith("tarief 2028, doorgetrokken uit 2024")


def test_kind_of_reception_decides_the_tariff() -> None:
    """184 days at 83.00 = 15,272.00 regular; at 190.14 = 34,985.76 in emergency reception."""
    people = [
        huishouden("H1", 1, "2025-01-01", **LINKED),
        huishouden("H2", 1, "2025-01-01", **LINKED | {"coa_locatie": "hal"}),
    ]
    case = maak_case([gemeente("A")], people)
    sums = doorberekening(case, maak_plan(case)).groupby("soort_opvang")["bedrag_cent"].sum()
    assert sums.to_dict() == {"noodopvang": 3_498_576, "regulier": 1_527_200}


def test_who_is_still_in_coa_runs_on_through_the_horizon() -> None:
    case = maak_case([gemeente("A")], [huishouden("H1", 1, "2025-01-01", **LINKED)])
    stays = doorberekening(case, maak_plan(case))
    assert lines(stays, "tot", "doorlopend") == [("2025-09-30", False), ("2025-12-31", True)]
    leaves = doorberekening(case, maak_plan(case, H1=naar_huis("2025-12-31")))
    assert lines(leaves, "tot", "doorlopend") == [("2025-09-30", False), ("2025-12-30", False)]


def test_charging_begun_before_the_plan_is_told_apart_and_not_charged_again() -> None:
    people = [
        huishouden("H1", 1, "2024-01-02", koppelgemeente="A", koppeldatum="2024-01-16"),
        huishouden("H2", 1, "2025-01-01", **LINKED),
    ]
    case = maak_case([gemeente("A")], people)
    ledger = doorberekening(case, maak_plan(case, H1=naar_huis("2025-07-11"), H2=naar_huis("2025-07-11")))
    assert lines(ledger, "huishouden", "van", "dagen", "eerder_begonnen") == [
        ("H1", "2025-07-01", 10, True),
        ("H2", "2025-07-01", 10, False),
    ]


def test_no_line_in_time_linked_late_excused_in_a_location_or_not_linked() -> None:
    people = [
        huishouden("in-time", 1, "2025-03-25", koppelgemeente="A", koppeldatum="2025-04-08"),
        huishouden("late-link", 1, "2025-01-01", koppelgemeente="A", koppeldatum="2025-04-15"),
        huishouden("excused", 1, "2025-01-01", verschoonbaar="medisch", **LINKED),
        huishouden("resident", 1, "2024-01-01", in_locatie="L1", sinds="2024-06-01", **LINKED),
        huishouden("unlinked", 1, "2024-01-01"),
        huishouden("gone", 1, "2025-01-01", **LINKED),
    ]
    case = maak_case([gemeente("A")], people)
    plan = maak_plan(case, gone=via_locatie("2025-07-01"))
    ledger = doorberekening(case, plan)
    assert ledger.empty
    assert ledger["bedrag_cent"].dtype == "int64"
    assert totalen(ledger, ["gemeentecode"]).empty


def test_leaving_on_the_deadline_day_or_the_day_after_costs_nothing() -> None:
    """Permit 24-3-2025 + 98 = 30-6-2025. Charging after the deadline itself: from 1 July."""
    people = [
        huishouden(name, 2, "2025-03-24", koppelgemeente="A", koppeldatum="2025-04-07")
        for name in ("H1", "H2", "H3")
    ]
    case = maak_case([gemeente("A")], people, start="2025-06-01", halfjaar="2025-I", horizon="2025-12-31")
    plan = maak_plan(case, H1=naar_huis("2025-06-30"), H2=naar_huis("2025-07-01"), H3=naar_huis("2025-07-02"))
    ledger = doorberekening(case, plan, with_begin(case, "na_termijn"))
    assert lines(ledger, "huishouden", "van", "tot", "bedrag_cent") == [
        ("H3", "2025-07-01", "2025-07-01", 16_600)
    ]


def test_other_reading_starts_after_the_half_year_of_the_koppeling() -> None:
    """Linked on 20 June 2025: charged from 1 July, where the default waits for the term of 12 September."""
    people = [huishouden("H1", 1, "2025-06-06", koppelgemeente="A", koppeldatum="2025-06-20")]
    case = maak_case([gemeente("A")], people)
    plan = maak_plan(case, H1=naar_huis("2025-07-31"))
    assert doorberekening(case, plan).empty
    other = doorberekening(case, plan, with_begin(case, "na_halfjaar_koppeling"))
    assert lines(other, "van", "dagen") == [("2025-07-01", 30)]


def test_proposed_koppeling_is_a_risk_and_never_part_of_the_charge() -> None:
    """Proposed on 1 July: 12 weeks end on 23 September; from 1-1-2026 31 days at 2 x 83.00 = 5,146.00."""
    people = [
        huishouden("H1", 2, "2025-01-01"),
        huishouden("H2", 1, "2025-01-01", **LINKED),
    ]
    case = maak_case([gemeente("A")], people, horizon="2026-01-31")
    plan = maak_plan(
        case,
        H1={"koppelgemeente": "A", "koppeldatum": "2025-07-01", "voorstel": True},
        H2=naar_huis("2025-07-02"),
    )
    ledger = doorberekening(case, plan)
    assert lines(ledger, "soort", "huishouden", "van", "bedrag_cent") == [
        ("doorberekening", "H2", "2025-07-01", 8_300),
        ("risico", "H1", "2026-01-01", 514_600),
    ]
    assert totalen(ledger, ["gemeentecode"]).to_dict("records") == [
        {
            "gemeentecode": "A",
            "huishoudens": 1,
            "persoonsdagen": 1,
            "bedrag_voor_cent": 8_300,
            "aftopping_cent": 0,
            "bedrag_cent": 8_300,
            "risico_cent": 514_600,
        }
    ]


def test_cap_takes_the_longest_waiting_first_and_the_last_household_in_part() -> None:
    """4 persons of arrears: H3 (permit in 2024) 3 of 3, H1 1 of 3, H2 0 of 2.

    Each stays 10 days in 2025-II at 83.00: H1 2 x 10 x 83 = 1,660.00 off; H2 2 x 10 x 83 = 1,660.00 off.
    """
    people = [
        huishouden("H1", 3, "2025-01-01", **LINKED),
        huishouden("H2", 2, "2025-01-01", **LINKED),
        huishouden("H3", 3, "2024-12-31", **LINKED),
        huishouden("H4", 5, "2024-01-01"),
    ]
    case = maak_case([gemeente("A", achterstand=4)], people, aftopping=True)
    moves = {name: naar_huis("2025-07-11") for name in ("H1", "H2", "H3")}
    risk = {"koppelgemeente": "A", "koppeldatum": "2024-01-15"}
    ledger = doorberekening(case, maak_plan(case, H4=risk, **moves))
    charged = ledger[ledger["soort"] == "doorberekening"]
    assert lines(charged, "huishouden", *AMOUNTS) == [
        ("H1", 249_000, 166_000, 83_000),
        ("H2", 166_000, 166_000, 0),
        ("H3", 249_000, 0, 249_000),
    ]
    assert charged["grond"][0].endswith("afgetopt op achterstand 4: 1 van 3 personen")
    assert ledger.loc[ledger["soort"] == "risico", "aftopping_cent"].tolist() == [0, 0]
    uncapped = maak_case([gemeente("A", achterstand=4)], people)
    assert doorberekening(uncapped, maak_plan(uncapped, **moves))["aftopping_cent"].sum() == 0


def test_cap_of_the_next_half_year_follows_the_plans_own_arrears() -> None:
    """Opening lead 5: nothing in 2025-II. End of 2025-II: -5 + 20 - 13 uitruil + 2 correctie - 2 moved = 2.

    H1 (3 persons) is charged for 2 in 2026-I, also in a half-year that the plan does not complete.
    """
    people = [huishouden("H1", 3, "2025-01-01", **LINKED), huishouden("H2", 2, "2025-01-01", **LINKED)]
    for horizon, days in (("2026-06-30", 90 + 91), ("2026-01-31", 31)):
        case = maak_case(
            [gemeente("A", achterstand=-5, correctie=2), gemeente("B", inwoners=0)],
            people,
            aftopping=True,
            horizon=horizon,
            vg={"2025-II": {"bekend": 20}, "2026-I": {"bekend": 20}},
            uitruil=[
                {"halfjaar": "2025-II", "gemeentecode": "A", "personen": -13},
                {"halfjaar": "2025-II", "gemeentecode": "B", "personen": 13},
            ],
        )
        ledger = doorberekening(case, maak_plan(case, H2=naar_huis("2025-12-31")))
        sums = ledger.groupby(["huishouden", "halfjaar"], as_index=False)[AMOUNTS].sum()
        assert lines(sums.assign(van="", tot=""), "huishouden", "halfjaar", *AMOUNTS) == [
            ("H1", "2025-II", 184 * 3 * 8_300, 184 * 3 * 8_300, 0),
            ("H1", "2026-I", days * 3 * 8_300, days * 8_300, days * 2 * 8_300),
            ("H2", "2025-II", 183 * 2 * 8_300, 183 * 2 * 8_300, 0),
        ]


def test_a_plan_that_misses_or_doubles_a_household_is_refused() -> None:
    case = maak_case([gemeente("A")], [huishouden("H1", 1, "2025-01-01", **LINKED)])
    plan = maak_plan(case)
    with pytest.raises(ValueError, match="H1 ontbreekt"):
        doorberekening(case, plan.iloc[:0])
    with pytest.raises(ValueError, match="H1 staat er tweemaal"):
        doorberekening(case, pd.concat([plan, plan]))


DAY = st.dates(date(2022, 1, 1), date(2025, 12, 31))
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "personen": st.integers(1, 9),
            "permit": DAY,
            "days_to_link": st.integers(0, 400),
            "given": st.booleans(),
            "gemeente": st.sampled_from("AB"),
            "leaves": st.none() | st.dates(date(2023, 7, 1), date(2024, 12, 31)),
            "soort": st.sampled_from(["regulier", "noodopvang"]),
            "excuse": st.sampled_from(["", "", "medisch"]),
        }
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(people=PEOPLE, arrears=st.integers(-5, 30), capped=st.booleans(), turned=st.booleans())
def test_ledger_reconciles(people: list[dict[str, Any]], arrears: int, capped: bool, turned: bool) -> None:
    rows = []
    moves = {}
    for number, person in enumerate(people):
        name = f"H{number}"
        person["linked"] = person["permit"] + timedelta(days=person["days_to_link"])
        link = {"koppelgemeente": person["gemeente"], "koppeldatum": str(person["linked"])}
        rows.append(
            huishouden(
                name,
                person["personen"],
                str(person["permit"]),
                coa_locatie="hal" if person["soort"] == "noodopvang" else "azc",
                verschoonbaar=person["excuse"],
                **(link if person["given"] else {}),
            )
        )
        moves[name] = link if person["leaves"] is None else naar_huis(str(person["leaves"]), **link)
    instellingen = {
        "halfjaar": "2023-II",
        "horizon": "2024-12-31",
        "aftopping": capped,
        "vg": {half: {"bekend": 6} for half in ("2023-II", "2024-I", "2024-II")},
    }
    books = [gemeente("A", achterstand=arrears), gemeente("B")]
    case = maak_case(books, rows[::-1] if turned else rows, **instellingen)
    plan = maak_plan(case, **moves)
    ledger = doorberekening(case, plan)
    pd.testing.assert_frame_equal(ledger, doorberekening(maak_case(books, rows, **instellingen), plan))

    assert (ledger["bedrag_voor_cent"] == ledger["personen"] * ledger["dagen"] * ledger["tarief_cent"]).all()
    assert (ledger["bedrag_cent"] == ledger["bedrag_voor_cent"] - ledger["aftopping_cent"]).all()
    assert ledger["aftopping_cent"].between(0, ledger["bedrag_voor_cent"]).all()
    assert ((ledger["tot"] - ledger["van"]).dt.days + 1 == ledger["dagen"]).all()
    assert (ledger["van"].dt.quarter == ledger["tot"].dt.quarter).all()
    for number, person in enumerate(people):
        mine = ledger[ledger["huishouden"] == f"H{number}"]
        dates = (person["permit"], person["linked"], person["leaves"])
        bounds = (case.instellingen.start, case.instellingen.horizon)
        found = chargeable_interval(*dates, person["excuse"], case.beleid, *bounds)
        assert mine["dagen"].sum() == (0 if found is None else (found[1] - found[0]).days + 1)
        permit, linked, left = (np.array([day], dtype="datetime64[D]") for day in dates)
        first, last = chargeable_bounds(permit, linked, left, case.beleid, *bounds)
        cents = chargeable_cents(first, last, person["soort"], case.beleid)[0] * person["personen"]
        assert mine["bedrag_voor_cent"].sum() == (0 if person["excuse"] else cents)
        assert (mine["soort"] == ("doorberekening" if person["given"] else "risico")).all()
        following = mine["van"].iloc[1:].to_numpy() - mine["tot"].iloc[:-1].to_numpy()
        assert (following == timedelta(days=1)).all()

    charged = ledger[ledger["soort"] == "doorberekening"]
    for per in (["gemeentecode"], ["kwartaal"], ["gemeentecode", "halfjaar", "soort_opvang"]):
        table = totalen(ledger, per)
        assert table[AMOUNTS].sum().tolist() == charged[AMOUNTS].sum().tolist()
        assert (
            table["risico_cent"].sum() == ledger["bedrag_voor_cent"].sum() - charged["bedrag_voor_cent"].sum()
        )
    if capped:
        first_half = charged[(charged["halfjaar"] == "2023-II") & (charged["gemeentecode"] == "A")]
        per_day = first_half["dagen"] * first_half["tarief_cent"]
        persons = (first_half["bedrag_cent"] // per_day).groupby(first_half["huishouden"]).first()
        assert persons.sum() == min(
            max(arrears, 0), first_half.drop_duplicates("huishouden")["personen"].sum()
        )


def test_cap_without_an_opening_balance_says_so() -> None:
    """No table gemeenten: arrears count as 0, so the whole charge of 2025-II falls away, and says why."""
    household = huishouden("H1", 2, "2025-01-01", koppelgemeente="GM0106", koppeldatum="2025-01-15")
    site = {"coa_locatie": "azc", "gemeentecode": "GM0106", "soort": "regulier"}
    supply = {"aanbod": "W1", "gemeentecode": "GM0106", "beschikbaar_vanaf": "2025-07-01", "aantal": 1}
    case = Case.from_tables(
        {"halfjaar": "2025-II", "gebied": ["Drenthe"], "aftopping": True},
        huishoudens=pd.DataFrame([household]),
        woningaanbod=pd.DataFrame([supply]),
        coa_locaties=pd.DataFrame([site]),
    )
    ledger = doorberekening(case, maak_plan(case))
    assert ledger["bedrag_cent"].tolist() == [0, 0]
    assert ledger["gemeente"].tolist() == ["Assen", "Assen"]
    ending = "afgetopt op achterstand 0: 0 van 2 personen; beginstand onbekend"
    assert all(grond.endswith(ending) for grond in ledger["grond"])
