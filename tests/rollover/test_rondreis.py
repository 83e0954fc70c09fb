"""A whole quarter: solve, let it go partly as planned, roll over, solve again, verify and compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, Rollover, compare, read_case, rollover, solve, verify
from plaatsing.generator import generate_case
from plaatsing.opgave import opgave
from plaatsing.uitvoer.csvtabel import read_csv
from tests.rollover.hulp import event, events, roll_over

PER = pd.Timestamp("2025-10-01")


def a_quarter(plan: Plan) -> pd.DataFrame:
    """Let four of five planned moves happen; one household in seven goes to another dwelling or later."""
    rows: list[dict[str, Any]] = []
    placed = plan.plaatsingen
    moves = placed[(placed["vertrek_coa"] < PER) & (placed["vertrek_coa"] >= "2025-07-01")]
    for number, row in enumerate(moves.to_dict("records")):
        name, code, day = str(row["huishouden"]), str(row["koppelgemeente"]), row["vertrek_coa"]
        if number % 5 == 4:
            continue
        if row["voorstel"]:
            rows.append(event("gekoppeld", str(row["koppeldatum"].date()), name, code))
        if row["locatie"]:
            rows.append(event("in_locatie", str(day.date()), name, code, locatie=row["locatie"]))
        else:
            rows.append(event("gehuisvest", str(day.date()), name, code, aanbod=row["aanbod"]))
    rows += [
        event(
            "vergunning", "2025-08-15", "N001", personen=2, coa_locatie=str(plan.case.coa_locaties.iloc[0, 0])
        ),
        event("gehuisvest", "2025-09-15", "bestaat-niet"),
    ]
    return events(*rows)


@pytest.fixture(scope="module")
def before() -> Plan:
    return solve(generate_case("drenthe", huishoudens=150, periode="maand", locaties=3))


@pytest.fixture(scope="module")
def rolled(before: Plan) -> Rollover:
    return rollover(before, a_quarter(before), PER.date())


@pytest.fixture(scope="module")
def after(rolled: Rollover) -> Plan:
    return solve(rolled.case)


def test_the_quarter_went_partly_as_planned(rolled: Rollover) -> None:
    verdicts = rolled.uitvoering["oordeel"].value_counts()
    assert verdicts["zoals_gepland"] > 3 * verdicts["niet_uitgevoerd"] > 0
    assert "onbekend_huishouden" in set(rolled.afwijkingen["code"])


def test_every_person_is_housed_left_or_still_there(before: Plan, rolled: Rollover) -> None:
    gone = set(before.case.huishoudens["huishouden"]) - set(rolled.case.huishoudens["huishouden"])
    housed = rolled.uitvoering.query("vorm_werkelijk not in ('', 'doorstroomlocatie')")
    assert gone == set(housed["huishouden"])
    assert "N001" in set(rolled.case.huishoudens["huishouden"])


def test_the_balance_is_carried_to_the_person(before: Plan, rolled: Rollover) -> None:
    moved = rolled.uitvoering.query("oordeel == 'zoals_gepland'")
    moved = moved[~moved["huishouden"].isin(residents(before.case))]
    expected = moved.groupby("gemeente_werkelijk")["personen"].sum()
    got = rolled.case.gemeenten.set_index("gemeentecode")["realisatie"]
    assert got[got > 0].to_dict() == expected.to_dict()
    task = opgave(before.case).set_index("gemeentecode")["gecorrigeerd"]
    assert opgave(rolled.case).set_index("gemeentecode")["gecorrigeerd"].equals(task)


def residents(case: Case) -> set[str]:
    people = case.huishoudens
    return set(people.loc[people["in_locatie"] != "", "huishouden"])


def test_the_next_plan_verifies(after: Plan) -> None:
    outcome = verify(after.case, after)
    assert outcome.geslaagd, str(outcome)


def test_fewer_plans_change_than_without_the_earlier_plan(
    before: Plan, rolled: Rollover, after: Plan
) -> None:
    def changed(plan: Plan) -> int:
        rows = compare(before, plan, namen=("voor", "na")).huishoudens
        elsewhere = rows["wat"].str.contains("gemeente|vorm|locatie")
        return int(((rows["soort"] == "anders") & elsewhere).sum())

    settings = rolled.case.instellingen
    free = settings.model_copy(update={"doelen": settings.doelen.model_copy(update={"wijziging": 0.0})})
    assert changed(after) < changed(solve(replace(rolled.case, instellingen=free)))


def test_everyone_whose_plan_changed_is_listed_with_a_reason(before: Plan, after: Plan) -> None:
    rows = compare(before, after, namen=("voor", "na")).huishoudens
    changed = rows[rows["soort"] == "anders"]
    old, new = (plan.plaatsingen.set_index("huishouden") for plan in (before, after))
    for name in old.index.intersection(new.index):
        same = all(
            old.loc[name, column] == new.loc[name, column] for column in ("koppelgemeente", "vorm", "locatie")
        )
        assert same or name in set(changed["huishouden"])
    assert (changed["reden"] != "").all()
    assert "dag_voorbij" in set(changed["reden"])
    assert set(rows.loc[rows["soort"] == "nieuw", "huishouden"]) == {"N001"}


def test_one_command_rolls_over_solves_and_compares(before: Plan, tmp_path: Path) -> None:
    before.write(tmp_path / "q3")
    a_quarter(before).to_csv(tmp_path / "realisatie.csv", index=False, sep=";")
    outcome = roll_over(tmp_path, "-o", tmp_path / "q4-plan")
    assert outcome.exit_code == 0, outcome.output
    assert "niet verwerkt" in outcome.output
    assert "bestaat-niet" in outcome.output
    assert "de geplande dag ging voorbij zonder verhuizing" in outcome.output
    case = read_case(tmp_path / "q4")
    assert case.instellingen.start == date(2025, 10, 1)
    assert (tmp_path / "q4-plan-vergelijking" / "vergelijking.html").is_file()
    from plaatsing.rollover.tabellen import TABELLEN

    for tabel in TABELLEN:
        path = tmp_path / "q4" / "rollover" / f"{tabel.naam}.csv"
        assert list(read_csv(tabel, path.read_bytes(), path.name).columns) == tabel.namen
    again = roll_over(tmp_path, per="1 oktober 2025")
    assert again.exit_code == 2
    assert "hier staat al iets" in again.output
    wrong = roll_over(tmp_path, to="q5", per="okt")
    assert wrong.exit_code == 2
    assert "verwacht een datum" in wrong.output
