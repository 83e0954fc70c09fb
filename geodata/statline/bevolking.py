"""Population by municipality on the day that the law asks for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd

from .bestand import StatlineError, read_export

# Per table the column of the figure, and the codes that stand for everyone together.
_FIGURES = ("BevolkingOp1Januari", "TotaleBevolking")
_TOTALS = {"Geslacht": "T001038", "Leeftijd": "10000", "BurgerlijkeStaat": "T001019"}
_HALF_YEAR = re.compile(r"(\d{4})-(I|II)")


class PeildatumError(StatlineError):
    """The population is not that of the day the law asks for."""


def peildatum_voor(halfjaar: str) -> date:
    """Return the day whose population decides the taakstelling of a half-year.

    That is 1 January of the year before (Huisvestingswet 2014, article 29).

    Parameters
    ----------
    halfjaar : str
        Such as ``"2025-II"``.

    Raises
    ------
    ValueError
        If that is no half-year.
    """
    match = _HALF_YEAR.fullmatch(halfjaar)
    if match is None:
        raise ValueError(f'verwacht een halfjaar zoals 2025-II, gevonden "{halfjaar}"')
    return date(int(match.group(1)) - 1, 1, 1)


def read_bevolking(
    path: str | Path, peildatum: date | None = None, *, halfjaar: str | None = None
) -> pd.DataFrame:
    """Read the population of every municipality from an export of 03759ned or 70072ned.

    Parameters
    ----------
    path : str or Path
        The export (CSV with codes), unchanged.
    peildatum : date, optional
        1 January of the year wanted; by default the day that `halfjaar` asks for.
    halfjaar : str, optional
        The half-year whose taakstelling the figures are for.

    Returns
    -------
    pandas.DataFrame
        A row per municipality, sorted: ``gemeentecode`` and ``inwoners`` (int64, persons).
        Municipalities that did not exist on that day have no figure and no row.

    Raises
    ------
    PeildatumError
        If `peildatum` is not the day that `halfjaar` asks for, or the export does not have it.
    StatlineError
        If it is another file, or has a municipality twice.
    ValueError
        If neither day nor half-year is given, or the latter is none.
    """
    bestand = str(path)
    day = _day(bestand, peildatum, halfjaar)
    table = read_export(path)
    figure = next((name for name in map(str, table) if name.rsplit("_", 1)[0] in _FIGURES), None)
    if figure is None or "Perioden" not in table:
        expected = "verwacht een export van StatLine-tabel 03759ned of 70072ned, met de kolom Perioden"
        raise StatlineError(bestand, expected, gevonden=", ".join(table.columns)[:80])
    period = f"{day.year}JJ00"
    if period not in set(table["Perioden"]):
        years = sorted({text[:4] for text in table["Perioden"] if text.endswith("JJ00")})
        expected = f"de bevolking van 1 januari {day.year} staat niet in deze export"
        raise PeildatumError(bestand, expected, gevonden=", ".join(years)[:80] or None)
    kept = table["Perioden"].eq(period) & table["RegioS"].str.fullmatch(r"GM\d{4}")
    for column, total in _TOTALS.items():
        if column in table:
            kept &= table[column].eq(total)
    return _figures(bestand, table[kept], figure)


def _day(bestand: str, peildatum: date | None, halfjaar: str | None) -> date:
    if halfjaar is None:
        if peildatum is None:
            raise ValueError("verwacht een peildatum of een halfjaar")
        asked = date(peildatum.year, 1, 1)
    else:
        asked = peildatum_voor(halfjaar)
    if peildatum is not None and peildatum != asked:
        expected = f"StatLine geeft de inwoners van {asked}"
        if halfjaar:
            expected = f"voor {halfjaar} gelden de inwoners van {asked}"
        raise PeildatumError(bestand, expected, gevonden=str(peildatum))
    return asked


def _figures(bestand: str, rows: pd.DataFrame, figure: str) -> pd.DataFrame:
    known = rows[~rows[figure].isin(["", ".", "x", "-"])]
    counts = pd.to_numeric(known[figure], errors="coerce")
    wrong = counts.isna() | counts.lt(0) | counts.mod(1).ne(0)
    if wrong.any():
        first = known[wrong].iloc[0]
        expected = f"verwacht een geheel aantal inwoners van {first['RegioS']}"
        raise StatlineError(bestand, expected, gevonden=first[figure])
    if known.empty:
        raise StatlineError(bestand, "geen enkele gemeente met inwoners van iedereen samen in deze export")
    double = known["RegioS"].duplicated()
    if double.any():
        code = known.loc[double, "RegioS"].iloc[0]
        expected = "deze gemeente staat er meer keer; verwacht een regel per gemeente en jaar"
        raise StatlineError(bestand, expected, gevonden=code)
    result = pd.DataFrame({"gemeentecode": known["RegioS"], "inwoners": counts.astype("int64")})
    return result.sort_values("gemeentecode", ignore_index=True)
