"""The choice of sites as a set covering model in Pyomo.

Sets: GEMEENTEN, to be covered, and each a possible site. Variables: ``opent[s]``, whether a site opens in s;
``gedekt[g]``, whether some site can serve g; ``deel[s, g]``, the part of g whose nearest site is s.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo

from plaatsing.kandidaten.doelen import Doel, los_op
from plaatsing.kandidaten.zoekgebied import Ints, Zoekgebied

# Least person-km is sought to the person-metre.
_HALF_PERSOONMETER = 0.0005


def fewest(area: Zoekgebied) -> Ints:
    """Return the fewest sites with which every municipality that any site can serve is covered.

    Of equally many sites those with the least person-km to the nearest site, and of those the first by
    code (least sum of positions).
    """
    if not len(area):
        return np.zeros(0, dtype=np.int64)
    model = _model(area)
    reachable = area.al_gedekt | np.isfinite(area.km_nieuw).any(axis=0)
    for g in np.flatnonzero(reachable).tolist():
        model.gedekt[g].setlb(1)
    los_op(model, [Doel(lambda m: pyo.quicksum(m.opent.values())), _PERSOONKM, _POSITIE])
    return _opened(model)


def best(area: Zoekgebied, n: int) -> Ints:
    """Return the `n` sites that cover the most persons; of equals, the most municipalities.

    Of those the least person-km from the covered municipalities to their nearest site, and of those the
    first by code.
    """
    model = _model(area, n)
    los_op(model, [_BEREIKT, _PERSOONKM, _POSITIE])
    return _opened(model)


def most_covered(area: Zoekgebied, n: int) -> tuple[int, int]:
    """Return how many municipalities and persons at most are covered with `n` new sites."""
    if not len(area):
        return 0, 0
    model = _model(area, n)
    los_op(model, [_BEREIKT])
    covered = np.array([round(pyo.value(model.gedekt[g])) for g in model.GEMEENTEN], dtype=np.int64)
    return int(covered.sum()), int(covered @ area.personen)


def _model(area: Zoekgebied, n: int | None = None) -> Any:
    m = pyo.ConcreteModel(name="kandidaten")
    m.area = area
    m.GEMEENTEN = pyo.RangeSet(0, len(area) - 1)
    m.opent = pyo.Var(m.GEMEENTEN, within=pyo.Binary)
    already = area.al_gedekt
    m.gedekt = pyo.Var(m.GEMEENTEN, within=pyo.Binary)
    for g in np.flatnonzero(already).tolist():
        m.gedekt[g].setlb(1)
    serves = [np.flatnonzero(np.isfinite(column)).tolist() for column in area.km_nieuw.T]
    m.dekking = pyo.ConstraintList()
    for g in np.flatnonzero(~already).tolist():
        if serves[g]:
            m.dekking.add(m.gedekt[g] <= pyo.quicksum(m.opent[s] for s in serves[g]))
        else:
            m.gedekt[g].setub(0)
    if n is not None:
        m.aantal = pyo.Constraint(expr=pyo.quicksum(m.opent.values()) == n)
    return m


def _missed(m: Any) -> Any:
    """Persons not covered before municipalities not covered."""
    weight = m.area.personen * (len(m.area) + 1) + 1
    return pyo.quicksum(int(weight[g]) * (1 - m.gedekt[g]) for g in m.GEMEENTEN)


def _person_km(m: Any) -> Any:
    """Add rows that give each covered municipality a site, the nearest being best; return the person-km."""
    area: Zoekgebied = m.area
    nearest = area.km_bestaand.min(axis=0, initial=np.inf)
    # An existing location as near as the new site makes the pair needless.
    pairs = [(int(s), int(g)) for s, g in np.argwhere(area.km_nieuw < nearest)]
    m.deel = pyo.Var(pairs, bounds=(0, 1))
    m.deel_bestaand = pyo.Var(np.flatnonzero(area.al_gedekt).tolist(), bounds=(0, 1))
    parts: list[list[Any]] = [[] for _ in m.GEMEENTEN]
    m.open_voor = pyo.ConstraintList()
    for s, g in pairs:
        parts[g].append(m.deel[s, g])
        m.open_voor.add(m.deel[s, g] <= m.opent[s])
    for g, part in m.deel_bestaand.items():
        parts[g].append(part)
    m.toegewezen = pyo.ConstraintList()
    for g in m.GEMEENTEN:
        if parts[g]:
            m.toegewezen.add(pyo.quicksum(parts[g]) == m.gedekt[g])
    persons = area.personen.tolist()
    new = pyo.quicksum(persons[g] * float(area.km_nieuw[s, g]) * m.deel[s, g] for s, g in pairs)
    old = pyo.quicksum(persons[g] * float(nearest[g]) * part for g, part in m.deel_bestaand.items())
    return new + old


def _opened(m: Any) -> Ints:
    return np.array([s for s in m.GEMEENTEN if pyo.value(m.opent[s]) > 0.5], dtype=np.int64)


_BEREIKT = Doel(_missed)
_PERSOONKM = Doel(_person_km, _HALF_PERSOONMETER)
_POSITIE = Doel(lambda m: pyo.quicksum(s * m.opent[s] for s in m.GEMEENTEN))
