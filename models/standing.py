"""How a search stands: its best plan, its bound, and how far these may be apart."""

from __future__ import annotations

import logging

import numpy as np

from .chooser import Incumbent
from .instance import Instance
from .outcome import Report

logger = logging.getLogger(__name__)


class Standing:
    """What every part of a search looks at and adds to.

    Parameters
    ----------
    instance : Instance
        The problem.
    step : float
        What every plan costs is a whole multiple of this, as persons are of one; zero where that is not so.
    report : callable, optional
        Told the phase, the cost of the best plan and the bound.

    Attributes
    ----------
    best : Incumbent, optional
        The best plan.
    bound : float
        No plan costs less.
    target : float
        How far above a bound the best plan may be, in euro.
    log : list of str
        Lines for the solver log.
    """

    def __init__(self, instance: Instance, step: float, report: Report | None) -> None:
        self._instance, self._step = instance, step
        self._report = report or (lambda phase, objective, bound: None)
        self.best: Incumbent | None = None
        self.bound = -np.inf
        self._left_out = np.inf
        self.target = 0.0
        self.log: list[str] = []

    @property
    def objective(self) -> float | None:
        """Cost of the best plan."""
        return None if self.best is None else self.best.objective

    @property
    def enough(self) -> float:
        """The bound from which on no plan matters: those that cost more are no better than allowed."""
        return np.inf if self.best is None else self.best.objective - self.target

    def accept(self, plan: Incumbent | None) -> None:
        """Keep a plan where it is better than the best."""
        if plan is not None and (self.best is None or plan.objective < self.best.objective - 1e-9):
            self.best = plan
            self.tell("beter plan")
            self.note("plan van %.2f", plan.objective)

    def leave_out(self, bound: float) -> None:
        """Give up on plans that cost at least a bound."""
        self._left_out = min(self._left_out, bound)

    def lift(self, bound: float) -> None:
        """Take what no plan costs less than of those that are still looked for; what was left out may."""
        self.bound = max(self.bound, min(bound, self._left_out))

    def distance(self, bound: float) -> float:
        """Euro between the best plan and a bound."""
        return np.inf if self.best is None else max(0.0, self.best.objective - bound)

    def reached(self, bound: float) -> bool:
        """Return whether the best plan is as near to a bound as it must be."""
        return self.distance(bound) <= self.target

    def room(self, bound: float) -> float:
        """Return how much dearer than a bound, its constant left out, a plan can be and beat the best."""
        assert self.best is not None
        at_least = bound + self._instance.constant
        return self.best.objective - at_least + 1e-6 * max(1.0, abs(self.best.objective))

    def rounded(self, bound: float) -> float:
        """Return a bound with the constant added, up to the next value that a plan can have."""
        bound += self._instance.constant
        if self._step == 0.0 or not np.isfinite(bound):
            return bound
        hair = 1e-6 * max(self._step, abs(bound))
        return float(max(bound, np.ceil((bound - hair) / self._step) * self._step))

    def tell(self, phase: str) -> None:
        """Report a phase."""
        self._report(phase, self.objective, self.bound)

    def note(self, text: str, *values: object) -> None:
        """Keep a line for the solver log."""
        self.log.append(text % values)
        logger.info(text, *values)
