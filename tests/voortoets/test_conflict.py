"""The smallest set of rules in conflict: what it names, and that none of it can be missed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing import Case
from plaatsing.taal import speak
from plaatsing.voortoets import Conflict, conflict
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning

VG = {"2025-II": {"bekend": 12}}
"""Six persons for A and six for B."""


def case_of(homes: list[dict[str, Any]], *sizes: int, **anders: Any) -> Case:
    sites = anders.pop("locaties", None)
    linked = [huishouden(f"H{number}", personen=size) for number, size in enumerate(sizes)]
    return maak_case(linked, homes, sites, vg=VG, **anders)


def rules(found: Conflict) -> set[tuple[str, str, int]]:
    return {(rule.soort, rule.naam, rule.aantal) for rule in found.regels}


def test_too_few_dwellings() -> None:
    case = case_of([woning("W1", max_personen=2)], 2, 2, 2)
    found = conflict(case, "A")
    assert (found.soort, found.tekort) == ("alleen", 4)
    assert rules(found) == {("taakstelling", "A", 6), ("woningen", "eigen woning voor 1-2 personen", 1)}


def test_too_few_people() -> None:
    found = conflict(case_of([woning("W1", aantal=9)], 2, 2), "A")
    assert (found.soort, found.tekort) == ("alleen", 2)
    assert rules(found) == {("taakstelling", "A", 6), ("huishoudens", "2", 2)}


def test_rules_that_do_not_matter_are_left_out() -> None:
    # The dwelling for seven is free, but nobody of that size is there: it is no part of the conflict.
    homes = [woning("W1", max_personen=2), woning("W7", min_personen=7, max_personen=7)]
    found = conflict(case_of(homes, 2, 2, 2), "A")
    assert ("woningen", "eigen woning voor 7 personen", 1) not in rules(found)
    assert ("huishoudens", "2", 3) not in rules(found)


def test_each_rule_is_needed() -> None:
    sizes, homes = (2, 2, 2), [woning("W1", max_personen=2)]
    assert conflict(case_of(homes, *sizes), "A").soort == "alleen"
    without_task = maak_case([huishouden(f"H{n}", personen=2) for n in range(3)], homes)
    assert conflict(without_task, "A").soort == "geen"
    assert conflict(case_of([woning("W1", max_personen=2, aantal=3)], *sizes), "A").soort == "geen"


def test_one_of_two_reasons_is_enough() -> None:
    # Four persons for a task of six, and a dwelling for two of them: either would do to miss it.
    found = conflict(case_of([woning("W1", max_personen=2)], 2, 2), "A")
    assert rules(found) == {("taakstelling", "A", 6), ("woningen", "eigen woning voor 1-2 personen", 1)}


def test_places_are_a_rule() -> None:
    sites = [locatie("L", capaciteit_personen=4)]
    found = conflict(case_of([woning("geen", aantal=0)], 2, 2, 2, locaties=sites), "A")
    assert rules(found) == {("taakstelling", "A", 6), ("plaatsen", "L", 4)}


def test_room_to_link() -> None:
    unlinked = [huishouden(f"H{n}", personen=2, koppelgemeente="", koppeldatum=None) for n in range(3)]
    homes = [woning("W1", aantal=5), woning("W2", gemeentecode="B", aantal=5)]
    case = maak_case(unlinked, homes, vg=VG, gemeenten={"A": {"koppelruimte": 4}})
    found = conflict(case, "A")
    assert (found.soort, found.tekort) == ("koppelruimte", 2)
    assert ("koppelruimte", "A", 4) in rules(found)


def test_together_too_much() -> None:
    unlinked = [huishouden(f"H{n}", personen=2, koppelgemeente="", koppeldatum=None) for n in range(5)]
    homes = [woning("W1", aantal=5), woning("W2", gemeentecode="B", aantal=5)]
    found = conflict(maak_case(unlinked, homes, vg=VG), "A")
    assert (found.soort, found.tekort) == ("samen", 2)
    assert rules(found) == {("taakstelling", "A", 6), ("taakstelling", "B", 6), ("huishoudens", "2", 5)}


def test_shortage_by_choice() -> None:
    assert conflict(case_of([woning("W1", aantal=9)], 2, 2, 2), "A").soort == "geen"


def test_unknown_names() -> None:
    case = case_of([woning("W1")], 2)
    with pytest.raises(KeyError):
        conflict(case, "C")
    with pytest.raises(KeyError):
        conflict(case, "A", "2031-I")


def test_text_in_both_languages() -> None:
    found = conflict(case_of([woning("W1", max_personen=2)], 2, 2, 2), "A")
    assert "A moet nog 6 personen huisvesten" in str(found)
    assert "in A komt vrij: 1 × eigen woning voor 1-2 personen" in str(found)
    with speak("en"):
        assert "A still has to house 6 persons" in str(found)


def test_what_a_person_locked() -> None:
    case = case_of([woning("W1", aantal=9)], 2, 2, 2)
    lock = {"soort": "huishouden", "sleutel": "H0", "veld": "vorm", "keuze": "alleen", "waarde": "coa"}
    tables = dict(case.tabellen) | {"vastgezet": pd.DataFrame([lock])}
    found = conflict(Case.from_tables(case.instellingen, **tables), "A")
    assert (found.soort, found.tekort) == ("alleen", 2)
    assert rules(found) == {("taakstelling", "A", 6), ("huishoudens", "2", 2), ("vastgezet", "", 0)}
