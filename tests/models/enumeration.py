"""Everything the model may choose, written out in plain loops: the tests' own reading of an instance.

Nothing here uses the package's trajects, epochs, incidence or pricing; only the arrays of the instance, and
its routes to write them down in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import floor, isfinite

from plaatsing.models import Instance, Prices
from plaatsing.models.rounding import Rounding, Rule
from plaatsing.models.routes import Departures, Routes
from plaatsing.models.tallies import Kind, Tally

Row = tuple[int, int, int, int, int, int]
Amounts = dict[tuple[int, int], float]


def can_move(instance: Instance, need: int, pool: int, t: int) -> bool:
    """Whether a dwelling of the pool may be moved into at the end of t: it fits, and something came free."""
    pools = instance.pools
    if t > pools.last[pool] or not instance.needs.fits[need, pool, t]:
        return False
    return any(pools.supply[pool, earlier] > 0 for earlier in range(t + 1))


def trajects_of(instance: Instance, k: int) -> list[Row]:
    """List every traject of a class."""
    return _resident_trajects(instance, k) if instance.classes.site[k] >= 0 else _coa_trajects(instance, k)


def _pools_of(instance: Instance, g: int) -> list[int]:
    return [p for p in range(len(instance.pools.names)) if instance.pools.gemeente[p] == g]


def _resident_trajects(instance: Instance, k: int) -> list[Row]:
    classes, last = instance.classes, instance.n_periods
    site, choices = int(classes.site[k]), choices_of(instance, k)
    g = choices[0][0]
    rows: list[Row] = [(k, g, site, -1, last, -1)]
    for t, p in product(range(last), _pools_of(instance, g)):
        possible = any(can_move(instance, need, p, t) for _, need, _ in choices)
        if isfinite(classes.exit_cost[k, t]) and possible:
            rows.append((k, g, site, -1, t, p))
    return rows


def _coa_trajects(instance: Instance, k: int) -> list[Row]:
    classes, needs, last = instance.classes, instance.needs, instance.n_periods
    rows: list[Row] = [(k, -1, -1, last, -1, -1)]
    for (g, need, _), leave in product(choices_of(instance, k), range(last)):
        if not isfinite(classes.exit_cost[k, leave]):
            continue
        if needs.direct[need]:
            rows += [
                (k, g, -1, leave, -1, p) for p in _pools_of(instance, g) if can_move(instance, need, p, leave)
            ]
        for pair in range(len(instance.reach.site)):
            if instance.reach.gemeente[pair] == g and needs.enters[need, pair]:
                rows += _stays(instance, (k, g, need), int(instance.reach.site[pair]), leave)
    return list(dict.fromkeys(rows))


def _stays(instance: Instance, who: tuple[int, int, int], site: int, leave: int) -> Iterator[Row]:
    """Yield the trajects through a location: some nights there, then a dwelling or the horizon."""
    k, g, need = who
    last = instance.n_periods
    latest = int(instance.sites.last_exit[site, leave])
    for out in range(leave + 1, latest + 1):
        if out == last:
            if instance.needs.lingers[need]:
                yield (k, g, site, leave, last, -1)
        else:
            for p in _pools_of(instance, g):
                if can_move(instance, need, p, out):
                    yield (k, g, site, leave, out, p)


def choices_of(instance: Instance, k: int) -> list[tuple[int, int, float]]:
    """List the municipalities open to a class, each with the need asked there and its entry cost."""
    classes, offers = instance.classes, instance.offers
    return [
        (int(g), int(offers.need[classes.offer[e]]), float(classes.entry_cost[e]))
        for e in range(classes.start[k], classes.start[k + 1])
        for g in offers.member[offers.start[classes.offer[e]] : offers.start[classes.offer[e] + 1]]
    ]


def takings(instance: Instance, row: Row) -> list[tuple[int, float]]:
    """List the offers by which a household may follow a traject, each with its entry cost; cheapest first."""
    classes, offers = instance.classes, instance.offers
    k, g = row[0], row[1]
    found = []
    for e in range(classes.start[k], classes.start[k + 1]):
        u = int(classes.offer[e])
        if g in offers.member[offers.start[u] : offers.start[u + 1]] and _may(
            instance, int(offers.need[u]), row
        ):
            found.append((u, float(classes.entry_cost[e])))
    return sorted(found, key=lambda taking: taking[1])


def ways_at(instance: Instance, row: Row, prices: Prices) -> dict[int, float]:
    """Return what each offer asks for a traject out of COA, what the rows charge by offer included."""
    k, g, site, leave, _, _ = row
    first, offer = int(instance.classes.start[k]), instance.classes.offer
    asked = {}
    for u, euro in takings(instance, row):
        (entry,) = (e for e in range(first, int(instance.classes.start[k + 1])) if offer[e] == u)
        paid = prices.inflow.get((u, site), 0.0) + sum(
            prices.tallies.get(tally, 0.0)
            for tally in (
                Tally(Kind.GEMEENTE, u, g),
                Tally(Kind.SITE, u, site),
                Tally(Kind.PERIOD, u, leave),
                Tally(Kind.ENTRY, entry, leave),
            )
        )
        asked[u] = euro - paid
    return asked


def every_route(instance: Instance) -> Routes:
    """List the routes of every traject by every offer that admits it, cut by hand."""
    takers: dict[int, list[int]] = defaultdict(list)
    entries: dict[tuple[int, int], int] = {}
    for k in range(instance.n_classes):
        for e in range(int(instance.classes.start[k]), int(instance.classes.start[k + 1])):
            takers[int(instance.classes.offer[e])].append(k)
            entries[k, int(instance.classes.offer[e])] = e
    paths: dict[tuple[int, Row], None] = {}
    departures: dict[tuple[int, int, int], None] = {}
    for row in all_trajects(instance):
        k, leave = row[0], row[3]
        if leave < 0 or row[1] < 0:
            paths[-1, row] = None
            continue
        for u, _ in takings(instance, row):
            if len(takers[u]) > 1:
                paths[u, (takers[u][0], *row[1:])] = None
                departures[k, entries[k, u], leave] = None
            else:
                paths[u, row] = None
    return Routes.from_paths(list(paths), Departures.from_rows(list(departures)))


def all_trajects(instance: Instance) -> list[Row]:
    """List every traject of every class."""
    return [row for k in range(instance.n_classes) for row in trajects_of(instance, k)]


def cost_of(instance: Instance, row: Row) -> float:
    """Cost of one household on a traject, constants left out."""
    k, g, site, leave, out, pool = row
    persons = float(instance.needs.personen[instance.classes.need[k]])
    resident = leave < 0
    cost = float(instance.classes.exit_cost[k, out if resident else leave])
    if g >= 0:
        cost += takings(instance, row)[0][1]
    if pool >= 0:
        cost += persons * float(instance.pools.preference_cost[pool])
    if site >= 0 and not resident:
        for t in range(leave + 1, out + 1):
            cost += persons * float(instance.sites.stay_cost[site, t])
        reach = instance.reach
        (pair,) = (r for r in range(len(reach.site)) if (reach.site[r], reach.gemeente[r]) == (site, g))
        cost += persons * float(reach.cost[pair])
    return cost


def _may(instance: Instance, need: int, row: Row) -> bool:
    """Whether a household that asks `need` may follow a traject out of COA, or out of its location."""
    _, g, site, leave, out, pool = row
    needs, reach = instance.needs, instance.reach
    if pool >= 0 and not needs.fits[need, pool, out if site >= 0 else leave]:
        return False
    if leave < 0:
        return True
    if site < 0:
        return bool(needs.direct[need])
    enters = any(
        needs.enters[need, r]
        for r in range(len(reach.site))
        if (reach.site[r], reach.gemeente[r]) == (site, g)
    )
    return enters and (pool >= 0 or bool(needs.lingers[need]))


@dataclass
class Use:
    """What households use and bring, each amount under its key."""

    moves: Amounts = field(default_factory=lambda: defaultdict(float))
    persons: Amounts = field(default_factory=lambda: defaultdict(float))
    rooms: Amounts = field(default_factory=lambda: defaultdict(float))
    realised: Amounts = field(default_factory=lambda: defaultdict(float))
    linked: Amounts = field(default_factory=lambda: defaultdict(float))
    leaving: Amounts = field(default_factory=lambda: defaultdict(float))
    entering: Amounts = field(default_factory=lambda: defaultdict(float))

    def add(self, other: Use, times: int = 1) -> None:
        for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True):
            for key, amount in theirs.items():
                mine[key] += times * amount


def use_of(instance: Instance, row: Row) -> Use:
    """What one household on a traject uses: moves by (pool, t), the rest by the keys of the rules."""
    k, g, site, leave, out, pool = row
    need = int(instance.classes.need[k])
    persons, rooms = float(instance.needs.personen[need]), float(instance.needs.kamers[need])
    n_h, use = len(instance.halfjaren), Use()
    move = out if site >= 0 else leave
    if pool >= 0:
        use.moves[pool, move] = persons if instance.pools.in_persons[pool] else 1.0
    if site >= 0:
        for t in range(leave + 1, out + 1):
            use.persons[site, t] = persons
            use.rooms[site, t] = rooms
    if leave < 0 or g < 0:
        return use
    use.leaving[g, 0] = persons
    if instance.needs.link_half[need] >= 0:
        use.leaving[g, 1] = persons
    if site >= 0:
        use.entering[takings(instance, row)[0][0], site] = 1.0
    if site >= 0 and instance.site_counts:
        realised_at = leave
    elif pool >= 0 and instance.pools.counts[pool]:
        realised_at = move
    else:
        realised_at = -1
    for h in range(n_h):
        if realised_at >= 0 and instance.half[realised_at] <= h:
            use.realised[g, h] = persons
        if 0 <= instance.needs.link_half[need] <= h:
            use.linked[g, h] = persons
    return use


def arrivals(instance: Instance) -> list[tuple[int, int]]:
    """List (pool, period) of every arrival on or before the pool's last move-in period."""
    pools = instance.pools
    return [
        (p, t)
        for p in range(len(pools.names))
        for t in range(instance.n_periods)
        if pools.supply[p, t] > 0 and t <= pools.last[p]
    ]


