"""Better plans by choosing a few municipalities anew at a time: those where a plan loses most."""

from __future__ import annotations

from collections.abc import Iterator

import highspy
import numpy as np
from scipy import sparse

from .highs import solve_relaxation
from .instance import Bools, Floats, Ints
from .mip import Compiled, MipResult, solve_mip
from .stop import Stop

FEWEST = 2
"""Municipalities that are chosen anew together at least."""

FINER = 1e-6
"""Euro by which a plan must be better to count as such."""

MOVED = 1e-7
"""Households by which a plan must differ from the relaxation to count as other."""

AGAIN = 4.0
"""By how much less a municipality counts for every time that it was chosen anew."""

GROWTH = 1.5
"""How much more is chosen anew where less gave nothing better, or hardly."""

MOST = 0.5
"""Share of the routes from which on everything may as well be chosen at once."""

SLIGHT = 0.1
"""Share of the gap of one choice by which a plan must be better not to count as the same."""


class Neighbourhoods:
    """Chooses the routes of a few municipalities anew, again and again.

    A plan costs more than the relaxation by what its columns and rows lose against it: the reduced cost of a
    column times how much more of it is used, and the price of a row times how much further it is from its
    side. All of these are zero or more, and they add up to the whole difference. So it is known where a plan
    loses; these municipalities are chosen anew together, with who leaves when and everything that is not
    about a municipality, and all other routes as in the plan. Large neighbourhood search: Shaw (1998).

    Parameters
    ----------
    program : Compiled
        All that may be chosen.
    gemeente : Ints, shape (columns,)
        Municipality of each column; -1 for those that are always free.
    stop : Stop
        When to end early.
    basis : highspy.HighsBasis, optional
        Basis at which the relaxation begins.

    Raises
    ------
    SolverError
        If HiGHS does not solve the relaxation.
    """

    def __init__(
        self, program: Compiled, gemeente: Ints, stop: Stop, basis: highspy.HighsBasis | None = None
    ) -> None:
        self._program, self._gemeente, self._stop = program, gemeente, stop
        self._own = np.flatnonzero(gemeente >= 0)
        self._routes = np.bincount(gemeente[self._own])
        solver = program.relaxed(stop, basis)
        solve_relaxation(solver, stop.check, "relaxation of a choice")
        solution = solver.getSolution()
        self._relaxed = np.array(solution.col_value)
        self._reduced = np.array(solution.col_dual)
        self._price = np.array(solution.row_dual)

    def better(
        self, start: Floats, *, share: float, gap: float, nodes: int, enough: float
    ) -> Iterator[MipResult]:
        """Give ever better plans, until one costs `enough` or less or there are none.

        Parameters
        ----------
        start : Floats, shape (columns,)
            The plan to begin from; what is not a number is left to HiGHS.
        share : float
            Share of the routes that is chosen anew at a time, at first; one at least.
        gap : float
            Absolute gap, in euro, at which one choice ends.
        nodes : int
            Nodes HiGHS may search in one choice.
        enough : float
            Cost, constants included, at which a plan is good enough.
        """
        if np.count_nonzero(self._routes) <= FEWEST:
            return
        kept = ~np.isnan(start)
        share = max(share, 1.0 / len(self._own))
        plan = self._choose(start, kept, gap, 1, enough)
        times = np.zeros(len(self._routes))
        while plan.found and plan.objective > enough and share <= MOST:
            self._stop.check()
            where = self._worst(self.lost(plan.value) / AGAIN**times, share)
            times[where] += 1
            known = np.where(kept, plan.value, np.nan)
            elsewhere = (self._gemeente >= 0) & ~np.isin(self._gemeente, where)
            found = self._choose(known, kept & elsewhere, gap, nodes, enough)
            gain = plan.objective - found.objective if found.found else 0.0
            if gain <= max(FINER, SLIGHT * gap):
                share *= GROWTH
            if gain > FINER:
                plan = found
                yield plan

    def lost(self, plan: Floats) -> Floats:
        """Return what a plan loses against the relaxation in each municipality, in euro.

        What a row loses is divided among the municipalities that use it otherwise than the relaxation does.
        """
        matrix, other = self._program.matrix, plan - self._relaxed
        moved = self._own[np.abs(other[self._own]) > MOVED]
        shape = len(self._routes), len(moved)
        belongs = sparse.csr_array(
            (np.ones(len(moved)), (self._gemeente[moved], np.arange(len(moved)))), shape=shape
        )
        uses = sparse.csr_array(belongs @ abs(matrix[:, moved]).T)
        uses.data[:] = 1.0
        by_row = np.abs(self._price * (matrix @ other)) / np.maximum(1.0, uses.sum(axis=0))
        lost = np.asarray(uses @ by_row)
        np.add.at(lost, self._gemeente[self._own], np.abs(self._reduced * other)[self._own])
        return lost

    def _worst(self, lost: Floats, share: float) -> Ints:
        """Return the municipalities that lose most, with that share of all routes together, or the fewest."""
        order = np.argsort(-lost, kind="stable")
        routes = np.cumsum(self._routes[order])
        return order[: max(FEWEST, int(np.searchsorted(routes, share * len(self._own), side="right")))]

    def _choose(self, known: Floats, kept: Bools, gap: float, nodes: int, enough: float) -> MipResult:
        program = self._program.holding(kept, known)
        return solve_mip(program, gap=gap, stop=self._stop, start=known, node_limit=nodes, enough=enough)
