"""What only shows when tables are compared."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing.controle.kenmerken import is_bsn
from plaatsing.problemen import CaseError
from tests.case.hulp import error, errors, huishouden, locatie, make, warnings_of, woning

COA = [{"coa_locatie": "Ter Apel"}]
BEWONER = {"koppelgemeente": "Assen", "in_locatie": "L1", "sinds": "2025-06-01"}
BESTAAND = [locatie(exploitatie_per_persoon_dag=40)]


LOCATIEKOSTEN = {"huishouden": "", "score": "", "kosten_euro_per_persoon": 5}


def paar(**cells: Any) -> dict[str, Any]:
    return {"huishouden": "H1", "gemeentecode": "Assen", "score": 0.5, **cells}


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "double household": ({"huishoudens": [huishouden(), huishouden()]}, "huishouden", "dubbel"),
    "double dwelling": ({"woningaanbod": [woning(), woning()]}, "aanbod", "dubbel"),
    "double location": ({"doorstroomlocaties": [locatie(), locatie()]}, "locatie", "dubbel"),
    "double reception site": ({"coa_locaties": COA * 2}, "coa_locatie", "dubbel"),
    "double municipality": (
        {"gemeenten": [{"gemeentecode": "Assen"}, {"gemeentecode": 106}]},
        "gemeentecode",
        "dubbel",
    ),
    "reserved name": (
        {
            "huishoudens": [huishouden(huishouden="R00001")],
            "aantallen": [{"aantal": 1, "personen": 1, "weken_wachtend": 1}],
        },
        "huishouden",
        "gereserveerd",
    ),
    "household too large": ({"huishoudens": [huishouden(personen=21)]}, "personen", "te_groot"),
    "link outside the area": (
        {"huishoudens": [huishouden(koppelgemeente="Utrecht")]},
        "koppelgemeente",
        "buiten_gebied",
    ),
    "link date alone": (
        {"huishoudens": [huishouden(koppeldatum="2025-06-01")]},
        "koppeldatum",
        "koppeldatum_zonder_gemeente",
    ),
    "link before permit": (
        {"huishoudens": [huishouden(koppelgemeente="Assen", koppeldatum="2025-04-30")]},
        "koppeldatum",
        "koppeling_voor_vergunning",
    ),
    "unknown reception site": (
        {"huishoudens": [huishouden(coa_locatie="Ter Apl")], "coa_locaties": COA},
        "coa_locatie",
        "onbekende_coa_locatie",
    ),
    "in an unknown location": ({"huishoudens": [huishouden(**BEWONER)]}, "in_locatie", "onbekende_locatie"),
    "in a candidate": (
        {"huishoudens": [huishouden(**BEWONER)], "doorstroomlocaties": [locatie(status="kandidaat")]},
        "in_locatie",
        "in_kandidaat",
    ),
    "in a location since when": (
        {"huishoudens": [huishouden(**BEWONER | {"sinds": ""})], "doorstroomlocaties": BESTAAND},
        "sinds",
        "leeg",
    ),
    "in a location for whom": (
        {"huishoudens": [huishouden(**BEWONER | {"koppelgemeente": ""})], "doorstroomlocaties": BESTAAND},
        "koppelgemeente",
        "leeg",
    ),
    "in a location later": (
        {"huishoudens": [huishouden(**BEWONER | {"sinds": "2025-07-02"})], "doorstroomlocaties": BESTAAND},
        "sinds",
        "sinds_na_start",
    ),
    "since but not where": (
        {"huishoudens": [huishouden(sinds="2025-06-01")]},
        "sinds",
        "sinds_zonder_locatie",
    ),
    "four regions": (
        {"huishoudens": [huishouden(regioadvies="AM01|AM02|AM03|AM05")]},
        "regioadvies",
        "te_veel",
    ),
    "least above most": (
        {"woningaanbod": [woning(min_personen=3, max_personen=2)]},
        "min_personen",
        "min_boven_max",
    ),
    "dwelling ends before it begins": (
        {"woningaanbod": [woning(tot="2025-07-31")]},
        "tot",
        "eind_voor_begin",
    ),
    "location outside the area": (
        {"doorstroomlocaties": [locatie(gemeentecode="Utrecht")]},
        "gemeentecode",
        "buiten_gebied",
    ),
    "location closes before it opens": (
        {"doorstroomlocaties": [locatie(open_vanaf="2025-08-01", open_tot="2025-07-31")]},
        "open_tot",
        "eind_voor_begin",
    ),
    "least occupancy above capacity": (
        {"doorstroomlocaties": [locatie(min_bezetting=51)]},
        "min_bezetting",
        "min_boven_max",
    ),
    "extension of nothing": (
        {"doorstroomlocaties": [locatie(uitbreiding_van="L2")]},
        "uitbreiding_van",
        "onbekende_locatie",
    ),
    "extension of itself": (
        {"doorstroomlocaties": [locatie(uitbreiding_van="L1")]},
        "uitbreiding_van",
        "kring",
    ),
    "half a point": ({"doorstroomlocaties": [locatie(x_rd=233000)]}, "y_rd", "half_punt"),
    "balance outside the half-year": (
        {"gemeenten": [{"gemeentecode": "Assen", "stand_per": "2026-01-01"}]},
        "stand_per",
        "stand_buiten_halfjaar",
    ),
    "count without number": (
        {"aantallen": [{"personen": 2, "weken_wachtend": 3, "aantal": ""}]},
        "aantal",
        "leeg",
    ),
    "count with two numbers": (
        {"aantallen": [{"personen": 2, "weken_wachtend": 3, "aantal": 1, "personen_totaal": 2}]},
        "personen_totaal",
        "dubbel",
    ),
    "count without a moment": ({"aantallen": [{"personen": 2, "aantal": 1}]}, "vergunningmaand", "leeg"),
    "count with two moments": (
        {"aantallen": [{"personen": 2, "aantal": 1, "weken_wachtend": 3, "vergunningmaand": "2025-03"}]},
        "weken_wachtend",
        "dubbel",
    ),
    "count that does not divide": (
        {"aantallen": [{"personen": 2, "personen_totaal": 5, "weken_wachtend": 3}]},
        "personen_totaal",
        "geen_veelvoud",
    ),
    "swap that is no swap": (
        {"uitruil": [{"halfjaar": "2025-II", "gemeentecode": "Assen", "personen": 3}]},
        "personen",
        "uitruil_niet_nul",
    ),
    "pair of an unknown household": ({"paren": [paar(huishouden="H9")]}, "huishouden", "onbekend"),
    "pair of an unknown location": ({"paren": [paar(**LOCATIEKOSTEN, locatie="L9")]}, "locatie", "onbekend"),
    "pair without a place": ({"paren": [paar(gemeentecode="")]}, "gemeentecode", "plaats"),
    "pair with two places": ({"paren": [paar(arbeidsmarktregio="AM03")]}, "gemeentecode", "plaats"),
    "pair without a value": ({"paren": [paar(score="")]}, "kosten_euro_per_persoon", "leeg"),
    "pair of a household and a location": (
        {
            "paren": [paar(locatie="L1", score="", kosten_euro_per_persoon=5)],
            "doorstroomlocaties": [locatie()],
        },
        "locatie",
        "huishouden_en_locatie",
    ),
    "score of a location": (
        {"paren": [paar(huishouden="", locatie="L1")], "doorstroomlocaties": [locatie()]},
        "score",
        "score_locatie",
    ),
    "double pair": ({"paren": [paar(), paar(score=1)]}, "gemeentecode", "dubbel"),
    "score above one": ({"paren": [paar(score="1,5")]}, "score", "buiten_bereik"),
    "negative persons": ({"huishoudens": [huishouden(personen=-2)]}, "personen", "buiten_bereik"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    tables, column, code = REFUSED[name]
    problem = error(**tables)
    assert (problem.kolom, problem.code) == (column, code)


def test_extensions_in_a_circle() -> None:
    sites = [
        locatie(uitbreiding_van="L2"),
        locatie(locatie="L2", uitbreiding_van="L1"),
        locatie(locatie="L3", uitbreiding_van="L1"),
    ]
    assert [(p.rij, p.code) for p in errors(doorstroomlocaties=sites)] == [(2, "kring"), (3, "kring")]


def test_swapped_coordinates_are_recognised() -> None:
    problem = error(doorstroomlocaties=[locatie(x_rd=556905, y_rd=233069)])
    assert "verwisseld" in problem.bedoelde_u
    assert "EPSG:28992" in error(doorstroomlocaties=[locatie(x_rd="6,56", y_rd="52,99")]).bedoelde_u


def test_double_names_the_first_row() -> None:
    problem = error(huishoudens=[huishouden(), huishouden(huishouden="H2"), huishouden()])
    assert (problem.rij, problem.verwacht) == (4, "dit staat er al in rij 2; verwacht elk kenmerk een keer")


def test_a_swap_with_a_municipality_outside_the_area_sums_to_zero() -> None:
    rows = [
        {"halfjaar": "2025-II", "gemeentecode": code, "personen": number}
        for code, number in (("Assen", 3), ("Utrecht", -3))
    ]
    case = make(uitruil=rows)
    assert list(case.uitruil["personen"]) == [3]
    assert warnings_of(case, "buiten_gebied")


WARNED: dict[str, tuple[dict[str, Any], str]] = {
    "household outside reach of its criteria": (
        {"huishoudens": [huishouden(werk="Assen", studie="Emmen")]},
        "criteria_onverenigbaar",
    ),
    "criterion outside the area": (
        {"huishoudens": [huishouden(medisch="Utrecht")]},
        "criteria_onverenigbaar",
    ),
    "family too far away": ({"huishoudens": [huishouden(gezin="Maastricht")]}, "criteria_onverenigbaar"),
    "link against the criterion": (
        {"huishoudens": [huishouden(werk="Assen", koppelgemeente="Emmen")]},
        "criteria_onverenigbaar",
    ),
    "link without date": ({"huishoudens": [huishouden(koppelgemeente="Assen")]}, "koppeldatum_aangenomen"),
    "permit after the plan": (
        {"huishoudens": [huishouden(vergunningdatum="2026-01-01")]},
        "vergunning_na_horizon",
    ),
    "waiting for years": ({"huishoudens": [huishouden(vergunningdatum="2015-05-01")]}, "lang_wachtend"),
    "stay is over": (
        {
            "huishoudens": [huishouden(vergunningdatum="2024-01-01", **BEWONER | {"sinds": "2024-02-01"})],
            "doorstroomlocaties": BESTAAND,
        },
        "verblijf_voorbij",
    ),
    "too many residents": (
        {"huishoudens": [huishouden(**BEWONER)], "doorstroomlocaties": [locatie(capaciteit_personen=1)]},
        "overbezet",
    ),
    "followers without a date": ({"huishoudens": [huishouden(nareis_personen=2)]}, "nareis_zonder_datum"),
    "reception sites unknown": ({"huishoudens": [huishouden(coa_locatie="Ter Apel")]}, "geen_coa_locaties"),
    "participant too far": ({"doorstroomlocaties": [locatie(deelnemende_gemeenten="Emmen")]}, "boven_limiet"),
    "participant elsewhere": (
        {"doorstroomlocaties": [locatie(deelnemende_gemeenten="Utrecht")]},
        "buiten_gebied",
    ),
    "running costs assumed": ({"doorstroomlocaties": [locatie()]}, "kosten_aangenomen"),
    "opening costs assumed": (
        {"doorstroomlocaties": [locatie(status="kandidaat", exploitatie_per_persoon_dag=1)]},
        "kosten_aangenomen",
    ),
    "balance unknown": ({"gemeenten": [{"gemeentecode": "Assen", "achterstand": 3}]}, "beginstand_onbekend"),
    "balance undated": ({"gemeenten": [{"gemeentecode": "Assen", "realisatie": 3}]}, "stand_zonder_datum"),
    "balance later than the plan": (
        {"gemeenten": [{"gemeentecode": "Assen", "realisatie": 3, "stand_per": "2025-08-01"}]},
        "stand_na_start",
    ),
    "municipality outside the area": ({"gemeenten": [{"gemeentecode": "Utrecht"}]}, "buiten_gebied"),
    "links do not add up": (
        {
            "gemeenten": [{"gemeentecode": "Assen", "gekoppeld_niet_gehuisvest": 5}],
            "huishoudens": [huishouden(koppelgemeente="Assen")],
        },
        "gekoppeld_ongelijk",
    ),
    "no dwelling in time": ({"woningaanbod": [woning(beschikbaar_vanaf="2026-08-01")]}, "geen_aanbod"),
    "size assumed": ({"aantallen": [{"aantal": 3, "weken_wachtend": 3}]}, "grootte_aangenomen"),
    "own population": ({"gemeenten": [{"gemeentecode": "Assen", "inwoners": 70000}]}, "peildatum_inwoners"),
    "half-year outside the plan": (
        {"uitruil": [{"halfjaar": "2027-I", "gemeentecode": "Assen", "personen": 0}]},
        "buiten_plan",
    ),
    "locks": (
        {
            "vastgezet": [
                {"soort": "plan", "veld": "bevroren_tot", "waarde": "2025-07-31"},
            ]
        },
        "bevroren_leeg",
    ),
    "distance to nowhere": (
        {"afstanden": [{"van": "Assen", "naar": "Nergens", "km": 3}]},
        "onbekende_plaats",
    ),
    "name": ({"huishoudens": [huishouden(huishouden="Jan de Vries")]}, "privacy"),
    "V-number": ({"huishoudens": [huishouden(huishouden="V-1234567890")]}, "privacy"),
    "BSN": ({"huishoudens": [huishouden(huishouden="123456782")]}, "privacy"),
}


@pytest.mark.parametrize("name", WARNED)
def test_warned(name: str) -> None:
    tables, code = WARNED[name]
    assert len(warnings_of(make(**tables), code)) == 1
    assert warnings_of(make(), code) == [] or code == "beginstand_onbekend"


def test_right_case_has_only_known_remarks() -> None:
    assert {problem.code for problem in make().waarschuwingen} == {
        "onzeker_cijfer",
        "beginstand_onbekend",
        "tarief_doorgetrokken",
    }


def test_numbers_that_do_not_add_up_are_both_named() -> None:
    rows = [{"gemeentecode": "Assen", "gekoppeld_niet_gehuisvest": 5}]
    counts = [{"koppelgemeente": "Assen", "personen": 3, "aantal": 4, "weken_wachtend": 2}]
    case = make(gemeenten=rows, huishoudens=[huishouden(koppelgemeente="Assen")], aantallen=counts)
    (problem,) = warnings_of(case, "gekoppeld_ongelijk")
    assert (problem.gevonden, "14 personen" in problem.verwacht) == ("5", True)
    agreed = make(
        gemeenten=[{"gemeentecode": "Assen", "gekoppeld_niet_gehuisvest": 14}],
        huishoudens=[huishouden(koppelgemeente="Assen")],
        aantallen=counts,
    )
    assert warnings_of(agreed, "gekoppeld_ongelijk") == []


def test_without_any_household_there_is_nothing_to_compare_with() -> None:
    nobody = pd.DataFrame(columns=["huishouden", "personen", "vergunningdatum"])
    with pytest.raises(CaseError) as caught:
        make(huishoudens=nobody, gemeenten=[{"gemeentecode": "Assen", "gekoppeld_niet_gehuisvest": 5}])
    codes = {problem.code for problem in caught.value.problems}
    assert "geen_huishoudens" in codes
    assert "gekoppeld_ongelijk" not in codes


def test_family_is_within_reach_by_the_planners_own_distances() -> None:
    people = [huishouden(gezin="Maastricht")]
    distances = [{"van": "Maastricht", "naar": "Assen", "km": 49}]
    assert warnings_of(make(huishoudens=people, afstanden=distances), "criteria_onverenigbaar") == []


def test_largest_household_is_a_setting() -> None:
    assert (
        make({"max_personen": 500}, huishoudens=[huishouden(personen=500)]).huishoudens["personen"][0] == 500
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("123456782", True),
        ("123456789", False),
        ("000000000", False),
        ("H12345678", False),
        ("12345678", False),
    ],
)
def test_bsn(text: str, outcome: bool) -> None:
    assert is_bsn(text) is outcome


@pytest.mark.parametrize("name", ["H0001", "PV22-0001", "GEZIN-12", "a3f9", "Huishouden 12", "R2D2"])
def test_usual_pseudonyms_are_left_alone(name: str) -> None:
    assert warnings_of(make(huishoudens=[huishouden(huishouden=name)]), "privacy") == []
