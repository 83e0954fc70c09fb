"""From an instance to a plan with its proof: relax, round, close, and branch where that is not enough."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .epochs import Epochs
from .generation import Generator, Relaxation
from .highs import SolverError
from .instance import Floats, Instance, Ints
from .layout import Layout
from .master import build_master
from .mip import MipResult, solve_master
from .prices import Prices
from .pricing import Pricing, Structure
from .stop import Stop, Stopped
from .trajects import Trajects

logger = logging.getLogger(__name__)

Report = Callable[[str, "float | None", "float | None"], None]


@dataclass(frozen=True)
class Options:
    """Switches of the engine; all count rounds, columns or nodes, so that results repeat.

    Attributes
    ----------
    gap : float
        Asked gap, relative to the cost of the plan.
    list_limit : int
        Trajects that the closing step may write down.
    finish_nodes : int
        Nodes HiGHS may search to round a relaxation.
    close_nodes : int
        Nodes HiGHS may search in one closing step.
    inflow_rows : int
        Rows instroom that may be added.
    """

    gap: float = 1e-3
    list_limit: int = 150_000
    finish_nodes: int = 500
    close_nodes: int = 100_000
    inflow_rows: int = 20_000


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
    root_bound : float
        Bound before any branching.
    counts : dict of str to int
        Rounds, trajects and nodes.
    """

    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float
    bound: float
    least: Floats
    status: str
    prices: Prices
    root_bound: float
    counts: dict[str, int] = field(default_factory=dict)


class NoPlan(RuntimeError):  # noqa: N818 - an outcome, reported by the caller
    """The limits were reached before there was any plan."""


