"""How far each weight may change while opening the same locations stays the best choice."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.instantie import build_instantie
from plaatsing.models import Options, Outcome, Stop, solve_instance
from plaatsing.openingen import solve_with_openings
from plaatsing.report.gewichten import GEWICHTSNAAM, shown_weights, weight_ranges
from plaatsing.solve import plan_of
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import VolgordeError

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

VERSTE = 10.0
"""Times its own value up to which a weight is looked into."""

FIJNHEID = 0.01
"""An end of a range is known to within this share of the weight."""

_MOST_POINTS = 16
_MOST_BETWEEN = 6
_STRAF = "straf_"
_SETTING = {"straf_verblijf": "overstay"}


def opening_ranges(plan: Plan) -> pd.DataFrame:
    """Return for each weight the range in which the plan's openings stay the best, by solving again.

    One weight changes, the others stay. Openings stay the best where some plan with exactly these openings
    costs no more than the bound on every plan, but for the share that `opening_margin` gives. What is proven
    at two weights for the same plan holds between them: its cost is a straight line in the weight, and the
    cost of the best plan bends down only. So whole ranges are proven, not points.

    Parameters
    ----------
    plan : Plan
        A plan with a finite bound.

    Returns
    -------
    DataFrame
        A row per weight that counts in the plan: doel, laagste, hoogste and verder. Just past an end (a
        hundredth of the weight) the openings are not proven to be the best. The highest is ``inf`` where
        the plan has nothing of the goal, so that no weight is too high; both are NaN where nothing is
        proven, or there is nothing to open. `verder` says that looking ended, at `VERSTE` times the
        weight, before the range did.
    """
    rows = []
    table = shown_weights(weight_ranges(plan))
    for name, weight in zip(table["doel"], table["gewicht"], strict=True):
        low, high, further = _range(plan, str(name), float(weight))
        rows.append((str(name), low, high, further))
    found = pd.DataFrame(rows, columns=["doel", "laagste", "hoogste", "verder"])
    return found.astype({"doel": "str", "laagste": "float64", "hoogste": "float64", "verder": "bool"})


def opening_margin(plan: Plan) -> float:
    """Return the share of cost within which plans count as equally good: the gap asked for and reached."""
    asked = plan.instellingen_solve.get("gap", 0.0)
    return max(float(asked) if isinstance(asked, (int, float)) else 0.0, plan.gap, 1e-9)


def _range(plan: Plan, name: str, weight: float) -> tuple[float, float, bool]:
    margin = opening_margin(plan)
    if not math.isfinite(plan.bound) or plan.objective <= 0 or margin >= 1:
        return math.nan, math.nan, False
    search = _Zoeker(plan, name, weight, margin)
    if not search.opened:
        return math.nan, math.nan, False
    low = search.end(0.0)
    if search.nothing_of_it:
        return low, math.inf, False
    far = VERSTE * weight
    high = search.end(far)
    return low, high, high == far


@dataclass(frozen=True)
class _Lijn:
    """What one plan costs at any value of the weight."""

    bij_nul: float
    helling: float

    def __call__(self, weight: float) -> float:
        return self.bij_nul + self.helling * weight


class _Zoeker:
    """Solves again with one weight changed, and remembers what that proved."""

    def __init__(self, plan: Plan, name: str, weight: float, margin: float) -> None:
        if plan.trappen:
            raise VolgordeError(
                _(
                    "het bereik van gewichten kan alleen als de doelen worden gewogen; "
                    "haal volgorde weg uit plan.toml en los opnieuw op"
                )
            )
        instantie = build_instantie(plan.case)
        opened = plan.locaties.drop_duplicates("locatie").set_index("locatie")["geopend"]
        sites = instantie.model.sites
        self.opened = {int(n): bool(opened[sites.names[n]]) for n in np.flatnonzero(sites.candidate)}
        self._case, self._name, self._weight = plan.case, name, weight
        self._margin = margin
        value = _value(plan, name)
        self.nothing_of_it = value == 0 and not (_parts(plan, name)["waarde"] < 0).any()
        self._same = [_Lijn(plan.objective - weight * value, value)]
        self._bound = {weight: plan.bound}
        self._other: dict[float, _Lijn] = {}

    def end(self, limit: float) -> float:
        """Return how far towards `limit` the openings are proven to stay the best."""
        inside, outside = self._weight, limit
        if self._holds(limit) and self._between(inside, limit):
            return limit
        fine = FIJNHEID * self._weight
        for number in range(_MOST_POINTS):
            if abs(outside - inside) <= fine:
                break
            point = self._next(inside, outside, fine, halve=number % 3 == 2)
            if self._holds(point) and self._between(inside, point):
                inside = point
            else:
                outside = point
        return inside

    def _next(self, inside: float, outside: float, fine: float, halve: bool) -> float:
        """Return where to look now: where another plan gets cheaper, else halfway."""
        halfway = 0.5 * (inside + outside)
        other = self._other.get(outside)
        if halve or other is None:
            return halfway
        same = min(self._same, key=lambda line: line(outside))
        slope = (1 - self._margin) * same.helling - other.helling
        if slope == 0:
            return halfway
        meet = (other.bij_nul - (1 - self._margin) * same.bij_nul) / slope
        step = fine if outside > inside else -fine
        low, high = sorted((inside + 0.5 * step, outside - 0.5 * step))
        return min(max(meet, low), high)

    def _holds(self, weight: float) -> bool:
        """Say whether the openings are proven to be the best at a weight, solving where not yet known."""
        if weight not in self._bound:
            self._solve(weight)
        return any(self._proves(line, weight) for line in self._same)

    def _proves(self, line: _Lijn, weight: float) -> bool:
        return line(weight) * (1 - self._margin) <= self._bound[weight] + 1e-6

    def _between(self, one: float, other: float, most: int = _MOST_BETWEEN) -> bool:
        """Say whether the openings are proven to be the best from one weight to another."""
        if any(self._proves(line, one) and self._proves(line, other) for line in self._same):
            return True
        point = self._change(one, other)
        return (
            most > 0
            and self._holds(point)
            and self._between(one, point, most - 1)
            and self._between(point, other, most - 1)
        )

    def _change(self, one: float, other: float) -> float:
        """Return where the best plan with these openings at one weight gives way to that at the other."""
        here = min(self._same, key=lambda line: line(one))
        there = min(self._same, key=lambda line: line(other))
        halfway = 0.5 * (one + other)
        if here.helling == there.helling:
            return halfway
        meet = (there.bij_nul - here.bij_nul) / (here.helling - there.helling)
        return meet if min(one, other) < meet < max(one, other) else halfway

    def _solve(self, weight: float) -> None:
        case = with_weight(self._case, self._name, weight)
        instantie = build_instantie(case)
        gap = 0.25 * self._margin if self._margin > 1e-6 else 0.0

        def line(outcome: Outcome) -> _Lijn:
            value = _value(plan_of(instantie, outcome), self._name)
            return _Lijn(outcome.objective - weight * value, value)

        free = solve_instance(instantie.model, Options(gap=gap), Stop())
        self._bound[weight] = free.bound
        if {site: free.opened[site] > 0 for site in self.opened} == self.opened:
            self._same.append(line(free))
            return
        self._other[weight] = line(free)
        if not any(self._proves(known, weight) for known in self._same):
            self._same.append(line(solve_with_openings(instantie.model, self.opened, gap=gap)))


def with_weight(case: Case, doel: str, weight: float) -> Case:
    """Return a case with the weight of one goal or penalty changed."""
    settings = case.instellingen
    goals, penalties = settings.doelen, settings.straffen
    if doel.startswith(_STRAF):
        key = _SETTING.get(doel, doel.removeprefix(_STRAF))
        penalties = penalties.model_copy(update={key: weight})
    else:
        goals = goals.model_copy(update={doel: weight})
    changed = settings.model_copy(update={"doelen": goals, "straffen": penalties})
    return replace(case, instellingen=changed)


def _parts(plan: Plan, name: str) -> pd.DataFrame:
    return plan.doelen[plan.doelen["doel"].replace(GEWICHTSNAAM) == name]


def _value(plan: Plan, name: str) -> float:
    return float(_parts(plan, name)["waarde"].sum())
