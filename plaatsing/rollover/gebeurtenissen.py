"""What really happened: the table realisatie.csv of a rollover, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.geodata import gemeenten as bundled_gemeenten
from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.csv_bestand import read_csv_file
from plaatsing.lezen.ruw import RuweTabel, from_frame
from plaatsing.lezen.tabel import complete, read_table
from plaatsing.problemen import CaseError, Problem
from plaatsing.schema import Column, Table
from plaatsing.schema.huishoudens import HUISHOUDENS

if TYPE_CHECKING:
    from plaatsing.case import Case

SOORTEN = (
    "vergunning",
    "gekoppeld",
    "locatie_open",
    "in_locatie",
    "gehuisvest",
    "vertrokken",
    "locatie_dicht",
)
"""Kinds of events, in the order in which those of one day are taken."""

KENMERKEN = (
    "coa_locatie",
    "slaapkamers",
    "gezin",
    "werk",
    "studie",
    "medisch",
    "toegankelijk",
    "regioadvies",
    "nareis_personen",
    "nareis_verwacht",
    "verschoonbaar",
)
"""What may be said of a household with a new permit, as in the table huishoudens."""

GEBEURTENISSEN = Table(
    "realisatie",
    "Een rij per gebeurtenis sinds de start van het plan.",
    "A row per event since the start of the plan.",
    (
        Column("datum", "date", "dag waarop het gebeurde", "day on which it happened", required=True),
        Column("soort", "choice", "wat er gebeurde", "what happened", required=True, choices=SOORTEN),
        Column(
            "huishouden",
            "text",
            "pseudoniem; leeg bij een telling zonder huishoudens",
            "pseudonym; empty for a count without households",
        ),
        Column("gemeentecode", "gemeente", "gemeente", "municipality"),
        Column(
            "personen",
            "integer",
            "aantal personen; leeg: zoals in de casus",
            "number of persons; empty: as in the case",
            minimum=1,
            maximum=1_000_000,
            unit="personen",
        ),
        Column(
            "vorm",
            "choice",
            "vorm van de woning; leeg: zoals gepland, anders eigen",
            "form of the dwelling; empty: as planned, or else own",
            choices=("eigen", "flex", "tijdelijk"),
        ),
        Column("aanbod", "text", "regel van het woningaanbod", "row of the supply of dwellings"),
        Column("locatie", "text", "doorstroomlocatie", "doorstroomlocatie"),
        *(HUISHOUDENS.column(name) for name in KENMERKEN),
    ),
    subject="huishouden",
)

NODIG = {
    "vergunning": (("personen",),),
    "gekoppeld": (("huishouden",), ("gemeentecode",)),
    "locatie_open": (("locatie",),),
    "in_locatie": (("huishouden",), ("locatie",)),
    "gehuisvest": (("huishouden", "gemeentecode"), ("huishouden", "personen")),
    "vertrokken": (("huishouden",),),
    "locatie_dicht": (("locatie",),),
}
"""Columns that an event of a kind needs: one of each group."""


def read_realisatie(source: str | Path | pd.DataFrame, case: Case) -> pd.DataFrame:
    """Read what really happened.

    Parameters
    ----------
    source : path or DataFrame
        A CSV file, or its columns.
    case : Case
        The case of the plan, for its municipalities.

    Returns
    -------
    DataFrame
        The columns of `GEBEURTENISSEN`, complete, by row number in the spreadsheet.

    Raises
    ------
    CaseError
        With everything that cannot be read, all at once.
    """
    raw, problems = _raw(source)
    if raw is None:
        raise CaseError(problems)
    codes = (
        Gemeentecodes(case.gemeenten, own=True) if case.eigen_codes else Gemeentecodes(bundled_gemeenten())
    )
    given, found = read_table(raw, GEBEURTENISSEN, codes)
    problems += found
    if any(column.required and column.name not in given for column in GEBEURTENISSEN.columns):
        raise CaseError(problems)
    events = complete(given, GEBEURTENISSEN)
    problems += _incomplete(events, raw.bestand)
    if any(problem.ernst == "fout" for problem in problems):
        raise CaseError(problems)
    return events


def _raw(source: str | Path | pd.DataFrame) -> tuple[RuweTabel | None, list[Problem]]:
    if isinstance(source, pd.DataFrame):
        return from_frame("realisatie", source), []
    path = Path(source)
    if not path.is_file():
        return None, [Problem(str(path), "dit bestand bestaat niet", code="geen_bestand")]
    return read_csv_file(path)


def _incomplete(events: pd.DataFrame, bestand: str) -> list[Problem]:
    """Return a problem for each event that lacks what its kind needs."""
    problems = []
    for row, event in events.iterrows():
        for group in NODIG.get(event["soort"], ()):
            if all(pd.isna(event[name]) or event[name] == "" for name in group):
                expected = f"verwacht {' of '.join(group)} bij {event['soort']}"
                problems.append(
                    Problem(
                        bestand,
                        expected,
                        rij=int(str(row)),
                        onderwerp=str(event["huishouden"]),
                        kolom=group[0],
                        code="leeg",
                    )
                )
    return problems
