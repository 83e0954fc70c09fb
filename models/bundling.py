"""Households that are not divided: a bound on bundles, and the best plan out of those that matter.

The relaxation chooses one bundle of whole households per location (Ceselli and Righini, 2005). Bundles are
priced by knapsacks, and rules on triples raise the bound until few bundles can be in a plan that matters.
Those are written down (Baldacci, Christofides and Mingozzi, 2008); rules on any triple then cost nothing
more, and what is left at last is a small integer programme.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .ascent import Ascent, Openings
from .bundle_bound import Bounded, BundleBound
from .bundle_master import BundleMaster, sites_of
from .bundle_plan import BundlePlan
from .bundles import Bundles, distinct
from .highs import SolverError
from .instance import Floats
from .mip import solve_mip
from .narrowing import Narrowing, ruled
from .options import Options
from .packing import Packing, Values
from .standing import Standing
from .stop import Stop
from .triples import Triple, broken

RULES = 25
"""Rules that are added at a time."""

IDLE = 3
"""Rounds of rules after which the bound must have risen."""

RISE = 0.02
"""By what share of what the proof lacks."""

LESS = 0.05
"""And by what share of the rise so far, where a good plan is not known yet."""

COUNTS = 40_000_000
"""Counts of households in all bundles that are written down at a time."""

MOST_RULES = 30
"""Rounds of rules."""


class Bundling:
    """Searches for the best plan with some openings.

    Parameters
    ----------
    ascent : Ascent
        Costs, persons and places.
    plans : BundlePlan
        Makes plans.
    standing : Standing
        The best plan, the bound, and how far these may be apart.
    options : Options
        Switches: how large groups of offers may be, and how many bundles are written down.
    constant : float
        The instance's constant.
    stop : Stop
        When to end early.
    """

    def __init__(
        self,
        ascent: Ascent,
        plans: BundlePlan,
        standing: Standing,
        options: Options,
        constant: float,
        stop: Stop,
    ) -> None:
        self._ascent, self._plans, self._standing = ascent, plans, standing
        self._options, self._constant, self._stop = options, constant, stop
        self._single = np.flatnonzero(ascent.households == 1.0)

    def run(self, at: Openings, value: Floats, raised: Callable[[float], None]) -> float:
        """Search, and return a bound on plans with these openings, the constant left out.

        Parameters
        ----------
        at : Openings
            The locations that are decided.
        value : Floats, shape (U,)
            Values of leaving COA to begin at.
        raised : callable
            Told every better bound on the way.
        """
        a = self._ascent
        bounds = self._bounds = BundleBound(a, at, self._standing, self._constant, self._stop, raised)
        sites = sites_of(at, len(a.fixed))
        packing = Packing(a, sites, [], [])
        start = Values(value, np.zeros(0))
        known = Bundles.empty(a, sites).join(packing.at(start).fill(np.arange(len(sites))))
        try:
            self._master = BundleMaster(a, at, known.join(self._incumbent()), [], self._stop)
            packing, best = self._ruled(packing, start)
            if not bounds.is_proven:
                self._search(packing, best)
        except SolverError as problem:
            self._standing.note("HiGHS: %s", problem)
        return bounds.proven

    def _ruled(self, packing: Packing, values: Values) -> tuple[Packing, Bounded]:
        """Add rules on triples in small groups of offers, as long as the bound rises."""
        bounds, master = self._bounds, self._master
        history: list[float] = []
        while True:
            best, relaxed = bounds.converged(master, packing, values, bounds.enough)
            bounds.keep(bounds.up(best, best.bound))
            history.append(best.bound)
            self._standing.note(
                "bundels: ondergrens %.2f, %d regels", best.bound + self._constant, len(master.triples)
            )
            if bounds.is_proven or len(history) > MOST_RULES or self._stalls(history):
                break
            fresh = broken(master.bundles.count, relaxed.share, self._single)
            live, _ = ruled(master.triples, [], best, relaxed)
            groups, added = grouped(live, fresh, self._options.group_size)
            if not added:
                break
            rules, values = ruled(master.triples, added, best, relaxed)
            master.rule(rules)
            packing = Packing(self._ascent, packing.sites, groups, rules)
        return packing, best

    def _stalls(self, history: list[float]) -> bool:
        """Return whether the last rounds of rules brought little of what the proof lacks."""
        if len(history) <= IDLE:
            return False
        rise, lacks = history[-1] - history[-1 - IDLE], self._bounds.enough - history[-1]
        return rise < min(RISE * lacks, LESS * (history[-1] - history[0]))

    def _search(self, packing: Packing, best: Bounded) -> None:
        """Write bundles down and choose among them: at first a few, for a plan, and then all that matter."""
        bounds, options = self._bounds, self._options
        triples = self._master.triples
        few, reach = self._within(packing, best, options.few_bundles)
        bound = self._choose(few, triples, options.choose_nodes)
        bounds.keep(min(bounds.up(best, bound), bounds.after(best, reach)))
        limit = min(options.list_bundles, COUNTS // max(1, len(self._ascent.persons)))
        narrowing = Narrowing(bounds, self._choose, options, self._single)
        while not bounds.is_proven:
            before = bounds.enough
            bundles, reach = self._within(packing, best, limit)
            bounds.keep(narrowing.run(best, bundles, triples, reach))
            if bounds.enough >= before:
                # The same bundles would be written down once more.
                return

    def _within(self, packing: Packing, best: Bounded, limit: int) -> tuple[Bundles, float]:
        """Return all bundles of plans up to a cost, and that cost; at most up to where plans matter."""
        bounds = self._bounds
        reach = bounds.reach(best)
        bundles, cut = packing.at(best.values).within(reach - bounds.dearer(best)[packing.sites], limit)
        return bundles, bounds.lattice(best).below(reach + cut) if cut < 0.0 else reach

    def _incumbent(self) -> Bundles:
        """Return the bundles of the best plan, in locations that are not closed."""
        assert self._standing.best is not None
        known = self._plans.bundles(self._standing.best)
        return known.take(~np.isin(known.site, list(self._bounds.at.closed)))

    def _choose(self, bundles: Bundles, triples: list[Triple], nodes: int) -> float:
        """Choose among bundles, and those of the best plan; return a bound on plans out of them."""
        known = self._incumbent()
        both = distinct(known.join(bundles))
        rows = BundleMaster(self._ascent, self._bounds.at, both.take(np.arange(0)), triples, self._stop)
        program = rows.program(both)
        start = np.full(len(program.cost), np.nan)
        start[len(start) - len(both) :] = np.isin(both.keys(), known.keys())
        self._standing.tell("plan kiezen")
        result = solve_mip(
            program,
            gap=0.9 * self._standing.target,
            stop=self._stop,
            start=start,
            node_limit=nodes,
            proof=self._bounds.enough,
        )
        if result.found and result.objective < self._bounds.enough:
            a = self._ascent
            stays, enters, used = np.split(result.value, np.cumsum([len(a.size), len(a.entry_class)]))
            self._standing.accept(self._plans.plan(both.take(used > 0.5), stays, enters))
        return result.bound


def grouped(
    rules: list[Triple], fresh: list[Triple], size: int
) -> tuple[list[tuple[int, ...]], list[Triple]]:
    """Return groups of offers with every rule within one, and those of the fresh ones that fit."""
    groups: list[set[int]] = []
    added: list[Triple] = []

    def fits(triple: Triple) -> bool:
        touched = [group for group in groups if group & set(triple)]
        joined = set(triple).union(*touched)
        if len(joined) > size:
            return False
        groups[:] = [group for group in groups if group not in touched] + [joined]
        return True

    for triple in rules:
        fits(triple)
    for triple in fresh:
        if len(added) < RULES and triple not in rules and fits(triple):
            added.append(triple)
    return [tuple(sorted(group)) for group in groups], added
