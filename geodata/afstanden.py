"""Distances between points in RD New, and a spatial index for "within so many km"."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

OMRIJFACTOR = 1.3
"""Kilometres by road per kilometre as the crow flies: an assumption, to be set per case."""


def afstanden_km(
    x1: ArrayLike, y1: ArrayLike, x2: ArrayLike, y2: ArrayLike, omrijfactor: float = OMRIJFACTOR
) -> NDArray[np.float64]:
    """Return the distance between every point of one set and every point of another.

    Parameters
    ----------
    x1, y1 : array_like, shape (n,)
        Points in RD New (EPSG:28992), metres.
    x2, y2 : array_like, shape (m,)
        Points in RD New (EPSG:28992), metres.
    omrijfactor : float
        Detour factor by which the straight line is multiplied.

    Returns
    -------
    numpy.ndarray, shape (n, m)
        Kilometres; NaN where a coordinate is missing.
    """
    dx = _row(x1)[:, np.newaxis] - _row(x2)[np.newaxis, :]
    dy = _row(y1)[:, np.newaxis] - _row(y2)[np.newaxis, :]
    return np.hypot(dx, dy) * (omrijfactor / 1000.0)


def paren_binnen_km(
    x1: ArrayLike,
    y1: ArrayLike,
    x2: ArrayLike,
    y2: ArrayLike,
    limiet_km: float,
    omrijfactor: float = OMRIJFACTOR,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of points that lie at most `limiet_km` apart, without forming all pairs.

    Parameters
    ----------
    x1, y1, x2, y2 : array_like
        Two sets of points in RD New (EPSG:28992), metres; coordinates must be finite.
    limiet_km : float
        The limit, detour included; a pair exactly at the limit is within it.
    omrijfactor : float
        Detour factor by which the straight line is multiplied.

    Returns
    -------
    i, j : numpy.ndarray
        Positions in the first and the second set, sorted by i and then j.
    km : numpy.ndarray
        Distance of each pair, as `afstanden_km` gives it.
    """
    first = np.column_stack([_row(x1), _row(y1)])
    second = np.column_stack([_row(x2), _row(y2)])
    if not len(first) or not len(second):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    # The tree searches a metre wider; the distance itself decides, so that both functions agree.
    radius = limiet_km * 1000.0 / omrijfactor + 1.0
    near = np.asarray(cKDTree(second).query_ball_point(first, radius, return_sorted=True), dtype=object)
    i = np.repeat(np.arange(len(first)), [len(row) for row in near]).astype(np.int64)
    j = np.concatenate([np.asarray(row, np.int64) for row in near])
    km = np.hypot(*(first[i] - second[j]).T) * (omrijfactor / 1000.0)
    within = km <= limiet_km
    return i[within], j[within], km[within]


def _row(values: ArrayLike) -> NDArray[np.float64]:
    return np.atleast_1d(np.asarray(values, dtype=np.float64))
