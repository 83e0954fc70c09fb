"""The first figures of several plans: a row per plan, and what differs per half-year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.compare.vergelijkbaar import vergelijkbaar_deel
from plaatsing.uitvoer.kerncijfers import kerncijfers

if TYPE_CHECKING:
    from plaatsing.plan import Plan

HALFJAARMATEN = ("tekort", "gehaald")
"""Persons short, and municipalities without shortage, at the end of a half-year."""


def plannen(alle: Sequence[Plan], namen: Sequence[str], doelen: pd.DataFrame) -> pd.DataFrame:
    """Return a row per plan with its first figures; columns as in `plaatsing.compare.tabellen`.

    Parameters
    ----------
    alle, namen : sequence
        The plans and their names.
    doelen : DataFrame
        Their goals, and which of them may be compared.
    """
    return pd.DataFrame([_row(plan, name, doelen) for plan, name in zip(alle, namen, strict=True)])


def _row(plan: Plan, name: str, doelen: pd.DataFrame) -> dict[str, object]:
    first = kerncijfers(plan)
    settings, placed = plan.case.instellingen, plan.plaatsingen
    return {
        "plan": name,
        "titel": settings.titel,
        "start": pd.Timestamp(settings.start),
        "horizon": pd.Timestamp(settings.horizon),
        "status": plan.status,
        "doelwaarde": plan.objective,
        "vergelijkbaar_deel": vergelijkbaar_deel(doelen, name),
        "ondergrens": plan.bound,
        "afstand_procent": 100 * plan.gap,
        "huishoudens": first.huishoudens,
        "personen": first.personen,
        "geplaatst": first.personen_geplaatst,
        "doorgestroomd": first.personen_doorgestroomd,
        "in_coa": first.personen_in_coa,
        "persoonsweken_sinds_termijn": float((placed["weken_over_termijn"] * placed["personen"]).sum()),
        "tekort": first.halfjaren[-1].tekort if first.halfjaren else pd.NA,
        "gehaald": first.halfjaren[-1].gehaald if first.halfjaren else pd.NA,
        "gemeenten": len(plan.case.gemeenten),
        "geopend": len(first.geopend),
        "doorberekening": first.doorberekening_cent / 100,
        "risico": first.risico_cent / 100,
    }


def halfjaren(alle: Sequence[Plan], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per half-year that ends within any plan, with ``<maat>_<naam>`` for `HALFJAARMATEN`."""
    stands = [{stand.halfjaar: stand for stand in kerncijfers(plan).halfjaren} for plan in alle]
    keys = sorted({halfjaar for known in stands for halfjaar in known})
    table = pd.DataFrame({"halfjaar": pd.array(keys, dtype="str")})
    for maat in HALFJAARMATEN:
        for name, known in zip(namen, stands, strict=True):
            values = [getattr(known[key], maat) if key in known else None for key in keys]
            table[f"{maat}_{name}"] = pd.array(values, dtype="Int64")
    return table
