"""The book beside a plan, worked by hand: national figures, changes, schedule, missed half-years, trede."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing.achterstand import gemiste_halfjaren
from plaatsing.boek import op_schema, vg_tabel, wijzigingen
from plaatsing.opgave import opgave, taakstelling_tabel
from plaatsing.problemen import CaseError
from plaatsing.toezicht import read_toezicht
from tests.regels.hulp import gemeente, huishouden, maak_case, maak_plan, naar_huis

TWO_HALVES: dict[str, Any] = {"start": "2025-07-01", "horizon": "2026-06-30"}
LINKED = {"koppelgemeente": "A", "koppeldatum": "2025-05-15"}


def test_vg_as_announced_and_revised_with_its_date() -> None:
    vg = {"2025-II": {"bekend": 20, "herzien": 14, "datum": "2025-10-01"}, "2026-I": {"bekend": 9}}
    table = vg_tabel(maak_case([gemeente("A")], **TWO_HALVES, vg=vg))
    assert table["halfjaar"].tolist() == ["2025-II", "2026-I"]
    assert table["bekend"].tolist() == [20, 9]
    assert table["herzien"].tolist() == [14, pd.NA]
    assert table["datum_herziening"].tolist() == [pd.Timestamp("2025-10-01"), pd.NaT]
    assert table["geldend"].tolist() == [14, 9]
    assert table["zekerheid"].tolist() == ["eigen", "eigen"]


def test_bundled_vg_says_how_certain_it_is() -> None:
    table = vg_tabel(maak_case([{"gemeentecode": "GM1507"}], gebied=["GM1507"], halfjaar="2025-I"))
    assert table.iloc[0].drop("datum_herziening").tolist() == [
        "2025-I",
        17_700,
        15_000,
        15_000,
        "officieel",
        "Kamerbrief 20-12-2024 (2024D51820); gemeente.nu, april 2025: verlaagd tijdens de periode",
    ]


def test_revision_inside_the_half_year_changes_the_task_of_the_whole_half_year() -> None:
    """20 announced; 14 once revised on 1 October: 14 for the whole half-year, not 20 and 14 in part."""
    before = maak_case([gemeente("A")], vg={"2025-II": {"bekend": 20}})
    after = maak_case([gemeente("A")], vg={"2025-II": {"bekend": 20, "herzien": 14, "datum": "2025-10-01"}})
    assert opgave(before)["taakstelling"].tolist() == [20]
    assert opgave(after)["taakstelling"].tolist() == [14]
    schedule = op_schema(after, maak_plan(after))
    assert schedule["nodig"].tolist() == [3, 5, 7, 10, 12, 14]


def test_changes_with_their_decision_add_up_to_the_book() -> None:
    gemeenten = [
        gemeente("A", correctie=4, correctie_besluit="GS 2025-17", correctie_datum="2025-08-12"),
        gemeente("B"),
        gemeente("C"),
    ]
    uitruil = {
        "halfjaar": ["2025-II"] * 3 + ["2026-I"] * 2,
        "gemeentecode": ["A", "B", "C", "A", "B"],
        "personen": [-5, 3, 2, 1, -1],
        "besluit": ["afspraak 1"] * 3 + ["afspraak 2"] * 2,
    }
    case = maak_case(
        gemeenten, **TWO_HALVES, vg={h: {"bekend": 30} for h in ("2025-II", "2026-I")}, uitruil=uitruil
    )
    table = wijzigingen(case)
    assert table[["gemeentecode", "halfjaar", "soort", "personen", "besluit"]].to_numpy().tolist() == [
        ["A", "2025-II", "correctie", 4, "GS 2025-17"],
        ["A", "2025-II", "uitruil", -5, "afspraak 1"],
        ["A", "2026-I", "uitruil", 1, "afspraak 2"],
        ["B", "2025-II", "uitruil", 3, "afspraak 1"],
        ["B", "2026-I", "uitruil", -1, "afspraak 2"],
        ["C", "2025-II", "uitruil", 2, "afspraak 1"],
    ]
    assert table["datum"].tolist() == [pd.Timestamp("2025-08-12"), *[pd.NaT] * 5]
    sums = table.groupby(["gemeentecode", "halfjaar"])["personen"].sum()
    book = opgave(case).set_index(["gemeentecode", "halfjaar"])
    change = book["correctie"] + book["uitruil"]
    assert change[change != 0].to_dict() == sums.to_dict()


def test_a_sixth_each_month_counted_anew_from_the_balance_of_the_next_half_year() -> None:
    """Task 12 + arrears 3 = 15: needed 3, 5, 8, 10, 13, 15; housed 4 before, 5 on 31 August, 2 on 1 January.

    9 of 15 leave 6; with 6 new that is 12 in 2026-I: needed 2, 4, 6, 8, 10, 12, housed 2.
    """
    people = [huishouden("H1", 5, "2025-05-01", **LINKED), huishouden("H2", 2, "2025-05-01", **LINKED)]
    vg = {"2025-II": {"bekend": 12}, "2026-I": {"bekend": 6}}
    case = maak_case([gemeente("A", achterstand=3, realisatie=4)], people, **TWO_HALVES, vg=vg)
    table = op_schema(case, maak_plan(case, H1=naar_huis("2025-08-31"), H2=naar_huis("2026-01-01")))
    assert table["maand"].tolist() == [
        *(f"2025-{month:02d}" for month in range(7, 13)),
        *(f"2026-{month:02d}" for month in range(1, 7)),
    ]
    assert table["tot"].tolist()[7] == pd.Timestamp("2026-02-28")
    assert table["opgave"].tolist() == [15] * 6 + [12] * 6
    assert table["nodig"].tolist() == [3, 5, 8, 10, 13, 15, 2, 4, 6, 8, 10, 12]
    assert table["gerealiseerd"].tolist() == [4, 9, 9, 9, 9, 9, 2, 2, 2, 2, 2, 2]
    assert table["op_schema"].tolist() == [True] * 3 + [False] * 3 + [True] + [False] * 5
    assert table["verschil"].tolist()[3:7] == [-1, -4, -6, 0]


def test_months_before_the_balance_was_drawn_up_are_unknown() -> None:
    case = maak_case(
        [
            gemeente("A", realisatie=4, stand_per="2025-09-01"),
            gemeente("B", realisatie=1),
            gemeente("C", realisatie=4, stand_per="2025-08-31"),
        ],
        vg={"2025-II": {"bekend": 18}},
    )
    table = op_schema(case, maak_plan(case)).set_index(["gemeentecode", "maand"])
    assert table["op_schema"].loc["A"].tolist() == [pd.NA, pd.NA, True, True, False, False]
    assert table["op_schema"].loc["B"].tolist() == [True, False, False, False, False, False]
    assert table["op_schema"].loc["C"].tolist() == [pd.NA, True, True, True, False, False]


def test_a_lead_needs_nobody_and_a_short_horizon_has_no_schedule() -> None:
    case = maak_case([gemeente("A", achterstand=-50)], vg={"2025-II": {"bekend": 12}})
    table = op_schema(case, maak_plan(case))
    assert table["nodig"].tolist() == [0] * 6
    assert table["op_schema"].all()
    brief = maak_case([gemeente("A")], horizon="2025-09-30")
    assert op_schema(brief, maak_plan(brief)).empty
    assert wijzigingen(brief).empty
    assert vg_tabel(brief).empty


def test_missed_half_years_in_a_row_start_anew_after_one_that_was_met() -> None:
    table = pd.DataFrame(
        {
            "gemeentecode": ["A"] * 4 + ["B"] * 2,
            "halfjaar": ["2025-I", "2025-II", "2026-I", "2026-II", "2025-I", "2025-II"],
            "tekort": [3, 1, 0, 2, 0, 5],
        }
    )
    assert gemiste_halfjaren(table)["gemist_op_rij"].tolist() == [1, 2, 0, 1, 0, 1]
    case = maak_case([gemeente("A")], **TWO_HALVES, vg={h: {"bekend": 6} for h in ("2025-II", "2026-I")})
    book = taakstelling_tabel(case, maak_plan(case))
    assert gemiste_halfjaren(book)["gemist_op_rij"].tolist() == [1, 2]


def test_trede_is_read_as_entered_and_belongs_to_no_case(tmp_path: Path) -> None:
    case = maak_case([gemeente("A"), gemeente("B")])
    path = tmp_path / "toezicht.csv"
    path.write_text(
        "gemeentecode;trede;datum;besluit\nB;3;2025-09-01;brief 12\nA;0;2025-07-15;\n", encoding="utf-8"
    )
    table = read_toezicht(path, case)
    assert table.to_numpy().tolist() == [
        ["A", 0, pd.Timestamp("2025-07-15"), ""],
        ["B", 3, pd.Timestamp("2025-09-01"), "brief 12"],
    ]
    folder = case.write(tmp_path / "casus")
    assert not any("trede" in file.read_text(encoding="utf-8-sig") for file in folder.iterdir())


def test_wrong_tredes_are_all_named(tmp_path: Path) -> None:
    case = maak_case([gemeente("A"), gemeente("B")])
    path = tmp_path / "toezicht.csv"
    path.write_text("gemeentecode;trede;datum\nA;7;2025-09-01\nZ;1;\nA;1;2025-09-01\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_toezicht(path, case)
    places = {(problem.rij, problem.kolom) for problem in caught.value.problems}
    assert places == {(2, "trede"), (3, "gemeentecode"), (3, "datum"), (4, "gemeentecode")}
    with pytest.raises(CaseError, match="bestaat niet"):
        read_toezicht(tmp_path / "weg.csv", case)
