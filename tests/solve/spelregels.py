"""The rules once more, straight from their wording, for cases small enough to try everything.

Nothing here uses the model or what builds it: plain loops over the rows of a case, dates as dates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from plaatsing.case import Case

from .beslissingen import Beslissingen

DAG = timedelta(days=1)
EINDE_DER_TIJDEN = date(9999, 12, 31)

Rij = dict[str, Any]


def rijen(table: pd.DataFrame) -> list[Rij]:
    """Rows with dates as dates and missing dates as None."""
    found = []
    for record in table.to_dict("records"):
        row: Rij = {}
        for name, value in record.items():
            if isinstance(value, pd.Timestamp):
                row[str(name)] = value.date()
            elif not isinstance(value, tuple) and pd.isna(value):
                row[str(name)] = None
            else:
                row[str(name)] = value
        found.append(row)
    return found


@dataclass(frozen=True)
class Pool:
    """Equal dwellings: what comes free on which day, and until when one may move in."""

    gemeente: str
    vorm: str
    kleinste: int
    grootste: int
    toegankelijk: bool
    laatste: date
    in_personen: bool
    komt_vrij: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class Lot:
    """One thing that can happen to one household.

    Nights are numbered by period: night t is all of period t, the night after the horizon is the last number.
    """

    kosten: float
    gemeente: str
    nieuw_gekoppeld: date | None
    telt_op: date | None
    locatie: str
    nachten: range
    pool: int
    verhuist_op: date | None
    personen: int
    kamers: int
    is_bewoner: bool


class Spelregels:
    """A case with the rules about one household."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.settings = case.instellingen
        self.w = case.instellingen.doelen
        self.start, self.horizon = self.settings.start, self.settings.horizon
        self.slot = self.horizon + timedelta(weeks=self.settings.eindweken)
        self.gemeenten = {row["gemeentecode"]: row for row in rijen(case.gemeenten)}
        self.huishoudens = sorted(rijen(case.huishoudens), key=lambda row: row["huishouden"])
        self.locaties = {row["locatie"]: row for row in rijen(case.doorstroomlocaties)}
        self.paren = rijen(case.paren)
        self.beslist = Beslissingen(case, lambda site, code: self.bedient(self.locaties[site], code))

    # -- time ------------------------------------------------------------------------------------------

    def _period_ends(self, until: date) -> list[date]:
        """Period ends from the start: anew after each quarter end, and the horizon is one."""
        ends = []
        first = self.start
        while first <= until:
            quarter_month = ((first.month + 2) // 3) * 3
            quarter_end = _month_end(first.year, quarter_month)
            if self.settings.periode == "maand":
                last = _a_month_later(first) - DAG
            else:
                last = first + (6 if self.settings.periode == "week" else 13) * DAG
            last = min(last, quarter_end)
            ends.append(last)
            first = last + DAG
        return ends

    @cached_property
    def eindes(self) -> list[date]:
        return [day for day in self._period_ends(self.horizon) if day < self.horizon] + [self.horizon]

    def telt_vanaf(self, day: date) -> date:
        """Goals count from the day itself, or with telling "periode" from the end of its period."""
        if self.settings.telling == "dag" or day < self.start:
            return day
        all_ends = sorted({*self.eindes, *self._period_ends(max(day, self.slot) + 31 * DAG)})
        return next(end for end in all_ends if end >= day)

    def week(self, night: int) -> float:
        """Weeks of a penalty in each period; the night after the horizon counts as one week."""
        if night == len(self.eindes):
            return 1.0
        before = self.start - DAG if night == 0 else self.eindes[night - 1]
        return (self.eindes[night] - before).days / 7

    @cached_property
    def halfjaar_eindes(self) -> list[date]:
        found = []
        for year in range(self.start.year, self.horizon.year + 1):
            found += [date(year, 6, 30), date(year, 12, 31)]
        return [day for day in found if self.start <= day <= self.horizon]

    # -- dwellings -------------------------------------------------------------------------------------

    @cached_property
    def pools(self) -> list[Pool]:
        grouped: dict[tuple[str, str, int, int, bool, date, bool], list[tuple[date, int]]] = {}
        for row in rijen(self.case.woningaanbod):
            if not row["aantal"]:
                continue
            possible = [day for day in self.eindes if day >= row["beschikbaar_vanaf"]]
            possible = [day for day in possible if row["tot"] is None or day <= row["tot"]]
            if not possible:
                continue
            key = (
                row["gemeentecode"],
                row["vorm"],
                row["min_personen"],
                row["max_personen"],
                row["toegankelijk"],
                possible[-1],
                row["eenheid"] == "persoon",
            )
            grouped.setdefault(key, []).append((possible[0], row["aantal"]))
        return [Pool(*key, tuple(sorted(grouped[key]))) for key in sorted(grouped)]

    def past_bij(self, household: Rij, pool: Pool, day: date) -> bool:
        size = household["personen"]
        expected = household["nareis_verwacht"]
        soon = timedelta(weeks=self.case.beleid.nareis_binnen_weken)
        if household["nareis_personen"] and expected is not None and expected <= day + soon:
            size += household["nareis_personen"]
        return (
            pool.kleinste <= size <= pool.grootste
            and (pool.toegankelijk or not household["toegankelijk"])
            and pool.komt_vrij[0][0] <= day <= pool.laatste
        )

    # -- reach and linking -----------------------------------------------------------------------------

    def km(self, van: Rij, code: str) -> float:
        """Between a location or municipality and a municipality; no own table of distances in these cases."""
        to = self.gemeenten[code]
        line = math.hypot(van["x_rd"] - to["x_rd"], van["y_rd"] - to["y_rd"]) / 1000
        return float(line * self.settings.omrijfactor)

    def bereikt(self, locatie: Rij, code: str) -> bool:
        return "doorstroomlocatie" in self.gemeenten[code]["vormen"] and self.bedient(locatie, code)

    def bedient(self, locatie: Rij, code: str) -> bool:
        """Whether a location can serve a municipality, whatever forms that one chooses."""
        taking_part = locatie["deelnemende_gemeenten"]
        if locatie["status"] == "bestaand":
            return code in taking_part if taking_part else code == locatie["gemeentecode"]
        near = self.km(locatie, code) <= self.settings.afstandslimiet_km
        own = self.gemeenten[locatie["gemeentecode"]]["provinciecode"]
        same = own == self.gemeenten[code]["provinciecode"]
        return near and same and (not taking_part or code in taking_part)

    def mag_naar(self, household: Rij) -> list[str]:
        """Municipalities a household may be linked to."""
        codes = sorted(self.gemeenten)
        scope = codes
        if self.settings.koppeling == "provincie":
            sites = {row["coa_locatie"]: row for row in rijen(self.case.coa_locaties)}
            site = sites.get(household["coa_locatie"])
            if site is not None and site["gemeentecode"] in self.gemeenten:
                province = self.gemeenten[site["gemeentecode"]]["provinciecode"]
                scope = [code for code in codes if self.gemeenten[code]["provinciecode"] == province]
        hard = [name for name in ("gezin", "werk", "studie", "medisch") if household[name]]
        if not hard:
            return scope
        met = [code for code in codes if all(self._voldoet(name, household[name], code) for name in hard)]
        return [code for code in met if code in scope] or met

    def _voldoet(self, criterion: str, wanted: str, code: str) -> bool:
        radius = self.case.beleid.straal_km[criterion]
        return code == wanted or (radius > 0 and self.km(self.gemeenten[wanted], code) <= radius)

    # -- euros of one household ------------------------------------------------------------------------

    def past_in(self, household: Rij, code: str) -> float:
        """Euro per person of a koppelgemeente: fit and the planner's own cost."""
        region = self.gemeenten[code]["arbeidsmarktregiocode"]
        fit = 1.0
        if household["regioadvies"]:
            fit = float(region in household["regioadvies"])
        scored = False
        for who in ("", household["huishouden"]):
            rows = [
                row
                for row in self.paren
                if row["huishouden"] == who and not row["locatie"] and row["score"] is not None
            ]
            if rows and not scored:
                fit, scored = 0.0, True
            for row in rows:
                if row["arbeidsmarktregio"] == region:
                    fit = row["score"]
            for row in rows:
                if row["gemeentecode"] == code:
                    fit = row["score"]
        own = sum(
            row["kosten_euro_per_persoon"]
            for row in self.paren
            if row["huishouden"] in ("", household["huishouden"])
            and not row["locatie"]
            and row["kosten_euro_per_persoon"] is not None
            and code_or_region(row, code, region)
        )
        return float(self.w.passendheid * (1 - fit) + self.w.kosten * own)

    def opvang(self, household: Rij, leaves: date) -> float:
        """Euro of the goals of waiting in COA until a day."""
        permit, persons = household["vergunningdatum"], household["personen"]
        since = max(self.telt_vanaf(permit), self.start)
        late = max(self.telt_vanaf(permit + timedelta(weeks=14)), self.start)
        waited, over = max((leaves - since).days, 0), max((leaves - late).days, 0)
        euro = self.w.wachttijd * waited / 7 + self.w.overschrijding * over / 7
        euro += self.w.kosten * self._tarief(household, since, leaves)
        if household["koppelgemeente"] and not household["verschoonbaar"]:
            deadline = max(permit + timedelta(weeks=14), household["koppeldatum"] + timedelta(weeks=12))
            half_end = date(deadline.year, 6, 30) if deadline.month <= 6 else date(deadline.year, 12, 31)
            first = max(half_end + DAG, self.start)
            euro += self.w.doorberekening * self._tarief(household, first, leaves)
        return float(persons * euro)

    def _tarief(self, household: Rij, first: date, leaves: date) -> float:
        cents = 0
        day = first
        while day < leaves:
            turn = min(date(day.year + 1, 1, 1), leaves)
            tariff = self.case.beleid.tarief_cent(day.year, household["soort_opvang"])
            cents += tariff.cent * (turn - day).days
            day = turn
        return cents / 100

    def voorkeur(self, code: str, vorm: str) -> float:
        forms = self.gemeenten[code]["vormen"]
        return float(self.w.vormvoorkeur * (forms.index(vorm) if vorm in forms else len(forms)))

    def paar_locatie(self, locatie: Rij, code: str) -> float:
        region = self.gemeenten[code]["arbeidsmarktregiocode"]
        own = sum(
            row["kosten_euro_per_persoon"]
            for row in self.paren
            if row["locatie"] == locatie["locatie"]
            and row["kosten_euro_per_persoon"] is not None
            and code_or_region(row, code, region)
        )
        return float(self.w.afstand * self.km(locatie, code) + self.w.kosten * own)

    # -- fates -----------------------------------------------------------------------------------------

    def loten(self, household: Rij) -> list[Lot]:
        """Everything that can happen to a household, decisions of a person included."""
        fates = self._bewoner(household) if household["in_locatie"] else self._in_coa(household)
        found = []
        for lot in fates:
            fate = self._verloop(household, lot)
            if self.beslist.houdt(household, fate, self.case.perioden):
                found.append(replace(lot, kosten=lot.kosten + self.beslist.kost(household, fate)))
        return found

    def _verloop(self, household: Rij, lot: Lot) -> Rij:
        last = self.pools[lot.pool].vorm if lot.pool >= 0 else "doorstroomlocatie" if lot.locatie else "coa"
        lived = bool(household["in_locatie"])
        through = bool(lot.locatie) and not lived
        return {
            "gemeente": lot.gemeente,
            "first": "doorstroomlocatie" if through else last,
            "last": last,
            "locatie": lot.locatie,
            "vertrek": self.eindes[lot.nachten.start - 1] if through else lot.verhuist_op,
            "uit": lot.verhuist_op if through else None,
            "blijft": last == ("doorstroomlocatie" if lived else "coa"),
        }

    def _lot(self, household: Rij, kosten: float, gemeente: str, **anders: Any) -> Lot:
        values: dict[str, Any] = {
            "nieuw_gekoppeld": None,
            "telt_op": None,
            "locatie": "",
            "nachten": range(0),
            "pool": -1,
            "verhuist_op": None,
            "personen": household["personen"],
            "kamers": household["slaapkamers"],
            "is_bewoner": False,
        }
        return Lot(kosten=kosten, gemeente=gemeente, **(values | anders))

    def _bewoner(self, household: Rij) -> list[Lot]:
        code, site = household["koppelgemeente"], self.locaties[household["in_locatie"]]
        persons = household["personen"]
        fixed = persons * self.past_in(household, code)
        stay = timedelta(days=self.case.beleid.maximaal_verblijf_nachten)
        last = min(household["sinds"] + stay - DAG, site["open_tot"] or EINDE_DER_TIJDEN)

        def costs(leaves: date, last_night: date) -> float:
            nights = (leaves - self.start).days
            over = (last_night - max(last, self.start - DAG)).days
            rate = self.w.kosten * site["exploitatie_per_persoon_dag"]
            return float(persons * (rate * nights + self.settings.straffen.overstay * max(over, 0) / 7))

        common: Rij = {"locatie": site["locatie"], "is_bewoner": True}
        n = len(self.eindes)
        stays = costs(self.slot, self.horizon) + fixed
        found = [self._lot(household, stays, code, nachten=range(n + 1), **common)]
        for t, day in enumerate(self.eindes):
            if day < max(household["vergunningdatum"], household["koppeldatum"]):
                continue
            for number, pool in self._woningen(household, code, day):
                kosten = costs(day, day - DAG) + fixed + persons * self.voorkeur(code, pool.vorm)
                found.append(
                    self._lot(
                        household,
                        kosten,
                        code,
                        nachten=range(t + 1),
                        pool=number,
                        verhuist_op=day,
                        **common,
                    )
                )
        return found

    def _woningen(self, household: Rij, code: str, day: date) -> list[tuple[int, Pool]]:
        return [
            (number, pool)
            for number, pool in enumerate(self.pools)
            if pool.gemeente == code
            and self.past_bij(household, pool, day)
            and self.beslist.vorm_mag(household, self.open_voor(household), code, pool.vorm)
        ]

    def open_voor(self, household: Rij) -> list[str]:
        """Municipalities that a household may be linked to, decisions included."""
        linked = household["koppelgemeente"]
        return [linked] if linked else self.beslist.gemeenten(household, self.mag_naar(household))

    def _in_coa(self, household: Rij) -> list[Lot]:
        linked = household["koppelgemeente"]
        codes = self.open_voor(household)
        persons = household["personen"]
        dearest = max((self.past_in(household, code) for code in codes), default=0.0)
        stays = self.opvang(household, self.slot) + persons * dearest
        found = [self._lot(household, stays, linked)]
        proposed = max(household["vergunningdatum"], self.start)
        ready = max(household["vergunningdatum"], household["koppeldatum"]) if linked else proposed
        for code in codes:
            common: Rij = {"nieuw_gekoppeld": None if linked else proposed}
            for t, day in enumerate(self.eindes):
                if day < ready:
                    continue
                base = self.opvang(household, day) + persons * self.past_in(household, code)
                for number, pool in self._woningen(household, code, day):
                    counts = self.case.beleid.telt_mee[pool.vorm]
                    found.append(
                        self._lot(
                            household,
                            base + persons * self.voorkeur(code, pool.vorm),
                            code,
                            telt_op=day if counts else None,
                            pool=number,
                            verhuist_op=day,
                            **common,
                        )
                    )
                for site in self.locaties.values():
                    may = self.beslist.locatie_mag(household, codes, site["locatie"], code)
                    closed = site["status"] == "bestaand" and self.beslist.dicht(site["locatie"])
                    if may and not closed:
                        found += self._via(household, code, site, t, base, common)
        return found

    def _via(self, household: Rij, code: str, site: Rij, t: int, base: float, common: Rij) -> list[Lot]:
        enters, persons = self.eindes[t], household["personen"]
        if site["open_vanaf"] is not None and enters < site["open_vanaf"]:
            return []
        longest = enters + timedelta(days=self.case.beleid.maximaal_verblijf_nachten) - DAG
        last = min(longest, site["open_tot"] or EINDE_DER_TIJDEN)
        rate = self.w.kosten * site["exploitatie_per_persoon_dag"]
        base += persons * (self.paar_locatie(site, code) + self.voorkeur(code, "doorstroomlocatie"))
        counts = self.case.beleid.telt_mee["doorstroomlocatie"]
        n = len(self.eindes)
        found = []
        if self.horizon <= last:
            nights = (self.slot - enters).days
            found.append(
                self._lot(
                    household,
                    base + persons * rate * nights,
                    code,
                    telt_op=enters if counts else None,
                    locatie=site["locatie"],
                    nachten=range(t + 1, n + 1),
                    **common,
                )
            )
        for later in range(t + 1, n):
            leaves = self.eindes[later]
            if leaves - DAG > last:
                continue
            for number, pool in self._woningen(household, code, leaves):
                kosten = base + persons * (rate * (leaves - enters).days + self.voorkeur(code, pool.vorm))
                home = self.case.beleid.telt_mee[pool.vorm]
                found.append(
                    self._lot(
                        household,
                        kosten,
                        code,
                        telt_op=enters if counts else leaves if home else None,
                        locatie=site["locatie"],
                        nachten=range(t + 1, later + 1),
                        pool=number,
                        verhuist_op=leaves,
                        **common,
                    )
                )
        return found


def code_or_region(row: Rij, code: str, region: str) -> bool:
    """Whether a row of paren speaks of a municipality, by its code or by its region."""
    if row["gemeentecode"]:
        return bool(row["gemeentecode"] == code)
    return bool(row["arbeidsmarktregio"] == region)


def _month_end(year: int, month: int) -> date:
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)) - DAG


def _a_month_later(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = _month_end(year, month)
    # From the 31st a month lasts until the day before the 1st of the month after next.
    return last + DAG if day.day > last.day else date(year, month, day.day)
