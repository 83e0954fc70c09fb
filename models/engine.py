"""From an instance to a plan with its proof: relax, round, close, and branch where that is not enough."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .chooser import Chooser, Incumbent
from .coarse import coarsen
from .epochs import Epochs
from .generation import Generator, Relaxation, stays
from .instance import Floats, Instance, Ints
from .layout import Layout
from .listing import Listing
from .master_lp import MasterLp
from .options import Options
from .prices import Prices
from .pricing import Pricing, Structure
from .stop import Stop, Stopped
from .trajects import Trajects

logger = logging.getLogger(__name__)

Report = Callable[[str, "float | None", "float | None"], None]


@dataclass(frozen=True)
class Outcome:
    """A plan in the terms of the instance.

    Attributes
    ----------
    trajects : Trajects
        Trajects in use.
    count : Ints, shape (N,)
        Households on each.
    opened : dict of int to int
        Value of open[l] per candidate.
    objective, bound : float
        Cost and proven lower bound, constants included.
    least : Floats, shape (K,)
        Least possible cost of one household per class, constants left out.
    status : {"optimaal", "tijdslimiet", "afgebroken", "open"}
        Whether the asked gap is proven, or why not; "open" when the engine's own limits were reached.
    prices : Prices
        Row prices of the relaxation.
    counts : dict of str to int
        Rounds and nodes.
    log : tuple of str
        What the engine did, in order.
    """

    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float
    bound: float
    least: Floats
    status: str
    prices: Prices
    counts: dict[str, int] = field(default_factory=dict)
    log: tuple[str, ...] = ()


class NoPlan(RuntimeError):  # noqa: N818 - an outcome, reported by the caller
    """The limits were reached before there was any plan."""


@dataclass(order=True)
class _Node:
    bound: float
    number: int
    lower: dict[int, float] = field(compare=False)
    upper: dict[int, float] = field(compare=False)
    centre: Prices | None = field(compare=False)


class Engine:
    """Solves one instance.

    Parameters
    ----------
    instance : Instance
        The problem.
    options : Options
        Switches.
    stop : Stop
        When to end early.
    report : callable, optional
        Told the phase, the cost of the best plan and the bound.
    """

    def __init__(
        self, instance: Instance, options: Options, stop: Stop, report: Report | None = None
    ) -> None:
        self.instance = instance
        self.options = options
        self.stop = stop
        self._report = report or (lambda phase, objective, bound: None)
        self.epochs = Epochs.of(instance.pools)
        self.structure = Structure(instance, self.epochs)
        self.layout = Layout(instance, self.epochs)
        self.best: Incumbent | None = None
        self.bound = -np.inf
        self.root: Relaxation | None = None
        self._target = 0.0
        self._stopped = ""
        self.counts = {"rondes": 0, "knopen": 0}
        self._log: list[str] = []

    # -- outcome ---------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the first plan: everyone stays where he is. Quick, so that there always is a plan."""
        prices = Prices.zero(self.instance, self.epochs)
        self._cheapest = Pricing(self.structure, prices).price()
        master = MasterLp(self.layout, self.stop)
        none = np.zeros(self.layout.n_rows)
        self.bound = master.bound(none, prices, self._cheapest) + self.instance.constant
        chooser = Chooser(self.instance, self.epochs, self.layout, Stop(), self.options, self._note)
        chooser.bind(master, None, {}, {})
        everyone = self.instance.classes.size.copy()
        self._accept(chooser.choose(stays(self.structure), everyone, np.inf, 1)[0])

    def run(self) -> Outcome:
        """Solve until the asked gap is proven or a limit is reached.

        Raises
        ------
        NoPlan
            If there is no plan at all, not even that of `prepare`.
        """
        self.explore()
        self.finish(self.allowed)
        return self.outcome()

    def explore(self, share: float = 1.0) -> None:
        """Solve the relaxation at the root, and look near it for a plan within a share of the asked gap."""
        if self.best is None:
            self.prepare()
        self._target = share * self.options.gap
        self._until_stopped(self._explore)

    def finish(self, allowed: float) -> None:
        """Go on until plan and bound are at most `allowed` euro apart."""
        if self.distance > allowed:
            self._target = allowed
            self._until_stopped(self._search)

    @property
    def distance(self) -> float:
        """Euro between the plan and the bound."""
        return self._distance(self.bound)

    @property
    def allowed(self) -> float:
        """The asked gap in euro, never finer than what floating point can show."""
        scale = max(1.0, abs(self.best.objective)) if self.best is not None else 1.0
        return max(self.options.gap, 1e-9) * scale

    def _until_stopped(self, work: Callable[[], None]) -> None:
        if self._stopped:
            return
        try:
            self.stop.check()
            work()
        except Stopped as reason:
            self._stopped = str(reason)

    def outcome(self) -> Outcome:
        """Return the best plan with its bound.

        Raises
        ------
        NoPlan
            If there is none.
        """
        if self.best is None:
            raise NoPlan(self._stopped)
        bound = min(self.bound, self.best.objective)
        used = np.flatnonzero(self.best.count > 0)
        prices = Prices.zero(self.instance, self.epochs) if self.root is None else self.root.prices
        return Outcome(
            self.best.trajects.take(used),
            self.best.count[used],
            self.best.opened,
            self.best.objective,
            bound,
            self._cheapest.least,
            "optimaal" if self._distance(bound) <= self.allowed else self._stopped or "open",
            prices,
            self.counts,
            tuple(self._log),
        )

    def _distance(self, bound: float) -> float:
        return np.inf if self.best is None else max(0.0, self.best.objective - bound)

    def _note(self, text: str, *values: object) -> None:
        """Keep a line for the solver log."""
        self._log.append(text % values)
        logger.info(text, *values)

    # -- search ----------------------------------------------------------------------------------------

    def _explore(self) -> None:
        self.generator = Generator(
            self.structure, self.layout, self.stop, inflow_rows=self.options.inflow_rows
        )
        node = _Node(self.bound, 0, {}, {}, self._start())
        self.root = self._relax(node)
        self.bound = max(self.bound, self.root.bound + self.instance.constant)
        self._target *= max(1.0, abs(self.bound))
        self._improve(node, self.root, self.bound)

    def _search(self) -> None:
        """Branch on openings, best bound first, the root closed or divided to begin with."""
        assert self.root is not None
        queue: list[_Node] = []
        settled = np.inf
        number = 0
        node, relaxation, reached = _Node(self.bound, 0, {}, {}, None), self.root, self.bound
        while True:
            if self._distance(reached) > self._target:
                reached = self._close(node, relaxation, reached)
            site = self._branching_site(node, relaxation)
            if self._distance(reached) <= self._target or site is None:
                settled = min(settled, reached)
            else:
                for value in (1.0, 0.0):
                    number += 1
                    fixed = self._with_relatives(site, value)
                    lower, upper = node.lower | fixed, node.upper | fixed
                    heapq.heappush(queue, _Node(reached, number, lower, upper, relaxation.prices))
            self.bound = max(self.bound, min([settled, *(other.bound for other in queue[:1])]))
            if not queue or self._distance(queue[0].bound) <= self._target:
                break
            node = heapq.heappop(queue)
            relaxation = self._relax(node)
            reached = max(node.bound, relaxation.bound + self.instance.constant)
            self._improve(node, relaxation, reached)
        assert self.best is not None
        self.bound = min(self.bound, self.best.objective)

    def _improve(self, node: _Node, relaxation: Relaxation, reached: float) -> None:
        """Look for a better plan at a node."""
        chooser = self._chooser(node, relaxation)
        if self._distance(reached) > self._target:
            self._report("plan afronden", self._objective(), self.bound)
            self._accept(chooser.floor_and_finish())
        if self._distance(reached) > self._target and self.best is not None:
            for better in chooser.neighbourhoods(self.best):
                self._report("plan verbeteren", self._objective(), self.bound)
                self._accept(better)
                if self._distance(reached) <= self._target:
                    return

    def _chooser(self, node: _Node, relaxation: Relaxation) -> Chooser:
        chooser = Chooser(self.instance, self.epochs, self.layout, self.stop, self.options, self._note)
        chooser.bind(self.generator.master, relaxation, node.lower, node.upper)
        return chooser

    def _start(self) -> Prices | None:
        """Solve the problem in longer periods first; return its prices, and keep its trajects."""
        centre: Prices | None = None
        trajects = Trajects.from_rows([])
        for length in self.options.coarse:
            if self.instance.n_periods < 3 * length:
                continue
            coarse = coarsen(self.instance, length)
            epochs = Epochs.of(coarse.instance.pools)
            structure = Structure(coarse.instance, epochs)
            generator = Generator(structure, Layout(coarse.instance, epochs), self.stop, inflow_rows=0)
            generator.master.add(coarse.coarse_trajects(trajects))
            start = None if centre is None else coarse.coarse_prices(centre, self.epochs)
            tolerance = self._tolerance(max(self.options.coarse_gap, 0.5 * self.options.gap))
            relaxation = generator.run(tolerance, start, self._on_round(generator))
            used = np.flatnonzero(relaxation.solution.x > 1e-9)
            trajects = coarse.fine_trajects(generator.master.trajects.take(used))
            centre = coarse.fine_prices(relaxation.prices, self.epochs)
        self.generator.master.add(trajects)
        return centre

    def _tolerance(self, share: float) -> Callable[[float], float]:
        """Return how far bound and master may lie apart: a share of the cost."""

        def tolerance(objective: float) -> float:
            return share * max(1.0, abs(objective + self.instance.constant)) + 1e-7

        return tolerance

    def _on_round(self, generator: Generator) -> Callable[[float, float], None]:
        def on_round(objective: float, bound: float) -> None:
            self.counts["rondes"] += 1
            self._report("trajecten zoeken", self._objective(), self.bound)
            self._note(
                "ronde %d: master %.2f, ondergrens %.2f, %d trajecten",
                self.counts["rondes"],
                objective,
                bound,
                len(generator.master.trajects),
            )

        return on_round

    def _relax(self, node: _Node) -> Relaxation:
        self.counts["knopen"] += 1
        self.generator.master.bound_open(node.lower, node.upper)
        return self.generator.run(
            self._tolerance(0.05 * self.options.gap), node.centre, self._on_round(self.generator)
        )

    def _objective(self) -> float | None:
        return None if self.best is None else self.best.objective

    def _accept(self, incumbent: Incumbent | None) -> None:
        if incumbent is not None and (self.best is None or incumbent.objective < self.best.objective - 1e-9):
            self.best = incumbent
            self._report("beter plan", incumbent.objective, self.bound)
            self._note("plan van %.2f", incumbent.objective)

    def _close(self, node: _Node, relaxation: Relaxation, reached: float) -> float:
        """List every traject that a better plan at this node could use, and choose among them exactly.

        A plan that uses any other traject costs at least the node's bound plus that traject's distance to
        its class's least value, so more than the plan at hand.

        Returns
        -------
        float
            Bound of the node; unchanged when there are too many such trajects to list.
        """
        assert self.best is not None
        room = self.best.objective - (relaxation.bound + self.instance.constant) + 1e-6
        pricing = Pricing(self.structure, relaxation.prices)
        rows = Listing(pricing).within(relaxation.priced.least + room, self.options.list_limit)
        if rows is None:
            return reached
        self._report("bewijs sluiten", self.best.objective, self.bound)
        self._note("sluitstap over %d trajecten", len(rows))
        found, bound = self._chooser(node, relaxation).choose(
            Trajects.from_rows(rows), None, 0.9 * self._target, self.options.close_nodes, start=self.best
        )
        self._accept(found)
        return max(reached, min(bound, self.best.objective))

    def _with_relatives(self, site: int, value: float) -> dict[int, float]:
        """Return what follows from opening or closing a location: parents open, or extensions shut."""
        parent = self.instance.sites.parent
        fixed = {site: value}
        if value == 1.0:
            while parent[site] >= 0 and int(parent[site]) not in fixed:
                site = int(parent[site])
                fixed[site] = value
            return fixed
        while True:
            shut = [int(s) for s in np.flatnonzero(np.isin(parent, list(fixed))) if int(s) not in fixed]
            if not shut:
                return fixed
            fixed |= dict.fromkeys(shut, value)

    def _branching_site(self, node: _Node, relaxation: Relaxation) -> int | None:
        value = np.full(self.instance.n_sites, 0.0)
        candidate = np.flatnonzero(self.instance.sites.candidate)
        value[candidate] = relaxation.solution.structural[self.layout.open[candidate]]
        fractional = np.minimum(value, 1.0 - value)
        free = [site for site in candidate.tolist() if site not in node.lower]
        if not free:
            return None
        return max(free, key=lambda site: (fractional[site], -site))
