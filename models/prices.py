"""Row prices of the master problem, by the rule they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from .epochs import Epochs
from .instance import Floats, Instance
from .rounding import Rounding
from .tallies import Tally

Key = TypeVar("Key", bound=tuple[int, ...])


@dataclass(frozen=True)
class Prices:
    """Prices that every traject pays or earns, in euro.

    Scarce things have prices of zero or less (rows with "at most"), demands of zero or more ("at least"):
    any other sign would make the bound invalid, so `clipped` enforces it.

    Attributes
    ----------
    woningen : Floats, shape (N,)
        Per dwelling (or person) in each epoch; zero or less.
    plaatsen, kamers : Floats, shape (L, T + 1)
        Per person and per bedroom present in each period; zero or less.
    minimum : Floats, shape (L, T + 1)
        Per person present, where a least occupancy holds; zero or more.
    quota : Floats, shape (G, H)
        Per person realised by the end of each half-year; zero or more.
    link : Floats, shape (G, H)
        Per person newly linked by the end of each half-year; zero or less.
    maximum : Floats, shape (G, 2)
        Per person leaving COA for a municipality, and per person newly linked to it; zero or less.
    inflow : dict of (int, int) to float
        Per household that takes offer u and enters location l; zero or less.
    tallies : dict of Tally to float
        Per household counted, at a node of the search that bounds that count; zero or more where it asks for
        a least number, zero or less where it asks for a most.
    rounding : dict of Rounding to float
        Per person that a rounded row counts; zero or more.
    goals : Floats, shape (number of limits,)
        Per unit of each earlier goal that a plan may not do worse on; zero or less. Those that are missing at
        the end, as in prices from before a goal was an earlier one, are zero.
    """

    woningen: Floats
    plaatsen: Floats
    kamers: Floats
    minimum: Floats
    quota: Floats
    link: Floats
    maximum: Floats
    inflow: dict[tuple[int, int], float] = field(default_factory=dict)
    tallies: dict[Tally, float] = field(default_factory=dict)
    rounding: dict[Rounding, float] = field(default_factory=dict)
    goals: Floats = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def zero(cls, instance: Instance, epochs: Epochs) -> Prices:
        """Return prices of nothing."""
        sites = (instance.n_sites, instance.n_periods + 1)
        quota = (len(instance.gemeenten), len(instance.halfjaren))
        return cls(
            np.zeros(epochs.count),
            np.zeros(sites),
            np.zeros(sites),
            np.zeros(sites),
            np.zeros(quota),
            np.zeros(quota),
            np.zeros((len(instance.gemeenten), 2)),
            goals=np.zeros(len(instance.limits)),
        )

    def clipped(self) -> Prices:
        """Return the same prices with wrong signs set to zero; tallies get theirs from the layout."""
        return Prices(
            np.minimum(self.woningen, 0.0),
            np.minimum(self.plaatsen, 0.0),
            np.minimum(self.kamers, 0.0),
            np.maximum(self.minimum, 0.0),
            np.maximum(self.quota, 0.0),
            np.minimum(self.link, 0.0),
            np.minimum(self.maximum, 0.0),
            {key: min(value, 0.0) for key, value in self.inflow.items()},
            self.tallies,
            {key: max(value, 0.0) for key, value in self.rounding.items()},
            np.minimum(self.goals, 0.0),
        )

    def blend(self, other: Prices, share: float) -> Prices:
        """Return ``share`` of `other` and the rest of these prices."""
        keep = 1.0 - share
        return Prices(
            keep * self.woningen + share * other.woningen,
            keep * self.plaatsen + share * other.plaatsen,
            keep * self.kamers + share * other.kamers,
            keep * self.minimum + share * other.minimum,
            keep * self.quota + share * other.quota,
            keep * self.link + share * other.link,
            keep * self.maximum + share * other.maximum,
            _blended(self.inflow, other.inflow, share),
            _blended(self.tallies, other.tallies, share),
            _blended(self.rounding, other.rounding, share),
            keep * self.goals + share * _lengthened(other.goals, len(self.goals)),
        )


def _lengthened(goals: Floats, length: int) -> Floats:
    return np.pad(goals, (0, length - len(goals)))


def _blended(own: dict[Key, float], other: dict[Key, float], share: float) -> dict[Key, float]:
    keys = sorted(own.keys() | other.keys())
    return {key: (1.0 - share) * own.get(key, 0.0) + share * other.get(key, 0.0) for key in keys}
