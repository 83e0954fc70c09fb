"""Every rule states the rows one expects, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing.models.master import RULES
from tests.models.baseline_cases import CASES
from tests.models.rendering import rendered

FOLDER = Path(__file__).parent / "baselines"


@pytest.mark.parametrize("name", CASES)
def test_the_rows_are_those_worked_out_by_hand(name: str) -> None:
    """What is expected, and why, stands in the docstring of the case."""
    baseline = CASES[name]()
    expected = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert rendered(baseline.instance, name, baseline.inflow) == expected


def test_every_rule_and_the_objective_have_a_baseline_and_nothing_else_has() -> None:
    components = {rule.name for rule in RULES} | {"kosten"}
    assert set(CASES) == components
    assert {path.stem for path in FOLDER.iterdir()} == components


@pytest.mark.parametrize("name", CASES)
def test_every_baseline_has_rows(name: str) -> None:
    _, rows, *_ = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")
    assert rows.startswith("minimise: " if name == "kosten" else f"{name}(")


@pytest.mark.parametrize("name", CASES)
def test_every_case_says_what_to_expect(name: str) -> None:
    text = CASES[name].__doc__
    assert text is not None
    assert len(text.split()) >= 10
