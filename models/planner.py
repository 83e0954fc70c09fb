"""Plans near the relaxation of a node: rounded, then chosen anew where that may help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from .chooser import Basis, Chooser, Incumbent
from .generation import Relaxation
from .instance import Floats
from .layout import Layout
from .listing import Listing
from .master_lp import MasterLp
from .nearness import Nearness
from .neighbourhoods import FINER
from .node import Node
from .options import Options
from .prices import Prices
from .pricing import Pricing, Structure
from .routes import Routes
from .spent import Spent
from .standing import Standing
from .stop import Stop

DONE = 0.3
"""Share of what the plan may be above the bound at which a choice among routes is exhausted."""


@dataclass(frozen=True)
class Near:
    """What a good plan near a relaxation may use.

    Attributes
    ----------
    routes : Routes
        Routes found so far that are near enough.
    relaxed : Floats
        Values of the structural columns and of these routes in the relaxation.
    basis : callable
        Gives the basis of the relaxation in the rows of a layout.
    """

    routes: Routes
    relaxed: Floats
    basis: Basis


class Planner:
    """Looks for plans at the nodes of one search.

    Parameters
    ----------
    structure, layout
        The problem and its rows.
    standing : Standing
        Where the plans go.
    options : Options
        Switches: ways of rounding, and how long HiGHS may choose.
    stop : Stop
        When to end early.
    spent : Spent
        Where to count the processor time.
    """

    def __init__(
        self,
        structure: Structure,
        layout: Layout,
        standing: Standing,
        options: Options,
        stop: Stop,
        spent: Spent,
    ) -> None:
        self._structure, self._layout, self._instance = structure, layout, structure.instance
        self._standing, self._options, self._stop, self._spent = standing, options, stop, spent

    def chooser(self, node: Node) -> Chooser:
        """Return what chooses whole plans at a node."""
        note = self._standing.note
        return Chooser(self._instance, self._layout, node.lower, node.upper, self._stop, note)

    def near(self, master: MasterLp, relaxation: Relaxation, reached: float) -> Near:
        """Return what a good plan near the relaxation that a master solved last may use.

        How much was found on the way there differs, most of all with prices to begin with. So the cheapest
        municipalities of every offer that is very near are added first.

        Parameters
        ----------
        master : MasterLp
            With the routes found so far.
        relaxation : Relaxation
            Of the node.
        reached : float
            Its bound.
        """
        nearness = Nearness(self._structure, self._layout, relaxation)
        room = self._options.room * self._options.gap * max(1.0, abs(reached))
        added = master.add(nearness.onward(self._options.very_near * room, self._options.per_near_offer))
        best, routes, solution = self._standing.best, master.routes, relaxation.solution.among(master.routes)
        if added and len(routes) > self._options.solve_again:
            # Among so many a dive is slow to begin at a basis that added routes may improve.
            with self._spent.on("master"):
                solution = master.solve()
        path, departure = nearness.of(routes)
        last = self._instance.n_periods
        stays_put = (routes.paths.leave == last) | ((routes.paths.leave < 0) & (routes.paths.exit == last))
        path[(solution.paths > 1e-9) | stays_put] = 0.0
        departure[solution.departures > 1e-9] = 0.0
        if best is not None:
            known = routes.counts(best.trajects, best.count, self._instance, self._layout.takers)
            if known is not None:
                path[known[0] > 0], departure[known[1] > 0] = 0.0, 0.0
        paths, departures = np.flatnonzero(path <= room), np.flatnonzero(departure <= room)
        relaxed = np.r_[solution.structural, solution.paths[paths], solution.departures[departures]]
        basis = partial(master.basis_within, paths, departures)
        return Near(routes.take(paths, departures), relaxed, basis)

    def sketch(self, node: Node, near: Near) -> Incumbent | None:
        """Round the relaxation; among many routes, where that is slow, choose anew what differs as well."""
        plan = self._nearby(node, near) or self.rounded(node, near.routes, self._options.dives[0], near.basis)
        if plan is None or len(near.routes) <= self._options.solve_again:
            return plan
        return self.choose(node, near.routes, plan, [near.relaxed]) or plan

    def quickly(
        self,
        node: Node,
        near: Near,
        shares: Sequence[int],
        on_better: Callable[[], None] | None = None,
        first: Incumbent | None = None,
    ) -> None:
        """Round the relaxation in several ways; choose anew where plans differ from it or each other.

        After a way that gave a better plan, `on_better` may prove what was lacking. Where the first way was
        taken before, it gave `first`. At a node that was looked at before, a few municipalities at a time are
        chosen anew. Among many routes the first way is the best plan so far.
        """
        chooser, plans, best = self.chooser(node), [], self._standing.best
        fitting, settled = self._fitting(node, near), np.inf
        first = first or self._nearby(node, near)
        for share in shares:
            if self._standing.reached(node.bound):
                return
            plan, first = first or self.rounded(node, near.routes, share, near.basis), None
            if plan is None:
                continue
            plans.append(self.choose(node, near.routes, plan, [near.relaxed]) or plan)
            if len(plans) > 1:
                plans.sort(key=lambda plan: plan.objective)
                others = [chooser.values(near.routes, other) for other in plans[1:]]
                beside = [other for other in others if other is not None]
                better = self.choose(node, near.routes, plans[0], beside)
                plans[0] = better or plans[0]
            if node.decided and not node.counts_households:
                start = min(plans[0], fitting or plans[0], key=lambda plan: plan.objective)
                if start.objective < settled - FINER:
                    plans[0] = self._by_municipality(node, near, start)
                    settled = plans[0].objective
            if on_better is not None and self._standing.best is not best:
                best = self._standing.best
                on_better()
        if not plans:
            self._improve(node, near)

    def rounded(self, node: Node, routes: Routes, share: int, basis: Basis | None = None) -> Incumbent | None:
        """Round the relaxation over given routes, one in `share` at a time; return the plan, if any."""
        self._standing.tell("plan afronden")
        with self._spent.on("kiezen"):
            plan = self.chooser(node).dive(routes, share, basis)
        self._standing.accept(plan)
        return plan

    def _nearby(self, node: Node, near: Near) -> Incumbent | None:
        """Return the best plan, among so many routes that rounding is slow, where it is near the bound.

        It need not fit the node: what it has in common with the relaxation does.
        """
        standing, far = self._standing, self._options.nearby * max(1.0, abs(node.bound))
        if len(near.routes) <= self._options.solve_again or standing.distance(node.bound) > far:
            return None
        return standing.best

    def _fitting(self, node: Node, near: Near) -> Incumbent | None:
        """Return the best plan, at a node that was looked at before, if it can be made there."""
        best = self._standing.best
        if not node.decided or best is None or self.chooser(node).values(near.routes, best) is None:
            return None
        return best

    def _by_municipality(self, node: Node, near: Near, plan: Incumbent) -> Incumbent:
        """Choose a few municipalities anew at a time, until the plan is good enough or gets no better."""
        standing, options, enough = self._standing, self._options, self._enough(node)
        if plan.objective <= enough:
            return plan
        standing.tell("plan kiezen")
        better = self.chooser(node).neighbours(
            near.routes,
            plan,
            share=options.share_anew,
            gap=DONE * standing.target,
            nodes=options.choose_nodes,
            enough=enough,
            basis=near.basis,
        )
        with self._spent.on("kiezen"):
            for plan in better:
                standing.accept(plan)
        return plan

    def _enough(self, node: Node) -> float:
        """Return the cost at which a plan is good enough at a node, or as good as all that is asked."""
        target = self._standing.target
        return max(node.bound + 0.7 * target, self._standing.bound + 0.99 * target)

    def _improve(self, node: Node, near: Near) -> None:
        """Choose anew what differs between the best plan and the relaxation, as long as that helps.

        Where rounding leads nowhere, as when earlier goals leave little room, the best plan is all there is.
        """
        standing, before = self._standing, np.inf
        while standing.best is not None and standing.best.objective < before:
            before = standing.best.objective
            self.choose(node, near.routes, standing.best, [near.relaxed])

    def choose(
        self, node: Node, routes: Routes, start: Incumbent | None, beside: Sequence[Floats] = ()
    ) -> Incumbent | None:
        """Choose among routes, or only what differs from `beside`, until the plan is good enough."""
        return self._chosen(node, routes, start, beside)[0]

    def thoroughly(self, node: Node, routes: Routes) -> None:
        """Choose among routes, and again from each better plan, as long as the choice was not exhausted."""
        standing, ends = self._standing, False
        while not ends:
            before = standing.best
            _, bound = self._chosen(node, routes, before, ())
            ends = standing.best is before or standing.distance(bound) <= DONE * standing.target

    def _chosen(
        self, node: Node, routes: Routes, start: Incumbent | None, beside: Sequence[Floats]
    ) -> tuple[Incumbent | None, float]:
        """Return the plan, if any, and a bound over these routes."""
        standing = self._standing
        if standing.reached(node.bound):
            return None, -np.inf
        standing.tell("plan kiezen")
        standing.note("keuze uit %d routes", len(routes))
        with self._spent.on("kiezen"):
            found, bound = self.chooser(node).choose(
                routes, DONE * standing.target, self._options.choose_nodes, start, self._enough(node), beside
            )
        standing.accept(found)
        return found, bound

    def served(self, opened: frozenset[int]) -> float:
        """Make a plan with these candidates open and no others; return a bound on such plans.

        Only for cases so small that every route is listed; otherwise the bound says nothing.
        """
        instance, standing = self._instance, self._standing
        candidates = np.flatnonzero(instance.sites.candidate).tolist()
        node = Node.root(standing.bound, None).with_open({s: float(s in opened) for s in candidates})
        shut = np.isin(np.arange(instance.n_sites), list(set(candidates) - opened))
        pricing = Pricing(self._structure, Prices.zero(instance, self._structure.epochs), shut)
        everything = np.full(instance.n_classes, np.inf)
        routes = Listing(pricing).routes(everything, self._layout.takers, self._options.list_limit)
        if routes is None:
            return -np.inf
        plan, bound = self.chooser(node).choose(
            routes, 0.9 * standing.target, self._options.close_nodes, proof=standing.enough
        )
        standing.accept(plan)
        return bound
