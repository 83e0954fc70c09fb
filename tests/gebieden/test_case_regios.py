"""The regions of a case: a bundled division or the planner's own table, and what hangs on them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from plaatsing.bereik import case_bereik
from plaatsing.case import Case, read_case
from plaatsing.doorberekening import met_regio, totalen
from plaatsing.instantie.keuze import Keuze
from plaatsing.kandidaten import kandidaten
from plaatsing.solve import solve
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from plaatsing.verify import verify
from tests.case.hulp import error, errors, folder, huishouden, locatie, make, same, woning

NOORD = ("Noordenveld", "Tynaarlo", "Assen", "Aa en Hunze", "Midden-Drenthe", "Borger-Odoorn")
ZUID = ("Westerveld", "Meppel", "De Wolden", "Hoogeveen", "Coevorden", "Emmen")


def eigen() -> list[dict[str, str]]:
    """Drenthe in a northern and a southern region."""
    halves = (("N", "Noord-Drenthe", NOORD), ("Z", "Zuid-Drenthe", ZUID))
    return [
        {"regiocode": code, "regio": name, "gebiedscode": gemeente}
        for code, name, gemeenten in halves
        for gemeente in gemeenten
    ]


def regions(case: Case) -> dict[str, str]:
    return dict(zip(case.gemeenten["gemeente"], case.gemeenten["regiocode"], strict=True))


def test_regions_are_the_provinces_by_default() -> None:
    table = make().gemeenten
    assert table["regiocode"].unique().tolist() == ["PV22"]
    assert table["regio"].unique().tolist() == ["Drenthe"]
    assert table["koppelregiocode"].unique().tolist() == ["KR1"]


def test_a_bundled_division_is_chosen_by_name() -> None:
    case = make({"gebied": ["Overijssel"], "regios": "deelregio"})
    assert set(case.gemeenten["regio"]) == {"Twente", "IJsselland"}


def test_the_planners_own_table_goes_first() -> None:
    found = regions(make(regios=eigen()))
    assert {found[name] for name in NOORD} == {"N"}
    assert {found[name] for name in ZUID} == {"Z"}


def test_a_table_may_hold_several_divisions_of_the_whole_country(tmp_path: Path) -> None:
    import importlib.resources

    bundled = importlib.resources.files("plaatsing.geodata").joinpath("data", "regios.csv").read_bytes()
    plan = 'gebied = ["Limburg"]\nhalfjaar = "2025-II"\nregios = "deelregio"\n'
    offered = b"aanbod;gemeentecode;beschikbaar_vanaf\nW1;Venlo;2025-08-01\n"
    case = read_case(folder(tmp_path / "casus", plan=plan, regios=bundled, woningaanbod=offered))
    assert set(case.gemeenten["regio"]) == {"Noord-Limburg", "Midden-Limburg", "Zuid-Limburg"}
    same(read_case(case.write(tmp_path / "kopie")), case)
    same(read_case(case.write(tmp_path / "casus.xlsx")), case)


def test_a_candidate_serves_its_own_region_only() -> None:
    sites = [locatie(status="kandidaat", gemeentecode="Midden-Drenthe")]
    wide: dict[str, Any] = {"afstandslimiet_km": 200}
    names = make(wide).gemeenten.set_index("gemeentecode")["gemeente"]
    whole = set(case_bereik(make(wide, doorstroomlocaties=sites))["gemeentecode"].map(names))
    north = set(case_bereik(make(wide, doorstroomlocaties=sites, regios=eigen()))["gemeentecode"].map(names))
    assert whole == {*NOORD, *ZUID}
    assert north == set(NOORD)


def test_proposed_sites_cover_each_region_by_itself() -> None:
    wide: dict[str, Any] = {"afstandslimiet_km": 200}
    assert len(kandidaten(make(wide)).rijen) == 1
    proposed = kandidaten(make(wide, regios=eigen())).rijen
    found = make(regios=eigen()).gemeenten.set_index("gemeentecode")["regiocode"]
    assert sorted(proposed["gemeentecode"].map(found)) == ["N", "Z"]


@pytest.mark.parametrize(
    ("koppeling", "expected"),
    [
        ("regio", set(NOORD)),
        ("provincie", {*NOORD, *ZUID}),
        ("koppelregio", {*NOORD, *ZUID, "Leeuwarden"}),
        ("landelijk", {*NOORD, *ZUID, "Leeuwarden", "Zwolle"}),
    ],
)
def test_a_proposal_stays_within_the_chosen_scope(koppeling: str, expected: set[str]) -> None:
    plan = {"gebied": ["Drenthe", "Leeuwarden", "Zwolle"], "koppeling": koppeling}
    rest = [
        {"regiocode": "X", "regio": "Elders", "gebiedscode": "Leeuwarden"},
        {"regiocode": "Y", "regio": "Oost", "gebiedscode": "Zwolle"},
    ]
    case = make(plan, regios=[*eigen(), *rest], coa_locaties=[{"coa_locatie": "C1", "gemeentecode": "Assen"}])
    allowed = Keuze(case).base("C1")
    assert set(case.gemeenten.loc[allowed, "gemeente"]) == expected


def test_every_gap_double_and_piece_is_named_at_once() -> None:
    rows = [row for row in eigen() if row["gebiedscode"] != "Assen"]
    rows.append({"regiocode": "N", "regio": "Noord-Drenthe", "gebiedscode": "Emmen"})
    rows.append({"regiocode": "N", "regio": "Noord-Drenthe", "gebiedscode": "GM9999"})
    found = {problem.code: problem for problem in errors(regios=rows)}
    assert set(found) == {"regio_dubbel", "regio_onbekend", "regio_ontbreekt"}
    assert "Assen (GM0106)" in found["regio_ontbreekt"].verwacht
    assert (found["regio_dubbel"].rij, found["regio_onbekend"].rij) == (13, 14)
    assert found["regio_onbekend"].gevonden == "GM9999"


def test_a_region_in_pieces_is_refused() -> None:
    rows = [row | {"regiocode": "Z", "regio": "Zuid-Drenthe"} if row["gebiedscode"] == "Noordenveld" else row
            for row in eigen()]  # fmt: skip
    assert "hangt niet aaneen" in error(regios=rows).verwacht


def test_a_division_that_is_not_there_is_refused_with_the_names_that_are() -> None:
    problem = error({"regios": "twente"})
    assert (problem.bestand, problem.kolom, problem.gevonden) == ("instellingen", "regios", "twente")
    assert "provincie, veiligheidsregio, deelregio, koppelregio" in problem.verwacht
    assert "kolom indeling" in error({"regios": "veiligheidsregio"}, regios=eigen()).verwacht
    several = [row | {"indeling": name} for name in ("a", "b") for row in eigen()]
    assert "meer indelingen (a, b)" in error(regios=several).verwacht
    assert set(regions(make({"regios": "b"}, regios=several)).values()) == {"N", "Z"}


def test_own_codes_have_their_own_regions() -> None:
    rows = [
        {"gemeentecode": code, "inwoners": 100, "x_rd": x, "y_rd": 0.0, "provinciecode": "P"}
        for code, x in (("A", 0.0), ("B", 5000.0))
    ]
    plan = {"gebied": [], "vg": {"2025-II": {"bekend": 10}}}
    dwellings = [{"aanbod": "W1", "gemeentecode": "A", "beschikbaar_vanaf": "2025-08-01"}]
    plain = make(plan, gemeenten=rows, woningaanbod=dwellings)
    assert plain.gemeenten["regiocode"].tolist() == ["P", "P"]
    given = [{"regiocode": code * 2, "regio": code * 3, "gebiedscode": code} for code in "AB"]
    own = make(plan, gemeenten=rows, woningaanbod=dwellings, regios=given)
    assert own.gemeenten["regiocode"].tolist() == ["AA", "BB"]
    no_linking = error(plan | {"koppeling": "koppelregio"}, gemeenten=rows, woningaanbod=dwellings)
    assert no_linking.kolom == "koppeling"


def test_what_is_wrong_is_said_in_english_too() -> None:
    with speak("en"):
        assert translate(error({"regios": "twente"}).verwacht).startswith("expected one of provincie, ")
        assert "is not in one piece" in translate("Noord (N) hangt niet aaneen; los van de rest ligt: Urk")


def test_the_example_of_the_guide_divides_drenthe(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```\n(regiocode;.*?)```", guide, re.DOTALL)
    found = regions(read_case(folder(tmp_path / "casus", regios=table)))
    assert (found["Assen"], found["Emmen"], found["Meppel"]) == ("N", "N", "Z")


def emmen(**tables: Any) -> Case:
    """A household of Emmen without a dwelling there, and a possible location in Assen."""
    return make(
        {"afstandslimiet_km": 200, "periode": "maand", "vg": {"2025-II": {"bekend": 10}}},
        huishoudens=[
            huishouden(vergunningdatum="2025-01-02", koppelgemeente="Emmen", koppeldatum="2025-01-16")
        ],
        doorstroomlocaties=[locatie(status="kandidaat", gemeentecode="Assen", open_vanaf="2025-07-01")],
        gemeenten=[{"gemeentecode": "Emmen", "taakstelling": 2}],
        **tables,
    )


def test_plan_and_verification_keep_to_the_regions_of_the_case() -> None:
    whole, parted = emmen(), emmen(regios=eigen())
    across, within = solve(whole), solve(parted)
    assert across.plaatsingen["locatie"].tolist() == ["L1"]
    assert within.plaatsingen["locatie"].tolist() == [""]
    assert verify(whole, across).bevindingen == ()
    assert verify(parted, within).bevindingen == ()
    assert "bereik" in verify(parted, across).regels


def test_totals_of_the_ledger_per_region_are_those_of_its_municipalities() -> None:
    case = emmen(regios=eigen())
    plan = solve(case)
    ledger = met_regio(case, plan.doorberekening)
    assert totalen(ledger, ["regiocode", "regio"])["regio"].tolist() == ["Zuid-Drenthe"]
    assert totalen(ledger, ["regio"])["bedrag_cent"].sum() == plan.doorberekening["bedrag_cent"].sum() > 0


def assen(koppeling: str) -> Case:
    """Someone unlinked in reception in Assen, and the only dwelling in Emmen, in another region."""
    plan = {"koppeling": koppeling, "periode": "maand", "vg": {"2025-II": {"bekend": 10}}}
    return make(
        plan,
        huishoudens=[huishouden(coa_locatie="C1")],
        woningaanbod=[woning(gemeentecode="Emmen", max_personen=4)],
        coa_locaties=[{"coa_locatie": "C1", "gemeentecode": "Assen"}],
        gemeenten=[{"gemeentecode": "Emmen", "taakstelling": 2, "koppelruimte": 10}],
        regios=eigen(),
    )


def test_a_proposal_outside_its_region_is_found_by_verification() -> None:
    wide, narrow = assen("koppelregio"), assen("regio")
    plan = solve(wide)
    emmen_code = str(wide.gemeenten.set_index("gemeente").loc["Emmen", "gemeentecode"])
    assert plan.plaatsingen["koppelgemeente"].tolist() == [emmen_code]
    assert verify(wide, plan).bevindingen == ()
    assert "koppelgebied" in verify(narrow, plan).regels
    assert solve(narrow).plaatsingen["koppelgemeente"].tolist() != [emmen_code]
