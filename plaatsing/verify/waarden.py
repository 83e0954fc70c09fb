"""The goals of a plan, each worked out anew from the placements and the input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pandas as pd

from plaatsing.kalender import perioden
from plaatsing.verify.afstand import Afstanden, Geschiktheid, Koppelkeuze, Paarkosten
from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.doorberekening import eerste_dag
from plaatsing.verify.gegevens import DAG, DOORSTROOM, NAT, Dagen, Floats, Gegevens, Ints, gelijk
from plaatsing.verify.locaties import Bezetting
from plaatsing.verify.taakstelling import Opgave
from plaatsing.verify.verloop import laatste_nacht

_TABEL = "doelen.csv"
_LEVENSDUUR = timedelta(days=4 * 365 + 1)
"""How long a location without end date is taken to last: four years, as plans count its transition."""

_RELATIEF = 1e-6
EENHEID = {
    "tekort": "personen",
    "overschrijding": "persoonsweken",
    "wachttijd": "persoonsweken",
    "afstand": "persoon-km",
    "passendheid": "personen",
    "vormvoorkeur": "persoonsstappen",
    "ongelijkheid": "grootste relatieve tekort",
    "straf_koppelruimte": "personen",
    "straf_plaatsen": "persoonsweken",
    "straf_kamers": "kamerweken",
    "straf_verblijf": "persoonsweken",
    "straf_min_bezetting": "persoonsweken",
    "straf_max_nieuwe_locaties": "locaties",
    "wijziging": "huishoudens",
    "straf_vastgezet": "personen",
    "straf_vaste_locatie": "locaties",
}
"""Unit by goal; euro where it is not here."""


@dataclass(frozen=True)
class Waarden:
    """Values of all goals and penalties."""

    g: Gegevens
    opgave: Opgave
    bezetting: Bezetting
    afstanden: Afstanden
    keuze: Koppelkeuze

    def alle(self) -> dict[str, tuple[float, float]]:
        """Return value and weight by goal."""
        settings = self.g.case.instellingen
        w, s = settings.doelen, settings.straffen
        waiting, over, euro, charged = self._opvang()
        misfit, own = self._geschiktheid()
        transition, above_budget, too_many = self._openen()
        weeks = self._weken
        return {
            "tekort": (float(sum(row["tekort"] for row in self.opgave.boek.values())), w.tekort),
            "overschrijding": (over, w.overschrijding),
            "wachttijd": (waiting, w.wachttijd),
            "kosten_opvang": (euro, w.kosten),
            "kosten_verblijf": (self._nachten(), w.kosten),
            "kosten_transitie": (transition, w.kosten),
            "kosten_paren": (own + self._paren(), w.kosten),
            "doorberekening": (charged, w.doorberekening),
            "afstand": (self._kilometers(), w.afstand),
            "passendheid": (misfit, w.passendheid),
            "vormvoorkeur": (self._voorkeur(), w.vormvoorkeur),
            "wijziging": (float(self.g.besluiten.gewijzigd), w.wijziging),
            "ongelijkheid": (self._ongelijkheid(), w.ongelijkheid),
            "straf_koppelruimte": (float(sum(self.opgave.boven_koppelruimte.values())), s.koppelruimte),
            "straf_plaatsen": (float((self.bezetting.boven * weeks).sum()), s.plaatsen),
            "straf_kamers": (float((self.bezetting.kamers_boven * weeks).sum()), s.plaatsen),
            "straf_verblijf": (self._te_lang(), s.overstay),
            "straf_min_bezetting": (float((self.bezetting.te_leeg * weeks).sum()), s.min_bezetting),
            "straf_budget": (above_budget, s.budget),
            "straf_max_nieuwe_locaties": (too_many, s.max_nieuwe_locaties),
            "straf_vastgezet": (self._tegen_besluit(), s.vastgezet),
            "straf_vaste_locatie": (float(len(self.g.besluiten.anders_open)), s.vaste_locatie),
        }

    @cached_property
    def _weken(self) -> Floats:
        """Weeks per period; the night after the horizon counts as one."""
        ends = np.append(self.g.start - DAG, self.g.eindes)
        return np.append(np.diff(ends).astype(np.int64) / 7.0, 1.0)

    def _telt_vanaf(self, day: Dagen) -> Dagen:
        """Return from when goals count: the day, or with whole periods the end of its period."""
        g = self.g
        if g.case.instellingen.telling == "dag" or not len(day):
            return day
        furthest = max(day.max(), g.slot).item() + timedelta(days=214)
        later = perioden(g.case.instellingen.start, furthest, g.case.instellingen.periode)
        ends = np.union1d(g.eindes, np.array([period.tot for period in later[:-1]], dtype="datetime64[D]"))
        place = np.minimum(np.searchsorted(ends, day), len(ends) - 1)
        return np.where(day < g.start, day, ends[place])

    def _opvang(self) -> tuple[float, float, float, float]:
        """Return person-weeks waited and past the term, euro of reception, and euro passed on."""
        g = self.g
        coa = ~g.bewoner
        leaves = np.where(np.isnat(g.vertrek), g.slot, g.vertrek)
        term = g.vergunning + np.timedelta64(7 * g.case.beleid.termijn.coa_weken, "D")
        since = np.maximum(self._telt_vanaf(g.vergunning), g.start)
        late = np.maximum(self._telt_vanaf(term), g.start)
        waited, over = _days(since, leaves), _days(late, leaves)
        euro = self._tarieven(since, leaves)
        passed_on = coa & g.gegeven & (g.mens["verschoonbaar"] == "").to_numpy() & ~np.isnat(g.koppeldatum)
        first = np.full(len(leaves), NAT)
        for index in np.flatnonzero(passed_on).tolist():
            first[index] = np.datetime64(eerste_dag(g, index), "D")  # None becomes NaT
        charged = self._tarieven(np.maximum(np.where(np.isnat(first), leaves, first), g.start), leaves)
        persons = g.personen * coa
        totals = ((persons * days).sum() for days in (waited / 7.0, over / 7.0, euro, charged))
        weeks, past, cost, passed = (float(total) for total in totals)
        return weeks, past, cost, passed

    def _tarieven(self, first: Dagen, until: Dagen) -> Floats:
        """Return euro per person for the days from `first` up to, not including, `until`."""
        g = self.g
        if not len(first):
            return np.zeros(0)
        begin, end = min(first.min(), until.min()), max(first.max(), until.max())
        days = np.arange(begin, end + DAG)
        years = days.astype("datetime64[Y]").astype(np.int64) + 1970
        kinds = g.mens["soort_opvang"].to_numpy(dtype=object)
        euro = np.zeros(len(first))
        for kind in sorted(set(kinds)):
            tariff = {year: g.case.beleid.tarief_cent(int(year), kind).cent for year in np.unique(years)}
            running = np.cumsum([0, *(tariff[year] for year in years)])
            who = kinds == kind
            low = (first[who] - begin).astype(np.int64)
            high = np.maximum((until[who] - begin).astype(np.int64), low)
            euro[who] = (running[high] - running[low]) / 100.0
        return euro

    def _nachten(self) -> float:
        """Return the euro of nights in locations, from the start to the end value's day."""
        g = self.g
        rate = [
            float(g.locaties[s]["exploitatie_per_persoon_dag"]) if s in g.locaties else 0.0 for s in g.locatie
        ]
        leaves = np.where(np.isnat(g.eruit), g.slot, g.eruit)
        nights = np.where(g.via & ~np.isnat(g.erin), _days(np.maximum(g.erin, g.start), leaves), 0)
        return float((g.personen * nights * np.array(rate)).sum())

    @cached_property
    def _binnenkomers(self) -> list[tuple[int, str, str]]:
        """Who enters a location in the plan: index, location, municipality, where both are known."""
        g = self.g
        return [
            (index, str(g.locatie[index]), str(g.gemeente[index]))
            for index in np.flatnonzero(g.via & ~g.bewoner).tolist()
            if g.locatie[index] in g.locaties and g.gemeente[index] in g.gemeenten
        ]

    def _kilometers(self) -> float:
        return float(
            sum(
                self.g.personen[i] * self.afstanden.van_locatie(site, code)
                for i, site, code in self._binnenkomers
            )
        )

    def _paren(self) -> float:
        euro = Paarkosten(self.g)
        return float(sum(self.g.personen[i] * euro.van(site, code) for i, site, code in self._binnenkomers))

    def _voorkeur(self) -> float:
        """Return the person-steps down the municipalities' lists of forms, one count per move."""
        g = self.g
        moves = [(i, DOORSTROOM) for i, _, _ in self._binnenkomers]
        moves += [(i, str(g.vorm[i])) for i in np.flatnonzero(g.in_woning).tolist()]
        steps = 0
        for index, form in moves:
            forms = g.vormen(str(g.gemeente[index]))
            steps += int(g.personen[index]) * (forms.index(form) if form in forms else len(forms))
        return float(steps)

    def _geschiktheid(self) -> tuple[float, float]:
        """Return persons x (1 - fit) and the planner's euro; without a municipality the dearest counts."""
        g, settings = self.g, self.g.case.instellingen
        fit = Geschiktheid(g)
        # A goal without weight that has a place in the order decides which is the dearest, too.
        per_misfit, per_euro = (
            getattr(settings.doelen, name) or (1.0 if name in settings.volgorde else 0.0)
            for name in ("passendheid", "kosten")
        )
        number = {code: place for place, code in enumerate(self.keuze.codes)}
        misfit = own = 0.0
        for index, mens in enumerate(g.mensen):
            unfit, euro = fit.van(mens)
            code = str(g.gemeente[index])
            if code in number:
                at = number[code]
            elif not (unfit.any() or euro.any()):
                continue
            else:
                name, codes = str(mens["huishouden"]), self.keuze.codes
                open_to = self.keuze.toegestaan(mens)
                allowed = np.flatnonzero(g.besluiten.gemeenten(name, codes, open_to))
                if not len(allowed):
                    continue
                at = int(allowed[np.argmax((per_misfit * unfit + per_euro * euro)[allowed])])
            misfit += float(g.personen[index] * unfit[at])
            own += float(g.personen[index] * euro[at])
        return misfit, own

    def _openen(self) -> tuple[float, float, float]:
        """Return transition within the plan, euro above the budget, and locations above the maximum."""
        g, settings = self.g, self.g.case.instellingen
        opened = [row for name, row in g.locaties.items() if row["status"] == "kandidaat" and g.geopend[name]]
        within = sum(
            float(row["transitiekosten"]) * _share(row, settings.start, settings.horizon) for row in opened
        )
        spent = sum(float(row["transitiekosten"]) for row in opened)
        budget, most = settings.budget, settings.max_nieuwe_locaties
        above = 0.0 if budget is None else max(0.0, spent - budget)
        return within, above, 0.0 if most is None else float(max(0, len(opened) - most))

    def _te_lang(self) -> float:
        """Return the person-weeks that residents of before the plan stay after their last night."""
        g = self.g
        first = np.maximum(laatste_nacht(g) + DAG, g.start)
        until = np.where(np.isnat(g.eruit), g.horizon + DAG, g.eruit)
        days: Ints = np.where(g.bewoner & ~np.isnat(first), _days(first, until), 0)
        return float((g.personen * days).sum()) / 7.0

    def _tegen_besluit(self) -> float:
        """Return the persons who wait, or come above a limit, against a decision."""
        decided = self.g.besluiten
        return float(self.g.personen[decided.wacht].sum() + sum(decided.boven_maximum.values()))

    def _ongelijkheid(self) -> float:
        rows = self.opgave.boek.values()
        return max(
            (row["tekort"] / row["gecorrigeerd"] for row in rows if row["gecorrigeerd"] > 0), default=0.0
        )


