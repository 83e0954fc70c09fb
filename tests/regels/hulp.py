"""Small cases and plans made by hand for the tests of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from plaatsing.beleid import Beleid, read_beleid

if TYPE_CHECKING:
    from plaatsing.case import Case
from plaatsing.instellingen import Instellingen
from plaatsing.kalender import Halfjaar

Rij = dict[str, Any]


@dataclass(frozen=True)
class KleineCase:
    """The part of a Case that the rules look at."""

    instellingen: Instellingen
    gemeenten: pd.DataFrame
    huishoudens: pd.DataFrame
    uitruil: pd.DataFrame
    beginstand_bekend: bool = True

    @property
    def halfjaren(self) -> tuple[Halfjaar, ...]:
        return self.instellingen.halfjaren

    @property
    def beleid(self) -> Beleid:
        return read_beleid(self.instellingen.beleid)


def gemeente(code: str, **anders: Any) -> Rij:
    """A municipality of 1,000 inhabitants with nothing owed."""
    row: Rij = {
        "gemeentecode": code,
        "gemeente": f"Gemeente {code}",
        "inwoners": 1000,
        "stand_per": "2025-07-01",
        "achterstand": 0,
        "realisatie": 0,
        "realisatie_overig": 0,
        "gekoppeld_op_peildatum": None,
        "taakstelling": None,
        "correctie": 0,
        "koppelruimte": None,
    }
    return row | anders


def huishouden(naam: str, personen: int, vergunningdatum: str, **anders: Any) -> Rij:
    """A household in regular reception, not linked."""
    row: Rij = {
        "huishouden": naam,
        "personen": personen,
        "vergunningdatum": vergunningdatum,
        "coa_locatie": "azc",
        "soort_opvang": "regulier",
        "koppelgemeente": "",
        "koppeldatum": None,
        "in_locatie": "",
        "sinds": None,
        "verschoonbaar": "",
    }
    return row | anders


def maak_case(gemeenten: Sequence[Rij], huishoudens: Sequence[Rij] = (), **anders: Any) -> Case:
    """A case of these municipalities and households; other keywords are settings, and uitruil."""
    uitruil = pd.DataFrame(anders.pop("uitruil", []), columns=["halfjaar", "gemeentecode", "personen"])
    settings = {"halfjaar": "2025-II"} | anders
    people = pd.DataFrame([*huishoudens], columns=list(huishouden("", 1, "")))
    book = pd.DataFrame([*gemeenten])
    for column in ("achterstand", "realisatie", "realisatie_overig", "taakstelling", "koppelruimte"):
        book[column] = book[column].astype("Int64")
    book["gekoppeld_op_peildatum"] = book["gekoppeld_op_peildatum"].astype("Int64")
    book["stand_per"] = book["stand_per"].astype("datetime64[s]")
    for column in ("vergunningdatum", "koppeldatum", "sinds"):
        people[column] = people[column].astype("datetime64[s]")
    small = KleineCase(Instellingen.model_validate(settings), book, people, uitruil)
    return cast("Case", small)


def maak_plan(case: Case, **bewegingen: Rij) -> pd.DataFrame:
    """The table plaatsingen: everybody stays in COA, apart from the moves given by household."""
    rows = []
    for person in case.huishoudens.to_dict("records"):
        resident = person["in_locatie"] != ""
        row: Rij = {
            "huishouden": person["huishouden"],
            "personen": person["personen"],
            "koppelgemeente": person["koppelgemeente"],
            "voorstel": False,
            "koppeldatum": person["koppeldatum"],
            "vorm": "doorstroomlocatie" if resident else "coa",
            "locatie": person["in_locatie"],
            "vertrek_coa": person["sinds"],
            "in_locatie": person["sinds"],
            "uit_locatie": None,
        }
        rows.append(row | bewegingen.get(person["huishouden"], {}))
    columns = ["huishouden", "personen", "koppelgemeente", "voorstel", "koppeldatum", "vorm", "locatie"]
    plan = pd.DataFrame(rows, columns=[*columns, "vertrek_coa", "in_locatie", "uit_locatie"])
    for column in ("koppeldatum", "vertrek_coa", "in_locatie", "uit_locatie"):
        plan[column] = pd.to_datetime(plan[column]).astype("datetime64[s]")
    return plan.sort_values("huishouden", ignore_index=True)


def naar_huis(dag: str, vorm: str = "eigen", **anders: Any) -> Rij:
    """A move straight into a dwelling."""
    return {"vorm": vorm, "vertrek_coa": dag} | anders


def via_locatie(dag: str, uit: str | None = None, vorm: str = "eigen", **anders: Any) -> Rij:
    """A move into location L1, and on into a dwelling when `uit` is given."""
    where = "doorstroomlocatie" if uit is None else vorm
    return {
        "vorm": where,
        "locatie": "L1",
        "vertrek_coa": dag,
        "in_locatie": dag,
        "uit_locatie": uit,
    } | anders
