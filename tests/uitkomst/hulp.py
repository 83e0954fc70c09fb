"""A small right plan to look at: two municipalities, months, nothing owed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from plaatsing import Case, Plan, solve

Rij = dict[str, Any]


def huishouden(naam: str, /, **anders: Any) -> Rij:
    """A household linked to A, with a permit of May 2025."""
    row: Rij = {
        "huishouden": naam,
        "personen": 1,
        "vergunningdatum": "2025-05-05",
        "koppelgemeente": "A",
        "koppeldatum": "2025-05-19",
    }
    return row | anders


def woning(aanbod: str, **anders: Any) -> Rij:
    """A home in A that is free from the start."""
    return {"aanbod": aanbod, "gemeentecode": "A", "beschikbaar_vanaf": "2025-07-01"} | anders


def locatie(naam: str, **anders: Any) -> Rij:
    """An existing location in A."""
    row: Rij = {
        "locatie": naam,
        "gemeentecode": "A",
        "capaciteit_personen": 10,
        "open_vanaf": "2025-01-01",
        "exploitatie_per_persoon_dag": 40,
    }
    return row | anders


def maak_case(
    huishoudens: list[Rij],
    woningen: list[Rij] | None = None,
    locaties: list[Rij] | None = None,
    *,
    gemeenten: dict[str, Rij] | None = None,
    coa: list[Rij] | None = None,
    **settings: Any,
) -> Case:
    """A case of these rows; `gemeenten` adds to the rows of A and B."""
    rows = [
        {"gemeentecode": code, "inwoners": 1000, "x_rd": 200_000.0, "y_rd": 500_000.0, "achterstand": 0}
        | (gemeenten or {}).get(code, {})
        for code in ("A", "B")
    ]
    none = [woning("geen", aantal=0)]
    plan = {"halfjaar": "2025-II", "periode": "maand", "vg": {"2025-II": {"bekend": 0}}}
    return Case.from_tables(
        plan | settings,
        gemeenten=pd.DataFrame(rows),
        huishoudens=pd.DataFrame(huishoudens),
        woningaanbod=pd.DataFrame(woningen or none),
        doorstroomlocaties=pd.DataFrame(locaties) if locaties else None,
        coa_locaties=pd.DataFrame(coa) if coa else None,
    )


def maak_plan(*args: Any, **anders: Any) -> Plan:
    """Solve such a case to the end."""
    return solve(maak_case(*args, **anders), gap=0.0)
