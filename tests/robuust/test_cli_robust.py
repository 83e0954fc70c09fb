"""``plaatsing robust`` on a case with scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing import read_case, solve
from plaatsing.robuust import robust
from plaatsing.scenarios import apply_scenario, read_scenarios
from tests.cli.hulp import run

ROOT = Path(__file__).parents[2]
SCENARIOS = """
[krap]
titel = "Minder woningen"
woningen = "-50 %"

[later]
titel = "Locatie later"
[later.locaties.brink]
maanden_later = 2

[duurder]
[duurder.instellingen.doelen]
wachttijd = 1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("robuust") / "casus"
    read_case(ROOT / "examples" / "op-papier").write(target)
    (target / "scenarios.toml").write_text(SCENARIOS, encoding="utf-8")
    return target


def test_same_as_in_python(folder: Path) -> None:
    found = run(
        "robust", folder, "--kans", "basis=50%", "--kans", "later=0,5", "--slechtst", "25%", "--gap", "0"
    )
    case, scenarios = read_case(folder), read_scenarios(folder / "scenarios.toml")
    futures = [(case, 0.5), (apply_scenario(case, "later", scenarios["later"], folder), 0.5)]
    answer = robust(futures, 0.25, namen=["basis", "later"], gap=0.0)
    assert found.exit_code == 0
    assert found.output.strip() == str(answer)
    assert answer.slechtste == "later"
    assert solve(case, gap=0.0).objective == pytest.approx(answer.toekomsten["kosten_vooraf"][0])


def test_english(folder: Path) -> None:
    found = run("robust", folder, "--kans", "basis=1", "--kans", "krap=1", "--gap", "0", "--taal", "en")
    assert found.exit_code == 0
    assert "Open now: brink" in found.output
    assert "(EVPI)" in found.output


def test_other_weights_cannot_be_compared(folder: Path) -> None:
    found = run("robust", folder)
    assert (found.exit_code, "andere gewichten" in found.output) == (2, True)


@pytest.mark.parametrize("chance", ["basis", "onbekend=1", "basis=veel", "basis=0"])
def test_wrong_probability(folder: Path, chance: str) -> None:
    found = run("robust", folder, "--kans", chance)
    assert found.exit_code == 2
    assert "Traceback" not in found.output
