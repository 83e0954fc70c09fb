"""Trajects: everything that can happen to one household, as columns of the master problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .instance import Floats, Instance, Ints
from .spans import spans

Row = tuple[int, int, int, int, int, int]
"""A traject as (klasse, gemeente, site, leave, exit, pool)."""


@dataclass(frozen=True)
class Trajects:
    """A list of trajects as parallel arrays of shape (N,).

    Attributes
    ----------
    klasse : Ints
        Class k.
    gemeente : Ints
        Municipality linked to; -1 when the household stays in COA unlinked.
    site : Ints
        Location used; -1 for none.
    leave : Ints
        Period at whose end the household leaves COA; T when it is still there at the horizon, -1 for
        people already in a location.
    exit : Ints
        Period at whose end it leaves the location; T when it is still there, -1 without a location.
    pool : Ints
        Pool moved into; -1 for none.
    """

    klasse: Ints
    gemeente: Ints
    site: Ints
    leave: Ints
    exit: Ints
    pool: Ints

    @classmethod
    def from_rows(cls, rows: list[Row]) -> Trajects:
        """Build from tuples (klasse, gemeente, site, leave, exit, pool)."""
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 6)
        return cls(*(table[:, column].copy() for column in range(6)))

    def __len__(self) -> int:
        return len(self.klasse)

    def rows(self) -> Iterator[Row]:
        """Iterate over the trajects as tuples, the inverse of `from_rows`."""
        return zip(
            self.klasse.tolist(),
            self.gemeente.tolist(),
            self.site.tolist(),
            self.leave.tolist(),
            self.exit.tolist(),
            self.pool.tolist(),
            strict=True,
        )

    def take(self, index: Ints | np.ndarray) -> Trajects:
        """Return the trajects at `index`."""
        return Trajects(
            self.klasse[index],
            self.gemeente[index],
            self.site[index],
            self.leave[index],
            self.exit[index],
            self.pool[index],
        )

    def join(self, other: Trajects) -> Trajects:
        """Return this list followed by `other`."""
        return Trajects(
            np.concatenate([self.klasse, other.klasse]),
            np.concatenate([self.gemeente, other.gemeente]),
            np.concatenate([self.site, other.site]),
            np.concatenate([self.leave, other.leave]),
            np.concatenate([self.exit, other.exit]),
            np.concatenate([self.pool, other.pool]),
        )

    def move(self) -> Ints:
        """Return the period of the move into the pool, -1 without one."""
        when = np.where(self.site >= 0, self.exit, self.leave)
        return np.where(self.pool >= 0, when, -1).astype(np.int64)

    def realises(self, instance: Instance) -> Ints:
        """Return the half-year in which each traject realises its persons; H when it does not."""
        never = len(instance.halfjaren)
        half = np.r_[instance.half, never]
        counts = np.r_[instance.pools.counts, False]
        into_site = (self.site >= 0) & (self.leave >= 0) & instance.site_counts
        into_home = counts[self.pool] & (self.leave >= 0) & ~into_site
        when = np.where(into_site, self.leave, np.where(into_home, self.move(), instance.n_periods))
        return np.where(into_site | into_home, half[when], never).astype(np.int64)

    def cost(self, instance: Instance, entry: Ints | None = None) -> Floats:
        """Return the cost of one household on each traject, constants left out.

        Each is taken by the cheapest entry that admits it, or by `entry` where that is not -1.
        """
        classes = instance.classes
        when = np.where(self.leave < 0, self.exit, self.leave)
        taking = np.zeros(len(self))
        given = np.full(len(self), -1, dtype=np.int64) if entry is None else entry
        taking[given >= 0] = classes.entry_cost[given[given >= 0]]
        cheapest = np.flatnonzero((given < 0) & (self.gemeente >= 0))
        taking[cheapest] = self.take(cheapest).entry_cost(instance)
        return np.asarray(classes.exit_cost[self.klasse, when] + taking + self.onward_cost(instance))

    def entry_cost(self, instance: Instance) -> Floats:
        """Return the cost of the cheapest entry that admits each traject; infinite where none does."""
        cost: Floats = np.r_[instance.classes.entry_cost, np.inf][self.entry(instance)]
        return cost

    def onward_cost(self, instance: Instance) -> Floats:
        """Return the part of the cost that any household of the same size pays: the stay and the dwelling."""
        persons = instance.needs.personen[instance.classes.need[self.klasse]].astype(float)
        preference = np.r_[instance.pools.preference_cost, 0.0]
        cost: Floats = persons * preference[self.pool]
        via = (self.site >= 0) & (self.leave >= 0)
        if via.any():
            stay = np.cumsum(instance.sites.stay_cost, axis=1)
            site, leave, leaves_at = self.site[via], self.leave[via], self.exit[via]
            nights = stay[site, leaves_at] - stay[site, leave]
            pair = self._pair(instance, np.flatnonzero(via))
            cost[via] += persons[via] * (nights + instance.reach.cost[pair])
        return cost

    def entry(self, instance: Instance) -> Ints:
        """Return the cheapest entry that admits each traject; -1 where none does."""
        classes = instance.classes
        row, entry = spans(classes.start[self.klasse], classes.start[self.klasse + 1])
        match = instance.offers.membership(len(instance.gemeenten))[classes.offer[entry], self.gemeente[row]]
        match &= self.gemeente[row] >= 0
        row, entry = row[match], entry[match]
        admitted = self._admitted(instance, row, instance.offers.need[classes.offer[entry]])
        row, entry = row[admitted], entry[admitted]
        dearest_first = np.lexsort((entry, classes.entry_cost[entry]))[::-1]
        found = np.full(len(self), -1, dtype=np.int64)
        found[row[dearest_first]] = entry[dearest_first]
        return found

    def _admitted(self, instance: Instance, row: Ints, need: Ints) -> np.ndarray:
        """Say whether a household of each need may follow the traject in the same place of `row`."""
        needs, pool, move = instance.needs, self.pool[row], self.move()[row]
        housed, via = pool >= 0, (self.site[row] >= 0) & (self.leave[row] >= 0)
        fits = np.ones(len(row), dtype=bool)
        fits[housed] = needs.fits[need[housed], pool[housed], move[housed]]
        pair = self._pair(instance, row[via])
        fits[via] &= needs.enters[need[via], pair] & (housed[via] | needs.lingers[need[via]])
        direct = housed & (self.site[row] < 0)
        return fits & (~direct | needs.direct[need])

    def _pair(self, instance: Instance, row: Ints) -> Ints:
        """Return the reach pair of each traject through a location."""
        n_sites = instance.n_sites
        keys = instance.reach.gemeente * n_sites + instance.reach.site
        return np.searchsorted(keys, self.gemeente[row] * n_sites + self.site[row])
