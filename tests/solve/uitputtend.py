"""The best plan of a small case, by trying every combination of what can happen to each household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from plaatsing.case import Case

from .spelregels import DAG, Lot, Spelregels, rijen

LEVENSDUUR = timedelta(days=1461)


class Uitputtend:
    """Sharing rules and the search."""

    def __init__(self, case: Case) -> None:
        self.regels = Spelregels(case)
        self.case = case
        self.straf = case.instellingen.straffen
        self.w = case.instellingen.doelen
        self.n = len(self.regels.eindes)
        self.loten = [
            sorted(self.regels.loten(row), key=lambda lot: lot.kosten) for row in self.regels.huishoudens
        ]
        self.opgave = self._opgave()
        self.bewoners = Counter[str]()
        self.bewoners_kamers = Counter[str]()
        for row in self.regels.huishoudens:
            if row["in_locatie"]:
                self.bewoners[row["in_locatie"]] += row["personen"]
                self.bewoners_kamers[row["in_locatie"]] += row["slaapkamers"]
        self.geen = Counter[str]()

    # -- what each municipality has to do --------------------------------------------------------------

    def _opgave(self) -> dict[tuple[str, date], tuple[int, int, int]]:
        """Per municipality and half-year end: gecorrigeerd, still to realise, room to link; cumulative."""
        regels = self.regels
        total = sum(row["inwoners"] for row in regels.gemeenten.values())
        swaps = rijen(self.case.uitruil)
        found = {}
        for code, row in regels.gemeenten.items():
            task = row["achterstand"]
            later = 0
            linked = sum(
                person["personen"]
                for person in regels.huishoudens
                if person["koppelgemeente"] == code and not person["in_locatie"]
            )
            done = row["realisatie"] + row["realisatie_overig"]
            for number, end in enumerate(regels.halfjaar_eindes):
                name = f"{end.year}-{'I' if end.month == 6 else 'II'}"
                vg = self.case.instellingen.vg_voor(name)
                quota = (2 * vg * row["inwoners"] + total) // (2 * total)
                if number == 0 and row["taakstelling"] is not None:
                    quota = row["taakstelling"]
                added = quota + (row["correctie"] if number == 0 else 0)
                added += sum(
                    swap["personen"]
                    for swap in swaps
                    if swap["gemeentecode"] == code and swap["halfjaar"] == name
                )
                task += added
                later += added if number else 0
                room = task - done - linked
                if row["koppelruimte"] is not None:
                    room = row["koppelruimte"] + later
                found[code, end] = (task, task - done, max(room, 0))
        return found

    # -- sharing ---------------------------------------------------------------------------------------

    def past(self, chosen: Sequence[Lot]) -> bool:
        """Whether dwellings and places suffice; what is short for people already there may be short."""
        regels = self.regels
        for number, pool in enumerate(regels.pools):
            movers = [lot for lot in chosen if lot.pool == number]
            for day in sorted({lot.verhuist_op for lot in movers if lot.verhuist_op}):
                used = sum(
                    lot.personen if pool.in_personen else 1
                    for lot in movers
                    if lot.verhuist_op and lot.verhuist_op <= day
                )
                if used > sum(count for free, count in pool.komt_vrij if free <= day):
                    return False
        for name in {lot.locatie for lot in chosen if lot.locatie}:
            for night in range(self.n + 1):
                for present, room, before in self._nacht(chosen, name, night):
                    if room is not None and present > room + max(before - room, 0):
                        return False
        return True

    def _nacht(
        self, chosen: Sequence[Lot], name: str, night: int
    ) -> tuple[tuple[int, int | None, int], tuple[int, int | None, int]]:
        """Persons and bedrooms in a location: in use, there are, in use at the start."""
        site = self.regels.locaties[name]
        inside = [lot for lot in chosen if lot.locatie == name and night in lot.nachten]
        is_open = self._is_open(site, night)
        rooms = site["kamers"]
        return (
            (
                sum(lot.personen for lot in inside),
                site["capaciteit_personen"] if is_open else 0,
                self.bewoners[name],
            ),
            (
                sum(lot.kamers for lot in inside),
                None if rooms is None else int(rooms) if is_open else 0,
                self.bewoners_kamers[name],
            ),
        )

    def _is_open(self, site: dict[str, Any], night: int) -> bool:
        regels = self.regels
        first = regels.start if night == 0 else regels.eindes[night - 1]
        last = regels.horizon if night == self.n else regels.eindes[night] - DAG
        return (site["open_vanaf"] is None or site["open_vanaf"] <= first) and (
            site["open_tot"] is None or last <= site["open_tot"]
        )

    def geopend(self, chosen: Sequence[Lot]) -> set[str]:
        """Candidates that must be open: those in use, and what they extend."""
        return self._met_ouders({lot.locatie for lot in chosen})

    def _met_ouders(self, names: set[str]) -> set[str]:
        found: set[str] = set()
        for first in names:
            name = first
            while name and name not in found and self.regels.locaties[name]["status"] == "kandidaat":
                found.add(name)
                name = self.regels.locaties[name]["uitbreiding_van"]
        return found

    def _openen(self, names: set[str]) -> float:
        euro, spent = 0.0, 0.0
        for name in names:
            site = self.regels.locaties[name]
            first = site["open_vanaf"] or self.regels.start
            last = site["open_tot"] or first + LEVENSDUUR - DAG
            begin, end = max(first, self.regels.start), min(last, self.regels.horizon)
            share = max((end - begin).days + 1, 0) / max((last - first).days + 1, 1)
            euro += self.w.kosten * share * site["transitiekosten"]
            spent += site["transitiekosten"]
        settings = self.case.instellingen
        if settings.budget is not None:
            euro += self.straf.budget * max(spent - settings.budget, 0)
        if settings.max_nieuwe_locaties is not None:
            euro += self.straf.max_nieuwe_locaties * max(len(names) - settings.max_nieuwe_locaties, 0)
        return euro

    def tekort(self, chosen: Sequence[Lot], extra: Counter[str]) -> float:
        """Euro of shortages, as if `extra` persons per municipality were realised in time as well."""
        euro, largest = 0.0, 0.0
        for (code, end), (corrected, quota, _) in self.opgave.items():
            done = extra[code] + sum(
                lot.personen for lot in chosen if lot.gemeente == code and lot.telt_op and lot.telt_op <= end
            )
            short = max(quota - done, 0)
            euro += self.w.tekort * short
            if corrected > 0:
                largest = max(largest, short / corrected)
        return euro + self.w.ongelijkheid * largest

    def gedeeld(self, chosen: Sequence[Lot]) -> float:
        """Euro of what households share, in a complete plan."""
        euro = self.tekort(chosen, self.geen) + self._boven_maxima(chosen)
        for (code, end), (_, _, room) in self.opgave.items():
            linked = sum(
                lot.personen
                for lot in chosen
                if lot.gemeente == code and lot.nieuw_gekoppeld and lot.nieuw_gekoppeld <= end
            )
            euro += self.straf.koppelruimte * max(linked - room, 0)
        for name in self.regels.locaties:
            for night in range(self.n + 1):
                weeks = self.regels.week(night)
                for inside, places, _ in self._nacht(chosen, name, night):
                    if places is not None:
                        euro += self.straf.plaatsen * weeks * max(inside - places, 0)
        return euro + min(self._kosten_van_openen(chosen, names) for names in self._openingen(chosen))

    def _openingen(self, chosen: Sequence[Lot]) -> list[set[str]]:
        """Ways to open: what is in use, and any of the locations that a person wants open."""
        used = self.geopend(chosen)
        wanted = [
            name
            for name, site in self.regels.locaties.items()
            if site["status"] == "kandidaat" and name not in used and self.regels.beslist.open(name)
        ]
        found = []
        for flags in product((False, True), repeat=len(wanted)):
            extra = {name for name, flag in zip(wanted, flags, strict=True) if flag}
            found.append(used | self._met_ouders(extra))
        return found

    def _kosten_van_openen(self, chosen: Sequence[Lot], names: set[str]) -> float:
        euro = self._openen(names)
        for name, site in self.regels.locaties.items():
            decided = self.regels.beslist.open(name)
            if site["status"] == "kandidaat" and decided is not None:
                euro += self.straf.vaste_locatie * (decided != (name in names))
            for night in range(1, self.n):
                if (site["status"] == "bestaand" or name in names) and self._is_open(site, night):
                    (persons, _, _), _ = self._nacht(chosen, name, night)
                    lack = max(site["min_bezetting"] - persons, 0)
                    euro += self.straf.min_bezetting * self.regels.week(night) * lack
        return euro

    def _boven_maxima(self, chosen: Sequence[Lot]) -> float:
        """Euro of persons above what a person set for a municipality."""
        euro = 0.0
        for code, only_new, most in self.regels.beslist.maxima():
            persons = sum(
                lot.personen
                for lot in chosen
                if lot.gemeente == code
                and not lot.is_bewoner
                and (lot.pool >= 0 or lot.locatie)
                and (lot.nieuw_gekoppeld or not only_new)
            )
            euro += self.straf.vastgezet * max(persons - most, 0)
        return euro

    # -- the search ------------------------------------------------------------------------------------

    def beste(self) -> tuple[float, tuple[Lot, ...]]:
        """The least cost of any plan, and one such plan."""
        order = sorted(range(len(self.loten)), key=lambda i: len(self.loten[i]))
        fates = [self.loten[i] for i in order]
        least = [min(lot.kosten for lot in options) for options in fates]
        rest = [sum(least[i:]) for i in range(len(fates) + 1)]
        potential: list[Counter[str]] = [Counter() for _ in range(len(fates) + 1)]
        for i in range(len(fates) - 1, -1, -1):
            potential[i] = potential[i + 1].copy()
            for code in {lot.gemeente for lot in fates[i] if lot.telt_op}:
                potential[i][code] += fates[i][0].personen
        best, plan = float("inf"), tuple[Lot, ...]()

        def descend(level: int, chosen: list[Lot], own: float) -> None:
            nonlocal best, plan
            if level == len(fates):
                total = own + self.gedeeld(chosen)
                if total < best - 1e-9:
                    best, plan = total, tuple(chosen)
                return
            for lot in fates[level]:
                reached = own + lot.kosten
                if reached + rest[level + 1] >= best:
                    break
                chosen.append(lot)
                hopeful = reached + rest[level + 1] + self.tekort(chosen, potential[level + 1])
                hopeful += self._openen(self.geopend(chosen))
                if hopeful < best and self.past(chosen):
                    descend(level + 1, chosen, reached)
                chosen.pop()

        descend(0, [], 0.0)
        return best, plan
