"""The master problem as a Pyomo model: what is documented here is what is solved.

The rules are listed in `RULES`; each is a function of the model and its indices, with one sentence that
says what it demands. docs/vergelijkingen.md gives the same rules as equations, with their sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from .epochs import Epochs
from .incidence import Incidence, Sums
from .instance import Instance, Ints
from .routes import Takers
from .trajects import Trajects


def build_master(
    instance: Instance,
    epochs: Epochs,
    trajects: Trajects,
    *,
    floor: Ints | None = None,
    inflow: list[tuple[int, int]] | None = None,
    closed: dict[int, float] | None = None,
    opened: dict[int, float] | None = None,
) -> pyo.ConcreteModel:
    """Build the integer master problem over given trajects.

    Parameters
    ----------
    instance : Instance
        The problem.
    epochs : Epochs
        Its arrivals of dwellings.
    trajects : Trajects
        The trajects to choose from.
    floor : Ints, shape (N,), optional
        Households that stay on each traject whatever happens.
    inflow : list of (int, int), optional
        Offers and candidate locations for which the rule instroom is written down.
    closed, opened : dict of int to float, optional
        Upper and lower bounds of open[l] at a node of the search.

    Returns
    -------
    pyomo.environ.ConcreteModel
        Sets in upper case, parameters in lower case; constraints named as in `RULES`.
    """
    m = pyo.ConcreteModel(name="plaatsing")
    m.data = _Data(instance, epochs, trajects, Incidence.of(instance, epochs, trajects), Takers.of(instance))
    _sets(m, inflow or [])
    _variables(m, floor, closed or {}, opened or {})
    for rule in RULES:
        index = getattr(m, rule.index)
        m.add_component(rule.name, pyo.Constraint(index, rule=_stated(rule.function)))
    m.kosten = pyo.Objective(expr=_objective(m, instance), sense=pyo.minimize)
    return m


@dataclass(frozen=True)
class _Data:
    instance: Instance
    epochs: Epochs
    trajects: Trajects
    incidence: Incidence
    takers: Takers


def _pairs(table: Any) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in np.argwhere(table)]


def _sets(m: Any, inflow: list[tuple[int, int]]) -> None:
    d: _Data = m.data
    instance, sites, sharing = d.instance, d.instance.sites, d.instance.sharing
    residents = instance.residents()
    last = instance.n_periods
    m.KLASSEN = pyo.RangeSet(0, instance.n_classes - 1)
    m.TRAJECTEN = pyo.RangeSet(0, len(d.trajects) - 1)
    m.MOMENTEN = pyo.RangeSet(0, d.epochs.count - 1)
    m.KANDIDATEN = pyo.Set(initialize=np.flatnonzero(sites.candidate).tolist())
    present = [
        (site, t)
        for site in range(instance.n_sites)
        for t in range(last + 1)
        if residents[site] > 0 or (t > 0 and sites.usable[site, t])
    ]
    m.VERBLIJF = pyo.Set(dimen=2, initialize=present)
    m.KAMERS = pyo.Set(dimen=2, initialize=[(site, t) for site, t in present if sites.rooms[site] >= 0])
    m.BEZETTING = pyo.Set(
        dimen=2,
        initialize=[
            (site, t)
            for site in range(instance.n_sites)
            for t in range(1, last)
            if sites.minimum[site] > 0 and sites.usable[site, t]
        ],
    )
    m.OPGAVE = pyo.Set(dimen=2, initialize=_pairs(sharing.quota > 0))
    links = (instance.needs.link_half >= 0).any()
    m.KOPPELING = pyo.Set(dimen=2, initialize=_pairs(sharing.link_room >= 0) if links else [])
    m.MAXIMA = pyo.Set(dimen=2, initialize=_pairs(np.isfinite(sharing.maximum)))
    m.ONGELIJK = pyo.Set(dimen=2, initialize=_pairs(sharing.unequal))
    m.UITBREIDINGEN = pyo.Set(initialize=[s for s in m.KANDIDATEN if sites.parent[s] >= 0])
    m.BUDGET = pyo.Set(initialize=[0] if np.isfinite(sharing.budget) else [])
    m.AANTAL = pyo.Set(initialize=[0] if np.isfinite(sharing.max_open) else [])
    m.VAST = pyo.Set(initialize=[s for s in m.KANDIDATEN if sites.locked[s] >= 0])
    m.INSTROOM = pyo.Set(dimen=2, initialize=inflow)
    m.EERDER = pyo.RangeSet(0, len(instance.limits) - 1)


def _variables(m: Any, floor: Ints | None, closed: dict[int, float], opened: dict[int, float]) -> None:
    d: _Data = m.data
    instance, sites, sharing = d.instance, d.instance.sites, d.instance.sharing
    size = instance.classes.size[d.trajects.klasse].tolist()
    least = [0] * len(d.trajects) if floor is None else floor.tolist()
    excess_persons, excess_rooms = instance.excess_persons(), instance.excess_rooms()
    needs, classes = instance.needs, instance.classes
    linkable = needs.link_half[classes.need] >= 0
    everyone = float((needs.personen[classes.need] * classes.size)[linkable].sum())

    m.x = pyo.Var(m.TRAJECTEN, within=pyo.Integers, bounds=lambda _, r: (least[r], size[r]))
    m.open = pyo.Var(
        m.KANDIDATEN,
        within=pyo.Integers,
        bounds=lambda _, site: (opened.get(site, 0.0), closed.get(site, 1.0)),
    )
    following = d.epochs.follows
    carried = [n for n in m.MOMENTEN if n + 1 < d.epochs.count and following[n + 1] == n]
    m.behouden = pyo.Var(carried, bounds=lambda _, n: (0, float(d.epochs.stock[n])))
    m.tekort = pyo.Var(m.OPGAVE, bounds=lambda _, g, h: (0, float(sharing.quota[g, h])))
    m.boven_plaatsen = pyo.Var(
        [key for key in m.VERBLIJF if excess_persons[key] > 0],
        bounds=lambda _, site, t: (0, float(excess_persons[site, t])),
    )
    m.boven_kamers = pyo.Var(
        [key for key in m.KAMERS if excess_rooms[key] > 0],
        bounds=lambda _, site, t: (0, float(excess_rooms[site, t])),
    )
    m.onder_bezetting = pyo.Var(m.BEZETTING, bounds=lambda _, site, t: (0, float(sites.minimum[site])))
    m.boven_koppelruimte = pyo.Var(m.KOPPELING, bounds=(0, everyone))
    m.boven_maximum = pyo.Var(m.MAXIMA, bounds=(0, float(instance.persons_in_coa())))
    shares = [float(sharing.quota[key] / sharing.inequality_base[key]) for key in m.ONGELIJK]
    m.ongelijkheid = pyo.Var([0] if shares else [], bounds=(0, max(shares, default=0.0)))
    m.boven_budget = pyo.Var(m.BUDGET, bounds=(0, float(sites.transition_cost[sites.candidate].sum())))
    m.boven_aantal = pyo.Var(m.AANTAL, bounds=(0, float(sites.candidate.sum())))
    m.anders_dan_vast = pyo.Var(m.VAST, bounds=(0, 1))


def _objective(m: Any, instance: Instance) -> Any:
    """Return what a plan costs under the costs of an instance: of the goal at hand, or of an earlier one."""
    d: _Data = m.data
    sites, sharing = instance.sites, instance.sharing
    cost = d.trajects.cost(instance).tolist()
    coefficients = cost + [float(sites.open_cost[site]) for site in m.KANDIDATEN]
    variables = [m.x[r] for r in m.TRAJECTEN] + [m.open[site] for site in m.KANDIDATEN]
    priced: tuple[tuple[Any, Callable[[Any], float]], ...] = (
        (m.tekort, lambda key: sharing.tekort_cost),
        (m.boven_plaatsen, lambda key: float(sharing.capacity_penalty[key[1]])),
        (m.boven_kamers, lambda key: float(sharing.capacity_penalty[key[1]])),
        (m.onder_bezetting, lambda key: float(sharing.minimum_penalty[key[1]])),
        (m.boven_koppelruimte, lambda key: sharing.link_penalty),
        (m.boven_maximum, lambda key: sharing.maximum_penalty),
        (m.ongelijkheid, lambda key: sharing.inequality_cost),
        (m.boven_budget, lambda key: sharing.budget_penalty),
        (m.boven_aantal, lambda key: sharing.max_open_penalty),
        (m.anders_dan_vast, lambda key: sharing.locked_penalty),
    )
    for component, price in priced:
        for key in component:
            variables.append(component[key])
            coefficients.append(price(key))
    return LinearExpression(constant=instance.constant, linear_coefs=coefficients, linear_vars=variables)


def _stated(function: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out rows without a variable in them: they hold whatever is chosen."""

    def rule(m: Any, *index: int) -> Any:
        expression = function(m, *index)
        if isinstance(expression, bool):
            return pyo.Constraint.Feasible if expression else pyo.Constraint.Infeasible
        return expression

    return rule


