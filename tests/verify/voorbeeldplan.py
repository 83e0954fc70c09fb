"""A small case with something of everything, its plan, and ways to damage that plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from plaatsing import Case, Plan, solve

GEMEENTEN = [
    # gemeentecode, provincie, arbeidsmarktregio, x, taakstelling, achterstand, vormen, koppelruimte
    ("GA", "P1", "R1", 0, 9, 4, "eigen|flex|doorstroomlocatie", None),
    ("GB", "P1", "R2", 10_000, 8, 0, "doorstroomlocatie|eigen|flex", None),
    ("GC", "P2", "R2", 14_000, 3, -2, "eigen|doorstroomlocatie", 0),
    ("GD", "P1", "R1", 60_000, 2, 1, "eigen|doorstroomlocatie", None),
]

HUISHOUDENS = [
    {"huishouden": "A1", "personen": 1, "vergunningdatum": "2024-10-01", "koppelgemeente": "GA"},
    {"huishouden": "A2", "personen": 3, "vergunningdatum": "2024-11-12", "koppelgemeente": "GA"},
    {"huishouden": "A3", "personen": 2, "vergunningdatum": "2024-12-20", "koppelgemeente": "GA"},
    {"huishouden": "A4", "personen": 7, "vergunningdatum": "2024-12-01", "koppelgemeente": "GA"},
    {"huishouden": "B1", "personen": 4, "vergunningdatum": "2025-04-01", "koppelgemeente": "GB"},
    {"huishouden": "B2", "personen": 2, "vergunningdatum": "2025-05-01", "koppelgemeente": "GB"},
    {"huishouden": "B3", "personen": 1, "vergunningdatum": "2024-09-01", "verschoonbaar": "ziek"},
    {"huishouden": "B4", "personen": 2, "vergunningdatum": "2025-06-10", "koppelgemeente": "GB"},
    {"huishouden": "C1", "personen": 2, "vergunningdatum": "2025-06-01", "gezin": "GC"},
    {"huishouden": "D1", "personen": 1, "vergunningdatum": "2025-03-01", "koppelgemeente": "GD"},
    {"huishouden": "N1", "personen": 1, "vergunningdatum": "2025-02-01"},
    {"huishouden": "N2", "personen": 2, "vergunningdatum": "2025-06-15", "toegankelijk": "ja"},
    {"huishouden": "N3", "personen": 1, "vergunningdatum": "2025-07-20", "werk": "GB"},
    {"huishouden": "N4", "personen": 1, "vergunningdatum": "2025-08-20", "regioadvies": "R2"},
    {"huishouden": "T1", "personen": 2, "vergunningdatum": "2026-01-05"},
    {
        "huishouden": "R1",
        "personen": 2,
        "vergunningdatum": "2024-06-01",
        "koppelgemeente": "GA",
        "in_locatie": "L1",
        "sinds": "2025-05-01",
    },
    {
        "huishouden": "R2",
        "personen": 6,
        "vergunningdatum": "2024-05-01",
        "koppelgemeente": "GB",
        "in_locatie": "L1",
        "sinds": "2024-09-15",
    },
]

AANBOD = [
    # aanbod, gemeentecode, vorm, vanaf, tot, aantal, eenheid, min, max, toegankelijk
    ("W1", "GA", "eigen", "2025-07-15", None, 1, "woning", 1, 2, "nee"),
    ("W2", "GA", "flex", "2025-09-01", "2025-11-30", 1, "woning", 2, 4, "nee"),
    ("W3", "GB", "eigen", "2025-10-10", None, 1, "woning", 3, 5, "nee"),
    ("W4", "GB", "eigen", "2025-08-05", None, 1, "woning", 1, 2, "ja"),
    ("W5", "GC", "eigen", "2025-08-05", None, 1, "woning", 1, 3, "nee"),
    ("W6", "GD", "tijdelijk", "2025-08-05", None, 1, "woning", 1, 3, "nee"),
    ("P1", "GB", "flex", "2025-09-20", None, 2, "persoon", 1, 3, "nee"),
    ("P2", "GB", "flex", "2025-11-20", None, 2, "persoon", 1, 3, "nee"),
]

LOCATIES = [
    {
        "locatie": "L1",
        "gemeentecode": "GA",
        "status": "bestaand",
        "capaciteit_personen": 7,
        "kamers": 5,
        "deelnemende_gemeenten": "GA|GB",
        "inburgering": "nee",
    },
    {
        "locatie": "L2",
        "gemeentecode": "GB",
        "status": "kandidaat",
        "capaciteit_personen": 4,
        "kamers": 4,
        "open_vanaf": "2025-08-10",
        "open_tot": "2026-05-31",
        "transitiekosten": 20_000,
        "exploitatie_per_persoon_dag": 40,
        "min_bezetting": 2,
    },
    {
        "locatie": "L3",
        "gemeentecode": "GB",
        "status": "kandidaat",
        "uitbreiding_van": "L4",
        "capaciteit_personen": 4,
        "transitiekosten": 9_000_000,
    },
    {
        "locatie": "L4",
        "gemeentecode": "GA",
        "status": "kandidaat",
        "capaciteit_personen": 20,
        "transitiekosten": 9_000_000,
    },
]


@cache
def voorbeeld_case(aftopping: bool = True) -> Case:
    """A province and a bit: late and early, linked and not, in COA and in a location."""
    names = ["gemeentecode", "provinciecode", "arbeidsmarktregiocode", "x_rd", "taakstelling"]
    names += ["achterstand", "vormen", "koppelruimte"]
    supply = ["aanbod", "gemeentecode", "vorm", "beschikbaar_vanaf", "tot", "aantal", "eenheid"]
    supply += ["min_personen", "max_personen", "toegankelijk"]
    people = pd.DataFrame(HUISHOUDENS)
    people["coa_locatie"] = ["NOOD" if name == "A2" else "AZC" for name in people["huishouden"]]
    people.loc[people["huishouden"] == "B3", "koppelgemeente"] = "GB"
    return Case.from_tables(
        {
            "halfjaar": "2025-II",
            "horizon": "2025-12-31",
            "periode": "maand",
            "budget": 15_000,
            "aftopping": aftopping,
            "vg": {"2025-II": {"bekend": 100}},
            "doelen": {"doorberekening": 0.5, "ongelijkheid": 100},
        },
        gemeenten=pd.DataFrame(GEMEENTEN, columns=names).assign(y_rd=0, inwoners=1000),
        huishoudens=people,
        woningaanbod=pd.DataFrame(AANBOD, columns=supply),
        doorstroomlocaties=pd.DataFrame(LOCATIES),
        coa_locaties=pd.DataFrame(
            {
                "coa_locatie": ["AZC", "NOOD"],
                "gemeentecode": ["GA", "GA"],
                "soort": ["regulier", "noodopvang"],
            }
        ),
    )


@cache
def voorbeeld_plan(aftopping: bool = True) -> Plan:
    """The plan of the example, solved once."""
    return solve(voorbeeld_case(aftopping), gap=0.0)


def gewijzigd(plan: Plan, tabel: str, rij: Any, **cells: Any) -> Plan:
    """Return the plan with cells of one row changed.

    `rij` is a position, or a pseudonym in the first column.
    """
    table: pd.DataFrame = getattr(plan, tabel).copy()
    if isinstance(rij, str):
        rij = int((table.iloc[:, 0] == rij).to_numpy().argmax())
    for column, value in cells.items():
        values = table[column].astype(object).tolist()
        values[rij] = pd.Timestamp(value) if str(table[column].dtype).startswith("datetime") else value
        table[column] = pd.Series(values, index=table.index).astype(table[column].dtype)
    return _met(plan, tabel, table)


def zonder(plan: Plan, tabel: str, rij: int) -> Plan:
    """Return the plan with one row of a table left out."""
    table = getattr(plan, tabel)
    return _met(plan, tabel, table.drop(index=table.index[rij]).reset_index(drop=True))


def dubbel(plan: Plan, tabel: str, rij: int) -> Plan:
    """Return the plan with one row of a table twice."""
    table = getattr(plan, tabel)
    return _met(plan, tabel, pd.concat([table, table.iloc[[rij]]], ignore_index=True))


def _met(plan: Plan, tabel: str, table: pd.DataFrame) -> Plan:
    changes: dict[str, Any] = {tabel: table}
    return replace(plan, **changes)
