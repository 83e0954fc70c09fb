"""What a person decided, read anew from the tables of the case, and whether the plan keeps to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from plaatsing.verify.bevinding import Bevinding
from plaatsing.verify.gegevens import DOORSTROOM, NAT, WONINGVORMEN, dagen, tekst

if TYPE_CHECKING:
    from plaatsing.verify.gegevens import Bools, Gegevens

Cel = dict[str, str]

_TABEL = "plaatsingen.csv"
_NIET = "niet"
_REGEL = {
    "gemeente": "vastgezet_gemeente",
    "vorm": "vastgezet_vorm",
    "locatie": "vastgezet_locatie",
    "periode": "vastgezet_periode",
}


class Besloten:
    """The locks and the earlier plan of a case, by household, municipality and location."""

    def __init__(self, gegevens: Gegevens) -> None:
        self._g = gegevens
        self.per_huishouden: dict[str, list[Cel]] = defaultdict(list)
        self.maxima: dict[tuple[str, str], int] = {}
        self.locaties: dict[str, bool] = {}
        self.bevroren: np.datetime64 | None = None
        table = gegevens.case.vastgezet.sort_values(["sleutel", "veld", "keuze", "waarde", "reden"])
        for row in table.to_dict("records"):
            cells = {str(name): str(cell) for name, cell in row.items()}
            kind, key, value = cells["soort"], cells["sleutel"], cells["waarde"]
            if kind == "huishouden":
                self.per_huishouden[key].append(cells)
            elif kind == "gemeente":
                self.maxima[key, cells["veld"]] = int(value)
            elif kind == "locatie":
                self.locaties[key] = value == "ja"
            else:
                self.bevroren = np.datetime64(date.fromisoformat(value), "D")
        earlier = gegevens.case.eerder_plan
        self.eerder = {str(row["huishouden"]): row for row in earlier.to_dict("records")}
        names = [str(name) for name in earlier["huishouden"]]
        self._dagen = {
            column: dict(zip(names, dagen(earlier[column]), strict=True))
            for column in ("vertrek_coa", "uit_locatie")
        }

    @cached_property
    def verleden(self) -> Bools:
        """Who moved in the frozen past by the earlier plan: out of COA, or out of the location lived in."""
        g, moved = self._g, np.zeros(len(self._g.rij), dtype=bool)
        if self.bevroren is None:
            return moved
        for index, name in enumerate(g.naam):
            if name in self.eerder:
                column = "uit_locatie" if g.bewoner[index] else "vertrek_coa"
                moved[index] = self.dag(name, column) <= self.bevroren
        return moved

    @cached_property
    def _verhuisd(self) -> frozenset[str]:
        return frozenset(str(name) for name in self._g.naam[self.verleden])

    def dag(self, name: str, column: str) -> np.datetime64:
        """Return a day of the earlier plan; NaT where it has none."""
        day: np.datetime64 = self._dagen[column].get(name, NAT)
        return day

    def waarden(self, name: str, veld: str, *, niet: bool = False, reden: bool = False) -> set[str]:
        """Return what rows about a household say of a field: what it only may have, or (`niet`) may not.

        With `reden` only rows that give a reason count.
        """
        return {
            cells["waarde"]
            for cells in self.per_huishouden.get(name, [])
            if cells["veld"] == veld and (cells["keuze"] == _NIET) == niet and (cells["reden"] or not reden)
        }

    def beperkt(self, name: str) -> bool:
        """Say whether a person decided about a household, or about the past of all."""
        return name in self.per_huishouden or self.bevroren is not None

    def mag_buiten(self, index: int, veld: str, value: str) -> bool:
        """Say whether a household may go before a rule: a lock with a reason, or the frozen past."""
        name = str(self._g.naam[index])
        return bool(self.verleden[index]) or value in self.waarden(name, veld, reden=True)

    def gemeenten(self, name: str, codes: list[str], allowed: Bools) -> Bools:
        """Narrow where a household may be linked to what a person says of it."""
        if not self.beperkt(name):
            return allowed
        only, never = self.waarden(name, "gemeente"), self.waarden(name, "gemeente", niet=True)
        if only:
            allowed = np.array([code in only for code in codes], dtype=bool)
        left = np.asarray(allowed & np.array([code not in never for code in codes], dtype=bool))
        if name in self._verhuisd:
            left = np.array([code == self.eerder[name]["koppelgemeente"] for code in codes], dtype=bool)
        return left

    @cached_property
    def wacht(self) -> Bools:
        """Who waits though a person decided otherwise, or though it moved in the frozen past."""
        g = self._g
        must = [
            any(cells["keuze"] == "moet" for cells in self.per_huishouden.get(str(name), []))
            for name in g.naam
        ]
        waits = np.where(g.bewoner, g.vorm == DOORSTROOM, g.vorm == "coa")
        return np.asarray(waits & (np.array(must, dtype=bool) | self.verleden))

    @cached_property
    def boven_maximum(self) -> dict[tuple[str, str], int]:
        """Persons above each limit on a municipality, by municipality and kind."""
        g = self._g
        leaves = ~g.bewoner & (g.vorm != "coa")
        counted = {"plaatsen": leaves, "koppelen": leaves & ~g.gegeven}
        found = {
            (code, kind): int(g.personen[counted[kind] & (g.gemeente == code)].sum()) - most
            for (code, kind), most in self.maxima.items()
        }
        return {key: over for key, over in found.items() if over > 0}

    @cached_property
    def anders_open(self) -> list[str]:
        """Candidates that open, or stay closed, against a decision."""
        g = self._g
        return sorted(
            name
            for name, asked in self.locaties.items()
            if g.locaties[name]["status"] == "kandidaat" and g.geopend[name] != asked
        )

    @cached_property
    def gewijzigd(self) -> int:
        """Households that end elsewhere, in another form or by another location than in the earlier plan."""
        g = self._g
        return sum(
            (code, form, site)
            != tuple(str(self.eerder[name][column]) for column in ("koppelgemeente", "vorm", "locatie"))
            for name, code, form, site in zip(
                g.naam, tekst(g.plaats["koppelgemeente"]), g.vorm, g.locatie, strict=True
            )
            if name in self.eerder
        )


def toets_vastgezet(g: Gegevens, b: Besloten) -> Iterator[Bevinding]:
    """Check that each household keeps to what was decided about it, and that its row says what that is."""
    stated, expected = tekst(g.plaats["vastgezet"]), [_tekst(b, str(name)) for name in g.naam]
    yield from g.bij(stated != tekst(expected), "vastgezet_tekst", "vastgezet", stated, expected)
    left = np.where(g.bewoner, ~np.isnat(g.eruit), ~np.isnat(g.vertrek))
    for index in np.flatnonzero(left & ~b.verleden).tolist():
        if str(g.naam[index]) in b.per_huishouden:
            yield from _household(g, b, index)
    entered = g.via & ~g.bewoner & ~b.verleden
    closed = [name for name, asked in b.locaties.items() if not asked and _exists(g, name)]
    yield from g.bij(entered & np.isin(g.locatie, closed), "vastgezet_locatie", "locatie", g.locatie)
    yield from _past(g, b)


def _household(g: Gegevens, b: Besloten, index: int) -> Iterator[Bevinding]:
    name, final, site = str(g.naam[index]), str(g.vorm[index]), str(g.locatie[index])
    lived = bool(g.bewoner[index])
    first = DOORSTROOM if site and not lived else final
    day = g.eruit[index] if lived else g.vertrek[index]
    only, never = b.waarden(name, "vorm"), b.waarden(name, "vorm", niet=True)
    homes = only & set(WONINGVORMEN)
    wrong_form = bool(only) and first not in only
    wrong_form |= bool({first, final} & never)
    wrong_form |= bool(homes) and final in WONINGVORMEN and final not in homes
    found: list[tuple[str, str, str, bool]] = [("vorm", "vorm", final, wrong_form)]
    code = str(g.gemeente[index])
    found.append(("gemeente", "koppelgemeente", code, not _keeps(b, name, "gemeente", code)))
    if not lived:
        found.append(("locatie", "locatie", site, not _keeps(b, name, "locatie", site)))
    moved = "uit_locatie" if lived else "vertrek_coa"
    found.append(("periode", moved, str(day), not _in_time(g, b, name, day)))
    for veld, column, value, wrong in found:
        if wrong:
            asked = " / ".join(
                f"{cells['keuze']} {cells['waarde']}"
                for cells in b.per_huishouden[name]
                if cells["veld"] == veld or (veld == "periode" and cells["veld"] in ("vanaf", "uiterlijk"))
            )
            row = int(g.rij[index])
            yield Bevinding(_REGEL[veld], _TABEL, row, name, column, value or "-", asked)


def _keeps(b: Besloten, name: str, veld: str, value: str) -> bool:
    only = b.waarden(name, veld)
    return (not only or value in only) and value not in b.waarden(name, veld, niet=True)


def _in_time(g: Gegevens, b: Besloten, name: str, day: np.datetime64) -> bool:
    """Say whether a day of leaving lies in the periods and between the days that were decided."""
    starts = np.append(g.start, g.eindes[:-1] + np.timedelta64(1, "D"))
    at = min(int(np.searchsorted(g.eindes, day)), len(g.eindes) - 1)

    def within(values: set[str]) -> bool:
        return any(starts[at] <= np.datetime64(value, "D") <= g.eindes[at] for value in values)

    only, never = b.waarden(name, "periode"), b.waarden(name, "periode", niet=True)
    early = any(day < np.datetime64(value, "D") for value in b.waarden(name, "vanaf"))
    late = any(day > np.datetime64(value, "D") for value in b.waarden(name, "uiterlijk"))
    return (not only or within(only)) and not within(never) and not early and not late


def _past(g: Gegevens, b: Besloten) -> Iterator[Bevinding]:
    """Check the frozen past: moves of the earlier plan stand, and there are no others."""
    if b.bevroren is None:
        return
    for index, name in enumerate(g.naam):
        row = b.eerder.get(str(name))
        for column, day in (("vertrek_coa", g.vertrek[index]), ("uit_locatie", g.eruit[index])):
            if column == "vertrek_coa" and g.bewoner[index]:
                continue
            planned = b.dag(str(name), column)
            was = bool(b.verleden[index]) and planned <= b.bevroren
            if (was and not np.isnat(g.vertrek[index]) and day != planned) or (not was and day <= b.bevroren):
                place = (_TABEL, int(g.rij[index]), str(name), column)
                yield Bevinding("bevroren", *place, str(day), str(planned) if was else f"> {b.bevroren}")
        left = ~np.isnat(g.eruit[index] if g.bewoner[index] else g.vertrek[index])
        if b.verleden[index] and left and row is not None:
            yield from _as_it_was(g, b, index, row)


def _as_it_was(g: Gegevens, b: Besloten, index: int, row: dict[Any, Any]) -> Iterator[Bevinding]:
    assert b.bevroren is not None
    done = {"koppelgemeente": str(g.gemeente[index]), "locatie": str(g.locatie[index])}
    moved_on = b.dag(str(g.naam[index]), "uit_locatie") <= b.bevroren
    if not row["locatie"] or moved_on:
        done["vorm"] = str(g.vorm[index])
    for column, found in done.items():
        if found != str(row[column]):
            place = (_TABEL, int(g.rij[index]), str(g.naam[index]), column)
            yield Bevinding("bevroren", *place, found or "-", str(row[column]) or "-")


def _exists(g: Gegevens, name: str) -> bool:
    return bool(g.locaties[name]["status"] == "bestaand")


def _tekst(b: Besloten, name: str) -> str:
    said = []
    for cells in b.per_huishouden.get(name, []):
        reason = f" ({cells['reden']})" if cells["reden"] else ""
        said.append(f"{cells['veld']} {cells['keuze']} {cells['waarde']}{reason}")
    if b.bevroren is not None:
        said.append(f"bevroren_tot {b.bevroren}")
    return "; ".join(said)
