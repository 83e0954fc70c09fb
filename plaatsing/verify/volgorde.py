"""Goals that have an order: each is kept by the plan as it was found."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plaatsing.verify.bevinding import Bevinding, toon

if TYPE_CHECKING:
    from plaatsing.plan import Plan, Trap

_MANIFEST = "manifest.json"
_EPS = 1e-6


def toets_volgorde(plan: Plan) -> Iterator[Bevinding]:
    """Check names, bounds and gaps of the goals of an order, and that the plan itself keeps to each."""
    order = plan.case.instellingen.volgorde
    expected = ("straffen", *order, "gewogen som") if order else ()
    names = tuple(trap.doel for trap in plan.trappen)
    if names != expected:
        yield Bevinding("volgorde", _MANIFEST, None, "", "volgorde", toon(str(names)), toon(str(expected)))
        return
    asked = plan.instellingen_solve.get("gap")
    for trap in plan.trappen:
        size = max(1.0, abs(trap.waarde))
        if not trap.ondergrens <= trap.waarde + _EPS * size:
            yield _finding("ondergrens", trap, trap.ondergrens, f"<= {toon(trap.waarde)}")
        gap = max(0.0, trap.waarde - trap.ondergrens) / size
        if not math.isclose(trap.gap, gap, rel_tol=_EPS, abs_tol=_EPS):
            yield _finding("gap", trap, trap.gap, toon(gap))
        # Parts of the area keep to the goal each by itself, within the gap of their own value or of one.
        share = float(asked) if isinstance(asked, (int, float)) else 0.0
        most = trap.waarde + (share + _EPS) * (size + len(plan.case.gemeenten))
        reached = _value(plan, trap.doel)
        if not reached <= most:
            yield _finding("volgorde", trap, reached, f"<= {toon(most)}")


def _value(plan: Plan, doel: str) -> float:
    """Return what the plan comes to on a goal, from its table of goals."""
    table = plan.doelen
    if doel == "gewogen som":
        return float(table["euro"].sum())
    if doel == "straffen":
        return float(table.loc[table["doel"].str.startswith("straf_"), "euro"].sum())
    parts = table["doel"].str.startswith("kosten_") if doel == "kosten" else table["doel"] == doel
    return float(table.loc[parts, "waarde"].sum())


def _finding(regel: str, trap: Trap, found: float, expected: str) -> Bevinding:
    return Bevinding(regel, _MANIFEST, None, trap.doel, "volgorde", toon(found), expected)
