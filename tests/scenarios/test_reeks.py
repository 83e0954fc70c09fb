"""A series of scenarios, really solved in processes: side by side, resumed, interrupted, one lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from plaatsing import Plan, read_scenarios, scenarios, solve, verify
from plaatsing.generator import generate_case
from plaatsing.lezen.scenarios import scenarios_file
from plaatsing.scenarios.taak import case_files, read_files
from plaatsing.uitvoer.fouten import RunError
from tests.cli.hulp import run, start
from tests.compare.hulp import cell, variant
from tests.scenarios.hulp import parsed

THREE = """
[minder-woningen]
woningen = "-40 %"
[langer-om]
[langer-om.instellingen]
omrijfactor = 1.5
"""


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what changes about a file when it is written again."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def no_left_overs(folder: Path) -> bool:
    return not [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reeks") / "uit"
    outcome = scenarios(variant(), parsed(THREE), out, jobs=2)
    assert [one.toestand for one in outcome.uitkomsten] == ["klaar"] * 3
    return out


def test_every_scenario_has_a_run_of_its_own_that_verifies(solved: Path) -> None:
    for name in ("basis", "minder-woningen", "langer-om"):
        plan = Plan.read(solved / name)
        assert plan.status == "optimaal"
        assert verify(plan.case, plan).geslaagd
    assert Plan.read(solved / "langer-om").case.instellingen.omrijfactor == 1.5
    assert len(Plan.read(solved / "minder-woningen").case.woningaanbod) == 2
    assert no_left_overs(solved)


def test_a_process_finds_the_plan_that_this_one_finds(solved: Path, tmp_path: Path) -> None:
    solve(variant()).write(tmp_path / "hier")
    for table in ("plaatsingen.csv", "prijzen.csv", "taakstelling.csv"):
        assert (solved / "basis" / table).read_bytes() == (tmp_path / "hier" / table).read_bytes()


def test_all_outcomes_stand_in_one_table_and_page(solved: Path) -> None:
    lines = (solved / "vergelijking-plannen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["plan", "basis", "minder-woningen", "langer-om"]
    assert "minder-woningen" in (solved / "vergelijking.html").read_text(encoding="utf-8")


def test_a_repeat_touches_no_finished_run(solved: Path) -> None:
    before = {name: marks(solved / name) for name in ("basis", "minder-woningen", "langer-om")}
    outcome = scenarios(variant(), parsed(THREE), solved, jobs=2)
    assert [one.toestand for one in outcome.uitkomsten] == ["stond_er_al"] * 3
    assert outcome.vergelijking is not None
    assert {name: marks(solved / name) for name in before} == before


def test_only_what_changed_is_solved_again_and_it_is_said_why(tmp_path: Path) -> None:
    scenarios(variant(), parsed(THREE), tmp_path, jobs=2)
    before = marks(tmp_path / "langer-om")
    changed = parsed(THREE.replace("-40 %", "-70 %"))
    outcome = scenarios(variant(), changed, tmp_path, jobs=2)
    found = {one.naam: (one.toestand, one.reden) for one in outcome.uitkomsten}
    assert found == {
        "basis": ("stond_er_al", ""),
        "minder-woningen": ("klaar", "de invoer is veranderd: woningaanbod.csv"),
        "langer-om": ("stond_er_al", ""),
    }
    assert marks(tmp_path / "langer-om") == before
    assert len(Plan.read(tmp_path / "minder-woningen").case.woningaanbod) == 1


def test_asking_another_gap_solves_again(tmp_path: Path) -> None:
    one = parsed(THREE.partition("[langer-om]")[0])
    scenarios(variant(), one, tmp_path, gap=0.5, jobs=1)
    outcome = scenarios(variant(), one, tmp_path, gap=0.0, jobs=1)
    assert {done.reden for done in outcome.uitkomsten} == {"er wordt iets anders van het rekenen gevraagd"}


def test_a_folder_of_somebody_else_is_refused_before_anything_is_solved(tmp_path: Path) -> None:
    (tmp_path / "langer-om").mkdir()
    (tmp_path / "langer-om" / "brief.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(RunError, match="geen resultaatmap"):
        scenarios(variant(), parsed(THREE), tmp_path, jobs=1)
    assert [path.name for path in tmp_path.iterdir()] == ["langer-om"]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signal")
def test_a_worker_killed_loses_no_scenario(tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(_stand: object) -> None:
        alive = [child.pid for child in multiprocessing.active_children()]
        if alive and alive[0] is not None and not killed:
            killed.append(alive[0])
            os.kill(alive[0], signal.SIGKILL)

    outcome = scenarios(variant(), parsed(THREE), tmp_path, jobs=2, progress=kill_one)
    assert killed
    assert [one.toestand for one in outcome.uitkomsten] == ["klaar"] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_leaves_finished_runs_whole_and_the_same_command_goes_on(tmp_path: Path) -> None:
    generate_case("drenthe", huishoudens=150, periode="maand", locaties=3).write(tmp_path / "casus")
    (tmp_path / "casus" / "scenarios.toml").write_text(THREE, encoding="utf-8")
    command = ("scenarios", "casus", "-o", "uit", "--jobs", "1")
    process = start(*command, cwd=tmp_path)
    basis = tmp_path / "uit" / "basis"
    while not basis.is_dir():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate()
    assert process.returncode == 130
    assert "1 scenario is klaar en staat in uit. Dezelfde opdracht gaat daar verder." in " ".join(err.split())
    assert "niets geschreven" not in err
    assert "Traceback" not in err
    assert verify(Plan.read(basis).case, Plan.read(basis)).geslaagd
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["basis"]
    before = marks(basis)
    again = start(*command, cwd=tmp_path)
    out, err = again.communicate()
    assert again.returncode == 0, err
    assert "1 scenario stond er al." in out
    assert marks(basis) == before
    assert {path.name for path in (tmp_path / "uit").iterdir() if path.is_dir()} == {
        "basis",
        "minder-woningen",
        "langer-om",
    }


def test_the_command_says_what_came_out_and_what_is_left_over(tmp_path: Path) -> None:
    variant().write(tmp_path / "casus")
    idle = '[niets]\ntitel = "Niets"\n'
    (tmp_path / "casus" / "scenarios.toml").write_text(THREE + idle, encoding="utf-8")
    solve(variant()).write(tmp_path / "uit" / "oud")
    outcome = run("scenarios", tmp_path / "casus", "-o", tmp_path / "uit", "--jobs", "2")
    assert outcome.exit_code == 0, outcome.output
    assert "langer-om: klaar" in outcome.output
    assert "oud hoort bij geen scenario meer en is niet aangeraakt." in outcome.output
    assert "langer-om: voor iedereen hetzelfde als basis." in outcome.output
    assert "niets verandert niets aan de casus" in outcome.output
    assert "langer-om verandert niets" not in outcome.output


def test_locks_hold_in_every_scenario_and_it_is_said(tmp_path: Path) -> None:
    lock = pd.DataFrame({"soort": ["huishouden"], "sleutel": ["H1"], "veld": ["vorm"], "waarde": ["coa"]})
    variant(vastgezet=lambda _: lock).write(tmp_path / "casus")
    (tmp_path / "casus" / "scenarios.toml").write_text(THREE.partition("[langer-om]")[0], encoding="utf-8")
    outcome = run("scenarios", tmp_path / "casus", "-o", tmp_path / "uit", "--jobs", "1")
    assert outcome.exit_code == 0, outcome.output
    assert "vastgezet, geldt ook in elk scenario" in outcome.output
    for name in ("basis", "minder-woningen"):
        placed = Plan.read(tmp_path / "uit" / name).plaatsingen.set_index("huishouden")
        assert placed["vorm"].to_dict()["H1"] == "coa"


def test_a_new_workbook_has_its_scenarios_beside_it(tmp_path: Path) -> None:
    made = run(
        "new", tmp_path / "casus", "--regio", "assen", "--huishoudens", "5", "--locaties", "1", "--xlsx"
    )
    assert made.exit_code == 0, made.output
    assert list(read_scenarios(scenarios_file(tmp_path / "casus.xlsx"))) == [
        "meer-taakstelling",
        "locaties-later",
        "minder-woningen",
    ]


def test_a_new_case_carries_scenarios_that_fit_it(tmp_path: Path) -> None:
    made = run("new", tmp_path / "casus", "--regio", "zeeland", "--huishoudens", "20", "--locaties", "2")
    assert made.exit_code == 0
    (tmp_path / "casus" / "scenarios.toml").write_text(
        (tmp_path / "casus" / "scenarios.toml").read_text(encoding="utf-8").replace("-10 %", "-10"),
        encoding="utf-8",
    )
    wrong = run("scenarios", tmp_path / "casus", "-o", tmp_path / "uit")
    assert wrong.exit_code == 2
    assert 'minder-woningen.woningen: gevonden "-10"' in wrong.output
    assert not (tmp_path / "uit").exists()


def test_a_task_needs_nothing_but_its_files() -> None:
    files = case_files(variant(woningaanbod=cell("W1", "vorm", "flex")))
    assert set(files) == {"plan.toml", "huishoudens.csv", "woningaanbod.csv", "doorstroomlocaties.csv"}
    assert all(isinstance(content, bytes) for content in files.values())
    assert read_files.__doc__
