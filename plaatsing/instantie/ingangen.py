"""Where each household may be linked, and what that costs it: the entries of its class."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.keuze import CRITERIA, Keuze
from plaatsing.instantie.rijen import Rij
from plaatsing.models import Offers

Floats = NDArray[np.float64]

Sleutel = TypeVar("Sleutel", bound=Hashable)

Aanbieding = tuple[int, int, tuple[int, ...]]
"""An offer: need, location lived in (-1 in COA) and municipalities."""

Ingang = tuple[tuple[int, float], ...]
"""Offers open to a household, each with its cost for the whole household."""


class Nummering(Generic[Sleutel]):
    """Numbers keys in the order of their first appearance."""

    def __init__(self) -> None:
        self.number: dict[Sleutel, int] = {}

    def of(self, key: Sleutel) -> int:
        """Return the number of a key, a new one where it is new."""
        return self.number.setdefault(key, len(self.number))


class Ingangen:
    """Finds the offers open to each household, and remembers them."""

    def __init__(self, keuze: Keuze, numbering: Nummering[Aanbieding]) -> None:
        self._case = keuze.case
        self._keuze = keuze
        self._numbering = numbering
        self._number = {code: index for index, code in enumerate(keuze.codes)}
        self._memory: dict[object, tuple[NDArray[np.bool_], Floats]] = {}

    def of(self, need: int, site: int, row: Rij) -> tuple[Ingang, float, float]:
        """Return the entries of a household, its fixed cost, and the extra cost of staying unlinked."""
        criteria = tuple(str(row[name]) for name in CRITERIA)
        linked = str(row["koppelgemeente"])
        fit_key = self._keuze.fit_key(row)
        key = (linked, "" if linked else row["coa_locatie"], "" if linked else criteria, fit_key)
        if key not in self._memory:
            self._memory[key] = self._candidates_and_cost(row, linked, criteria)
        allowed, per_person = self._memory[key]
        persons = float(row["personen"])
        if linked:
            number = self._number[linked]
            offer = self._numbering.of((need, site, (number,)))
            return ((offer, 0.0),), persons * float(per_person[number]), 0.0
        entries = []
        for value in np.unique(per_person[allowed]):
            group = tuple(np.flatnonzero(allowed & (per_person == value)).tolist())
            entries.append((self._numbering.of((need, site, group)), persons * float(value)))
        dearest = persons * float(per_person[allowed].max()) if entries else 0.0
        return tuple(entries), 0.0, dearest

    def _candidates_and_cost(
        self, row: Rij, linked: str, criteria: tuple[str, ...]
    ) -> tuple[NDArray[np.bool_], Floats]:
        weights = self._case.instellingen.doelen
        name, advice = str(row["huishouden"]), row["regioadvies"]
        cost = weights.passendheid * (1.0 - self._keuze.fit(name, advice))
        cost = cost + weights.kosten * self._keuze.own_cost(name)
        if linked:
            return np.zeros(len(cost), dtype=bool), cost
        return self._keuze.candidates(str(row["coa_locatie"]), criteria), cost

    def offers(self) -> Offers:
        """Return all offers met so far."""
        keys = list(self._numbering.number)
        groups = [key[2] for key in keys]
        return Offers(
            need=np.array([key[0] for key in keys], dtype=np.int64),
            site=np.array([key[1] for key in keys], dtype=np.int64),
            start=np.cumsum([0, *(len(group) for group in groups)]).astype(np.int64),
            member=np.array([member for group in groups for member in group], dtype=np.int64),
        )
