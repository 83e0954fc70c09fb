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

HAIR = 1e-7
"""Costs this close are the same."""

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
        self._whole: Floats = self.ways.astype(float)
        self.load: Ints = loads[order]
        self.loads, self.first = np.unique(self.load, return_index=True)
        members = set(self.offers.tolist())
        self._tolls = [k for k, triple in enumerate(triples) if members.issuperset(triple)]
        place = {int(u): k for k, u in enumerate(self.offers)}
        within = [tuple(place[u] for u in triples[k]) for k in self._tolls]
        self._doubled = taken_double(self.ways, within)  # type: ignore[arg-type]

    def costs(self, gain: Floats, toll: Floats) -> Floats:
        """Return the cost of each way in each location; `gain` has shape (U, number of locations)."""
        cost: Floats = self._whole @ gain[self.offers]
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

    def within(self, most: Floats, limit: int) -> tuple[Bundles, float]:
        """Return the bundles that cost little enough, and by how much less than `most` that had to be.

        Parameters
        ----------
        most : Floats
            What a bundle of each location may cost, as `worth` counts.
        limit : int
            Bundles that may be written out. Where more are cheap enough, only those are given that cost less
            than `most` with the second answer, which is below zero then, added to it.
        """
        packing, cut = self._packing, HAIR
        place = np.flatnonzero(self.worth <= most + cut)
        some = Unfinished(
            place,
            packing.room[place],
            self._fixed[place],
            self.worth[place] - most[place],
            np.zeros((len(place), len(packing.ascent.persons)), dtype=np.int16),
        )
        for k in range(len(packing.groups) - 1, -1, -1):
            cost = packing.groups[k].costs(self._gain, self._toll)
            size = max(1, PIECE // len(packing.groups[k].load))
            longer = some.take(np.arange(0))
            for start in range(0, len(some.place), size):
                piece = some.take(np.arange(start, min(start + size, len(some.place))))
                fresh, cut = self._continued(piece, k, cost, most, cut, limit)
                longer = longer.join(fresh)
                if len(longer.place) > limit:
                    cut = lowered(longer.over, limit)
                    longer = longer.take(np.flatnonzero(longer.over <= cut))
            some = longer
        return Bundles.of(packing.ascent, self.sites[some.place], some.count), min(0.0, cut)

    def _continued(
        self, some: Unfinished, k: int, cost: Floats, most: Floats, cut: float, limit: int
    ) -> tuple[Unfinished, float]:
        """Return bundles with every way to go on in a group that still leads to one cheap enough."""
        group = self._packing.groups[k]
        after = some.left[:, None] - group.load[None, :]
        paid = some.paid[:, None] + cost[:, some.place].T
        over = paid + self._least[k][np.maximum(after, 0), some.place[:, None]] - most[some.place, None]
        row, way = np.nonzero((after >= 0) & (over <= cut))
        if len(row) > limit:
            cut = lowered(over[row, way], limit)
            near = over[row, way] <= cut
            row, way = row[near], way[near]
        count = some.count[row]
        count[:, group.offers] = group.ways[way]
        return Unfinished(some.place[row], after[row, way], paid[row, way], over[row, way], count), cut


def lowered(over: Floats, limit: int) -> float:
    """Return what at most so many are not above, none of them equal to the next."""
    return float(np.partition(over, limit)[limit]) - HAIR


@dataclass(frozen=True)
class Unfinished:
    """Bundles of which the last groups are known.

    Attributes
    ----------
    place, left : Ints
        Place of the location in the list of these, and the places left in it.
    paid, over : Floats
        Cost so far; and how much dearer the cheapest bundle that begins so is than it may be.
    count : Counts
        Households by each offer.
    """

    place: Ints
    left: Ints
    paid: Floats
    over: Floats
    count: Counts

    def take(self, index: Ints) -> Unfinished:
        """Return those at `index`."""
        return Unfinished(
            self.place[index], self.left[index], self.paid[index], self.over[index], self.count[index]
        )

    def join(self, other: Unfinished) -> Unfinished:
        """Return these followed by `other`."""
        return Unfinished(
            np.concatenate([self.place, other.place]),
            np.concatenate([self.left, other.left]),
            np.concatenate([self.paid, other.paid]),
            np.concatenate([self.over, other.over]),
            np.concatenate([self.count, other.count]),
        )
