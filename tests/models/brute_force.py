"""The least cost of a tiny instance by trying every combination of trajects and openings.

Capacity, dwellings, shortages and penalties are worked out period by period in plain loops, without rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from math import comb, inf

import numpy as np

from plaatsing.models import Instance
from tests.models.enumeration import Row, Use, cost_of, trajects_of, use_of


def n_combinations(instance: Instance) -> int:
    """Ways to divide the households of every class over its trajects, times the ways to open."""
    sizes: list[int] = instance.classes.size.tolist()
    ways = 1
    for k, size in enumerate(sizes):
        ways *= comb(len(trajects_of(instance, k)) + size - 1, size)
    return ways * len(list(_openings(instance)))


def brute_force(instance: Instance) -> float:
    """Least cost over every combination of trajects and openings."""
    per_class: list[list[tuple[float, Use]]] = []
    for k in range(instance.n_classes):
        rows = [(cost_of(instance, row), use_of(instance, row)) for row in trajects_of(instance, k)]
        options = []
        for chosen in combinations_with_replacement(range(len(rows)), int(instance.classes.size[k])):
            use = Use()
            for number, times in Counter(chosen).items():
                use.add(rows[number][1], times)
            options.append((sum(rows[number][0] for number in chosen), use))
        per_class.append(options)
    openings = list(_openings(instance))
    best = inf
    for combination in product(*per_class):
        total = Use()
        for _, use in combination:
            total.add(use)
        shared = min(_shared_cost(instance, total, opened) for opened in openings)
        best = min(best, shared + sum(cost for cost, _ in combination))
    return best + float(sum(instance.classes.constant.tolist()))


def plan_cost(instance: Instance, counts: dict[Row, int], opened: frozenset[int]) -> float:
    """Cost of a plan: households per traject, and the candidates opened; infinite where it is not allowed."""
    total, cost = Use(), float(sum(instance.classes.constant.tolist()))
    for row, count in counts.items():
        total.add(use_of(instance, row), count)
        cost += count * cost_of(instance, row)
    return cost + _shared_cost(instance, total, opened)


def _shared_cost(instance: Instance, total: Use, opened: frozenset[int]) -> float:
    if opened not in set(_openings(instance)) or not _enough_dwellings(instance, total):
        return inf
    return _quota_cost(instance, total) + _site_cost(instance, total, opened)


def _openings(instance: Instance) -> Iterator[frozenset[int]]:
    sites = instance.sites
    candidates = [site for site in range(instance.n_sites) if sites.candidate[site]]
    for flags in product((False, True), repeat=len(candidates)):
        opened = frozenset(site for site, flag in zip(candidates, flags, strict=True) if flag)
        if all(sites.parent[site] < 0 or int(sites.parent[site]) in opened for site in opened):
            yield opened


def _enough_dwellings(instance: Instance, total: Use) -> bool:
    """At every period, no more moves so far than dwellings that came free so far."""
    pools = instance.pools
    for p in range(len(pools.names)):
        moved = came_free = 0.0
        for t in range(instance.n_periods):
            moved += total.moves.get((p, t), 0.0)
            came_free += float(pools.supply[p, t]) if t <= pools.last[p] else 0.0
            if moved > came_free:
                return False
    return True


def _quota_cost(instance: Instance, total: Use) -> float:
    sharing, cost, worst = instance.sharing, 0.0, 0.0
    for g, h in product(range(len(instance.gemeenten)), range(len(instance.halfjaren))):
        short = max(0.0, float(sharing.quota[g, h]) - total.realised.get((g, h), 0.0))
        cost += sharing.tekort_cost * short
        if sharing.quota[g, h] > 0 and sharing.inequality_base[g, h] > 0:
            worst = max(worst, short / float(sharing.inequality_base[g, h]))
        over = total.linked.get((g, h), 0.0) - float(sharing.link_room[g, h])
        cost += sharing.link_penalty * max(0.0, over)
    for key, most in np.ndenumerate(sharing.maximum):
        cost += sharing.maximum_penalty * max(0.0, total.leaving.get((key[0], key[1]), 0.0) - most)
    return cost + sharing.inequality_cost * worst


def _site_cost(instance: Instance, total: Use, opened: frozenset[int]) -> float:
    sites, sharing = instance.sites, instance.sharing
    cost = sum(float(sites.open_cost[site]) for site in opened)
    spent = sum(float(sites.transition_cost[site]) for site in opened)
    cost += sharing.budget_penalty * max(0.0, spent - sharing.budget)
    cost += sharing.max_open_penalty * max(0.0, len(opened) - sharing.max_open)
    for site in range(instance.n_sites):
        if sites.candidate[site] and sites.locked[site] not in (-1, int(site in opened)):
            cost += sharing.locked_penalty
        is_open = not sites.candidate[site] or site in opened
        for t in range(instance.n_periods + 1):
            places_open = is_open and bool(sites.usable[site, t])
            cost += _crowding(instance, total, site, t, open_now=places_open)
            if 0 < t < instance.n_periods and places_open:
                missing = max(0.0, float(sites.minimum[site]) - total.persons.get((site, t), 0.0))
                cost += float(sharing.minimum_penalty[t]) * missing
    return cost


def _crowding(instance: Instance, total: Use, site: int, t: int, *, open_now: bool) -> float:
    """Penalty for people above the places, and bedrooms above those there are; infinite where not allowed."""
    sites, classes, needs = instance.sites, instance.classes, instance.needs
    cost = 0.0
    for amounts, places, unit in (
        (total.persons, int(sites.capacity[site]), needs.personen),
        (total.rooms, int(sites.rooms[site]), needs.kamers),
    ):
        if places < 0:
            continue
        room = places if open_now else 0
        present = sum(
            float(classes.size[k] * unit[classes.need[k]])
            for k in range(instance.n_classes)
            if classes.site[k] == site
        )
        above = max(0.0, amounts.get((site, t), 0.0) - room)
        if above > max(0.0, present - room):
            return inf
        cost += float(instance.sharing.capacity_penalty[t]) * above
    return cost
