"""Locks that go before a rule: which rule, and what the model must allow for them."""

from __future__ import annotations

from collections.abc import Iterator
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
            if name in self._mensen
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
    def paren(self) -> set[tuple[str, str]]:
        """Pairs of location and municipality for locked households only."""
        found: set[tuple[str, str]] = set()
        for regel, row in self.breuken:
            codes = self._gemeenten(self._mensen[str(row["sleutel"])])
            if row["veld"] == "locatie":
                found |= {(str(row["waarde"]), code) for code in codes}
            elif regel == "vorm_niet_gekozen" and row["waarde"] == DOORSTROOM:
                found |= {pair for pair in self._served if pair[1] in codes}
        found |= {(row.locatie, row.gemeente) for row in self._verleden if row.locatie}
        return {pair for pair in found if pair not in self._served or DOORSTROOM not in self._vormen[pair[1]]}

    @cached_property
    def vormen(self) -> set[tuple[str, str]]:
        """Pairs of municipality and form of dwelling for locked households only."""
        found = {
            (code, str(row["waarde"]))
            for regel, row in self.breuken
            if regel == "vorm_niet_gekozen" and row["veld"] == "vorm" and row["waarde"] != DOORSTROOM
            for code in self._gemeenten(self._mensen[str(row["sleutel"])])
        }
        found |= {(row.gemeente, row.vorm) for row in self._verleden}
        return {(code, form) for code, form in found if form not in self._vormen[code]}

    @cached_property
    def _verleden(self) -> list[Eerder]:
        besluiten = self.case.besluiten
        past = [besluiten.verleden(name) for name in sorted(self._mensen)]
        there = set(self.case.doorstroomlocaties["locatie"])
        return [
            row
            for row in past
            if row is not None and row.gemeente in self._vormen and (not row.locatie or row.locatie in there)
        ]

    @cached_property
    def huishoudens(self) -> set[str]:
        """Households for which the model allows more than the rules do."""
        past = [name for name in self._mensen if self.case.besluiten.verleden(name) is not None]
        return {str(row["sleutel"]) for _, row in self.breuken} | set(past)


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
