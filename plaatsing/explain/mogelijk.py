"""Every way out for one household, with what the best of its trajects costs it and costs the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld
from plaatsing.models.pricing import Pricing
from plaatsing.models.trajects import Row

Floats = NDArray[np.float64]

COA = "coa"
LOCATIE = "doorstroomlocatie"


@dataclass(frozen=True)
class Mogelijkheid:
    """The best traject of a household at one place.

    Attributes
    ----------
    gemeente : int
        Number of the municipality; -1 for staying in COA.
    vorm : str
        Form of the first place: "eigen", "flex", "tijdelijk", "doorstroomlocatie" or "coa".
    locatie : int
        Number of the location; -1 for none.
    traject : tuple of int
        (klasse, gemeente, site, leave, exit, pool).
    eigen : float
        Euro of the traject itself, as far as choices change it.
    plan : float
        The same with what the rows ask or pay for it: what is scarce costs, what is owed earns.
    """

    gemeente: int
    vorm: str
    locatie: int
    traject: Row
    eigen: float
    plan: float


def place_of(beeld: Beeld, row: Row) -> tuple[int, str, int]:
    """Return where a traject goes first: municipality, form and location."""
    _, gemeente, site, _, _, pool = row
    if site >= 0:
        return gemeente, LOCATIE, site
    if pool >= 0:
        return gemeente, beeld.instantie.voorraad.keys[pool].vorm, -1
    return -1, COA, -1


def mogelijkheden(beeld: Beeld, klasse: int, pricing: Pricing) -> list[Mogelijkheid]:
    """Return the best traject of a class at every place open to it, staying included.

    Parameters
    ----------
    beeld : Beeld
        The plan.
    klasse : int
        The class of the household.
    pricing : Pricing
        Trajects valued at the prices that decide which traject of a place is best.
    """
    model = beeld.instantie.model
    resident = model.classes.site[klasse] >= 0
    found = list(_resident(beeld, klasse, pricing) if resident else _leaving(beeld, klasse, pricing))
    best: dict[tuple[int, str, int], tuple[float, Row]] = {}
    for value, row in found:
        place = _resident_place(beeld, row) if resident else place_of(beeld, row)
        if np.isfinite(value) and (place not in best or value < best[place][0]):
            best[place] = (value, row)
    return [
        Mogelijkheid(*place, row, beeld.kosten(row), float(value)) for place, (value, row) in best.items()
    ]


def _resident_place(beeld: Beeld, row: Row) -> tuple[int, str, int]:
    _, gemeente, site, _, _, pool = row
    if pool < 0:
        return gemeente, LOCATIE, site
    return gemeente, beeld.instantie.voorraad.keys[pool].vorm, -1


def _leaving(beeld: Beeld, klasse: int, pricing: Pricing) -> Iterator[tuple[float, Row]]:
    model, structure = beeld.instantie.model, beeld.structure
    classes, n_periods = model.classes, model.n_periods
    yield float(classes.exit_cost[klasse, n_periods]), (klasse, -1, -1, n_periods, -1, -1)
    for entry in range(int(classes.start[klasse]), int(classes.start[klasse + 1])):
        offer = int(classes.offer[entry])
        need = int(model.offers.need[offer])
        waiting = classes.exit_cost[klasse, :n_periods] + classes.entry_cost[entry]
        for gemeente in structure.members(offer).tolist():
            cost = waiting + pricing.link_charge[need, gemeente]
            homes = _pools(beeld, need, gemeente, pricing, True) if model.needs.direct[need] else ()
            for pool, charge in homes:
                when = int(np.argmin(cost + charge))
                yield (cost + charge)[when], (klasse, gemeente, -1, when, -1, pool)
            for pair in structure.pairs_of(gemeente):
                value = cost + pricing.via[need, pair]
                when = int(np.argmin(value))
                if np.isfinite(value[when]):
                    yield value[when], _through(beeld, klasse, need, pair, when, pricing)


def _pools(
    beeld: Beeld, need: int, gemeente: int, pricing: Pricing, realising: bool
) -> Iterator[tuple[int, Floats]]:
    """Yield the pools of a municipality with what moving in asks per period."""
    pools = beeld.structure.pools_of(gemeente)
    charges = pricing.pool_charge(need, pools, realising)
    for number in range(pools.start, pools.stop):
        yield number, charges[number - pools.start]


def _through(beeld: Beeld, klasse: int, need: int, pair: int, enter: int, pricing: Pricing) -> Row:
    """Return the cheapest traject by one location that enters at the end of period `enter`."""
    model = beeld.instantie.model
    site, gemeente = int(model.reach.site[pair]), int(model.reach.gemeente[pair])
    last, n_periods = int(model.sites.last_exit[site, enter]), model.n_periods
    best, choice = np.inf, (-1, -1)
    if last == n_periods and model.needs.lingers[need]:
        best, choice = float(pricing.stay[need, site, n_periods]), (n_periods, -1)
    periods = np.arange(n_periods)
    allowed = (periods > enter) & (periods <= last)
    for pool, charge in _pools(beeld, need, gemeente, pricing, not model.site_counts):
        value = np.where(allowed, pricing.stay[need, site, :n_periods] + charge, np.inf)
        when = int(np.argmin(value))
        if value[when] < best:
            best, choice = float(value[when]), (when, pool)
    return (klasse, gemeente, site, enter, *choice)


def _resident(beeld: Beeld, klasse: int, pricing: Pricing) -> Iterator[tuple[float, Row]]:
    model, structure = beeld.instantie.model, beeld.structure
    classes, n_periods = model.classes, model.n_periods
    site, first = int(classes.site[klasse]), int(classes.start[klasse])
    presence = np.cumsum(pricing.presence[int(classes.need[klasse]), site])
    cost = classes.exit_cost[klasse] + presence
    gemeente = int(structure.members(int(classes.offer[first]))[0])
    yield cost[n_periods] + classes.entry_cost[first], (klasse, gemeente, site, -1, n_periods, -1)
    for entry in range(first, int(classes.start[klasse + 1])):
        need = int(model.offers.need[classes.offer[entry]])
        for pool, charge in _pools(beeld, need, gemeente, pricing, False):
            value = cost[:n_periods] + charge + classes.entry_cost[entry]
            when = int(np.argmin(value))
            yield value[when], (klasse, gemeente, site, -1, when, pool)
