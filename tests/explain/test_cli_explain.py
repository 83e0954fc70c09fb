"""``plaatsing explain`` on a run folder."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from plaatsing import Plan, read_case, solve
from plaatsing.plan import Status
from tests.cli.hulp import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("explain") / "run"
    solve(read_case(ROOT / "examples" / "op-papier"), gap=0.0).write(target)
    return target


@pytest.mark.parametrize(
    ("option", "name", "dutch", "english"),
    [
        ("--huishouden", "H2", "Op een na beste plaats", "Next best place"),
        ("--gemeente", "Eikenrade", "Wat ertussen staat", "What stands in between"),
        ("--locatie", "brink", "openen loont vanaf 0,8 bewoners", "opening pays from 0.8 residents"),
    ],
)
def test_each_kind_in_both_languages(folder: Path, option: str, name: str, dutch: str, english: str) -> None:
    found = run("explain", folder, option, name)
    assert (found.exit_code, dutch in found.output) == (0, True)
    translated = run("explain", folder, option, name, "--taal", "en")
    assert (translated.exit_code, english in translated.output) == (0, True)


def test_prices_alone(folder: Path) -> None:
    found = run("explain", folder, "--huishouden", "H1", "--rijprijzen")
    assert "volgens de rijprijzen" in found.output.replace("\n    ", " ")


@pytest.mark.parametrize("arguments", [(), ("--huishouden", "H1", "--locatie", "brink")])
def test_one_thing_at_a_time(folder: Path, arguments: tuple[str, ...]) -> None:
    found = run("explain", folder, *arguments)
    assert found.exit_code == 2
    assert "Kies een van" in found.output


def test_unknown_name(folder: Path) -> None:
    found = run("explain", folder, "--gemeente", "Atlantis")
    assert (found.exit_code, "geen gemeente Atlantis" in found.output) == (2, True)


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [("--gemeente", "eikenrad", "Eikenrade"), ("--locatie", "brinck", "brink")],
)
def test_a_near_miss_is_suggested(folder: Path, option: str, name: str, hint: str) -> None:
    assert f'Bedoelde u "{hint}"?' in run("explain", folder, option, name).output
    assert f'Did you mean "{hint}"?' in run("explain", folder, option, name, "--taal", "en").output


@pytest.mark.parametrize(
    ("status", "gap", "ended", "how_far"),
    [
        ("tijdslimiet", 0.083, "gestopt door de tijdslimiet", "hoogstens 8,3% beter"),
        ("afgebroken", 0.25, "afgebroken", "hoogstens 25% beter"),
        ("grens", math.inf, "gestopt op een rekengrens", "niet bewezen hoe ver"),
    ],
)
def test_a_plan_that_is_not_proven_says_so_above_the_answer(
    folder: Path, tmp_path: Path, status: Status, gap: float, ended: str, how_far: str
) -> None:
    plan = replace(Plan.read(folder), status=status, gap=gap, gap_vermijdbaar=gap)
    plan.write(tmp_path / "run")
    for option, name in (("--huishouden", "H2"), ("--gemeente", "Eikenrade"), ("--locatie", "brink")):
        found = run("explain", tmp_path / "run", option, name)
        head = " ".join(found.output.split("\n\n")[0].split())
        assert found.exit_code == 0
        assert head.startswith("Let op: dit plan is niet bewezen het beste: ")
        assert ended in head
        assert how_far in head
    assert "not proven to be the best" in run(
        "explain", tmp_path / "run", "--locatie", "brink", "--taal", "en"
    ).output.replace("\n", " ")
    assert "niet bewezen het beste" not in run("explain", folder, "--locatie", "brink").output
