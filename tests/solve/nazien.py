"""What must hold of every plan, looked up in its tables and the case, with no part of the model."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from plaatsing import Case, Plan

from .spelregels import DAG, EINDE_DER_TIJDEN, Rij, Spelregels, rijen

WONINGEN = ("eigen", "flex", "tijdelijk")


class Nazien:
    """A plan beside the rules of its case."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        self.regels = Spelregels(case)
        self.people = {row["huishouden"]: row for row in self.regels.huishoudens}
        self.moves = rijen(plan.plaatsingen)
        self.dwellings = {row["aanbod"]: row for row in rijen(case.woningaanbod)}

    def alles(self) -> None:
        """Check everything."""
        self.everyone_once()
        self.one_state_each()
        self.links()
        self.forms()
        self.dwellings_fit()
        self.dwellings_suffice()
        self.stays()
        self.locations_suffice()
        self.tables_agree()
        self.quota()
        self.euros()

    # -- households ------------------------------------------------------------------------------------

    def everyone_once(self) -> None:
        assert [row["huishouden"] for row in self.moves] == sorted(self.people)
        for row in self.moves:
            assert row["personen"] == self.people[row["huishouden"]]["personen"]

    def one_state_each(self) -> None:
        for row in self.moves:
            in_home, in_site = row["vorm"] in WONINGEN, row["vorm"] == "doorstroomlocatie"
            in_coa = row["vorm"] == "coa"
            assert in_home + in_site + in_coa == 1, row
            assert bool(row["aanbod"]) == in_home, row
            assert (row["vertrek_coa"] is None) == in_coa, row
            assert bool(row["locatie"]) == (row["in_locatie"] is not None), row
            assert (row["uit_locatie"] is not None) == (in_home and bool(row["locatie"])), row
            assert not (in_coa and row["locatie"]), row
            assert in_home or not in_site or row["locatie"], row
            assert (row["koppelgemeente"] != "") or in_coa, row

    def links(self) -> None:
        for row in self.moves:
            household = self.people[row["huishouden"]]
            if household["koppelgemeente"]:
                assert row["koppelgemeente"] == household["koppelgemeente"]
                assert row["koppeldatum"] == household["koppeldatum"]
                assert not row["voorstel"]
            elif row["koppelgemeente"]:
                assert row["voorstel"], row
                assert row["koppelgemeente"] in self.regels.mag_naar(household), row
                assert row["koppeldatum"] == max(household["vergunningdatum"], self.regels.start)
            new = not household["in_locatie"]
            for day in (row["vertrek_coa"] if new else None, row["uit_locatie"]):
                if day is not None:
                    assert day in self.regels.eindes, row
                    assert day >= max(household["vergunningdatum"], row["koppeldatum"]), row

    def forms(self) -> None:
        for row in self.moves:
            chosen = self.regels.gemeenten.get(row["koppelgemeente"], {}).get("vormen", ())
            assert row["vorm"] == "coa" or row["vorm"] in chosen or self._is_resident(row), row
            assert not row["locatie"] or self._is_resident(row) or "doorstroomlocatie" in chosen, row

    def _is_resident(self, row: Rij) -> bool:
        return bool(self.people[row["huishouden"]]["in_locatie"])

    # -- dwellings -------------------------------------------------------------------------------------

    @staticmethod
    def _moved_in(row: Rij) -> date:
        day = row["uit_locatie"] if row["locatie"] else row["vertrek_coa"]
        assert isinstance(day, date)
        return day

    def dwellings_fit(self) -> None:
        soon = timedelta(weeks=self.case.beleid.nareis_binnen_weken)
        for row in self.moves:
            if not row["aanbod"]:
                continue
            home, household, day = (
                self.dwellings[row["aanbod"]],
                self.people[row["huishouden"]],
                self._moved_in(row),
            )
            size = household["personen"]
            if household["nareis_personen"] and household["nareis_verwacht"] is not None:
                size += household["nareis_personen"] * (household["nareis_verwacht"] <= day + soon)
            assert (home["gemeentecode"], home["vorm"]) == (row["koppelgemeente"], row["vorm"]), row
            assert home["beschikbaar_vanaf"] <= day <= (home["tot"] or EINDE_DER_TIJDEN), row
            assert home["min_personen"] <= size <= home["max_personen"], row
            assert home["toegankelijk"] or not household["toegankelijk"], row

    def dwellings_suffice(self) -> None:
        used: dict[str, int] = defaultdict(int)
        for row in self.moves:
            if row["aanbod"]:
                used[row["aanbod"]] += 1
        for name, count in used.items():
            assert self.dwellings[name]["eenheid"] == "persoon" or count <= self.dwellings[name]["aantal"], (
                name
            )
        # A household may draw on several forecasts of one kind; day by day the persons must be there.
        kinds: dict[tuple[object, ...], list[Rij]] = defaultdict(list)
        for home in self.dwellings.values():
            if home["eenheid"] == "persoon":
                kinds[self._kind(home)].append(home)
        for kind, homes in kinds.items():
            movers = [
                row
                for row in self.moves
                if row["aanbod"] and self._kind(self.dwellings[row["aanbod"]]) == kind
            ]
            for day in {self._moved_in(row) for row in movers}:
                moved = sum(row["personen"] for row in movers if self._moved_in(row) <= day)
                assert moved <= sum(home["aantal"] for home in homes if home["beschikbaar_vanaf"] <= day), (
                    kind
                )

    @staticmethod
    def _kind(home: Rij) -> tuple[object, ...]:
        same = ("gemeentecode", "vorm", "min_personen", "max_personen", "toegankelijk", "eenheid")
        return tuple(home[name] for name in same)

    # -- locations -------------------------------------------------------------------------------------

    def stays(self) -> None:
        longest = self.case.beleid.maximaal_verblijf_nachten
        for row in self.moves:
            if not row["locatie"] or self._is_resident(row):
                continue
            site = self.regels.locaties[row["locatie"]]
            assert self.regels.bereikt(site, row["koppelgemeente"]), row
            last = (row["uit_locatie"] - DAG) if row["uit_locatie"] else self.regels.horizon
            assert site["open_vanaf"] is None or site["open_vanaf"] <= row["in_locatie"], row
            assert last <= (site["open_tot"] or EINDE_DER_TIJDEN), row
            assert (last - row["in_locatie"]).days + 1 <= longest, row
            assert last <= row["einddatum_verblijf"], row
            expected = "afgesproken" if site["status"] == "bestaand" else "deelname nog af te spreken"
            assert row["deelname"] == expected, row

    def locations_suffice(self) -> None:
        """Night by night: persons and bedrooms, and who is open."""
        opened = {row["locatie"] for row in rijen(self.plan.locaties) if row["geopend"]}
        days = [
            self.regels.start + DAG * n for n in range((self.regels.horizon - self.regels.start).days + 1)
        ]
        for name, site in self.regels.locaties.items():
            guests = [row for row in self.moves if row["locatie"] == name]
            parent = self.regels.locaties.get(site["uitbreiding_van"])
            if site["status"] == "kandidaat":
                assert name in opened or not guests, name
                assert name not in opened or parent is None or parent["locatie"] in opened, name
            residents = [self.people[row["huishouden"]] for row in guests if self._is_resident(row)]
            for day in days:
                inside = [
                    self.people[row["huishouden"]]
                    for row in guests
                    if row["in_locatie"] <= day and (row["uit_locatie"] is None or day < row["uit_locatie"])
                ]
                for column, limit in (("personen", "capaciteit_personen"), ("slaapkamers", "kamers")):
                    before = sum(row[column] for row in residents)
                    if site[limit] is not None:
                        assert sum(row[column] for row in inside) <= max(site[limit], before), (name, day)

    # -- tables ----------------------------------------------------------------------------------------

    def tables_agree(self) -> None:
        new = [row for row in self.moves if not self._is_resident(row)]
        flows = rijen(self.plan.stromen)
        out = sum(row["personen"] for row in new if row["vertrek_coa"])
        onward = sum(row["personen"] for row in self.moves if row["uit_locatie"])
        assert sum(row["personen"] for row in flows if row["van"] == "coa") == out
        assert sum(row["personen"] for row in flows if row["van"] != "coa") == onward
        assert sum(row["huishoudens"] for row in flows) == sum(
            bool(row["vertrek_coa"] and not self._is_resident(row)) + bool(row["uit_locatie"])
            for row in self.moves
        )
        for row in flows:
            assert self.regels.eindes[row["periode"] - 1] == row["datum"]
        for row in rijen(self.plan.locaties):
            night = (
                self.regels.horizon if row["tot"] == row["van"] == self.regels.horizon else row["tot"] - DAG
            )
            inside = [
                guest
                for guest in self.moves
                if guest["locatie"] == row["locatie"]
                and guest["in_locatie"] <= night
                and (guest["uit_locatie"] is None or guest["uit_locatie"] > night)
            ]
            if row["van"] <= night:
                assert row["personen"] == sum(guest["personen"] for guest in inside), row
        short = [row for row in rijen(self.plan.tekorten) if row["soort"] == "in_coa"]
        waiting = sum(row["personen"] for row in self.moves if row["vorm"] == "coa")
        assert sum(row["aantal"] for row in short) == waiting

    def quota(self) -> None:
        counts = self.case.beleid.telt_mee
        for row in rijen(self.plan.taakstelling):
            half = row["halfjaar"]
            end = date(int(half[:4]), 12, 31) if half.endswith("II") else date(int(half[:4]), 6, 30)
            done = row["al_gerealiseerd"]
            for move in self.moves:
                if move["koppelgemeente"] != row["gemeentecode"] or self._is_resident(move):
                    continue
                days = []
                if move["locatie"] and counts["doorstroomlocatie"]:
                    days.append(move["in_locatie"])
                if move["aanbod"] and counts[move["vorm"]]:
                    days.append(self._moved_in(move))
                done += move["personen"] * any(day <= end for day in days)
            assert (row["gerealiseerd"], row["tekort"]) == (done, max(0, row["gecorrigeerd"] - done)), row

    def euros(self) -> None:
        plan = self.plan
        assert plan.doelen["euro"].sum() == pytest.approx(plan.objective, rel=1e-9, abs=1e-6)
        assert plan.bound <= plan.objective + 1e-6 * max(1.0, abs(plan.objective))
        ledger = plan.doorberekening
        amount = ledger["personen"] * ledger["dagen"] * ledger["tarief_cent"]
        assert (ledger["bedrag_voor_cent"] == amount).all()
        days = (ledger["tot"] - ledger["van"]).dt.days + 1
        assert (ledger["dagen"] == days).all()
