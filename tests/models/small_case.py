"""Instances of a few lines, to be worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np

from plaatsing.models import Classes, Instance, Needs, Offers, Pools, Reach, Sharing, Sites


@dataclass
class SmallCase:
    """Collects municipalities, dwellings, locations and households, and makes an instance of them.

    Attributes
    ----------
    gemeenten : int
        Number of municipalities, called A, B, ...
    half : list of int
        Half-year of each period end; its length is the number of periods.
    halves : int
        Half-years that end within the horizon.
    """

    gemeenten: int = 1
    half: list[int] = field(default_factory=lambda: [0, 0])
    halves: int = 1
    site_counts: bool = True
    pools: list[dict[str, Any]] = field(default_factory=list)
    sites: list[dict[str, Any]] = field(default_factory=list)
    households: list[dict[str, Any]] = field(default_factory=list)
    reach: list[tuple[int, int, float]] = field(default_factory=list)
    sharing: dict[str, Any] = field(default_factory=dict)

    @property
    def n_periods(self) -> int:
        return len(self.half)

    def pool(self, gemeente: int, supply: list[int], **properties: Any) -> None:
        """Add dwellings (`supply` per period) that fit everyone and count for the taakstelling."""
        self.pools.append({"gemeente": gemeente, "supply": supply, **properties})

    def site(self, capacity: int, *, serves: list[int], **properties: Any) -> None:
        """Add a location within reach of the municipalities in `serves`, at 1 euro per person."""
        self.reach += [(gemeente, len(self.sites), 1.0) for gemeente in serves]
        self.sites.append({"capacity": capacity, **properties})

    def household(self, persons: int, gemeenten: list[int], cost: list[float], **properties: Any) -> None:
        """Add a class: `cost` of leaving at the end of each period, and last of staying.

        With `like`, it takes the offer of the class of that number instead of one of its own.
        """
        self.households.append({"persons": persons, "gemeenten": gemeenten, "cost": cost, **properties})

    def instance(self) -> Instance:
        """Make the instance."""
        count = len(self.households)
        asked = np.array(
            [household.get("like", k) for k, household in enumerate(self.households)], dtype=np.int64
        )
        own = np.unique(asked)
        members = [self.households[k]["gemeenten"] for k in own]
        at_site = np.array([household.get("site", -1) for household in self.households], dtype=np.int64)
        return Instance(
            gemeenten=tuple("ABCDEF"[: self.gemeenten]),
            halfjaren=("2025-I", "2025-II")[: self.halves],
            half=np.array(self.half, dtype=np.int64),
            site_counts=self.site_counts,
            needs=self._needs(),
            pools=self._pools(),
            sites=self._sites(),
            reach=self._reach(),
            offers=Offers(
                need=own,
                site=at_site[own],
                start=np.cumsum([0, *(len(group) for group in members)]),
                member=np.array([g for group in members for g in group], dtype=np.int64),
            ),
            classes=Classes(
                size=np.array([household.get("size", 1) for household in self.households], dtype=np.int64),
                need=asked,
                site=at_site,
                exit_cost=np.array([household["cost"] for household in self.households], dtype=float),
                constant=np.array([household.get("constant", 0.0) for household in self.households]),
                start=np.arange(count + 1),
                offer=np.searchsorted(own, asked),
                entry_cost=np.array([household.get("entry_cost", 0.0) for household in self.households]),
            ),
            sharing=self._sharing(),
        )

    def _needs(self) -> Needs:
        persons = np.array([household["persons"] for household in self.households], dtype=np.int64)
        rooms = [household.get("rooms", (household["persons"] + 1) // 2) for household in self.households]
        links = [household.get("link_half", -1) for household in self.households]
        shape = (len(persons), len(self.pools), self.n_periods)
        free = np.ones(len(persons), dtype=bool)
        return Needs(
            persons,
            np.array(rooms, dtype=np.int64),
            np.array(links),
            np.ones(shape, dtype=bool),
            direct=free,
            enters=np.ones((len(persons), len(self.reach)), dtype=bool),
            lingers=free,
        )

    def _pools(self) -> Pools:
        def column(name: str, default: Any, kind: type) -> np.ndarray:
            return np.array([pool.get(name, default) for pool in self.pools], dtype=kind)

        return Pools(
            names=tuple(f"pool{p}" for p in range(len(self.pools))),
            gemeente=column("gemeente", 0, np.int64),
            in_persons=column("in_persons", False, bool),
            counts=column("counts", True, bool),
            preference_cost=column("preference_cost", 0.0, float),
            supply=column("supply", 0, np.int64).reshape(len(self.pools), self.n_periods),
            last=column("last", self.n_periods - 1, np.int64),
        )

    def _sites(self) -> Sites:
        count, last = len(self.sites), self.n_periods

        def column(name: str, default: Any, kind: type) -> np.ndarray:
            return np.array([site.get(name, default) for site in self.sites], dtype=kind)

        usable = column("usable", [True] * (last + 1), bool).reshape(count, last + 1)
        last_exit = np.zeros((count, last), dtype=np.int64)
        for site, enter in np.ndindex(count, last):
            out = enter
            while out < last and usable[site, out + 1]:
                out += 1
            last_exit[site, enter] = out
        return Sites(
            names=tuple(f"loc{site}" for site in range(count)),
            candidate=column("candidate", False, bool),
            open_cost=column("open_cost", 0.0, float),
            transition_cost=column("transition_cost", 0.0, float),
            parent=column("parent", -1, np.int64),
            capacity=column("capacity", 0, np.int64),
            rooms=column("rooms", -1, np.int64),
            minimum=column("minimum", 0, np.int64),
            usable=usable,
            last_exit=last_exit,
            stay_cost=column("stay_cost", [0.0] * (last + 1), float).reshape(count, last + 1),
            locked=column("locked", -1, np.int64),
        )

    def _reach(self) -> Reach:
        pairs = sorted(self.reach)
        return Reach(
            site=np.array([site for _, site, _ in pairs], dtype=np.int64),
            gemeente=np.array([gemeente for gemeente, _, _ in pairs], dtype=np.int64),
            cost=np.array([cost for _, _, cost in pairs], dtype=float),
        )

    def _sharing(self) -> Sharing:
        shape = (self.gemeenten, self.halves)
        given: dict[str, Any] = {
            "quota": np.zeros(shape, dtype=np.int64),
            "tekort_cost": 100.0,
            "inequality_base": np.zeros(shape),
            "inequality_cost": 0.0,
            "link_room": np.zeros(shape, dtype=np.int64),
            "link_penalty": 7.0,
            "maximum": np.full((self.gemeenten, 2), inf),
            "maximum_penalty": 19.0,
            "capacity_penalty": np.full(self.n_periods + 1, 11.0),
            "minimum_penalty": np.full(self.n_periods + 1, 13.0),
            "budget": inf,
            "budget_penalty": 2.0,
            "max_open": inf,
            "max_open_penalty": 17.0,
            "locked_penalty": 23.0,
        }
        arrays = ("quota", "inequality_base", "link_room", "maximum")
        wanted = {name: np.array(value) if name in arrays else value for name, value in self.sharing.items()}
        return Sharing(**(given | wanted))
