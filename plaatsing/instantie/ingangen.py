"""Where each household may be linked, and what that costs it: the entries of its class."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.behoeften import Behoefte
from plaatsing.instantie.grendels import Grendels, as_before
from plaatsing.instantie.keuze import CRITERIA, Keuze
from plaatsing.instantie.rijen import Rij
from plaatsing.models import Offers
from plaatsing.vastgezet.eerder import Eerder
from plaatsing.vastgezet.slot import DOORSTROOM, IN_COA

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


class Keuzes(NamedTuple):
    """What a household may choose, and what that costs on top of leaving.

    Attributes
    ----------
    ingang : Ingang
        Offers with their cost.
    vast : float
        Cost whatever it does.
    blijven, vertrekken : float
        Extra cost of staying, and of leaving.
    """

    ingang: Ingang
    vast: float = 0.0
    blijven: float = 0.0
    vertrekken: float = 0.0


class Ingangen:
    """Finds the offers open to each household, and remembers them."""

    def __init__(
        self,
        keuze: Keuze,
        grendels: Grendels,
        needs: Nummering[Behoefte],
        numbering: Nummering[Aanbieding],
    ) -> None:
        self._case = keuze.case
        self._keuze = keuze
        self._grendels = grendels
        self._needs = needs
        self._numbering = numbering
        self._number = {code: index for index, code in enumerate(keuze.codes)}
        self._memory: dict[object, tuple[NDArray[np.bool_], Floats]] = {}

    def of(self, need: Behoefte, site: int, row: Rij) -> Keuzes:
        """Return the choices of a household; who stays unlinked pays as in the dearest municipality."""
        allowed, per_person = self._allowed_and_cost(row)
        persons = float(row["personen"])
        linked = str(row["koppelgemeente"])
        if linked:
            number = self._number[linked]
            offer = self._numbering.of((self._needs.of(need), site, (number,)))
            choices = Keuzes(((offer, 0.0),), persons * float(per_person[number]))
        else:
            entries = []
            for value in np.unique(per_person[allowed]):
                group = tuple(np.flatnonzero(allowed & (per_person == value)).tolist())
                offer = self._numbering.of((self._needs.of(need), site, group))
                entries.append((offer, persons * float(value)))
            dearest = persons * float(per_person[allowed].max()) if entries else 0.0
            choices = Keuzes(tuple(entries), 0.0, dearest)
        before = self._grendels.before(row)
        if before is None:
            return choices
        if site >= 0:
            return self._resident_again(need, site, row, before, choices)
        return self._again(need, row, before, choices)

    def _again(self, need: Behoefte, row: Rij, before: Eerder, choices: Keuzes) -> Keuzes:
        """Let everything cost the weight of a change, but what the earlier plan did."""
        weight, linked = self._case.instellingen.doelen.wijziging, str(row["koppelgemeente"])
        entries = [(offer, cost + weight) for offer, cost in choices.ingang]
        allowed, per_person = self._allowed_and_cost(row)
        number = self._number.get(before.gemeente, -1)
        possible = before.gemeente == linked if linked else number >= 0 and bool(allowed[number])
        if before.vorm != IN_COA and possible:
            same = need._replace(grendel=as_before(need.grendel, before))
            offer = self._numbering.of((self._needs.of(same), -1, (number,)))
            entries.insert(0, (offer, 0.0 if linked else float(row["personen"]) * float(per_person[number])))
        stays = before[:3] == (linked, IN_COA, "")
        return choices._replace(ingang=tuple(entries), blijven=choices.blijven + (0.0 if stays else weight))

    def _resident_again(self, need: Behoefte, site: int, row: Rij, before: Eerder, choices: Keuzes) -> Keuzes:
        """The same for who lives in a location: only what comes after it can be as before."""
        weight = self._case.instellingen.doelen.wijziging
        if (before.gemeente, before.locatie) != (row["koppelgemeente"], row["in_locatie"]):
            return choices._replace(vast=choices.vast + weight)
        if before.vorm == IN_COA:
            return choices._replace(vast=choices.vast + weight)
        if before.vorm == DOORSTROOM:
            return choices._replace(vertrekken=weight)
        ((offer, cost),) = choices.ingang
        same = need._replace(grendel=as_before(need.grendel, before))
        number = self._number[before.gemeente]
        first = self._numbering.of((self._needs.of(same), site, (number,)))
        return choices._replace(ingang=((first, cost), (offer, cost + weight)), blijven=weight)

    def _allowed_and_cost(self, row: Rij) -> tuple[NDArray[np.bool_], Floats]:
        """Return the municipalities open to an unlinked household, and the cost per person of each."""
        criteria = tuple(str(row[name]) for name in CRITERIA)
        linked, name = str(row["koppelgemeente"]), str(row["huishouden"])
        decided = self._case.besluiten
        own = name if name in decided.sloten or decided.verleden(name) is not None else ""
        fit_key = self._keuze.fit_key(row)
        key = (linked, "" if linked else row["coa_locatie"], "" if linked else criteria, fit_key, own)
        if key not in self._memory:
            weights = self._case.instellingen.doelen
            cost = weights.passendheid * (1.0 - self._keuze.fit(name, row["regioadvies"]))
            cost = cost + weights.kosten * self._keuze.own_cost(name)
            nowhere = np.zeros(len(cost), dtype=bool)
            self._memory[key] = (nowhere if linked else self._keuze.allowed(row), cost)
        return self._memory[key]

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
