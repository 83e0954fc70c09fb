"""Plans within a margin of cost that let other people leave COA than the plans found before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from plaatsing.models import Instance, Outcome

Floats = NDArray[np.float64]

_TRIES = 7
"""Times the reward of a difference is doubled or halved."""


def left_share(model: Instance, outcome: Outcome) -> Floats:
    """Return the share of each class that leaves COA (people in a location: that location), shape (K,)."""
    trajects = outcome.trajects
    stays = (trajects.leave == model.n_periods) | ((trajects.leave < 0) & (trajects.exit == model.n_periods))
    left = np.bincount(trajects.klasse[~stays], weights=outcome.count[~stays], minlength=model.n_classes)
    return np.asarray(left / np.maximum(model.classes.size, 1))


def other_people(
    model: Instance,
    shares: list[Floats],
    limit: float,
    solve: Callable[[Instance], Outcome],
) -> Outcome | None:
    """Look for a plan within the limit that moves as many other people as possible.

    Leaving COA is made dearer for those who left in the plans so far and cheaper for those who did not; the
    largest reward that still keeps the true cost within the limit wins.

    Parameters
    ----------
    model : Instance
        The problem.
    shares : list of Floats, shape (K,)
        Share of each class that leaves, for each plan so far.
    limit : float
        Euro that a plan may cost.
    solve : callable
        Solves an instance.

    Returns
    -------
    Outcome or None
        With its true cost and without a bound. None when nothing else was found within the limit.
    """
    persons = model.needs.personen[model.classes.need].astype(float)
    lean = 2.0 * np.mean(shares, axis=0) - 1.0
    reward = 500.0
    best: Outcome | None = None
    low, high = 0.0, np.inf
    for _ in range(_TRIES):
        shift = reward * persons * lean
        exits = model.classes.exit_cost.copy()
        exits[:, :-1] += shift[:, None]
        found = solve(replace(model, classes=replace(model.classes, exit_cost=exits)))
        cost = found.objective - _shifted(model, found, shift)
        if cost <= limit:
            low = reward
            share = left_share(model, found)
            if all(np.abs(share - earlier).sum() > 1e-9 for earlier in shares):
                best = replace(found, objective=cost, bound=-np.inf)
        else:
            high = reward
        reward = 4.0 * reward if high == np.inf else 0.5 * (low + high)
    return best


def _shifted(model: Instance, outcome: Outcome, shift: Floats) -> float:
    trajects = outcome.trajects
    moment = np.where(trajects.leave < 0, trajects.exit, trajects.leave)
    leaves = moment < model.n_periods
    return float((shift[trajects.klasse] * outcome.count)[leaves].sum())
