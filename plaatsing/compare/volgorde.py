"""The goals of plans whose goals have an order: how far each plan came on each, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.instantie.weging import GEWOGEN_SOM
from plaatsing.uitvoer.volgorde import reached

if TYPE_CHECKING:
    from plaatsing.plan import Plan, Trap

MATEN = ("plek", "waarde", "ondergrens", "afstand_procent")
"""Place in the order, value, proven bound and gap."""


def volgorde(alle: Sequence[Plan], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per goal of any order, with ``<maat>_<naam>`` for `MATEN`; none where all plans weigh.

    A plan that does not have a goal in its order shows its value, without place, bound or gap.
    """
    units = {trap.doel: trap.eenheid for plan in alle for trap in plan.trappen}
    # The weighted sum decides last in every plan, also where a later plan has more goals before it.
    keys = sorted(units, key=lambda doel: doel == GEWOGEN_SOM)
    columns: dict[str, object] = {
        "doel": pd.array(keys, dtype="str"),
        "eenheid": pd.array([units[key] for key in keys], dtype="str"),
    }
    for name, plan in zip(namen, alle, strict=True):
        stages = {trap.doel: (place, trap) for place, trap in enumerate(plan.trappen, start=1)}
        cells = [_cells(plan, key, stages.get(key)) for key in keys]
        for index, maat in enumerate(MATEN):
            values = [row[index] for row in cells]
            columns[f"{maat}_{name}"] = pd.array(values, dtype="Int64" if maat == "plek" else "float64")
    return pd.DataFrame(columns)


def _cells(plan: Plan, doel: str, stage: tuple[int, Trap] | None) -> tuple[int | None, float, float, float]:
    nothing = float("nan")
    if stage is None:
        return None, reached(plan, doel), nothing, nothing
    place, trap = stage
    return place, trap.waarde, trap.ondergrens, 100 * trap.gap
