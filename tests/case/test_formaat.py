"""A case carries the version of its format: written, read, and refused where it is another."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from plaatsing.case import read_case
from plaatsing.lezen.formaat import CASUSFORMAAT
from plaatsing.sjabloon import write_template
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from tests.case.hulp import PLAN_TOML, folder, make, refused, same


def test_a_written_case_says_its_format_and_reads_as_it_was(tmp_path: Path) -> None:
    case = make()
    written = case.write(tmp_path / "casus")
    text = (written / "plan.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["formaat_versie"] == CASUSFORMAAT
    same(read_case(written), case)
    same(read_case(case.write(tmp_path / "casus.xlsx")), case)


def test_a_case_without_version_is_of_the_first_format(tmp_path: Path) -> None:
    plain = read_case(folder(tmp_path / "zonder"))
    same(read_case(folder(tmp_path / "met", plan=f"formaat_versie = 1\n{PLAN_TOML}")), plain)


@pytest.mark.parametrize("version", ["99", "0", '"2"', "1.5"])
def test_another_format_is_refused_with_a_clear_word(tmp_path: Path, version: str) -> None:
    (problem,) = refused(folder(tmp_path / "casus", plan=f"formaat_versie = {version}\n{PLAN_TOML}"))
    assert (problem.bestand, problem.kolom, problem.code) == ("plan.toml", "formaat_versie", "formaat")
    assert problem.gevonden == version.strip('"')
    assert problem.verwacht == "deze versie van plaatsing leest casusformaat 1; werk plaatsing bij"
    with speak("en"):
        assert (
            translate(problem.verwacht) == "this version of plaatsing reads case format 1; update plaatsing"
        )


@pytest.mark.parametrize("xlsx", [False, True])
def test_an_empty_template_says_its_format_too(tmp_path: Path, xlsx: bool) -> None:
    place = write_template(tmp_path / "leeg", xlsx)
    codes = {problem.code for problem in refused(place)}
    assert codes == {"geen_huishoudens"}
