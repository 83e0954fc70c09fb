"""What a household pays for its way out of COA by the offer it takes, on top of what all of its need pay."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from .instance import Floats, Ints
from .prices import Prices
from .tallies import Kind


class Tolls:
    """Prices of the rows that tell offers apart: the rule instroom, and counts the search branches on.

    Parameters
    ----------
    prices : Prices
        Row prices.
    """

    def __init__(self, prices: Prices) -> None:
        self._by: dict[Kind, dict[int, dict[int, float]]] = {kind: defaultdict(dict) for kind in Kind}
        for (offer, site), price in prices.inflow.items():
            self._add(Kind.SITE, offer, site, -price)
        for tally, price in prices.tallies.items():
            self._add(tally.kind, tally.owner, tally.value, -price)
        onward = (Kind.GEMEENTE, Kind.SITE, Kind.PERIOD)
        # In ascending order, and quick to look in.
        self.offers = dict.fromkeys(sorted({offer for kind in onward for offer in self._by[kind]}))

    def _add(self, kind: Kind, owner: int, value: int, toll: float) -> None:
        if toll != 0.0:
            self._by[kind][owner][value] = self._by[kind][owner].get(value, 0.0) + toll

    def by_site(self, offer: int, n_sites: int) -> Floats:
        """Return the toll for entering each location, and last that for going straight into a dwelling."""
        toll = np.zeros(n_sites + 1)
        tolls = self._by[Kind.SITE].get(offer, {})
        toll[list(tolls)] = list(tolls.values())
        return toll

    def by_sites(self, n_offers: int, n_sites: int) -> tuple[Ints, Floats]:
        """Return the row of each offer in a table of `by_site`, and the table; its last row is of no toll."""
        tolled = sorted(self._by[Kind.SITE])
        row = np.full(n_offers, len(tolled), dtype=np.int64)
        row[tolled] = np.arange(len(tolled))
        return row, np.array([*(self.by_site(offer, n_sites) for offer in tolled), np.zeros(n_sites + 1)])

    def of_gemeente(self, offer: int, gemeente: int) -> float:
        """Return the toll for going to a municipality."""
        return self._by[Kind.GEMEENTE].get(offer, {}).get(gemeente, 0.0)

    def of_period(self, offer: int, leave: int) -> float:
        """Return the toll for leaving COA at the end of a period."""
        return self._by[Kind.PERIOD].get(offer, {}).get(leave, 0.0)

    def add_periods(self, offer: int, values: Floats) -> None:
        """Add the tolls for leaving to values with the period last, in place."""
        for leave, toll in self._by[Kind.PERIOD].get(offer, {}).items():
            values[..., leave] += toll

    def add_entries(self, values: Floats) -> None:
        """Add the tolls of each class's leaving to values by entry and period, in place."""
        for entry, tolls in self._by[Kind.ENTRY].items():
            for leave, toll in tolls.items():
                values[entry, leave] += toll

    def add_members(self, offer: int, members: Ints, values: Floats) -> None:
        """Add the tolls for going to each municipality to values with the municipality first, in place."""
        for gemeente, toll in self._by[Kind.GEMEENTE].get(offer, {}).items():
            values[members == gemeente] += toll
