"""Whole plans from the routes of a node: the integer master over few routes, and its last word in Pyomo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import highspy
import numpy as np
from scipy import sparse

from .dive import Dive
from .epochs import Epochs
from .highs import SolverError
from .instance import Floats, Instance, Ints
from .layout import Layout
from .master import build_master
from .mip import Compiled, solve_master, solve_mip
from .neighbourhoods import Neighbourhoods
from .routes import Routes
from .stop import Stop
from .trajects import Trajects

Note = Callable[..., None]

Basis = Callable[[Layout], highspy.HighsBasis]
"""Gives a basis in the rows of a layout."""

ALIKE = 1e-6
"""Values this close are the same."""


@dataclass(frozen=True)
class Incumbent:
    """A whole plan.

    Attributes
    ----------
    trajects : Trajects
        The trajects in use.
    count : Ints, shape (N,)
        Households on each.
    opened : dict of int to int
        Value of open[l] per candidate.
    objective : float
        Cost, constants included.
    """

    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float


class Chooser:
    """Chooses whole plans with the integer master, at one node of the search.

    Parameters
    ----------
    instance, layout
        The problem and its rows.
    lower, upper : dict of int to float
        Bounds of open[l] at the node; locations not named are free.
    stop : Stop
        When to end early.
    note : callable
        Takes a line for the solver log.
    """

    def __init__(
        self,
        instance: Instance,
        layout: Layout,
        lower: dict[int, float],
        upper: dict[int, float],
        stop: Stop,
        note: Note,
    ) -> None:
        self._instance, self._layout = instance, layout
        self._lower, self._upper = lower, upper
        self._stop, self._note = stop, note

    def with_open(self, fixed: dict[int, float]) -> Chooser:
        """Return what chooses where these locations are open (1) or closed (0) as well."""
        lower, upper = self._lower | fixed, self._upper | fixed
        return Chooser(self._instance, self._layout, lower, upper, self._stop, self._note)

    def choose(
        self,
        routes: Routes,
        gap: float,
        nodes: int,
        start: Incumbent | None = None,
        enough: float = -np.inf,
        beside: Sequence[Floats] = (),
        *,
        strong: bool = False,
        look: bool = False,
        proof: float = np.inf,
    ) -> tuple[Incumbent | None, float]:
        """Choose exactly among given routes; return the plan, if any, and a bound over these routes.

        The search ends at the gap, after the nodes, or with a plan that costs `enough` or less. With
        `beside`, values of every column in the relaxation or in other plans, only what differs there from
        the plan `start` is chosen anew: a quick way to a better plan, whose bound says nothing
        (relaxation induced neighbourhoods, Danna, Rothberg and Le Pape, 2005; crossover, Rothberg, 2007).
        The plan may have other openings than the node allows; these are chosen anew as well.

        A bound of `proof` or more ends the search as well. With `strong`, the rule instroom is written out
        for every offer and free location on the routes. With `look` the root is looked at first: with the
        cuts of HiGHS its bound is often proof enough, long before the programme is simplified.
        """
        layout = self._layout.renumbered(routes, self._entered(routes) if strong else ())
        program = self._program(layout, routes)
        plan = None if start is None else self._values(routes, start)
        known = plan if start is not None and self._fits(start) else None
        if len(beside):
            if plan is None:
                return None, -np.inf
            alike = program.integral.copy()
            for values in beside:
                alike &= np.abs(plan - values) < ALIKE
            program = program.holding(alike, plan)
        solve = partial(solve_mip, program, gap=gap, stop=self._stop, enough=enough, proof=proof)
        looked = -np.inf
        try:
            result = solve(start=known, node_limit=1, presolve=False) if look else None
            if result is None or not (result.proven or result.bound >= proof or nodes <= 1):
                if result is not None:
                    looked, known = result.bound, result.value if result.found else known
                result = solve(start=known, node_limit=nodes)
        except SolverError as problem:
            self._note("HiGHS: %s", problem)
            return None, -np.inf
        bound = max(result.bound, looked)
        if not result.found:
            return None, bound
        return self._plan(layout, routes, result.value, result.objective), bound

    def again(self, routes: Routes, plan: Incumbent) -> Incumbent | None:
        """Return a plan as it is, with its cost here and the cheapest openings; None where it cannot be."""
        values = self.values(routes, plan)
        return None if values is None else self.choose(routes, np.inf, 1, plan, beside=[values])[0]

    def neighbours(
        self,
        routes: Routes,
        plan: Incumbent,
        *,
        share: float,
        gap: float,
        nodes: int,
        enough: float,
        basis: Basis | None = None,
    ) -> Iterator[Incumbent]:
        """Give ever better plans near a plan, a few municipalities chosen anew at a time.

        Until one costs `enough` or less; none where the plan cannot be made of the routes. The share of the
        routes chosen anew, gap and nodes are those of `Neighbourhoods.better`.
        """
        layout, values = self._layout.renumbered(routes), self.values(routes, plan)
        if values is None:
            return
        gemeente = np.full(len(values), -1, dtype=np.int64)
        first = len(layout.columns.cost)
        gemeente[first : first + len(routes.paths)] = routes.paths.gemeente
        program = self._program(layout, routes)
        try:
            near = Neighbourhoods(program, gemeente, self._stop, None if basis is None else basis(layout))
            for found in near.better(values, share=share, gap=gap, nodes=nodes, enough=enough):
                yield self._plan(layout, routes, found.value, found.objective)
        except SolverError as problem:
            self._note("HiGHS: %s", problem)

    def _entered(self, routes: Routes) -> list[tuple[int, int]]:
        """Return which offers lead into which locations that may open or not."""
        candidate = np.append(self._instance.sites.candidate, False)
        candidate[list(self._lower.keys() & self._upper.keys())] = False
        entering = candidate[routes.paths.site] & (routes.paths.leave >= 0)
        pairs = np.unique(np.stack([routes.offer[entering], routes.paths.site[entering]]), axis=1)
        return [(int(offer), int(site)) for offer, site in pairs.T]

    def dive(self, routes: Routes, share: int, basis: Basis | None = None) -> Incumbent | None:
        """Round the relaxation over given routes, one in `share` at a time; return the plan, if any.

        Where `basis` gives one for the layout of these routes, the relaxation begins there.
        """
        layout = self._layout.renumbered(routes)
        program = self._program(layout, routes)
        column = np.arange(len(program.cost)) - len(layout.columns.cost)
        first = (column >= 0) & (column < len(routes.paths))
        value = Dive(program, first, self._stop, None if basis is None else basis(layout)).run(share)
        if value is None:
            return None
        return self._plan(layout, routes, value, float(program.cost @ value) + program.offset)

    def _plan(self, layout: Layout, routes: Routes, value: Floats, objective: float) -> Incumbent:
        first, last = len(layout.columns.cost), len(layout.columns.cost) + len(routes.paths)
        counts = value[first:last], value[last:]
        trajects, count = routes.whole(counts, self._instance, layout.takers)
        opened = {
            site: round(value[column]) for site, column in enumerate(layout.open.tolist()) if column >= 0
        }
        return Incumbent(trajects, np.rint(count).astype(np.int64), opened, objective)

    def _program(self, layout: Layout, routes: Routes) -> Compiled:
        structural = layout.added_rows()
        matrix = sparse.csc_array(sparse.hstack([structural, layout.routes(routes)]))
        lower, upper = np.array(layout.columns.lower), np.array(layout.columns.upper)
        whole = np.zeros(len(lower), dtype=bool)
        for site, column in enumerate(layout.open.tolist()):
            if column >= 0:
                whole[column] = True
                lower[column] = self._lower.get(site, 0.0)
                upper[column] = self._upper.get(site, 1.0)
        size = self._instance.classes.size.astype(float)
        most = np.where(
            routes.halves(layout.takers),
            np.append(layout.takers.households, 0)[routes.offer],
            size[routes.paths.klasse],
        )
        row_lower, row_upper = layout.sides()
        return Compiled(
            matrix=matrix,
            cost=np.r_[layout.columns.cost, np.concatenate(routes.cost(self._instance, layout.takers))],
            offset=self._instance.constant,
            lower=np.r_[lower, np.zeros(len(routes))],
            upper=np.r_[upper, most, size[routes.departures.klasse]],
            row_lower=row_lower,
            row_upper=row_upper,
            integral=np.r_[whole, np.ones(len(routes), dtype=bool)],
        )

    def values(self, routes: Routes, plan: Incumbent) -> Floats | None:
        """Return a plan as values of the whole columns, others unknown; None where it does not fit."""
        return self._values(routes, plan) if self._fits(plan) else None

    def _fits(self, plan: Incumbent) -> bool:
        """Return whether a plan opens what the node allows."""
        lower, upper = self._lower, self._upper
        return all(
            lower.get(site, 0.0) <= value <= upper.get(site, 1.0) for site, value in plan.opened.items()
        )

    def _values(self, routes: Routes, plan: Incumbent) -> Floats | None:
        """Return the same, whatever the plan opens."""
        layout = self._layout
        counts = routes.counts(plan.trajects, plan.count, self._instance, layout.takers)
        if counts is None:
            return None
        values = np.full(len(layout.columns.cost) + len(routes), np.nan)
        for site, value in plan.opened.items():
            values[layout.open[site]] = value
        values[len(layout.columns.cost) :] = np.concatenate(counts)
        return values


def confirm(instance: Instance, epochs: Epochs, plan: Incumbent) -> Incumbent:
    """Let the Pyomo master cost a plan: the model that is documented has the last word.

    Raises
    ------
    SolverError
        If the plan breaks a rule of the master, or costs more there.
    """
    opened = {site: float(value) for site, value in plan.opened.items()}
    model = build_master(instance, epochs, plan.trajects, floor=plan.count, opened=opened, closed=opened)
    result = solve_master(model, gap=0.0, stop=Stop())
    if not result.found or result.objective > plan.objective + 1e-6 * max(1.0, abs(plan.objective)):
        raise SolverError(f"a plan of {plan.objective} costs {result.objective} in the master")
    return replace(plan, count=result.x, objective=result.objective)