_LATER = ("wijziging", "straf_vastgezet", "straf_vaste_locatie")
"""Goals that the first runs did not know: a plan may lack the row where it would count for nothing."""


def toets_doelen(g: Gegevens, waarden: dict[str, tuple[float, float]]) -> Iterator[Bevinding]:
    """Check every goal, its weight and euro, and that they add up to the objective."""
    table = g.plan.doelen
    seen = set()
    for row, cells in enumerate(table.to_dict("records"), start=2):
        name = str(cells["doel"])
        if name in seen or (name not in waarden and cells["euro"] != 0):
            yield Bevinding("doel_rijen", _TABEL, row, name)
        if name not in waarden or name in seen:
            continue
        seen.add(name)
        value, weight = waarden[name]
        asked = {"waarde": value, "gewicht": weight, "euro": value * weight}
        for column, expected in asked.items():
            found = float(cells[column])
            if not gelijk(np.array(found), np.array(expected)):
                yield Bevinding(f"doel_{column}", _TABEL, row, name, column, toon(found), toon(expected))
        yield from _labels(g, row, name, str(cells["eenheid"]), str(cells["zekerheid"]))
    lacking = set(waarden) - seen
    for name in sorted(name for name in lacking if name not in _LATER or np.prod(waarden[name]) != 0):
        yield Bevinding("doel_rijen", _TABEL, None, name)
    total = float(sum(value * weight for value, weight in waarden.values()))
    if not abs(total - g.plan.objective) <= _RELATIEF * max(1.0, abs(total)):
        yield Bevinding(
            "doelwaarde", "manifest.json", None, "", "objective", toon(g.plan.objective), toon(total)
        )


