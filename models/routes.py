"""Trajects in two halves: leaving COA by class, and what follows by need.

What happens to a household after it left COA depends only on the offer it took and the moment, not on its
class. So all classes with the same offer share one column for what follows, and each has a small column of
its own for leaving; a row per offer and period keeps the two equal. That is the same problem with far
fewer columns, and without the many plans that differ only in which of two like households took which home.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .instance import Bools, Floats, Instance, Ints
from .trajects import Row, Trajects

Counts = tuple[Ints, Ints]
"""Households on each path and on each departure of some routes."""

NOBODY = 1e-9
"""Parts of a household up to this are nobody."""


@dataclass(frozen=True)
class Departures:
    """Leaving COA, as parallel arrays of shape (D,).

    Attributes
    ----------
    klasse, entry : Ints
        Class k, and the entry by which it leaves.
    leave : Ints
        Period at whose end it leaves.
    """

    klasse: Ints
    entry: Ints
    leave: Ints

    @classmethod
    def from_rows(cls, rows: list[tuple[int, int, int]]) -> Departures:
        """Build from tuples (klasse, entry, leave)."""
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
        return cls(*(table[:, column].copy() for column in range(3)))

    def __len__(self) -> int:
        return len(self.klasse)

    def rows(self) -> list[tuple[int, int, int]]:
        """Return the departures as tuples, the inverse of `from_rows`."""
        return list(zip(self.klasse.tolist(), self.entry.tolist(), self.leave.tolist(), strict=True))

    def take(self, index: Ints) -> Departures:
        """Return the departures at `index`."""
        return Departures(self.klasse[index], self.entry[index], self.leave[index])

    def join(self, other: Departures) -> Departures:
        """Return this list followed by `other`."""
        return Departures(
            np.concatenate([self.klasse, other.klasse]),
            np.concatenate([self.entry, other.entry]),
            np.concatenate([self.leave, other.leave]),
        )

    def cost(self, instance: Instance) -> Floats:
        """Return the cost of one household on each departure."""
        classes = instance.classes
        return np.asarray(classes.exit_cost[self.klasse, self.leave] + classes.entry_cost[self.entry])


@dataclass(frozen=True)
class Takers:
    """Who can take each offer; offers open to several classes are shared.

    Attributes
    ----------
    shared : Bools, shape (U,)
        Whether two classes or more, in COA, can take the offer.
    example : Ints, shape (U,)
        Lowest class that can take it: what follows is written down as a traject of that class.
    households : Ints, shape (U,)
        Households that can take it.
    entry : dict of (int, int) to int
        Entry by class and offer.
    """

    shared: Bools
    example: Ints
    households: Ints
    entry: dict[tuple[int, int], int]

    @classmethod
    def of(cls, instance: Instance) -> Takers:
        """Look through the entries of all classes."""
        classes, offers = instance.classes, instance.offers
        klasse = np.repeat(np.arange(instance.n_classes), np.diff(classes.start))
        count = len(offers.need)
        example = np.full(count, instance.n_classes, dtype=np.int64)
        np.minimum.at(example, classes.offer, klasse)
        households = np.bincount(classes.offer, weights=classes.size[klasse], minlength=count)
        entries = np.bincount(classes.offer, minlength=count)
        keys = zip(klasse.tolist(), classes.offer.tolist(), strict=True)
        return cls(
            (entries > 1) & (offers.site < 0),
            example,
            households.astype(np.int64),
            {key: entry for entry, key in enumerate(keys)},
        )


@dataclass(frozen=True)
class Routes:
    """Trajects to choose from, those on a shared offer in halves.

    Attributes
    ----------
    offer : Ints, shape (N,)
        Offer by which each path is taken; -1 for staying where one is, and for people in a location.
    paths : Trajects
        Whole trajects, and what follows on shared offers, as trajects of the offer's example class.
    departures : Departures
        Leaving COA by shared offers.
    """

    offer: Ints
    paths: Trajects
    departures: Departures

    @classmethod
    def from_paths(cls, paths: list[tuple[int, Row]], departures: Departures) -> Routes:
        """Build from tuples (offer, traject) and departures."""
        offer = np.array([offer for offer, _ in paths], dtype=np.int64)
        return cls(offer, Trajects.from_rows([row for _, row in paths]), departures)

    @classmethod
    def none(cls) -> Routes:
        """Return no routes."""
        return cls.from_paths([], Departures.from_rows([]))

    def __len__(self) -> int:
        return len(self.paths) + len(self.departures)

    def keys(self) -> list[tuple[int, Row]]:
        """Return the paths as tuples (offer, traject)."""
        return list(zip(self.offer.tolist(), self.paths.rows(), strict=True))

    def halves(self, takers: Takers) -> Bools:
        """Return which paths are what follows on a shared offer."""
        return np.append(takers.shared, False)[self.offer]

    def take(self, paths: Ints, departures: Ints) -> Routes:
        """Return some of the paths and some of the departures."""
        return Routes(self.offer[paths], self.paths.take(paths), self.departures.take(departures))

    def join(self, other: Routes) -> Routes:
        """Return these routes followed by those of `other`."""
        return Routes(
            np.concatenate([self.offer, other.offer]),
            self.paths.join(other.paths),
            self.departures.join(other.departures),
        )

    def distinct(self) -> Routes:
        """Return these routes without repeats."""
        departures = Departures.from_rows(list(dict.fromkeys(self.departures.rows())))
        return Routes.from_paths(list(dict.fromkeys(self.keys())), departures)

    def cost(self, instance: Instance, takers: Takers) -> tuple[Floats, Floats]:
        """Return the cost of one household on each path and on each departure."""
        paths, classes = self.paths, instance.classes
        cost = paths.onward_cost(instance)
        alone = np.flatnonzero(self.offer < 0)
        cost[alone] = paths.take(alone).cost(instance)
        whole = np.flatnonzero((self.offer >= 0) & ~self.halves(takers))
        taken = zip(paths.klasse[whole].tolist(), self.offer[whole].tolist(), strict=True)
        entry = np.array([takers.entry[key] for key in taken], dtype=np.int64)
        cost[whole] += classes.exit_cost[paths.klasse[whole], paths.leave[whole]] + classes.entry_cost[entry]
        return cost, self.departures.cost(instance)

    def counts(self, plan: Trajects, count: Ints, instance: Instance, takers: Takers) -> Counts | None:
        """Return how many households of a plan are on each route; None where a route is missing."""
        path_at = {key: number for number, key in enumerate(self.keys())}
        leave_at = {row: number for number, row in enumerate(self.departures.rows())}
        on_path = np.zeros(len(self.paths), dtype=np.int64)
        on_departure = np.zeros(len(self.departures), dtype=np.int64)
        for (key, departure), households in zip(_cut(plan, instance, takers), count.tolist(), strict=True):
            if households == 0:
                continue
            if key not in path_at or (departure is not None and departure not in leave_at):
                return None
            on_path[path_at[key]] += households
            if departure is not None:
                on_departure[leave_at[departure]] += households
        return on_path, on_departure

    def whole(
        self, counts: tuple[Floats, Floats], instance: Instance, takers: Takers
    ) -> tuple[Trajects, Floats]:
        """Put halves together: of those who leave by an offer, the first class gets a home first.

        It makes no difference to the cost, nor does the order of the routes to the outcome. Counts may be
        whole households, or parts of them as in a relaxation.
        """
        on_path, on_departure = counts
        waiting: dict[tuple[int, int], list[list[float]]] = defaultdict(list)
        for at, (klasse, entry, leave) in enumerate(self.departures.rows()):
            if on_departure[at] > NOBODY:
                waiting[int(instance.classes.offer[entry]), leave].append([klasse, float(on_departure[at])])
        for queue in waiting.values():
            queue.sort(reverse=True)
        found: dict[Row, float] = defaultdict(float)
        halves, keys, paths = self.halves(takers), self.keys(), self.paths
        order = np.lexsort((paths.site, paths.pool, paths.gemeente, paths.exit, paths.leave, self.offer))
        for number in order[on_path[order] > NOBODY].tolist():
            (offer, row), left = keys[number], float(on_path[number])
            if not halves[number]:
                found[row] += left
                continue
            queue = waiting[offer, row[3]]
            while left > NOBODY and queue:
                klasse, there = int(queue[-1][0]), queue[-1][1]
                moved = min(left, there)
                found[klasse, *row[1:]] += moved
                left -= moved
                queue[-1][1] -= moved
                if queue[-1][1] <= NOBODY:
                    queue.pop()
        used = [row for row, households in found.items() if households > NOBODY]
        return Trajects.from_rows(used), np.array([found[row] for row in used])


def routes_of(trajects: Trajects, instance: Instance, takers: Takers) -> Routes:
    """Cut trajects in halves where their offer is shared."""
    cut = _cut(trajects, instance, takers)
    departures = dict.fromkeys(departure for _, departure in cut if departure is not None)
    return Routes.from_paths(
        list(dict.fromkeys(key for key, _ in cut)), Departures.from_rows(list(departures))
    )


def _cut(
    trajects: Trajects, instance: Instance, takers: Takers
) -> list[tuple[tuple[int, Row], tuple[int, int, int] | None]]:
    cut: list[tuple[tuple[int, Row], tuple[int, int, int] | None]] = []
    for row, entry in zip(trajects.rows(), trajects.entry(instance).tolist(), strict=True):
        offer = int(instance.classes.offer[entry]) if entry >= 0 and row[3] >= 0 else -1
        if offer >= 0 and takers.shared[offer]:
            cut.append(((offer, (int(takers.example[offer]), *row[1:])), (row[0], entry, row[3])))
        else:
            cut.append(((offer, row), None))
    return cut
