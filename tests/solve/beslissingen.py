"""Decisions of a person, drawn at random, and read once more straight from their wording."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from plaatsing import Case, CaseError, solve
from plaatsing.vastgezet import eerder_plan

Rij = dict[str, Any]

VELDEN = ("gemeente", "gemeente", "vorm", "vorm", "locatie", "locatie", "periode", "vanaf", "uiterlijk")
VORMEN = ("eigen", "flex", "tijdelijk", "doorstroomlocatie", "coa")


def met_beslissingen(case: Case, seed: int) -> Case:
    """Add locks, an earlier plan and a weight on changing it; the same seed gives the same case."""
    rng = np.random.default_rng([seed, 7])
    rows = [row for row in _rows(rng, case) if _possible(case, [row])]
    kept: list[Rij] = []
    for row in rows:
        if _possible(case, [*kept, row]):
            kept.append(row)
    earlier = None
    if rng.random() < 0.6:
        earlier = _shaken(rng, case, eerder_plan(solve(case, gap=0.0)))
        if rng.random() < 0.5:
            day = rng.choice([str(period.tot) for period in case.perioden])
            kept.append({"soort": "plan", "veld": "bevroren_tot", "waarde": str(day)})
    settings = case.instellingen.model_dump(exclude_unset=True)
    settings["doelen"] = settings.get("doelen", {}) | {"wijziging": float(rng.choice([0.0, 800.0, 30_000.0]))}
    settings["straffen"] = settings.get("straffen", {}) | {
        "vastgezet": float(rng.choice([700.0, 50_000.0])),
        "vaste_locatie": float(rng.choice([9_000.0, 1_000_000.0])),
    }
    return _made(case, settings, kept, earlier)


def _made(case: Case, settings: Rij, rows: list[Rij], earlier: pd.DataFrame | None = None) -> Case:
    tables: dict[str, pd.DataFrame | None] = dict(case.tabellen)
    tables["vastgezet"] = pd.DataFrame(rows) if rows else None
    tables["eerder_plan"] = earlier
    return dataclasses.replace(Case.from_tables(settings, **tables), beleid=case.beleid)


def _possible(case: Case, rows: list[Rij]) -> bool:
    try:
        _made(case, case.instellingen.model_dump(exclude_unset=True), rows)
    except CaseError:
        return False
    return True


def _rows(rng: Generator, case: Case) -> list[Rij]:
    codes, sites = case.gemeenten["gemeentecode"].tolist(), case.doorstroomlocaties["locatie"].tolist()
    rows: list[Rij] = []
    for name in case.huishoudens["huishouden"]:
        for _ in range(int(rng.choice([0, 0, 1, 1, 2]))):
            veld = str(rng.choice(VELDEN))
            if veld == "locatie" and not sites:
                veld = "vorm"
            day = str(case.perioden[int(rng.integers(len(case.perioden)))].tot)
            values = {"gemeente": codes, "vorm": VORMEN, "locatie": sites}.get(veld, [day])
            rows.append(
                {
                    "soort": "huishouden",
                    "sleutel": name,
                    "veld": veld,
                    "keuze": str(rng.choice(["alleen", "moet", "niet"])),
                    "waarde": str(rng.choice(values)),
                    "reden": "besluit" if rng.random() < 0.8 else "",
                }
            )
    for code in codes:
        rows += [
            {"soort": "gemeente", "sleutel": code, "veld": veld, "waarde": int(rng.integers(4))}
            for veld in ("plaatsen", "koppelen")
            if rng.random() < 0.25
        ]
    for site in sites:
        if rng.random() < 0.4:
            asked = str(rng.choice(["ja", "nee"]))
            rows.append({"soort": "locatie", "sleutel": site, "veld": "open", "waarde": asked})
    return rows


def _shaken(rng: Generator, case: Case, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return an earlier plan that forgot some households, and had others elsewhere."""
    table = earlier[rng.random(len(earlier)) < 0.85].reset_index(drop=True)
    codes, sites = case.gemeenten["gemeentecode"].tolist(), ["", *case.doorstroomlocaties["locatie"]]
    for row in table.index[rng.random(len(table)) < 0.4]:
        table.loc[row, "koppelgemeente"] = str(rng.choice(codes))
        table.loc[row, "vorm"] = str(rng.choice(VORMEN))
        table.loc[row, "locatie"] = str(rng.choice(sites))
    return table if len(table) else earlier


