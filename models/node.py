"""A node of the search: part of all plans, told apart by what is open and by counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import highspy

from .prices import Prices
from .tallies import FREE, Kind, Sides, Tally


@dataclass(frozen=True)
class Step:
    """A half-open location that was opened or closed.

    Attributes
    ----------
    site : int
        Number of the location.
    up : bool
        Whether it was opened.
    part : float
        How far its value in the relaxation was moved, above 0 and at most 1.
    before : float
        Bound before that.
    """

    site: int
    up: bool
    part: float
    before: float


@dataclass(order=True)
class Node:
    """A part of all plans; the one with the lowest bound comes first.

    Attributes
    ----------
    bound : float
        No plan of this part costs less.
    number : int
        In order of making.
    lower, upper : dict of int to float
        Bounds of open[l]; locations not named are free to open or not.
    tallies : dict of Tally to Sides
        Counts that are bounded.
    centre : Prices, optional
        Prices at which to start.
    decided : bool
        Whether its relaxation was solved before and opens or closes every location.
    basis : highspy.HighsBasis, optional
        Basis of the master at which to start.
    step : Step, optional
        How it came about, where a location was opened or closed.
    """

    bound: float
    number: int
    lower: dict[int, float] = field(compare=False)
    upper: dict[int, float] = field(compare=False)
    tallies: dict[Tally, Sides] = field(compare=False)
    centre: Prices | None = field(compare=False)
    decided: bool = field(default=False, compare=False)
    basis: highspy.HighsBasis | None = field(default=None, compare=False)
    step: Step | None = field(default=None, compare=False)

    @classmethod
    def root(cls, bound: float, centre: Prices | None) -> Node:
        """Return the node of all plans."""
        return cls(bound, 0, {}, {}, {}, centre)

    @property
    def is_root(self) -> bool:
        """Whether this is the node of all plans."""
        return self.number == 0

    @property
    def counts_households(self) -> bool:
        """Whether a count of households is bounded, beside what is open."""
        return any(tally.kind is not Kind.OPEN for tally in self.tallies)

    def with_open(self, fixed: dict[int, float]) -> Node:
        """Return the part where these locations are open (1) or closed (0)."""
        return replace(self, lower=self.lower | fixed, upper=self.upper | fixed)

    def with_count(self, tally: Tally, least: float, most: float) -> Node:
        """Return the part where a count is within these sides, and those it had."""
        before = self.tallies.get(tally, FREE)
        sides = max(before[0], least), min(before[1], most)
        return replace(self, tallies=self.tallies | {tally: sides})
