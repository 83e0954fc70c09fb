"""Whether room for links alone keeps a household waiting, worked out anew from input and placements."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from plaatsing.verify.afstand import Bereik
from plaatsing.verify.gegevens import DOORSTROOM, Bools, Dagen, Gegevens, Ints, dagen, tekst
from plaatsing.verify.locaties import Bezetting
from plaatsing.verify.taakstelling import Opgave
from plaatsing.verify.woningen import perioden

Maat = tuple[str, str, int, int, bool, int, str]
"""Municipality, form, least and most persons, accessible, last period to move in, unit."""


class Koppelruimte:
    """Room for links, dwellings that nobody moves into, and places in the night after the horizon."""

    def __init__(self, g: Gegevens, bereik: Bereik, bezetting: Bezetting, opgave: Opgave) -> None:
        self._g, self._bereik, self._bezetting, self._opgave = g, bereik, bezetting, opgave
        self._codes = list(g.gemeenten)
        self._memory: dict[tuple[object, ...], bool] = {}

    def houdt_als_enige_tegen(self, index: int, gemeenten: Bools) -> bool:
        """Say whether no municipality has room to link a household for which there still is a place.

        Parameters
        ----------
        index : int
            The household.
        gemeenten : array of bool
            Where it may be linked, by municipality in order of code.
        """
        g, mens = self._g, self._g.mensen[index]
        if g.gegeven[index]:
            return False
        day = max(g.vergunning[index], g.start)
        key = (
            gemeenten.tobytes(),
            int(np.searchsorted(g.eindes, day)),
            sum(bool(day <= end) for end in self._halfjaren),
            *(mens[name] for name in ("personen", "slaapkamers", "nareis_personen", "toegankelijk")),
            str(mens["nareis_verwacht"]),
        )
        if key not in self._memory:
            self._memory[key] = self._alleen_koppelruimte(index, day, gemeenten)
        return self._memory[key]

    def _alleen_koppelruimte(self, index: int, day: np.datetime64, gemeenten: Bools) -> bool:
        g = self._g
        still_to_end = day <= self._halfjaren
        enough = (self._over[:, still_to_end] >= g.personen[index]).all(axis=1)
        if (gemeenten & enough).any():
            return False
        limited = {code for code, _kind in g.besluiten.maxima}
        named = (self._codes[at] for at in np.flatnonzero(gemeenten).tolist())
        return any(
            self._woning_over(index, code) or self._plek_over(index, code)
            for code in named
            if code not in limited
        )

    @cached_property
    def _halfjaren(self) -> Dagen:
        return np.array([half.eind for half in self._g.case.halfjaren], dtype="datetime64[D]")

    @cached_property
    def _over(self) -> Ints:
        """Room for links left, by municipality and half-year."""
        left, halves = self._opgave.koppelruimte_over, [str(half) for half in self._g.case.halfjaren]
        table = [[left[code, half] for half in halves] for code in self._codes]
        return np.array(table, dtype=np.int64).reshape(len(self._codes), len(halves))

    @cached_property
    def _woningen(self) -> dict[Maat, int]:
        """Dwellings, or persons of a forecast, that nobody moves into."""
        g = self._g
        supply = g.case.woningaanbod
        first, last = perioden(g, supply)
        kinds: dict[str, Maat] = {}
        left: dict[Maat, int] = {}
        for row, begins, ends in zip(supply.to_dict("records"), first.tolist(), last.tolist(), strict=True):
            code, form = str(row["gemeentecode"]), str(row["vorm"])
            if begins > ends or form not in g.vormen(code):
                continue
            size = (int(row["min_personen"]), int(row["max_personen"]), bool(row["toegankelijk"]))
            kind = (code, form, *size, ends, str(row["eenheid"]))
            kinds[str(row["aanbod"])] = kind
            left[kind] = left.get(kind, 0) + int(row["aantal"])
        for name, persons in zip(tekst(g.plaats["aanbod"]), g.personen.tolist(), strict=True):
            if name in kinds:
                left[kinds[name]] -= persons if kinds[name][-1] == "persoon" else 1
        return left

    @cached_property
    def _per_gemeente(self) -> dict[str, list[tuple[Maat, int]]]:
        found: dict[str, list[tuple[Maat, int]]] = {}
        for kind, number in self._woningen.items():
            if number > 0:
                found.setdefault(kind[0], []).append((kind, number))
        return found

    def _woning_over(self, index: int, code: str) -> bool:
        g, mens = self._g, self._g.mensen[index]
        persons = int(g.personen[index])
        for (_code, _form, least, most, accessible, ends, unit), number in self._per_gemeente.get(code, []):
            day = g.eindes[ends]
            too_soon = day < max(g.vergunning[index], g.start)
            if too_soon or number < (persons if unit == "persoon" else 1):
                continue
            if least <= self._grootte(index, day) <= most and (accessible or not mens["toegankelijk"]):
                return True
        return False

    def _grootte(self, index: int, day: np.datetime64) -> int:
        g, mens = self._g, self._g.mensen[index]
        soon = np.timedelta64(7 * g.case.beleid.nareis_binnen_weken, "D")
        follows = dagen(g.mens["nareis_verwacht"].iloc[[index]])[0] <= day + soon
        return int(g.personen[index]) + (int(mens["nareis_personen"]) if follows else 0)

    @cached_property
    def _plekken(self) -> dict[str, tuple[int, float]]:
        """Places and bedrooms left in each open location in the night after the horizon."""
        b = self._bezetting
        rooms = b.kolom("kamers")[:, 0].astype(float)
        rooms[rooms < 0] = np.inf
        places = b.plaatsen[:, -1] - b.personen[:, -1]
        left = zip(places.tolist(), (rooms - b.kamers[:, -1]).tolist(), strict=True)
        rows = zip(b.namen, left, b.open[:, -1], strict=True)
        return {name: number for name, number, is_open in rows if is_open}

    def _plek_over(self, index: int, code: str) -> bool:
        g = self._g
        return DOORSTROOM in g.vormen(code) and any(
            places >= g.personen[index] and rooms >= g.kamers[index] and self._bereik.bedient(site, code)
            for site, (places, rooms) in self._plekken.items()
        )
