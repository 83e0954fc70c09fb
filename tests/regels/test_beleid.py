"""Rule sets: bundled figures, and own wording for what is wrong with a file."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from plaatsing.beleid import Beleid, list_beleid, read_beleid
from plaatsing.problemen import CaseError, Problem

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
    assert list_beleid() == ("migratieagenda-2023",)
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


def test_every_figure_has_source_and_certainty(beleid: Beleid) -> None:
    parts = [beleid, beleid.termijn, beleid.realisatie, beleid.verblijf, beleid.straal, beleid.nareis]
    for part in [*parts, beleid.taakstelling, beleid.doorberekening, *beleid.tarieven]:
        assert part.bron
        assert part.zekerheid


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
