"""Locks are read in any spelling, and refused where they make no sense or go before a rule unsaid."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, CaseError, read_case
from tests.verify.voorbeeldplan import voorbeeld_case

Rij = dict[str, Any]


def met(*rows: Rij, **tables: pd.DataFrame) -> Case:
    """Return the example case with locks."""
    case = voorbeeld_case()
    locks = pd.DataFrame(list(rows)).fillna("") if rows else None
    given: dict[str, Any] = {**case.tabellen, "vastgezet": locks, **tables}
    return Case.from_tables(case.instellingen, **given)


def huis(name: str, veld: str, waarde: str, **rest: str) -> Rij:
    return {"soort": "huishouden", "sleutel": name, "veld": veld, "waarde": waarde, **rest}


REFUSED: dict[str, tuple[list[Rij], str, str]] = {
    "unknown household": ([huis("N11", "vorm", "eigen")], "onbekend", "N1"),
    "unknown municipality": ([huis("N1", "gemeente", "Nergens")], "vastgezet_waarde", ""),
    "unknown location": ([huis("N1", "locatie", "L22")], "vastgezet_waarde", "L2"),
    "unknown form": ([huis("N1", "vorm", "eige")], "vastgezet_waarde", "eigen"),
    "no date": ([huis("N1", "vanaf", "straks")], "vastgezet_waarde", ""),
    "date outside the plan": ([huis("N1", "vanaf", "2027-01-01")], "buiten_plan", ""),
    "before the permit": ([huis("N4", "periode", "2025-07-10")], "vastgezet_te_vroeg", ""),
    "field of something else": ([huis("N1", "open", "ja")], "vastgezet_veld", ""),
    "choice without a household": (
        [{"soort": "gemeente", "sleutel": "GA", "veld": "plaatsen", "waarde": "3", "keuze": "niet"}],
        "vastgezet_keuze",
        "",
    ),
    "forbidden from a day": ([huis("N1", "vanaf", "2025-09-01", keuze="niet")], "vastgezet_keuze", ""),
    "must stay": ([huis("N1", "vorm", "coa", keuze="moet")], "vastgezet_keuze", ""),
    "not a number": (
        [{"soort": "gemeente", "sleutel": "GA", "veld": "plaatsen", "waarde": "veel"}],
        "vastgezet_waarde",
        "",
    ),
    "nobody": ([huis("", "vorm", "eigen")], "leeg", ""),
    "twice": ([huis("N1", "vorm", "eigen"), huis("N1", "vorm", "eigen")], "dubbel", ""),
    "against a koppeling": ([huis("B1", "gemeente", "GA", reden="besluit")], "vastgezet_koppeling", ""),
    "koppeling forbidden": ([huis("B1", "gemeente", "GB", keuze="niet")], "vastgezet_koppeling", ""),
    "location of a resident": ([huis("R1", "locatie", "L2")], "vastgezet_bewoner", ""),
    "contradiction": (
        [huis("N1", "gemeente", "GB"), huis("N1", "gemeente", "GB", keuze="niet")],
        "vastgezet_tegenspraak",
        "",
    ),
    "location and another form": (
        [huis("B1", "locatie", "L2"), huis("B1", "vorm", "eigen")],
        "vastgezet_tegenspraak",
        "",
    ),
    "linking scope without a reason": ([huis("N4", "gemeente", "GC")], "vastgezet_tegen_regel", ""),
    "hard criteria without a reason": ([huis("C1", "gemeente", "GD")], "vastgezet_tegen_regel", ""),
    "reach without a reason": ([huis("D1", "locatie", "L2")], "vastgezet_tegen_regel", ""),
    "form without a reason": ([huis("D1", "vorm", "tijdelijk")], "vastgezet_tegen_regel", ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    rows, code, meant = REFUSED[name]
    with pytest.raises(CaseError) as caught:
        met(*rows)
    found = [problem for problem in caught.value.problems if problem.ernst == "fout"]
    assert [problem.code for problem in found] == [code]
    assert found[0].bedoelde_u == meant
    assert found[0].bestand == "vastgezet"


BEFORE_A_RULE = [
    (huis("N4", "gemeente", "GC"), "het koppelgebied van de opvanglocatie"),
    (huis("C1", "gemeente", "GD"), "de harde criteria van dit huishouden"),
    (huis("D1", "locatie", "L2"), "het bereik van de locatie"),
    (huis("D1", "vorm", "tijdelijk"), "de vormen die de gemeente kiest"),
]


@pytest.mark.parametrize(("row", "rule"), BEFORE_A_RULE)
def test_with_a_reason_a_decision_before_a_rule_is_a_warning_that_names_it(row: Rij, rule: str) -> None:
    case = met(row | {"reden": "besluit"})
    (warning,) = [problem for problem in case.waarschuwingen if problem.code == "vastgezet_tegen_regel"]
    assert rule in warning.verwacht
    assert warning.onderwerp == row["sleutel"]


def test_a_decision_within_the_rules_needs_no_reason() -> None:
    case = met(huis("N1", "gemeente", "GB"), huis("B1", "locatie", "L2"), huis("A1", "vorm", "eigen"))
    assert not [problem for problem in case.waarschuwingen if "vastgezet" in problem.bestand]


def test_values_are_read_in_the_spelling_of_planners() -> None:
    case = met(
        huis("N1", "gemeente", "ga"),
        huis("N2", "vorm", "Eigen", keuze="Niet"),
        huis("N2", "vanaf", "1 september 2025"),
        {"soort": "locatie", "sleutel": "L3", "veld": "open", "waarde": "no"},
        {"soort": "plan", "veld": "bevroren_tot", "waarde": "31-07-2025"},
    )
    table = case.vastgezet
    assert table["waarde"].tolist() == ["GA", "eigen", "2025-09-01", "nee", "2025-07-31"]
    assert table["keuze"].tolist() == ["alleen", "niet", "alleen", "alleen", "alleen"]


def test_all_problems_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        met(huis("A99", "vorm", "eigen"), huis("N1", "gemeente", "Nergens"), huis("N1", "open", "ja"))
    codes = [problem.code for problem in caught.value.problems if problem.ernst == "fout"]
    assert sorted(codes) == ["onbekend", "vastgezet_veld", "vastgezet_waarde"]


def test_an_earlier_plan_has_each_household_once() -> None:
    earlier = pd.DataFrame({"huishouden": ["N1", "N1"], "koppelgemeente": ["GA", "GB"], "vorm": "eigen"})
    with pytest.raises(CaseError, match="dit huishouden staat er al"):
        met(eerder_plan=earlier)


def test_counted_households_can_be_locked_by_their_name() -> None:
    case = voorbeeld_case()
    counts = pd.DataFrame({"koppelgemeente": ["GA"], "personen": [1], "weken_wachtend": [4], "aantal": [2]})
    tables = dict(case.tabellen) | {"aantallen": counts}
    made = Case.from_tables(case.instellingen, **tables)
    name = made.huishoudens.loc[made.huishoudens["rekenhuishouden"], "huishouden"].iloc[0]
    locked = pd.DataFrame([huis(name, "vorm", "eigen")])
    assert Case.from_tables(case.instellingen, **tables, vastgezet=locked).besluiten.sloten.keys() == {name}
    unknown = pd.DataFrame([huis("R99999", "vorm", "eigen")])
    with pytest.raises(CaseError, match="verwacht een huishouden uit de casus"):
        Case.from_tables(case.instellingen, **tables, vastgezet=unknown)


@pytest.mark.parametrize("target", ["map", "boek.xlsx"])
def test_locks_and_the_earlier_plan_are_part_of_the_case_folder(tmp_path: Any, target: str) -> None:
    earlier = pd.DataFrame({"huishouden": ["N1"], "koppelgemeente": ["GA"], "vorm": ["eigen"]})
    case = met(huis("N1", "vanaf", "2025-09-01", reden="afspraak"), eerder_plan=earlier)
    again = read_case(case.write(tmp_path / target))
    pd.testing.assert_frame_equal(again.vastgezet, case.vastgezet)
    pd.testing.assert_frame_equal(again.eerder_plan, case.eerder_plan)


def test_a_weight_on_changes_without_an_earlier_plan_is_remarked() -> None:
    case = voorbeeld_case()
    settings = case.instellingen.model_dump(exclude_unset=True)
    settings["doelen"] = settings["doelen"] | {"wijziging": 100}
    earlier = pd.DataFrame({"huishouden": ["N1"], "koppelgemeente": ["GA"], "vorm": ["eigen"]})
    for table, expected in ((None, 1), (earlier, 0)):
        made = Case.from_tables(settings, **case.tabellen, eerder_plan=table)
        codes = [problem.code for problem in made.waarschuwingen]
        assert codes.count("geen_eerder_plan") == expected
