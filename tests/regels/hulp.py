"""Small cases and plans made by hand for the tests of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from plaatsing.case import Case

Rij = dict[str, Any]


def gemeente(code: str, **anders: Any) -> Rij:
    """A municipality of 1,000 inhabitants with nothing owed."""
    row: Rij = {
        "gemeentecode": code,
        "gemeente": f"Gemeente {code}",
        "inwoners": 1000,
        "x_rd": 200_000.0,
        "y_rd": 500_000.0,
        "achterstand": 0,
        "realisatie": 0,
        "realisatie_overig": 0,
    }
    return row | anders


def huishouden(naam: str, personen: int, vergunningdatum: str, **anders: Any) -> Rij:
    """A household in regular reception, not linked."""
    row: Rij = {
        "huishouden": naam,
        "personen": personen,
        "vergunningdatum": vergunningdatum,
        "coa_locatie": "azc",
    }
    return row | anders


def maak_case(gemeenten: Sequence[Rij], huishoudens: Sequence[Rij] = (), **anders: Any) -> Case:
    """A case of these municipalities and households; other keywords are settings, and uitruil."""
    first = min(row["gemeentecode"] for row in gemeenten)
    uitruil = anders.pop("uitruil", None)
    aanbod = {"aanbod": "W1", "gemeentecode": first, "beschikbaar_vanaf": "2025-07-01", "aantal": 1}
    locatie = {
        "locatie": "L1",
        "gemeentecode": first,
        "status": "bestaand",
        "capaciteit_personen": 50,
        "open_vanaf": "2024-01-01",
    }
    settings: Rij = {"halfjaar": "2025-II", "vg": {half: {"bekend": 10} for half in ("2024-I", "2028-I")}}
    sites = [
        {"coa_locatie": "azc", "gemeentecode": first, "soort": "regulier"},
        {"coa_locatie": "hal", "gemeentecode": first, "soort": "noodopvang"},
    ]
    # A case needs somebody; an unlinked household in time changes no figure of the rules.
    people = pd.DataFrame([*huishoudens] or [huishouden("H0", 1, "2025-06-01")])
    return Case.from_tables(
        settings | anders,
        gemeenten=pd.DataFrame([*gemeenten]),
        huishoudens=people,
        woningaanbod=pd.DataFrame([aanbod]),
        doorstroomlocaties=pd.DataFrame([locatie]),
        coa_locaties=pd.DataFrame(sites),
        uitruil=None if uitruil is None else pd.DataFrame(uitruil),
    )


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
        rows.append(row | bewegingen.get(str(person["huishouden"]), {}))
    columns = ["huishouden", "personen", "koppelgemeente", "voorstel", "koppeldatum", "vorm", "locatie"]
    plan = pd.DataFrame(rows, columns=[*columns, "vertrek_coa", "in_locatie", "uit_locatie"])
    for column in ("huishouden", "koppelgemeente", "vorm", "locatie"):
        plan[column] = plan[column].astype("str")
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
