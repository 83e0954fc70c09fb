"""From an instance to a plan with its proof: relax, round, close, and branch where that is not enough."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from .branching import WHOLE, Branching, Halves
from .chooser import Chooser, Incumbent, Nearness, confirm
from .coarse import coarsen
from .epochs import Epochs
from .generation import Generator, Relaxation, stays
from .instance import Floats, Instance
from .layout import Layout
from .listing import Listing
from .master_lp import MasterLp
from .node import Node
from .options import Options
from .outcome import NoPlan, Outcome, Report
from .prices import Prices
from .pricing import Pricing, Structure
from .routes import Routes, routes_of
from .spent import Spent
from .start import Start, allowed
from .stop import Stop, Stopped

logger = logging.getLogger(__name__)

FINEST = 2e-6
"""Euro that HiGHS cannot tell apart: it searches for plans better than the best by a millionth."""


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
    start : Start, optional
        An earlier plan to begin from.
    step : float
        What every plan costs is a whole multiple of this, as persons are of one; zero where that is not so.
    """

    def __init__(
        self,
        instance: Instance,
        options: Options,
        stop: Stop,
        report: Report | None = None,
        start: Start | None = None,
        step: float = 0.0,
    ) -> None:
        self.instance = instance
        self._step = step
        self.options = options
        self.stop = stop
        self._report = report or (lambda phase, objective, bound: None)
        self.epochs = Epochs.of(instance.pools)
        self.structure = Structure(instance, self.epochs)
        self.layout = Layout(instance, self.epochs)
        self._known = Routes.none()
        self._centre = None if start is None else start.prices
        if start is not None:
            fitting = start.trajects.take(np.flatnonzero(allowed(self.structure, start.trajects)))
            self._known = routes_of(fitting, instance, self.layout.takers)
        self._pool = Routes.none() if start is None or start.pool is None else start.pool
        self._begin = None if start is None else start.plan
        self.best: Incumbent | None = None
        self.bound = -np.inf
        self.root: Relaxation | None = None
        self._target = 0.0
        self._stopped = ""
        self.spent = Spent()
        self._queue: list[Node] = []
        self._ahead: Node | None = None
        self._plunging = True
        self._given_up = np.inf
        self._branching = Branching(instance, self.layout, options.many_open)
        self.counts = {"rondes": 0, "knopen": 0, "knopen_aantal": 0, "vastgezet": 0}
        self._log: list[str] = []

    # -- outcome ---------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the first plan: everyone stays where he is, or goes as before.

        There always is a plan, unless earlier goals ask more than staying and the start gives none.
        """
        prices = Prices.zero(self.instance, self.epochs)
        self._cheapest = Pricing(self.structure, prices).price()
        master = MasterLp(self.layout, self.stop)
        none = np.zeros(self.layout.n_rows)
        self.bound = self._rounded(master.bound(none, prices, self._cheapest))
        chooser = Chooser(self.instance, self.layout, {}, {}, Stop(), self._note)
        staying = stays(self.structure)
        self._accept(chooser.choose(staying, np.inf, 1)[0])
        if self._begin is not None:
            self._accept(confirm(self.instance, self.epochs, replace(self._begin, objective=np.inf)))
        elif len(self._known):
            known = self._known.join(staying).distinct()
            self._accept(chooser.choose(known, self.allowed, 1, self.best)[0])

    def run(self) -> Outcome:
        """Solve until the asked gap is proven or a limit is reached.

        Raises
        ------
        NoPlan
            If there is no plan at all, not even that of `prepare`.
        """
        self.explore()
        return self.outcome()

    def explore(self, allowed: float | None = None, *, thorough: bool = True) -> None:
        """Search until plan and bound are at most `allowed` euro apart; by default, the asked gap.

        Without `thorough`, end at the first node where every location is open or closed, with a plan that
        rounding gives.
        """
        if self.best is None:
            self.prepare()
        self._until_stopped(lambda: self._explore(allowed, thorough))

    @property
    def pool(self) -> Routes:
        """The routes found so far."""
        return self._known if self.root is None else self.generator.master.routes

    @property
    def distance(self) -> float:
        """Euro between the plan and the bound."""
        return self._distance(self.bound)

    @property
    def allowed(self) -> float:
        """The asked gap in euro, never finer than what floating point can show."""
        scale = max(1.0, abs(self.best.objective)) if self.best is not None else 1.0
        return max(self.options.gap * scale, 1e-9 * scale, FINEST)

    def _until_stopped(self, work: Callable[[], None]) -> None:
        if self._stopped:
            return
        try:
            self.stop.check()
            work()
        except Stopped as reason:
            self._stopped = str(reason)
        except MemoryError:
            self._stopped = "afgebroken"
            self._note("geheugen vol: het beste plan tot nu toe, met zijn ondergrens")

    def outcome(self) -> Outcome:
        """Return the best plan with its bound.

        Raises
        ------
        NoPlan
            If there is none.
        """
        if self.best is None:
            raise NoPlan(self._stopped)
        self.best = confirm(self.instance, self.epochs, self.best)
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
            self.spent.seconds,
            tuple(self._log),
        )

    def _rounded(self, bound: float) -> float:
        """Return a bound with the constant added, up to the next value that a plan can have."""
        bound += self.instance.constant
        if self._step == 0.0 or not np.isfinite(bound):
            return bound
        hair = 1e-6 * max(self._step, abs(bound))
        return float(max(bound, np.ceil((bound - hair) / self._step) * self._step))

    def _distance(self, bound: float) -> float:
        return np.inf if self.best is None else max(0.0, self.best.objective - bound)

    def _note(self, text: str, *values: object) -> None:
        """Keep a line for the solver log."""
        self._log.append(text % values)
        logger.info(text, *values)

    # -- search ----------------------------------------------------------------------------------------

    def _explore(self, allowed: float | None, thorough: bool) -> None:
        if self.root is None:
            self.generator = Generator(self.structure, self.layout, self.stop, self.options, self.spent)
            self.generator.master.add(self._known)
            self.generator.master.add(self._pool)
            centre = self._start() if self._centre is None else self._centre
            root = Node.root(self.bound, centre)
            self.root = self._relax(root)
            self.bound = root.bound = max(self.bound, self._rounded(self.root.bound))
            self._queue = [root]
        # The first plan may be far from good: what is asked is a share of what the best plan can cost.
        asked = max(self.options.gap, 1e-9) * max(1.0, abs(self.bound))
        self._target = max(FINEST, asked if allowed is None else allowed)
        self._search(thorough)
        if allowed is None and self.distance > self.allowed:
            # Where costs are negative the plan can be nearer to zero than the bound.
            self._target = self.allowed
            self._search(thorough)

    def _search(self, thorough: bool) -> None:
        """Visit nodes until plan and bound meet: straight down at first, then the best bound first."""
        while self._distance(self._least()) > self._target and (self._ahead or self._queue):
            if not (thorough or self._plunging):
                break
            node = self._ahead or heapq.heappop(self._queue)
            self._ahead = None
            self._visit(node, self._relax(node), thorough)
            self.bound = max(self.bound, min(self._least(), self._given_up))
        assert self.best is not None
        self.bound = min(self.bound, self.best.objective)

    def _least(self) -> float:
        """Return the least bound of the nodes that wait."""
        waiting = [*self._queue[:1], *([self._ahead] if self._ahead else [])]
        return min([np.inf, *(node.bound for node in waiting)])

    def _visit(self, node: Node, relaxation: Relaxation, thorough: bool) -> None:
        """Look for plans at a node; divide it where plan and bound stay apart."""
        node.bound = max(node.bound, self._rounded(relaxation.bound))
        node.centre = relaxation.prices
        near, relaxed = self._near(relaxation, node.bound)
        decided, counting = self._branching.decided(relaxation), node.counts_households
        shares = self.options.dives if decided and not counting else self.options.dives[:1]
        self._quickly(node, near, relaxed, shares)
        if self._distance(node.bound) > self._target and self._fix(node, relaxation):
            self._wait(replace(node, centre=relaxation.prices), ahead=self._plunging)
            return
        if thorough and self._branching.many(relaxation):
            self._close_in_steps(node, relaxation)
        if decided:
            self._plunging = False
            if thorough:
                if not counting:
                    self._choose(node, near, self.best)
                self._close(node, relaxation, self.options.list_limit)
        if self._distance(node.bound) <= self._target or (decided and not thorough):
            self._wait(node)
            return
        halves = self._halves(node, relaxation, decided)
        if halves is None:
            self._given_up = min(self._given_up, node.bound)
            return
        ahead, later = (halves.above, halves.below) if halves.up else (halves.below, halves.above)
        self._wait(later)
        self._wait(ahead, ahead=self._plunging)

    def _wait(self, node: Node, *, ahead: bool = False) -> None:
        """Put a node in line, or ahead of all others."""
        if ahead:
            self._ahead = node
        else:
            heapq.heappush(self._queue, node)

    def _fix(self, node: Node, relaxation: Relaxation) -> bool:
        """Open or close locations for which every plan of the node that is better than the best agrees.

        Return whether the relaxation was otherwise, so that it must be solved again.
        """
        fixed: dict[int, float] = {}
        for site, value in self._agreed(relaxation, self._room(relaxation)).items():
            if site not in fixed:
                fixed = self._branching.with_relatives(site, value) | fixed
        free = self.instance.sites.candidate
        fixed = {site: value for site, value in fixed.items() if free[site] and site not in node.lower}
        node.lower, node.upper = node.lower | fixed, node.upper | fixed
        self.counts["vastgezet"] += len(fixed)
        opened = relaxation.solution.structural[self.layout.open[list(fixed)]]
        return bool((np.abs(opened - list(fixed.values())) > WHOLE).any())

    def _room(self, relaxation: Relaxation) -> float:
        """Return how much dearer than a relaxation's bound a plan can be and still beat the best plan."""
        assert self.best is not None
        bound = relaxation.bound + self.instance.constant
        return self.best.objective - bound + 1e-6 * max(1.0, abs(self.best.objective))

    def _agreed(self, relaxation: Relaxation, room: float) -> dict[int, float]:
        """Return what every plan opens (1) or closes (0) that costs at most `room` more than the bound."""
        costs = self.generator.master.opening_costs(relaxation.dual)
        return {site: float(cost < 0.0) for site, cost in costs.items() if abs(cost) > room}

    def _halves(self, node: Node, relaxation: Relaxation, decided: bool) -> Halves | None:
        """Divide a node: on openings, or with these decided on households, while not too many were."""
        if decided and self.counts["knopen_aantal"] < self.options.tally_nodes:
            halves = self._branching.on_households(node, relaxation, self.generator.master.routes)
            if halves is not None:
                self.counts["knopen_aantal"] += 2
                return halves
        return self._branching.on_openings(node, relaxation)

    def _near(self, relaxation: Relaxation, reached: float) -> tuple[Routes, Floats]:
        """Return the routes found so far that a good plan may use, and the relaxation's column values."""
        routes, solution = self.generator.master.routes, relaxation.solution
        path, departure = Nearness(self.structure, self.layout, relaxation).of(routes)
        last = self.instance.n_periods
        stays_put = (routes.paths.leave == last) | ((routes.paths.leave < 0) & (routes.paths.exit == last))
        path[(solution.paths > 1e-9) | stays_put] = 0.0
        departure[solution.departures > 1e-9] = 0.0
        if self.instance.limits and self.best is not None:
            takers, best = self.layout.takers, self.best
            known = routes.counts(best.trajects, best.count, self.instance, takers)
            if known is not None:
                path[known[0] > 0], departure[known[1] > 0] = 0.0, 0.0
        room = self.options.room * self.options.gap * max(1.0, abs(reached))
        paths, departures = np.flatnonzero(path <= room), np.flatnonzero(departure <= room)
        relaxed = np.r_[solution.structural, solution.paths[paths], solution.departures[departures]]
        return routes.take(paths, departures), relaxed

    def _quickly(self, node: Node, near: Routes, relaxed: Floats, shares: Sequence[int]) -> None:
        """Round the relaxation in several ways; choose anew where plans differ from it or each other."""
        chooser, plans = self._chooser(node), []
        for share in shares:
            if self._distance(node.bound) <= self._target:
                return
            self._report("plan afronden", self._objective(), self.bound)
            with self.spent.on("kiezen"):
                plan = chooser.dive(near, share)
            if plan is None:
                continue
            self._accept(plan)
            plans.append(self._choose(node, near, plan, [relaxed]) or plan)
            if len(plans) > 1:
                plans.sort(key=lambda plan: plan.objective)
                others = [chooser.values(near, other) for other in plans[1:]]
                better = self._choose(node, near, plans[0], [other for other in others if other is not None])
                plans[0] = better or plans[0]
        if not plans:
            self._improve(node, near, relaxed)

    def _improve(self, node: Node, near: Routes, relaxed: Floats) -> None:
        """Choose anew what differs between the best plan and the relaxation, as long as that helps.

        Where rounding leads nowhere, as when earlier goals leave little room, the best plan is all there is.
        """
        assert self.best is not None
        before = np.inf
        while self.best.objective < before:
            before = self.best.objective
            self._choose(node, near, self.best, [relaxed])

    def _choose(
        self, node: Node, routes: Routes, start: Incumbent | None, beside: Sequence[Floats] = ()
    ) -> Incumbent | None:
        """Choose among routes, or only what differs from `beside`, until the plan is good enough."""
        if self._distance(node.bound) <= self._target:
            return None
        self._report("plan kiezen", self._objective(), self.bound)
        self._note("keuze uit %d routes", len(routes))
        enough = node.bound + 0.7 * self._target
        with self.spent.on("kiezen"):
            found, _ = self._chooser(node).choose(
                routes, 0.3 * self._target, self.options.choose_nodes, start, enough, beside
            )
        self._accept(found)
        return found

    def _chooser(self, node: Node) -> Chooser:
        return Chooser(self.instance, self.layout, node.lower, node.upper, self.stop, self._note)

    def _start(self) -> Prices | None:
        """Solve the problem in longer periods first; return its prices, and keep its trajects.

        Not where earlier goals limit what a plan may cost: longer periods could leave no plan at all.
        """
        centre: Prices | None = None
        routes = Routes.none()
        if self.instance.limits:
            return None
        coarse_options = replace(self.options, inflow_rows=0)
        for length in self.options.coarse:
            if self.instance.n_periods < 3 * length:
                continue
            coarse = coarsen(self.instance, length)
            epochs = Epochs.of(coarse.instance.pools)
            structure = Structure(coarse.instance, epochs)
            generator = Generator(
                structure, Layout(coarse.instance, epochs), self.stop, coarse_options, self.spent
            )
            generator.master.add(coarse.coarse_routes(routes))
            start = None if centre is None else coarse.coarse_prices(centre, self.epochs)
            tolerance = self._tolerance(max(self.options.coarse_gap, 0.5 * self.options.gap))
            relaxation = generator.run(tolerance, start, self._on_round(generator))
            used = relaxation.solution
            found = generator.master.routes.take(
                np.flatnonzero(used.paths > 1e-9), np.flatnonzero(used.departures > 1e-9)
            )
            routes = coarse.fine_routes(found)
            centre = coarse.fine_prices(relaxation.prices, self.epochs)
        self.generator.master.add(routes)
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
                "ronde %d: master %.2f, ondergrens %.2f, %d routes",
                self.counts["rondes"],
                objective,
                bound,
                len(generator.master.routes),
            )

        return on_round

    def _relax(self, node: Node) -> Relaxation:
        self.counts["knopen"] += 1
        self.generator.master.bound_open(node.lower, node.upper)
        self.generator.master.bound_tallies(node.tallies)
        told, rounds = self._on_round(self.generator), 0

        def on_round(objective: float, bound: float) -> None:
            nonlocal rounds
            told(objective, bound)
            rounds += 1
            if rounds in self.options.early_plans:
                self._early_plan(node)

        return self.generator.run(self._tolerance(0.05 * self.options.gap), node.centre, on_round)

    def _early_plan(self, node: Node) -> None:
        """Round the routes found so far: who stops before the rounds end has more than everyone waiting."""
        self._report("plan afronden", self._objective(), self.bound)
        with self.spent.on("kiezen"):
            self._accept(self._chooser(node).dive(self.generator.master.routes, self.options.dives[0]))

    def _objective(self) -> float | None:
        return None if self.best is None else self.best.objective

    def _accept(self, incumbent: Incumbent | None) -> None:
        if incumbent is not None and (self.best is None or incumbent.objective < self.best.objective - 1e-9):
            self.best = incumbent
            self._report("beter plan", incumbent.objective, self.bound)
            self._note("plan van %.2f", incumbent.objective)

    def _close(self, node: Node, relaxation: Relaxation, at_most: int) -> None:
        """List every route that a better plan at this node could use, and choose among them exactly.

        A plan that uses any other traject costs at least the node's bound plus that traject's distance to
        its class's least value, so more than the plan at hand. Where there are more than `at_most`, the node
        stays as it is.
        """
        if self._distance(node.bound) > self._target:
            self._close_within(node, relaxation, self._room(relaxation), at_most)

    def _close_in_steps(self, node: Node, relaxation: Relaxation) -> None:
        """Close a node where locations are neither open nor closed, while few routes are listed for it.

        At first only those plans are looked for that are little dearer than the bound. Where one is found,
        it is the best; where none is, the bound goes up to there.
        """
        for share in self.options.closing_steps:
            if self._distance(node.bound) <= self._target:
                return
            room = share * abs(relaxation.bound + self.instance.constant)
            if not self._close_within(node, relaxation, room, self.options.small_list):
                return

    def _close_within(self, node: Node, relaxation: Relaxation, room: float, at_most: int) -> bool:
        """Choose among all routes of plans up to so much dearer than the bound; return whether that was done.

        The rule instroom is written out for what leads to locations that may still open or not.
        """
        assert self.best is not None
        room = min(room, self._room(relaxation))
        pricing = Pricing(self.structure, relaxation.prices, relaxation.shut)
        takers = self.layout.takers
        routes = Listing(pricing).routes(relaxation.priced.least + room, takers, at_most)
        if routes is None:
            return False
        self._report("bewijs sluiten", self.best.objective, self.bound)
        self._note("sluitstap over %d routes", len(routes))
        within = node.with_open(self._agreed(relaxation, room))
        with self.spent.on("kiezen"):
            found, bound = self._chooser(within).choose(
                routes, 0.9 * self._target, self.options.close_nodes, self.best, strong=True
            )
        self._accept(found)
        reached = min(bound - self.instance.constant, relaxation.bound + room)
        node.bound = max(node.bound, min(self._rounded(reached), self.best.objective))
        return True
