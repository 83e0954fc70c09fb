"""An instance in which one household has a place to go to, and no other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from plaatsing.models import Instance, Needs, Offers

STRAF = 1e8
"""Euro for staying when the household must go; a cost above half of it says that there was no room."""


def alone(model: Instance, klasse: int) -> tuple[Instance, int]:
    """Give one household of a class a class of its own, the last one; a class of one stays as it is."""
    old = model.classes
    if old.size[klasse] == 1:
        return model, klasse
    size = np.append(old.size, 1)
    size[klasse] -= 1
    entries = slice(int(old.start[klasse]), int(old.start[klasse + 1]))
    classes = replace(
        old,
        size=size,
        need=np.append(old.need, old.need[klasse]),
        site=np.append(old.site, old.site[klasse]),
        exit_cost=np.vstack([old.exit_cost, old.exit_cost[klasse]]),
        constant=np.append(old.constant, 0.0),
        start=np.append(old.start, old.start[-1] + entries.stop - entries.start),
        offer=np.append(old.offer, old.offer[entries]),
        entry_cost=np.append(old.entry_cost, old.entry_cost[entries]),
    )
    return replace(model, classes=classes), len(old.size)


def must_go(model: Instance, klasse: int, gemeente: int, pools: NDArray[np.bool_], site: int) -> Instance:
    """Leave the household of a class only trajects to one place.

    Parameters
    ----------
    model : Instance
        The problem.
    klasse : int
        A class of one household.
    gemeente : int
        The municipality; -1 when it must stay in COA.
    pools : array of bool, shape (P,)
        Dwellings it may move into straight away (people in a location: at all).
    site : int
        Location it must enter (people in a location: stay in); -1 for none.
    """
    old = model.classes
    resident = bool(old.site[klasse] >= 0)
    exits = old.exit_cost.copy()
    if gemeente >= 0 and not (resident and site >= 0):
        exits[klasse, -1] += STRAF
    if gemeente < 0 or (resident and site >= 0):
        exits[klasse, :-1] = np.inf
    needs, offers = model.needs, model.offers
    offer = old.offer.copy()
    for entry in range(int(old.start[klasse]), int(old.start[klasse + 1])):
        asked = int(old.offer[entry])
        needs = _with_need(model, needs, int(offers.need[asked]), pools, site, resident)
        members = offers.of(asked)
        served = members[members == gemeente]
        if not len(served):
            needs, served = _closed(needs), members
        offers = _with_offer(offers, len(needs.personen) - 1, int(offers.site[asked]), served)
        offer[entry] = len(offers.need) - 1
    classes = replace(old, exit_cost=exits, offer=offer)
    return replace(model, needs=needs, offers=offers, classes=classes)


def _with_need(
    model: Instance, needs: Needs, number: int, pools: NDArray[np.bool_], site: int, resident: bool
) -> Needs:
    """Add a need that asks what need `number` does, at one place only."""
    fits = needs.fits[number]
    onward = site >= 0 and not resident
    allowed = fits if onward else fits & pools[:, None]
    enters = needs.enters[number] & (model.reach.site == site)
    return Needs(
        personen=np.append(needs.personen, needs.personen[number]),
        kamers=np.append(needs.kamers, needs.kamers[number]),
        link_half=np.append(needs.link_half, needs.link_half[number]),
        fits=np.concatenate([needs.fits, allowed[None]]),
        direct=np.append(needs.direct, bool(needs.direct[number]) and site < 0),
        enters=np.concatenate([needs.enters, enters[None]]),
        lingers=np.append(needs.lingers, needs.lingers[number]),
    )


def _closed(needs: Needs) -> Needs:
    """Close the last need to everything."""
    fits, enters = needs.fits.copy(), needs.enters.copy()
    fits[-1] = False
    enters[-1] = False
    return replace(needs, fits=fits, enters=enters)


def _with_offer(offers: Offers, need: int, site: int, members: NDArray[np.int64]) -> Offers:
    return Offers(
        need=np.append(offers.need, need),
        site=np.append(offers.site, site),
        start=np.append(offers.start, offers.start[-1] + len(members)),
        member=np.concatenate([offers.member, members]),
    )
