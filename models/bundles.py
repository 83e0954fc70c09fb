"""Bundles: the households that one location takes together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ascent import Ascent
from .instance import Bools, Floats, Ints

Counts = NDArray[np.int16]


@dataclass(frozen=True)
class Bundles:
    """Bundles as parallel arrays.

    Attributes
    ----------
    site : Ints, shape (N,)
        The location.
    count : Counts, shape (N, U)
        Households that it takes by each offer.
    cost : Floats, shape (N,)
        What that costs, opening included.
    """

    site: Ints
    count: Counts
    cost: Floats

    @classmethod
    def of(cls, ascent: Ascent, site: Ints, count: Counts) -> Bundles:
        """Return bundles with their cost."""
        row, offer = np.nonzero(count)
        serving = count[row, offer] * ascent.cost[offer, site[row]]
        return cls(site, count, ascent.fixed[site] + np.bincount(row, serving, len(site)))

    @classmethod
    def empty(cls, ascent: Ascent, sites: Ints) -> Bundles:
        """Return bundles without households."""
        return cls.of(ascent, sites, np.zeros((len(sites), len(ascent.persons)), dtype=np.int16))

    def __len__(self) -> int:
        return len(self.site)

    def take(self, index: Ints | Bools) -> Bundles:
        """Return the bundles at `index`."""
        return Bundles(self.site[index], self.count[index], self.cost[index])

    def join(self, other: Bundles) -> Bundles:
        """Return these bundles followed by `other`."""
        return Bundles(
            np.concatenate([self.site, other.site]),
            np.concatenate([self.count, other.count]),
            np.concatenate([self.cost, other.cost]),
        )

    def keys(self) -> list[bytes]:
        """Return what tells the bundles apart."""
        return [row.tobytes() for row in np.column_stack([self.site, self.count]).astype(np.int16)]


def distinct(bundles: Bundles) -> Bundles:
    """Return each bundle once, in order of first appearance."""
    first: dict[bytes, int] = {}
    for place, key in enumerate(bundles.keys()):
        first.setdefault(key, place)
    return bundles.take(np.array(list(first.values()), dtype=np.int64))
