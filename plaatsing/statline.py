"""The table ``gemeenten`` of a case from CBS StatLine exports as they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from plaatsing.geodata import (
    HerindelingError,
    StatlineError,
    gemeenten,
    herindelingen,
    naar_indeling,
    peildatum_voor,
    read_bevolking,
    read_indeling,
)
from plaatsing.geodata.statline.bestand import read_export
from plaatsing.kalender import Halfjaar
from plaatsing.problemen import CaseError, Problem
from plaatsing.regiotabel import area_codes


@dataclass(frozen=True)
class StatlineGemeenten:
    """Population for the taakstelling of one half-year.

    Attributes
    ----------
    tabel : DataFrame
        A row per municipality of the area, sorted: gemeentecode, gemeente, inwoners (persons). It is
        the table ``gemeenten`` of a case, to be completed with the opening balance.
    peildatum : date
        The day of the population.
    inwoners_nederland : int
        Persons in all municipalities together, for the setting of that name.
    herindelingen : DataFrame
        The rows of `plaatsing.geodata.herindelingen` that the population was brought over with.
    """

    tabel: pd.DataFrame
    peildatum: date
    inwoners_nederland: int
    herindelingen: pd.DataFrame


def gemeenten_uit_statline(
    paden: Iterable[str | Path], halfjaar: str, gebied: str | Iterable[str] = "nederland"
) -> StatlineGemeenten:
    """Make the table ``gemeenten`` of a case from exports of StatLine.

    The population is that of 1 January of the year before the half-year (Huisvestingswet 2014, article 29);
    mergers since then add up the municipalities that went into one.

    Parameters
    ----------
    paden : iterable of str or Path
        Exports (CSV with codes): one of population (03759ned or 70072ned), and if wished one of "Gebieden
        in Nederland", which then says what municipalities there are and how they are called.
    halfjaar : str
        Such as ``"2025-II"``.
    gebied : str or iterable of str
        The part of the country wanted, as `plaatsing.geodata.gebied_codes` takes it.

    Returns
    -------
    StatlineGemeenten

    Raises
    ------
    CaseError
        With everything that is wrong with the exports, the half-year or the area.
    """
    problems: list[Problem] = []
    period = _halfjaar(halfjaar, problems)
    people: list[tuple[str, pd.DataFrame]] = []
    divisions: list[pd.DataFrame] = []
    for path in map(str, paden):
        try:
            if "Perioden" not in read_export(path):
                divisions.append(read_indeling(path))
            elif period is not None:
                people.append((path, read_bevolking(path, halfjaar=str(period))))
        except StatlineError as error:
            problems.append(Problem(path, error.verwacht, gevonden=error.gevonden, code="statline"))
    if not problems and len(people) != 1:
        expected = "verwacht een export van de bevolking (03759ned of 70072ned)"
        problems.append(Problem("statline", expected, gevonden=str(len(people)), code="statline"))
    if not problems and len(divisions) > 1:
        expected = 'verwacht hoogstens een export van "Gebieden in Nederland"'
        problems.append(Problem("statline", expected, gevonden=str(len(divisions)), code="statline"))
    if problems or period is None:
        raise CaseError(problems)
    reference = divisions[0] if divisions else gemeenten()
    wanted = area_codes(gebied, reference)
    path, counts = people[0]
    day = peildatum_voor(str(period))
    try:
        moved = naar_indeling(counts, day, period.start, reference["gemeentecode"].tolist())
    except HerindelingError as error:
        raise CaseError([Problem(path, error.verwacht, code="herindeling")]) from error
    names = dict(zip(reference["gemeentecode"], reference["gemeente"], strict=True))
    table = moved[moved["gemeentecode"].isin(wanted)].reset_index(drop=True)
    table.insert(1, "gemeente", table["gemeentecode"].map(names).astype("str"))
    return StatlineGemeenten(table, day, int(moved["inwoners"].sum()), _used(counts, day, period.start))


def _halfjaar(text: str, problems: list[Problem]) -> Halfjaar | None:
    try:
        return Halfjaar.parse(text)
    except ValueError:
        expected = "verwacht een halfjaar zoals 2025-II"
        problems.append(Problem("--halfjaar", expected, gevonden=text, code="halfjaar"))
        return None


def _used(counts: pd.DataFrame, van: date, naar: date) -> pd.DataFrame:
    table = herindelingen()
    between = table["datum"].gt(pd.Timestamp(van)) & table["datum"].le(pd.Timestamp(naar))
    return table[between & table["oude_code"].isin(counts["gemeentecode"])].reset_index(drop=True)
