"""The network of the reference model: along which arcs whole households can flow.

Households of a class leave COA by an offer and come together with all others of the same need that are
linked to the same municipality. From there they move into a dwelling, or into a location, stay on there
period by period, and move on. What happened before does not matter any more, so there is one flow per need.

Index letters as in the instance; ``s`` is a period at whose end someone already in a location leaves it or
stays on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..instance import Bools, Instance, Ints

Pair = tuple[int, int]
Triple = tuple[int, int, int]


@dataclass(frozen=True)
class Network:
    """Arcs of an instance, each sorted by its indices.

    Parameters
    ----------
    instance : Instance
        The problem.

    Raises
    ------
    ValueError
        If in some location someone who enters later must leave earlier: the model reads a maximum stay as
        first in, first out.
    """

    instance: Instance

    def __post_init__(self) -> None:
        sites = self.instance.sites
        for site, name in enumerate(sites.names):
            latest = sites.last_exit[site][self._may_enter[site]]
            if (np.diff(latest) < 0).any():
                raise ValueError(f"location {name}: who enters later must leave earlier")

    # -- what is allowed -------------------------------------------------------------------------------

    @cached_property
    def _may_enter(self) -> Bools:
        return self.instance.sites.last_exit > np.arange(self.instance.n_periods)[None, :]

    @cached_property
    def _may_move(self) -> Bools:
        """Whether a household of need q may move into pool p at the end of t, shape (Q, P, T)."""
        pools, periods = self.instance.pools, np.arange(self.instance.n_periods)
        open_pool = periods[None, :] <= pools.last[:, None]
        came_free = np.cumsum(pools.supply, axis=1) > 0
        return self.instance.needs.fits & (open_pool & came_free)[None, :, :]

    @cached_property
    def _pools_of(self) -> dict[int, list[int]]:
        return _numbers(self.instance.pools.gemeente)

    @cached_property
    def _pairs_of(self) -> dict[int, list[int]]:
        return _numbers(self.instance.reach.gemeente)

    def _homes(self, need: int, gemeente: int, t: int) -> list[int]:
        return [p for p in self._pools_of.get(gemeente, []) if self._may_move[need, p, t]]

    def _direct_homes(self, need: int, gemeente: int, t: int) -> list[int]:
        return self._homes(need, gemeente, t) if self.instance.needs.direct[need] else []

    def _entrances(self, need: int, gemeente: int, t: int) -> list[int]:
        site, needs = self.instance.reach.site, self.instance.needs
        if t == self.instance.n_periods - 1 and not needs.lingers[need]:
            return []
        return [
            r
            for r in self._pairs_of.get(gemeente, [])
            if self._may_enter[site[r], t] and needs.enters[need, r]
        ]

    # -- out of COA ------------------------------------------------------------------------------------

    @cached_property
    def class_of(self) -> Ints:
        """Class of each entry, shape (E,)."""
        return np.repeat(np.arange(self.instance.n_classes), np.diff(self.instance.classes.start))

    def need_of(self, entry: int) -> int:
        """Return the need of an entry's offer."""
        return int(self.instance.offers.need[self.instance.classes.offer[entry]])

    @cached_property
    def members(self) -> list[list[int]]:
        """Municipalities of each offer."""
        offers = self.instance.offers
        return [
            offers.member[offers.start[u] : offers.start[u + 1]].tolist() for u in range(len(offers.need))
        ]

    @cached_property
    def links(self) -> list[Triple]:
        """Arcs (u, g, t): by offer u to municipality g, leaving COA at the end of t."""
        offers = self.instance.offers
        exits = np.isfinite(self.instance.classes.exit_cost)
        someone = np.zeros((len(offers.need), self.instance.n_periods), dtype=bool)
        np.logical_or.at(someone, self.instance.classes.offer, exits[self.class_of, :-1])
        someone[offers.site >= 0] = False
        return [
            (u, g, t)
            for u, t in np.argwhere(someone).tolist()
            for g in self.members[u]
            if self._direct_homes(int(offers.need[u]), g, t) or self._entrances(int(offers.need[u]), g, t)
        ]

    @cached_property
    def departures(self) -> list[Pair]:
        """Arcs (e, t): out of COA by entry e at the end of t."""
        offered = {(u, t) for u, _, t in self.links}
        exits = np.isfinite(self.instance.classes.exit_cost)
        return [
            (e, t)
            for e, (k, u) in enumerate(
                zip(self.class_of.tolist(), self.instance.classes.offer.tolist(), strict=True)
            )
            for t in range(self.instance.n_periods)
            if (u, t) in offered and exits[k, t]
        ]

    @cached_property
    def linked(self) -> list[Triple]:
        """Points (q, g, t) where households of need q, linked to g, have just left COA."""
        need = self.instance.offers.need
        return sorted({(int(need[u]), g, t) for u, g, t in self.links})

    @cached_property
    def direct(self) -> list[Triple]:
        """Arcs (q, p, t): from COA into a dwelling of pool p."""
        return [(q, p, t) for q, g, t in self.linked for p in self._direct_homes(q, g, t)]

    # -- through a location ----------------------------------------------------------------------------

    @cached_property
    def entries(self) -> list[Triple]:
        """Arcs (q, r, t): from COA into a location, by reach pair r."""
        return [(q, r, t) for q, g, t in self.linked for r in self._entrances(q, g, t)]

    @cached_property
    def entered(self) -> dict[Pair, list[int]]:
        """Periods of entering by (q, r)."""
        periods: dict[Pair, list[int]] = defaultdict(list)
        for q, r, t in self.entries:
            periods[q, r].append(t)
        return {key: sorted(found) for key, found in periods.items()}

    def last_exit(self, pair: int, t: int) -> int:
        """Return the latest period of leaving for who enters by a reach pair at the end of t."""
        return int(self.instance.sites.last_exit[self.instance.reach.site[pair], t])

    @cached_property
    def moments(self) -> list[Triple]:
        """Points (q, r, s): who is there already leaves at the end of s or stays on."""
        return [
            (q, r, s)
            for (q, r), periods in sorted(self.entered.items())
            for s in range(periods[0] + 1, self.instance.n_periods)
        ]

    @cached_property
    def stays(self) -> list[Triple]:
        """Arcs (q, r, s): staying on past the end of s."""
        return [
            (q, r, s)
            for q, r, s in self.moments
            if any(t < s < self.last_exit(r, t) for t in self.entered[q, r])
            and (s < self.instance.n_periods - 1 or self.instance.needs.lingers[q])
        ]

    @cached_property
    def exits(self) -> list[Triple]:
        """Arcs (q, r, s): out of a location at the end of s."""
        gemeente = self.instance.reach.gemeente
        return [
            (q, r, s)
            for q, r, s in self.moments
            if any(t < s <= self.last_exit(r, t) for t in self.entered[q, r])
            and self._homes(q, int(gemeente[r]), s)
        ]

    @cached_property
    def onward(self) -> list[Triple]:
        """Arcs (q, p, s): from a location into a dwelling of pool p."""
        gemeente = self.instance.reach.gemeente
        points = sorted({(q, int(gemeente[r]), s) for q, r, s in self.exits})
        return [(q, p, s) for q, g, s in points for p in self._homes(q, g, s)]

    @cached_property
    def limited(self) -> list[Triple]:
        """Points (q, r, s) of `stays` past which someone who came early may not stay."""
        return [
            (q, r, s)
            for q, r, s in self.stays
            if any(t < s and self.last_exit(r, t) <= s for t in self.entered[q, r])
        ]

    # -- people in a location at the start ---------------------------------------------------------------

    @cached_property
    def residents(self) -> list[int]:
        """Classes that live in a location at the start."""
        return np.flatnonzero(self.instance.classes.site >= 0).tolist()

    def home_of(self, k: int) -> int:
        """Return the municipality a resident class is linked to."""
        classes = self.instance.classes
        return self.members[int(classes.offer[classes.start[k]])][0]

    @cached_property
    def resident_exits(self) -> list[Pair]:
        """Arcs (e, s): residents out of their location by entry e at the end of s."""
        classes = self.instance.classes
        return [
            (e, s)
            for k in self.residents
            for e in range(int(classes.start[k]), int(classes.start[k + 1]))
            for s in range(self.instance.n_periods)
            if np.isfinite(classes.exit_cost[k, s]) and self._homes(self.need_of(e), self.home_of(k), s)
        ]

    @cached_property
    def resident_homes(self) -> list[Triple]:
        """Arcs (q, p, s): residents of need q into a dwelling of pool p."""
        points = sorted(
            {(self.need_of(e), self.home_of(int(self.class_of[e])), s) for e, s in self.resident_exits}
        )
        return [(q, p, s) for q, g, s in points for p in self._homes(q, g, s)]


def _numbers(of: Ints) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(of.tolist()):
        groups[key].append(number)
    return groups
