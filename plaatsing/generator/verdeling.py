"""Sharing out whole numbers, and drawing spread out, from a seeded generator."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Rng = np.random.Generator

GROOTTES = np.arange(1, 8)
"""Household sizes, in persons."""

AANDEEL = np.array([0.62, 0.10, 0.08, 0.08, 0.06, 0.04, 0.02])
"""Share of the households that has each size (an assumption of the generator)."""

GEMIDDELD = float(GROOTTES @ AANDEEL)
"""Mean size of a household, in persons."""


def naar_rato(totaal: int, gewichten: ArrayLike) -> NDArray[np.int64]:
    """Share `totaal` out in whole parts, proportional to `gewichten` (largest remainders).

    Parameters
    ----------
    totaal : int
        Number to share out.
    gewichten : array_like, shape (n,)
        Nonnegative; equal shares where they sum to zero.

    Returns
    -------
    numpy.ndarray, shape (n,)
        Whole numbers that sum to `totaal`; of equal remainders the first goes first.
    """
    shares = totaal * _kansen(gewichten)
    parts = np.floor(shares).astype(np.int64)
    left = totaal - int(parts.sum())
    parts[np.argsort(parts - shares, kind="stable")[:left]] += 1
    return parts


def groottes(rng: Rng, aantal: int) -> NDArray[np.int64]:
    """Return `aantal` household sizes in exactly the shares of `AANDEEL`, in random order."""
    return rng.permutation(np.repeat(GROOTTES, naar_rato(aantal, AANDEEL)))


def kies(rng: Rng, gewichten: ArrayLike, aantal: int) -> NDArray[np.int64]:
    """Draw `aantal` positions, with replacement, with chances proportional to `gewichten`."""
    ladder = np.cumsum(_kansen(gewichten))
    ladder[-1] = 1.0
    return np.searchsorted(ladder, rng.random(aantal), side="right").astype(np.int64)


def gelijkmatig(rng: Rng, aantal: int, dagen: int) -> NDArray[np.int64]:
    """Return `aantal` days in 0 .. dagen-1, ascending, one in each equal stretch of time."""
    return np.floor((np.arange(aantal) + rng.random(aantal)) * dagen / max(aantal, 1)).astype(np.int64)


def gespreid(
    rng: Rng, km: NDArray[np.float64], gewichten: NDArray[np.float64], begin: list[int], aantal: int
) -> list[int]:
    """Draw `aantal` positions far from each other and from `begin`.

    Each next position is drawn with a chance proportional to its weight times the square of
    its distance to the nearest one drawn before. Once every position has been drawn, only
    the weights count.

    Parameters
    ----------
    km : numpy.ndarray, shape (n, n)
        Distances between positions.
    gewichten : numpy.ndarray, shape (n,)
        For example the population.
    begin : list of int
        Positions already taken.
    aantal : int
        Number of positions to return, those of `begin` included and first.
    """
    chosen = list(begin[:aantal])
    while len(chosen) < aantal:
        pull = gewichten * km[:, chosen].min(axis=1) ** 2 if chosen else gewichten
        chosen.append(int(kies(rng, pull if pull.sum() > 0 else gewichten, 1)[0]))
    return chosen


def _kansen(gewichten: ArrayLike) -> NDArray[np.float64]:
    weights = np.asarray(gewichten, dtype=np.float64)
    total = weights.sum()
    return weights / total if total > 0 else np.full(len(weights), 1.0 / len(weights))
