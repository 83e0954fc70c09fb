"""Which locations open, where there is one period: a search on the bounds of an ascent."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from .ascent import Ascended, Ascent, Openings, suits
from .bundle_plan import BundlePlan
from .bundling import Bundling
from .instance import Floats
from .options import Options
from .packing import ways_of
from .pricing import Structure
from .routes import Takers
from .serving import Serving
from .standing import Standing
from .stop import Stop

FIRST_ROUNDS = 600
"""Steps of the first ascents."""

ROUNDS = 120
"""Steps of each later one, from where the one before ended."""

NEARBY = 10
"""Closed locations that are tried in the place of an open one, the least dear first."""

ADDED = 3
"""Closed locations that are tried besides the open ones."""


@dataclass(order=True)
class Choice:
    """Some openings that wait, the one with the lowest bound first.

    Attributes
    ----------
    bound : float
        No plan with these openings costs less, the instance's constant left out.
    number : int
        In order of making.
    at : Openings
        The openings.
    value : Floats
        Values at which to begin.
    """

    bound: float
    number: int
    at: Openings = field(compare=False)
    value: Floats = field(compare=False)


@dataclass(frozen=True)
class Located:
    """What a search for openings leaves to do.

    Attributes
    ----------
    decided : Openings
        What every plan that matters opens and closes.
    places : Floats, shape (L,)
        What one more place is worth in each location.
    left_out : float
        No plan that opens or closes something else costs less, constant included.
    """

    decided: Openings
    places: Floats
    left_out: float


def locate(
    structure: Structure,
    takers: Takers,
    standing: Standing,
    options: Options,
    stop: Stop,
    plan: Callable[[frozenset[int]], float],
) -> Located | None:
    """Search for openings where an instance `suits`; None where it does not.

    Parameters
    ----------
    structure, takers
        The problem, and who can take each offer.
    standing : Standing
        The best plan and the bound, which the search raises.
    options : Options
        Switches: the asked gap, how many candidates make the search worth while, and its length.
    stop : Stop
        When to end early.
    plan : callable
        As for `Locating`.
    """
    instance = structure.instance
    if not suits(instance, options.many_sites):
        return None
    ascent = Ascent(structure, takers)
    bundling = None
    if ways_of(ascent) <= options.pack_sums and len(np.unique(ascent.persons)) > 1:
        plans = BundlePlan(structure, ascent)
        bundling = Bundling(ascent, plans, standing, options, instance.constant, stop)
    locating = Locating(ascent, Serving(ascent, stop), standing, instance.constant, plan, bundling)
    sharing = instance.sharing
    return locating.run(sharing.max_open, sharing.max_open_penalty, options.gap, options.site_choices)


class Locating:
    """Searches for the locations to open.

    Parameters
    ----------
    ascent : Ascent
        Gives bounds.
    serving : Serving
        Gives costs of given locations, households divided where that is cheaper.
    standing : Standing
        The best plan, the bound, and how far these may be apart.
    constant : float
        The instance's constant.
    plan : callable
        Makes a plan with given candidates open, gives it to the standing, and returns a bound on such plans
        that holds where households are not divided, constant included.
    bundling : Bundling, optional
        Searches on when that households are not divided costs more than what is asked.
    """

    def __init__(
        self,
        ascent: Ascent,
        serving: Serving,
        standing: Standing,
        constant: float,
        plan: Callable[[frozenset[int]], float],
        bundling: Bundling | None = None,
    ) -> None:
        self._bundling = bundling
        self._ascent, self._serving, self._standing = ascent, serving, standing
        self._constant, self._plan = constant, plan
        self._queue: list[Choice] = []
        self._number = 0
        self._given_up = np.inf
        self._left_out = np.inf
        self._tried: dict[frozenset[int], float] = {}
        self._lowest = np.inf

    def run(self, most: float, penalty: float, share: float, choices: int) -> Located:
        """Search until the best plan is proven, or so many choices were looked at.

        Parameters
        ----------
        most : float
            How many candidates may open; infinite for no limit.
        penalty : float
            Cost of each one above that.
        share : float
            Asked gap, relative to the cost.
        choices : int
            Choices to look at.

        """
        at, root = self._first(most, penalty, share)
        at = replace(at, least=self._fewest(at, root.value))
        root = self._ascent.run(at, root.value, FIRST_ROUNDS, self._enough)
        self._raise(min(root.bound, self._left_out), share)
        self._improve(root, at)
        bound = root.bound
        if self._bundling is not None and at.most <= most and self._lowest < self._enough:
            bound = max(
                bound,
                self._bundling.run(at, root.value, lambda b: self._raise(min(b, self._left_out), share)),
            )
        self._wait(bound, at, root.value)
        if self._lowest < self._enough:
            # That households are not divided costs more than what is asked: openings alone will not prove it.
            choices = 0
        while choices > 0 and self._queue and self._queue[0].bound < min(self._enough, self._given_up):
            choices -= 1
            self._visit(heapq.heappop(self._queue))
            waiting = [choice.bound for choice in self._queue[:1]]
            self._raise(min([self._left_out, self._given_up, *waiting]), share)
        decided, places = self._agreed(at, root), self._ascent.places(root)
        return Located(decided, places, self._left_out + self._constant)

    @property
    def _enough(self) -> float:
        """The bound from which on no plan matters, the constant left out."""
        return self._standing.enough - self._constant

    def _matters(self, bound: float) -> bool:
        """Return whether plans above a bound matter; if not, they are left out from here on."""
        if bound < self._enough:
            return True
        self._left_out = min(self._left_out, self._enough)
        return False

    def _raise(self, bound: float, share: float) -> None:
        """Tell the bound; what is asked is a share of it."""
        standing = self._standing
        standing.bound = max(standing.bound, standing.rounded(bound))
        standing.target = share * max(1.0, abs(standing.bound))
        standing.tell("openingen zoeken")

    def _first(self, most: float, penalty: float, share: float) -> tuple[Openings, Ascended]:
        """Ascend with nothing decided, and make plans there.

        The number of locations is limited by a penalty only. It counts as a limit where every plan that goes
        beyond is too dear to matter.
        """
        every = int(self._ascent.candidate.sum())
        free = Openings(frozenset(), frozenset(), 0, every)
        root = self._ascent.run(free, self._ascent.first(), FIRST_ROUNDS, np.inf)
        self._raise(root.bound, share)
        if most < every:
            limited = replace(free, most=int(most))
            within = self._ascent.run(limited, root.value, FIRST_ROUNDS, np.inf)
            self._improve(within, limited)
            if not self._matters(root.bound + penalty):
                return limited, within
        self._improve(root, free)
        return free, root

    def _fewest(self, at: Openings, value: Floats) -> int:
        """Return how many locations a plan that matters opens at least."""
        starts = (value, self._ascent.dearest())
        for count in range(at.most):
            fewer = replace(at, most=count)
            if self._matters(max(self._ascent.run(fewer, start, 1, np.inf).bound for start in starts)):
                return count
        return at.most

    def _improve(self, found: Ascended, at: Openings) -> None:
        """Make a plan with the locations that open in a bound, after trying sets that differ little."""
        candidate = self._ascent.candidate
        near = [int(s) for s in found.sites[np.argsort(found.worth, kind="stable")] if candidate[s]]
        opened = self._ascent.opened(found)
        better: frozenset[int] | None = opened
        while better is not None:
            opened, better = better, self._better(better, near, at.most)
        self._try(opened)

    def _try(self, opened: frozenset[int]) -> None:
        """Make a plan with given locations, unless that was done or no better plan can come of it."""
        cost = self._serving.cost(opened)
        self._lowest = min(self._lowest, cost)
        if opened not in self._tried and cost < self._standing.room(0.0):
            self._tried[opened] = self._plan(opened) - self._constant

    def _better(self, opened: frozenset[int], near: list[int], most: int) -> frozenset[int] | None:
        """Return the first set of locations that differs little and costs less, if any."""
        cost = self._serving.cost(opened)
        others = [site for site in near if site not in opened][:NEARBY]
        dearest = sorted(opened, key=lambda site: -near.index(site))
        more = [opened | {other} for other in others[:ADDED]] if len(opened) < most else []
        fewer = [opened - {out} for out in dearest]
        turned = [opened - {out} | {other} for out in dearest for other in others]
        for tried in [*more, *fewer, *turned]:
            if self._serving.cost(tried) < cost - 1e-6 * abs(cost + self._constant):
                return tried
        return None

    def _visit(self, choice: Choice) -> None:
        """Look for a higher bound and a better plan at a choice, and divide it where they stay apart."""
        ascent = self._ascent
        found = ascent.run(choice.at, choice.value, ROUNDS, self._enough)
        bound = max(choice.bound, found.bound)
        if not self._matters(bound):
            return
        at = self._agreed(choice.at, found)
        if self._serving.cost(ascent.opened(found)) < self._lowest:
            self._improve(found, choice.at)
        free = [place for place, site in enumerate(found.sites.tolist()) if ascent.is_free(site, at)]
        rest = frozenset(found.sites[free].tolist())
        full = len(at.opened) >= at.most
        if full or len(at.opened | rest) <= at.least or not rest:
            self._finish(bound, at.opened if full else at.opened | rest)
            return
        place = max(free, key=lambda place: (min(found.share[place], 1.0 - found.share[place]), -place))
        site = int(found.sites[place])
        self._wait(bound, replace(at, opened=at.opened | {site}), found.value)
        self._wait(bound, replace(at, closed=at.closed | {site}), found.value)

    def _finish(self, bound: float, opened: frozenset[int]) -> None:
        """Make the plan of a choice with nothing left to decide but who goes where."""
        self._try(opened)
        bound = max(bound, self._serving.cost(opened), self._tried.get(opened, -np.inf))
        if self._matters(bound):
            self._given_up = min(self._given_up, bound)

    def _agreed(self, at: Openings, found: Ascended) -> Openings:
        """Open and close the locations for which every plan that matters agrees."""
        dearer = self._ascent.turned(found, at)
        agreed = np.isfinite(dearer) & (found.bound + dearer >= self._enough)
        if agreed.any():
            self._left_out = min(self._left_out, self._enough)
        opened = frozenset(found.sites[agreed & found.chosen].tolist())
        closed = frozenset(found.sites[agreed & ~found.chosen].tolist())
        return replace(at, opened=at.opened | opened, closed=at.closed | closed)

    def _wait(self, bound: float, at: Openings, value: Floats) -> None:
        self._number += 1
        heapq.heappush(self._queue, Choice(bound, self._number, at, value))
