"""A small right case that a test makes wrong in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing.case import Case, read_case
from plaatsing.problemen import CaseError, Problem

PLAN: dict[str, Any] = {"gebied": ["Drenthe"], "halfjaar": "2025-II"}
PLAN_TOML = 'gebied = ["Drenthe"]\nhalfjaar = "2025-II"\n'
HUISHOUDENS = "huishouden;personen;vergunningdatum\nH1;2;2025-05-01\n"
WONINGAANBOD = "aanbod;gemeentecode;beschikbaar_vanaf\nW1;GM0106;2025-08-01\n"


def huishouden(**cells: Any) -> dict[str, Any]:
    return {"huishouden": "H1", "personen": 2, "vergunningdatum": "2025-05-01", **cells}


def woning(**cells: Any) -> dict[str, Any]:
    return {"aanbod": "W1", "gemeentecode": "GM0106", "beschikbaar_vanaf": "2025-08-01", **cells}


def locatie(**cells: Any) -> dict[str, Any]:
    return {"locatie": "L1", "gemeentecode": "GM0106", "capaciteit_personen": 50, **cells}


def make(plan: dict[str, Any] | None = None, **tables: list[dict[str, Any]] | pd.DataFrame | None) -> Case:
    """Make a case; `plan` adds to the settings, `tables` replace those of the right case."""
    given: dict[str, Any] = {"huishoudens": [huishouden()], "woningaanbod": [woning()], **tables}
    frames = {name: None if rows is None else pd.DataFrame(rows) for name, rows in given.items()}
    return Case.from_tables(PLAN | (plan or {}), **frames)


def errors(plan: dict[str, Any] | None = None, **tables: Any) -> list[Problem]:
    """Return the errors of a case that must be refused."""
    with pytest.raises(CaseError) as caught:
        make(plan, **tables)
    return [problem for problem in caught.value.problems if problem.ernst == "fout"]


def error(plan: dict[str, Any] | None = None, **tables: Any) -> Problem:
    """Return the only error of a case that must be refused."""
    (found,) = errors(plan, **tables)
    return found


def warnings_of(case: Case, code: str) -> list[Problem]:
    return [problem for problem in case.waarschuwingen if problem.code == code]


def folder(path: Path, **files: str | bytes) -> Path:
    """Write a case folder; the keyword ``plan`` is plan.toml, others are CSV files."""
    contents: dict[str, str | bytes] = {
        "plan": PLAN_TOML,
        "huishoudens": HUISHOUDENS,
        "woningaanbod": WONINGAANBOD,
        **files,
    }
    path.mkdir(exist_ok=True)
    for name, content in contents.items():
        target = path / ("plan.toml" if name == "plan" else f"{name}.csv")
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path: Path) -> list[Problem]:
    """Return the errors of files that must be refused."""
    with pytest.raises(CaseError) as caught:
        read_case(path)
    return [problem for problem in caught.value.problems if problem.ernst == "fout"]


def same(left: Case, right: Case) -> None:
    """Check that two cases hold the same."""
    assert left.instellingen == right.instellingen
    assert set(left.tabellen) == set(right.tabellen)
    for name, table in left.tabellen.items():
        pd.testing.assert_frame_equal(table, right.tabellen[name])
    for name in ("gemeenten", "huishoudens", "woningaanbod", "doorstroomlocaties", "coa_locaties", "paren"):
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name))
