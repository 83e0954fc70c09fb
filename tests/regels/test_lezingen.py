"""One plan under several readings of the rule."""

import pandas as pd
import pytest

from plaatsing.beleid import Beleid, read_beleid
from plaatsing.case import Case
from plaatsing.doorberekening import doorberekening, met_regio, totalen
from plaatsing.lezingen import vergelijk_doorberekening
from plaatsing.problemen import CaseError
from tests.regels.hulp import gemeente, huishouden, maak_case, maak_plan, naar_huis

LETTER = read_beleid("migratieagenda-2023")


def with_begin(begin: str) -> Beleid:
    rule = LETTER.doorberekening.model_copy(update={"begin": begin})
    return LETTER.model_copy(update={"naam": begin, "doorberekening": rule})


def late_household() -> tuple[Case, pd.DataFrame]:
    """Permit 1 May, linked to A on 15 May 2025: deadline 7 August; leaves on 10 September."""
    case = maak_case(
        [gemeente("A"), gemeente("B")],
        [
            huishouden("H1", 2, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15"),
            huishouden("H2", 1, "2025-04-01"),
        ],
    )
    moves = {
        "H1": naar_huis("2025-09-10"),
        "H2": {"koppelgemeente": "B", "koppeldatum": "2025-07-01", "voorstel": True},
    }
    return case, maak_plan(case, **moves)


def test_readings_side_by_side_worked_by_hand() -> None:
    """All at 83.00 euro, the tariff of 2024 carried on.

    After the half-year of the deadline (2025-II): nothing yet. After the deadline: 8 August to
    9 September, 33 days. After the half-year of the koppeling (2025-I): 1 July to 9 September, 71 days.
    H2, proposed on 1 July, has its deadline on 23 September: at risk from 24 September, 7 + 92 days.
    """
    case, plan = late_household()
    rules = [
        with_begin(name) for name in ("na_termijn", "na_halfjaar_koppeling", "na_halfjaar_termijn", "geen")
    ]
    table = vergelijk_doorberekening(case, plan, rules).set_index(["gemeentecode", "kwartaal"])
    assert [*table.index] == [("A", "2025Q3"), ("B", "2025Q3"), ("B", "2025Q4")]
    assert table["na_termijn_cent"].tolist() == [2 * 33 * 8300, 0, 0]
    assert table["na_halfjaar_koppeling_cent"].tolist() == [2 * 71 * 8300, 0, 0]
    assert table["na_termijn_risico_cent"].tolist() == [0, 7 * 8300, 92 * 8300]
    for name in ("na_halfjaar_termijn", "geen"):
        assert table[f"{name}_cent"].tolist() == table[f"{name}_risico_cent"].tolist() == [0, 0, 0]


def test_every_column_is_the_ledger_of_its_rule_set() -> None:
    case, plan = late_household()
    rules = with_begin("na_termijn")
    table = vergelijk_doorberekening(case, plan, [rules, "bekostigingsregeling-2025"])
    ledger = totalen(doorberekening(case, plan, rules), ["gemeentecode", "kwartaal"])
    assert table["na_termijn_cent"].sum() == ledger["bedrag_cent"].sum()
    assert table["na_termijn_risico_cent"].sum() == ledger["risico_cent"].sum()
    assert table["bekostigingsregeling-2025_cent"].sum() == 0


def test_by_default_the_cases_own_rules_and_every_bundled_set() -> None:
    case, plan = late_household()
    assert [*vergelijk_doorberekening(case, plan).columns[3:]] == [
        "migratieagenda-2023_cent",
        "migratieagenda-2023_risico_cent",
        "bekostigingsregeling-2025_cent",
        "bekostigingsregeling-2025_risico_cent",
    ]


def test_names_that_clash_or_are_unknown_are_refused() -> None:
    case, plan = late_household()
    with pytest.raises(ValueError, match="tweemaal"):
        vergelijk_doorberekening(case, plan, [LETTER, "migratieagenda-2023"])
    with pytest.raises(CaseError, match="bekostigingsregeling-2025"):
        doorberekening(case, plan, beleid="bekostiging")


def test_totals_per_municipality_quarter_and_region_are_the_same_cents() -> None:
    """A and C in one province, B in another; D lies outside the area. All at 83.00 for 184 days."""
    linked = {"koppeldatum": "2025-01-20"}
    people = [
        huishouden(f"H{number}", number, "2025-01-06", koppelgemeente=code, **linked)
        for number, code in enumerate("ABC", start=1)
    ]
    provinces = {"A": "P1", "B": "P2", "C": "P1"}
    case = maak_case([gemeente(code, provinciecode=province) for code, province in provinces.items()], people)
    ledger = met_regio(case, doorberekening(case, maak_plan(case)))
    sums = {
        key: totalen(ledger, [key]).set_index(key)["bedrag_cent"].to_dict()
        for key in ("gemeentecode", "kwartaal", "provinciecode")
    }
    assert sums["gemeentecode"] == {code: 184 * 8300 * size for code, size in (("A", 1), ("B", 2), ("C", 3))}
    assert sums["kwartaal"] == {"2025Q3": 92 * 8300 * 6, "2025Q4": 92 * 8300 * 6}
    assert sums["provinciecode"] == {"P1": 184 * 8300 * 4, "P2": 184 * 8300 * 2}
    stranger = ledger.assign(gemeentecode="D")
    assert set(met_regio(case, stranger)["provinciecode"]) == {""}
