"""Household by household: what is different, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing import Plan, compare
from tests.compare.hulp import ASSEN, MEPPEL, Change, cell, solved, without


@pytest.fixture(scope="module")
def base() -> Plan:
    return solved()


def changed(before: Plan, after: Plan) -> dict[str, dict[str, Any]]:
    rows = compare(before, after, namen=("voor", "na")).huishoudens.to_dict("records")
    return {str(row["huishouden"]): {str(key): value for key, value in row.items()} for row in rows}


def test_everyone_leaves_to_the_dwelling_of_his_size(base: Plan) -> None:
    assert dict(zip(base.plaatsingen["huishouden"], base.plaatsingen["aanbod"], strict=True)) == {
        "H1": "W1",
        "H2": "W2",
        "H3": "W3",
    }


def test_the_same_plan_changes_nobody(base: Plan) -> None:
    outcome = compare(base, solved(), namen=("voor", "na"))
    assert outcome.huishoudens.empty
    assert outcome.instellingen.empty
    assert "na: voor iedereen hetzelfde als voor." in str(outcome)


def test_a_dwelling_gone_moves_its_household_into_the_location(base: Plan) -> None:
    found = changed(base, solved(woningaanbod=without("W1")))
    assert set(found) == {"H1"}
    row = found["H1"]
    assert (row["soort"], row["wat"]) == ("anders", "vorm|locatie")
    assert (row["vorm_voor"], row["vorm_na"]) == ("eigen", "doorstroomlocatie")
    assert (row["locatie_voor"], row["locatie_na"]) == ("", "De Brug")
    assert (row["aanbod_voor"], row["aanbod_na"]) == ("W1", "")
    assert (row["reden"], row["bij"]) == ("woning_weg", "W1")


def test_a_later_dwelling_moves_the_day(base: Plan) -> None:
    row = changed(base, solved(woningaanbod=cell("W2", "beschikbaar_vanaf", "2025-10-05")))["H2"]
    assert (row["wat"], row["reden"], row["bij"]) == ("datum", "woning_later", "W2")
    assert row["vertrek_coa_voor"] == pd.Timestamp("2025-08-31")
    assert row["vertrek_coa_na"] == pd.Timestamp("2025-10-31")
    assert row["dagen_later"] == 61


def fewer(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(aantal=[1, 0, 1])


@pytest.mark.parametrize(
    ("changes", "household", "reason"),
    [
        ({"woningaanbod": fewer}, "H2", ("woning_minder", "W2")),
        ({"woningaanbod": cell("W2", "max_personen", 3)}, "H2", ("woning_gewijzigd", "W2: max_personen")),
        ({"huishoudens": cell("H2", "koppelgemeente", MEPPEL)}, "H2", ("gekoppeld", "Meppel")),
        ({"huishoudens": cell("H1", "personen", 2)}, "H1", ("gegevens", "personen")),
    ],
)
def test_the_reason_is_what_changed_for_the_household(
    base: Plan, changes: dict[str, Change], household: str, reason: tuple[str, str]
) -> None:
    row = changed(base, solved(None, **changes))[household]
    assert (row["reden"], row["bij"]) == reason


def test_who_waits_longer_takes_the_dwelling_and_is_named(base: Plan) -> None:
    def and_a_larger_household(table: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([table, table.iloc[[1]].assign(huishouden="H9", personen=5)])

    found = changed(base, solved(huishoudens=and_a_larger_household))
    assert (found["H2"]["reden"], found["H2"]["bij"]) == ("woning_aan_ander", "W2: H9")
    assert (found["H9"]["soort"], found["H9"]["koppelgemeente_voor"]) == ("nieuw", "")
    assert set(found) == {"H2", "H9"}


def test_who_is_no_longer_in_the_case_is_listed_with_what_was_planned(base: Plan) -> None:
    row = changed(base, solved(huishoudens=without("H3")))["H3"]
    assert (row["soort"], row["reden"], row["koppelgemeente_voor"]) == ("weg", "weg", MEPPEL)
    assert row["koppelgemeente_na"] == ""
    assert pd.isna(row["vertrek_coa_na"])
    assert row["personen"] == 2


def test_a_location_that_shrank_is_the_reason_of_who_lived_there() -> None:
    before = solved(woningaanbod=without("W1"))
    after = solved(woningaanbod=without("W1"), doorstroomlocaties=cell("De Brug", "capaciteit_personen", 0))
    row = changed(before, after)["H1"]
    assert (row["reden"], row["bij"]) == ("locatie_gewijzigd", "De Brug: capaciteit_personen")


def test_a_location_gone_is_the_reason_of_who_lived_there() -> None:
    before = solved(woningaanbod=without("W1"))
    row = changed(before, solved(woningaanbod=without("W1"), doorstroomlocaties=without("De Brug")))["H1"]
    assert (row["reden"], row["bij"]) == ("locatie_weg", "De Brug")


def test_a_form_that_the_municipality_no_longer_chooses_is_the_reason(base: Plan) -> None:
    chosen = pd.DataFrame({"gemeentecode": [ASSEN, MEPPEL], "vormen": ["flex", "eigen"]})
    after = solved(gemeenten=lambda _: chosen)
    row = changed(base, after)["H2"]
    assert (row["reden"], row["bij"]) == ("vorm_niet_gekozen", "eigen")


def test_a_weight_is_the_reason_where_nothing_else_changed() -> None:
    def dear(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(exploitatie_per_persoon_dag=150)

    thrift = {"doelen": {"tekort": 0.0}}
    before = solved(woningaanbod=without("W1"), doorstroomlocaties=dear)
    after = solved(thrift, woningaanbod=without("W1"), doorstroomlocaties=dear)
    rows = changed(before, after)
    assert {name: (row["reden"], row["bij"]) for name, row in rows.items()} == {
        "H1": ("instellingen", "doelen.tekort")
    }


def test_a_planned_day_that_passed_without_a_move_is_the_reason(base: Plan) -> None:
    later = {"start": "2025-10-01"}
    rows = changed(base, solved(later))
    assert {name: (row["reden"], row["bij"]) for name, row in rows.items()} == {
        "H1": ("dag_voorbij", "2025-07-31"),
        "H2": ("dag_voorbij", "2025-08-31"),
        "H3": ("dag_voorbij", "2025-09-30"),
    }


def test_counted_households_take_part_only_where_they_are_surely_the_same() -> None:
    def counted(months: list[str]) -> pd.DataFrame:
        return pd.DataFrame({"personen": [1, 1], "vergunningmaand": months, "aantal": [1, 1]})

    def plan(months: list[str], *gone: str) -> Plan:
        def homes(table: pd.DataFrame) -> pd.DataFrame:
            return table[~table["aanbod"].isin(gone)].assign(min_personen=1)

        return solved(
            huishoudens=lambda table: table.head(1), aantallen=lambda _: counted(months), woningaanbod=homes
        )

    before = plan(["2025-03", "2025-05"])
    same = compare(before, plan(["2025-03", "2025-05"], "W1", "W2"), namen=("voor", "na")).huishoudens
    other = compare(before, plan(["2025-04", "2025-06"], "W1", "W2"), namen=("voor", "na")).huishoudens
    assert same["huishouden"].str.startswith("R").any()
    assert not other["huishouden"].str.startswith("R").any()
