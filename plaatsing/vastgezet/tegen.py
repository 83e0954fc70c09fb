"""Locks that go before a rule: which rule, and what the model must allow for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plaatsing.bereik import case_bereik
from plaatsing.instantie.keuze import CRITERIA, Keuze
from plaatsing.instantie.rijen import Rij, rijen
from plaatsing.problemen import Problem
from plaatsing.schema.vastgezet import REDENEN
from plaatsing.vastgezet.eerder import Eerder
from plaatsing.vastgezet.slot import DOORSTROOM

if TYPE_CHECKING:
    from plaatsing.case import Case

Paar = tuple[str, str]

REGELS = {
    "harde_criteria": "de harde criteria van dit huishouden",
    "koppelgebied": "het koppelgebied van de opvanglocatie",
    "bereik": "het bereik van de locatie",
    "vorm_niet_gekozen": "de vormen die de gemeente kiest",
}
"""Rules that a person may go before, with a reason."""


class Breuk(NamedTuple):
    """A lock that goes before a rule.

    Attributes
    ----------
    regel : str
        Key of `REGELS`.
    rij : dict
        The row of the table of locks.
    """

    regel: str
    rij: Rij


@dataclass(frozen=True)
class Uitzonderingen:
    """What the locks of a case ask beyond its rules.

    Attributes
    ----------
    case : Case
        The case.
    """

    case: Case

    @cached_property
    def _keuze(self) -> Keuze:
        return Keuze(self.case)

    @cached_property
    def _vormen(self) -> dict[str, tuple[str, ...]]:
        return dict(zip(self.case.gemeenten["gemeentecode"], self.case.gemeenten["vormen"], strict=True))

    @cached_property
    def _served(self) -> set[tuple[str, str]]:
        pairs = case_bereik(self.case)
        return set(zip(pairs["locatie"], pairs["gemeentecode"], strict=True))

    @cached_property
    def _mensen(self) -> dict[str, Rij]:
        besluiten = self.case.besluiten
        wanted = {*besluiten.sloten, *(besluiten.eerder if besluiten.bevroren_tot else ())}
        table = self.case.huishoudens
        return {str(row["huishouden"]): row for row in rijen(table[table["huishouden"].isin(wanted)])}

    def _gemeenten(self, mens: Rij) -> list[str]:
        """Return the municipalities left for a locked household."""
        if mens["koppelgemeente"]:
            return [str(mens["koppelgemeente"])]
        codes = self._keuze.codes
        return [code for code, allowed in zip(codes, self._keuze.allowed(mens), strict=True) if allowed]

    @cached_property
    def breuken(self) -> list[Breuk]:
        """Every lock that goes before a rule, in the order of the table."""
        return [
            breuk
            for name, rows in self.case.besluiten.per_huishouden.items()
            if name in self._mensen and self.case.besluiten.verleden(name) is None
            for row in rows
            if row["keuze"] != "niet"
            for breuk in self._broken(self._mensen[name], row)
        ]

    def _broken(self, mens: Rij, row: Rij) -> Iterator[Breuk]:
        value = str(row["waarde"])
        if row["veld"] == "gemeente" and not mens["koppelgemeente"]:
            criteria = tuple(str(mens[name]) for name in CRITERIA)
            at = self._keuze.codes.index(value)
            if not self._keuze.meets(criteria)[at]:
                yield Breuk("harde_criteria", row)
            elif not self._keuze.candidates(str(mens["coa_locatie"]), criteria)[at]:
                yield Breuk("koppelgebied", row)
        elif row["veld"] == "locatie":
            reached = [code for code in self._gemeenten(mens) if (value, code) in self._served]
            if not reached:
                yield Breuk("bereik", row)
            elif not any(DOORSTROOM in self._vormen[code] for code in reached):
                yield Breuk("vorm_niet_gekozen", row)
        elif row["veld"] == "vorm" and value != "coa":
            chosen = [value in self._vormen[code] for code in self._gemeenten(mens)]
            stays = bool(mens["in_locatie"]) and value == DOORSTROOM
            if not any(chosen) and not stays:
                yield Breuk("vorm_niet_gekozen", row)

    @cached_property
    def paren(self) -> dict[str, frozenset[Paar]]:
        """Pairs of location and municipality beyond the rules, by household."""
        found: dict[str, set[Paar]] = defaultdict(set)
        for regel, row in self.breuken:
            name = str(row["sleutel"])
            codes = self._gemeenten(self._mensen[name])
            if row["veld"] == "locatie":
                pairs = {(str(row["waarde"]), code) for code in codes}
                found[name] |= pairs if regel == "bereik" else pairs & self._served
            elif regel == "vorm_niet_gekozen" and row["waarde"] == DOORSTROOM:
                found[name] |= {pair for pair in self._served if pair[1] in codes}
        for name, past in self._verleden.items():
            found[name] |= {(past.locatie, past.gemeente)} if past.locatie else set()
        return _filled(found, self._ordinary_pair)

    def _ordinary_pair(self, pair: Paar) -> bool:
        return pair in self._served and DOORSTROOM in self._vormen[pair[1]]

    @cached_property
    def vormen(self) -> dict[str, frozenset[Paar]]:
        """Pairs of municipality and form of dwelling beyond the rules, by household."""
        found: dict[str, set[Paar]] = defaultdict(set)
        for regel, row in self.breuken:
            name = str(row["sleutel"])
            if regel == "vorm_niet_gekozen" and row["veld"] == "vorm" and row["waarde"] != DOORSTROOM:
                codes = self._gemeenten(self._mensen[name])
                found[name] |= {(code, str(row["waarde"])) for code in codes}
        for name, past in self._verleden.items():
            found[name].add((past.gemeente, past.vorm))
        return _filled(found, lambda pair: pair[1] in self._vormen[pair[0]])

    @cached_property
    def _verleden(self) -> dict[str, Eerder]:
        besluiten = self.case.besluiten
        past = {name: besluiten.verleden(name) for name in sorted(self._mensen)}
        there = set(self.case.doorstroomlocaties["locatie"])
        return {
            name: row
            for name, row in past.items()
            if row is not None and row.gemeente in self._vormen and (not row.locatie or row.locatie in there)
        }


def _filled(found: dict[str, set[Paar]], ordinary: Callable[[Paar], bool]) -> dict[str, frozenset[Paar]]:
    beyond = {name: frozenset(pair for pair in pairs if not ordinary(pair)) for name, pairs in found.items()}
    return {name: pairs for name, pairs in beyond.items() if pairs}


def problems_of(case: Case, bestand: str) -> list[Problem]:
    """Report each lock that goes before a rule: an error without a reason, a warning with one."""
    if not len(case.vastgezet):
        return []
    problems = []
    for regel, row in Uitzonderingen(case).breuken:
        reason = str(row["reden"])
        gaat_voor = f"deze beslissing gaat voor {REGELS[regel]}"
        problems.append(
            Problem(
                bestand,
                gaat_voor if reason else f"{gaat_voor}; verwacht een reden: {', '.join(REDENEN)}",
                onderwerp=str(row["sleutel"]),
                kolom="waarde" if reason else "reden",
                gevonden=str(row["waarde"]),
                ernst="waarschuwing" if reason else "fout",
                code="vastgezet_tegen_regel",
            )
        )
    return problems
