"""A case small enough to know who goes where, and variants of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

import plaatsing.beleid
from plaatsing import Case, Plan, read_case, solve

Table = pd.DataFrame
Change = Callable[[Table], Table]

ASSEN, MEPPEL = "GM0106", "GM0119"


def tables() -> dict[str, Table]:
    """Three households, each with one dwelling of its size in its own municipality, and one location."""
    return {
        "huishoudens": Table(
            {
                "huishouden": ["H1", "H2", "H3"],
                "personen": [1, 4, 2],
                "vergunningdatum": ["2025-05-01", "2025-05-01", "2025-06-01"],
                "koppelgemeente": [ASSEN, ASSEN, MEPPEL],
                "koppeldatum": ["2025-05-15", "2025-05-15", "2025-06-15"],
            }
        ),
        "woningaanbod": Table(
            {
                "aanbod": ["W1", "W2", "W3"],
                "gemeentecode": [ASSEN, ASSEN, MEPPEL],
                "beschikbaar_vanaf": ["2025-07-05", "2025-08-05", "2025-09-05"],
                "min_personen": [1, 3, 2],
                "max_personen": [1, 5, 2],
            }
        ),
        "doorstroomlocaties": Table(
            {
                "locatie": ["De Brug"],
                "gemeentecode": [ASSEN],
                "capaciteit_personen": [1],
                "deelnemende_gemeenten": [f"{ASSEN}|{MEPPEL}"],
            }
        ),
    }


def variant(settings: dict[str, Any] | None = None, **changes: Change) -> Case:
    """Return the case with `settings` added and each named table changed."""
    given = tables()
    for name, change in changes.items():
        given[name] = change(given.get(name, Table()).copy())
    plan = {"titel": "Proef", "gebied": [ASSEN, MEPPEL], "halfjaar": "2025-II", "periode": "maand"}
    return Case.from_tables(plan | (settings or {}), **given)


def solved(settings: dict[str, Any] | None = None, **changes: Change) -> Plan:
    """Return the plan of a variant."""
    return solve(variant(settings, **changes), gap=0.0)


def cell(row: str, column: str, value: str | int) -> Change:
    """Change the cell of `column` in the row whose first column is `row`."""

    def change(table: Table) -> Table:
        table.loc[table.iloc[:, 0] == row, column] = value
        return table

    return change


def without(row: str) -> Change:
    """Leave out the row whose first column is `row`."""
    return lambda table: table[table.iloc[:, 0] != row]


def write_own_rules(path: Path) -> None:
    """Write a rule set of one's own: a copy of a bundled one under another name."""
    source = Path(plaatsing.beleid.__file__).parent / "regels" / "migratieagenda-2023.toml"
    text = source.read_text(encoding="utf-8").replace('naam = "migratieagenda-2023"', 'naam = "eigen"')
    path.write_text(text, encoding="utf-8")


def with_own_rules(folder: Path) -> Case:
    """Return the case with a rule set of its own, written and read in `folder`."""
    write_own_rules(folder / "regels.toml")
    variant({"beleid": str(folder / "regels.toml")}).write(folder / "casus")
    return read_case(folder / "casus")
