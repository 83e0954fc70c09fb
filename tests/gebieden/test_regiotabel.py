"""A bundled division as a table that a planner edits and a case reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing.case import read_case
from plaatsing.geodata import regios
from plaatsing.problemen import CaseError
from plaatsing.regiotabel import regiotabel
from tests.case.hulp import PLAN_TOML, folder
from tests.cli.hulp import run


def test_the_whole_country_reads_back_as_the_division_it_is(tmp_path: Path) -> None:
    plan = PLAN_TOML.replace('["Drenthe"]', '["nederland"]')
    casus = folder(tmp_path / "casus", plan=plan)
    result = run("geodata", "regios", "--indeling", "deelregio", "-o", casus / "regios.csv")
    assert (result.exit_code, "342 gemeenten in " in result.output) == (0, True)
    read = read_case(casus).gemeenten
    asked = regios("deelregio")
    assert read[["gemeentecode", "regiocode", "regio"]].to_numpy().tolist() == asked.to_numpy().tolist()


def test_an_edited_row_moves_a_municipality(tmp_path: Path) -> None:
    casus = folder(tmp_path / "casus")
    target = casus / "regios.csv"
    assert run("geodata", "regios", "--gebied", "drenthe", "-o", target).exit_code == 0
    text = target.read_text(encoding="utf-8-sig")
    target.write_text(text.replace("PV22;Drenthe;Assen", "EIGEN;Stad;Assen"), encoding="utf-8")
    found = read_case(casus).gemeenten.set_index("gemeente")["regio"]
    assert (found["Assen"], found["Emmen"]) == ("Stad", "Drenthe")


def test_a_table_that_is_there_stays_unless_asked(tmp_path: Path) -> None:
    command = ("geodata", "regios", "--gebied", "drenthe", "-o", tmp_path / "regios.csv")
    assert [run(*command).exit_code for _ in range(2)] == [0, 2]
    assert run(*command, "--vervang").exit_code == 0


def test_an_unknown_division_or_area_is_refused() -> None:
    with pytest.raises(CaseError, match="verwacht een van provincie, veiligheidsregio"):
        regiotabel("twente")
    with pytest.raises(CaseError, match="--gebied"):
        regiotabel("provincie", "Drente")
    result = run("--taal", "en", "geodata", "regios", "--indeling", "twente")
    assert (result.exit_code, "expected one of provincie" in result.output) == (2, True)
