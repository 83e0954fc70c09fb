"""What solving an instance gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .instance import Floats, Ints
from .prices import Prices
from .trajects import Trajects

Report = Callable[[str, "float | None", "float | None"], None]
"""Told the phase, the cost of the best plan and the bound."""


@dataclass(frozen=True)
class Outcome:
    """A plan in the terms of the instance.

    Attributes
    ----------
    trajects : Trajects
        Trajects in use.
    count : Ints, shape (N,)
        Households on each.
    opened : dict of int to int
        Value of open[l] per candidate.
    objective, bound : float
        Cost and proven lower bound, constants included.
    least : Floats, shape (K,)
        Least possible cost of one household per class, constants left out.
    status : {"optimaal", "tijdslimiet", "afgebroken", "open"}
        Whether the asked gap is proven, or why not; "open" when the engine's own limits were reached.
    prices : Prices
        Row prices of the relaxation.
    counts : dict of str to int
        Rounds and nodes.
    seconds : dict of str to float
        Processor seconds for prices, the master and choosing plans, all parts together.
    log : tuple of str
        What the engine did, in order.
    earlier : Floats, shape (G, number of earlier goals)
        Where goals have an order: the weight with which the prices of each municipality count each earlier
        goal, in units of the last goal; without prices it has no rows.
    """

    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float
    bound: float
    least: Floats
    status: str
    prices: Prices
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    log: tuple[str, ...] = ()
    earlier: Floats = field(default_factory=lambda: np.zeros((0, 0)))


class NoPlan(RuntimeError):  # noqa: N818 - an outcome, reported by the caller
    """The limits were reached before there was any plan."""