def _labels(g: Gegevens, row: int, name: str, unit: str, certainty: str) -> Iterator[Bevinding]:
    """The unit is the goal's own; euros that rest on a rule set say how certain that is."""
    asked = EENHEID.get(name, "euro")
    if unit != asked:
        yield Bevinding("doel_eenheid", _TABEL, row, name, "eenheid", toon(unit), asked)
    rules = g.case.beleid
    sure = {
        "kosten_opvang": {tarief.zekerheid for tarief in rules.tarieven},
        "doorberekening": {rules.zekerheid},
    }
    parts = sorted(sure.get(name, set()))
    if not all(part in certainty for part in parts):
        yield Bevinding("doel_eenheid", _TABEL, row, name, "zekerheid", toon(certainty), toon(parts))


def _days(first: Dagen, until: Dagen) -> Ints:
    return np.maximum((until - first).astype("timedelta64[D]").astype(np.int64), 0)


def _share(row: dict[str, object], start: date, horizon: date) -> float:
    """Return the part of a location's life that falls within the plan, in days."""
    opens, closes = row["open_vanaf"], row["open_tot"]
    first = opens.date() if isinstance(opens, pd.Timestamp) else start
    last = closes.date() if isinstance(closes, pd.Timestamp) else first + _LEVENSDUUR - timedelta(days=1)
    life = max((last - first).days + 1, 1)
    within = (min(last, horizon) - max(first, start)).days + 1
    return max(within, 0) / life
