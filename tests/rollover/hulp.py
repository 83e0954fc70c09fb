"""A quarter on the small case whose plan is known: H1 to W1, H2 to W2 and H3 to W3."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from click.testing import Result

from plaatsing import Plan, Rollover, rollover
from tests.cli.hulp import run
from tests.compare.hulp import ASSEN, MEPPEL, Change, solved

PER = date(2025, 10, 1)
COLUMNS = ("datum", "soort", "huishouden", "gemeentecode", "personen", "vorm", "aanbod", "locatie")


def start(table: pd.DataFrame) -> pd.DataFrame:
    """Give both municipalities a balance at the start of the plan."""
    return (
        pd.DataFrame(
            {
                "gemeentecode": [ASSEN, MEPPEL],
                "stand_per": "2025-07-01",
                "achterstand": [5, -2],
                "realisatie": [1, 0],
                "realisatie_overig": [0, 3],
                "taakstelling": [20, 10],
                "correctie": [2, 0],
                "correctie_besluit": ["besluit 7", ""],
                "koppelruimte": ["12", ""],
            }
        )
        if table.empty
        else table
    )


@cache
def plan() -> Plan:
    """Return the plan of the small case, with a balance."""
    return solved(gemeenten=start)


def with_tables(settings: dict[str, Any] | None = None, **changes: Change) -> Plan:
    """Return the plan of a variant, with a balance."""
    return solved(settings, gemeenten=start, **changes)


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return rows of realisatie.csv; what is not given is empty."""
    table = pd.DataFrame(list(rows), dtype=object).fillna("")
    return table.reindex(columns=list(dict.fromkeys([*COLUMNS, *table.columns])), fill_value="")


def event(soort: str, datum: str, huishouden: str = "", gemeente: str = "", **rest: Any) -> dict[str, Any]:
    """Return one row of realisatie.csv."""
    return {"soort": soort, "datum": datum, "huishouden": huishouden, "gemeentecode": gemeente, **rest}


def rolled(*rows: dict[str, Any], of: Plan | None = None, per: date = PER, vg: int | None = None) -> Rollover:
    """Roll the plan over with these events."""
    return rollover(of or plan(), events(*rows), per, vg=vg)


def codes(outcome: Rollover) -> dict[str, bool]:
    """Return the codes of what did not match, and whether it was processed."""
    table = outcome.afwijkingen
    return dict(zip(table["code"], table["verwerkt"], strict=True))


def roll_over(folder: Path, *options: str | Path, to: str = "q4", per: str = PER.isoformat()) -> Result:
    """Roll the plan q3 in `folder` over by the command, with the events there, to the case `to`."""
    paths = (folder / "q3", folder / to, "--realisatie", folder / "realisatie.csv")
    return run("rollover", *paths, "--per", per, *options)
