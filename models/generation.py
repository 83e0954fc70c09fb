"""Column generation: the linear relaxation over all trajects, with only the useful ones written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .instance import Bools, Floats, Ints
from .layout import Layout
from .master_lp import LpSolution, MasterLp
from .options import Options
from .prices import Prices
from .pricing import Priced, Pricing, Structure
from .rounding import Rule, lacking
from .routes import Departures, Routes
from .spans import spans
from .spent import Spent
from .stop import Stop
from .trajects import Trajects
from .ways import Ways

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
    rules : Prices
        The same before rounded rows were added to this relaxation: what the rules themselves are worth.
    bound : float
        Valid lower bound, the instance's constant left out.
    rounds : int
        Masters solved.
    shut : Bools, shape (L,)
        Locations that nobody enters at this node.
    """

    solution: LpSolution
    prices: Prices
    rules: Prices
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
        rounds, passes = 0, 0
        rules: Prices | None = None
        centre = None if centre is None else self.layout.known(centre)
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
                        best = Relaxation(solution, prices, prices, dual, priced, bound, rounds, shut)
                        centre = prices
                    added = self._add_best(pricing, priced, solution)
                    if added or weight == 0.0:
                        break
                    weight = 0.0
            if on_round is not None:
                on_round(solution.objective, best.bound)
            distance = solution.objective - best.bound
            solved = added == 0 or distance <= tolerance(solution.objective)
            if solved and best.bound < enough and passes < self._options.rounding_passes:
                passes += 1
                rules = rules or best.prices
                solved = not self._separate_rounding(solution)
            if solved or best.bound >= enough:
                known = solution.among(self.master.routes)
                return replace(best, solution=known, rules=rules or best.prices, rounds=rounds)
            weight = 0.5 if distance > 1e-3 * abs(solution.objective) else 0.3

    def _add_best(self, pricing: Pricing, priced: Priced, solution: LpSolution) -> int:
        """Add the best trajects of the classes that gain by them; return how many routes were new."""
        n_periods, classes = self.structure.instance.n_periods, self.structure.instance.classes
        gain = priced.by_leave - self.master.klasse_prices(solution.dual)[:, None]
        klasse = np.flatnonzero(gain.min(axis=1) < -NEGATIVE)
        if not len(klasse):
            return 0
        leave = np.argmin(gain[klasse], axis=1)
        ways = Ways(pricing)
        entry = np.append(priced.entry, np.full((len(gain), 1), -1), axis=1)[klasse, leave]
        leaves = (leave < n_periods) & (classes.site[klasse] < 0)
        others = ways.of_classes(klasse[~leaves], entry[~leaves], leave[~leaves])
        klasse, entry, leave = klasse[leaves], entry[leaves], leave[leaves]
        # What follows is looked up once for all who take an offer at the same moment.
        taken, at = np.unique(classes.offer[entry] * n_periods + leave, return_inverse=True)
        offer, moment = np.divmod(taken, n_periods)
        count = np.where(self.layout.takers.shared[offer], self._options.per_offer, 1)
        which, onward = ways.of_offers(offer, moment, count)
        start = np.searchsorted(which, np.arange(len(taken) + 1))
        who, way = spans(start[at], start[at + 1])
        found = replace(onward.take(way), klasse=klasse[who])
        none = np.full(len(others), -1, dtype=np.int64)
        return self._add_improving(others.join(found), np.r_[none, entry[who]], solution)

    def _add_improving(self, trajects: Trajects, entry: Ints, solution: LpSolution) -> int:
        """Add the routes of those trajects that are worth it, cut in halves where shared."""
        instance, takers = self.structure.instance, self.layout.takers
        cost = trajects.cost(instance, entry)
        worth = np.flatnonzero(cost - self.layout.matrix(trajects, entry).T @ solution.dual < -NEGATIVE)
        trajects, entry = trajects.take(worth), entry[worth]
        offer = np.append(instance.classes.offer, -1)[entry]
        shared = np.append(takers.shared, False)[offer]
        paths = replace(
            trajects, klasse=np.where(shared, np.append(takers.example, -1)[offer], trajects.klasse)
        )
        departures = Departures(trajects.klasse[shared], entry[shared], trajects.leave[shared])
        return self.master.add(Routes(offer, paths, departures))

    def _separate_rounding(self, solution: LpSolution) -> bool:
        """Add the rounded rows that the solution breaks; return whether there were any."""
        structural = np.append(solution.structural, np.inf)
        own = {rule: structural[self.layout.own_columns(rule)] for rule in Rule}
        used = np.flatnonzero(solution.paths > 1e-9)
        paths = self.master.routes.paths.take(used)
        sizes = self.structure.sizes, self.structure.size_of
        found = lacking(self.structure.instance, paths, solution.paths[used], own, sizes)
        new = [rounding for rounding in found if rounding not in self.layout.rounding]
        self.master.add_rounding(new)
        return bool(new)

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
    ways = Ways(Pricing(structure, Prices.zero(instance, structure.epochs)))
    everyone, none = np.arange(instance.n_classes), np.full(instance.n_classes, -1, dtype=np.int64)
    staying = ways.of_classes(everyone, none, np.full(instance.n_classes, instance.n_periods))
    return Routes(none, staying, Departures.from_rows([]))
