"""What each municipality gets from several plans, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from plaatsing.plan import Plan

MATEN = ("gecorrigeerd", "verwacht", "tekort", "doorberekening")
"""Figures per municipality and half-year: persons, and euro for the last one."""

_KEY = ["gemeentecode", "halfjaar"]


def gemeenten(plannen: Sequence[Plan], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per municipality and half-year, with each figure of each plan.

    Returns
    -------
    DataFrame
        gemeentecode, gemeente, halfjaar, and per figure of `MATEN` and name a column
        ``<maat>_<naam>``: Int64 persons, the doorberekening as float euro; missing where a plan does
        not know the municipality or half-year.
    """
    blocks = [_figures(plan) for plan in plannen]
    names: dict[str, str] = {}
    for plan in plannen:
        known = zip(plan.case.gemeenten["gemeentecode"], plan.case.gemeenten["gemeente"], strict=True)
        names = dict(known) | names
    keys = sorted({key for block in blocks for key in block.index})
    table = pd.DataFrame(keys, columns=_KEY).astype("str")
    table.insert(1, "gemeente", table["gemeentecode"].map(names).astype("str"))
    for maat in MATEN:
        for name, block in zip(namen, blocks, strict=True):
            table[f"{maat}_{name}"] = block[maat].reindex(keys).array
    return table


def _figures(plan: Plan) -> pd.DataFrame:
    book = plan.taakstelling.set_index(_KEY)
    charged = plan.doorberekening[plan.doorberekening["soort"] != "risico"]
    cents = charged.groupby(_KEY)["bedrag_cent"].sum().reindex(book.index, fill_value=0)
    persons = book[["gecorrigeerd", "verwacht", "tekort"]].astype("Int64")
    return persons.assign(doorberekening=cents.astype("float64") / 100)
