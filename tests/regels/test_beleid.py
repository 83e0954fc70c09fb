"""Rule sets: bundled figures, and own wording for what is wrong with a file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from plaatsing.beleid import Beleid, list_beleid, read_beleid
from plaatsing.problemen import CaseError, Problem
from plaatsing.solve import solve
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from plaatsing.verify import verify
from tests.regels.hulp import gemeente, huishouden, maak_case

BUNDLED = Path(__file__).parents[2] / "plaatsing" / "beleid" / "regels" / "migratieagenda-2023.toml"


@pytest.fixture
def beleid() -> Beleid:
    return read_beleid("migratieagenda-2023")


def problems_after(tmp_path: Path, *changes: tuple[str, str]) -> list[Problem]:
    """Change the bundled text, read it, and return the problems it raises."""
    text = BUNDLED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_beleid(path)
    return caught.value.problems


def test_bundled_rule_set_holds_the_draft_letter(beleid: Beleid) -> None:
    assert list_beleid() == ("bekostigingsregeling-2025", "migratieagenda-2023")
    assert beleid.zekerheid == "concept"
    assert "nog niet geaccordeerd" in beleid.bron
    assert (beleid.termijn.koppelen_weken, beleid.termijn.zoeken_weken) == (2, 10)
    assert beleid.termijn.verhuizen_weken == 2
    assert beleid.coa_weken == beleid.termijn.coa_weken == 14
    assert beleid.termijn.na_koppeling_weken == 12
    assert beleid.telt_mee == dict.fromkeys(("eigen", "flex", "tijdelijk", "doorstroomlocatie"), True)
    assert beleid.maximaal_verblijf_nachten == 365
    assert beleid.straal_km == {"gezin": 50, "werk": 0, "studie": 0, "medisch": 0}
    assert beleid.nareis_binnen_weken == 13
    assert beleid.nareis.zekerheid == "aanname"
    assert beleid.afronding == "rekenkundig"
    assert beleid.doorberekening.begin == "na_halfjaar_termijn"


@pytest.mark.parametrize(
    ("jaar", "soort", "cent", "jaar_bron", "zekerheid"),
    [
        (2022, "regulier", 7425, 2022, "officieel"),
        (2023, "regulier", 8329, 2023, "pers"),
        (2024, "regulier", 8300, 2024, "afgeleid"),
        (2022, "noodopvang", 14630, 2022, "officieel"),
        (2023, "noodopvang", 19014, 2023, "pers"),
        (2024, "noodopvang", 19014, 2023, "pers"),
        (2026, "regulier", 8300, 2024, "afgeleid"),
        (2021, "regulier", 7425, 2022, "officieel"),
    ],
)
def test_tarief_is_the_last_known_of_its_kind(
    beleid: Beleid, jaar: int, soort: str, cent: int, jaar_bron: int, zekerheid: str
) -> None:
    tarief = beleid.tarief_cent(jaar, soort)
    assert (tarief.cent, tarief.jaar_bron, tarief.zekerheid) == (cent, jaar_bron, zekerheid)
    assert tarief.doorgetrokken is (jaar != jaar_bron)


def test_tarief_of_an_unknown_kind_is_refused(beleid: Beleid) -> None:
    with pytest.raises(ValueError, match="hotel"):
        beleid.tarief_cent(2024, "hotel")


@pytest.mark.parametrize("naam", list_beleid())
def test_every_figure_has_source_and_certainty(naam: str) -> None:
    parts = dict(read_beleid(naam).onderdelen())
    assert {"termijn", "doorberekening", "doorstroomlocatie", "tarieven[1]"} <= set(parts)
    for part in parts.values():
        assert part.bron
        assert part.zekerheid


def test_scheme_in_force_pays_nights_and_passes_nothing_on() -> None:
    scheme = read_beleid("bekostigingsregeling-2025")
    rule = scheme.doorstroomlocatie
    assert rule is not None
    assert (rule.normbedrag_cent_per_persoon_dag, rule.zekerheid) == (6000, "pers")
    assert rule.eigen_slaapkamer
    assert rule.alleen_deelnemers
    assert rule.varianten == ("lokaal", "regionaal")
    assert scheme.maximaal_verblijf_nachten == 365
    assert scheme.geldig_op(date(2028, 12, 31))
    assert not scheme.geldig_op(date(2029, 1, 1))
    assert scheme.doorberekening.begin == "geen"
    amounts = {row.regeling: (row.cent, row.zekerheid) for row in scheme.regelingen}
    assert amounts == {
        "eenmalige_bijdrage_huisvesting": (3_000_000, "pers"),
        "har_2025": (3_800_000, "officieel"),
        "sft_flexwoning": (1_400_000, "officieel"),
    }


def test_parts_outside_their_own_dates_are_named(beleid: Beleid) -> None:
    assert beleid.buiten_geldigheid(date(2025, 7, 1), date(2025, 12, 31)) == []
    for van, tot in ((date(2025, 1, 1), date(2025, 6, 30)), (date(2028, 7, 1), date(2029, 1, 1))):
        (named,) = beleid.buiten_geldigheid(van, tot)
        assert named == ("doorstroomlocatie", beleid.doorstroomlocatie)


def test_a_plan_outside_the_dates_of_a_figure_warns_and_is_used_all_the_same() -> None:
    case = maak_case([gemeente("A")], halfjaar="2025-I", vg={"2025-I": {"bekend": 10}})
    (warning,) = (p for p in case.waarschuwingen if p.code == "cijfer_ongeldig")
    assert warning.verwacht == (
        "doorstroomlocatie in deze regelset geldt vanaf 2025-04-09 tot en met 2028-12-31, "
        "niet in heel het plan"
    )
    codes = {problem.code for problem in maak_case([gemeente("A")]).waarschuwingen}
    assert not codes & {"cijfer_ongeldig", "beleid_ongeldig"}


def test_every_carried_tariff_is_named_by_kind_and_year() -> None:
    """The bundled figures end in 2024 (regulier) and 2023 (noodopvang)."""

    def said(**settings: Any) -> list[str]:
        case = maak_case([gemeente("A")], **settings)
        return [p.verwacht for p in case.waarschuwingen if p.code == "tarief_doorgetrokken"]

    first = said(halfjaar="2024-I")
    assert first == ["tarief noodopvang: voor 2024 is er geen cijfer; dat van 2023 is doorgetrokken"]
    assert said(horizon="2026-03-31") == [
        f"tarief {soort}: voor {jaar} is er geen cijfer; dat van {bron} is doorgetrokken"
        for jaar in (2025, 2026)
        for soort, bron in (("noodopvang", 2023), ("regulier", 2024))
    ]
    with speak("en"):
        assert translate(first[0]).endswith("there is no figure for 2024; that of 2023 is carried on")


def test_a_rule_set_that_lapses_inside_the_plan_warns() -> None:
    case = maak_case(
        [gemeente("A")],
        halfjaar="2028-II",
        horizon="2029-01-31",
        beleid="bekostigingsregeling-2025",
        vg={"2028-II": {"bekend": 10}},
    )
    warnings = {problem.code: problem.verwacht for problem in case.waarschuwingen}
    assert warnings["beleid_ongeldig"] == "deze regelset geldt niet op 2029-01-31"


def test_rule_set_cannot_be_changed(beleid: Beleid) -> None:
    with pytest.raises(ValidationError):
        setattr(beleid.termijn, "koppelen_weken", 3)  # noqa: B010


def test_validity_dates(beleid: Beleid) -> None:
    assert not beleid.geldig_op(date(2023, 7, 6))
    assert beleid.geldig_op(date(2023, 7, 7))
    ended = beleid.model_copy(update={"geldig_tot": date(2025, 1, 1)})
    assert ended.geldig_op(date(2025, 1, 1))
    assert not ended.geldig_op(date(2025, 1, 2))


def test_own_file_is_read_from_the_case_folder(tmp_path: Path) -> None:
    text = BUNDLED.read_text(encoding="utf-8").replace("zoeken_weken = 10", "zoeken_weken = 8")
    (tmp_path / "ruimer.toml").write_text(text, encoding="utf-8-sig")
    assert read_beleid("ruimer.toml", tmp_path).coa_weken == 12
    assert read_beleid(tmp_path / "ruimer.toml").coa_weken == 12


def test_all_problems_come_at_once_with_key_found_and_expected(tmp_path: Path) -> None:
    problems = problems_after(
        tmp_path,
        ("koppelen_weken", "koppelen_wekn"),
        ("jaar = 2022", 'jaar = "2022"'),
        ("gezin = 50", "gezin = -1"),
        ("eigen = true", "eigen = 1"),
        ("maximaal_nachten = 365", "maximaal_nachten = 365.5"),
        ("geldig_vanaf = 2023-07-07", 'geldig_vanaf = "7 juli"'),
        ('begin = "na_halfjaar_termijn"', 'begin = "na_halfjaar_termyn"'),
        ("[nareis]", "[nareiss]"),
    )
    said = {problem.kolom: problem for problem in problems}
    assert set(said) == {
        "termijn.koppelen_weken",
        "termijn.koppelen_wekn",
        "tarieven[1].jaar",
        "straal.km.gezin",
        "realisatie.telt_mee.eigen",
        "verblijf.maximaal_nachten",
        "geldig_vanaf",
        "doorberekening.begin",
        "nareis",
        "nareiss",
    }
    assert {problem.bestand for problem in problems} == {"eigen.toml"}
    assert said["termijn.koppelen_wekn"].bedoelde_u == "koppelen_weken"
    assert said["nareiss"].bedoelde_u == "nareis"
    assert said["doorberekening.begin"].bedoelde_u == "na_halfjaar_termijn"
    assert said["termijn.koppelen_weken"].verwacht == "deze sleutel ontbreekt"
    assert str(said["straal.km.gezin"]) == (
        'eigen.toml, straal.km.gezin: gevonden "-1", verwacht ten minste 0'
    )
    assert said["tarieven[1].jaar"].verwacht == "verwacht een geheel getal"
    assert said["realisatie.telt_mee.eigen"].verwacht == "verwacht true of false"
    assert "datum" in said["geldig_vanaf"].verwacht


def test_double_tariff_and_reversed_dates_are_refused(tmp_path: Path) -> None:
    problems = problems_after(
        tmp_path,
        ("jaar = 2024", "jaar = 2023"),
        ("geldig_vanaf = 2023-07-07", "geldig_vanaf = 2023-07-07\ngeldig_tot = 2023-07-06"),
    )
    assert [(problem.kolom, problem.gevonden) for problem in problems] == [
        ("tarieven[5]", "2023, regulier"),
        ("geldig_tot", "2023-07-06"),
    ]


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "stuk.toml"
    path.write_text('naam = "x"\ntitel = = 3\n', encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_beleid(path)
    (problem,) = caught.value.problems
    assert (problem.rij, problem.code) == (2, "toml")
    path.write_bytes(b'naam = "\xff\xfe"')
    with pytest.raises(CaseError, match="UTF-8"):
        read_beleid(path)


def test_unknown_name_suggests_the_bundled_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_beleid("migratieagenda2023")
    assert caught.value.problems[0].bedoelde_u == "migratieagenda-2023"
    with pytest.raises(CaseError, match="bestaat niet"):
        read_beleid("weg.toml", tmp_path)


def test_wrong_values_of_the_scheme_are_named_with_their_choices(tmp_path: Path) -> None:
    problems = problems_after(
        tmp_path,
        ('betaler = "regeling"', 'betaler = "regelingen"'),
        ('"lokaal", "regionaal"', '"lokal"'),
        ("eigen_slaapkamer = true", "slaapkamer = true"),
    )
    said = {problem.kolom: problem for problem in problems}
    assert said["transitie.betaler"].bedoelde_u == "regeling"
    assert said["doorstroomlocatie.varianten[1]"].bedoelde_u == "lokaal"
    assert said["doorstroomlocatie.slaapkamer"].bedoelde_u == "eigen_slaapkamer"
    assert said["doorstroomlocatie.eigen_slaapkamer"].code == "ontbreekt"


def test_a_part_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_after(tmp_path, ("geldig_tot = 2028-12-31", "geldig_tot = 2024-12-31"))
    assert (problem.kolom, problem.gevonden) == ("doorstroomlocatie.geldig_tot", "2024-12-31")


def test_a_plan_names_the_figures_used_outside_their_dates() -> None:
    people = [huishouden("H1", 1, "2025-01-06")]
    late = solve(maak_case([gemeente("A")], people, halfjaar="2025-I", vg={"2025-I": {"bekend": 10}}))
    assert "Buiten de eigen geldigheid gebruikt: doorstroomlocatie." in late.summary("nl")
    assert "Used outside its own dates of validity: doorstroomlocatie." in late.summary("en")
    assert "eigen geldigheid" not in solve(maak_case([gemeente("A")])).summary("nl")


def test_a_plan_under_the_scheme_in_force_verifies_and_charges_nothing() -> None:
    people = [huishouden("H1", 1, "2025-01-06", koppelgemeente="A", koppeldatum="2025-01-20")]
    plan = solve(maak_case([gemeente("A")], people, beleid="bekostigingsregeling-2025"))
    assert plan.doorberekening.empty
    assert verify(plan.case, plan).bevindingen == ()
