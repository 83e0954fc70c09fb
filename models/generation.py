"""Column generation: the linear relaxation over all trajects, with only the useful ones written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .instance import Bools, Floats
from .layout import Layout
from .master_lp import LpSolution, MasterLp
from .options import Options
from .prices import Prices
from .pricing import Priced, Pricing, Structure
from .routes import Departures, Routes
from .spent import Spent
from .stop import Stop
from .trajects import Row, Trajects

NEGATIVE = 1e-6
"""Reduced costs above minus this (euro) count as zero."""


@dataclass(frozen=True)
class Relaxation:
    """The relaxation of one node, solved or cut off at a bound that is good enough.

    Attributes
    ----------
    solution : LpSolution
        Of the last master.
    prices : Prices
        Prices that gave the best bound.
    dual : Floats
        Row vector that goes with them.
    priced : Priced
        Values of the classes at those prices.
    bound : float
        Valid lower bound, the instance's constant left out.
    rounds : int
        Masters solved.
    shut : Bools, shape (L,)
        Locations that nobody enters at this node.
    """

    solution: LpSolution
    prices: Prices
    dual: Floats
    priced: Priced
    bound: float
    rounds: int
    shut: Bools


class Generator:
    """Generates trajects for one master until its relaxation is solved.

    Parameters
    ----------
    structure : Structure
        Index sets for pricing.
    layout : Layout
        Rows and structural columns.
    stop : Stop
        When to end early.
    options : Options
        Switches: how many routes and rows are added.
    spent : Spent, optional
        Where to count the processor time of prices and master.
    """

    def __init__(
        self,
        structure: Structure,
        layout: Layout,
        stop: Stop,
        options: Options,
        spent: Spent | None = None,
    ) -> None:
        self.structure = structure
        self.layout = layout
        self.master = MasterLp(layout, stop)
        self._stop = stop
        self._options = options
        self.spent = spent or Spent()
        self.master.add(stays(structure))

    def run(
        self,
        tolerance: Callable[[float], float],
        centre: Prices | None = None,
        on_round: Callable[[float, float], None] | None = None,
        enough: float = np.inf,
    ) -> Relaxation:
        """Price and solve in turn until the bound meets the master, or is enough.

        Parameters
        ----------
        tolerance : callable
            Given the master's cost, the distance to the bound at which to stop.
        centre : Prices, optional
            Prices to start from; pricing happens between these and the master's own.
        on_round : callable, optional
            Told the master's cost and the best bound after every round.
        enough : float
            A bound this high ends the work: no plan that matters is left.
        """
        best: Relaxation | None = None
        rounds = 0
        weight = 0.0 if centre is None else 0.8
        shut = self.master.shut()
        while True:
            with self.spent.on("master"):
                solution = self.master.solve()
                rounds += 1
                while self._separate_inflow(solution):
                    solution = self.master.solve()
            own = self.layout.prices(solution.dual).clipped()
            with self.spent.on("prijzen"):
                while True:
                    self._stop.check()
                    prices = own if centre is None or weight == 0.0 else own.blend(centre, weight)
                    pricing = Pricing(self.structure, prices, shut)
                    priced = pricing.price()
                    bound = self.master.bound(solution.dual, prices, priced)
                    if best is None or bound > best.bound:
                        dual = self.layout.duals(prices, solution.dual)
                        best = Relaxation(solution, prices, dual, priced, bound, rounds, shut)
                        centre = prices
                    added = self._add_best(pricing, priced, solution)
                    if added or weight == 0.0:
                        break
                    weight = 0.0
            if on_round is not None:
                on_round(solution.objective, best.bound)
            distance = solution.objective - best.bound
            if added == 0 or distance <= tolerance(solution.objective) or best.bound >= enough:
                return replace(best, solution=self._padded(solution), rounds=rounds)
            weight = 0.5 if distance > 1e-3 * abs(solution.objective) else 0.3

    def _padded(self, solution: LpSolution) -> LpSolution:
        """Give routes that were added after a solution their place in it, with nobody on them."""
        routes = self.master.routes
        return replace(
            solution,
            paths=np.r_[solution.paths, np.zeros(len(routes.paths) - len(solution.paths))],
            departures=np.r_[
                solution.departures, np.zeros(len(routes.departures) - len(solution.departures))
            ],
        )

    def _add_best(self, pricing: Pricing, priced: Priced, solution: LpSolution) -> int:
        """Add the best trajects of the classes that gain by them; return how many routes were new."""
        n_periods, classes = self.structure.instance.n_periods, self.structure.instance.classes
        klasse_price = self.master.klasse_prices(solution.dual)
        gain = priced.by_leave - klasse_price[:, None]
        best_moment = np.argmin(gain, axis=1)
        ways: dict[tuple[int, int], list[Row]] = {}
        found: list[tuple[int, int, Row]] = []
        for klasse in np.flatnonzero(gain.min(axis=1) < -NEGATIVE).tolist():
            leave = int(best_moment[klasse])
            entry = -1 if leave == n_periods else int(priced.entry[klasse, leave])
            if leave == n_periods or classes.site[klasse] >= 0:
                found.append((-1, -1, pricing.trace(klasse, entry, leave)))
                continue
            offer = int(classes.offer[entry])
            if (offer, leave) not in ways:
                count = self._options.per_offer if self.layout.takers.shared[offer] else 1
                ways[offer, leave] = pricing.ways(offer, leave, count)
            found += [(offer, entry, (klasse, *way[1:])) for way in ways[offer, leave]]
        return self.master.add(self._improving(found, solution)) if found else 0

    def _improving(self, found: list[tuple[int, int, Row]], solution: LpSolution) -> Routes:
        """Return the routes of those trajects that are worth adding, cut in halves where shared."""
        instance, takers = self.structure.instance, self.layout.takers
        entry = np.array([entry for _, entry, _ in found])
        trajects = Trajects.from_rows([row for _, _, row in found])
        matrix = self.layout.matrix(trajects, entry)
        worth = trajects.cost(instance, entry) - matrix.T @ solution.dual < -NEGATIVE
        paths: list[tuple[int, Row]] = []
        departures: list[tuple[int, int, int]] = []
        for number in np.flatnonzero(worth).tolist():
            taken, by, row = found[number]
            if taken >= 0 and takers.shared[taken]:
                paths.append((taken, (int(takers.example[taken]), *row[1:])))
                departures.append((row[0], by, row[3]))
            else:
                paths.append((taken, row))
        return Routes.from_paths(paths, Departures.from_rows(departures))

    def _separate_inflow(self, solution: LpSolution) -> bool:
        """Add the rows instroom that the solution breaks; return whether there were any."""
        routes, instance = self.master.routes, self.structure.instance
        candidate = np.r_[instance.sites.candidate, False]
        entering = np.flatnonzero(
            (solution.paths > 1e-9) & candidate[routes.paths.site] & (routes.paths.leave >= 0)
        )
        if not len(entering):
            return False
        key = routes.offer[entering] * instance.n_sites + routes.paths.site[entering]
        pairs, place = np.unique(key, return_inverse=True)
        flow = np.bincount(place, weights=solution.paths[entering])
        offer, site = pairs // instance.n_sites, pairs % instance.n_sites
        opened = solution.structural[self.layout.open[site]]
        takers = self.layout.takers.households[offer]
        # A violation counts when it could move the opening by more than a hair.
        broken = flow > takers * opened + 1e-6 * takers + 1e-7
        fractional = opened < 1.0 - 1e-6
        new = [
            (int(u), int(s))
            for u, s in zip(offer[broken & fractional], site[broken & fractional], strict=True)
            if (int(u), int(s)) not in self.layout.inflow
        ]
        new = new[: max(0, self._options.inflow_rows - len(self.layout.inflow))]
        self.master.add_inflow(new)
        return bool(new)


def stays(structure: Structure) -> Routes:
    """Return for every class the traject of staying where it is."""
    instance = structure.instance
    pricing = Pricing(structure, Prices.zero(instance, structure.epochs))
    last = instance.n_periods
    rows = [(-1, pricing.trace(klasse, -1, last)) for klasse in range(instance.n_classes)]
    return Routes.from_paths(rows, Departures.from_rows([]))
