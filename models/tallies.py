"""Counts that the search branches on: of open locations, then of households once all are open or closed."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from .instance import Floats, Ints
from .routes import Routes

Sides = tuple[float, float]
"""At least, and at most, so many households; infinite where there is no such side."""

FREE: Sides = (-np.inf, np.inf)

WHOLE = 1e-6
"""Counts this close to a whole number are one."""


class Kind(IntEnum):
    """What households are counted by, or that locations are counted."""

    GEMEENTE = 0
    SITE = 1
    PERIOD = 2
    ENTRY = 3
    OPEN = 4


class Tally(NamedTuple):
    """A count of households, or of candidates that open.

    Classes with the same offer are alike once they left COA, so what follows is counted per offer: that is
    per class where an offer is open to one class only. When each class leaves is counted per entry.

    Attributes
    ----------
    kind : Kind
        What is counted.
    owner : int
        Offer u taken; for `Kind.ENTRY` the entry e, one offer open to one class; -1 for `Kind.OPEN`.
    value : int
        Municipality g, location l entered from COA (-1: none), or period t of leaving COA; -1 for
        `Kind.OPEN`.
    """

    kind: Kind
    owner: int
    value: int


OPENED = Tally(Kind.OPEN, -1, -1)
"""How many candidates open."""


def members(tally: Tally, routes: Routes) -> tuple[Ints, Ints]:
    """Return which paths and which departures a tally counts."""
    none = np.zeros(0, dtype=np.int64)
    if tally.kind is Kind.OPEN:
        return none, none
    if tally.kind is Kind.ENTRY:
        departures = routes.departures
        counted = (departures.entry == tally.owner) & (departures.leave == tally.value)
        return none, np.flatnonzero(counted)
    by = {
        Kind.GEMEENTE: routes.paths.gemeente,
        Kind.SITE: routes.paths.site,
        Kind.PERIOD: routes.paths.leave,
    }[tally.kind]
    return np.flatnonzero((routes.offer == tally.owner) & (by == tally.value)), none


def most_divided(routes: Routes, paths: Floats, departures: Floats) -> tuple[Tally, float] | None:
    """Return the count that is furthest from whole, with its value; None where all are whole.

    Municipalities go before locations, these before periods, and these before the periods of each class.

    Parameters
    ----------
    routes : Routes
        The routes of a relaxation.
    paths, departures : Floats
        Households on each.
    """
    taken = (routes.offer >= 0) & (paths > 0)
    offer, used = routes.offer[taken], routes.paths.take(np.flatnonzero(taken))
    counted = (
        (Kind.GEMEENTE, offer, used.gemeente, paths[taken]),
        (Kind.SITE, offer, used.site, paths[taken]),
        (Kind.PERIOD, offer, used.leave, paths[taken]),
        (Kind.ENTRY, routes.departures.entry, routes.departures.leave, departures),
    )
    for kind, owner, value, households in counted:
        if not len(owner):
            continue
        pairs, place = np.unique(np.stack([owner, value]), axis=1, return_inverse=True)
        total = np.bincount(place.ravel(), weights=households)
        part = np.abs(total - np.round(total))
        most = int(np.argmax(part))
        if part[most] > WHOLE:
            return Tally(kind, int(pairs[0, most]), int(pairs[1, most])), float(total[most])
    return None
