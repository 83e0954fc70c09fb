"""Locations: open or not, how full night by night, and whom they serve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from plaatsing.verify.afstand import Bereik
from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import DAG, DOORSTROOM, Bools, Gegevens, Ints, dagen

_TABEL = "locaties.csv"
AFGESPROKEN = "afgesproken"
AF_TE_SPREKEN = "deelname nog af te spreken"


@dataclass(frozen=True)
class Bezetting:
    """Nights in the locations by period, counted from the placements and the input.

    Night t stands for all nights of period t: whoever comes in on the last day of a period is counted
    from the next one. The last column is the night after the horizon. All arrays have shape (L, T + 1).
    """

    gegevens: Gegevens

    @cached_property
    def namen(self) -> list[str]:
        """Locations, in order of name."""
        return list(self.gegevens.locaties)

    @cached_property
    def _laatste_dag(self) -> np.ndarray:
        return np.append(self.gegevens.eindes, self.gegevens.horizon + DAG)

    def _som(self, amount: Ints, who: Bools) -> Ints:
        g = self.gegevens
        number = {name: row for row, name in enumerate(self.namen)}
        site = np.array([number.get(name, -1) for name in g.locatie], dtype=np.int64)
        rows = np.flatnonzero(who & (site >= 0))
        table = np.zeros((len(self.namen), len(self._laatste_dag)), dtype=np.int64)
        enters, leaves = g.erin[rows][:, None], g.eruit[rows][:, None]
        night = self._laatste_dag[None, :]
        present = (enters < night) & (np.isnat(leaves) | (leaves >= night))
        np.add.at(table, site[rows], present * amount[rows][:, None])
        return table

    @cached_property
    def personen(self) -> Ints:
        """Persons present."""
        return self._som(self.gegevens.personen, np.ones(len(self.gegevens.rij), dtype=bool))

    @cached_property
    def kamers(self) -> Ints:
        """Bedrooms in use."""
        return self._som(self.gegevens.kamers, np.ones(len(self.gegevens.rij), dtype=bool))

    @cached_property
    def bruikbaar(self) -> Bools:
        """Whether the input lets nights be spent there in the whole period."""
        g = self.gegevens
        table = [g.locaties[name] for name in self.namen]
        opens = dagen(pd.Series([row["open_vanaf"] for row in table], dtype="datetime64[s]"))[:, None]
        closes = dagen(pd.Series([row["open_tot"] for row in table], dtype="datetime64[s]"))[:, None]
        first = np.append(g.start, g.eindes)[None, :]
        last = np.append(g.eindes - DAG, g.horizon)[None, :]
        return np.asarray((np.isnat(opens) | (first >= opens)) & (np.isnat(closes) | (last <= closes)))

    @cached_property
    def open(self) -> Bools:
        """Whether the location is open, by the input's dates and the plan's choice."""
        chosen = np.array([self.gegevens.geopend[name] for name in self.namen], dtype=bool)
        return np.asarray(self.bruikbaar & chosen.reshape(-1, 1))

    def kolom(self, name: str) -> np.ndarray:
        """Return a column of the input per location, shape (L, 1); missing rooms are -1."""
        cells = [self.gegevens.locaties[site][name] for site in self.namen]
        whole = [-1 if pd.isna(cell) else int(cell) for cell in cells]
        return np.array(whole, dtype=np.int64).reshape(-1, 1)

    @cached_property
    def plaatsen(self) -> Ints:
        """Places."""
        return np.where(self.open, self.kolom("capaciteit_personen"), 0)

    @cached_property
    def boven(self) -> Ints:
        """Persons above the places."""
        return np.asarray(np.maximum(self.personen - self.plaatsen, 0))

    @cached_property
    def kamers_boven(self) -> Ints:
        """Bedrooms in use above those there are; zero where they are not counted."""
        rooms = self.kolom("kamers")
        return np.where(rooms >= 0, np.maximum(self.kamers - np.where(self.open, rooms, 0), 0), 0)

    @cached_property
    def te_leeg(self) -> Ints:
        """Persons short of the least occupancy; the first period and the last night are not held to it."""
        held = self.open.copy()
        held[:, [0, -1]] = False
        return np.where(held, np.maximum(self.kolom("min_bezetting") - self.personen, 0), 0)

    def vroeger(self, amount: Ints, room: str) -> Ints:
        """Return by how much the residents of before the plan alone would be too many."""
        g = self.gegevens
        number = {name: row for row, name in enumerate(self.namen)}
        present = np.zeros((len(self.namen), 1), dtype=np.int64)
        for site, count in zip(g.case.huishoudens["in_locatie"], amount, strict=True):
            if site in number:
                present[number[site], 0] += int(count)
        existing = np.array([g.locaties[name]["status"] == "bestaand" for name in self.namen], dtype=bool)
        there = np.where(self.bruikbaar & existing.reshape(-1, 1), np.maximum(self.kolom(room), 0), 0)
        return np.asarray(np.maximum(present - there, 0))


def toets_bezetting(g: Gegevens, bezetting: Bezetting) -> Iterator[Bevinding]:
    """Check that no night has more persons or bedrooms than there are.

    Only residents of before the plan may be too many, and then as a named shortage.
    """
    table = g.case.huishoudens
    for regel, found, over, there, excused in (
        (
            "capaciteit",
            bezetting.personen,
            bezetting.boven,
            bezetting.plaatsen,
            bezetting.vroeger(table["personen"].to_numpy(), "capaciteit_personen"),
        ),
        (
            "kamers",
            bezetting.kamers,
            bezetting.kamers_boven,
            np.where(bezetting.open, np.maximum(bezetting.kolom("kamers"), 0), 0),
            bezetting.vroeger(table["slaapkamers"].to_numpy(), "kamers"),
        ),
    ):
        column = "personen" if regel == "capaciteit" else "kamers_bezet"
        for site, t in np.argwhere(over > excused).tolist():
            limit = f"<= {int(there[site, t] + excused[site, t])}"
            yield _bevinding(g, bezetting, site, t, regel, column, int(found[site, t]), limit)


def toets_tabel(g: Gegevens, bezetting: Bezetting) -> Iterator[Bevinding]:
    """Check the table of locations: every location and period once, as the input and the placements say."""
    table = g.plan.locaties
    keys = list(zip(table["locatie"], table["periode"], strict=True))
    names, periods = bezetting.namen, len(g.eindes) + 1
    place = {key: row for row, key in enumerate(keys)}
    for row, (name, period) in enumerate(keys):
        if name not in g.locaties or not 1 <= period <= periods or place[name, period] != row:
            yield Bevinding("locatie_rijen", _TABEL, row + 2, str(name), "periode", toon(period))
    wanted = [(site, t) for site, name in enumerate(names) for t in range(periods)]
    for site, t in wanted:
        if (names[site], t + 1) not in place:
            yield Bevinding("locatie_rijen", _TABEL, None, names[site], "periode", "-", toon(t + 1))
    known = [(site, t, place[names[site], t + 1]) for site, t in wanted if (names[site], t + 1) in place]
    if not known:
        return
    site, t, row = np.array(known, dtype=np.int64).T
    for regel, column, values in _columns(g, bezetting):
        found = table[column].to_numpy(dtype=object)[row]
        expected = values[site, t]
        for index in np.flatnonzero(~_same(found, expected)).tolist():
            yield Bevinding(
                regel,
                _TABEL,
                int(row[index]) + 2,
                names[int(site[index])],
                column,
                toon(found[index]),
                toon(expected[index]),
            )


def _columns(g: Gegevens, bezetting: Bezetting) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield rule, column and the values it should have, shape (L, T + 1)."""
    shape = bezetting.personen.shape
    sites = [g.locaties[name] for name in bezetting.namen]
    codes = [str(row["gemeentecode"]) for row in sites]
    for column, cells in (("gemeentecode", codes), ("status", [str(row["status"]) for row in sites])):
        yield "locatie_gegevens", column, _wide(cells, shape)
    inside = {code: str(row["gemeente"]) for code, row in g.gemeenten.items()}
    if all(code in inside for code in codes):
        yield "locatie_gegevens", "gemeente", _wide([inside[code] for code in codes], shape)
    first = [*(period.van for period in g.case.perioden), g.case.instellingen.horizon]
    last = [*(period.tot for period in g.case.perioden), g.case.instellingen.horizon]
    for column, days in (("van", first), ("tot", last)):
        stamps = np.empty(len(days), dtype=object)
        stamps[:] = [pd.Timestamp(day) for day in days]
        yield "locatie_gegevens", column, np.broadcast_to(stamps[None, :], shape)
    yield "locatie_geopend", "geopend", _wide([g.geopend[name] for name in bezetting.namen], shape)
    yield "bezetting", "personen", bezetting.personen
    yield "kamers_bezet", "kamers_bezet", bezetting.kamers
    yield "capaciteit_tabel", "capaciteit", bezetting.plaatsen
    rooms = np.where(bezetting.open, bezetting.kolom("kamers"), 0).astype(object)
    rooms[np.broadcast_to(bezetting.kolom("kamers") < 0, shape)] = pd.NA
    yield "capaciteit_tabel", "kamers", rooms
    yield "boven_capaciteit", "boven_capaciteit", bezetting.boven


