"""Decisions broken, the past rewritten and changes miscounted: each is caught and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.vastgezet import eerder_plan
from plaatsing.verify import verify
from tests.verify.voorbeeldplan import gewijzigd, voorbeeld_case, voorbeeld_plan, zonder

Schade = Callable[[Plan], Plan]

SLOTEN = [
    {"soort": "huishouden", "sleutel": "N1", "veld": "gemeente", "waarde": "GB"},
    {"soort": "huishouden", "sleutel": "N4", "veld": "gemeente", "waarde": "GC", "reden": "gezin"},
    {"soort": "huishouden", "sleutel": "A3", "veld": "vorm", "keuze": "niet", "waarde": "doorstroomlocatie"},
    {"soort": "huishouden", "sleutel": "B1", "veld": "locatie", "keuze": "moet", "waarde": "L2"},
    {"soort": "huishouden", "sleutel": "B2", "veld": "vanaf", "waarde": "2025-09-15"},
    {"soort": "huishouden", "sleutel": "D1", "veld": "vorm", "keuze": "moet", "waarde": "eigen"},
    {"soort": "gemeente", "sleutel": "GA", "veld": "plaatsen", "waarde": "1"},
    {"soort": "locatie", "sleutel": "L4", "veld": "open", "waarde": "ja"},
]
BEVROREN = [{"soort": "plan", "veld": "bevroren_tot", "waarde": "2025-08-31"}]


def _case(rows: list[dict[str, str]], wijziging: float = 0.0) -> Case:
    case = voorbeeld_case()
    settings = case.instellingen.model_dump(exclude_unset=True)
    settings["doelen"] = settings["doelen"] | {"wijziging": wijziging}
    tables: dict[str, pd.DataFrame | None] = dict(case.tabellen)
    tables["vastgezet"] = pd.DataFrame(rows).fillna("")
    tables["eerder_plan"] = eerder_plan(voorbeeld_plan())
    return Case.from_tables(settings, **tables)


@cache
def besliste_case() -> Case:
    """The example with decisions of every kind, held against its plan without them."""
    return _case(SLOTEN, wijziging=500.0)


@cache
def besliste_plan() -> Plan:
    return solve(besliste_case(), gap=0.0)


@cache
def bevroren_case() -> Case:
    """The example with its first two months as they were planned before."""
    return _case(BEVROREN)


@cache
def bevroren_plan() -> Plan:
    return solve(bevroren_case(), gap=0.0)


def huis(name: str, **cells: Any) -> Schade:
    return lambda plan: gewijzigd(plan, "plaatsingen", name, **cells)


def _rij(plan: Plan, tabel: str, kolom: str, waarde: str) -> int:
    return int((getattr(plan, tabel)[kolom] == waarde).to_numpy().argmax())


def tekort(soort: str, erbij: float | None) -> Schade:
    """Change the number of a shortage; None leaves it out."""

    def damage(plan: Plan) -> Plan:
        row = _rij(plan, "tekorten", "soort", soort)
        if erbij is None:
            return zonder(plan, "tekorten", row)
        return gewijzigd(plan, "tekorten", row, aantal=float(plan.tekorten["aantal"].iloc[row]) + erbij)

    return damage


def doel(naam: str, erbij: float) -> Schade:
    def damage(plan: Plan) -> Plan:
        row = _rij(plan, "doelen", "doel", naam)
        return gewijzigd(plan, "doelen", row, waarde=float(plan.doelen["waarde"].iloc[row]) + erbij)

    return damage


def test_plans_with_decisions_keep_every_rule() -> None:
    for case, plan in ((besliste_case(), besliste_plan()), (bevroren_case(), bevroren_plan())):
        outcome = verify(case, plan)
        assert outcome.bevindingen == ()


def test_the_plans_have_what_is_damaged() -> None:
    moved = besliste_plan().plaatsingen.set_index("huishouden")
    assert (moved.loc[["N1", "N4"], "koppelgemeente"] == ["GB", "GC"]).all()
    assert moved.loc["B1", "locatie"] == "L2"
    assert moved.loc["D1", "reden"] == "vastgezet"
    assert moved.loc["N4", "vastgezet"] == "gemeente alleen GC (gezin)"
    named = besliste_plan().tekorten["soort"]
    assert {"vastgezet", "maximum_plaatsen", "vaste_locatie", "voor_regel"} <= set(named)
    values = besliste_plan().doelen.set_index("doel")["waarde"]
    assert values["wijziging"] > 0
    assert values["straf_vastgezet"] > 0
    assert values["straf_vaste_locatie"] == 1
    frozen = bevroren_plan().plaatsingen.set_index("huishouden")
    before = voorbeeld_plan().plaatsingen.set_index("huishouden")
    past = before.index[(before["vertrek_coa"] >= "2025-07-01") & (before["vertrek_coa"] <= "2025-08-31")]
    assert len(past) >= 3
    columns = ["koppelgemeente", "locatie", "vertrek_coa"]
    pd.testing.assert_frame_equal(frozen.loc[past, columns], before.loc[past, columns])


SCHADE: list[tuple[str, Schade, str, str]] = [
    ("locked municipality", huis("N1", koppelgemeente="GA", gemeente="GA"), "vastgezet_gemeente", "N1"),
    (
        "forbidden form",
        huis("A3", vorm="doorstroomlocatie", locatie="L2", vertrek_coa="2025-09-30"),
        "vastgezet_vorm",
        "A3",
    ),
    ("locked location left out", huis("B1", locatie=""), "vastgezet_locatie", "B1"),
    ("before the day that was locked", huis("B2", vertrek_coa="2025-08-31"), "vastgezet_periode", "B2"),
    ("decision not shown", huis("N4", vastgezet=""), "vastgezet_tekst", "N4"),
    ("decision shown without reason", huis("N4", vastgezet="gemeente alleen GC"), "vastgezet_tekst", "N4"),
    ("decision made up", huis("A2", vastgezet="vorm alleen flex"), "vastgezet_tekst", "A2"),
    ("waiting against a decision not named", tekort("vastgezet", None), "tekort_niet_genoemd", ""),
    ("limit exceeded by one more", tekort("maximum_plaatsen", 1.0), "tekort_aantal", ""),
    ("limit exceeded, not named", tekort("maximum_plaatsen", None), "tekort_niet_genoemd", ""),
    ("location against a decision not named", tekort("vaste_locatie", None), "tekort_niet_genoemd", ""),
    ("decision before a rule not named", tekort("voor_regel", None), "tekort_niet_genoemd", ""),
    ("a change too many", doel("wijziging", 1.0), "doel_waarde", "wijziging"),
    ("a change too few", doel("wijziging", -1.0), "doel_waarde", "wijziging"),
    ("penalty of decisions", doel("straf_vastgezet", -1.0), "doel_waarde", "straf_vastgezet"),
    ("penalty of locations", doel("straf_vaste_locatie", -1.0), "doel_waarde", "straf_vaste_locatie"),
]


@pytest.mark.parametrize(
    ("damage", "regel", "onderwerp"), [row[1:] for row in SCHADE], ids=[row[0] for row in SCHADE]
)
def test_damage_to_decisions_is_caught(damage: Schade, regel: str, onderwerp: str) -> None:
    found = verify(besliste_case(), damage(besliste_plan())).bevindingen
    named = [finding for finding in found if finding.regel == regel]
    assert named, {finding.regel for finding in found}
    assert onderwerp in {finding.onderwerp for finding in named} or not onderwerp


VERLEDEN: list[tuple[str, Schade, str]] = [
    ("a past day shifted", huis("A1", vertrek_coa="2025-07-31", in_locatie="2025-07-31"), "A1"),
    ("a past move to another location", huis("B3", locatie="L2"), "B3"),
    ("a past move undone and done later", huis("B2", vertrek_coa="2025-10-31"), "B2"),
    ("a new move into the past", huis("B4", vertrek_coa="2025-08-31"), "B4"),
]


@pytest.mark.parametrize(
    ("damage", "onderwerp"), [row[1:] for row in VERLEDEN], ids=[row[0] for row in VERLEDEN]
)
def test_a_rewritten_past_is_caught(damage: Schade, onderwerp: str) -> None:
    found = verify(bevroren_case(), damage(bevroren_plan())).bevindingen
    assert onderwerp in {finding.onderwerp for finding in found if finding.regel == "bevroren"}


def test_a_plan_does_not_keep_to_decisions_it_did_not_know() -> None:
    """The plan without decisions, held against the case with them, breaks them by name."""
    found = verify(besliste_case(), voorbeeld_plan()).bevindingen
    broken = {(finding.regel, finding.onderwerp) for finding in found}
    assert ("vastgezet_gemeente", "N1") in broken
    assert ("vastgezet_vorm", "A3") in broken
    assert ("vastgezet_locatie", "B1") in broken
    assert ("vastgezet_periode", "B2") in broken


def test_nobody_newly_enters_an_existing_location_that_was_closed() -> None:
    closed = _case([{"soort": "locatie", "sleutel": "L1", "veld": "open", "waarde": "nee"}])
    found = verify(closed, voorbeeld_plan()).bevindingen
    assert {finding.onderwerp for finding in found if finding.regel == "vastgezet_locatie"} == {"B3"}
    plan = solve(closed, gap=0.0)
    assert verify(closed, plan).bevindingen == ()
    inside = plan.plaatsingen.loc[plan.plaatsingen["locatie"] == "L1", "huishouden"]
    assert set(inside) == {"R1", "R2"}


def test_without_the_reason_the_rule_holds_again() -> None:
    """The same plan beside a case whose decision gives no reason goes against the linking scope."""
    case = besliste_case()
    case = replace(case, vastgezet=case.vastgezet.assign(reden=""))
    assert ("koppelgebied", "N4") in {
        (finding.regel, finding.onderwerp) for finding in verify(case, besliste_plan()).bevindingen
    }


@pytest.mark.parametrize(
    ("besluit", "duurste"),
    [
        ({}, 100.0),
        ({"keuze": "niet", "waarde": "GA"}, 50.0),
        ({"keuze": "alleen", "waarde": "GD"}, 10.0),
    ],
    ids=["no decision", "not the dearest", "only the cheapest"],
)
def test_who_waits_counts_for_the_dearest_municipality_that_a_decision_leaves(
    besluit: dict[str, str], duurste: float
) -> None:
    """T1 may leave after the horizon and is two persons; others have no costs of their own."""
    case = voorbeeld_case()
    tables: dict[str, pd.DataFrame | None] = dict(case.tabellen)
    tables["paren"] = pd.DataFrame(
        {
            "huishouden": "T1",
            "gemeentecode": ["GA", "GB", "GC", "GD"],
            "kosten_euro_per_persoon": [100.0, 50.0, 20.0, 10.0],
        }
    )
    if besluit:
        tables["vastgezet"] = pd.DataFrame(
            [{"soort": "huishouden", "sleutel": "T1", "veld": "gemeente"} | besluit]
        )
    case = Case.from_tables(case.instellingen.model_dump(exclude_unset=True), **tables)
    plan = solve(case, gap=0.0)
    assert plan.plaatsingen.set_index("huishouden").loc["T1", "vorm"] == "coa"
    assert plan.doelen.set_index("doel").loc["kosten_paren", "waarde"] == pytest.approx(2 * duurste)
    assert verify(case, plan).bevindingen == ()
