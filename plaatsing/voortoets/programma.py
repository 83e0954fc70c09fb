"""A linear program in arrays, of which parts can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plaatsing.models.highs import PRIMAL, SolverError, linear_program, new_solver

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Oplossing(NamedTuple):
    """The least cost, and the value of every column (zero for those left out)."""

    waarde: float
    kolommen: Floats


class Programma:
    """Rows with limits and columns of zero or more, filled one by one and solved as often as asked."""

    def __init__(self) -> None:
        self._row: list[int] = []
        self._column: list[int] = []
        self._value: list[float] = []
        self._upper: list[float] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []
        self._matrix: sparse.csc_array | None = None

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return len(self._upper)

    def row(self, lower: float, upper: float) -> int:
        """Add a row; return its number."""
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        return len(self._row_lower) - 1

    def column(self, entries: list[tuple[int, float]], upper: float = np.inf) -> int:
        """Add a column with its (row, coefficient) entries; return its number."""
        number = len(self._upper)
        self._upper.append(upper)
        for row, value in entries:
            self._row.append(row)
            self._column.append(number)
            self._value.append(value)
        self._matrix = None
        return number

    def row_upper(self, row: int) -> float:
        """Return the upper limit of a row."""
        return self._row_upper[row]

    def least(
        self,
        cost: Floats,
        keep: Bools,
        *,
        row_upper: Mapping[int, float] | None = None,
        lifted: Mapping[int, float] | None = None,
    ) -> Oplossing:
        """Find the least cost with some of the columns.

        Parameters
        ----------
        cost : Floats, shape (columns,)
            Cost of each column.
        keep : Bools, shape (columns,)
            Columns that may be used.
        row_upper, lifted : mapping of int to float, optional
            Other upper limits of rows and of columns.

        Raises
        ------
        SolverError
            If there is no least cost.
        """
        upper, above = np.array(self._upper), np.array(self._row_upper)
        for column, value in (lifted or {}).items():
            upper[column] = value
        for row, value in (row_upper or {}).items():
            above[row] = value
        kept = np.flatnonzero(keep & (upper > 0))
        # Nobody moving is a solution already, so from there the primal simplex is the shortest way.
        solver = new_solver(presolve="off", simplex_strategy=PRIMAL)
        solver.passModel(
            linear_program(
                self._all()[:, kept],
                cost[kept],
                np.zeros(len(kept)),
                upper[kept],
                np.array(self._row_lower),
                above,
            )
        )
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            status = solver.modelStatusToString(solver.getModelStatus())
            raise SolverError(f"HiGHS ends the pre-check with {status}")
        values = np.zeros(self.n_columns)
        values[kept] = solver.getSolution().col_value
        return Oplossing(float(solver.getInfo().objective_function_value), values)

    def _all(self) -> sparse.csc_array:
        if self._matrix is None:
            places = (np.array(self._row, dtype=np.int64), np.array(self._column, dtype=np.int64))
            shape = (len(self._row_lower), self.n_columns)
            self._matrix = sparse.csc_array((np.array(self._value, dtype=float), places), shape=shape)
        return self._matrix