def toets_gebruik(g: Gegevens, bereik: Bereik) -> Iterator[Bevinding]:
    """Check, per household, that its location is open, opens in time, and serves its municipality."""
    known = np.array([name in g.locaties for name in g.locatie], dtype=bool)
    yield from g.bij(g.via & ~known, "locatie_onbekend", "locatie", g.locatie)
    new = known & ~g.bewoner
    shut = np.array([not g.geopend.get(name, True) for name in g.locatie], dtype=bool)
    yield from g.bij(new & shut, "locatie_dicht", "locatie", g.locatie)
    opens = dagen(
        pd.Series(
            [g.locaties[name]["open_vanaf"] if name in g.locaties else pd.NaT for name in g.locatie],
            dtype="datetime64[s]",
        )
    )
    yield from g.bij(new & (g.erin < opens), "locatie_niet_open", "in_locatie", g.erin, opens)
    pairs = list(zip(g.locatie, g.gemeente, strict=True))
    serves = np.array([not ok or bereik.bedient(*pair) for ok, pair in zip(known, pairs, strict=True)])
    named = [g.besluiten.mag_buiten(index, "locatie", str(site)) for index, site in enumerate(g.locatie)]
    formed = [g.besluiten.mag_buiten(index, "vorm", DOORSTROOM) for index in range(len(g.locatie))]
    decided = np.array(named, dtype=bool)
    yield from g.bij(new & ~decided & ~serves.astype(bool), "bereik", "locatie", g.locatie, g.gemeente)
    chooses = np.array([DOORSTROOM in g.vormen(code) for code in g.gemeente], dtype=bool)
    forms = [g.vormen(code) for code in g.gemeente]
    refused = new & ~(decided | np.array(formed, dtype=bool)) & ~chooses
    yield from g.bij(refused, "vorm_niet_gekozen", "locatie", [DOORSTROOM] * len(forms), forms)
    expected = [
        _deelname(g, bereik, *pair, lived=bool(lived)) for pair, lived in zip(pairs, g.bewoner, strict=True)
    ]
    found = g.plaats["deelname"].to_numpy(dtype=object)
    wrong = (found != np.array(expected, dtype=object)) & (known | ~g.via)
    yield from g.bij(wrong, "deelname", "deelname", found, expected)