class Beslissingen:
    """The decisions in a case, in plain loops over its rows."""

    def __init__(self, case: Case, served: Callable[[str, str], bool]) -> None:
        self.case, self._served = case, served
        self.rows = [
            {str(name): cell for name, cell in row.items()} for row in case.vastgezet.to_dict("records")
        ]
        self.vormen = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["vormen"], strict=True))
        self.bevroren = next(
            (date.fromisoformat(row["waarde"]) for row in self.rows if row["soort"] == "plan"), None
        )
        self.eerder = {
            row["huishouden"]: {
                str(name): cell.date() if isinstance(cell, pd.Timestamp) else None if cell is pd.NaT else cell
                for name, cell in row.items()
            }
            for row in case.eerder_plan.to_dict("records")
        }

    def van(self, household: Rij, veld: str, *keuzes: str, reden: bool = False) -> set[str]:
        """What the rows about a household say of a field."""
        return {
            row["waarde"]
            for row in self.rows
            if (row["soort"], row["sleutel"], row["veld"]) == ("huishouden", household["huishouden"], veld)
            and row["keuze"] in keuzes
            and (row["reden"] or not reden)
        }

    def alleen(self, household: Rij, veld: str) -> set[str]:
        return self.van(household, veld, "alleen", "moet")

    def vast(self, household: Rij) -> Rij | None:
        """What happened to a household in the frozen past."""
        row = self.eerder.get(household["huishouden"])
        if row is None or self.bevroren is None:
            return None
        day = row["uit_locatie"] if household["in_locatie"] else row["vertrek_coa"]
        return row if day is not None and day <= self.bevroren else None

    def gemeenten(self, household: Rij, allowed: list[str]) -> list[str]:
        past, only = self.vast(household), self.alleen(household, "gemeente")
        if past is not None:
            return [code for code in self.vormen if code == past["koppelgemeente"]]
        codes = [code for code in sorted(self.vormen) if code in only] if only else allowed
        return [code for code in codes if code not in self.van(household, "gemeente", "niet")]

    def vorm_mag(self, household: Rij, codes: list[str], code: str, vorm: str) -> bool:
        """Whether a form of dwelling may be used: chosen, or decided where no municipality chooses it."""
        past = self.vast(household)
        if vorm in self.vormen[code]:
            return True
        if past is not None:
            return (code, vorm) == (past["koppelgemeente"], past["vorm"])
        nobody = not any(vorm in self.vormen[other] for other in codes)
        return nobody and vorm in self.alleen(household, "vorm")

    def locatie_mag(self, household: Rij, codes: list[str], site: str, code: str) -> bool:
        """Whether a location may be used for a municipality: reach and form, or decided."""
        chosen = "doorstroomlocatie" in self.vormen[code]
        if self._served(site, code) and chosen:
            return True
        past = self.vast(household)
        if past is not None:
            return (site, code) == (past["locatie"], past["koppelgemeente"])
        nobody = not any("doorstroomlocatie" in self.vormen[other] for other in codes)
        if self._served(site, code) and nobody and "doorstroomlocatie" in self.alleen(household, "vorm"):
            return True
        if site not in self.alleen(household, "locatie"):
            return False
        reached = [other for other in codes if self._served(site, other)]
        if not reached:
            return True
        return code in reached and not any("doorstroomlocatie" in self.vormen[other] for other in reached)

    def houdt(self, household: Rij, fate: Rij, perioden: Any) -> bool:
        """Whether what happens to a household keeps to the decisions; staying always does.

        `fate` has gemeente, first (form of the first place), last (form at the end), locatie, vertrek (day of
        leaving COA, or the location lived in), uit (day of leaving a location entered) and blijft.
        """
        if fate["blijft"]:
            return True
        day, past = fate["vertrek"], self.vast(household)
        if past is not None:
            return self._as_it_was(household, fate, past)
        if self.bevroren is not None and day <= self.bevroren:
            return False
        only = self.alleen(household, "vorm")
        homes = only - {"doorstroomlocatie", "coa"}
        never = self.van(household, "vorm", "niet")
        if only and fate["first"] not in only:
            return False
        if fate["first"] in never or (fate["last"] in never and fate["last"] != fate["first"]):
            return False
        if homes and fate["last"] in ("eigen", "flex", "tijdelijk") and fate["last"] not in homes:
            return False
        if not household["in_locatie"]:
            sites = self.alleen(household, "locatie")
            if (sites and fate["locatie"] not in sites) or fate["locatie"] in self.van(
                household, "locatie", "niet"
            ):
                return False
        return self._in_time(household, day, perioden)

    def _in_time(self, household: Rij, day: date, perioden: Any) -> bool:
        period = next(p for p in perioden if p.van <= day <= p.tot)

        def within(days: set[str]) -> bool:
            return any(period.van <= date.fromisoformat(text) <= period.tot for text in days)

        only = self.alleen(household, "periode")
        if (only and not within(only)) or within(self.van(household, "periode", "niet")):
            return False
        early = any(day < date.fromisoformat(text) for text in self.alleen(household, "vanaf"))
        late = any(day > date.fromisoformat(text) for text in self.alleen(household, "uiterlijk"))
        return not early and not late

    def _as_it_was(self, household: Rij, fate: Rij, past: Rij) -> bool:
        assert self.bevroren is not None
        if (fate["gemeente"], fate["locatie"]) != (past["koppelgemeente"], past["locatie"]):
            return False
        if household["in_locatie"]:
            return bool(fate["vertrek"] == past["uit_locatie"] and fate["last"] == past["vorm"])
        if fate["vertrek"] != past["vertrek_coa"]:
            return False
        if not past["locatie"]:
            return bool(fate["last"] == past["vorm"])
        gone = past["uit_locatie"] is not None and past["uit_locatie"] <= self.bevroren
        if gone:
            return bool(fate["uit"] == past["uit_locatie"] and fate["last"] == past["vorm"])
        later = fate["uit"] is None or fate["uit"] > self.bevroren
        return later and fate["last"] not in self.van(household, "vorm", "niet") - {"doorstroomlocatie"}

    def kost(self, household: Rij, fate: Rij) -> float:
        """Euro of waiting where it must move, and of ending differently than in the earlier plan."""
        straf, euro = self.case.instellingen.straffen.vastgezet, 0.0
        must = any(
            row["sleutel"] == household["huishouden"] and row["keuze"] == "moet"
            for row in self.rows
            if row["soort"] == "huishouden"
        )
        if fate["blijft"] and (must or self.vast(household) is not None):
            euro += straf * household["personen"]
        before = self.eerder.get(household["huishouden"])
        if before is not None:
            same = (before["koppelgemeente"], before["vorm"], before["locatie"])
            if same != (fate["gemeente"], fate["last"], fate["locatie"]):
                euro += self.case.instellingen.doelen.wijziging
        return euro

    def dicht(self, site: str) -> bool:
        """Whether nobody may newly enter an existing location."""
        return self.open(site) is False

    def open(self, site: str) -> bool | None:
        """What was decided about a location."""
        found = [row["waarde"] for row in self.rows if (row["soort"], row["sleutel"]) == ("locatie", site)]
        return found[0] == "ja" if found else None

    def maxima(self) -> list[tuple[str, bool, int]]:
        """Municipality, whether only new links count, and persons at most."""
        return [
            (row["sleutel"], row["veld"] == "koppelen", int(row["waarde"]))
            for row in self.rows
            if row["soort"] == "gemeente"
        ]
