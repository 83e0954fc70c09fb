"""The least that one household of each class can cost, if nobody else were there."""

from __future__ import annotations

import numpy as np

from ..instance import Floats, Instance
from .network import Network


def least_costs(instance: Instance, network: Network) -> Floats:
    """Return the cost of the cheapest way of one household per class, constants left out, shape (K,).

    Nothing shared counts: no shortage, no opening cost, no dwelling that another takes.
    """
    classes, offers, last = instance.classes, instance.offers, instance.n_periods
    out = _out_of_coa(instance, network)
    by_offer: dict[tuple[int, int], float] = {}
    for u, g, t in network.links:
        value = out.get((int(offers.need[u]), g, t), np.inf)
        by_offer[u, t] = min(by_offer.get((u, t), np.inf), value)
    least = classes.exit_cost[:, last].copy()
    for e, t in network.departures:
        k, u = int(network.class_of[e]), int(classes.offer[e])
        value = classes.exit_cost[k, t] + classes.entry_cost[e] + by_offer[u, t]
        least[k] = min(least[k], value)
    homes = _cheapest(instance, network.resident_homes)
    for k in network.residents:
        least[k] += classes.entry_cost[classes.start[k]]
    for e, s in network.resident_exits:
        k = int(network.class_of[e])
        home = homes[network.need_of(e), network.home_of(k), s]
        least[k] = min(least[k], classes.exit_cost[k, s] + classes.entry_cost[e] + home)
    return least


def _cheapest(instance: Instance, arcs: list[tuple[int, int, int]]) -> dict[tuple[int, int, int], float]:
    """Return the cost of the cheapest dwelling by need, municipality and period."""
    pools, persons = instance.pools, instance.needs.personen
    best: dict[tuple[int, int, int], float] = {}
    for q, p, t in arcs:
        key = q, int(pools.gemeente[p]), t
        best[key] = min(best.get(key, np.inf), float(persons[q] * pools.preference_cost[p]))
    return best


def _out_of_coa(instance: Instance, network: Network) -> dict[tuple[int, int, int], float]:
    """Return the cheapest way on for who has just left COA, by need, municipality and period."""
    reach, last = instance.reach, instance.n_periods
    best = _cheapest(instance, network.direct)
    onward = _cheapest(instance, network.onward)
    nights = np.cumsum(instance.sites.stay_cost, axis=1)
    for (q, r), periods in network.entered.items():
        persons = float(instance.needs.personen[q])
        g, spent = int(reach.gemeente[r]), nights[int(reach.site[r])]
        staying = 0.0 if instance.needs.lingers[q] else np.inf
        after = np.array([onward.get((q, g, s), np.inf) for s in range(last)] + [staying])
        leaving = persons * spent + after
        for t in periods:
            until = network.last_exit(r, t)
            stay = float(leaving[t + 1 : until + 1].min()) - persons * float(spent[t])
            value = stay + persons * float(reach.cost[r])
            best[q, g, t] = min(best.get((q, g, t), np.inf), value)
    return best