def toets_uitbreidingen(g: Gegevens) -> Iterator[Bevinding]:
    """Check that an extension is open only with the location it extends."""
    for name, row in g.locaties.items():
        parent = str(row["uitbreiding_van"])
        if g.geopend[name] and row["status"] == "kandidaat" and not g.geopend.get(parent, True):
            yield Bevinding("uitbreiding", _TABEL, None, name, "geopend", "ja", f"{parent}: ja")


def _deelname(g: Gegevens, bereik: Bereik, locatie: str, code: str, *, lived: bool) -> str:
    if locatie not in g.locaties:
        return ""
    candidate = g.locaties[locatie]["status"] == "kandidaat"
    agreed = lived or (bereik.bedient(locatie, code) and not candidate)
    return AFGESPROKEN if agreed else AF_TE_SPREKEN


def _bevinding(
    g: Gegevens, bezetting: Bezetting, site: int, t: int, regel: str, column: str, found: int, limit: str
) -> Bevinding:
    table = g.plan.locaties
    name = bezetting.namen[site]
    rows = np.flatnonzero(((table["locatie"] == name) & (table["periode"] == t + 1)).to_numpy())
    return Bevinding(regel, _TABEL, int(rows[0]) + 2 if len(rows) else None, name, column, toon(found), limit)


def _wide(cells: list[Any], shape: tuple[int, ...]) -> np.ndarray:
    column = np.empty((len(cells), 1), dtype=object)
    column[:, 0] = cells
    return np.broadcast_to(column, shape)


def _same(found: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Compare cell by cell; two missing cells are the same."""
    pairs = zip(found, expected, strict=True)
    return np.array(
        [bool(pd.isna(a) and pd.isna(b)) or (not pd.isna(a) and not pd.isna(b) and a == b) for a, b in pairs],
        dtype=bool,
    )
