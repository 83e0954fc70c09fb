"""Sets of openings within a margin of cost, each as far as possible from those found before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np

from plaatsing.alternatives.antwoord import Keuze, Zekerheid, Zoekruimte
from plaatsing.instantie import Instantie
from plaatsing.models import Outcome

Vector = tuple[int, ...]
"""Value of open[l] for each candidate, in the order of `Openingen.kandidaten`."""

_MOST_SETS = 256
"""Sets of free candidates up to which every one is tried or excluded."""
_MOST_SOLVES = 60


class Openingen:
    """Searches sets of openings, and remembers what each costs.

    Parameters
    ----------
    instantie : Instantie
        The case.
    first : dict of int to int
        Openings of the given plan.
    limit : float
        Euro that a plan may cost.
    solve : callable
        Solves the model with some openings given.
    """

    def __init__(
        self,
        instantie: Instantie,
        first: dict[int, int],
        limit: float,
        solve: Callable[[dict[int, bool]], Outcome],
    ) -> None:
        self._sites = instantie.model.sites
        self.kandidaten = sorted(first)
        self._first: Vector = tuple(first[site] for site in self.kandidaten)
        self._limit = limit
        self._solve = solve
        self._known: dict[Vector, Outcome] = {}
        self._floor: dict[tuple[int, int], float] = {}
        self._solves = 0
        self._cost = np.inf
        self.uitputtend = True

    def keuzes(self, cost: float) -> tuple[Keuze, ...]:
        """Solve with each candidate the other way, and say what every plan within the limit decides.

        Parameters
        ----------
        cost : float
            Objective of the given plan.
        """
        self._cost = cost
        found = []
        for place, site in enumerate(self.kandidaten):
            other = 1 - self._first[place]
            outcome = self._solve({site: bool(other)})
            self._floor[place, other] = outcome.bound
            self._known.setdefault(self._vector(outcome), outcome)
            found.append(Keuze(self._sites.names[site], self._verdict(place, outcome), outcome.bound - cost))
        return tuple(found)

    def _verdict(self, place: int, other: Outcome) -> Zekerheid:
        if other.bound > self._limit:
            return "altijd_open" if self._first[place] else "altijd_dicht"
        return "vrij" if other.objective <= self._limit else "onbewezen"

    def furthest(self, chosen: list[Vector]) -> tuple[Vector, Outcome] | None:
        """Return the set of openings within the limit that differs most from the nearest of those chosen.

        Of sets that differ as much, the one with the lowest bound known is tried first.
        """
        for vector in self._by_distance(chosen):
            if self._bound(vector) > self._limit:
                continue
            outcome = self._outcome(vector)
            if outcome is None:
                self.uitputtend = False
            elif outcome.objective <= self._limit:
                return vector, outcome
            elif outcome.bound <= self._limit:
                self.uitputtend = False
        return None

    def ruimte(self, chosen: list[Vector]) -> Zoekruimte:
        """Say which sets there were to choose from, and what those not chosen cost at least.

        Parameters
        ----------
        chosen : list of Vector
            The given plan's set and those taken as alternatives.
        """
        free = [place for place in range(len(self.kandidaten)) if self._may_change(place)]
        fixed = len(self.kandidaten) - len(free)
        if 2 ** len(free) > _MOST_SETS:
            return Zoekruimte(len(self.kandidaten), fixed, None, np.inf)
        sets = [vector for vector in self._sets(free) if self._coherent(vector)]
        left = [self._bound(vector) for vector in sets if vector not in chosen]
        return Zoekruimte(len(self.kandidaten), fixed, len(sets) - 1, min(left, default=np.inf) - self._cost)

    def _by_distance(self, chosen: list[Vector]) -> Iterator[Vector]:
        free = [place for place in range(len(self.kandidaten)) if self._may_change(place)]
        if 2 ** len(free) <= _MOST_SETS:
            vectors = self._sets(free)
        else:
            self.uitputtend = False
            vectors = set(self._known)
        allowed = [vector for vector in vectors if vector not in chosen and self._coherent(vector)]
        return iter(sorted(allowed, key=lambda v: (-min(_distance(v, c) for c in chosen), self._bound(v), v)))

    def _sets(self, free: list[int]) -> set[Vector]:
        return {self._with(free, values) for values in itertools.product((0, 1), repeat=len(free))}

    def _may_change(self, place: int) -> bool:
        return self._floor.get((place, 1 - self._first[place]), -np.inf) <= self._limit

    def _with(self, places: list[int], values: tuple[int, ...]) -> Vector:
        vector = list(self._first)
        for place, value in zip(places, values, strict=True):
            vector[place] = value
        return tuple(vector)

    def _coherent(self, vector: Vector) -> bool:
        """Say whether no extension is open without what it extends."""
        opened = dict(zip(self.kandidaten, vector, strict=True))
        return all(
            not value or opened.get(int(self._sites.parent[site]), 1) for site, value in opened.items()
        )

    def _bound(self, vector: Vector) -> float:
        """Return a proven lower bound on what a set of openings costs."""
        parts = [self._floor.get(item, -np.inf) for item in enumerate(vector)]
        if vector in self._known:
            parts.append(self._known[vector].bound)
        return max(parts, default=-np.inf)

    def _outcome(self, vector: Vector) -> Outcome | None:
        """Solve with a whole set of openings given; None once too much was solved."""
        if vector not in self._known:
            if self._solves >= _MOST_SOLVES:
                return None
            self._solves += 1
            given = {site: bool(value) for site, value in zip(self.kandidaten, vector, strict=True)}
            self._known[vector] = self._solve(given)
        return self._known[vector]

    def _vector(self, outcome: Outcome) -> Vector:
        return tuple(int(outcome.opened[site] > 0) for site in self.kandidaten)


def _distance(one: Vector, other: Vector) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
