"""Where every household, dwelling and location stands, while events are gone through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from plaatsing.plan import Plan

Dag = pd.Timestamp


@dataclass
class Huishouden:
    """One household as it stands.

    Attributes
    ----------
    naam : str
        Pseudonym.
    personen : int
        Persons.
    vergunning : Timestamp
        Day of the permit.
    gemeente : str
        Koppelgemeente, or nothing.
    gekoppeld, vertrek, uit : Timestamp or None
        Day of the koppeling, of leaving COA, and of leaving the location.
    locatie : str
        Location used since the start of the plan or before, also when it moved on.
    vorm : str
        "coa", "doorstroomlocatie", or the form of its dwelling.
    aanbod : str
        Row of the supply that it used.
    woonde_er : bool
        Whether it lived in a location when the plan began.
    geteld : bool
        Whether it is a rekenhuishouden.
    weg : str
        Why it is no longer in the case: "gehuisvest", "vertrokken", or nothing.
    sinds : Timestamp or None
        Day of moving into the location where it lives.
    nieuw : dict or None
        What a new permit says of it besides.
    opvang : str
        Reception site.
    """

    naam: str
    personen: int
    vergunning: Dag
    gemeente: str = ""
    gekoppeld: Dag | None = None
    locatie: str = ""
    vertrek: Dag | None = None
    uit: Dag | None = None
    vorm: str = "coa"
    aanbod: str = ""
    woonde_er: bool = False
    geteld: bool = False
    weg: str = ""
    sinds: Dag | None = None
    nieuw: dict[str, Any] | None = None
    opvang: str = ""

    @property
    def in_locatie(self) -> bool:
        """Whether it lives in a location now."""
        return self.vorm == "doorstroomlocatie" and not self.weg


@dataclass
class Woning:
    """A row of the supply of dwellings, and how much of it is left."""

    aanbod: str
    gemeente: str
    vorm: str
    vanaf: Dag
    over: int
    per_persoon: bool
    kleinste: int
    grootste: int

    def fits(self, personen: int) -> bool:
        """Say whether something is left for so many persons."""
        return (
            self.over >= (personen if self.per_persoon else 1) and self.kleinste <= personen <= self.grootste
        )

    def use(self, personen: int) -> None:
        """Take what so many persons need, as far as there is."""
        self.over = max(0, self.over - (personen if self.per_persoon else 1))


@dataclass
class Locatie:
    """A location: since when it is open, who takes part, and when it closed."""

    naam: str
    kandidaat: bool
    open_sinds: Dag | None = None
    deelnemers: list[str] = field(default_factory=list)
    dicht: Dag | None = None


@dataclass
class Telling:
    """Persons housed of whom no pseudonym is known."""

    naam: str
    personen: int
    gemeente: str
    vorm: str
    datum: Dag


@dataclass
class Stand:
    """Everything as it stands; `opening` gives it at the start of a plan."""

    huishoudens: dict[str, Huishouden]
    woningen: dict[str, Woning]
    locaties: dict[str, Locatie]
    tellingen: list[Telling] = field(default_factory=list)


def opening(plan: Plan) -> Stand:
    """Return how everything stands at the start of the plan."""
    case = plan.case
    households = {}
    for row in case.huishoudens.to_dict("records"):
        lives = str(row["in_locatie"])
        households[str(row["huishouden"])] = Huishouden(
            naam=str(row["huishouden"]),
            personen=int(row["personen"]),
            vergunning=row["vergunningdatum"],
            gemeente=str(row["koppelgemeente"]),
            gekoppeld=_day(row["koppeldatum"]),
            locatie=lives,
            vertrek=_day(row["sinds"]),
            vorm="doorstroomlocatie" if lives else "coa",
            woonde_er=bool(lives),
            sinds=_day(row["sinds"]),
            geteld=bool(row["rekenhuishouden"]),
            opvang=str(row["coa_locatie"]),
        )
    homes = {
        str(row["aanbod"]): Woning(
            aanbod=str(row["aanbod"]),
            gemeente=str(row["gemeentecode"]),
            vorm=str(row["vorm"]),
            vanaf=row["beschikbaar_vanaf"],
            over=int(row["aantal"]),
            per_persoon=row["eenheid"] == "persoon",
            kleinste=int(row["min_personen"]),
            grootste=int(row["max_personen"]),
        )
        for row in case.woningaanbod.to_dict("records")
    }
    sites = {
        str(row["locatie"]): Locatie(
            str(row["locatie"]), row["status"] == "kandidaat", deelnemers=list(row["deelnemende_gemeenten"])
        )
        for row in case.doorstroomlocaties.to_dict("records")
    }
    return Stand(households, homes, sites)


def _day(value: Any) -> Dag | None:
    return None if pd.isna(value) else value


def werkelijk(stand: Stand) -> pd.DataFrame:
    """Return where every household really went, with the columns of plaatsingen that the book reads."""
    rows = [
        (
            home.naam,
            home.personen,
            home.gemeente,
            home.gekoppeld,
            home.vorm,
            home.aanbod,
            home.locatie,
            home.vertrek,
            home.uit,
        )
        for home in stand.huishoudens.values()
    ]
    rows += [
        (one.naam, one.personen, one.gemeente, one.datum, one.vorm, "", "", one.datum, None)
        for one in stand.tellingen
    ]
    columns = ["huishouden", "personen", "koppelgemeente", "koppeldatum", "vorm", "aanbod", "locatie"]
    table = pd.DataFrame(rows, columns=[*columns, "vertrek_coa", "uit_locatie"])
    days = dict.fromkeys(("koppeldatum", "vertrek_coa", "uit_locatie"), "datetime64[s]")
    texts = dict.fromkeys(("huishouden", "koppelgemeente", "vorm", "aanbod", "locatie"), "str")
    return table.astype({**texts, **days, "personen": "int64"})
