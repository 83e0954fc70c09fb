"""The linear relaxation of the master problem over the trajects found so far."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from .highs import SolverError, linear_program, new_solver
from .instance import Floats
from .layout import Layout
from .prices import Prices
from .pricing import Priced
from .stop import Stop
from .trajects import Trajects

PRIMAL = 4
"""HiGHS' primal simplex: added columns leave the last solution feasible, so it goes on from there."""


@dataclass(frozen=True)
class LpSolution:
    """One solved relaxation.

    Attributes
    ----------
    objective : float
        Cost, the instance's constant left out.
    structural : Floats
        Values of the structural columns.
    x : Floats
        Values of the trajects, in the order they were added.
    dual : Floats
        Row prices.
    """

    objective: float
    structural: Floats
    x: Floats
    dual: Floats


class MasterLp:
    """Rows of a layout in HiGHS, growing with trajects and instroom rows.

    Parameters
    ----------
    layout : Layout
        Rows and structural columns.
    stop : Stop
        When to end early.
    """

    def __init__(self, layout: Layout, stop: Stop) -> None:
        self.layout = layout
        self._stop = stop
        columns = layout.columns
        self._solver = new_solver(presolve="off", simplex_strategy=PRIMAL)
        stop.watch(self._solver)
        self.lower = np.array(columns.lower)
        self.upper = np.array(columns.upper)
        self.cost = np.array(columns.cost)
        self._structural = layout.structural()
        self._solver.passModel(
            linear_program(
                self._structural,
                self.cost,
                self.lower,
                self.upper,
                np.array(layout.lower),
                np.array(layout.upper),
            )
        )
        self.trajects = Trajects.from_rows([])
        self.costs = np.zeros(0)
        self._known: set[tuple[int, int, int, int, int, int]] = set()

    def add(self, trajects: Trajects) -> int:
        """Add those trajects that are new, and return how many there were."""
        fresh = []
        for index, row in enumerate(trajects.rows()):
            if row not in self._known:
                self._known.add(row)
                fresh.append(index)
        if not fresh:
            return 0
        new = trajects.take(np.array(fresh))
        matrix = self.layout.matrix(new)
        cost = new.cost(self.layout.instance)
        self._solver.addCols(
            len(new),
            cost,
            np.zeros(len(new)),
            np.full(len(new), np.inf),
            matrix.nnz,
            matrix.indptr[:-1].astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )
        self.trajects = self.trajects.join(new)
        self.costs = np.r_[self.costs, cost]
        return len(new)

    def add_inflow(self, pairs: list[tuple[int, int]]) -> None:
        """Add a row instroom for each (class, candidate location)."""
        size = self.layout.instance.classes.size
        entering = (self.trajects.site >= 0) & (self.trajects.leave >= 0)
        n_structural = len(self.lower)
        for klasse, site in pairs:
            self.layout.inflow[klasse, site] = self.layout.n_rows
            at = np.flatnonzero(entering & (self.trajects.klasse == klasse) & (self.trajects.site == site))
            columns = np.r_[self.layout.open[site], at + n_structural].astype(np.int32)
            values = np.r_[-float(size[klasse]), np.ones(len(at))]
            self._solver.addRow(-np.inf, 0.0, len(columns), columns, values)

    def bound_open(self, lower: dict[int, float], upper: dict[int, float]) -> None:
        """Set the bounds of open[l]; locations not named are free to open or not."""
        for site, column in enumerate(self.layout.open.tolist()):
            if column >= 0:
                self.lower[column] = lower.get(site, 0.0)
                self.upper[column] = upper.get(site, 1.0)
                self._solver.changeColBounds(column, self.lower[column], self.upper[column])

    def solve(self) -> LpSolution:
        """Solve the relaxation to optimality.

        Raises
        ------
        SolverError
            If HiGHS does not prove optimality: the master always has a solution.
        Stopped
            If it is time to stop.
        """
        self._solver.run()
        status = self._solver.getModelStatus()
        self._stop.check()
        if status != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"HiGHS ends the master with {self._solver.modelStatusToString(status)}")
        solution = self._solver.getSolution()
        values = np.array(solution.col_value)
        n_structural = len(self.lower)
        objective = float(self._solver.getInfo().objective_function_value)
        return LpSolution(
            objective, values[:n_structural], values[n_structural:], np.array(solution.row_dual)
        )

    def structural_reduced_cost(self, dual: Floats) -> Floats:
        """Return cost less row prices of the structural columns."""
        reduced = self.cost - self._structural.T @ dual[: self.layout.n_static_rows]
        size = self.layout.instance.classes.size
        for (klasse, site), row in self.layout.inflow.items():
            reduced[self.layout.open[site]] += float(size[klasse]) * dual[row]
        return np.asarray(reduced)

    def bound(self, dual: Floats, prices: Prices, priced: Priced) -> float:
        """Return a lower bound on the optimum at any prices of the right sign.

        Every traject of a class costs at least the class's least value at these prices plus what the rows
        pay for it, found or not; every structural column at least its cheaper end. So the sum below is
        never above the cost of any solution, whatever the prices are.

        Parameters
        ----------
        dual : Floats
            Row vector; only rows that trajects do not touch are read from it.
        prices : Prices
            Prices at which the trajects were valued.
        priced : Priced
            Their values.

        Returns
        -------
        float
            Lower bound, the instance's constant left out.
        """
        layout = self.layout
        dual = layout.duals(prices, dual)
        lower, upper = np.array(layout.lower), np.array(layout.upper)
        rows = dual[: layout.n_static_rows].copy()
        rows[layout.klasse] = 0.0
        free_side = ((rows > 0) & np.isinf(lower)) | ((rows < 0) & np.isinf(upper))
        rows[free_side] = 0.0
        side = np.where(rows > 0, lower, np.where(rows < 0, upper, 0.0))
        right_hand = float((rows * np.where(np.isfinite(side), side, 0.0)).sum())
        vector = dual.copy()
        vector[: layout.n_static_rows] = rows
        reduced = self.structural_reduced_cost(vector)
        columns = float(np.minimum(reduced * self.lower, reduced * self.upper).sum())
        classes = float((layout.instance.classes.size * priced.least).sum())
        return right_hand + columns + classes

    def klasse_prices(self, dual: Floats) -> Floats:
        """Return the price of placing one more household, per class."""
        return dual[self.layout.klasse]
