"""Advice on uitruil: joint changes of taakstelling that leave the fewest persons short."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_COLUMNS = {
    "regio": "str",
    "gemeentecode": "str",
    "gemeente": "str",
    "halfjaar": "str",
    "saldo": "int64",
    "uitruil": "int64",
    "saldo_na": "int64",
    "tekort": "int64",
    "tekort_na": "int64",
}


def uitruil_advies(case: Case, plan: Plan) -> pd.DataFrame:
    """Return the joint changes of taakstelling that leave the fewest persons short.

    Municipalities of one regietafel region (the setting ``regios``) may change their taakstelling
    together as long as the sum stays the same. The plan is taken as it is: nobody moves elsewhere
    because of the advice. A change carries over into later half-years, as arrears do. In this order
    the advice has

    1. the fewest persons short, summed over municipalities and half-year ends,
    2. the fewest persons moved from one municipality to another,
    3. changes at the municipalities with the largest balance first, so that few need to agree.

    It is the exact optimum of a network flow (persons flow between municipalities within a half-year,
    and from one half-year to the next), solved in whole persons.

    Parameters
    ----------
    case : Case
        The case of the plan.
    plan : Plan
        The plan; its taakstelling table gives the balance at each half-year's end.

    Returns
    -------
    DataFrame
        A row per municipality and half-year, all figures in persons: regio (its code), gemeentecode,
        gemeente, halfjaar, saldo (gecorrigeerd - verwacht at the end of the half-year; negative is a
        lead), uitruil (change of the taakstelling of that half-year; positive: more to house; sums
        to zero per regio and halfjaar), saldo_na, tekort and tekort_na. Rows with a change have the
        columns of the case table ``uitruil``, with `personen` for `uitruil`.
    """
    book = plan.taakstelling
    regions = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["regiocode"], strict=True))
    table = pd.DataFrame(
        {
            "regio": book["gemeentecode"].map(regions).fillna(""),
            "gemeentecode": book["gemeentecode"],
            "gemeente": book["gemeente"],
            "halfjaar": book["halfjaar"],
            "saldo": book["gecorrigeerd"] - book["verwacht"],
        }
    ).sort_values(["regio", "gemeentecode", "halfjaar"], ignore_index=True)
    table["uitruil"] = 0
    for _, rows in table.groupby("regio"):
        halves = rows["halfjaar"].nunique()
        balance = rows["saldo"].to_numpy(dtype=np.int64).reshape(-1, halves)
        table.loc[rows.index, "uitruil"] = best_changes(balance).ravel()
    carried = table.groupby("gemeentecode")["uitruil"].cumsum()
    table["saldo_na"] = table["saldo"] + carried
    table["tekort"] = table["saldo"].clip(lower=0)
    table["tekort_na"] = table["saldo_na"].clip(lower=0)
    return table[list(_COLUMNS)].astype(_COLUMNS)


def best_changes(saldo: Whole) -> Whole:
    """Return the changes per municipality and half-year for one regietafel.

    Parameters
    ----------
    saldo : array of int64, shape (G, H)
        Balance of each municipality at each half-year's end, before any change.

    Returns
    -------
    array of int64, shape (G, H)
        Changes that sum to zero in each half-year; positive is more to house.
    """
    if saldo.size == 0 or not (saldo > 0).any() or len(saldo) == 1:
        return np.zeros_like(saldo)
    flow = _Stroom(saldo)
    short = flow.least(flow.short_cost, [])
    moved = flow.least(flow.move_cost, [(flow.short_cost, short)])
    return flow.solve(flow.rank_cost, [(flow.short_cost, short), (flow.move_cost, moved)])


@dataclass(frozen=True)
class _Stroom:
    """The problem in columns: more, less and short, each by municipality and then half-year.

    Rows: in each half-year more and less are equal in sum; and for each municipality and half-year
    end, short - (more - less so far) >= saldo.
    """

    saldo: Whole

    @property
    def size(self) -> int:
        """Number of municipalities times half-years."""
        return int(self.saldo.size)

    @property
    def short_cost(self) -> Floats:
        """One per person short."""
        return np.repeat([0.0, 0.0, 1.0], self.size)

    @property
    def move_cost(self) -> Floats:
        """One per person who is taken over."""
        return np.repeat([1.0, 0.0, 0.0], self.size)

    @property
    def rank_cost(self) -> Floats:
        """The rank of a municipality by its largest balance, per person changed."""
        largest = np.abs(self.saldo).max(axis=1)
        rank = np.empty(len(largest))
        rank[np.argsort(-largest, kind="stable")] = np.arange(1.0, len(largest) + 1.0)
        per_change = np.repeat(rank, self.saldo.shape[1])
        return np.concatenate([per_change, per_change, np.zeros(self.size)])

    def least(self, cost: Floats, kept: list[tuple[Floats, float]]) -> float:
        """Return the least cost while every cost in `kept` stays at its value."""
        return float(cost @ self._columns(cost, kept))

    def solve(self, cost: Floats, kept: list[tuple[Floats, float]]) -> Whole:
        """Return the changes of least cost, shape (G, H)."""
        columns = self._columns(cost, kept)
        change: Whole = (columns[: self.size] - columns[self.size : 2 * self.size]).astype(np.int64)
        return change.reshape(self.saldo.shape)

    @cached_property
    def _rules(self) -> list[LinearConstraint]:
        """The rows."""
        municipalities, halves = self.saldo.shape
        per_half = hstack([eye_array(halves)] * municipalities)
        nothing = csr_array((halves, self.size))
        so_far = csr_array(np.kron(np.eye(municipalities), np.tril(np.ones((halves, halves)))))
        return [
            LinearConstraint(hstack([per_half, -per_half, nothing]), 0, 0),
            LinearConstraint(hstack([-so_far, so_far, eye_array(self.size)]), self.saldo.ravel(), np.inf),
        ]

    def _columns(self, cost: Floats, kept: list[tuple[Floats, float]]) -> Floats:
        rows = [*self._rules]
        if kept:
            limits = [value for _, value in kept]
            rows.append(
                LinearConstraint(vstack([csr_array(cost[None, :]) for cost, _ in kept]), -np.inf, limits)
            )
        most = float(np.abs(self.saldo).sum())
        found = milp(
            cost,
            integrality=np.ones(len(cost), dtype=np.int64),
            bounds=Bounds(0, most),
            constraints=rows,
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            raise RuntimeError(f"de uitruil is niet op te lossen: {found.message}")
        return np.rint(found.x)
