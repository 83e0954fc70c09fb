"""A whole plan in a few small steps: round part of the relaxation up, solve again, and so on."""

from __future__ import annotations

import highspy
import numpy as np

from .highs import SOLVED
from .instance import Bools, Floats, Ints
from .mip import Compiled
from .stop import Stop

WHOLE = 1e-6
"""Values this close to a whole number are one."""

HALF = 0.5 - WHOLE
"""Parts from which on the next whole number is the nearest."""


class Dive:
    """Rounds the relaxation of an integer programme step by step.

    Parameters
    ----------
    program : Compiled
        The programme.
    first : Bools
        Columns to round before all others.
    stop : Stop
        When to end early.
    basis : highspy.HighsBasis, optional
        Basis at which to begin.
    """

    def __init__(
        self, program: Compiled, first: Bools, stop: Stop, basis: highspy.HighsBasis | None = None
    ) -> None:
        self._program, self._first, self._stop = program, first & program.integral, stop
        self._lower, self._upper = program.lower.copy(), program.upper.copy()
        self._solver = program.relaxed(stop, basis)

    def run(self, share: int) -> Floats | None:
        """Return the value of every column, whole where it must be; None where rounding leads nowhere.

        Parameters
        ----------
        share : int
            One in so many of the columns that are not whole is rounded up in one step, those nearest to
            the next whole number first.
        """
        if not self._solves():
            return None
        while True:
            self._stop.check()
            value = np.array(self._solver.getSolution().col_value)
            part = value - np.floor(value + WHOLE)
            broken = np.flatnonzero((part > WHOLE) & self._first)
            if not len(broken):
                broken = np.flatnonzero((part > WHOLE) & self._program.integral)
            if not len(broken):
                value[self._program.integral] = np.round(value[self._program.integral])
                return value
            order = broken[np.argsort(-part[broken], kind="stable")]
            chosen = self.together(order, part, max(1, len(broken) // share))
            if not (self._up(chosen, value) or self._up(chosen[:1], value) or self._down(chosen[0], value)):
                return None

    def together(self, order: Ints, part: Floats, count: int) -> Ints:
        """Return so many columns in their order, and those that are not far from up and meet none of them.

        Columns meet in a row. Where many parts of a large problem hardly touch, each goes its own way down.
        """
        matrix, chosen = self._program.matrix, []
        met = np.zeros(matrix.shape[0], dtype=bool)
        for number, column in enumerate(order.tolist()):
            rows = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]]
            if number < count or (part[column] >= HALF and not met[rows].any()):
                chosen.append(column)
                met[rows] = True
        return np.array(chosen, dtype=np.int64)

    def _up(self, columns: Ints, value: Floats) -> bool:
        """Round columns up; where that is impossible, leave them as they were."""
        before = self._lower[columns]
        self._bound(columns, np.floor(value[columns] + WHOLE) + 1.0, self._upper[columns])
        if self._solves():
            return True
        self._bound(columns, before, self._upper[columns])
        return False

    def _down(self, column: int, value: Floats) -> bool:
        one = np.array([column])
        self._bound(one, self._lower[one], np.floor(value[one] + WHOLE))
        return self._solves()

    def _bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        self._lower[columns], self._upper[columns] = lower, upper
        for column, least, most in zip(columns.tolist(), lower.tolist(), upper.tolist(), strict=True):
            self._solver.changeColBounds(column, least, most)

    def _solves(self) -> bool:
        self._solver.run()
        return self._solver.getModelStatus() in SOLVED
