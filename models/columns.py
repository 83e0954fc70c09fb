"""The structural columns of the master problem: everything that can be chosen but trajects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .instance import Instance, Ints

if TYPE_CHECKING:
    from .layout import Layout


@dataclass
class Columns:
    """Columns as parallel lists, and where some of them are.

    Attributes
    ----------
    open : Ints, shape (L,)
        Where open[l] is; -1 for who is no candidate.
    tekort, boven_koppelruimte : Ints, shape (G, H)
        Where the persons short, and those linked beyond the room, are; -1 where there is no such row.
    """

    name: list[str] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    entries: list[list[tuple[int, float]]] = field(default_factory=list)
    open: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    tekort: Ints = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))
    boven_koppelruimte: Ints = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))

    def add(
        self, name: str, upper: float, cost: float, entries: list[tuple[int, float]], lower: float = 0.0
    ) -> int:
        """Add a column and return its number; entries in rows that do not exist are dropped."""
        self.name.append(name)
        self.lower.append(lower)
        self.upper.append(upper)
        self.cost.append(cost)
        self.entries.append([(row, value) for row, value in entries if row >= 0])
        return len(self.name) - 1


def structural_columns(rows: Layout) -> Columns:
    """Place the structural columns in the rows of a layout, in earlier goals by what they cost there."""
    columns = _Placing(rows, rows.instance).columns
    for row, limit in zip(rows.goals.tolist(), rows.instance.limits, strict=True):
        costs = _Placing(rows, rows.instance.under(limit.costs)).columns.cost
        for entries, cost in zip(columns.entries, costs, strict=True):
            if cost != 0.0:
                entries.append((row, cost / limit.scale))
    return columns


class _Placing:
    """Places the columns of an instance; rows are those of the layout, costs those of the instance."""

    def __init__(self, rows: Layout, instance: Instance) -> None:
        self._rows, self._instance = rows, instance
        self.columns = Columns()
        self.columns.open = self._open_columns()
        self.columns.tekort = np.full(rows.quota.shape, -1, dtype=np.int64)
        self.columns.boven_koppelruimte = np.full(rows.link.shape, -1, dtype=np.int64)
        self._kept_columns()
        self._tekort_columns()
        self._slack_columns()
        self._limit_columns()

    def _open_columns(self) -> Ints:
        rows, instance = self._rows, self._instance
        sites = instance.sites
        number = np.full(instance.n_sites, -1, dtype=np.int64)
        for site in np.flatnonzero(sites.candidate).tolist():
            entries = [(int(row), -float(sites.capacity[site])) for row in rows.plaatsen[site]]
            entries += [(int(row), -float(sites.rooms[site])) for row in rows.kamers[site]]
            entries += [(int(row), -float(sites.minimum[site])) for row in rows.minimum[site]]
            entries += [(int(rows.parent[site]), 1.0)]
            entries += [(int(rows.parent[child]), -1.0) for child in np.flatnonzero(sites.parent == site)]
            entries += [
                (int(rows.budget[0]), float(sites.transition_cost[site])),
                (int(rows.max_open[0]), 1.0),
                (int(rows.locked[site]), 1.0),
            ]
            name = f"open[{sites.names[site]}]"
            number[site] = self.columns.add(name, 1.0, float(sites.open_cost[site]), entries)
        return number

    def _kept_columns(self) -> None:
        rows = self._rows
        following = np.flatnonzero(rows.epochs.follows >= 0)
        for epoch in rows.epochs.follows[following].tolist():
            entries = [(int(rows.woningen[epoch]), 1.0), (int(rows.woningen[epoch + 1]), -1.0)]
            upper = float(rows.epochs.stock[epoch])
            self.columns.add(f"behouden[{epoch}]", upper, 0.0, entries)

    def _tekort_columns(self) -> None:
        rows, instance = self._rows, self._instance
        sharing = instance.sharing
        for g, h in np.argwhere(rows.quota >= 0).tolist():
            entries = [(int(rows.quota[g, h]), 1.0), (int(rows.inequality[g, h]), 1.0)]
            name = f"tekort[{instance.gemeenten[g]},{instance.halfjaren[h]}]"
            self.columns.tekort[g, h] = self.columns.add(
                name, float(sharing.quota[g, h]), sharing.tekort_cost, entries
            )

    def _slack_columns(self) -> None:
        rows, instance = self._rows, self._instance
        sites, sharing = instance.sites, instance.sharing
        names = sites.names
        for kind, number, excess in (
            ("plaatsen", rows.plaatsen, instance.excess_persons()),
            ("kamers", rows.kamers, instance.excess_rooms()),
        ):
            for site, t in np.argwhere((number >= 0) & (excess > 0)).tolist():
                penalty, row = float(sharing.capacity_penalty[t]), int(number[site, t])
                name = f"boven_{kind}[{names[site]},{t}]"
                self.columns.add(name, float(excess[site, t]), penalty, [(row, -1.0)])
        for site, t in np.argwhere(rows.minimum >= 0).tolist():
            upper, row = float(sites.minimum[site]), int(rows.minimum[site, t])
            penalty = float(sharing.minimum_penalty[t])
            self.columns.add(f"onder_bezetting[{names[site]},{t}]", upper, penalty, [(row, 1.0)])
        needs, classes = instance.needs, instance.classes
        linkable = needs.link_half[classes.need] >= 0
        everyone = float((needs.personen[classes.need] * classes.size)[linkable].sum())
        for g, h in np.argwhere(rows.link >= 0).tolist():
            name = f"boven_koppelruimte[{instance.gemeenten[g]},{instance.halfjaren[h]}]"
            entries = [(int(rows.link[g, h]), -1.0)]
            self.columns.boven_koppelruimte[g, h] = self.columns.add(
                name, everyone, sharing.link_penalty, entries
            )
        beyond = float(instance.persons_in_coa())
        for g, s in np.argwhere(rows.maximum >= 0).tolist():
            name = f"boven_maximum[{instance.gemeenten[g]},{s}]"
            self.columns.add(name, beyond, sharing.maximum_penalty, [(int(rows.maximum[g, s]), -1.0)])

    def _limit_columns(self) -> None:
        rows, instance = self._rows, self._instance
        sites, sharing = instance.sites, instance.sharing
        if (rows.inequality >= 0).any():
            entries = [
                (int(rows.inequality[g, h]), -float(sharing.inequality_base[g, h]))
                for g, h in np.argwhere(rows.inequality >= 0).tolist()
            ]
            shares = sharing.quota[rows.inequality >= 0] / sharing.inequality_base[rows.inequality >= 0]
            self.columns.add("ongelijkheid", float(shares.max()), sharing.inequality_cost, entries)
        if rows.budget[0] >= 0:
            upper = float(sites.transition_cost[sites.candidate].sum())
            self.columns.add("boven_budget", upper, sharing.budget_penalty, [(int(rows.budget[0]), -1.0)])
        if rows.max_open[0] >= 0:
            upper = float(sites.candidate.sum())
            self.columns.add("boven_aantal", upper, sharing.max_open_penalty, [(int(rows.max_open[0]), -1.0)])
        for site in np.flatnonzero(rows.locked >= 0).tolist():
            side = 1.0 if sites.locked[site] else -1.0
            entries = [(int(rows.locked[site]), side)]
            self.columns.add(f"anders_dan_vast[{sites.names[site]}]", 1.0, sharing.locked_penalty, entries)
