"""From an instance to a plan with its proof: relax, round, close, and branch where that is not enough."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .branching import WHOLE, Branching, Halves
from .chooser import Chooser, Incumbent, confirm
from .closing import Closing
from .epochs import Epochs
from .generation import Generator, Relaxation, stays
from .instance import Instance
from .layout import Layout
from .locating import Located, locate
from .master_lp import MasterLp
from .node import Node
from .options import Options
from .outcome import NoPlan, Outcome, Report
from .planner import Near, Planner
from .prices import Prices
from .pricing import Pricing, Structure
from .relaxing import Relaxing
from .routes import Routes, routes_of
from .spent import Spent
from .standing import Standing
from .start import Start
from .stop import Stop, Stopped

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
        self.options = options
        self.stop = stop
        self.spent = Spent()
        self.standing = Standing(instance, step, report)
        self.epochs = Epochs.of(instance.pools)
        self.structure = Structure(instance, self.epochs)
        self.layout = Layout(instance, self.epochs)
        self.planner = Planner(self.structure, self.layout, self.standing, options, stop, self.spent)
        self._known = Routes.none()
        self._centre = None if start is None else start.prices
        self._earlier = None if start is None else start.plan(self.structure)
        if self._earlier is not None:
            self._known = routes_of(self._earlier.trajects, instance, self.layout.takers)
        self._pool = Routes.none() if start is None or start.pool is None else start.pool
        self._prices = Prices.zero(instance, self.epochs)
        self.root: Relaxation | None = None
        self._stopped = ""
        self._queue: list[Node] = []
        self._ahead: Node | None = None
        self._located = False
        self._sketched: tuple[Near, Incumbent | None] | None = None
        self._plunging = True
        self._branching = Branching(instance, self.layout, options.many_open)
        self.counts = {"rondes": 0, "knopen": 0, "knopen_aantal": 0, "vastgezet": 0}

    # -- outcome ---------------------------------------------------------------------------------------

    @property
    def best(self) -> Incumbent | None:
        """The best plan so far."""
        return self.standing.best

    def prepare(self) -> None:
        """Make the first plan: everyone stays where he is, or goes as before.

        There always is a plan, unless earlier goals ask more than staying and the start gives none.
        """
        standing, prices = self.standing, Prices.zero(self.instance, self.epochs)
        self._cheapest = Pricing(self.structure, prices).price()
        master = MasterLp(self.layout, self.stop)
        none = np.zeros(self.layout.n_rows)
        standing.bound = standing.rounded(master.bound(none, prices, self._cheapest))
        chooser = Chooser(self.instance, self.layout, {}, {}, Stop(), standing.note)
        standing.accept(chooser.choose(stays(self.structure), np.inf, 1)[0])
        if self._earlier is not None:
            again = chooser.again(self._known, self._earlier)
            standing.accept(again or chooser.choose(self._known, self.allowed, 1, self.best)[0])

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
        self._until_stopped(lambda: self._explore(allowed, thorough))

    @property
    def goes_on(self) -> bool:
        """Whether there is an earlier plan to begin from."""
        return self._earlier is not None

    def relax(self) -> None:
        """Solve the relaxation of all plans: its bound says how good the plan so far is."""
        self._until_stopped(lambda: self._relax_all(None))

    def sketch(self) -> None:
        """Make a quick plan near the relaxation of all plans, unless the plan so far is good enough."""
        self._until_stopped(self._sketch_plan)

    @property
    def pool(self) -> Routes:
        """The routes found so far."""
        return self._known if self.root is None else self.generator.master.routes

    @property
    def distance(self) -> float:
        """Euro between the plan and the bound."""
        return self.standing.distance(self.standing.bound)

    @property
    def allowed(self) -> float:
        """The asked gap in euro, never finer than what floating point can show."""
        scale = max(1.0, abs(self.best.objective)) if self.best is not None else 1.0
        return max(self.options.gap * scale, 1e-9 * scale, FINEST)

    def _until_stopped(self, work: Callable[[], None]) -> None:
        """Work from a first plan, which is there whenever it is time to stop."""
        if self.best is None:
            self.prepare()
        if self._stopped:
            return
        try:
            self.stop.check()
            work()
        except Stopped as reason:
            self._stopped = str(reason)
        except MemoryError:
            self._stopped = "afgebroken"
            self.standing.note("geheugen vol: het beste plan tot nu toe, met zijn ondergrens")

    def outcome(self) -> Outcome:
        """Return the best plan with its bound.

        Raises
        ------
        NoPlan
            If there is none.
        """
        standing = self.standing
        if standing.best is None:
            raise NoPlan(self._stopped)
        best = standing.best = confirm(self.instance, self.epochs, standing.best)
        bound = min(standing.bound, best.objective)
        used = np.flatnonzero(best.count > 0)
        prices = self._prices if self.root is None else self.root.rules
        return Outcome(
            best.trajects.take(used),
            best.count[used],
            best.opened,
            best.objective,
            bound,
            self._cheapest.least,
            "optimaal" if standing.distance(bound) <= self.allowed else self._stopped or "open",
            prices,
            self.counts,
            self.spent.seconds,
            tuple(standing.log),
        )

    # -- search ----------------------------------------------------------------------------------------

    def _relax_all(self, allowed: float | None) -> None:
        """Solve the relaxation of all plans, unless that was done or the openings prove enough."""
        asked = self.allowed if allowed is None else allowed
        if self.root is not None or (self._located and self.distance <= asked):
            return
        standing = self.standing
        self.generator = Generator(self.structure, self.layout, self.stop, self.options, self.spent)
        self.relaxing = Relaxing(self.generator, self.planner, standing, self.options, self.stop, self.counts)
        self.closing = Closing(self.structure, self.generator.master, standing, self.options, self.spent)
        self.generator.master.add(self._known)
        self.generator.master.add(self._pool)
        located = self._locate(allowed)
        self._located = located is not None
        if located is not None and standing.reached(standing.bound):
            return
        root = Node.root(standing.bound, self.relaxing.begin() if self._centre is None else self._centre)
        if located is not None:
            root = root.with_open(located.decided.values())
        self.root = self.relaxing.relax(root)
        root.bound = standing.rounded(self.root.bound)
        standing.lift(root.bound)
        self._queue = [root]

    def _sketch_plan(self) -> None:
        if self.root is None or self.distance <= self.allowed:
            return
        self._aim(None)
        root = self._queue[0]
        self._sketched = self._sketch(root, self._relax(root))

    def _sketch(self, node: Node, relaxation: Relaxation) -> tuple[Near, Incumbent | None]:
        """Round a relaxation; return the routes that may be in plans near it, and the plan, if any."""
        near = self.planner.near(self.generator.master, relaxation, node.bound)
        return near, self.planner.sketch(node, near)

    def _aim(self, allowed: float | None) -> None:
        """Set how far plan and bound may be apart, in euro; by default, the asked gap.

        The first plan may be far from good: what is asked is a share of what the best plan can cost.
        """
        asked = max(self.options.gap, 1e-9) * max(1.0, abs(self.standing.bound))
        self.standing.target = max(FINEST, asked if allowed is None else allowed)

    def _explore(self, allowed: float | None, thorough: bool) -> None:
        standing = self.standing
        self._relax_all(allowed)
        if self.root is None:
            return
        self._aim(allowed)
        self._search(thorough)
        if allowed is None and self.distance > self.allowed:
            # Where costs are negative the plan can be nearer to zero than the bound.
            standing.target = self.allowed
            self._search(thorough)

    def _search(self, thorough: bool) -> None:
        """Visit nodes until plan and bound meet: straight down at first, then the best bound first."""
        standing = self.standing
        while not standing.reached(self._least()) and (self._ahead or self._queue):
            if not (thorough or self._plunging):
                break
            node = self._ahead or heapq.heappop(self._queue)
            self._ahead = None
            self._visit(node, self._relax(node), thorough)
            standing.lift(self._least())
        assert standing.best is not None
        standing.bound = min(standing.bound, standing.best.objective)

    def _least(self) -> float:
        """Return the least bound of the nodes that wait."""
        waiting = [*self._queue[:1], *([self._ahead] if self._ahead else [])]
        return min([np.inf, *(node.bound for node in waiting)])

    def _visit(self, node: Node, relaxation: Relaxation, thorough: bool) -> None:
        """Look for plans at a node, and divide it, where its bound is not high enough.

        Whole households are chosen at the first node that opens or closes every location, and then only at
        such nodes that no other node has a lower bound than: most never get that far.
        """
        standing = self.standing
        self._branching.learn(node, standing.rounded(relaxation.bound))
        node.bound = max(node.bound, standing.rounded(relaxation.bound))
        node.centre = relaxation.prices
        decided = self._branching.decided(relaxation)
        if not standing.reached(node.bound):
            if decided and (self._plunging or not node.decided):
                self._decide(node, relaxation, thorough)
                return
            if decided:
                self._finish(node, relaxation)
            else:
                if node.is_root and self._sketched is None:
                    self._sketch(node, relaxation)
                self._sketched = None
                if self._fix(node, relaxation):
                    self._wait(node, ahead=self._plunging)
                    return
                if thorough and self._branching.many(relaxation):
                    self.closing.in_steps(node, relaxation, self.planner.chooser(node))
        if standing.reached(node.bound):
            self._wait(node)
            return
        halves = self._halves(node, relaxation, decided)
        if halves is None:
            standing.leave_out(node.bound)
            return
        ahead, later = (halves.above, halves.below) if halves.up else (halves.below, halves.above)
        self._wait(later)
        self._wait(ahead, ahead=self._plunging)

    def _decide(self, node: Node, relaxation: Relaxation, thorough: bool) -> None:
        """Let a node that opens or closes every location wait until no other has a lower bound.

        The first one is where the way straight down ends; a plan is made there at once, and the better for
        it where the search ends there.
        """
        if self._plunging:
            self._plunging = False
            self._round(node, relaxation, self.options.dives[:1])
        self._wait(replace(node, decided=True))

    def _finish(self, node: Node, relaxation: Relaxation) -> None:
        """Prove a node that opens or closes every location, with better plans where that takes them."""

        def look() -> None:
            self.closing.close(node, relaxation, self.planner.chooser(node), search=False)

        counting = node.counts_households
        near = self._round(node, relaxation, self.options.dives[:1] if counting else self.options.dives, look)
        if not counting:
            self.planner.thoroughly(node, near)
        self.closing.close(node, relaxation, self.planner.chooser(node))

    def _round(
        self,
        node: Node,
        relaxation: Relaxation,
        shares: tuple[int, ...],
        on_better: Callable[[], None] | None = None,
    ) -> Routes:
        """Make plans near a relaxation; return the routes that may be in them."""
        near, plan = self._sketched or (
            self.planner.near(self.generator.master, relaxation, node.bound),
            None,
        )
        self._sketched = None
        self.planner.quickly(node, near, shares, on_better, plan)
        return near.routes

    def _relax(self, node: Node) -> Relaxation:
        """Solve the relaxation of a node, no further than what still matters."""
        return self.relaxing.relax(node, self.standing.enough - self.instance.constant)

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
        room = self.standing.room(relaxation.bound)
        for site, value in self.closing.agreed(relaxation.dual, room).items():
            if site not in fixed:
                fixed = self._branching.with_relatives(site, value) | fixed
        free = self.instance.sites.candidate
        fixed = {site: value for site, value in fixed.items() if free[site] and site not in node.lower}
        node.lower, node.upper = node.lower | fixed, node.upper | fixed
        self.counts["vastgezet"] += len(fixed)
        opened = relaxation.solution.structural[self.layout.open[list(fixed)]]
        return bool((np.abs(opened - list(fixed.values())) > WHOLE).any())

    def _halves(self, node: Node, relaxation: Relaxation, decided: bool) -> Halves | None:
        """Divide a node: on openings, or with these decided on households, while not too many were."""
        if decided and self.counts["knopen_aantal"] < self.options.tally_nodes:
            halves = self._branching.on_households(node, relaxation, self.generator.master.routes)
            if halves is not None:
                self.counts["knopen_aantal"] += 2
                return halves
        return self._branching.on_openings(node, relaxation)

    def _locate(self, allowed: float | None) -> Located | None:
        """Search for openings, where little else is to decide."""
        gap = self.options.gap
        if allowed is not None:
            gap = allowed / max(1.0, abs(self.standing.objective or 0.0))
        with self.spent.on("locaties"):
            located = locate(
                self.structure,
                self.layout.takers,
                self.standing,
                replace(self.options, gap=max(gap, 1e-9)),
                self.stop,
                self.planner.served,
            )
        if located is not None:
            self._prices.plaatsen[:, 1] = -located.places
            self.standing.leave_out(located.left_out)
        return located
