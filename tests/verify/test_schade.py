"""Damage done to a right plan: every kind is caught, and named by its rule, row and subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from plaatsing import Plan
from plaatsing.verify import verify
from plaatsing.verify.regels import REGELS
from tests.verify.voorbeeldplan import dubbel, gewijzigd, voorbeeld_case, voorbeeld_plan, zonder

Schade = Callable[[Plan], Plan]

NAT = pd.NaT


def cel(tabel: str, rij: Any, **cells: Any) -> Schade:
    return lambda plan: gewijzigd(plan, tabel, rij, **cells)


def rij_weg(tabel: str, rij: int) -> Schade:
    return lambda plan: zonder(plan, tabel, rij)


def rij_dubbel(tabel: str, rij: int) -> Schade:
    return lambda plan: dubbel(plan, tabel, rij)


def plus(tabel: str, rij: int, kolom: str, erbij: float) -> Schade:
    """Add to a figure: a cent, a person, a day."""
    return lambda plan: gewijzigd(plan, tabel, rij, **{kolom: getattr(plan, tabel)[kolom].iloc[rij] + erbij})


def huis(name: str, **cells: Any) -> Schade:
    return cel("plaatsingen", name, **cells)


def _in_woning(aanbod: str, vorm: str, dag: str, gemeente: str = "GB") -> dict[str, Any]:
    return {"aanbod": aanbod, "vorm": vorm, "vertrek_coa": dag, "koppelgemeente": gemeente}


def _naar_locatie(locatie: str, dag: str, gemeente: str) -> dict[str, Any]:
    moved = {"locatie": locatie, "vertrek_coa": dag, "in_locatie": dag, "koppelgemeente": gemeente}
    return {**moved, "vorm": "doorstroomlocatie", "aanbod": "", "uit_locatie": NAT}


def _gedraaid(plan: Plan) -> Plan:
    """Swap the municipalities of two households."""
    plan = gewijzigd(plan, "plaatsingen", "A1", koppelgemeente="GB", gemeente="GB")
    return gewijzigd(plan, "plaatsingen", "B1", koppelgemeente="GA", gemeente="GA")


def _gap_waarde(plan: Plan) -> Plan:
    return replace(plan, gap=0.2)


SCHADE: list[tuple[str, Schade, str, str]] = [
    # households
    ("household lost", rij_weg("plaatsingen", 4), "huishouden_ontbreekt", "B1"),
    ("household twice", rij_dubbel("plaatsingen", 4), "huishouden_dubbel", "B1"),
    ("household renamed", huis("B1", huishouden="B9"), "huishouden_onbekend", "B9"),
    ("a person added", huis("B1", personen=5), "personen", "B1"),
    ("other reception site", huis("B1", coa_locatie="NOOD"), "kenmerk", "B1"),
    ("other name of municipality", huis("B1", gemeente="GA"), "kenmerk", "B1"),
    ("rekenhuishouden", huis("B1", rekenhuishouden=True), "kenmerk", "B1"),
    ("unknown form", huis("B1", vorm="tent"), "toestand", "B1"),
    ("home without dwelling", huis("B1", aanbod=""), "toestand", "B1"),
    ("in COA and gone", huis("A4", vertrek_coa="2025-08-31"), "toestand", "A4"),
    ("other reason", huis("A4", reden="woning"), "reden", "A4"),
    # linking
    ("lock of a koppeling broken", huis("B1", koppelgemeente="GA"), "koppeling_behouden", "B1"),
    ("municipalities swapped", _gedraaid, "koppeling_behouden", "A1"),
    ("koppeling lost", huis("B1", koppelgemeente=""), "koppeling_behouden", "B1"),
    ("koppeldatum shifted", huis("B1", koppeldatum="2025-04-16"), "koppeldatum", "B1"),
    ("koppeling shown as proposal", huis("B1", voorstel=True), "voorstel", "B1"),
    ("proposal shown as fact", huis("N1", voorstel=False), "voorstel", "N1"),
    ("unknown municipality", huis("N1", koppelgemeente="GX"), "gemeente_onbekend", "N1"),
    ("proposal in another province", huis("N1", koppelgemeente="GC"), "koppelgebied", "N1"),
    ("away from family", huis("C1", koppelgemeente="GD", voorstel=True), "harde_criteria", "C1"),
    ("away from work", huis("N3", koppelgemeente="GA", voorstel=True), "harde_criteria", "N3"),
    ("moved unlinked", huis("N1", koppelgemeente=""), "verhuisd_zonder_koppeling", "N1"),
    # dates
    ("a day early", huis("B1", vertrek_coa="2025-10-30"), "datum_periode_einde", "B1"),
    ("after the horizon", huis("B1", vertrek_coa="2026-01-31"), "datum_buiten_plan", "B1"),
    ("before the permit", huis("N4", **_naar_locatie("L1", "2025-07-31", "GB")), "datum_te_vroeg", "N4"),
    ("out before in", huis("B3", uit_locatie="2025-07-31"), "datum_volgorde", "B3"),
    ("out of COA, later into the location", huis("A1", in_locatie="2025-09-30"), "datum_volgorde", "A1"),
    ("resident elsewhere", huis("R2", locatie="L2"), "bewoner_begin", "R2"),
    ("resident since another day", huis("R2", in_locatie="2024-09-16"), "bewoner_begin", "R2"),
    ("weeks in COA", huis("B1", weken_in_coa=3.0), "weken_in_coa", "B1"),
    ("weeks past the term", huis("B1", weken_over_termijn=0.0), "weken_over_termijn", "B1"),
    ("start of inburgering", huis("B3", start_inburgering="2025-07-31"), "start_inburgering", "B3"),
    # dwellings
    ("unknown dwelling", huis("B1", aanbod="W9"), "aanbod_onbekend", "B1"),
    ("dwelling elsewhere", huis("B1", aanbod="W1"), "aanbod_gemeente", "B1"),
    ("dwelling of another form", huis("B1", vorm="flex"), "aanbod_vorm", "B1"),
    (
        "form not chosen",
        huis("D1", **_in_woning("W6", "tijdelijk", "2025-08-31", "GD")),
        "vorm_niet_gekozen",
        "D1",
    ),
    ("before the dwelling is free", huis("B1", vertrek_coa="2025-09-30"), "aanbod_te_vroeg", "B1"),
    ("after the last day", huis("A2", uit_locatie="2025-12-31"), "aanbod_te_laat", "A2"),
    (
        "too large for the dwelling",
        huis("A4", **_in_woning("W1", "eigen", "2025-09-30", "GA")),
        "aanbod_grootte",
        "A4",
    ),
    (
        "not accessible",
        huis("N2", **_in_woning("W1", "eigen", "2025-09-30", "GA")),
        "aanbod_toegankelijk",
        "N2",
    ),
    (
        "one dwelling for two",
        huis("A1", aanbod="W1", vorm="eigen", uit_locatie="2025-09-30"),
        "aanbod_aantal",
        "W1",
    ),
    ("forecast not there yet", huis("B3", uit_locatie="2025-10-31", aanbod="P1"), "aanbod_personen", "P1"),
    # locations
    ("unknown location", huis("A1", locatie="L9"), "locatie_onbekend", "A1"),
    ("location closed", huis("A1", locatie="L4"), "locatie_dicht", "A1"),
    (
        "before the location opens",
        huis("A1", vertrek_coa="2025-07-31", in_locatie="2025-07-31"),
        "locatie_niet_open",
        "A1",
    ),
    ("one person above capacity", huis("N3", **_naar_locatie("L2", "2025-09-30", "GB")), "capaciteit", "L2"),
    ("bedrooms above their number", huis("A4", **_naar_locatie("L2", "2025-09-30", "GA")), "kamers", "L2"),
    ("out of reach", huis("D1", **_naar_locatie("L2", "2025-09-30", "GD")), "bereik", "D1"),
    ("participation already agreed", huis("A1", deelname="afgesproken"), "deelname", "A1"),
    ("last night", huis("A1", einddatum_verblijf="2026-06-30"), "einddatum_verblijf", "A1"),
    ("night of a location lost", rij_weg("locaties", 3), "locatie_rijen", "L1"),
    ("night of a location twice", rij_dubbel("locaties", 3), "locatie_rijen", "L1"),
    ("existing location closed", cel("locaties", 0, geopend=False), "locatie_geopend", "L1"),
    ("candidate open at times", cel("locaties", 8, geopend=False), "locatie_geopend", "L2"),
    ("extension without its parent", cel("locaties", 14, geopend=True), "uitbreiding", "L3"),
    ("occupancy plus one", plus("locaties", 3, "personen", 1), "bezetting", "L1"),
    ("bedrooms plus one", plus("locaties", 3, "kamers_bezet", 1), "kamers_bezet", "L1"),
    ("capacity plus one", plus("locaties", 3, "capaciteit", 1), "capaciteit_tabel", "L1"),
    ("excess hidden", cel("locaties", 0, boven_capaciteit=0), "boven_capaciteit", "L1"),
    ("location renamed", cel("locaties", 3, gemeente="GB"), "locatie_gegevens", "L1"),
    ("period shifted", cel("locaties", 3, van="2025-10-02"), "locatie_gegevens", "L1"),
    # flows
    ("flow lost", rij_weg("stromen", 0), "stromen", "L1 > GA, eigen, 2025-07-31"),
    ("flow twice", rij_dubbel("stromen", 0), "stromen", "L1 > GA, eigen, 2025-07-31"),
    ("person added to a flow", plus("stromen", 3, "personen", 1), "stromen", "coa > GB, eigen, 2025-08-31"),
    # quota
    ("municipality lost", rij_weg("taakstelling", 2), "taakstelling_rijen", "GC 2025-II"),
    ("municipality twice", rij_dubbel("taakstelling", 2), "taakstelling_rijen", "GC 2025-II"),
    *(
        (f"{column} plus one", plus("taakstelling", 0, column, 1), "taakstelling", "GA 2025-II")
        for column in (
            "taakstelling",
            "achterstand",
            "correctie",
            "uitruil",
            "gecorrigeerd",
            "al_gerealiseerd",
            "gekoppeld",
            "koppelruimte",
            "gerealiseerd_eigen",
            "gerealiseerd_doorstroomlocatie",
            "verwacht",
            "tekort",
            "voorsprong",
            "gekoppeld_op_peildatum",
            "verschoonbaar",
        )
    ),
    ("peildatum", cel("taakstelling", 0, peildatum="2025-10-02"), "taakstelling", "GA 2025-II"),
    # ledger
    ("line lost", rij_weg("doorberekening", 2), "doorberekening_ontbreekt", "A3"),
    ("line twice", rij_dubbel("doorberekening", 2), "doorberekening_te_veel", "A3"),
    ("line of who is excused", cel("doorberekening", 0, huishouden="B3"), "doorberekening_te_veel", "B3"),
    ("a cent changed", plus("doorberekening", 0, "bedrag_cent", 1), "doorberekening_bedrag", "A1"),
    ("cap forgotten", cel("doorberekening", 2, aftopping_cent=0), "doorberekening_bedrag", "A3"),
    ("tariff of another kind", cel("doorberekening", 1, tarief_cent=8300), "doorberekening_bedrag", "A2"),
    ("a day too many", cel("doorberekening", 0, tot="2025-08-31"), "doorberekening_gegevens", "A1"),
    ("charge shown as risk", cel("doorberekening", 0, soort="risico"), "doorberekening_gegevens", "A1"),
    ("other municipality pays", cel("doorberekening", 0, gemeentecode="GB"), "doorberekening_gegevens", "A1"),
    ("ground rewritten", cel("doorberekening", 0, grond="zomaar"), "doorberekening_grond", "A1"),
    ("certainty rewritten", cel("doorberekening", 0, zekerheid="zeker"), "doorberekening_grond", "A1"),
    # goals
    ("goal lost", rij_weg("doelen", 1), "doel_rijen", "overschrijding"),
    ("goal twice", rij_dubbel("doelen", 1), "doel_rijen", "overschrijding"),
    ("goal cheaper", plus("doelen", 2, "waarde", -0.01), "doel_waarde", "wachttijd"),
    ("other unit", cel("doelen", 1, eenheid="weken"), "doel_eenheid", "overschrijding"),
    ("made certain", cel("doelen", 3, zekerheid="officieel"), "doel_eenheid", "kosten_opvang"),
    ("weight changed", plus("doelen", 0, "gewicht", 1.0), "doel_gewicht", "tekort"),
    ("euro changed", plus("doelen", 3, "euro", -1.0), "doel_euro", "kosten_opvang"),
    ("objective lower", lambda plan: replace(plan, objective=plan.objective - 100), "doelwaarde", ""),
    # shortages
    ("shortage kept silent", rij_weg("tekorten", 0), "tekort_niet_genoemd", "taakstelling GA 2025-II"),
    ("overstay kept silent", rij_weg("tekorten", 10), "tekort_niet_genoemd", "verblijf GB L1"),
    ("budget kept silent", rij_weg("tekorten", 11), "tekort_niet_genoemd", "budget"),
    ("shortage in another unit", cel("tekorten", 0, eenheid="euro"), "tekort_aantal", "taakstelling"),
    ("shortage in a period", cel("tekorten", 0, periode=0), "tekort_niet_genoemd", "taakstelling GA 2025-II"),
    ("shortage made smaller", plus("tekorten", 0, "aantal", -1), "tekort_aantal", "taakstelling GA 2025-II"),
    (
        "shortage made up",
        cel("tekorten", 1, gemeentecode="GB"),
        "tekort_onterecht",
        "taakstelling GB 2025-II",
    ),
    # prices and proof
    ("price without a number", cel("prijzen", 0, prijs=float("nan")), "prijzen", ""),
    ("bound above the objective", lambda plan: replace(plan, bound=plan.objective * 1.01), "ondergrens", ""),
    ("gap made smaller", _gap_waarde, "gap", ""),
    ("not a number as bound", lambda plan: replace(plan, bound=float("nan")), "ondergrens", ""),
    ("optimal without proof", lambda plan: replace(plan, bound=plan.objective * 0.9, gap=0.1), "status", ""),
    # what no table can hold
    (
        "column gone",
        lambda plan: replace(plan, stromen=plan.stromen.drop(columns="naar")),
        "tabel_onleesbaar",
        "",
    ),
]


def test_the_plan_itself_keeps_every_rule() -> None:
    for aftopping in (True, False):
        outcome = verify(voorbeeld_case(aftopping), voorbeeld_plan(aftopping))
        assert outcome.bevindingen == ()
        assert outcome.geslaagd
        assert outcome.huishoudens == 17


def test_the_plan_has_what_is_damaged() -> None:
    plan = voorbeeld_plan()
    assert set(plan.tekorten["soort"]) == {
        "taakstelling",
        "in_coa",
        "koppelruimte",
        "plaatsen",
        "verblijf",
        "budget",
    }
    assert len({name for name, *_ in SCHADE}) == len(SCHADE) >= 40


@pytest.mark.parametrize(
    ("damage", "regel", "onderwerp"), [row[1:] for row in SCHADE], ids=[row[0] for row in SCHADE]
)
def test_damage_is_caught_and_named(damage: Schade, regel: str, onderwerp: str) -> None:
    outcome = verify(voorbeeld_case(), damage(voorbeeld_plan()))
    assert not outcome.geslaagd
    named = [finding for finding in outcome.bevindingen if finding.regel == regel]
    assert named, f"found only {outcome.regels}"
    if onderwerp:
        assert onderwerp in {finding.onderwerp for finding in named}
    assert REGELS[regel] in str(outcome)


def test_a_finding_says_row_and_figures() -> None:
    damaged = gewijzigd(voorbeeld_plan(), "plaatsingen", "B1", koppelgemeente="GA")
    texts = [str(finding) for finding in verify(voorbeeld_case(), damaged).bevindingen]
    assert (
        "plaatsingen.csv, rij 6 (B1), koppelgemeente: Een bestaande koppeling blijft staan. "
        "Gevonden GA, verwacht GB. [koppeling_behouden]"
    ) in texts


def test_a_plan_of_an_easier_case_breaks_the_rules_of_the_harder_one() -> None:
    """Where the case is tighter by one, the same plan exceeds by one."""
    case, plan = voorbeeld_case(), voorbeeld_plan()
    sites = case.doorstroomlocaties
    tight = replace(
        case, doorstroomlocaties=sites.assign(capaciteit_personen=sites["capaciteit_personen"] - 1)
    )
    assert "capaciteit" in verify(tight, plan).regels
    rooms = sites["kamers"].where(sites["locatie"] != "L2", 2)
    assert "kamers" in verify(replace(case, doorstroomlocaties=sites.assign(kamers=rooms)), plan).regels
    short = pd.to_datetime(sites["open_tot"]).where(sites["locatie"] != "L2", pd.Timestamp("2025-11-30"))
    ended = replace(case, doorstroomlocaties=sites.assign(open_tot=short.astype("datetime64[s]")))
    assert "verblijf" in verify(ended, plan).regels
    least = replace(case, doorstroomlocaties=sites.assign(min_bezetting=5))
    assert "tekort_niet_genoemd" in verify(least, plan).regels
    one_less = replace(case, woningaanbod=case.woningaanbod.assign(aantal=0))
    assert "aanbod_aantal" in verify(one_less, plan).regels
