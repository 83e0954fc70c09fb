"""All bundles that matter, written down: any rule can have its toll there."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from .ascent import Ascent
from .bundles import Bundles
from .instance import Floats, Ints
from .packing import Values
from .triples import Triple, taken_double


class Listed:
    """Finds the best bundles by looking at each.

    Parameters
    ----------
    ascent : Ascent
        Costs, persons and places.
    bundles : Bundles
        Those that matter.
    triples : list of Triple
        Rules with a toll.
    """

    def __init__(self, ascent: Ascent, bundles: Bundles, triples: list[Triple]) -> None:
        self.ascent = ascent
        self.bundles = bundles.take(np.argsort(bundles.site, kind="stable"))
        self.sites, self._first = np.unique(self.bundles.site, return_index=True)
        self._count = sparse.csr_array(self.bundles.count.astype(float))
        self._doubled = sparse.csr_array(taken_double(self.bundles.count, triples))

    def at(self, values: Values) -> Looked:
        """Return the best bundles at given values."""
        cost = self.bundles.cost + self._doubled @ values.toll - self._count @ values.leaving
        return Looked(self, cost, self._first)


def costs_at(bundles: Bundles, triples: list[Triple], values: Values) -> Floats:
    """Return the cost of bundles with their tolls, less what is paid for them."""
    tolls = taken_double(bundles.count, triples) @ values.toll
    return np.asarray(bundles.cost + tolls - bundles.count @ values.leaving)


class Looked:
    """The best bundles of a list at one set of values.

    Attributes
    ----------
    sites : Ints
        The locations.
    bundles : Bundles
        Those of the list, by location.
    worth : Floats
        Cost of each of these with its best bundle, opening and tolls included, less what is paid for it.
    cost : Floats, shape (N,)
        The same of every bundle.
    """

    def __init__(self, listed: Listed, cost: Floats, first: Ints) -> None:
        self._first = first
        self.bundles = listed.bundles
        self.sites, self.cost = listed.sites, cost
        self.worth: Floats = np.minimum.reduceat(cost, first) if len(cost) else np.zeros(0)

    def fill(self, places: Ints) -> Bundles:
        """Return the best bundle of the locations at these places in `sites`."""
        ends = np.r_[self._first[1:], len(self.cost)]
        best = [self._first[k] + int(self.cost[self._first[k] : ends[k]].argmin()) for k in places.tolist()]
        return self.bundles.take(np.array(best, dtype=np.int64))
