"""Making a case and checking it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing.case import read_case
from tests.cli.hulp import run, write_case

SMALL = ("--regio", "drenthe", "--huishoudens", "30")


def test_new_writes_a_case_that_check_accepts(tmp_path: Path) -> None:
    case = tmp_path / "drenthe"
    made = run("new", case, *SMALL, "--seed", "3", "--locaties", "2", "--periode", "maand")
    assert made.exit_code == 0
    assert f"plaatsing check {case}" in made.output
    assert f"plaatsing solve {case} -o" in made.output
    assert "synthetisch" in (case / "LEESMIJ.txt").read_text(encoding="utf-8").lower()
    checked = run("check", case)
    assert checked.exit_code == 0
    assert "30 huishoudens" in " ".join(checked.output.split())


def test_new_gives_the_same_bytes_for_the_same_options(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("new", tmp_path / name, *SMALL).exit_code == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}


def test_every_option_reaches_the_case(tmp_path: Path) -> None:
    options = ("--koppeling", "landelijk", "--gekoppeld", "0", "--passendheid", "--periode", "2weken")
    assert run("new", tmp_path / "a", *SMALL, *options, "--halfjaar", "2025-I").exit_code == 0
    case = read_case(tmp_path / "a")
    settings = case.instellingen
    assert (settings.koppeling, settings.periode, settings.halfjaar) == ("landelijk", "2weken", "2025-I")
    assert (case.huishoudens["koppelgemeente"] == "").all()
    assert case.huishoudens["regioadvies"].map(len).gt(0).any()


@pytest.mark.parametrize("given", ["plan", "plan.xlsx"])
def test_new_writes_a_workbook_that_reads_the_same(tmp_path: Path, given: str) -> None:
    assert run("new", tmp_path / given, *SMALL, "--xlsx").exit_code == 0
    assert run("new", tmp_path / "map", *SMALL).exit_code == 0
    assert read_case(tmp_path / "plan.xlsx").huishoudens.equals(read_case(tmp_path / "map").huishoudens)


@pytest.mark.parametrize("xlsx", [False, True])
def test_an_empty_case_explains_itself_and_waits_for_households(tmp_path: Path, xlsx: bool) -> None:
    target = tmp_path / ("leeg.xlsx" if xlsx else "leeg")
    made = run("new", target, "--regio", "drenthe", "--leeg", *(["--xlsx"] if xlsx else []))
    assert made.exit_code == 0
    checked = run("check", target)
    assert checked.exit_code == 2
    assert "vul huishoudens of aantallen" in checked.output


@pytest.mark.parametrize("leeg", [[], ["--leeg"]])
def test_an_unknown_area_and_half_year_are_told_at_once(tmp_path: Path, leeg: list[str]) -> None:
    result = run("new", tmp_path / "x", "--regio", "drente", "--halfjaar", "2025", *leeg)
    assert result.exit_code == 2
    text = " ".join(result.output.split())
    assert 'gevonden "drente"' in text
    assert 'bedoelde u "Drenthe"' in text
    assert 'gevonden "2025"' in text
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("leeg", [[], ["--leeg"]])
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, leeg: list[str]) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "eigen.txt").write_text("werk", encoding="utf-8")
    result = run("new", tmp_path / "x", *SMALL, *leeg)
    assert result.exit_code == 2
    assert "is niet leeg" in result.output
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["eigen.txt"]


def test_an_empty_folder_may_be_filled_and_a_file_not(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert run("new", tmp_path / "x", *SMALL).exit_code == 0
    (tmp_path / "y").write_text("", encoding="utf-8")
    assert run("new", tmp_path / "y", *SMALL).exit_code == 2


def test_check_lists_every_problem_grouped_by_file_with_counts(tmp_path: Path) -> None:
    case = write_case(tmp_path / "casus")
    households = case / "huishoudens.csv"
    text = households.read_text(encoding="utf-8-sig").replace("2024-12-02", "31-02-2025")
    households.write_text(text, encoding="utf-8")
    dwellings = case / "woningaanbod.csv"
    dwellings.write_text(dwellings.read_text(encoding="utf-8-sig").replace("flex", "flexx"), encoding="utf-8")
    result = run("check", case)
    assert result.exit_code == 2
    text = " ".join(result.output.split())
    assert "huishoudens.csv (1 fout)" in text
    assert 'rij 2 (H1), vergunningdatum: gevonden "31-02-2025", verwacht een datum' in text
    assert "woningaanbod.csv (1 fout)" in text
    assert 'bedoelde u "flex"?' in text
    assert "2 fouten" in result.output.splitlines()[-1]


def test_warnings_alone_end_with_0(tmp_path: Path) -> None:
    result = run("check", write_case(tmp_path / "casus"))
    assert result.exit_code == 0
    assert "waarschuwing" in result.output
    assert "is bruikbaar" in result.output


def test_check_says_the_frame_in_english(tmp_path: Path) -> None:
    result = run("--taal", "en", "check", write_case(tmp_path / "casus"))
    assert result.exit_code == 0
    assert "warning" in result.output
    assert "is usable: 5 households (11 persons), 2 municipalities" in " ".join(result.output.split())


def test_a_path_that_does_not_exist_says_so(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nergens")
    assert result.exit_code == 2
    assert "bestaat niet" in result.output


def test_problems_are_told_in_english_when_asked(tmp_path: Path) -> None:
    case = write_case(tmp_path / "casus")
    (case / "huishoudens.csv").write_text(
        "huishouden;personen;vergunningdatum;coa_locatie;koppelgemeente;nationaliteit;kleur\n"
        "H1;-1;2025-13-01;Nergens;Asen;x;rood\nH1;veel;;;;;\n",
        encoding="utf-8",
    )
    (case / "woningaanbod.csv").write_text("aanbod;gemeentecode\nW1\n", encoding="utf-8")
    (case / "plan.toml").write_text(
        'gebied = ["Asen"]\nhalfjaar = "2025-3"\nperiode = "dag"\nafstand = 3\n', encoding="utf-8"
    )
    result = run("check", case, "--taal", "en")
    assert result.exit_code == 2
    text = " ".join(result.output.split())
    for dutch in ("verwacht ", "gevonden ", "bedoelde u", "fout ", "ontbreekt", "deze ", "geen ", "rij "):
        assert dutch not in text.replace(str(case), ""), dutch
    assert "expected" in text
    assert "did you mean" in text