def rounded_by_hand(persons: int, rounding: Rounding) -> float:
    """Return the coefficient of mixed-integer rounding as the textbook has it, times rest and divisor."""
    signed = persons if rounding.rule is Rule.TAAKSTELLING else -persons
    share, asked = Fraction(signed, rounding.divisor), Fraction(rounding.asked, rounding.divisor)
    rest = asked - floor(asked)
    return float((floor(share) + min(Fraction(1), (share - floor(share)) / rest)) * rest * rounding.divisor)


def value_of(instance: Instance, row: Row, prices: Prices) -> float:
    """Cost of a traject less what the rows pay for it, by the offer that is cheapest at these prices."""
    use, paid = use_of(instance, row), 0.0
    for (pool, t), units in use.moves.items():
        latest = max(i for i, (p, arrival) in enumerate(arrivals(instance)) if p == pool and arrival <= t)
        paid += units * float(prices.woningen[latest])
    for key, persons in use.persons.items():
        paid += persons * float(prices.plaatsen[key] + prices.minimum[key])
    for amounts, price in (
        (use.rooms, prices.kamers),
        (use.realised, prices.quota),
        (use.linked, prices.link),
        (use.leaving, prices.maximum),
    ):
        for key, amount in amounts.items():
            paid += amount * float(price[key])
    for rounding, euro in prices.rounding.items():
        amounts = use.realised if rounding.rule is Rule.TAAKSTELLING else use.linked
        persons = int(amounts.get((rounding.gemeente, rounding.half), 0))
        paid += euro * rounded_by_hand(persons, rounding)
    cost = cost_of(instance, row)
    if row[1] >= 0 and row[3] >= 0:
        cost += min(ways_at(instance, row, prices).values()) - takings(instance, row)[0][1]
    return cost - paid
