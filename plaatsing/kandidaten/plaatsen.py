"""Who finds a place: the persons of the municipalities over the places of the sites that can serve them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo

from plaatsing.kandidaten.doelen import Doel, los_op
from plaatsing.kandidaten.zoekgebied import Floats, Ints


def nearest_site(km: Floats) -> Ints:
    """Return the nearest site per municipality (the first of equals), -1 where none can serve it.

    Parameters
    ----------
    km : Floats, shape (S, G)
        Kilometres from site to municipality; infinite where it cannot be served.
    """
    if not len(km):
        return np.full(km.shape[1], -1, dtype=np.int64)
    return np.where(np.isfinite(km).any(axis=0), km.argmin(axis=0), -1).astype(np.int64)


def divide(km: Floats, persons: Ints, places: Ints) -> Ints:
    """Give as many persons as possible a place, with the least person-km.

    Parameters
    ----------
    km : Floats, shape (S, G)
        Kilometres from site to municipality; infinite where it cannot be served.
    persons : Ints, shape (G,)
        Persons to house per municipality.
    places : Ints, shape (S,)
        Places per site.

    Returns
    -------
    Ints, shape (S, G)
        Persons of each municipality in each site.
    """
    pairs = [(int(s), int(g)) for s, g in np.argwhere(np.isfinite(km)) if persons[g] and places[s]]
    result = np.zeros(km.shape, dtype=np.int64)
    if not pairs:
        return result
    m: Any = pyo.ConcreteModel(name="plaatsen")
    m.in_site = pyo.Var(pairs, within=pyo.NonNegativeIntegers)
    m.rijen = pyo.ConstraintList()
    for position, limits in ((0, places), (1, persons)):
        groups: dict[int, list[Any]] = {}
        for pair in pairs:
            groups.setdefault(pair[position], []).append(m.in_site[pair])
        for key, members in groups.items():
            m.rijen.add(pyo.quicksum(members) <= int(limits[key]))
    los_op(
        m,
        [
            Doel(lambda m: -pyo.quicksum(m.in_site.values())),
            Doel(lambda m: pyo.quicksum(float(km[pair]) * m.in_site[pair] for pair in pairs)),
        ],
    )
    for pair in pairs:
        result[pair] = round(pyo.value(m.in_site[pair]))
    return result


def crowded(g: int, km: Floats, divided: Ints) -> tuple[Ints, Ints]:
    """Return why not all persons of municipality `g` find a place.

    From the sites that can serve `g`, all full: whose persons are in them, which other sites those
    municipalities could use (full too, else a shift would make room), and so on.

    Returns
    -------
    gemeenten, sites : Ints
        Municipalities, and all the sites that can serve them, whose places are fewer than the persons.
    """
    within = np.isfinite(km)
    members = np.zeros(km.shape[1], dtype=bool)
    members[g] = True
    while True:
        sites = within[:, members].any(axis=1)
        grown = members | (divided[sites] > 0).any(axis=0)
        if (grown == members).all():
            return np.flatnonzero(members), np.flatnonzero(sites)
        members = grown
