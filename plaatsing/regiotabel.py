"""A bundled division into regions as the table ``regios`` of a case, to be edited by a planner."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from plaatsing.geodata import OnbekendGebiedError, RegiosError, gebied_codes, gemeenten, regios
from plaatsing.problemen import CaseError, Problem


def regiotabel(indeling: str = "provincie", gebied: str | Iterable[str] = "nederland") -> pd.DataFrame:
    """Return a bundled division as rows that a case reads, a municipality by name on each.

    Parameters
    ----------
    indeling : str
        A division of `plaatsing.geodata.regios`.
    gebied : str or iterable of str
        The part of the country wanted, as `plaatsing.geodata.gebied_codes` takes it.

    Returns
    -------
    DataFrame
        regiocode, regio and gebiedscode (the name of the municipality), by region and name.

    Raises
    ------
    CaseError
        If the division or the area is unknown.
    """
    try:
        table = regios(indeling)
    except RegiosError as error:
        fault = error.fouten[0]
        problem = Problem("--indeling", fault.verwacht, gevonden=fault.gevonden, code="regio_indeling")
        raise CaseError([problem]) from error
    table = table[table["gemeentecode"].isin(area_codes(gebied))]
    names = gemeenten().set_index("gemeentecode")["gemeente"]
    made = table[["regiocode", "regio"]].assign(gebiedscode=table["gemeentecode"].map(names).astype("str"))
    return made.sort_values(["regiocode", "gebiedscode"], ignore_index=True)


def area_codes(gebied: str | Iterable[str], tabel: pd.DataFrame | None = None) -> tuple[str, ...]:
    """Return the municipalities of an area that was given on the command line.

    Raises
    ------
    CaseError
        With a problem for each unknown name.
    """
    try:
        return gebied_codes(gebied, tabel)
    except OnbekendGebiedError as error:
        expected = "verwacht een provincie, regio of gemeente, met naam of code"
        raise CaseError(
            [
                Problem("--gebied", expected, gevonden=name, bedoelde_u=(*hints, "")[0], code="gebied")
                for name, hints in error.onbekend.items()
            ]
        ) from error