def _sum(m: Any, sums: Sums, key: tuple[int, ...]) -> Any:
    if key not in sums:
        return 0.0
    numbers, coefficients = sums[key]
    chosen = [m.x[number] for number in numbers]
    return LinearExpression(constant=0, linear_coefs=list(coefficients), linear_vars=chosen)


def klasse(m: Any, k: int) -> Any:
    """Every household of a class takes exactly one traject."""
    return _sum(m, m.data.incidence.klasse, (k,)) == int(m.data.instance.classes.size[k])


def woningen(m: Any, n: int) -> Any:
    """Moves and dwellings kept for later are at most what comes free and what was kept before."""
    expression = _sum(m, m.data.incidence.moves, (n,))
    if n in m.behouden:
        expression += m.behouden[n]
    if n > 0 and n - 1 in m.behouden:
        expression -= m.behouden[n - 1]
    return expression <= float(m.data.epochs.supply[n])


def _room(m: Any, site: int, t: int, capacity: Ints) -> Any:
    sites = m.data.instance.sites
    if sites.candidate[site]:
        return float(capacity[site]) * m.open[site] if sites.usable[site, t] else 0.0
    return float(capacity[site]) if sites.usable[site, t] else 0.0


def plaatsen(m: Any, site: int, t: int) -> Any:
    """Persons present are at most the places of an open location, with a named excess for residents."""
    present = _sum(m, m.data.incidence.persons, (site, t))
    excess = m.boven_plaatsen[site, t] if (site, t) in m.boven_plaatsen else 0.0
    return present - _room(m, site, t, m.data.instance.sites.capacity) - excess <= 0.0


