"""The proof that goes with a plan: its bound, its gap and its status."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from plaatsing.verify.bevinding import Bevinding, toon

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_MANIFEST = "manifest.json"
_EPS = 1e-6


def toets_bewijs(plan: Plan) -> Iterator[Bevinding]:
    """Check that the bound is not above the objective, and that gap and status follow from them."""
    objective, bound = plan.objective, plan.bound
    if not bound <= objective + _EPS * max(1.0, abs(objective)):
        yield _finding("ondergrens", "bound", bound, f"<= {toon(objective)}")
    expected = max(0.0, objective - bound) / max(1.0, abs(objective))
    if not math.isclose(plan.gap, expected, rel_tol=_EPS, abs_tol=_EPS):
        yield _finding("gap", "gap", plan.gap, toon(expected))
    # Constants taken off only make the denominator smaller, unless a planner's own costs are negative.
    own = plan.case.paren["kosten_euro_per_persoon"]
    if not (own < 0).any() and not plan.gap_vermijdbaar >= expected - _EPS:
        yield _finding("gap", "gap_vermijdbaar", plan.gap_vermijdbaar, f">= {toon(expected)}")
    asked = plan.instellingen_solve.get("gap")
    if plan.status == "optimaal" and isinstance(asked, (int, float)) and not expected <= asked + _EPS:
        yield _finding("status", "status", plan.status, f"gap <= {toon(float(asked))}")


def toets_prijzen(plan: Plan) -> Iterator[Bevinding]:
    """Check that every price is a number with a rule; what it should be follows from solving alone."""
    table = plan.prijzen
    wrong = ~np.isfinite(table["prijs"].to_numpy(dtype=float)) | (table["rij"] == "").to_numpy(dtype=bool)
    for row in np.flatnonzero(wrong).tolist():
        rule, price = str(table["rij"].iloc[row]), toon(float(table["prijs"].iloc[row]))
        yield Bevinding("prijzen", "prijzen.csv", row + 2, rule, "prijs", price)


def _finding(regel: str, column: str, found: object, expected: str) -> Bevinding:
    return Bevinding(regel, _MANIFEST, None, "", column, toon(found), expected)
