"""The step of the supervision ladder (trede), as the supervisor enters it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.csv_bestand import read_csv_file
from plaatsing.lezen.tabel import complete, read_table
from plaatsing.problemen import CaseError, Problem
from plaatsing.schema.kolom import Column, Table

if TYPE_CHECKING:
    from plaatsing.case import Case

TOEZICHT = Table(
    "toezicht",
    "Een rij per gemeente: de trede van de interventieladder, ingevuld door de toezichthouder.",
    "A row per municipality: the step of the supervision ladder, entered by the supervisor.",
    (
        Column("gemeentecode", "gemeente", "gemeente", "municipality", required=True),
        Column(
            "trede",
            "integer",
            "trede van de interventieladder, van 0 tot en met 6",
            "step of the supervision ladder, from 0 to 6",
            required=True,
            minimum=0,
            maximum=6,
        ),
        Column("datum", "date", "dag van het besluit over de trede", "day of the decision", required=True),
        Column("besluit", "text", "besluit of brief", "decision or letter"),
    ),
    subject="gemeentecode",
)


def read_toezicht(path: str | Path, case: Case) -> pd.DataFrame:
    """Read the steps of the supervision ladder from a CSV file of the supervisor.

    The file is kept apart from the case on purpose: it is no table of a case, so it is never copied
    into a run folder, and nothing that is published can contain it. A trede is read as entered and
    never computed; who supervises may set it beside the missed half-years
    (:func:`plaatsing.achterstand.gemiste_halfjaren`).

    Parameters
    ----------
    path : str or Path
        A CSV file with gemeentecode, trede (0 to 6), datum and optionally besluit.
    case : Case
        The case whose municipalities may be named.

    Returns
    -------
    DataFrame
        gemeentecode, trede (int), datum (datetime64) and besluit, by gemeentecode.

    Raises
    ------
    CaseError
        With everything that is wrong with the file.
    """
    path = Path(path)
    if not path.exists():
        raise CaseError([Problem(path.name, "dit bestand bestaat niet", code="geen_bestand")])
    raw, problems = read_csv_file(path)
    if raw is None:
        raise CaseError(problems)
    table, wrong = read_table(raw, TOEZICHT, Gemeentecodes(case.gemeenten, own=case.eigen_codes))
    problems += wrong
    if "gemeentecode" in table:
        twice = table["gemeentecode"].duplicated() & table["gemeentecode"].notna()
        for row, code in table.loc[twice & (table["gemeentecode"] != ""), "gemeentecode"].items():
            expected = "deze gemeente staat er al; verwacht elke gemeente een keer"
            problems.append(
                Problem(path.name, expected, rij=int(str(row)), kolom="gemeentecode", gevonden=str(code))
            )
    if any(problem.ernst == "fout" for problem in problems):
        raise CaseError(problems)
    found = complete(table, TOEZICHT).sort_values("gemeentecode", ignore_index=True)
    return found.astype({"trede": "int64"})
