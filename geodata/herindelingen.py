"""Municipal mergers: from the municipalities of one date to those of another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from importlib.resources import files

import pandas as pd

OPGEGAAN = "opgegaan"
VERDEELD = "verdeeld"

HERINDELINGEN_VAN = date(2021, 1, 1)
HERINDELINGEN_TOT = date(2026, 12, 31)
"""The bundled table holds every merger from the first to the second day."""


class HerindelingError(ValueError):
    """Figures of one date cannot be brought to the municipalities of another.

    Attributes
    ----------
    verwacht : str
        What is missing, as a Dutch sentence.
    codes : tuple of str
        The municipalities concerned.
    """

    def __init__(self, verwacht: str, codes: tuple[str, ...] = ()) -> None:
        self.verwacht, self.codes = verwacht, codes
        super().__init__(verwacht)


def herindelingen() -> pd.DataFrame:
    """Return the bundled table of mergers, those of 2021 to 2026 (none since 2023).

    Returns
    -------
    pandas.DataFrame
        A row per old and new municipality, by date: ``oude_code``, ``oude_gemeente``,
        ``nieuwe_code``, ``nieuwe_gemeente``, ``datum`` (datetime64[s], the first day of the
        new one), ``soort`` (``opgegaan``: wholly; ``verdeeld``: one of several that each
        got a part), ``zekerheid`` (``pers``: reported; ``aanname``: an old code that no source at
        hand confirms) and ``bron``. A fresh copy at every call.
    """
    return _table().copy()


def naar_indeling(
    inwoners: pd.DataFrame,
    van: date,
    naar: date,
    gemeenten: Collection[str],
    tabel: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Bring population of one date to the municipalities of a later one.

    Parameters
    ----------
    inwoners : DataFrame
        ``gemeentecode`` (each once) and ``inwoners`` (whole numbers); other columns go.
    van, naar : date
        The day of the figures and the day of the division wanted.
    gemeenten : collection of str
        Codes of the division wanted.
    tabel : DataFrame, optional
        Mergers, with the columns of `herindelingen`; by default those.

    Returns
    -------
    DataFrame
        ``gemeentecode`` and ``inwoners`` (int64), a row per wanted municipality, sorted.

    Raises
    ------
    HerindelingError
        If `naar` lies before `van`, a municipality was divided, or the table does not explain
        the difference; all municipalities at once.
    """
    if naar < van:
        raise HerindelingError(f"de indeling van {naar} ligt voor de cijfers van {van}; verwacht een latere")
    table = herindelingen() if tabel is None else tabel
    between = table["datum"].gt(pd.Timestamp(van)) & table["datum"].le(pd.Timestamp(naar))
    table = table[between].sort_values("datum", kind="stable")
    counts = {
        str(code): int(count)
        for code, count in zip(inwoners["gemeentecode"], inwoners["inwoners"], strict=True)
    }
    divided = sorted(set(table.loc[table["soort"] == VERDEELD, "oude_code"]) & set(counts))
    if divided:
        raise HerindelingError(
            f"tussen {van} en {naar} zijn verdeeld over meer gemeenten: {_listed(divided, table)}; geef "
            "in gemeenten de inwoners van de gemeenten die een deel kregen",
            tuple(divided),
        )
    for row in table[table["soort"] == OPGEGAAN].itertuples():
        if row.oude_code in counts:
            moved = counts.pop(str(row.oude_code))
            counts[str(row.nieuwe_code)] = counts.get(str(row.nieuwe_code), 0) + moved
    wanted = set(gemeenten)
    over, short = sorted(set(counts) - wanted), sorted(wanted - set(counts))
    if over or short:
        raise HerindelingError(
            f"de tabel van herindelingen verklaart niet elk verschil tussen {van} en {naar}: zonder inwoners "
            f"{_listed(short, table) or '-'}; niet in de indeling {_listed(over, table) or '-'}",
            (*short, *over),
        )
    return (
        pd.DataFrame({"gemeentecode": sorted(counts)})
        .astype("str")
        .assign(inwoners=[counts[code] for code in sorted(counts)])
    )


def _listed(codes: list[str], table: pd.DataFrame) -> str:
    names = dict(zip(table["oude_code"], table["oude_gemeente"], strict=True))
    names |= dict(zip(table["nieuwe_code"], table["nieuwe_gemeente"], strict=True))
    shown = [f"{names[code]} ({code})" if code in names else code for code in codes[:5]]
    rest = len(codes) - len(shown)
    return ", ".join(shown) + (f" en {rest} andere" if rest else "")


@cache
def _table() -> pd.DataFrame:
    with files(__package__).joinpath("data", "herindelingen.csv").open(encoding="utf-8") as stream:
        table = pd.read_csv(stream, keep_default_na=False, parse_dates=["datum"])
    return table.astype({"datum": "datetime64[s]"})
