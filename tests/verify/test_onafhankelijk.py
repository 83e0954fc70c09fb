"""The proof stands on its own: it imports nothing of the model or of what made the plan's figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plaatsing import solve
from plaatsing.generator import generate_case
from plaatsing.verify import verify
from plaatsing.verify.regels import REGELS
from tests.verify.voorbeeldplan import voorbeeld_case, voorbeeld_plan
from tests.verpakking.boom import imported, modules

ALLOWED = (
    "plaatsing.verify",
    "plaatsing.kalender",
    "plaatsing.problemen",
    "plaatsing.taal",
    "plaatsing.case",
    "plaatsing.plan",
    "plaatsing.lezen",
    "plaatsing.uitvoer.csvtabel",
    "plaatsing.uitvoer.kolom",
    "plaatsing.uitvoer.manifest",
    "plaatsing.uitvoer.tabellen",
)
FOLDER = Path(__file__).parents[2] / "plaatsing" / "verify"


def test_it_imports_only_reading_and_writing() -> None:
    looked_at = [row for row in modules("plaatsing") if row[0].startswith("plaatsing.verify.")]
    assert len(looked_at) > 10
    wrong = [
        f"{module} imports {name}"
        for module, path in looked_at
        for name in imported(module, path)
        if name.split(".")[0] == "plaatsing"
        and not f"{name}.".startswith(tuple(f"{allowed}." for allowed in ALLOWED))
    ]
    assert wrong == []


def test_every_rule_is_checked_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.stem != "regels")
    used = set(re.findall(r'"([a-z_]+)"', text)) | {"doel_waarde", "doel_gewicht", "doel_euro"}
    assert set(REGELS) - used == set()


@pytest.mark.parametrize(
    ("regio", "passendheid", "koppeling", "gekoppeld"),
    [("zeeland", True, "provincie", 0.7), ("drenthe", False, "landelijk", 0.3)],
)
def test_generated_plans_keep_every_rule(
    regio: str, passendheid: bool, koppeling: str, gekoppeld: float
) -> None:
    case = generate_case(
        regio,
        huishoudens=40,
        periode="maand",
        passendheid=passendheid,
        koppeling=koppeling,
        gekoppeld=gekoppeld,
    )
    assert verify(case, solve(case)).bevindingen == ()


def test_any_damaged_cell_of_the_placements_is_found_without_failing() -> None:
    """Every cell, with a value of the same kind from another row or none at all."""
    case, plan = voorbeeld_case(), voorbeeld_plan()
    rng = np.random.default_rng(7)
    table = plan.plaatsingen
    missed = []
    for column in table.columns:
        values = table[column]
        for row in rng.choice(len(table), 3, replace=False).tolist():
            others = [value for value in [*values, *_none(values)] if not _same(value, values.iloc[row])]
            if not others:
                continue
            cells = values.astype(object).tolist()
            cells[row] = others[int(rng.integers(len(others)))]
            damaged = table.assign(**{column: pd.Series(cells, index=table.index).astype(values.dtype)})
            plan_with_it = type(plan)(**{**vars(plan), "plaatsingen": damaged})
            if verify(case, plan_with_it).geslaagd:
                missed.append((column, row, cells[row]))
    assert missed == []


def _none(values: pd.Series[Any]) -> list[object]:
    if str(values.dtype).startswith("datetime"):
        return [pd.NaT]
    return [""] if str(values.dtype) == "str" else []


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or bool(pd.isna(one) and pd.isna(other))
