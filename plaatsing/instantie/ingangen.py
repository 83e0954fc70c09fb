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
from plaatsing.instantie.weging import dearest, wegingen
from plaatsing.models import Offers
from plaatsing.vastgezet.eerder import Eerder
from plaatsing.vastgezet.slot import DOORSTROOM, IN_COA

Floats = NDArray[np.float64]

Sleutel = TypeVar("Sleutel", bound=Hashable)

Aanbieding = tuple[int, int, tuple[int, ...]]
"""An offer: need, location lived in (-1 in COA) and municipalities."""

Bedrag = tuple[float, ...]
"""A cost for the whole household, one for each way of weighing."""

Ingang = tuple[tuple[int, Bedrag], ...]
"""Offers open to a household, each with its cost."""


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
    vast : Floats, shape (W,)
        Cost whatever it does, for each way of weighing.
    blijven, vertrekken : Floats, shape (W,)
        Extra cost of staying, and of leaving.
    """

    ingang: Ingang
    vast: Floats
    blijven: Floats
    vertrekken: Floats


class _Open(NamedTuple):
    """What is open to an unlinked household, and what each municipality costs it.

    Attributes
    ----------
    mag : NDArray of bool, shape (G,)
        Municipalities to which it may be linked; none where it is linked already.
    per_persoon : Floats, shape (W, G)
        Cost per person by municipality, for each way of weighing.
    groepen : list of (tuple of int, Floats)
        The municipalities it may be linked to, together where they cost the same, with that cost.
    duurste : int
        The dearest of them; -1 without any.
    """

    mag: NDArray[np.bool_]
    per_persoon: Floats
    groepen: list[tuple[tuple[int, ...], Floats]]
    duurste: int


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
        self._wegingen = wegingen(keuze.case.instellingen)
        self._change = self._weights("wijziging")
        self._memory: dict[object, _Open] = {}

    def _weights(self, doel: str) -> Floats:
        """Return the weight of a goal in each way of weighing, shape (W,)."""
        return np.array([getattr(weging.doelen, doel) for weging in self._wegingen], dtype=float)

    def of(self, need: Behoefte, site: int, row: Rij) -> Keuzes:
        """Return the choices of a household; who stays unlinked pays as in the dearest municipality."""
        choice = self._open_to(row)
        persons = float(row["personen"])
        linked = str(row["koppelgemeente"])
        nothing = np.zeros(len(self._wegingen))
        if linked:
            number = self._number[linked]
            offer = self._numbering.of((self._needs.of(need), site, (number,)))
            entry = (offer, tuple(nothing.tolist()))
            choices = Keuzes((entry,), persons * choice.per_persoon[:, number], nothing, nothing)
        else:
            entries = [
                (self._numbering.of((self._needs.of(need), site, group)), tuple((persons * cost).tolist()))
                for group, cost in choice.groepen
            ]
            staying = persons * choice.per_persoon[:, choice.duurste] if entries else nothing
            choices = Keuzes(tuple(entries), nothing, staying, nothing)
        before = self._grendels.before(row)
        if before is None:
            return choices
        if site >= 0:
            return self._resident_again(need, site, row, before, choices)
        return self._again(need, row, before, choices)

    def _again(self, need: Behoefte, row: Rij, before: Eerder, choices: Keuzes) -> Keuzes:
        """Let everything cost the weight of a change, but what the earlier plan did."""
        linked = str(row["koppelgemeente"])
        entries = [(offer, self._changed(cost)) for offer, cost in choices.ingang]
        choice = self._open_to(row)
        number = self._number.get(before.gemeente, -1)
        possible = before.gemeente == linked if linked else number >= 0 and bool(choice.mag[number])
        if before.vorm != IN_COA and possible:
            same = need._replace(grendel=as_before(need.grendel, before))
            offer = self._numbering.of((self._needs.of(same), -1, (number,)))
            own = (
                np.zeros(len(self._change))
                if linked
                else float(row["personen"]) * choice.per_persoon[:, number]
            )
            entries.insert(0, (offer, tuple(own.tolist())))
        stays = before[:3] == (linked, IN_COA, "")
        staying = choices.blijven if stays else choices.blijven + self._change
        return choices._replace(ingang=tuple(entries), blijven=staying)

    def _changed(self, cost: Bedrag) -> Bedrag:
        """Return a cost with the weight of a change added."""
        return tuple((np.array(cost) + self._change).tolist())

    def _resident_again(self, need: Behoefte, site: int, row: Rij, before: Eerder, choices: Keuzes) -> Keuzes:
        """The same for who lives in a location: only what comes after it can be as before."""
        if (before.gemeente, before.locatie) != (row["koppelgemeente"], row["in_locatie"]):
            return choices._replace(vast=choices.vast + self._change)
        if before.vorm == IN_COA:
            return choices._replace(vast=choices.vast + self._change)
        if before.vorm == DOORSTROOM:
            return choices._replace(vertrekken=self._change)
        ((offer, cost),) = choices.ingang
        same = need._replace(grendel=as_before(need.grendel, before))
        number = self._number[before.gemeente]
        first = self._numbering.of((self._needs.of(same), site, (number,)))
        return choices._replace(ingang=((first, cost), (offer, self._changed(cost))), blijven=self._change)

    def _open_to(self, row: Rij) -> _Open:
        """Return what is open to a household: the same for all of whom the same is known."""
        criteria = tuple(str(row[name]) for name in CRITERIA)
        linked, name = str(row["koppelgemeente"]), str(row["huishouden"])
        decided = self._case.besluiten
        own = name if name in decided.sloten or decided.verleden(name) is not None else ""
        fit_key = self._keuze.fit_key(row)
        key = (linked, "" if linked else row["coa_locatie"], "" if linked else criteria, fit_key, own)
        if key not in self._memory:
            unfit = 1.0 - self._keuze.fit(name, row["regioadvies"])
            own_cost = self._keuze.own_cost(name)
            cost = np.outer(self._weights("passendheid"), unfit) + np.outer(self._weights("kosten"), own_cost)
            allowed = np.zeros(len(unfit), dtype=bool) if linked else self._keuze.allowed(row)
            at = dearest(self._case.instellingen, unfit, own_cost, allowed)
            self._memory[key] = _Open(allowed, cost, _alike(np.flatnonzero(allowed), cost), at)
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


def _alike(numbers: NDArray[np.int64], cost: Floats) -> list[tuple[tuple[int, ...], Floats]]:
    """Put municipalities together that cost the same in every way of weighing."""
    if not len(numbers):
        return []
    order = np.lexsort(cost[::-1, numbers])
    ranked = cost[:, numbers[order]]
    differs = (np.diff(ranked, axis=1, prepend=np.inf) != 0.0).any(axis=0)
    first = np.flatnonzero(differs)
    groups = np.split(numbers[order], first[1:])
    return [(tuple(group.tolist()), ranked[:, at]) for group, at in zip(groups, first, strict=True)]
