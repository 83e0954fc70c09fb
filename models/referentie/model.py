"""The reference model in Pyomo: flows of whole households through the periods.

Rules about one household, which the engine's trajects carry in themselves, are rows here; docs/benchmarks.md
says in words how the two forms differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from ..instance import Instance
from .network import Network
from .rules import RULES
from .tallies import Tallies


def build_reference(instance: Instance) -> pyo.ConcreteModel:
    """Build the reference model of an instance.

    Parameters
    ----------
    instance : Instance
        The problem.

    Returns
    -------
    pyomo.environ.ConcreteModel
        Variables: flows of households (arcs of `Network`), open, dwellings kept, shortages and excesses;
        constraints named as in `RULES`.

    Raises
    ------
    ValueError
        If in some location someone who enters later must leave earlier.
    """
    m = pyo.ConcreteModel(name="plaatsing_referentie")
    m.data = _Data(instance, Network(instance), m)
    _flows(m)
    _locations(m)
    _municipalities(m)
    for rule in RULES:
        m.add_component(rule.name, pyo.Constraint(list(rule.index(m)), rule=_stated(rule.function)))
    m.kosten = pyo.Objective(expr=_cost(m, instance), sense=pyo.minimize)
    m.eerdere_doelen = pyo.ConstraintList()
    for limit in instance.limits:
        m.eerdere_doelen.add(_cost(m, instance.under(limit.costs)) / limit.scale <= limit.most / limit.scale)
    return m


@dataclass(frozen=True)
class _Data:
    instance: Instance
    network: Network
    model: Any

    @cached_property
    def tallies(self) -> Tallies:
        """Where the flows meet; asked for once they are there."""
        return Tallies.of(self.model, self.instance, self.network)


def _flows(m: Any) -> None:
    """Households, whole ones, along every arc."""
    network, classes = m.data.network, m.data.instance.classes
    size, in_coa = classes.size.astype(float), classes.site < 0
    need_of = m.data.instance.offers.need
    asks = np.zeros((len(size), len(m.data.instance.needs.personen)))
    asks[network.class_of, need_of[classes.offer]] = 1.0
    from_coa, resident = (size * in_coa) @ asks, (size * ~in_coa) @ asks

    def flow(arcs: list[Any], most: Callable[..., Any]) -> pyo.Var:
        return pyo.Var(arcs, within=pyo.Integers, bounds=lambda _, *arc: (0, float(most(*arc))))

    last = m.data.instance.n_periods
    m.in_coa = flow(np.flatnonzero(in_coa).tolist(), lambda k: size[k])
    m.vertrek = flow(network.departures, lambda e, t: size[network.class_of[e]])
    m.koppeling = flow(network.links, lambda u, g, t: from_coa[need_of[u]])
    m.direct = flow(network.direct, lambda q, p, t: from_coa[q])
    m.instroom = flow(network.entries, lambda q, r, t: from_coa[q])
    m.blijft = flow(network.stays, lambda q, r, s: from_coa[q])
    m.uitstroom = flow(network.exits, lambda q, r, s: from_coa[q])
    m.doorstroom = flow(network.onward, lambda q, p, s: from_coa[q])
    m.bewoners = pyo.Var(
        [(k, t) for k in network.residents for t in range(last + 1)],
        within=pyo.Integers,
        bounds=lambda _, k, t: (float(size[k]) if t == 0 else 0.0, float(size[k])),
    )
    m.bewoner_vertrekt = flow(network.resident_exits, lambda e, s: size[network.class_of[e]])
    m.bewoner_verhuist = flow(network.resident_homes, lambda q, p, s: resident[q])


def _locations(m: Any) -> None:
    """Opening, with what residents have too much and open locations too little of."""
    instance = m.data.instance
    sites, sharing = instance.sites, instance.sharing
    persons, rooms = instance.excess_persons(), instance.excess_rooms()
    counted = sites.rooms >= 0
    candidates = np.flatnonzero(sites.candidate).tolist()
    held = (sites.minimum > 0)[:, None] & sites.usable[:, :-1]
    held[:, 0] = False
    m.open = pyo.Var(candidates, within=pyo.Integers, bounds=(0, 1))
    m.te_veel_personen = pyo.Var(_keys(persons > 0), bounds=lambda _, site, t: (0, float(persons[site, t])))
    m.te_veel_kamers = pyo.Var(
        _keys((rooms > 0) & counted[:, None]), bounds=lambda _, site, t: (0, float(rooms[site, t]))
    )
    m.te_weinig_personen = pyo.Var(_keys(held), bounds=lambda _, site, t: (0, float(sites.minimum[site])))
    m.boven_budget = pyo.Var(
        [0] if np.isfinite(sharing.budget) else [], bounds=(0, float(sites.transition_cost.sum()))
    )
    m.boven_aantal = pyo.Var([0] if np.isfinite(sharing.max_open) else [], bounds=(0, len(candidates)))
    m.tegen_besluit = pyo.Var([site for site in candidates if sites.locked[site] >= 0], bounds=(0, 1))


def _municipalities(m: Any) -> None:
    """Dwellings kept, shortages, and links beyond the room."""
    instance = m.data.instance
    pools, needs, classes, sharing = instance.pools, instance.needs, instance.classes, instance.sharing
    stock = np.cumsum(pools.supply, axis=1)
    may_keep = (stock > 0) & (np.arange(instance.n_periods)[None, :] < pools.last[:, None])
    new = needs.link_half[classes.need] >= 0
    everyone = float((needs.personen[classes.need] * classes.size)[new].sum())
    uneven = sharing.unequal
    worst = (sharing.quota[uneven] / sharing.inequality_base[uneven]).max(initial=0.0)
    m.bewaard = pyo.Var(_keys(may_keep), bounds=lambda _, p, t: (0, float(stock[p, t])))
    m.tekort = pyo.Var(_keys(sharing.quota > 0), bounds=lambda _, g, h: (0, float(sharing.quota[g, h])))
    m.te_veel_gekoppeld = pyo.Var(_keys(np.full(sharing.link_room.shape, everyone > 0)), bounds=(0, everyone))
    m.te_veel_vertrek = pyo.Var(
        _keys(np.isfinite(sharing.maximum)), bounds=(0, float(instance.persons_in_coa()))
    )
    m.ongelijkheid = pyo.Var([0] if uneven.any() else [], bounds=(0, float(worst)))


def _keys(where: Any) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in np.argwhere(where)]


def _stated(function: Callable[..., Any]) -> Callable[..., Any]:
    """Leave out rows without a variable in them, which hold whatever is chosen."""

    def rule(m: Any, *index: int) -> Any:
        row = function(m, *index)
        if isinstance(row, bool | np.bool_):
            return pyo.Constraint.Feasible if row else pyo.Constraint.Infeasible
        return row

    return rule


def _cost(m: Any, instance: Instance) -> Any:
    """Return what the flows cost under the costs of an instance: the goal at hand, or an earlier one."""
    sharing = instance.sharing
    terms: list[tuple[Any, float]] = list(Tallies.of(m, instance, m.data.network).cost[()])
    terms += [(variable, float(instance.sites.open_cost[site])) for site, variable in m.open.items()]
    for component in (m.te_veel_personen, m.te_veel_kamers):
        terms += [(variable, float(sharing.capacity_penalty[t])) for (_, t), variable in component.items()]
    terms += [
        (variable, float(sharing.minimum_penalty[t])) for (_, t), variable in m.te_weinig_personen.items()
    ]
    for component, price in (
        (m.tekort, sharing.tekort_cost),
        (m.te_veel_gekoppeld, sharing.link_penalty),
        (m.ongelijkheid, sharing.inequality_cost),
        (m.boven_budget, sharing.budget_penalty),
        (m.boven_aantal, sharing.max_open_penalty),
        (m.te_veel_vertrek, sharing.maximum_penalty),
        (m.tegen_besluit, sharing.locked_penalty),
    ):
        terms += [(variable, float(price)) for variable in component.values()]
    return LinearExpression(
        constant=instance.constant,
        linear_coefs=[price for _, price in terms],
        linear_vars=[variable for variable, _ in terms],
    )
