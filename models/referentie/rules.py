"""The rules of the reference model: each a function of the model and its indices, with one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pyomo.core.expr.numeric_expr import LinearExpression

from ..instance import Ints
from .tallies import Tally


def _sum(tally: Tally, key: tuple[int, ...]) -> Any:
    terms = tally[key]
    if not terms:
        return 0.0
    return LinearExpression(
        constant=0, linear_coefs=[term[1] for term in terms], linear_vars=[term[0] for term in terms]
    )


def klasse(m: Any, k: int) -> Any:
    """Every household of a class in COA leaves once, or stays."""
    return _sum(m.data.tallies.klasse, (k,)) == int(m.data.instance.classes.size[k])


def aanbod(m: Any, u: int, t: int) -> Any:
    """Who leaves by an offer is linked to one of its municipalities."""
    return _sum(m.data.tallies.offer, (u, t)) == 0.0


def bestemming(m: Any, q: int, g: int, t: int) -> Any:
    """Who is linked to a municipality enters a dwelling there, or a location for it."""
    return _sum(m.data.tallies.linked, (q, g, t)) == 0.0


def verblijf(m: Any, q: int, r: int, s: int) -> Any:
    """Who is in a location leaves at the end of the period, or stays on."""
    return _sum(m.data.tallies.location, (q, r, s)) == 0.0


def maximaal_verblijf(m: Any, q: int, r: int, s: int) -> Any:
    """Only as many stay on as entered recently enough: first in, first out."""
    network = m.data.network
    recent = [t for t in network.entered[q, r] if t < s < network.last_exit(r, t)]
    return m.blijft[q, r, s] - sum(m.instroom[q, r, t] for t in recent) <= 0.0


def doorstroming(m: Any, q: int, g: int, s: int) -> Any:
    """Who leaves a location enters a dwelling of the municipality linked to."""
    return _sum(m.data.tallies.onward, (q, g, s)) == 0.0


def bewoning(m: Any, k: int, s: int) -> Any:
    """Residents leave at the end of the period, or stay on."""
    return _sum(m.data.tallies.residence, (k, s)) == 0.0


def bewoner_bestemming(m: Any, q: int, g: int, s: int) -> Any:
    """Residents who leave enter a dwelling of the municipality they are linked to."""
    return _sum(m.data.tallies.resident_home, (q, g, s)) == 0.0


def woningen(m: Any, p: int, t: int) -> Any:
    """Moves and dwellings kept are at most what comes free and what was kept, period by period."""
    kept_before = m.bewaard[p, t - 1] if (p, t - 1) in m.bewaard else 0.0
    kept = m.bewaard[p, t] if (p, t) in m.bewaard else 0.0
    free = float(m.data.instance.pools.supply[p, t])
    return _sum(m.data.tallies.moves, (p, t)) + kept - kept_before <= free


def _room(m: Any, site: int, t: int, capacity: Ints) -> Any:
    if not m.data.instance.sites.usable[site, t]:
        return 0.0
    is_open = m.open[site] if site in m.open else 1.0
    return float(capacity[site]) * is_open


def plaatsen(m: Any, site: int, t: int) -> Any:
    """Persons present are at most the places of an open location, residents' excess apart."""
    excess = m.te_veel_personen[site, t] if (site, t) in m.te_veel_personen else 0.0
    room = _room(m, site, t, m.data.instance.sites.capacity)
    return _sum(m.data.tallies.persons, (site, t)) - excess - room <= 0.0


def kamers(m: Any, site: int, t: int) -> Any:
    """Bedrooms in use are at most those of an open location, residents' excess apart."""
    excess = m.te_veel_kamers[site, t] if (site, t) in m.te_veel_kamers else 0.0
    room = _room(m, site, t, m.data.instance.sites.rooms)
    return _sum(m.data.tallies.rooms, (site, t)) - excess - room <= 0.0


def min_bezetting(m: Any, site: int, t: int) -> Any:
    """An open location holds its least occupancy, or the lack is named."""
    asked = _room(m, site, t, m.data.instance.sites.minimum)
    return _sum(m.data.tallies.persons, (site, t)) + m.te_weinig_personen[site, t] - asked >= 0.0


def taakstelling(m: Any, g: int, h: int) -> Any:
    """Persons realised so far and the shortage cover the quota."""
    quota = int(m.data.instance.sharing.quota[g, h])
    return _sum(m.data.tallies.realised, (g, h)) + m.tekort[g, h] >= quota