def kamers(m: Any, site: int, t: int) -> Any:
    """Bedrooms in use are at most the bedrooms of an open location, with a named excess for residents."""
    present = _sum(m, m.data.incidence.rooms, (site, t))
    excess = m.boven_kamers[site, t] if (site, t) in m.boven_kamers else 0.0
    return present - _room(m, site, t, m.data.instance.sites.rooms) - excess <= 0.0


def min_bezetting(m: Any, site: int, t: int) -> Any:
    """An open location holds at least its least occupancy, or the lack of persons is named."""
    present = _sum(m, m.data.incidence.persons, (site, t))
    return present + m.onder_bezetting[site, t] - _room(m, site, t, m.data.instance.sites.minimum) >= 0.0


def taakstelling(m: Any, g: int, h: int) -> Any:
    """Persons realised by the end of a half-year and the shortage together cover the quota."""
    return _sum(m, m.data.incidence.realised, (g, h)) + m.tekort[g, h] >= int(
        m.data.instance.sharing.quota[g, h]
    )


def koppelruimte(m: Any, g: int, h: int) -> Any:
    """Persons newly linked to a municipality are at most its room, or the excess is named."""
    linked = _sum(m, m.data.incidence.linked, (g, h))
    return linked - m.boven_koppelruimte[g, h] <= int(m.data.instance.sharing.link_room[g, h])


