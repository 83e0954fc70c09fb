"""The best plan out of bundles that are written down: rules and halves until few are left to choose among."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .bundle_bound import HAIR, Bounded, BundleBound
from .bundle_master import BundleMaster, Relaxed
from .bundles import Bundles, distinct
from .instance import Floats, Ints
from .listed import Listed, costs_at
from .options import Options
from .packing import Values
from .triples import Triple, broken

BEGIN = 1500
"""Bundles with which a relaxation over those written down begins."""

RULES = 50
"""Rules that are added at a time."""

IDLE = 3
"""Rounds of rules after which the bound must have risen."""

RISE = 0.1
"""By what share of what the proof lacks."""

DIVE = 10
"""Parts of which one is dived in for a plan."""

TURNS = 3
"""Dives in the first part."""

SURE = 0.9
"""Share from which on a bundle is taken in a dive."""

WHOLE = 1e-6
"""Shares this close to whole are."""

Choose = Callable[[Bundles, "list[Triple]", int], float]
"""Chooses among bundles with rules, in so many nodes; returns a bound on plans out of them."""


@dataclass(order=True)
class Part:
    """Plans out of some bundles; those with the lowest bound are looked at first.

    Attributes
    ----------
    bound : float
        No plan out of these costs less.
    number : int
        In order of making.
    bundles : Bundles
        The bundles.
    best : Bounded
        Where to begin.
    triples : list of Triple
        Rules.
    """

    bound: float
    number: int
    bundles: Bundles = field(compare=False)
    best: Bounded = field(compare=False)
    triples: list[Triple] = field(compare=False)


class Narrowing:
    """Searches plans out of bundles.

    Parameters
    ----------
    bounds : BundleBound
        Bounds.
    choose : callable
        Chooses among few bundles.
    options : Options
        Switches: how few are few, how many halves, and how long HiGHS may choose.
    single : Ints
        Offers for one household.
    """

    def __init__(self, bounds: BundleBound, choose: Choose, options: Options, single: Ints) -> None:
        self._bounds, self._choose, self._options, self._single = bounds, choose, options, single
        self._number = 0
        self._queue: list[Part] = []

    def run(self, best: Bounded, bundles: Bundles, triples: list[Triple], reach: float) -> float:
        """Search; return a bound on plans out of these bundles.

        Parameters
        ----------
        best : Bounded
            Where to begin.
        bundles : Bundles
            Those of all plans up to `reach`.
        triples : list of Triple
            The rules of its tolls.
        reach : float
            Plans that cost more do not matter here.
        """
        bounds = self._bounds
        self._reach, self._queue, self._left = reach, [], np.inf
        self._wait(best.bound, bundles, best, triples)
        halves = self._options.bundle_halves
        while self._queue:
            part = heapq.heappop(self._queue)
            self._reach = min(self._reach, bounds.reach(part.best))
            if part.bound > self._reach + HAIR:
                break
            halves -= 1
            self._visit(part, divide=halves >= 0)
            waiting = min([self._left, *(part.bound for part in self._queue[:1])])
            bounds.keep(min(bounds.up(best, waiting), bounds.after(best, self._reach)))
        waiting = min([self._left, *(part.bound for part in self._queue[:1])])
        return min(bounds.up(best, waiting), bounds.after(best, self._reach))

    def _wait(self, bound: float, bundles: Bundles, best: Bounded, triples: list[Triple]) -> None:
        self._number += 1
        heapq.heappush(self._queue, Part(bound, self._number, bundles, best, triples))

    def _visit(self, part: Part, *, divide: bool) -> None:
        """Raise the bound of a part until none of its plans matters, few bundles are left, or halve it."""
        bounds, options = self._bounds, self._options
        best, bundles, triples = part.best, part.bundles, part.triples
        history: list[float] = []
        listed = Listed(bounds.ascent, bundles, triples)
        master = self._begun(listed, best, triples)
        while True:
            best, relaxed = bounds.converged(master, listed, best.values, self._reach)
            history.append(best.bound)
            self._reach = min(self._reach, bounds.reach(best))
            self._note(best, triples, len(bundles))
            if best.bound > self._reach:
                return
            looked = listed.at(best.values)
            distance = bounds.distance(best, looked)
            near = distance <= self._reach + HAIR
            bundles = listed.bundles.take(near)
            if len(bundles) <= options.few_bundles:
                self._left = min(self._left, self._choose(bundles, triples, options.close_nodes))
                return
            fresh = broken(master.bundles.count, relaxed.share, self._single)[:RULES]
            if not fresh or self._stalls(history):
                break
            held = costs_at(master.bundles, triples, best.values)
            away = bounds.dearer(best)[master.bundles.site] + held
            master.drop((away <= self._reach + HAIR) | (relaxed.share > 0.0))
            triples, values = ruled(triples, fresh, best, relaxed)
            best = Bounded(best.found, values)
            master.rule(triples)
            listed = Listed(bounds.ascent, bundles, triples)
        pair = self._pair(master.bundles, relaxed.share) if divide else None
        if pair is None:
            self._left = min(self._left, self._choose(bundles, triples, options.close_nodes))
            return
        if part.number % DIVE == 1:
            # A better plan leaves fewer bundles to look at.
            for turn in range(TURNS if part.number == 1 else 1):
                self._dive(turn, bundles, best, triples, master.bundles, relaxed.share)
        first, second = (bundles.count[:, offer] > 0 for offer in pair)
        for half in (first == second, ~(first & second)):
            self._wait(best.bound, bundles.take(half), best, triples)

    def _dive(
        self, turn: int, bundles: Bundles, best: Bounded, triples: list[Triple], used: Bundles, share: Floats
    ) -> None:
        """Take bundles that the relaxation uses most, until few go with them, and choose among these.

        The first bundle that is taken is the one used most, or in another turn the next.
        """
        bounds, few = self._bounds, self._options.few_bundles
        taken = used.take(np.arange(0))
        while True:
            order = np.argsort(-share, kind="stable")
            fresh = used.take(order[[min(turn, len(order) - 1)]])
            sure = used.take(share > SURE)
            turn, taken = 0, distinct(taken.join(sure).join(fresh))
            left = bounds.ascent.households - taken.count.sum(axis=0)
            goes = (bundles.count <= left[None, :]).all(axis=1) & ~np.isin(bundles.site, taken.site)
            bundles = bundles.take(goes)
            if len(bundles) <= few:
                self._choose(taken.join(bundles), triples, self._options.choose_nodes)
                return
            listed = Listed(bounds.ascent, taken.join(bundles), triples)
            master = self._begun(listed, best, triples, taken)
            found, relaxed = bounds.converged(master, listed, best.values, bounds.enough)
            if found.bound >= bounds.enough:
                return
            used, share = master.bundles, relaxed.share * ~np.isin(master.bundles.site, taken.site)

    def _begun(
        self, listed: Listed, best: Bounded, triples: list[Triple], taken: Bundles | None = None
    ) -> BundleMaster:
        """Return a relaxation over those taken, those nearest to the bound, and the best of each location."""
        bounds, looked = self._bounds, listed.at(best.values)
        nearest = np.argsort(bounds.distance(bounds.of(looked, best.values), looked), kind="stable")[:BEGIN]
        begin = listed.bundles.take(nearest).join(looked.fill(np.arange(len(listed.sites))))
        begin = begin if taken is None else taken.join(begin)
        return BundleMaster(bounds.ascent, bounds.at, begin, triples, bounds.stop)

    def _stalls(self, history: list[float]) -> bool:
        if len(history) <= IDLE:
            return False
        return history[-1] - history[-1 - IDLE] < RISE * (self._reach - history[-1])

    def _pair(self, bundles: Bundles, share: Floats) -> tuple[int, int] | None:
        """Return two offers whose households go together most nearly half (Ryan and Foster, 1981)."""
        used = share > WHOLE
        holds = (bundles.count[used][:, self._single] > 0).astype(float)
        together = np.triu(holds.T @ (holds * share[used, None]), 1)
        apart = np.minimum(together, 1.0 - together)
        if not len(apart) or apart.max() < WHOLE:
            return None
        first, second = np.unravel_index(int(apart.argmax()), apart.shape)
        return int(self._single[first]), int(self._single[second])

    def _note(self, best: Bounded, triples: list[Triple], count: int) -> None:
        constant = self._bounds.constant
        self._bounds.standing.note(
            "bundels: ondergrens %.2f, %d regels, %d bundels tot %.2f",
            best.bound + constant,
            len(triples),
            count,
            self._reach + constant,
        )


def ruled(
    triples: list[Triple], fresh: list[Triple], best: Bounded, relaxed: Relaxed
) -> tuple[list[Triple], Values]:
    """Return the rules that count and the fresh ones, with the tolls of those known."""
    asked = dict(zip(triples, best.values.toll.tolist(), strict=True))
    live = [t for t, toll in zip(triples, relaxed.values.toll.tolist(), strict=True) if toll > WHOLE]
    rules = live + [triple for triple in fresh if triple not in set(live)]
    toll = np.array([asked.get(triple, 0.0) for triple in rules])
    return rules, Values(best.values.leaving, toll)
