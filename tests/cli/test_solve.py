"""From a case to a run folder, and how that ends."""

from __future__ import annotations

import io
import json
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import openpyxl
import pytest

from plaatsing.case import Case
from plaatsing.cli.voortgang import Voortgangsregel, progress_text
from plaatsing.generator import generate_case
from plaatsing.plan import Plan
from plaatsing.solve import GeenPlanError, Voortgang
from plaatsing.taal import speak
from tests.cli.hulp import run, start, write_case
from tests.uitvoer.voorbeeld import example_plan


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "casus")


def _outcome(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Let solving end with its plan changed as asked."""
    really_solve = sys.modules["plaatsing.solve"].solve

    def solve(case: Case, **settings: Any) -> Plan:
        plan: Plan = replace(really_solve(case, **settings), **changes)
        return plan

    monkeypatch.setattr(sys.modules["plaatsing.solve"], "solve", solve)


def test_solve_writes_a_run_and_says_what_came_out(case: Path, tmp_path: Path) -> None:
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == 0
    assert str(Plan.read(tmp_path / "plan")) in result.output
    assert f"begin met {tmp_path / 'plan' / 'plan.xlsx'}" in result.output


def test_the_case_may_be_a_workbook(tmp_path: Path) -> None:
    assert (
        run("new", tmp_path / "c.xlsx", "--regio", "drenthe", "--huishoudens", "10", "--xlsx").exit_code == 0
    )
    assert run("solve", tmp_path / "c.xlsx", "-o", tmp_path / "plan").exit_code == 0
    assert len(Plan.read(tmp_path / "plan").plaatsingen) == 10


def test_limits_come_from_the_options_or_else_from_the_case(case: Path, tmp_path: Path) -> None:
    toml = case / "plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[solver]\ngap = 0.02\n", encoding="utf-8")
    options = ("--gap", "0,05", "--threads", "1", "--time-limit", "60")
    assert run("solve", case, "-o", tmp_path / "a").exit_code == 0
    assert run("solve", case, "-o", tmp_path / "b", *options).exit_code == 0
    first, second = (Plan.read(tmp_path / name).instellingen_solve for name in ("a", "b"))
    assert (first["gap"], first["time_limit"]) == (0.02, None)
    assert (second["gap"], second["threads"], second["time_limit"]) == (0.05, 1, 60.0)


def test_an_existing_run_is_refused_before_the_case_is_even_read(tmp_path: Path) -> None:
    example_plan().write(tmp_path / "plan")
    result = run("solve", tmp_path / "nergens", "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "--vervang" in result.output
    assert "nergens" not in result.output


def test_an_existing_run_is_replaced_when_asked(case: Path, tmp_path: Path) -> None:
    example_plan(log="oud").write(tmp_path / "plan")
    assert run("solve", case, "-o", tmp_path / "plan", "--vervang").exit_code == 0
    assert Plan.read(tmp_path / "plan").log != "oud"


def test_a_case_inside_its_own_run_can_be_solved_again(case: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    assert run("solve", case, "-o", plan).exit_code == 0
    before = (plan / "plaatsingen.csv").read_bytes()
    assert run("solve", plan / "case", "-o", plan, "--vervang").exit_code == 0
    assert (plan / "plaatsingen.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("casus", "is geen resultaatmap; kies een andere map"),
        ("bestand", "is een bestand; kies een map"),
        ("bestand/plan", "is een bestand en geen map"),
    ],
)
def test_a_place_that_is_taken_is_refused(case: Path, tmp_path: Path, target: str, says: str) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    before = sorted(path.name for path in case.iterdir())
    result = run("solve", case, "-o", tmp_path / target, "--vervang")
    assert result.exit_code == 2
    assert says in result.output
    assert sorted(path.name for path in case.iterdir()) == before


def test_nothing_is_written_for_a_wrong_case(case: Path, tmp_path: Path) -> None:
    (case / "woningaanbod.csv").write_text("aanbod;gemeentecode\nW1;Asen\n", encoding="utf-8")
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert "woningaanbod.csv" in result.output
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [
        ("optimaal", 0, "bewezen"),
        ("tijdslimiet", 0, "gestopt door de tijdslimiet"),
        ("grens", 0, "gestopt op een rekengrens"),
        ("afgebroken", 130, "afgebroken; dit is het beste plan tot dan toe"),
    ],
)
def test_how_the_search_ended_is_said_and_kept(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, code: int, says: str
) -> None:
    _outcome(monkeypatch, status=status)
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == code
    assert says in result.output
    assert "Tekorten" in result.output
    assert Plan.read(tmp_path / "plan").status == status


def test_a_plan_that_fails_its_own_checks_ends_with_1(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _outcome(monkeypatch, bound=1e12)
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == 1
    assert "gebruik het niet" in result.output
    assert "De bewezen ondergrens ligt niet boven de doelwaarde." in result.output
    assert run("verify", tmp_path / "plan").exit_code == 1


def test_a_plan_that_is_written_has_been_verified(case: Path, tmp_path: Path) -> None:
    result = run("solve", case, "-o", tmp_path / "plan")
    assert "regels kloppen, nagerekend uit de invoer" in result.output
    assert run("verify", tmp_path / "plan").exit_code == 0


def test_no_plan_within_the_limits_ends_with_3(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def solve(_case: Case, **_settings: Any) -> Plan:
        raise GeenPlanError("De tijdslimiet was bereikt voordat er een plan was.")

    monkeypatch.setattr(sys.modules["plaatsing.solve"], "solve", solve)
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == 3
    assert "Geen plan gevonden binnen de grenzen. De tijdslimiet was bereikt" in result.output
    assert not (tmp_path / "plan").exists()
    english = run("solve", case, "-o", tmp_path / "plan", "--taal", "en")
    assert "No plan found within the limits. The time limit was reached" in english.output


def test_a_time_limit_too_short_for_anything_ends_without_a_traceback(tmp_path: Path) -> None:
    assert run("new", tmp_path / "casus", "--regio", "drenthe").exit_code == 0
    result = run("solve", tmp_path / "casus", "-o", tmp_path / "plan", "--time-limit", "0,001")
    assert result.exit_code in (0, 3)
    assert (tmp_path / "plan").exists() == (result.exit_code == 0)
    assert "tijdslimiet" in result.output


def test_english_reaches_console_and_workbook(case: Path, tmp_path: Path) -> None:
    result = run("solve", case, "-o", tmp_path / "plan", "--taal", "en")
    assert result.exit_code == 0
    assert "Shortages" in result.output
    assert "Result in" in result.output
    assert openpyxl.load_workbook(tmp_path / "plan" / "plan.xlsx").sheetnames[0] == "Summary"


def test_tables_are_the_same_in_both_languages(case: Path, tmp_path: Path) -> None:
    assert run("solve", case, "-o", tmp_path / "nl").exit_code == 0
    assert run("--taal", "en", "solve", case, "-o", tmp_path / "en").exit_code == 0
    for path in (tmp_path / "nl").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "en" / path.name).read_bytes(), path.name


def test_demo_makes_drenthe_and_replaces_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def small(regio: str) -> Case:
        asked.append(regio)
        return generate_case(regio, huishoudens=20)

    monkeypatch.setattr("plaatsing.generator.generate_case", small)
    monkeypatch.chdir(tmp_path)
    for _again in range(2):
        result = run("demo")
        assert result.exit_code == 0
        assert "begin met demo-run/plan.xlsx" in result.output
        assert "demo-run/case" in result.output
    assert asked == ["drenthe", "drenthe"]
    assert [path.name for path in tmp_path.iterdir()] == ["demo-run"]
    assert len(Plan.read("demo-run").plaatsingen) == 20


def test_demo_leaves_a_folder_of_that_name_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo-run").mkdir()
    (tmp_path / "demo-run" / "eigen.txt").write_text("werk", encoding="utf-8")
    assert run("demo").exit_code == 2
    assert (tmp_path / "demo-run" / "eigen.txt").exists()


def _wait_for(stream: IO[str], word: str) -> None:
    for line in stream:
        if word in line:
            return
    raise AssertionError(f"the program ended without saying {word}")


def test_an_interrupt_keeps_the_best_plan_so_far(tmp_path: Path) -> None:
    assert run("new", tmp_path / "casus", "--regio", "drenthe", "--huishoudens", "200").exit_code == 0
    process = start("solve", "casus", "-o", "plan", "--gap", "0", "-v", cwd=tmp_path)
    assert process.stderr is not None
    _wait_for(process.stderr, "plan van")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 130, errors
    assert "afgebroken; dit is het beste plan tot dan toe" in output
    assert Plan.read(tmp_path / "plan").status == "afgebroken"
    assert (
        json.loads((tmp_path / "plan" / "manifest.json").read_text(encoding="utf-8"))["status"]
        == "afgebroken"
    )


def test_an_interrupt_before_there_is_a_plan_leaves_nothing(tmp_path: Path) -> None:
    assert run("new", tmp_path / "casus", "--regio", "drenthe").exit_code == 0
    process = start("solve", "casus", "-o", "plan", "-vv", cwd=tmp_path)
    assert process.stderr is not None
    _wait_for(process.stderr, "ronde 1:")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    if "nog in COA" not in output:
        assert "er is niets geschreven" in errors
        assert [path.name for path in tmp_path.iterdir()] == ["casus"]


def test_without_a_terminal_there_is_no_progress(case: Path, tmp_path: Path) -> None:
    process = start("solve", case, "-o", "plan", cwd=tmp_path)
    _output, errors = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "\r" not in errors
    assert "ondergrens" not in errors


def test_progress_says_phase_plan_bound_gap_and_time() -> None:
    step = Voortgang("trajecten zoeken", 75.2, 1_234_567.8, 1_234_000.2, 0.00046)
    assert progress_text(step) == (
        "trajecten zoeken, 1 min 15 s, afstand 0,046%, beste plan € 1.234.568, ondergrens € 1.234.000"
    )
    assert progress_text(Voortgang("model opbouwen", 0.5)) == "model opbouwen, 0,5 s"
    with speak("en"):
        assert progress_text(step).startswith(
            "searching trajects, 1 min 15 s, gap 0.046%, best plan €1,234,568,"
        )


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 200])
def test_on_a_terminal_one_line_is_overwritten_and_wiped(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    line = Voortgangsregel()
    for seconds in (1.0, 2.0):
        line(Voortgang("trajecten zoeken", seconds, 1e6, 9e5, 0.1))
    line.clear()
    drawn = terminal.getvalue().split("\r")
    assert "\n" not in terminal.getvalue()
    assert all(len(text) < columns for text in drawn)
    assert drawn[1].startswith("trajecten zoeken, 1,0 s")
    assert drawn[-2].strip() == ""
    assert drawn[-1] == ""
