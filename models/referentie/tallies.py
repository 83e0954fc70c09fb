"""Where the arcs of the reference model meet: per rule and place, the variables and their coefficients."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ..instance import Instance
from .network import Network


class Tally:
    """Variables with coefficients by key."""

    def __init__(self) -> None:
        self._terms: dict[tuple[int, ...], list[tuple[Any, float]]] = defaultdict(list)

    def add(self, key: tuple[int, ...], variable: Any, coefficient: float = 1.0) -> None:
        """Count `variable` under `key`."""
        self._terms[key].append((variable, coefficient))

    def __getitem__(self, key: tuple[int, ...]) -> list[tuple[Any, float]]:
        return self._terms.get(key, [])

    def places(self) -> list[tuple[int, ...]]:
        """Return every key with something under it, in order."""
        return sorted(self._terms)


@dataclass(frozen=True)
class Tallies:
    """All places where flows meet.

    Attributes
    ----------
    klasse : Tally
        By (k,): ways of a class out of COA, and staying.
    offer : Tally
        By (u, t): leaving by an offer, less linking to its municipalities.
    linked : Tally
        By (q, g, t): linked, less entering a dwelling or a location.
    location : Tally
        By (q, r, s): present, less leaving and staying on.
    onward : Tally
        By (q, g, s): leaving a location, less entering a dwelling.
    residence : Tally
        By (k, s): residents present, less leaving and staying on.
    resident_home : Tally
        By (q, g, s): residents leaving, less entering a dwelling.
    moves : Tally
        By (p, t): dwellings, or persons in a pool of persons, taken at the end of t.
    persons, rooms : Tally
        By (l, t): persons and bedrooms present during t.
    realised, newly : Tally
        By (g, h): persons realised, and newly linked, up to the end of half-year h.
    leaving : Tally
        By (g, kind): persons leaving COA for a municipality (0), and those of them newly linked (1).
    cost : Tally
        By (): cost of every arc.
    """

    klasse: Tally = field(default_factory=Tally)
    offer: Tally = field(default_factory=Tally)
    linked: Tally = field(default_factory=Tally)
    location: Tally = field(default_factory=Tally)
    onward: Tally = field(default_factory=Tally)
    residence: Tally = field(default_factory=Tally)
    resident_home: Tally = field(default_factory=Tally)
    moves: Tally = field(default_factory=Tally)
    persons: Tally = field(default_factory=Tally)
    rooms: Tally = field(default_factory=Tally)
    realised: Tally = field(default_factory=Tally)
    newly: Tally = field(default_factory=Tally)
    leaving: Tally = field(default_factory=Tally)
    cost: Tally = field(default_factory=Tally)

    @classmethod
    def of(cls, m: Any, instance: Instance, network: Network) -> Tallies:
        """Follow every arc of the model `m`."""
        tallies = cls()
        follow = _Follower(m, instance, network, tallies)
        follow.out_of_coa()
        follow.into_dwellings()
        follow.through_locations()
        follow.residents()
        return tallies


class _Follower:
    def __init__(self, m: Any, instance: Instance, network: Network, tallies: Tallies) -> None:
        self.m, self.instance, self.network, self.into = m, instance, network, tallies
        self.persons = [float(persons) for persons in instance.needs.personen]
        self.rooms = [float(rooms) for rooms in instance.needs.kamers]
        self.half = instance.half.tolist()
        self.n_half = len(instance.halfjaren)

    def out_of_coa(self) -> None:
        classes, offers, into = self.instance.classes, self.instance.offers, self.into
        for k, variable in self.m.in_coa.items():
            into.klasse.add((k,), variable)
            into.cost.add((), variable, float(classes.exit_cost[k, -1]))
        for (e, t), variable in self.m.vertrek.items():
            k = int(self.network.class_of[e])
            into.klasse.add((k,), variable)
            into.offer.add((int(classes.offer[e]), t), variable)
            into.cost.add((), variable, float(classes.exit_cost[k, t] + classes.entry_cost[e]))
        for (u, g, t), variable in self.m.koppeling.items():
            need = int(offers.need[u])
            into.offer.add((u, t), variable, -1.0)
            into.linked.add((need, g, t), variable)
            first = int(self.instance.needs.link_half[need])
            into.leaving.add((g, 0), variable, self.persons[need])
            if first >= 0:
                into.leaving.add((g, 1), variable, self.persons[need])
                self._from_half(into.newly, g, first, variable, need)

    def into_dwellings(self) -> None:
        for (q, p, t), variable in self.m.direct.items():
            g = self._move(q, p, t, variable)
            self.into.linked.add((q, g, t), variable, -1.0)
            if self.instance.pools.counts[p]:
                self._from_half(self.into.realised, g, self.half[t], variable, q)
        for (q, p, s), variable in self.m.doorstroom.items():
            g = self._move(q, p, s, variable)
            self.into.onward.add((q, g, s), variable, -1.0)
            if self.instance.pools.counts[p] and not self.instance.site_counts:
                self._from_half(self.into.realised, g, self.half[s], variable, q)
        for (q, p, s), variable in self.m.bewoner_verhuist.items():
            g = self._move(q, p, s, variable)
            self.into.resident_home.add((q, g, s), variable, -1.0)

    def through_locations(self) -> None:
        reach, into = self.instance.reach, self.into
        for (q, r, t), variable in self.m.instroom.items():
            g = int(reach.gemeente[r])
            into.linked.add((q, g, t), variable, -1.0)
            into.cost.add((), variable, self.persons[q] * float(reach.cost[r]))
            if self.instance.site_counts:
                self._from_half(into.realised, g, self.half[t], variable, q)
            self._present_after(q, r, t, variable)
        for (q, r, s), variable in self.m.blijft.items():
            into.location.add((q, r, s), variable, -1.0)
            self._present_after(q, r, s, variable)
        for (q, r, s), variable in self.m.uitstroom.items():
            into.location.add((q, r, s), variable, -1.0)
            into.onward.add((q, int(reach.gemeente[r]), s), variable)

    def residents(self) -> None:
        classes, into = self.instance.classes, self.into
        for (k, t), variable in self.m.bewoners.items():
            need = int(classes.need[k])
            self._present(int(classes.site[k]), t, need, variable)
            if t < self.instance.n_periods:
                into.residence.add((k, t), variable)
            if t > 0:
                into.residence.add((k, t - 1), variable, -1.0)
        for (e, s), variable in self.m.bewoner_vertrekt.items():
            k = int(self.network.class_of[e])
            into.residence.add((k, s), variable, -1.0)
            into.resident_home.add((self.network.need_of(e), self.network.home_of(k), s), variable)
            into.cost.add((), variable, float(classes.exit_cost[k, s] + classes.entry_cost[e]))
        for k in self.network.residents:
            last = self.instance.n_periods
            cost = float(classes.exit_cost[k, last] + classes.entry_cost[classes.start[k]])
            into.cost.add((), self.m.bewoners[k, last], cost)

    def _move(self, q: int, p: int, t: int, variable: Any) -> int:
        """Count a move into pool p, and return the pool's municipality."""
        pools = self.instance.pools
        self.into.moves.add((p, t), variable, self.persons[q] if pools.in_persons[p] else 1.0)
        self.into.cost.add((), variable, self.persons[q] * float(pools.preference_cost[p]))
        return int(pools.gemeente[p])

    def _present_after(self, q: int, r: int, t: int, variable: Any) -> None:
        """Count who is in a location during the period after t."""
        site = int(self.instance.reach.site[r])
        self._present(site, t + 1, q, variable)
        cost = float(self.instance.sites.stay_cost[site, t + 1])
        self.into.cost.add((), variable, self.persons[q] * cost)
        if t + 1 < self.instance.n_periods:
            self.into.location.add((q, r, t + 1), variable)

    def _present(self, site: int, t: int, q: int, variable: Any) -> None:
        self.into.persons.add((site, t), variable, self.persons[q])
        self.into.rooms.add((site, t), variable, self.rooms[q])

    def _from_half(self, tally: Tally, g: int, first: int, variable: Any, q: int) -> None:
        for h in range(first, self.n_half):
            tally.add((g, h), variable, self.persons[q])