def koppelruimte(m: Any, g: int, h: int) -> Any:
    """Persons newly linked so far are at most the room, or the excess is named."""
    room = int(m.data.instance.sharing.link_room[g, h])
    return _sum(m.data.tallies.newly, (g, h)) - m.te_veel_gekoppeld[g, h] <= room


def grootste_tekort(m: Any, g: int, h: int) -> Any:
    """No relative shortage is above the largest."""
    base = float(m.data.instance.sharing.inequality_base[g, h])
    return m.tekort[g, h] - base * m.ongelijkheid[0] <= 0.0


def uitbreiding(m: Any, site: int) -> Any:
    """An extension needs the location it extends."""
    return m.open[site] - m.open[int(m.data.instance.sites.parent[site])] <= 0.0


def budget(m: Any, _: int) -> Any:
    """Opening costs at most the budget, or the excess is named."""
    cost = m.data.instance.sites.transition_cost
    spent = sum(float(cost[site]) * m.open[site] for site in m.open)
    return spent - m.boven_budget[0] <= float(m.data.instance.sharing.budget)


def aantal(m: Any, _: int) -> Any:
    """At most a given number of candidates opens, or the excess is named."""
    return sum(m.open.values()) - m.boven_aantal[0] <= float(m.data.instance.sharing.max_open)


def maximum(m: Any, g: int, kind: int) -> Any:
    """No more persons leave COA for a municipality, or are newly linked, than a person set."""
    most = float(m.data.instance.sharing.maximum[g, kind])
    return _sum(m.data.tallies.leaving, (g, kind)) - m.te_veel_vertrek[g, kind] <= most


def besluit(m: Any, site: int) -> Any:
    """A candidate opens or not as a person decided, unless the plan says otherwise by name."""
    if m.data.instance.sites.locked[site]:
        return m.open[site] + m.tegen_besluit[site] >= 1.0
    return m.open[site] - m.tegen_besluit[site] <= 0.0


def _tallied(name: str) -> Callable[[Any], Iterable[Any]]:
    return lambda m: getattr(m.data.tallies, name).places()


def _variables(name: str) -> Callable[[Any], Iterable[Any]]:
    return lambda m: list(getattr(m, name))


def _counting_rooms(m: Any) -> list[tuple[int, ...]]:
    return [key for key in m.data.tallies.rooms.places() if m.data.instance.sites.rooms[key[0]] >= 0]


def _supplied(m: Any) -> list[tuple[int, int]]:
    pools = m.data.instance.pools
    return [
        (p, t)
        for p in range(len(pools.names))
        for t in range(int(pools.last[p]) + 1)
        if (p, t) in m.bewaard or m.data.tallies.moves[p, t]
    ]


def _uneven(m: Any) -> list[tuple[int, int]]:
    base = m.data.instance.sharing.inequality_base
    return [key for key in m.tekort if base[key] > 0] if len(m.ongelijkheid) else []


def _extensions(m: Any) -> list[int]:
    return [site for site in m.open if m.data.instance.sites.parent[site] >= 0]


@dataclass(frozen=True)
class Rule:
    """A rule: its component name, where it holds, and its function."""

    name: str
    index: Callable[[Any], Iterable[Any]]
    function: Callable[..., Any]


RULES: tuple[Rule, ...] = (
    Rule("klasse", _tallied("klasse"), klasse),
    Rule("aanbod", _tallied("offer"), aanbod),
    Rule("bestemming", _tallied("linked"), bestemming),
    Rule("verblijf", _tallied("location"), verblijf),
    Rule("maximaal_verblijf", lambda m: m.data.network.limited, maximaal_verblijf),
    Rule("doorstroming", _tallied("onward"), doorstroming),
    Rule("bewoning", _tallied("residence"), bewoning),
    Rule("bewoner_bestemming", _tallied("resident_home"), bewoner_bestemming),
    Rule("woningen", _supplied, woningen),
    Rule("plaatsen", _tallied("persons"), plaatsen),
    Rule("kamers", _counting_rooms, kamers),
    Rule("min_bezetting", _variables("te_weinig_personen"), min_bezetting),
    Rule("taakstelling", _variables("tekort"), taakstelling),
    Rule("koppelruimte", _variables("te_veel_gekoppeld"), koppelruimte),
    Rule("grootste_tekort", _uneven, grootste_tekort),
    Rule("uitbreiding", _extensions, uitbreiding),
    Rule("budget", _variables("boven_budget"), budget),
    Rule("aantal", _variables("boven_aantal"), aantal),
    Rule("maximum", _variables("te_veel_vertrek"), maximum),
    Rule("besluit", _variables("tegen_besluit"), besluit),
)
