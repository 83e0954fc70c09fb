"""The figures of a plan that a planner asks for first, counted from its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.uitvoer.gebruik import eerste_gebruik
from plaatsing.uitvoer.tariefzin import GebruiktTarief, gebruikte_tarieven

if TYPE_CHECKING:
    from plaatsing.plan import Plan


@dataclass(frozen=True)
class HalfjaarStand:
    """How the taakstelling stands at the end of one half-year.

    Attributes
    ----------
    halfjaar : str
        Such as ``2025-II``.
    gemeenten, gehaald : int
        Number of municipalities, and of those without shortage.
    tekort : int
        Persons short, all municipalities together.
    tekort_per_gemeente : tuple of (str, int)
        Name and persons short, largest first, then by name.
    """

    halfjaar: str
    gemeenten: int
    gehaald: int
    tekort: int
    tekort_per_gemeente: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class GeopendeLocatie:
    """A candidate location that the plan opens.

    Attributes
    ----------
    locatie, gemeente : str
        Its name and the municipality it stands in.
    vanaf : date
        First day on which somebody lives there, that of the first move; if nobody does, the first day within
        the plan on which it is open.
    hoogste_bezetting, capaciteit : int
        Persons in its fullest period, and places.
    """

    locatie: str
    gemeente: str
    vanaf: date
    hoogste_bezetting: int
    capaciteit: int


@dataclass(frozen=True)
class Kerncijfers:
    """The first figures of a plan.

    Attributes
    ----------
    huishoudens, personen : int
        All households and persons of the case.
    personen_geplaatst : int
        Persons who leave COA within the plan.
    personen_in_coa : int
        Persons still in COA at the end of the plan.
    personen_al_in_locatie, personen_doorgestroomd : int
        Persons who lived in a doorstroomlocatie before the plan began, and how many of them move on.
    halfjaren : tuple of HalfjaarStand
        One per half-year that ends within the plan.
    kandidaten : int
        Candidate locations in the case.
    geopend : tuple of GeopendeLocatie
        Those the plan opens, by name.
    doorberekening_cent, risico_cent : int
        Indicative charge on existing koppelingen, and the risk on those that the plan proposes, in cents.
    tarieven : tuple of GebruiktTarief
        The tariffs that the doorberekening uses, each with its certainty, by kind of reception and year.
    """

    huishoudens: int
    personen: int
    personen_geplaatst: int
    personen_in_coa: int
    personen_al_in_locatie: int
    personen_doorgestroomd: int
    halfjaren: tuple[HalfjaarStand, ...]
    kandidaten: int
    geopend: tuple[GeopendeLocatie, ...]
    doorberekening_cent: int
    risico_cent: int
    tarieven: tuple[GebruiktTarief, ...]


def kerncijfers(plan: Plan) -> Kerncijfers:
    """Count the first figures of `plan`."""
    plaatsingen, ledger = plan.plaatsingen, plan.doorberekening
    people = plaatsingen["personen"]
    resident = plaatsingen["huishouden"].isin(_residents(plan))
    in_coa = plaatsingen["vertrek_coa"].isna()
    charged = ledger["soort"] != "risico"
    kandidaten = plan.locaties[plan.locaties["status"] == "kandidaat"]
    sites, used = plan.case.doorstroomlocaties, eerste_gebruik(plan)
    opens = dict(zip(sites["locatie"], sites["open_vanaf"], strict=True))
    return Kerncijfers(
        huishoudens=len(plaatsingen),
        personen=_total(people),
        personen_geplaatst=_total(people[~in_coa & ~resident]),
        personen_in_coa=_total(people[in_coa]),
        personen_al_in_locatie=_total(people[resident]),
        personen_doorgestroomd=_total(people[resident & plaatsingen["uit_locatie"].notna()]),
        halfjaren=tuple(
            _stand(str(halfjaar), rows) for halfjaar, rows in plan.taakstelling.groupby("halfjaar", sort=True)
        ),
        kandidaten=int(kandidaten["locatie"].nunique()),
        geopend=tuple(
            _opened(str(locatie), rows, opens.get(str(locatie), pd.NaT), used.get(str(locatie)))
            for locatie, rows in kandidaten[kandidaten["geopend"]].groupby("locatie", sort=True)
        ),
        doorberekening_cent=_total(ledger.loc[charged, "bedrag_cent"]),
        risico_cent=_total(ledger.loc[~charged, "bedrag_cent"]),
        tarieven=gebruikte_tarieven(ledger),
    )


def _residents(plan: Plan) -> pd.Series[Any]:
    households = plan.case.huishoudens
    return households.loc[households["in_locatie"] != "", "huishouden"]


def _total(column: pd.Series[Any]) -> int:
    return int(column.sum())


def _stand(halfjaar: str, rows: pd.DataFrame) -> HalfjaarStand:
    short = rows[rows["tekort"] > 0].sort_values(["tekort", "gemeente"], ascending=[False, True])
    return HalfjaarStand(
        halfjaar=halfjaar,
        gemeenten=len(rows),
        gehaald=len(rows) - len(short),
        tekort=_total(short["tekort"]),
        tekort_per_gemeente=tuple(
            (str(name), int(count)) for name, count in zip(short["gemeente"], short["tekort"], strict=True)
        ),
    )


def _opened(
    locatie: str, rows: pd.DataFrame, opens: pd.Timestamp, used: pd.Timestamp | None
) -> GeopendeLocatie:
    ordered = rows.sort_values("periode")
    first = ordered.iloc[0]
    since = used or max(pd.Series([opens, first["van"]]).dropna())
    return GeopendeLocatie(
        locatie=locatie,
        gemeente=str(first["gemeente"]),
        vanaf=pd.Timestamp(since).date(),
        hoogste_bezetting=int(ordered["personen"].max()),
        capaciteit=int(ordered["capaciteit"].max()),
    )
