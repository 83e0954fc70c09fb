"""Official boundaries in a case: checked, joined, kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing.case import Case, read_case
from plaatsing.gebieden import case_gebieden
from plaatsing.problemen import CaseError
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from tests.case.hulp import PLAN_TOML, error, folder, make, refused, warnings_of
from tests.geodata.grenzen.vormen import cbs, pdok, write

GEBIED = ["Assen", "Coevorden", "Emmen"]
PLAN = PLAN_TOML.replace('["Drenthe"]', '["Assen", "Coevorden", "Emmen"]') + 'gebieden = "grenzen.gpkg"\n'


def with_boundaries(tmp_path: Path) -> Case:
    path = folder(tmp_path / "casus", plan=PLAN)
    write(pdok(), path / "grenzen.gpkg", "gemeentegebied")
    return read_case(path)


def test_boundaries_are_joined_with_the_municipalities(tmp_path: Path) -> None:
    case = with_boundaries(tmp_path)
    joined = case_gebieden(case)
    assert list(joined.columns) == ["gemeentecode", "gemeente", "provinciecode", "jaar", "bron", "geometry"]
    assert joined["gemeentecode"].tolist() == case.gemeenten["gemeentecode"].tolist()
    assert joined["provinciecode"].unique().tolist() == ["PV22"]
    assert joined.crs == "EPSG:28992"
    assert joined.area.tolist() == pytest.approx([1e8] * 3)
    assert not [problem for problem in case.waarschuwingen if problem.code.startswith("gebieden")]


def test_a_case_keeps_its_boundaries_when_written(tmp_path: Path) -> None:
    case = with_boundaries(tmp_path)
    again = read_case(case.write(tmp_path / "kopie"))
    assert again.instellingen.gebieden == "gebieden.geojson"
    assert case_gebieden(again)["bron"].tolist() == ["PDOK Bestuurlijke Gebieden"] * 3
    assert case_gebieden(again).geometry.geom_equals(case_gebieden(case).geometry).all()
    again.write(tmp_path / "kopie2")
    first, second = (tmp_path / name / "gebieden.geojson" for name in ("kopie", "kopie2"))
    assert first.read_bytes() == second.read_bytes()


def test_a_workbook_has_its_boundaries_beside_it(tmp_path: Path) -> None:
    path = with_boundaries(tmp_path).write(tmp_path / "boek" / "casus.xlsx")
    assert len(case_gebieden(read_case(path))) == 3


def test_without_the_setting_there_are_no_boundaries() -> None:
    case = make()
    assert case.grenzen is None
    with pytest.raises(CaseError, match="deze instelling ontbreekt, bijvoorbeeld gebieden"):
        case_gebieden(case)


def test_a_municipality_without_boundary_refuses_the_case(tmp_path: Path) -> None:
    path = write(cbs(statcode=["GM0106", "GM9001"], statnaam=["Assen", "Nergens"]), tmp_path / "g.gpkg")
    problem = error({"gebied": GEBIED, "gebieden": str(path)})
    assert (problem.bestand, problem.code) == (str(path), "gebieden_verschil")
    assert problem.verwacht == (
        "de grenzen verschillen van de gemeenten van de casus: ontbreekt: Coevorden (GM0109) en Emmen "
        "(GM0114); samengevoegd: -; verdeeld: -; hernoemd: -; onbekend: Nergens (GM9001)"
    )


def test_another_name_is_a_warning(tmp_path: Path) -> None:
    path = write(cbs(statnaam=["Assen", "Oud-Coevorden", "Emmen"]), tmp_path / "g.gpkg")
    case = make({"gebied": GEBIED, "gebieden": str(path)})
    (problem,) = warnings_of(case, "gebieden_verschil")
    assert "hernoemd: Oud-Coevorden naar Coevorden (GM0109)" in problem.verwacht
    assert case_gebieden(case)["gemeente"].tolist() == GEBIED


def test_a_file_that_cannot_be_used_is_a_problem_among_the_others(tmp_path: Path) -> None:
    plan = PLAN.replace("grenzen.gpkg", "weg.gpkg") + "onzin = 1\n"
    path = folder(tmp_path / "casus", plan=PLAN.replace("grenzen.gpkg", "weg.gpkg"))
    (problem,) = refused(path)
    assert (problem.bestand, problem.verwacht) == ("weg.gpkg", "dit bestand bestaat niet")
    both = refused(folder(tmp_path / "casus", plan=plan))
    assert [(found.bestand, found.kolom) for found in both] == [
        ("plan.toml", "onzin"),
        (problem.bestand, problem.kolom),
    ]


def test_differences_are_told_in_english(tmp_path: Path) -> None:
    path = write(cbs(statcode=["GM0106"]), tmp_path / "g.gpkg")
    problem = error({"gebied": ["Assen", "Emmen"], "gebieden": str(path)})
    with speak("en"):
        assert translate(problem.verwacht) == (
            "the boundaries differ from the municipalities of the case: missing: Emmen (GM0114); merged: -; "
            "divided: -; renamed: -; unknown: -"
        )
