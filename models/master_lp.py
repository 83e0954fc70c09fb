"""The linear relaxation of the master problem over the routes found so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import highspy
import numpy as np

from .highs import DUAL, PRIMAL, linear_program, new_solver, solve_relaxation
from .instance import Bools, Floats, Ints
from .layout import Layout
from .prices import Prices
from .pricing import Priced
from .rounding import Rounding, entries
from .routes import Routes
from .stop import Stop
from .tallies import FREE, OPENED, Sides, Tally, members
from .trajects import Row

DEAR = 100.0
"""Price of a household that a count lacks, as a multiple of the dearest stay in COA."""


class Added(IntEnum):
    """What a column is that was added to the structural ones."""

    PATH = 0
    DEPARTURE = 1
    LACK = 2


@dataclass(frozen=True)
class LpSolution:
    """One solved relaxation.

    Attributes
    ----------
    objective : float
        Cost, the instance's constant left out.
    structural : Floats
        Values of the structural columns.
    paths, departures : Floats
        Values of the routes, in the order they were added.
    dual : Floats
        Row prices.
    """

    objective: float
    structural: Floats
    paths: Floats
    departures: Floats
    dual: Floats

    def among(self, routes: Routes) -> LpSolution:
        """Return this solution among these routes: nobody is on those that were added after it."""
        paths = np.zeros(len(routes.paths) - len(self.paths))
        departures = np.zeros(len(routes.departures) - len(self.departures))
        return replace(self, paths=np.r_[self.paths, paths], departures=np.r_[self.departures, departures])


class MasterLp:
    """Rows of a layout in HiGHS, growing with routes and rows.

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
        self._cut = False
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
        self.routes = Routes.none()
        self._added = np.zeros(0, dtype=np.int64)
        self._lack: dict[Tally, int] = {}
        self._known_paths: set[tuple[int, Row]] = set()
        self._known_departures: set[tuple[int, int, int]] = set()
        for row in layout.goals.tolist():
            # A plan that just reaches an earlier goal may miss it by a rounding error.
            self._add_lack(row, -1.0, np.inf)

    def add(self, routes: Routes) -> int:
        """Add those routes that are new, and return how many there were."""
        fresh = self._fresh(routes)
        if not len(fresh):
            return 0
        self._add_joint_rows(fresh)
        matrix = self.layout.routes(fresh)
        cost = np.concatenate(fresh.cost(self.layout.instance, self.layout.takers))
        self._solver.addCols(
            len(fresh),
            cost,
            np.zeros(len(fresh)),
            np.full(len(fresh), np.inf),
            matrix.nnz,
            matrix.indptr[:-1].astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )
        self.routes = self.routes.join(fresh)
        kinds = np.where(np.arange(len(fresh)) < len(fresh.paths), Added.PATH, Added.DEPARTURE)
        self._added = np.r_[self._added, kinds]
        return len(fresh)

    def _column(self, kind: Added) -> np.ndarray:
        """Return the numbers of the columns of a kind, in the order they were added."""
        return np.flatnonzero(self._added == kind) + len(self.lower)

    def _fresh(self, routes: Routes) -> Routes:
        paths, departures = [], []
        for number, key in enumerate(routes.keys()):
            if key not in self._known_paths:
                self._known_paths.add(key)
                paths.append(number)
        for number, row in enumerate(routes.departures.rows()):
            if row not in self._known_departures:
                self._known_departures.add(row)
                departures.append(number)
        return routes.take(np.array(paths, dtype=np.int64), np.array(departures, dtype=np.int64))

    def _add_joint_rows(self, routes: Routes) -> None:
        halves = routes.halves(self.layout.takers)
        keys = list(zip(routes.offer[halves].tolist(), routes.paths.leave[halves].tolist(), strict=True))
        offer = self.layout.instance.classes.offer[routes.departures.entry]
        keys += zip(offer.tolist(), routes.departures.leave.tolist(), strict=True)
        nothing = np.zeros(0)
        for key in dict.fromkeys(keys):
            if key not in self.layout.joint:
                self.layout.add_joint(*key)
                self._solver.addRow(0.0, 0.0, 0, nothing.astype(np.int32), nothing)

    def add_inflow(self, pairs: list[tuple[int, int]]) -> None:
        """Add a row instroom for each (offer, candidate location)."""
        self._cut = self._cut or bool(pairs)
        paths = self.routes.paths
        entering = (paths.site >= 0) & (paths.leave >= 0)
        column = self._column(Added.PATH)
        for offer, site in pairs:
            self.layout.add_inflow(offer, site)
            at = np.flatnonzero(entering & (self.routes.offer == offer) & (paths.site == site))
            columns = np.r_[self.layout.open[site], column[at]].astype(np.int32)
            values = np.r_[-float(self.layout.takers.households[offer]), np.ones(len(at))]
            self._solver.addRow(-np.inf, 0.0, len(columns), columns, values)

    def add_rounding(self, roundings: list[Rounding]) -> None:
        """Add rounded rows."""
        self._cut = self._cut or bool(roundings)
        rows = {rounding: self.layout.add_rounding(rounding) for rounding in roundings}
        row, path, value = entries(rows, self.layout.instance, self.routes.paths)
        column = self._column(Added.PATH)
        for rounding, number in rows.items():
            at = np.flatnonzero((row == number) & (value != 0.0))
            columns = np.r_[self.layout.own_column(rounding), column[path[at]]].astype(np.int32)
            self._solver.addRow(rounding.side, np.inf, len(columns), columns, np.r_[1.0, value[at]])

    def bound_open(self, lower: dict[int, float], upper: dict[int, float]) -> None:
        """Set the bounds of open[l]; locations not named are free to open or not."""
        for site, column in enumerate(self.layout.open.tolist()):
            if column >= 0:
                bounds = lower.get(site, 0.0), upper.get(site, 1.0)
                self._cut = self._cut or bounds != (self.lower[column], self.upper[column])
                self.lower[column], self.upper[column] = bounds
                self._solver.changeColBounds(column, *bounds)

    def shut(self) -> Bools:
        """Return which locations nobody can enter: candidates that stay closed, and nobody lives in."""
        instance = self.layout.instance
        closed = np.append(self.upper, 1.0)[self.layout.open] == 0.0
        return np.asarray(closed & (instance.residents() == 0))

    def bound_tallies(self, sides: dict[Tally, Sides]) -> None:
        """Set the sides of the counts at a node; counts not named are free.

        A count that routes found so far do not reach is made up with a column of its own, so that the master
        always has a solution. It is so dear that a node where it is needed costs more than any plan; the
        bound does not know it.
        """
        for tally in sides:
            if tally not in self.layout.tallies:
                self._add_tally(tally)
        self._cut = self._cut or sides != self.layout.tally_sides
        self.layout.tally_sides = dict(sides)
        for tally, row in self.layout.tallies.items():
            least, most = sides.get(tally, FREE)
            self._solver.changeRowBounds(row, least, most)
            self._solver.changeColBounds(self._lack[tally], 0.0, max(0.0, least))

    def _add_tally(self, tally: Tally) -> None:
        row = self.layout.add_tally(tally)
        paths, departures = members(tally, self.routes)
        columns = np.r_[self._column(Added.PATH)[paths], self._column(Added.DEPARTURE)[departures]]
        surplus = 0.0
        if tally == OPENED:
            columns = self.layout.opening
            # Locations that are open already may be more than a node allows: it is as dear.
            surplus = float(len(columns))
        self._solver.addRow(*FREE, len(columns), columns.astype(np.int32), np.ones(len(columns)))
        self._lack[tally] = self._add_lack(row, 1.0, 0.0)
        if surplus:
            self._add_lack(row, -1.0, surplus)

    def _add_lack(self, row: int, side: float, most: float) -> int:
        """Add a dear column that makes up what a row lacks; return its number."""
        curves = self.layout.instance.classes.exit_cost
        dear = DEAR * max(1.0, float(np.abs(curves[np.isfinite(curves)]).max(initial=0.0)))
        self._solver.addCol(dear, 0.0, most, 1, np.array([row], dtype=np.int32), np.array([side]))
        self._added = np.r_[self._added, Added.LACK]
        return len(self.lower) + len(self._added) - 1

    def solve(self) -> LpSolution:
        """Solve the relaxation to optimality.

        Raises
        ------
        SolverError
            If HiGHS does not prove optimality: the master always has a solution.
        Stopped
            If it is time to stop.
        """
        self._solver.setOptionValue("simplex_strategy", DUAL if self._cut else PRIMAL)
        self._cut = False
        solve_relaxation(self._solver, self._stop.check, "master")
        solution = self._solver.getSolution()
        values = np.array(solution.col_value)
        structural, routes = values[: len(self.lower)], values[len(self.lower) :]
        objective = float(self._solver.getInfo().objective_function_value)
        return LpSolution(
            objective,
            structural,
            routes[self._added == Added.PATH],
            routes[self._added == Added.DEPARTURE],
            np.array(solution.row_dual),
        )

    def basis(self) -> highspy.HighsBasis:
        """Return a copy of the basis of the last solution."""
        last, copy = self._solver.getBasis(), highspy.HighsBasis()
        copy.col_status, copy.row_status, copy.valid = last.col_status, last.row_status, last.valid
        return copy

    def basis_within(self, paths: Ints, departures: Ints, layout: Layout) -> highspy.HighsBasis:
        """Return the basis of the last solution for some of the routes, in the rows of their own layout.

        Parameters
        ----------
        paths, departures : Ints
            Places in `routes` of those that take part.
        layout : Layout
            The same rows, with those added later for these routes only.

        Returns
        -------
        HighsBasis
            It may have too few columns; HiGHS makes up for that since it is called alien.
        """
        last, own = self._solver.getBasis(), self.layout
        columns = np.concatenate(
            [
                np.arange(len(self.lower)),
                self._column(Added.PATH)[paths],
                self._column(Added.DEPARTURE)[departures],
            ]
        )
        rows = np.arange(layout.n_rows)
        for mine, theirs in (
            (own.inflow, layout.inflow),
            (own.joint, layout.joint),
            (own.tallies, layout.tallies),
            (own.rounding, layout.rounding),
        ):
            rows[list(theirs.values())] = [mine[key] for key in theirs]  # type: ignore[index]
        part, col_status, row_status = highspy.HighsBasis(), last.col_status, last.row_status
        part.col_status = [col_status[column] for column in columns.tolist()]
        part.row_status = [row_status[row] for row in rows.tolist()]
        part.valid, part.alien = True, True
        return part

    def restore(self, basis: highspy.HighsBasis) -> None:
        """Begin the next solution from an earlier basis; what was added since takes no part in it."""
        status = highspy.HighsBasisStatus
        later = highspy.HighsBasis()
        columns, rows = self._solver.getNumCol(), self._solver.getNumRow()
        later.col_status = basis.col_status + [status.kLower] * (columns - len(basis.col_status))
        later.row_status = basis.row_status + [status.kBasic] * (rows - len(basis.row_status))
        later.valid = basis.valid
        self._solver.setBasis(later)

    def structural_reduced_cost(self, dual: Floats) -> Floats:
        """Return cost less row prices of the structural columns."""
        reduced = self.cost - self._structural.T @ dual[: self.layout.n_static_rows]
        for (offer, site), row in self.layout.inflow.items():
            reduced[self.layout.open[site]] += float(self.layout.takers.households[offer]) * dual[row]
        for rounding, row in self.layout.rounding.items():
            reduced[self.layout.own_column(rounding)] -= dual[row]
        if OPENED in self.layout.tallies:
            reduced[self.layout.opening] -= dual[self.layout.tallies[OPENED]]
        return np.asarray(reduced)

    def reduced_cost(self, routes: Routes, dual: Floats) -> Floats:
        """Return cost less row prices of routes whose rows are there already, paths first."""
        cost = np.concatenate(routes.cost(self.layout.instance, self.layout.takers))
        return np.asarray(cost - self.layout.routes(routes).T @ dual)

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
        rows, side = self._priced_rows(dual)
        right_hand = float((rows * side).sum())
        for tally, sides in layout.tally_sides.items():
            price = prices.tallies.get(tally, 0.0)
            if price != 0.0:
                right_hand += price * sides[0 if price > 0 else 1]
        right_hand += float(sum(rounding.side * dual[row] for rounding, row in layout.rounding.items()))
        reduced = self._reduced(dual, rows)
        columns = float(np.minimum(reduced * self.lower, reduced * self.upper).sum())
        classes = float((layout.instance.classes.size * priced.least).sum())
        return right_hand + columns + classes

    def opening_costs(self, dual: Floats) -> dict[int, float]:
        """Return what opening each free candidate adds to the bound, at a relaxation's row prices.

        The bound takes the cheaper end of every structural column. A plan with the other end costs at least
        the bound and the size of this figure: where it is positive, with the location open; where it is
        negative, with it closed.
        """
        dual = np.pad(dual, (0, self.layout.n_rows - len(dual)))
        reduced = self._reduced(dual, self._priced_rows(dual)[0])
        return {
            site: float(reduced[column])
            for site, column in enumerate(self.layout.open.tolist())
            if column >= 0 and self.lower[column] < self.upper[column]
        }

    def _priced_rows(self, dual: Floats) -> tuple[Floats, Floats]:
        """Return the prices that the bound gives static rows, and the sides of the rows."""
        layout = self.layout
        lower, upper = np.array(layout.lower), np.array(layout.upper)
        rows = dual[: layout.n_static_rows].copy()
        rows[layout.klasse] = 0.0
        free_side = ((rows > 0) & np.isinf(lower)) | ((rows < 0) & np.isinf(upper))
        rows[free_side] = 0.0
        side = np.where(rows > 0, lower, np.where(rows < 0, upper, 0.0))
        return rows, np.where(np.isfinite(side), side, 0.0)

    def _reduced(self, dual: Floats, rows: Floats) -> Floats:
        """Return the reduced costs of the structural columns, at these prices for static rows."""
        return self.structural_reduced_cost(np.r_[rows, dual[len(rows) :]])

    def klasse_prices(self, dual: Floats) -> Floats:
        """Return the price of placing one more household, per class."""
        return dual[self.layout.klasse]
