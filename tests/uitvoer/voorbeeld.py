"""A plan made by hand: two municipalities, one location that opens, five households."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from plaatsing.case import Case
from plaatsing.plan import Plan

START, HORIZON = "2025-07-01", "2025-12-31"


def example_case(**settings: Any) -> Case:
    """Return a small case; `settings` go to plan.toml."""
    plan = {
        "titel": "Voorbeeld",
        "toelichting": "Synthetisch: met de hand gemaakt.",
        "gebied": ["GM0106", "GM0119"],
        "halfjaar": "2025-II",
        "periode": "maand",
        **settings,
    }
    huishoudens = pd.DataFrame(
        {
            "huishouden": ["H1", "H2", "H3", "H4", "H5"],
            "personen": [1, 4, 2, 3, 1],
            "vergunningdatum": pd.to_datetime(
                ["2024-12-02", "2025-03-03", "2025-06-02", "2025-08-04", "2024-11-04"]
            ),
            "coa_locatie": ["Assen", "Assen", "Assen", "Assen", ""],
            "koppelgemeente": ["GM0119", "GM0106", "", "", "GM0106"],
            "koppeldatum": _dates("2024-12-16", "2025-03-17", None, None, "2024-11-18"),
            "in_locatie": ["", "", "", "", "De Brug"],
            "sinds": _dates(None, None, None, None, "2025-03-01"),
        }
    )
    woningaanbod = pd.DataFrame(
        {
            "aanbod": ["W1", "W2"],
            "gemeentecode": ["GM0106", "GM0119"],
            "vorm": ["eigen", "flex"],
            "beschikbaar_vanaf": pd.to_datetime(["2025-09-01", "2025-10-01"]),
            "aantal": [1, 1],
        }
    )
    locaties = pd.DataFrame(
        {
            "locatie": ["De Brug", "Kanaal"],
            "gemeentecode": ["GM0106", "GM0119"],
            "status": ["bestaand", "kandidaat"],
            "capaciteit_personen": [10, 4],
            "deelnemende_gemeenten": ["GM0106", "GM0119"],
            "transitiekosten": [0.0, 400000.0],
            "exploitatie_per_persoon_dag": [40.0, 40.0],
        }
    )
    coa = pd.DataFrame({"coa_locatie": ["Assen"], "gemeentecode": ["GM0106"], "soort": ["regulier"]})
    return Case.from_tables(
        plan,
        huishoudens=huishoudens,
        woningaanbod=woningaanbod,
        doorstroomlocaties=locaties,
        coa_locaties=coa,
    )


@cache
def _example_case() -> Case:
    return example_case()


def example_plan(**changes: Any) -> Plan:
    """Return a plan for `example_case`; `changes` replace fields."""
    fields: dict[str, Any] = {
        "case": _example_case(),
        "status": "optimaal",
        "objective": 1_234_567.5,
        "bound": 1_234_067.25,
        "gap": 500.25 / 1_234_567.5,
        "gap_vermijdbaar": 0.0021,
        "plaatsingen": _plaatsingen(),
        "stromen": _stromen(),
        "locaties": _locaties(),
        "taakstelling": _taakstelling(),
        "doorberekening": _doorberekening(),
        "doelen": _doelen(),
        "tekorten": _tekorten(),
        "prijzen": _prijzen(),
        "tijden": {"lezen": 0.1, "oplossen": 1.5},
        "log": "ronde 1\nronde 2\n",
        "instellingen_solve": {"gap": 0.001, "time_limit": None, "threads": 1},
    }
    return Plan(**{**fields, **changes})


def _dates(*days: str | None) -> pd.Series[pd.Timestamp]:
    return pd.Series([pd.NaT if day is None else pd.Timestamp(day) for day in days], dtype="datetime64[s]")


def _plaatsingen() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "huishouden": ["H1", "H2", "H3", "H4", "H5"],
            "personen": [1, 4, 2, 3, 1],
            "koppelgemeente": ["GM0119", "GM0106", "GM0119", "", "GM0106"],
            "gemeente": ["Meppel", "Assen", "Meppel", "", "Assen"],
            "voorstel": [False, False, True, False, False],
            "koppeldatum": _dates("2024-12-16", "2025-03-17", "2025-07-31", None, "2024-11-18"),
            "coa_locatie": ["Assen", "Assen", "Assen", "Assen", ""],
            "vorm": ["flex", "eigen", "doorstroomlocatie", "coa", "doorstroomlocatie"],
            "aanbod": ["W2", "W1", "", "", ""],
            "locatie": ["", "", "Kanaal", "", "De Brug"],
            "vertrek_coa": _dates("2025-10-31", "2025-09-30", "2025-07-31", None, "2025-03-01"),
            "in_locatie": _dates(None, None, "2025-07-31", None, "2025-03-01"),
            "uit_locatie": _dates(None, None, None, None, None),
            "einddatum_verblijf": _dates(None, None, "2026-07-30", None, "2026-02-28"),
            "weken_in_coa": [333 / 7, 211 / 7, 59 / 7, 149 / 7, 117 / 7],
            "weken_over_termijn": [235 / 7, 113 / 7, 0.0, 51 / 7, 0.0],
            "start_inburgering": _dates("2025-10-31", "2025-09-30", "2025-07-31", None, "2025-03-01"),
            "deelname": ["", "", "deelname nog af te spreken", "", "afgesproken"],
            "reden": ["woning", "woning", "locatie", "geen_plaats", "bewoner"],
            "vastgezet": ["", "", "", "", ""],
            "rekenhuishouden": [False, False, False, False, False],
        }
    )


def _stromen() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "van": ["coa", "coa", "coa"],
            "naar": ["Kanaal", "GM0106", "GM0119"],
            "gemeentecode": ["GM0119", "GM0106", "GM0119"],
            "vorm": ["doorstroomlocatie", "eigen", "flex"],
            "periode": [1, 3, 4],
            "datum": _dates("2025-07-31", "2025-09-30", "2025-10-31"),
            "huishoudens": [1, 1, 1],
            "personen": [2, 4, 1],
        }
    )


def _locaties() -> pd.DataFrame:
    ends = ["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31"]
    starts = [end[:8] + "01" for end in ends]
    kanaal = [0, 2, 2, 2, 2, 2]
    return pd.DataFrame(
        {
            "locatie": ["De Brug"] * 6 + ["Kanaal"] * 6,
            "gemeentecode": ["GM0106"] * 6 + ["GM0119"] * 6,
            "gemeente": ["Assen"] * 6 + ["Meppel"] * 6,
            "status": ["bestaand"] * 6 + ["kandidaat"] * 6,
            "geopend": [True] * 12,
            "periode": [1, 2, 3, 4, 5, 6] * 2,
            "van": _dates(*starts, *starts),
            "tot": _dates(*ends, *ends),
            "personen": [1] * 6 + kanaal,
            "capaciteit": [10] * 6 + [4] * 6,
            "kamers_bezet": [1] * 12,
            "kamers": pd.array([pd.NA] * 12, dtype="Int64"),
            "boven_capaciteit": [0] * 12,
        }
    )


def _taakstelling() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gemeentecode": ["GM0106", "GM0119"],
            "gemeente": ["Assen", "Meppel"],
            "halfjaar": ["2025-II", "2025-II"],
            "taakstelling": [52, 26],
            "achterstand": pd.array([0, 0], dtype="Int64"),
            "correctie": [0, 0],
            "uitruil": [0, 0],
            "gecorrigeerd": [52, 3],
            "al_gerealiseerd": [0, 0],
            "gekoppeld": [4, 1],
            "koppelruimte": [48, 25],
            "gerealiseerd_eigen": [4, 0],
            "gerealiseerd_flex": [0, 1],
            "gerealiseerd_tijdelijk": [0, 0],
            "gerealiseerd_doorstroomlocatie": [0, 2],
            "gerealiseerd": [4, 3],
            "verwacht": [4, 3],
            "tekort": [48, 0],
            "voorsprong": [0, 0],
            "peildatum": _dates("2025-10-01", "2025-10-01"),
            "gerealiseerd_op_peildatum": [4, 2],
            "gekoppeld_op_peildatum": [0, 1],
            "verschoonbaar": [48, 0],
        }
    )


def _doorberekening() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gemeentecode": ["GM0119", "GM0119"],
            "gemeente": ["Meppel", "Meppel"],
            "huishouden": ["H1", "H1"],
            "personen": [1, 1],
            "coa_locatie": ["Assen", "Assen"],
            "van": _dates("2025-07-01", "2025-10-01"),
            "tot": _dates("2025-09-30", "2025-10-30"),
            "dagen": [92, 30],
            "tarief_cent": [8203, 8203],
            "bedrag_voor_cent": [754_676, 246_090],
            "aftopping_cent": [0, 0],
            "bedrag_cent": [754_676, 246_090],
            "grond": ["na_halfjaar_termijn", "na_halfjaar_termijn"],
            "kwartaal": ["2025Q3", "2025Q4"],
            "halfjaar": ["2025-II", "2025-II"],
            "soort_opvang": ["regulier", "regulier"],
            "zekerheid": ["regel concept; tarief afgeleid", "regel concept; tarief afgeleid"],
            "doorlopend": [False, False],
            "eerder_begonnen": [False, False],
            "soort": ["doorberekening", "doorberekening"],
        }
    )


def _doelen() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "doel": ["tekort", "kosten", "overschrijding"],
            "waarde": [48.0, 746_653.2142857, 31.5],
            "eenheid": ["personen", "euro", "persoonsweken"],
            "gewicht": [10_000.0, 1.0, 250.0],
            "euro": [480_000.0, 746_692.5, 7_875.0],
            "zekerheid": ["", "afgeleid", ""],
        }
    )


def _tekorten() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "soort": ["taakstelling"],
            "gemeentecode": ["GM0106"],
            "locatie": [""],
            "halfjaar": ["2025-II"],
            "periode": pd.array([pd.NA], dtype="Int64"),
            "aantal": [48.0],
            "eenheid": ["personen"],
            "toelichting": ["te weinig woningen; ook geen plaats in een locatie"],
        }
    )


def _prijzen() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rij": ["woningen", "taakstelling"],
            "sleutel": ["GM0106 eigen 1-1000000 woning t/m 6|2025-09-30", "GM0106|2025-II"],
            "prijs": [-12_345.678901, 1e-9],
        }
    )
