"""Column generation: the linear relaxation over all trajects, with only the useful ones written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .instance import Floats
from .layout import Layout
from .master_lp import LpSolution, MasterLp
from .prices import Prices
from .pricing import Priced, Pricing, Row, Structure
from .stop import Stop
from .trajects import Trajects

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
    """

    solution: LpSolution
    prices: Prices
    dual: Floats
    priced: Priced
    bound: float
    rounds: int


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
    per_class : int, optional
        Trajects added per class and round, at different moments of leaving.
    inflow_rows : int, optional
        Rows instroom that may be added in all.
    """

    def __init__(
        self,
        structure: Structure,
        layout: Layout,
        stop: Stop,
        per_class: int = 1,
        inflow_rows: int = 20_000,
    ) -> None:
        self.structure = structure
        self.layout = layout
        self.master = MasterLp(layout, stop)
        self._stop = stop
        self._per_class = per_class
        self._inflow_rows = inflow_rows
        self.master.add(stays(structure))

    def run(
        self,
        tolerance: Callable[[float], float],
        centre: Prices | None = None,
        on_round: Callable[[float, float], None] | None = None,
    ) -> Relaxation:
        """Price and solve in turn until the bound meets the master.

        Parameters
        ----------
        tolerance : callable
            Given the master's cost, the distance to the bound at which to stop.
        centre : Prices, optional
            Prices to start from; pricing happens between these and the master's own.
        on_round : callable, optional
            Told the master's cost and the best bound after every round.
        """
        best: Relaxation | None = None
        rounds = 0
        weight = 0.0 if centre is None else 0.8
        while True:
            solution = self.master.solve()
            rounds += 1
            while self._separate_inflow(solution):
                solution = self.master.solve()
            own = self.layout.prices(solution.dual).clipped()
            while True:
                self._stop.check()
                prices = own if centre is None or weight == 0.0 else own.blend(centre, weight)
                pricing = Pricing(self.structure, prices)
                priced = pricing.price()
                bound = self.master.bound(solution.dual, prices, priced)
                if best is None or bound > best.bound:
                    dual = self.layout.duals(prices, solution.dual)
                    best = Relaxation(solution, prices, dual, priced, bound, rounds)
                    centre = prices
                added = self._add_best(pricing, priced, solution)
                if added or weight == 0.0:
                    break
                weight = 0.0
            if on_round is not None:
                on_round(solution.objective, best.bound)
            distance = solution.objective - best.bound
            if added == 0 or distance <= tolerance(solution.objective):
                unused = np.zeros(len(self.master.trajects) - len(solution.x))
                solution = replace(solution, x=np.r_[solution.x, unused])
                return Relaxation(solution, best.prices, best.dual, best.priced, best.bound, rounds)
            weight = 0.5 if distance > 1e-3 * abs(solution.objective) else 0.3

    def _add_best(self, pricing: Pricing, priced: Priced, solution: LpSolution) -> int:
        klasse_price = self.master.klasse_prices(solution.dual)
        gain = priced.by_leave - klasse_price[:, None]
        wanted = min(self._per_class, gain.shape[1])
        columns = np.argpartition(gain, wanted - 1, axis=1)[:, :wanted]
        memory: dict[tuple[int, int], Row] = {}
        rows: list[Row] = []
        promising = np.flatnonzero(gain.min(axis=1) < -NEGATIVE)
        tolled = {klasse for klasse, _ in pricing.prices.inflow}
        for klasse in promising.tolist():
            for leave in sorted(columns[klasse].tolist()):
                if gain[klasse, leave] < -NEGATIVE:
                    alone = klasse in tolled
                    rows += [self._trace(pricing, priced, klasse, leave, memory, alone)]
        return self._add_improving(rows, solution)

    def _trace(
        self,
        pricing: Pricing,
        priced: Priced,
        klasse: int,
        leave: int,
        memory: dict[tuple[int, int], Row],
        alone: bool,
    ) -> Row:
        classes = self.structure.instance.classes
        stays_put = leave == self.structure.instance.n_periods
        entry = -1 if stays_put else int(priced.entry[klasse, leave])
        if alone or stays_put or classes.site[klasse] >= 0:
            return pricing.trace(klasse, entry, leave)
        key = (int(classes.offer[entry]), leave)
        if key not in memory:
            memory[key] = pricing.trace(klasse, entry, leave)
        return (klasse, *memory[key][1:])

    def _add_improving(self, rows: list[Row], solution: LpSolution) -> int:
        if not rows:
            return 0
        trajects = Trajects.from_rows(rows)
        cost = trajects.cost(self.structure.instance)
        reduced = cost - self.layout.matrix(trajects).T @ solution.dual
        return self.master.add(trajects.take(np.flatnonzero(reduced < -NEGATIVE)))

    def _separate_inflow(self, solution: LpSolution) -> bool:
        """Add the rows instroom that the solution breaks; return whether there were any."""
        trajects, instance = self.master.trajects, self.structure.instance
        candidate = np.r_[instance.sites.candidate, False]
        entering = np.flatnonzero((solution.x > 1e-9) & candidate[trajects.site] & (trajects.leave >= 0))
        if not len(entering):
            return False
        key = trajects.klasse[entering] * instance.n_sites + trajects.site[entering]
        pairs, place = np.unique(key, return_inverse=True)
        flow = np.bincount(place, weights=solution.x[entering])
        klasse, site = pairs // instance.n_sites, pairs % instance.n_sites
        opened = solution.structural[self.layout.open[site]]
        size = instance.classes.size[klasse]
        # A violation counts when it could move the opening by more than a hair.
        broken = flow > size * opened + 1e-6 * size + 1e-7
        fractional = opened < 1.0 - 1e-6
        new = [
            (int(k), int(s))
            for k, s in zip(klasse[broken & fractional], site[broken & fractional], strict=True)
            if (int(k), int(s)) not in self.layout.inflow
        ]
        new = new[: max(0, self._inflow_rows - len(self.layout.inflow))]
        self.master.add_inflow(new)
        return bool(new)


def stays(structure: Structure) -> Trajects:
    """Return for every class the traject of staying where it is."""
    instance = structure.instance
    pricing = Pricing(structure, Prices.zero(instance, structure.epochs))
    last = instance.n_periods
    return Trajects.from_rows([pricing.trace(klasse, -1, last) for klasse in range(instance.n_classes)])
