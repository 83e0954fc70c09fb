"""Search for another table that a reader cannot tell from the true one."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from plaatsing.models.highs import linear_program, new_solver
from plaatsing.onderdrukking.stelsel import Bools, Floats, Stelsel, Whole

_FREE = 1e-3
"""Cost of a unit of change in a hidden cell, so that a change is no larger than it need be."""
_ROUNDING = 1e-6


class Getuigen:
    """Finds tables that add up and differ from the true one in a given cell.

    A change is a flow of whole units through the cells, up in some and down in others; it is
    cheapest through cells that are hidden already. A linear programme finds it; where its answer
    is not whole (relations in three or more directions) it is asked again in whole numbers.

    Parameters
    ----------
    stelsel : Stelsel
        The cells.
    """

    def __init__(self, stelsel: Stelsel) -> None:
        self._stelsel = stelsel
        count = len(stelsel.waarden)
        matrix = stelsel.verbanden.astype(np.float64)
        both = sparse.csc_array(sparse.hstack([matrix, -matrix]))
        fixed = stelsel.openbaar
        self._up = np.where(fixed, 0.0, highspy.kHighsInf)
        self._down = np.where(fixed, 0, stelsel.waarden).astype(np.float64)
        zero = np.zeros(matrix.shape[0])
        cost = np.where(stelsel.gepubliceerd, stelsel.kosten, _FREE)
        self._solver = new_solver(presolve="off", solver="simplex")
        self._solver.passModel(
            linear_program(
                both,
                np.concatenate([cost, cost]),
                np.zeros(2 * count),
                np.concatenate([self._up, self._down]),
                zero,
                zero,
            )
        )
        self._count = count

    def verberg(self, cellen: Bools) -> None:
        """Take `cellen` as hidden from now on: changing them costs nearly nothing."""
        for cell in np.flatnonzero(cellen).tolist():
            self._solver.changeColCost(cell, _FREE)
            self._solver.changeColCost(cell + self._count, _FREE)

    def zoek(self, cel: int, verandering: int) -> Whole | None:
        """Return the cheapest table found in which `cel` differs by `verandering`, or None if there is none.

        Parameters
        ----------
        cel : int
            Index of the cell.
        verandering : int
            By how much it differs from the true figure, not zero.
        """
        column, other = (cel, cel + self._count) if verandering > 0 else (cel + self._count, cel)
        most = abs(float(verandering))
        if (self._up if verandering > 0 else self._down)[cel] < most:
            return None
        self._solver.changeColBounds(column, most, most)
        self._solver.changeColBounds(other, 0.0, 0.0)
        try:
            return self._solve()
        finally:
            self._solver.changeColBounds(cel, 0.0, float(self._up[cel]))
            self._solver.changeColBounds(cel + self._count, 0.0, float(self._down[cel]))

    def uiterste(self, cel: int, richting: int, hoogstens: int) -> int:
        """Return how far `cel` can differ at most in a direction if all that is not public were hidden.

        Parameters
        ----------
        cel : int
            Index of the cell.
        richting : {1, -1}
            Up or down.
        hoogstens : int
            A larger difference is not looked for.
        """
        low, high = 0, hoogstens
        while low < high:
            middle = (low + high + 1) // 2
            if self.zoek(cel, richting * middle) is None:
                high = middle - 1
            else:
                low = middle
        return low

    def _solve(self) -> Whole | None:
        change = self._changes()
        if change is None or _is_whole(change):
            return self._table(change)
        self._count_whole(highspy.HighsVarType.kInteger)
        try:
            return self._table(self._changes())
        finally:
            self._count_whole(highspy.HighsVarType.kContinuous)

    def _changes(self) -> Floats | None:
        """Return the change of each cell in the solver's answer."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        flow: Floats = np.asarray(self._solver.getSolution().col_value, dtype=np.float64)
        return flow[: self._count] - flow[self._count :]

    def _table(self, change: Floats | None) -> Whole | None:
        return None if change is None else self._stelsel.waarden + np.rint(change).astype(np.int64)

    def _count_whole(self, kind: highspy.HighsVarType) -> None:
        for column in range(2 * self._count):
            self._solver.changeColIntegrality(column, kind)


def _is_whole(change: Floats) -> bool:
    return bool((np.abs(change - np.rint(change)) <= _ROUNDING).all())
