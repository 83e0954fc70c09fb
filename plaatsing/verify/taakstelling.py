"""The taakstelling of each municipality, and what the plan makes of it, worked out anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from plaatsing.kalender import Halfjaar
from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import DOORSTROOM, NAT, WONINGVORMEN, Gegevens

_TABEL = "taakstelling.csv"
VORMEN = (*WONINGVORMEN, DOORSTROOM)
Boek = dict[tuple[str, str], dict[str, Any]]


class Opgave:
    """The taakstelling book of a plan, recomputed household by household."""

    def __init__(self, gegevens: Gegevens) -> None:
        self._g = gegevens
        counts = gegevens.case.beleid.telt_mee
        g = gegevens
        into_site = g.via & counts[DOORSTROOM]
        into_home = np.array([counts.get(form, False) for form in g.vorm], dtype=bool)
        day = np.where(into_site, g.vertrek, np.where(into_home, g.verhuisdag, NAT))
        # People in a location before the plan are in `realisatie` already.
        self.dag = np.where(g.bewoner | (g.gemeente == ""), NAT, day)
        self.vorm = np.where(into_site, DOORSTROOM, g.vorm)

    def gerealiseerd(self, until: np.datetime64, code: str, form: str | None = None) -> int:
        """Return the persons that the plan realises for a municipality up to and including a day."""
        moves = self._moves.get(code, [])
        return sum(persons for day, persons, how in moves if day <= until and (form is None or how == form))

    @cached_property
    def _moves(self) -> dict[str, list[tuple[np.datetime64, int, str]]]:
        found: dict[str, list[tuple[np.datetime64, int, str]]] = defaultdict(list)
        for index in np.flatnonzero(~np.isnat(self.dag)).tolist():
            code = str(self._g.gemeente[index])
            found[code].append((self.dag[index], int(self._g.personen[index]), str(self.vorm[index])))
        return dict(found)

    @cached_property
    def boek(self) -> Boek:
        """Every figure by municipality and half-year."""
        return {
            (code, str(half)): row for code in self._g.gemeenten for half, row in self._balance(code).items()
        }

    def _balance(self, code: str) -> dict[Halfjaar, dict[str, Any]]:
        g, case = self._g, self._g.case
        own = g.gemeenten[code]
        opening = int(own["achterstand"])
        before = int(own["realisatie"]) + int(own["realisatie_overig"])
        linked = self._gekoppeld_bij_start.get(code, 0)
        cumulative, carried, first_task = opening, opening, 0
        rows: dict[Halfjaar, dict[str, Any]] = {}
        for position, half in enumerate(case.halfjaren):
            quota = self._quota(own, half, position == 0)
            correction = int(own["correctie"]) if position == 0 else 0
            swap = self._uitruil.get((str(half), code), 0)
            cumulative += quota + correction + swap
            first_task = cumulative if position == 0 else first_task
            given = own["koppelruimte"]
            room = cumulative - before - linked if pd.isna(given) else int(given) + cumulative - first_task
            end = np.datetime64(half.eind, "D")
            per_form = {f"gerealiseerd_{form}": self.gerealiseerd(end, code, form) for form in VORMEN}
            realised = before + sum(per_form.values())
            rows[half] = {
                "gemeente": str(own["gemeente"]),
                "taakstelling": quota,
                "achterstand": carried,
                "correctie": correction,
                "uitruil": swap,
                "gecorrigeerd": cumulative,
                "al_gerealiseerd": before,
                "gekoppeld": linked,
                "koppelruimte": max(0, room),
                **per_form,
                "gerealiseerd": realised,
                "verwacht": realised,
                "tekort": max(0, cumulative - realised),
                "voorsprong": max(0, realised - cumulative),
                **self._excused(code, own, half, position == 0, cumulative, before),
            }
            carried = cumulative - realised
        return rows

    def _quota(self, own: dict[str, Any], half: Halfjaar, first: bool) -> int:
        if first and not pd.isna(own["taakstelling"]):
            return int(own["taakstelling"])
        case = self._g.case
        product, total = case.instellingen.vg_voor(half) * int(own["inwoners"]), case.inwoners_nederland
        whole, rest = divmod(product, total)
        up = rest > 0 if case.instellingen.afronding == "boven" else 2 * rest >= total
        return whole + int(up)

    def _excused(
        self, code: str, own: dict[str, Any], half: Halfjaar, first: bool, task: int, before: int
    ) -> dict[str, Any]:
        day = np.datetime64(half.peildatum, "D")
        realised = before + self.gerealiseerd(day, code)
        given, drawn_up = own["gekoppeld_op_peildatum"], own["stand_per"]
        if first and not pd.isna(given) and drawn_up >= pd.Timestamp(half.peildatum):
            linked = int(given)
        else:
            linked = self._wachtend(day).get(code, 0)
        return {
            "peildatum": pd.Timestamp(half.peildatum),
            "gerealiseerd_op_peildatum": realised,
            "gekoppeld_op_peildatum": linked,
            "verschoonbaar": max(0, task - realised - linked),
        }

    def _wachtend(self, day: np.datetime64) -> dict[str, int]:
        """Return the persons linked by a day and not realised by then, by municipality."""
        if day not in self._waiting:
            g = self._g
            waits = (g.gemeente != "") & ~g.bewoner & (g.koppeldatum <= day) & ~(self.dag <= day)
            self._waiting[day] = _sum(g.gemeente[waits], g.personen[waits])
        return self._waiting[day]

    @cached_property
    def _waiting(self) -> dict[np.datetime64, dict[str, int]]:
        return {}

    @cached_property
    def _gekoppeld_bij_start(self) -> dict[str, int]:
        table = self._g.case.huishoudens
        in_coa = table[(table["in_locatie"] == "") & (table["koppelgemeente"] != "")]
        return _sum(in_coa["koppelgemeente"], in_coa["personen"])

    @cached_property
    def _uitruil(self) -> dict[tuple[str, str], int]:
        table = self._g.case.uitruil
        found: dict[tuple[str, str], int] = defaultdict(int)
        for half, code, persons in zip(
            table["halfjaar"], table["gemeentecode"], table["personen"], strict=True
        ):
            found[str(half), str(code)] += int(persons)
        return found

    @cached_property
    def koppelruimte_over(self) -> dict[tuple[str, str], int]:
        """Room for links less the persons newly linked by the end of each half-year; may be negative."""
        g = self._g
        proposed = ~g.gegeven & (g.gemeente != "")
        found = {}
        for half in self._g.case.halfjaren:
            by_then = proposed & (g.koppeldatum <= np.datetime64(half.eind, "D"))
            linked = _sum(g.gemeente[by_then], g.personen[by_then])
            for code in g.gemeenten:
                found[code, str(half)] = int(self.boek[code, str(half)]["koppelruimte"]) - linked.get(code, 0)
        return found

    @cached_property
    def boven_koppelruimte(self) -> dict[tuple[str, str], int]:
        """Persons newly linked above the room, where that is so."""
        return {key: -left for key, left in self.koppelruimte_over.items() if left < 0}

    @cached_property
    def achterstand_voor(self) -> dict[tuple[str, str], int]:
        """Arrears in persons at the end of the half-year before each half-year."""
        first = str(Halfjaar.van(self._g.case.instellingen.start))
        found = {(code, first): int(row["achterstand"]) for code, row in self._g.gemeenten.items()}
        for (code, half), row in self.boek.items():
            following = str(Halfjaar.parse(half).volgende())
            found[code, following] = int(row["gecorrigeerd"]) - int(row["verwacht"])
        return found


def toets_taakstelling(g: Gegevens, opgave: Opgave) -> Iterator[Bevinding]:
    """Check every column of the quota table."""
    table = g.plan.taakstelling
    seen = set()
    for row, cells in enumerate(table.to_dict("records"), start=2):
        key = (str(cells["gemeentecode"]), str(cells["halfjaar"]))
        subject = f"{key[0]} {key[1]}"
        if key not in opgave.boek or key in seen:
            yield Bevinding("taakstelling_rijen", _TABEL, row, subject)
            continue
        seen.add(key)
        for column, expected in opgave.boek[key].items():
            if cells[column] != expected:
                found = cells[column]
                yield Bevinding("taakstelling", _TABEL, row, subject, column, toon(found), toon(expected))
    for code, half in sorted(set(opgave.boek) - seen):
        yield Bevinding("taakstelling_rijen", _TABEL, None, f"{code} {half}")


def _sum(codes: Any, persons: Any) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for code, count in zip(codes, persons, strict=True):
        found[str(code)] += int(count)
    return found