@dataclass
class _Incumbent:
    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float


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
        self.best: _Incumbent | None = None
        self.bound = -np.inf
        self.root: Relaxation | None = None
        self.counts = {"rondes": 0, "knopen": 0}

    # -- outcome ---------------------------------------------------------------------------------------

    def run(self) -> Outcome:
        """Solve until the asked gap is proven or a limit is reached.

        Raises
        ------
        NoPlan
            If it was time to stop before there was any plan.
        """
        status = "open"
        prices = Prices.zero(self.instance, self.epochs)
        pricing = Pricing(self.structure, prices).price()
        try:
            self.stop.check()
            self.generator = Generator(
                self.structure, self.layout, self.stop, inflow_rows=self.options.inflow_rows
            )
            self.bound = (
                self.generator.master.bound(np.zeros(self.layout.n_rows), prices, pricing)
                + self.instance.constant
            )
            self._search()
        except Stopped as reason:
            status = str(reason)
        if self.best is None:
            raise NoPlan(status)
        bound = min(self.bound, self.best.objective)
        if self._distance(bound) <= self._allowed():
            status = "optimaal"
        used = np.flatnonzero(self.best.count > 0)
        self.counts["trajecten"] = len(self.generator.master.trajects)
        return Outcome(
            self.best.trajects.take(used),
            self.best.count[used],
            self.best.opened,
            self.best.objective,
            bound,
            pricing.least,
            status,
            self.root.prices if self.root is not None else prices,
            self.root.bound + self.instance.constant if self.root is not None else bound,
            self.counts,
        )

    def _distance(self, bound: float) -> float:
        return np.inf if self.best is None else self.best.objective - bound

    def _allowed(self) -> float:
        """Return the absolute gap that is asked, never finer than what floating point can show."""
        scale = max(1.0, abs(self.best.objective)) if self.best is not None else 1.0
        return max(self.options.gap, 1e-9) * scale

    # -- search ----------------------------------------------------------------------------------------

    def _search(self) -> None:
        self._accept(self._stay_everywhere())
        queue = [_Node(self.bound, 0, {}, {}, None)]
        number = 0
        settled = np.inf
        while queue:
            node = heapq.heappop(queue)
            self.bound = max(self.bound, min(node.bound, settled))
            if self._distance(node.bound) <= self._allowed():
                settled = min(settled, node.bound)
                break
            relaxation = self._relax(node)
            reached = max(node.bound, relaxation.bound + self.instance.constant)
            if not queue:
                self.bound = max(self.bound, min(reached, settled))
            self._round(node, relaxation)
            if self._distance(reached) <= self._allowed():
                settled = min(settled, reached)
                continue
            closed = self._close(node, relaxation, reached)
            if closed is not None and self._distance(closed) <= self._allowed():
                settled = min(settled, closed)
                continue
            site = self._branching_site(node, relaxation)
            if site is None:
                settled = min(settled, reached if closed is None else closed)
                continue
            for value in (1.0, 0.0):
                number += 1
                lower, upper = dict(node.lower), dict(node.upper)
                lower[site] = upper[site] = value
                heapq.heappush(queue, _Node(reached, number, lower, upper, relaxation.prices))
        left = min([settled, *(node.bound for node in queue)])
        self.bound = max(self.bound, min(left, self.best.objective if self.best else np.inf))

    def _relax(self, node: _Node) -> Relaxation:
        self.counts["knopen"] += 1
        self.generator.master.bound_open(node.lower, node.upper)

        def tolerance(objective: float) -> float:
            return 0.05 * self.options.gap * max(1.0, abs(objective + self.instance.constant)) + 1e-7

        def on_round(objective: float, bound: float) -> None:
            self.counts["rondes"] += 1
            shown = max(self.bound, bound + self.instance.constant) if self.root is None else self.bound
            self._report("trajecten zoeken", self._objective(), shown)
            logger.info(
                "ronde %d: master %.2f, ondergrens %.2f, %d trajecten",
                self.counts["rondes"],
                objective,
                bound,
                len(self.generator.master.trajects),
            )

        relaxation = self.generator.run(tolerance, node.centre, on_round)
        if self.root is None:
            self.root = relaxation
        return relaxation

    def _objective(self) -> float | None:
        return None if self.best is None else self.best.objective

    def _accept(self, incumbent: _Incumbent | None) -> None:
        if incumbent is not None and (self.best is None or incumbent.objective < self.best.objective - 1e-9):
            self.best = incumbent
            self._report("beter plan", incumbent.objective, self.bound)
            logger.info("plan van %.2f", incumbent.objective)

    def _stay_everywhere(self) -> _Incumbent | None:
        trajects = self.generator.master.trajects
        return self._integer(trajects, {}, {}, self.instance.classes.size.copy(), np.inf, 1)[0]

    def _round(self, node: _Node, relaxation: Relaxation) -> None:
        """Floor and finish: keep the whole part of the relaxation, choose the remainder exactly."""
        self._report("plan afronden", self._objective(), self.bound)
        trajects, x = self.generator.master.trajects, relaxation.solution.x
        whole = np.floor(x + 1e-6).astype(np.int64)
        left = self.instance.classes.size - np.bincount(
            trajects.klasse, weights=whole, minlength=self.instance.n_classes
        ).astype(np.int64)
        reduced = self._reduced_cost(trajects, relaxation)
        room = np.inf if self.best is None else max(self._distance(self.bound), self._allowed())
        near = (left[trajects.klasse] > 0) & (reduced <= room)
        keep = np.flatnonzero((whole > 0) | near | (x > 1e-9))
        found, _ = self._integer(
            trajects.take(keep),
            node.lower,
            node.upper,
            whole[keep],
            0.3 * self._allowed(),
            self.options.finish_nodes,
        )
        self._accept(found)

    def _reduced_cost(self, trajects: Trajects, relaxation: Relaxation) -> Floats:
        dual = relaxation.dual.copy()
        extra = self.layout.n_rows - len(dual)
        dual = np.r_[dual, np.zeros(extra)]
        dual[self.layout.klasse] = 0.0
        value = trajects.cost(self.instance) - self.layout.matrix(trajects).T @ dual
        return np.asarray(value - relaxation.priced.least[trajects.klasse])

    def _close(self, node: _Node, relaxation: Relaxation, reached: float) -> float | None:
        """List every traject that a better plan at this node could use, and choose among them exactly.

        A plan that uses any other traject costs at least the node's bound plus that traject's distance to
        its class's least value, so more than the plan at hand.

        Returns
        -------
        float or None
            Bound of the node; None when there are too many such trajects to list.
        """
        if self.best is None:
            return None
        room = self.best.objective - (relaxation.bound + self.instance.constant) + 1e-6
        pricing = Pricing(self.structure, relaxation.prices)
        limit = relaxation.priced.least + room
        rows = pricing.rows_within(limit, self.options.list_limit)
        if rows is None:
            return None
        self._report("bewijs sluiten", self.best.objective, self.bound)
        trajects = Trajects.from_rows(rows)
        logger.info("sluitstap over %d trajecten", len(trajects))
        found, bound = self._integer(
            trajects, node.lower, node.upper, None, 0.9 * self._allowed(), self.options.close_nodes
        )
        self._accept(found)
        return max(reached, min(bound, self.best.objective))

    def _integer(
        self,
        trajects: Trajects,
        lower: dict[int, float],
        upper: dict[int, float],
        floor: Ints | None,
        gap: float,
        nodes: int,
    ) -> tuple[_Incumbent | None, float]:
        model = build_master(
            self.instance,
            self.epochs,
            trajects,
            floor=floor,
            opened=lower,
            closed=upper,
            inflow=sorted(self.layout.inflow),
        )
        try:
            result: MipResult = solve_master(model, gap=gap, stop=self.stop, node_limit=nodes)
        except SolverError as problem:
            logger.warning("%s", problem)
            return None, -np.inf
        if not result.found:
            return None, result.bound
        return _Incumbent(trajects, result.x, result.opened, result.objective), result.bound

    def _branching_site(self, node: _Node, relaxation: Relaxation) -> int | None:
        value = np.full(self.instance.n_sites, 0.0)
        candidate = np.flatnonzero(self.instance.sites.candidate)
        value[candidate] = relaxation.solution.structural[self.layout.open[candidate]]
        fractional = np.minimum(value, 1.0 - value)
        free = [site for site in candidate.tolist() if site not in node.lower]
        if not free:
            return None
        return max(free, key=lambda site: (fractional[site], -site))
