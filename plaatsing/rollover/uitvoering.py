"""What of the plan was carried out: household by household, planned and real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.rollover.stand import Huishouden, Stand

if TYPE_CHECKING:
    from plaatsing.plan import Plan

KOLOMMEN = (
    "huishouden",
    "personen",
    "gemeente_gepland",
    "vorm_gepland",
    "locatie_gepland",
    "datum_gepland",
    "gemeente_werkelijk",
    "vorm_werkelijk",
    "locatie_werkelijk",
    "datum_werkelijk",
    "dagen_later",
    "oordeel",
)

Stap = tuple[str, str, str, pd.Timestamp | None]
"""Municipality, form, location and day of a household's first move since the start of the plan."""


def uitvoering(plan: Plan, stand: Stand, per: pd.Timestamp) -> pd.DataFrame:
    """Return a row for every household that was to move before `per`, or did.

    Returns
    -------
    DataFrame
        By pseudonym, columns as in `KOLOMMEN`: the first move planned and the first real one, and
        oordeel: "zoals_gepland" (same municipality, form and location), "anders", "niet_uitgevoerd" or
        "niet_gepland".
    """
    planned = {str(row["huishouden"]): row for row in plan.plaatsingen.to_dict("records")}
    rows = []
    for name in sorted(stand.huishoudens):
        home = stand.huishoudens[name]
        expected = _planned(planned.get(name), home.woonde_er, per)
        real = _real(home)
        if expected[3] is not None or real[3] is not None:
            rows.append(
                (name, home.personen, *expected, *real, _later(expected, real), _verdict(expected, real))
            )
    table = pd.DataFrame(rows, columns=list(KOLOMMEN))
    texts = [name for name in KOLOMMEN if name.startswith(("gemeente", "vorm", "locatie"))]
    kinds = dict.fromkeys([*texts, "huishouden", "oordeel"], "str")
    days = dict.fromkeys(("datum_gepland", "datum_werkelijk"), "datetime64[s]")
    return table.astype({**kinds, **days, "personen": "int64", "dagen_later": "Int64"})


def _planned(row: Any, lived_there: bool, per: pd.Timestamp) -> Stap:
    """Return the first move of the plan before `per`; without a day where there is none."""
    if row is None:
        return "", "", "", None
    day = row["uit_locatie"] if lived_there else row["vertrek_coa"]
    if pd.isna(day) or day >= per:
        return "", "", "", None
    to_location = not lived_there and row["locatie"] != ""
    form = "doorstroomlocatie" if to_location else str(row["vorm"])
    return str(row["koppelgemeente"]), form, str(row["locatie"]) if to_location else "", day


def _real(home: Huishouden) -> Stap:
    day = home.uit if home.woonde_er else home.vertrek
    if day is None:
        return "", "", "", None
    to_location = not home.woonde_er and home.locatie != ""
    form = "doorstroomlocatie" if to_location else home.vorm
    return home.gemeente, form, home.locatie if to_location else "", day


def _later(expected: Stap, real: Stap) -> int | None:
    return None if expected[3] is None or real[3] is None else (real[3] - expected[3]).days


def _verdict(expected: Stap, real: Stap) -> str:
    if real[3] is None:
        return "niet_uitgevoerd"
    if expected[3] is None:
        return "niet_gepland"
    return "zoals_gepland" if expected[:3] == real[:3] else "anders"