def maximum(m: Any, g: int, kind: int) -> Any:
    """Persons leaving COA for a municipality (0), or newly linked (1), keep to a limit, or are named."""
    leaving = _sum(m, m.data.incidence.leaving, (g, kind))
    return leaving - m.boven_maximum[g, kind] <= float(m.data.instance.sharing.maximum[g, kind])


def ongelijkheid(m: Any, g: int, h: int) -> Any:
    """No municipality's shortage is relatively larger than the largest relative shortage."""
    base = float(m.data.instance.sharing.inequality_base[g, h])
    return m.tekort[g, h] - base * m.ongelijkheid[0] <= 0.0


def uitbreiding(m: Any, site: int) -> Any:
    """An extension opens only where the location it extends opens."""
    return m.open[site] - m.open[int(m.data.instance.sites.parent[site])] <= 0.0


def budget(m: Any, _: int) -> Any:
    """Opening costs at most the budget, or the excess is named."""
    cost = m.data.instance.sites.transition_cost
    spent = sum(float(cost[site]) * m.open[site] for site in m.KANDIDATEN)
    return spent - m.boven_budget[0] <= float(m.data.instance.sharing.budget)


def max_nieuwe_locaties(m: Any, _: int) -> Any:
    """At most a given number of candidates opens, or the excess is named."""
    return sum(m.open[site] for site in m.KANDIDATEN) - m.boven_aantal[0] <= float(
        m.data.instance.sharing.max_open
    )


def vast_open(m: Any, site: int) -> Any:
    """A candidate opens, or stays closed, as someone decided, or the difference is named."""
    decided = int(m.data.instance.sites.locked[site])
    side = 1.0 if decided else -1.0
    return m.open[site] + side * m.anders_dan_vast[site] == float(decided)


def instroom(m: Any, u: int, site: int) -> Any:
    """No household that takes an offer enters a candidate that stays closed."""
    takers = float(m.data.takers.households[u])
    return _sum(m, m.data.incidence.entering, (u, site)) - takers * m.open[site] <= 0.0


def eerdere_doelen(m: Any, j: int) -> Any:
    """A plan does no worse on an earlier goal than the plan that was found for it."""
    limit = m.data.instance.limits[j]
    cost = _objective(m, m.data.instance.under(limit.costs))
    scaled = [coefficient / limit.scale for coefficient in cost.linear_coefs]
    return LinearExpression(constant=0, linear_coefs=scaled, linear_vars=cost.linear_vars) <= limit.side


@dataclass(frozen=True)
class Rule:
    """A rule of the model: its component name, index set and function."""

    name: str
    index: str
    function: Callable[..., Any]


RULES: tuple[Rule, ...] = (
    Rule("klasse", "KLASSEN", klasse),
    Rule("woningen", "MOMENTEN", woningen),
    Rule("plaatsen", "VERBLIJF", plaatsen),
    Rule("kamers", "KAMERS", kamers),
    Rule("min_bezetting", "BEZETTING", min_bezetting),
    Rule("taakstelling", "OPGAVE", taakstelling),
    Rule("koppelruimte", "KOPPELING", koppelruimte),
    Rule("maximum", "MAXIMA", maximum),
    Rule("rij_ongelijkheid", "ONGELIJK", ongelijkheid),
    Rule("uitbreiding", "UITBREIDINGEN", uitbreiding),
    Rule("budget", "BUDGET", budget),
    Rule("max_nieuwe_locaties", "AANTAL", max_nieuwe_locaties),
    Rule("vast_open", "VAST", vast_open),
    Rule("instroom", "INSTROOM", instroom),
    Rule("eerdere_doelen", "EERDER", eerdere_doelen),
)
