"""Which locations open in several plans, and how full they are, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from plaatsing.plan import Plan

MATEN = ("open", "hoogste_bezetting", "personen")
"""Figures per location: ja or nee, most persons at once, and all persons who live there some time."""


def locaties(plannen: Sequence[Plan], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per location of any plan, with each figure of each plan.

    Returns
    -------
    DataFrame
        locatie, gemeentecode, gemeente, and per figure of `MATEN` and name a column ``<maat>_<naam>``;
        empty where a plan does not know the location.
    """
    blocks = [_figures(plan) for plan in plannen]
    keys = sorted({str(key) for block in blocks for key in block.index})
    table = pd.DataFrame({"locatie": pd.array(keys, dtype="str")})
    for column in ("gemeentecode", "gemeente"):
        known = pd.concat([block[column] for block in blocks])
        table[column] = table["locatie"].map(known[~known.index.duplicated()]).astype("str")
    for maat in MATEN:
        for name, block in zip(namen, blocks, strict=True):
            cells = block[maat].reindex(keys)
            table[f"{maat}_{name}"] = cells.fillna("").astype("str").array if maat == "open" else cells.array
    return table


def _figures(plan: Plan) -> pd.DataFrame:
    sites = plan.locaties.groupby("locatie", sort=True)
    lived = plan.plaatsingen[plan.plaatsingen["locatie"] != ""]
    persons = lived.groupby("locatie")["personen"].sum()
    found = pd.DataFrame(
        {
            "gemeentecode": sites["gemeentecode"].first(),
            "gemeente": sites["gemeente"].first(),
            "open": sites["geopend"].any().map({True: "ja", False: "nee"}),
            "hoogste_bezetting": sites["personen"].max().astype("Int64"),
        }
    )
    found["personen"] = persons.reindex(found.index, fill_value=0).astype("Int64")
    return found
