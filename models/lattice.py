"""The values that a sum of costs can have, where all costs are whole multiples of one step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .instance import Floats

UNIT = 0.01
"""Costs that are whole multiples of this are seen: a cent."""

HAIR = 1e-6
"""Share of a step within which a sum lies at a multiple of it."""


@dataclass(frozen=True)
class Lattice:
    """Every sum is `base` plus a multiple of `step`; a step of zero where that is not known.

    Attributes
    ----------
    base, step : float
        In euro.
    """

    base: float
    step: float

    @classmethod
    def of(cls, base: float, costs: Floats, terms: float) -> Lattice:
        """Return the lattice of sums of `base` and at most so many terms out of `costs`."""
        whole = np.rint(costs / UNIT)
        apart = np.abs(costs - whole * UNIT).max(initial=0.0)
        step = UNIT * float(np.gcd.reduce(whole.astype(np.int64))) if len(costs) else 0.0
        # What the terms are off must not add up to what can be seen.
        return cls(base, step if apart * terms < 0.1 * HAIR * step else 0.0)

    def up(self, value: float) -> float:
        """Return the least sum that is not below a value."""
        if self.step == 0.0 or not np.isfinite(value):
            return value
        return float(max(value, self.base + self.step * np.ceil((value - self.base) / self.step - HAIR)))

    def below(self, value: float) -> float:
        """Return the greatest sum below a value; the value itself where sums lie anywhere."""
        if self.step == 0.0 or not np.isfinite(value):
            return value
        return float(self.base + self.step * (np.ceil((value - self.base) / self.step - 1e-3) - 1.0))

    def above(self, value: float) -> float:
        """Return the least sum above a value; the value itself where sums lie anywhere."""
        if self.step == 0.0 or not np.isfinite(value):
            return value
        return float(self.base + self.step * (np.floor((value - self.base) / self.step + 1e-3) + 1.0))
