"""How far each weight may change while the plan stays provably close to the best."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from plaatsing.plan import Plan

SPEELRUIMTE = 0.01
"""A plan counts as close to the best when no other plan is more than this share better."""

GEWICHTSNAAM = {
    "kosten_opvang": "kosten",
    "kosten_verblijf": "kosten",
    "kosten_transitie": "kosten",
    "kosten_paren": "kosten",
    "straf_kamers": "straf_plaatsen",
}
"""Rows of a plan's goals that share one weight, with the name of that weight."""


def weight_ranges(plan: Plan, speelruimte: float = SPEELRUIMTE) -> pd.DataFrame:
    """Return each weight with the range in which this plan is provably still close to the best.

    One weight changes, the others stay. No plan can get cheaper when a weight grows, and none by more
    than in proportion when it shrinks; so the proven bound of the plan gives a bound for the new weight
    without solving again. Within the range no other plan is more than `speelruimte` better. Beyond it
    another plan may be, which was not looked into.

    Parameters
    ----------
    plan : Plan
        A plan with a finite bound.
    speelruimte : float
        Share of the plan's cost.

    Returns
    -------
    DataFrame
        A row per weight: doel, waarde (units in this plan), eenheid, gewicht, euro, laagste and
        hoogste (the range; NaN where nothing is proven, infinite where there is no limit).
    """
    rows = []
    doelen = plan.doelen.assign(gewichtsnaam=lambda table: table["doel"].replace(GEWICHTSNAAM))
    for name, parts in doelen.groupby("gewichtsnaam", sort=False):
        value, weight = float(parts["waarde"].sum()), float(parts["gewicht"].iloc[0])
        signed = name == "kosten" and bool((parts["waarde"] < 0).any())
        low, high = (math.nan, math.nan) if signed else _range(plan, value, weight, speelruimte)
        rows.append(
            (name, value, str(parts["eenheid"].iloc[0]), weight, float(parts["euro"].sum()), low, high)
        )
    return pd.DataFrame(
        rows, columns=["doel", "waarde", "eenheid", "gewicht", "euro", "laagste", "hoogste"]
    ).astype({"doel": "str", "eenheid": "str"})


def shown_weights(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `weight_ranges` that count: goals with a weight, and limits that are broken."""
    counts = (table["waarde"] != 0) | ~table["doel"].str.startswith("straf_")
    return table[(table["gewicht"] > 0) & counts].reset_index(drop=True)


def _range(plan: Plan, value: float, weight: float, room: float) -> tuple[float, float]:
    near = 1.0 - room
    if not math.isfinite(plan.bound) or plan.bound < near * plan.objective or plan.objective <= 0:
        return math.nan, math.nan
    up = math.inf if value <= 0 else (plan.bound / near - plan.objective) / value
    if weight == 0:
        return 0.0, up
    slope = plan.bound / weight - near * value
    down = weight if slope <= 0 else (plan.bound - near * plan.objective) / slope
    return max(0.0, weight - down), weight + up
