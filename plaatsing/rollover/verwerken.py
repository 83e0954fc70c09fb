"""Go through the events one by one, and write down every one that does not match."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.lezen.waarden import nearest
from plaatsing.rollover.afwijkingen import Afwijkingen
from plaatsing.rollover.gebeurtenissen import KENMERKEN, SOORTEN
from plaatsing.rollover.stand import Huishouden, Stand, Telling, Woning, opening

if TYPE_CHECKING:
    from plaatsing.plan import Plan

Event = Any
_ORDER = {kind: place for place, kind in enumerate(SOORTEN)}


class Verwerking:
    """Takes the events of a quarter into the stand of a plan.

    Parameters
    ----------
    plan : Plan
        The plan that the quarter began with.
    per : Timestamp
        First day of the next case; events lie before it.
    """

    def __init__(self, plan: Plan, per: pd.Timestamp) -> None:
        self.stand: Stand = opening(plan)
        self.afwijkingen = Afwijkingen()
        self._per = per
        self._start = pd.Timestamp(plan.case.instellingen.start)
        self._area = set(plan.case.gemeenten["gemeentecode"])
        self._planned = {str(row["huishouden"]): row for row in plan.plaatsingen.to_dict("records")}
        self._steps: dict[str, Callable[[Event], None]] = {
            "vergunning": self._permit,
            "gekoppeld": self._linked,
            "locatie_open": self._opened,
            "in_locatie": self._entered,
            "gehuisvest": self._housed,
            "vertrokken": self._left,
            "locatie_dicht": self._closed,
        }

    def run(self, events: pd.DataFrame) -> None:
        """Take in every event, by day and kind."""
        order = events.assign(_kind=events["soort"].map(_ORDER)).sort_values(
            ["datum", "_kind"], kind="stable"
        )
        for number in order.index:
            event = events.loc[number]
            if event["datum"] < self._start:
                self._note(event, "voor_het_plan", verwerkt=False)
            elif event["datum"] >= self._per and event["soort"] != "locatie_dicht":
                self._note(event, "na_het_kwartaal", verwerkt=False)
            elif event["gemeentecode"] and event["gemeentecode"] not in self._area:
                self._note(event, "buiten_gebied", verwerkt=False)
            else:
                self._steps[event["soort"]](event)

    def _note(self, event: Event, code: str, bij: object = "", *, verwerkt: bool) -> None:
        self.afwijkingen.note(event, code, bij, verwerkt=verwerkt)

    def _permit(self, event: Event) -> None:
        name = event["huishouden"]
        if name in self.stand.huishoudens:
            self._note(event, "vergunning_bestond", verwerkt=False)
            return
        counted = not name
        given = {column: event[column] for column in KENMERKEN if not counted or column == "coa_locatie"}
        name = name or f"(rij {event.name})"
        self.stand.huishoudens[name] = Huishouden(
            naam=name,
            personen=int(event["personen"]),
            vergunning=event["datum"],
            gemeente=event["gemeentecode"],
            gekoppeld=event["datum"] if event["gemeentecode"] else None,
            geteld=counted,
            nieuw=given,
            opvang=event["coa_locatie"],
        )

    def _linked(self, event: Event) -> None:
        home = self._known(event)
        if home is None:
            return
        if home.gemeente == event["gemeentecode"]:
            self._note(event, "al_zo_gekoppeld", verwerkt=False)
        elif home.in_locatie:
            self._note(event, "gekoppeld_in_locatie", home.gemeente, verwerkt=False)
        else:
            if home.gemeente:
                self._note(event, "koppeling_verplaatst", home.gemeente, verwerkt=True)
            home.gemeente, home.gekoppeld = event["gemeentecode"], event["datum"]

    def _opened(self, event: Event) -> None:
        site = self._site(event)
        if site is None:
            return
        if site.open_sinds is None:
            site.open_sinds = event["datum"]
        if event["gemeentecode"] and event["gemeentecode"] not in site.deelnemers:
            site.deelnemers.append(event["gemeentecode"])

    def _entered(self, event: Event) -> None:
        home = self._known(event)
        site = None if home is None else self._site(event)
        if home is None or site is None or not self._municipality(home, event):
            return
        if home.in_locatie:
            code = "al_in_locatie" if home.locatie == site.naam else "andere_locatie"
            self._note(event, code, home.locatie, verwerkt=home.locatie != site.naam)
            if home.locatie == site.naam:
                return
        self._size(home, event)
        home.vorm, home.locatie = "doorstroomlocatie", site.naam
        home.vertrek, home.sinds = home.vertrek or event["datum"], event["datum"]
        home.uit = None
        site.open_sinds = site.open_sinds or event["datum"]
        if home.gemeente not in site.deelnemers:
            site.deelnemers.append(home.gemeente)
            if not site.kandidaat:
                self._note(event, "deelname_aangenomen", home.gemeente, verwerkt=True)

    def _housed(self, event: Event) -> None:
        if not event["huishouden"]:
            self._housed_count(event)
            return
        home = self._known(event, counts=True)
        if home is None or not self._municipality(home, event):
            return
        self._size(home, event)
        planned = self._planned.get(home.naam, {})
        as_planned = planned.get("vorm", "") if planned.get("koppelgemeente") == home.gemeente else ""
        form = event["vorm"] or (as_planned if as_planned in {"eigen", "flex", "tijdelijk"} else "eigen")
        if home.in_locatie:
            home.uit = event["datum"]
        else:
            home.vertrek = event["datum"]
        home.vorm, home.weg = form, "gehuisvest"
        home.aanbod = self._use(event, home.gemeente, form, home.personen, str(planned.get("aanbod", "")))

    def _housed_count(self, event: Event) -> None:
        """House persons without a pseudonym: the longest waiting rekenhuishouden of that size, if any."""
        form, persons = event["vorm"] or "eigen", int(event["personen"])
        waiting = [
            home
            for home in self.stand.huishoudens.values()
            if home.geteld
            and not home.weg
            and home.personen == persons
            and home.gemeente in {"", event["gemeentecode"]}
            and home.vergunning <= event["datum"]
        ]
        if waiting:
            home = min(waiting, key=lambda one: (one.gemeente == "", one.vergunning, one.naam))
            home.gemeente, home.gekoppeld = event["gemeentecode"], home.gekoppeld or event["datum"]
            home.vertrek, home.vorm, home.weg = event["datum"], form, "gehuisvest"
        else:
            self._note(event, "telling_zonder_huishouden", persons, verwerkt=True)
            self._count(event, persons, form)
        self._use(event, event["gemeentecode"], form, persons, "")

    def _count(self, event: Event, persons: int, form: str) -> None:
        name = event["huishouden"] or f"(rij {event.name})"
        self.stand.tellingen.append(Telling(name, persons, event["gemeentecode"], form, event["datum"]))

    def _left(self, event: Event) -> None:
        home = self._known(event)
        if home is not None:
            home.weg = "vertrokken"

    def _closed(self, event: Event) -> None:
        site = self._site(event)
        if site is not None:
            site.dicht = event["datum"]

    def _known(self, event: Event, *, counts: bool = False) -> Huishouden | None:
        """Return the household of an event, unless it is unknown, has left, or has no permit yet."""
        name = event["huishouden"]
        home = self.stand.huishoudens.get(name)
        if home is None:
            able = counts and event["gemeentecode"] != "" and not pd.isna(event["personen"])
            if able:
                form = event["vorm"] or "eigen"
                self._count(event, int(event["personen"]), form)
                self._use(event, event["gemeentecode"], form, int(event["personen"]), "")
            hint = nearest(name, self.stand.huishoudens)
            self._note(event, "onbekend_geteld" if able else "onbekend_huishouden", hint, verwerkt=able)
            return None
        if home.weg:
            self._note(event, f"al_{home.weg}", home.gemeente, verwerkt=False)
            return None
        if event["datum"] < home.vergunning:
            self._note(event, "voor_de_vergunning", home.vergunning.date(), verwerkt=False)
            return None
        return home

    def _site(self, event: Event) -> Any:
        site = self.stand.locaties.get(event["locatie"])
        if site is None:
            hint = nearest(event["locatie"], self.stand.locaties)
            self._note(event, "onbekende_locatie", hint, verwerkt=False)
        return site

    def _municipality(self, home: Huishouden, event: Event) -> bool:
        """Settle for which municipality a move counts; say whether there is one."""
        code = event["gemeentecode"] or home.gemeente
        if not code:
            self._note(event, "geen_gemeente", verwerkt=False)
            return False
        if home.gemeente != code:
            self._note(
                event, "andere_gemeente" if home.gemeente else "niet_gekoppeld", home.gemeente, verwerkt=True
            )
            home.gemeente, home.gekoppeld = code, event["datum"]
        return True

    def _size(self, home: Huishouden, event: Event) -> None:
        persons = event["personen"]
        if not pd.isna(persons) and int(persons) != home.personen:
            self._note(event, "personen_anders", home.personen, verwerkt=True)
            home.personen = int(persons)

    def _use(self, event: Event, code: str, form: str, persons: int, planned: str) -> str:
        """Take the dwelling that was used out of the supply, and return its name."""
        homes = self.stand.woningen
        named = event["aanbod"]
        if named and named not in homes:
            self._note(event, "woning_niet_aangeboden", named, verwerkt=True)
            return ""
        chosen = homes[named] if named else self._likely(code, form, persons, planned, event["datum"])
        if chosen is None:
            self._note(event, "woning_niet_aangeboden", verwerkt=True)
            return ""
        if (chosen.gemeente, chosen.vorm) != (code, form):
            self._note(event, "woning_elders", f"{chosen.gemeente} {chosen.vorm}", verwerkt=True)
        if chosen.over < (persons if chosen.per_persoon else 1):
            self._note(event, "woning_op", chosen.aanbod, verwerkt=True)
        chosen.use(persons)
        return chosen.aanbod

    def _likely(self, code: str, form: str, persons: int, planned: str, day: pd.Timestamp) -> Woning | None:
        """Return the planned dwelling, or else the first one free that fits and was available."""
        expected = self.stand.woningen.get(planned)
        if (
            expected is not None
            and (expected.gemeente, expected.vorm) == (code, form)
            and expected.fits(persons)
        ):
            return expected
        fitting = [
            home
            for home in self.stand.woningen.values()
            if (home.gemeente, home.vorm) == (code, form) and home.fits(persons) and home.vanaf <= day
        ]
        return min(fitting, key=lambda home: (home.grootste, home.vanaf, home.aanbod), default=None)
