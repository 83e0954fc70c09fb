"""What a planner easily gets wrong in explaining, comparing and what-ifs: one clear line, nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plaatsing import read_case, solve
from tests.cli.hulp import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a case with one scenario, and its plan."""
    place = tmp_path_factory.mktemp("vergissingen")
    case = read_case(ROOT / "examples" / "op-papier")
    case.write(place / "casus")
    (place / "casus" / "scenarios.toml").write_text('[krap]\nwoningen = "-50 %"\n', encoding="utf-8")
    solve(case, gap=0.0).write(place / "plan")
    (place / "leeg.csv").write_text("soort;datum\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("explain plan --huishouden h2", 'Bedoelde u "H2"?'),
        ("explain plan --huishouden H002", 'Bedoelde u "H2"?'),
        ("explain plan --huishouden H92", "Het plan kent geen huishouden H92."),
        ("explain plan --gemeente ''", "Kies een van"),
        ("explain casus --gemeente Eikenrade", "maak eerst een plan met: plaatsing solve"),
        ("compare plan casus", "is een casus en geen resultaatmap"),
        ("compare plan plan -o leeg.csv", "leeg.csv is een bestand; kies een map"),
        ("scenarios plan -o uit", "bedoelde u"),
        ("scenarios casus -o casus", "is een casus; kies een andere map"),
        ("scenarios casus -o uit --bestand casus/scenario.toml", "scenarios.toml"),
        ("scenarios casus -o uit --scheduler localhost", "verwacht zoiets als tcp://server:8786"),
        ("robust casus --kans krapp=1", 'Bedoelde u "krap"?'),
        ("robust casus --kans basis=1 --kans basis=2", "basis staat er twee keer"),
        ("robust casus --kans basis=-1", "--kans basis=-1"),
        ("alternatives casus", "maak eerst een plan met"),
        ("rollover casus nieuw --realisatie leeg.csv --per 2025-10-01", "maak eerst een plan met"),
    ],
)
def test_a_mistake_is_said_in_words_and_writes_nothing(
    folder: Path, command: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(path.name for path in folder.rglob("*"))
    outcome = run(*(part.strip("'") for part in command.split()))
    assert outcome.exit_code == 2, outcome.output
    assert said in " ".join(outcome.output.split())
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[Meer Vg]\nvg = "+1 %"\n', 'bedoelde u "[meer-vg]"?'),
        ('[Meer]\nvg = "+1 %"\n', 'bedoelde u "meer"?'),
        ('[basis]\nvg = "+1 %"\n', "deze naam is al in gebruik"),
    ],
)
def test_a_name_that_cannot_be_a_scenario_gets_one_that_can(
    folder: Path, tmp_path: Path, text: str, said: str
) -> None:
    shutil.copytree(folder / "casus", tmp_path / "casus")
    (tmp_path / "casus" / "scenarios.toml").write_text(text, encoding="utf-8")
    outcome = run("scenarios", tmp_path / "casus", "-o", tmp_path / "uit")
    assert outcome.exit_code == 2
    assert said in " ".join(outcome.output.split())


def test_the_same_run_twice_is_told_apart_by_a_number(folder: Path) -> None:
    outcome = run("compare", folder / "plan", folder / "plan")
    assert "plan (2): voor iedereen hetzelfde als plan." in outcome.output
    assert "//" not in outcome.output


def test_events_without_a_row_are_no_quarter_in_which_all_went_well(folder: Path, tmp_path: Path) -> None:
    outcome = run(
        "rollover",
        folder / "plan",
        tmp_path / "nieuw",
        "--realisatie",
        folder / "leeg.csv",
        "--per",
        "2025-10-01",
    )
    assert outcome.exit_code == 0, outcome.output
    assert "er staat geen enkele gebeurtenis in" in outcome.output
    assert "Alles paste" not in outcome.output
