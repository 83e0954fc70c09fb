"""Proposals to link and reasons for waiting: what each household could have had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from plaatsing.verify.afstand import CRITERIA, Bereik, Koppelkeuze
from plaatsing.verify.bevinding import Bevinding
from plaatsing.verify.gegevens import DOORSTROOM, Gegevens, dagen, tekst
from plaatsing.verify.koppelruimte import Koppelruimte

WACHT = (
    "vergunning_te_laat_in_plan",
    "harde_criteria_buiten_gebied",
    "geen_passende_woning",
    "geen_ruimte",
    "vastgezet",
    "koppelruimte_op",
)


def toets_voorstellen(g: Gegevens, keuze: Koppelkeuze) -> Iterator[Bevinding]:
    """Check that proposals keep to the hard criteria and to the linking scope."""
    number = {code: place for place, code in enumerate(keuze.codes)}
    count = len(g.rij)
    unmet, outside = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    wanted: list[tuple[str, ...]] = [()] * count
    people = g.mensen
    for index in np.flatnonzero(~g.gegeven & (g.gemeente != "")).tolist():
        at = number.get(str(g.gemeente[index]))
        if at is None:
            continue
        if g.besluiten.mag_buiten(index, "gemeente", str(g.gemeente[index])):
            continue
        mens = people[index]
        unmet[index] = not keuze.criteria(mens)[at]
        outside[index] = not unmet[index] and not keuze.toegestaan(mens)[at]
        wanted[index] = tuple(str(mens[name]) for name in CRITERIA if mens[name])
    yield from g.bij(unmet, "harde_criteria", "koppelgemeente", g.gemeente, wanted)
    reception = tekst(g.mens["coa_locatie"])
    yield from g.bij(outside, "koppelgebied", "koppelgemeente", g.gemeente, reception)


class Redenen:
    """Why each household is where it is at the end of the plan."""

    def __init__(self, g: Gegevens, keuze: Koppelkeuze, bereik: Bereik, koppelruimte: Koppelruimte) -> None:
        self._g, self._keuze, self._koppelruimte = g, keuze, koppelruimte
        self._codes = np.array(keuze.codes, dtype=object)
        self._served = np.array(
            [
                DOORSTROOM in g.vormen(code) and any(bereik.bedient(site, code) for site in g.locaties)
                for code in keuze.codes
            ],
            dtype=bool,
        )
        supply = g.case.woningaanbod
        chosen = [
            form in g.vormen(code) for code, form in zip(supply["gemeentecode"], supply["vorm"], strict=True)
        ]
        self._supply = supply[np.array(chosen, dtype=bool) & (supply["aantal"] > 0).to_numpy()]
        self._free = dagen(self._supply["beschikbaar_vanaf"])[:, None] <= g.eindes[None, :]
        until = dagen(self._supply["tot"])[:, None]
        self._free &= np.isnat(until) | (g.eindes[None, :] <= until)
        self._people = g.mensen
        self._memory: dict[tuple[Any, ...], str] = {}

    def alle(self) -> list[str]:
        """Return a code per household."""
        g = self._g
        found = []
        for index in range(len(g.rij)):
            home = bool(g.in_woning[index])
            if g.bewoner[index]:
                found.append("doorgestroomd" if home else "verblijft_in_locatie")
            elif g.via[index]:
                found.append("via_locatie" if home else "in_locatie")
            else:
                found.append("woning" if home else self._waits(index))
        return found

    def _waits(self, index: int) -> str:
        g, mens = self._g, self._people[index]
        if g.besluiten.beperkt(str(g.naam[index])):
            return WACHT[4]
        ready = g.vergunning[index]
        if g.gegeven[index] and not np.isnat(g.koppeldatum[index]):
            ready = max(ready, g.koppeldatum[index])
        elif not g.gegeven[index]:
            ready = max(ready, g.start)
        first = int(np.searchsorted(g.eindes, ready))
        if first == len(g.eindes):
            return WACHT[0]
        linked = self._codes == mens["koppelgemeente"]
        allowed = linked if g.gegeven[index] else self._keuze.toegestaan(mens)
        if not allowed.any():
            return WACHT[1]
        size = (int(g.personen[index]), int(mens["nareis_personen"]), mens["nareis_verwacht"])
        key = (first, allowed.tobytes(), *size, bool(mens["toegankelijk"]))
        if key not in self._memory:
            self._memory[key] = WACHT[3] if self._possible(index, allowed, first) else WACHT[2]
        if self._memory[key] == WACHT[3] and self._koppelruimte.houdt_als_enige_tegen(index, allowed):
            return WACHT[5]
        return self._memory[key]

    def _possible(self, index: int, allowed: np.ndarray, first: int) -> bool:
        """Say whether there is a location in reach, or a dwelling that fits and is not past."""
        if (allowed & self._served).any():
            return True
        g, supply = self._g, self._supply
        mine = supply["gemeentecode"].isin(self._codes[allowed]).to_numpy()
        if g.mens["toegankelijk"].iloc[index]:
            mine = mine & supply["toegankelijk"].to_numpy(dtype=bool)
        soon = np.timedelta64(7 * g.case.beleid.nareis_binnen_weken, "D")
        follows = dagen(g.mens["nareis_verwacht"].iloc[[index]])[0] <= g.eindes + soon
        size = g.personen[index] + follows * int(g.mens["nareis_personen"].iloc[index])
        low = supply["min_personen"].to_numpy(dtype=np.int64)[:, None]
        high = supply["max_personen"].to_numpy(dtype=np.int64)[:, None]
        fits = self._free & mine[:, None] & (low <= size[None, :]) & (size[None, :] <= high)
        return bool(fits[:, first:].any())


def toets_redenen(g: Gegevens, redenen: Redenen) -> Iterator[Bevinding]:
    """Check the reason code of every household."""
    found, expected = tekst(g.plaats["reden"]), tekst(redenen.alle())
    yield from g.bij(found != expected, "reden", "reden", found, expected)
