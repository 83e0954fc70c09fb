"""The best bundles for every location at once, at given values: knapsacks of whole households.

A table gives, for each location and each number of places, the least cost of the households seen so far
(Bellman, 1957). Offers are seen in groups. Within a group all ways to take households are written out, so
that a toll on taking two of three of them costs no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from .ascent import Ascent
from .bundles import Bundles, Counts
from .instance import Floats, Ints
from .triples import Triple, taken_double

DEAR = 1e15
"""Cost of what cannot be: above any cost, and finite."""

PIECE = 2_000_000
"""Ways that are looked at in one go."""


@dataclass(frozen=True)
class Values:
    """What the relaxation pays.

    Attributes
    ----------
    leaving : Floats, shape (U,)
        For a household that leaves COA by each offer.
    toll : Floats, shape (number of triples,)
        Asked for taking two or more of each triple; zero or more.
    """

    leaving: Floats
    toll: Floats

    def towards(self, other: Values, share: float) -> Values:
        """Return values a share of the way to others."""
        return Values(
            (1.0 - share) * self.leaving + share * other.leaving,
            (1.0 - share) * self.toll + share * other.toll,
        )


class Group:
    """All ways to take households by a few offers.

    Parameters
    ----------
    offers : sequence of int
        The offers.
    load, most : Ints, shape (U,)
        Places that a household takes, and households by each offer.
    room : int
        Places in the largest location.
    triples : list of Triple
        Rules; those with all three offers in the group ask a toll here.
    """

    def __init__(
        self, offers: Sequence[int], load: Ints, most: Ints, room: int, triples: list[Triple]
    ) -> None:
        self.offers = np.array(sorted(offers), dtype=np.int64)
        counts = [range(min(int(most[u]), room // max(1, int(load[u]))) + 1) for u in self.offers]
        ways = np.array(list(product(*counts)), dtype=np.int16)
        loads = ways @ load[self.offers]
        order = np.argsort(loads, kind="stable")
        order = order[loads[order] <= room]
        self.ways: Counts = ways[order]
        self.load: Ints = loads[order]
        self.loads, self.first = np.unique(self.load, return_index=True)
        members = set(self.offers.tolist())
        self._tolls = [k for k, triple in enumerate(triples) if members.issuperset(triple)]
        place = {int(u): k for k, u in enumerate(self.offers)}
        within = [tuple(place[u] for u in triples[k]) for k in self._tolls]
        self._doubled = taken_double(self.ways, within)  # type: ignore[arg-type]

    def costs(self, gain: Floats, toll: Floats) -> Floats:
        """Return the cost of each way in each location; `gain` has shape (U, number of locations)."""
        cost: Floats = self.ways.astype(float) @ gain[self.offers]
        if self._tolls:
            cost += (self._doubled @ toll[self._tolls])[:, None]
        return cost


def ways_of(ascent: Ascent) -> float:
    """Return how many sums one pass over single offers takes; infinite where persons are not whole."""
    if not len(ascent.persons) or (ascent.persons % 1.0).any() or (ascent.persons <= 0.0).any():
        return np.inf
    unit = np.gcd.reduce(ascent.persons.astype(np.int64))
    room = min(ascent.capacity.max(initial=0.0), float(ascent.persons @ ascent.households)) // unit
    each = np.minimum(ascent.households, room * unit // ascent.persons)
    return float(each.sum() * (room + 1.0) * len(ascent.capacity))


class Packing:
    """Finds the best bundles.

    Parameters
    ----------
    ascent : Ascent
        Costs, persons and places.
    sites : Ints
        The locations that may be open.
    groups : list of sequences of int
        Offers, each in one group; the rest is looked at one by one.
    triples : list of Triple
        Rules with a toll, each within one group.
    """

    def __init__(
        self, ascent: Ascent, sites: Ints, groups: list[tuple[int, ...]], triples: list[Triple]
    ) -> None:
        self.ascent, self.sites = ascent, sites
        persons = ascent.persons.astype(np.int64)
        unit = int(np.gcd.reduce(persons))
        load, most = persons // unit, ascent.households.astype(np.int64)
        capacity = np.minimum(ascent.capacity[sites], persons @ most).astype(np.int64)
        self.room: Ints = capacity // unit
        grouped = {offer for group in groups for offer in group}
        singles = sorted(set(range(len(persons))) - grouped, key=lambda offer: (-load[offer], offer))
        largest = int(self.room.max(initial=0))
        # Groups come last: bundles are written out from the end, where there are few to go on with.
        parts = [(offer,) for offer in singles] + sorted(groups, key=len)
        self.groups = [Group(part, load, most, largest, triples) for part in parts]
        self._cost: Floats = np.where(np.isfinite(ascent.cost[:, sites]), ascent.cost[:, sites], DEAR)

    def at(self, values: Values) -> Packed:
        """Return the best bundles at given values."""
        return Packed(self, self._cost - values.leaving[:, None], values.toll)


class Packed:
    """The best bundles at one set of values.

    Attributes
    ----------
    sites : Ints
        The locations.
    worth : Floats
        Cost of each of these with its best bundle, opening and tolls included, less what is paid for it.
    """

    def __init__(self, packing: Packing, gain: Floats, toll: Floats) -> None:
        self._packing, self._gain, self._toll = packing, gain, toll
        self.sites = packing.sites
        count, largest = len(self.sites), int(packing.room.max(initial=0))
        self._least = np.zeros((len(packing.groups) + 1, largest + 1, count))
        for k, group in enumerate(packing.groups):
            before, after = self._least[k], self._least[k + 1]
            after[:] = before
            least = np.minimum.reduceat(group.costs(gain, toll), group.first, axis=0)
            best = np.zeros(count)
            for load, cost in zip(group.loads.tolist(), least, strict=True):
                if load and (cost < best).any():
                    np.minimum(best, cost, out=best)
                    np.minimum(after[load:], before[: largest + 1 - load] + cost, out=after[load:])
        self._fixed = packing.ascent.fixed[self.sites]
        self.worth: Floats = self._fixed + self._least[-1][packing.room, np.arange(count)]

    def fill(self, places: Ints) -> Bundles:
        """Return the best bundle of the locations at these places in `sites`."""
        packing = self._packing
        left = packing.room[places]
        count = np.zeros((len(places), len(packing.ascent.persons)), dtype=np.int16)
        for k in range(len(packing.groups) - 1, -1, -1):
            group = packing.groups[k]
            cost = group.costs(self._gain[:, places], self._toll)
            after = left[None, :] - group.load[:, None]
            total = cost + self._least[k][np.maximum(after, 0), places[None, :]]
            way = np.where(after >= 0, total, np.inf).argmin(axis=0)
            count[:, group.offers] = group.ways[way]
            left = left - group.load[way]
        return Bundles.of(packing.ascent, self.sites[places], count)

    def within(self, most: Floats, limit: int) -> Bundles | None:
        """Return every bundle that costs no more than `most` of its location; None where these are too many.

        Parameters
        ----------
        most : Floats
            By location, as `worth` counts.
        limit : int
            Bundles that may be written out.
        """
        packing, hair = self._packing, 1e-7
        place = np.flatnonzero(self.worth <= most + hair)
        left, paid = packing.room[place], self._fixed[place]
        count = np.zeros((len(place), len(packing.ascent.persons)), dtype=np.int16)
        for k in range(len(packing.groups) - 1, -1, -1):
            group = packing.groups[k]
            cost = group.costs(self._gain, self._toll)
            pieces, total = [], 0
            size = max(1, PIECE // len(group.load))
            for start in range(0, len(place), size):
                some = slice(start, start + size)
                after = left[some, None] - group.load[None, :]
                now = paid[some, None] + cost[:, place[some]].T
                end = now + self._least[k][np.maximum(after, 0), place[some, None]]
                row, way = np.nonzero((after >= 0) & (end <= most[place[some], None] + hair))
                total += len(row)
                if total > limit:
                    return None
                longer = count[some][row]
                longer[:, group.offers] = group.ways[way]
                pieces.append((place[some][row], after[row, way], now[row, way], longer))
            if pieces:
                place, left, paid, count = (np.concatenate(part) for part in zip(*pieces, strict=True))
        return Bundles.of(packing.ascent, self.sites[place], count)
