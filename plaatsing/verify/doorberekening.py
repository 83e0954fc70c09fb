"""The indicative ledger, worked out anew day by day and to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from plaatsing.kalender import Halfjaar, einde_kwartaal, kwartaal
from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import Gegevens
from plaatsing.verify.taakstelling import Opgave

_TABEL = "doorberekening.csv"
_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Regel:
    """One line of the ledger as it should be."""

    index: int
    van: date
    tot: date
    tarief_cent: int
    soort: str
    termijn: date
    begin: date
    zekerheid: tuple[str, ...]
    buiten_aftopping: int | None = None

    @property
    def dagen(self) -> int:
        """Days, both ends included."""
        return (self.tot - self.van).days + 1


def einde_termijn(g: Gegevens, index: int) -> date:
    """Return the later of permit + the weeks in COA and koppeling + the weeks after it."""
    term = g.case.beleid.termijn
    by_permit: date = g.vergunning[index].item() + timedelta(weeks=term.coa_weken)
    by_link: date = g.koppeldatum[index].item() + timedelta(weeks=term.na_koppeling_weken)
    return max(by_permit, by_link)


def eerste_dag(g: Gegevens, index: int) -> date | None:
    """Return the first day whose costs may be passed on, as the rule set reads it; None if none ever is."""
    reading = str(g.case.beleid.doorberekening.begin)
    if reading == "geen":
        return None
    if reading == "na_termijn":
        return einde_termijn(g, index) + _DAG
    anchor = g.koppeldatum[index].item() if reading == "na_halfjaar_koppeling" else einde_termijn(g, index)
    return Halfjaar.van(anchor).eind + _DAG


def regels(g: Gegevens, opgave: Opgave) -> list[Regel]:
    """Return every line that belongs in the ledger."""
    excused = (g.mens["verschoonbaar"] != "").to_numpy(dtype=bool)
    charged = (g.gemeente != "") & ~np.isnat(g.koppeldatum) & ~excused
    found = [line for index in np.flatnonzero(charged).tolist() for line in _of_household(g, index)]
    return _capped(g, opgave, found) if g.case.instellingen.aftopping else found


def _of_household(g: Gegevens, index: int) -> Iterator[Regel]:
    settings, rules = g.case.instellingen, g.case.beleid
    begin = eerste_dag(g, index)
    if begin is None:
        return
    leaves = g.erin[index] if g.bewoner[index] else g.vertrek[index]
    last = settings.horizon if np.isnat(leaves) else min(leaves.item() - _DAG, settings.horizon)
    van = max(begin, settings.start)
    while van <= last:
        tot = min(einde_kwartaal(van), last)
        tarief = rules.tarief_cent(van.year, str(g.mens["soort_opvang"].iloc[index]))
        yield Regel(
            index,
            van,
            tot,
            tarief.cent,
            "doorberekening" if g.gegeven[index] else "risico",
            einde_termijn(g, index),
            begin,
            (rules.doorberekening.zekerheid, tarief.zekerheid),
        )
        van = tot + _DAG


def _capped(g: Gegevens, opgave: Opgave, lines: list[Regel]) -> list[Regel]:
    """Charge, per municipality and half-year, no more persons than its arrears, longest waiting first."""
    queues: dict[tuple[str, str], set[int]] = defaultdict(set)
    for line in lines:
        if line.soort == "doorberekening":
            queues[_group(g, line)].add(line.index)
    within: dict[tuple[tuple[str, str], int], int] = {}
    for key, households in queues.items():
        left = opgave.achterstand_voor.get(key)
        for index in sorted(households, key=lambda i: (g.vergunning[i], str(g.naam[i]))):
            persons = int(g.personen[index])
            within[key, index] = persons if left is None else min(persons, max(0, left))
            left = None if left is None else left - persons
    return [
        replace(line, buiten_aftopping=int(g.personen[line.index]) - within[_group(g, line), line.index])
        if line.soort == "doorberekening"
        else line
        for line in lines
    ]


def _group(g: Gegevens, line: Regel) -> tuple[str, str]:
    return str(g.gemeente[line.index]), str(Halfjaar.van(line.van))


def toets_doorberekening(g: Gegevens, opgave: Opgave) -> Iterator[Bevinding]:
    """Check that the ledger has exactly the lines it should have, each right to the cent."""
    expected = {(str(g.naam[line.index]), line.van.isoformat()): line for line in regels(g, opgave)}
    table = g.plan.doorberekening
    seen = set()
    for row, cells in enumerate(table.to_dict("records"), start=2):
        key = (str(cells["huishouden"]), toon(cells["van"]))
        if key not in expected or key in seen:
            yield Bevinding("doorberekening_te_veel", _TABEL, row, key[0], "van", key[1])
            continue
        seen.add(key)
        line = expected[key]
        for regel, column, value in _cells(g, line):
            if cells[column] != value:
                found = toon(cells[column])
                yield Bevinding(regel, _TABEL, row, key[0], column, found, toon(value))
        yield from _texts(line, row, key[0], str(cells["grond"]), str(cells["zekerheid"]))
    for name, van in sorted(set(expected) - seen):
        days = f"{van} / {expected[name, van].tot}"
        yield Bevinding("doorberekening_ontbreekt", _TABEL, None, name, "van", "-", days)


def _cells(g: Gegevens, line: Regel) -> Iterator[tuple[str, str, object]]:
    index, horizon = line.index, g.case.instellingen.horizon
    persons = int(g.personen[index])
    code = str(g.gemeente[index])
    leaves = g.erin[index] if g.bewoner[index] else g.vertrek[index]
    stays = bool(np.isnat(leaves)) or leaves.item() > horizon
    facts = {
        "gemeentecode": code,
        "gemeente": str(g.gemeenten[code]["gemeente"]) if code in g.gemeenten else code,
        "personen": persons,
        "coa_locatie": str(g.mens["coa_locatie"].iloc[index]),
        "tot": pd.Timestamp(line.tot),
        "dagen": line.dagen,
        "kwartaal": kwartaal(line.van),
        "halfjaar": str(Halfjaar.van(line.van)),
        "soort_opvang": str(g.mens["soort_opvang"].iloc[index]),
        "doorlopend": stays and line.tot == horizon,
        "eerder_begonnen": line.begin < Halfjaar.van(line.van).start,
        "soort": line.soort,
    }
    for column, value in facts.items():
        yield "doorberekening_gegevens", column, value
    before = persons * line.dagen * line.tarief_cent
    off = (line.buiten_aftopping or 0) * line.dagen * line.tarief_cent
    yield "doorberekening_bedrag", "tarief_cent", line.tarief_cent
    yield "doorberekening_bedrag", "bedrag_voor_cent", before
    yield "doorberekening_bedrag", "aftopping_cent", off
    yield "doorberekening_bedrag", "bedrag_cent", before - off


def _texts(line: Regel, row: int, name: str, ground: str, certainty: str) -> Iterator[Bevinding]:
    """The wording is free; the term, the first day, the year and the certainty are not."""
    for column, text, parts in (
        ("grond", ground, (line.termijn.isoformat(), line.begin.isoformat(), str(line.van.year))),
        ("zekerheid", certainty, line.zekerheid),
    ):
        if not all(part in text for part in parts):
            yield Bevinding("doorberekening_grond", _TABEL, row, name, column, text, toon(parts))
