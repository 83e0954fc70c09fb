"""From counts to rekenhuishoudens: households that stand for a number in a table."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

GROOTTEVERDELING = (62, 10, 8, 8, 6, 4, 2)
"""Households per hundred of 1 to 7 persons; an assumption, for counts without a size."""

_ORDER = [
    "koppelgemeente",
    "coa_locatie",
    "vergunningdatum",
    "personen",
    "personen_totaal",
    "aantal",
]


def expand(aantallen: pd.DataFrame, start: date) -> pd.DataFrame:
    """Make a household of every one that is counted.

    Parameters
    ----------
    aantallen : DataFrame
        The complete, checked table ``aantallen``.
    start : date
        Start of the plan, from which weken_wachtend count back.

    Returns
    -------
    DataFrame
        huishouden (``R00001`` and on), personen, vergunningdatum, coa_locatie and
        koppelgemeente; the same for every order of the rows in `aantallen`.

    Notes
    -----
    Households without a size get the sizes of `GROOTTEVERDELING` over all such rows together, by
    largest remainder, dealt out so that every row gets its fair share. A row of personen_totaal
    without a size is filled with the same distribution up to exactly that many persons.
    """
    rows = aantallen.copy()
    back = pd.to_timedelta(rows["weken_wachtend"].fillna(0).astype("int64") * 7, unit="D")
    counted = (pd.Timestamp(start) - back).astype("datetime64[s]")
    rows["vergunningdatum"] = rows["vergunningmaand"].fillna(counted)
    rows = rows.sort_values(_ORDER, kind="stable", ignore_index=True)
    open_rows = rows["personen"].isna() & rows["personen_totaal"].isna()
    deal = iter(_deal(int(rows.loc[open_rows, "aantal"].fillna(0).sum())))
    pieces = []
    figures = (rows[name].fillna(-1).astype("int64") for name in ("personen", "aantal", "personen_totaal"))
    for size, number, persons_together in zip(*figures, strict=True):
        if size >= 0:
            sizes = [size] * (persons_together // size if number < 0 else number)
        elif persons_together >= 0:
            sizes = sizes_for_persons(persons_together)
        else:
            sizes = sorted(next(deal) for _ in range(number))
        pieces.append(sizes)
    repeated = rows.loc[rows.index.repeat([len(sizes) for sizes in pieces])]
    persons = np.array([size for sizes in pieces for size in sizes], dtype=np.int64)
    width = max(5, len(str(len(persons))))
    names = [f"R{number:0{width}d}" for number in range(1, len(persons) + 1)]
    return pd.DataFrame(
        {
            "huishouden": pd.array(names, dtype="str"),
            "personen": persons,
            "vergunningdatum": repeated["vergunningdatum"].to_numpy("datetime64[s]"),
            "coa_locatie": repeated["coa_locatie"].array,
            "koppelgemeente": repeated["koppelgemeente"].array,
        }
    )


def size_counts(households: int) -> list[int]:
    """Return how many of `households` have 1 to 7 persons, by largest remainder.

    Equal remainders go to the smaller size first.
    """
    exact = [households * share for share in GROOTTEVERDELING]
    counts = [number // 100 for number in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (-(exact[place] % 100), place))
    for place in by_remainder[: households - sum(counts)]:
        counts[place] += 1
    return counts


def sizes_for_persons(persons: int) -> list[int]:
    """Return household sizes of the distribution that add up to exactly `persons`."""
    per_hundred = sum(size * share for size, share in enumerate(GROOTTEVERDELING, start=1))
    households = persons * 100 // per_hundred + 1
    while _persons(households) > persons:
        households -= 1
    sizes = [size for size, count in enumerate(size_counts(households), start=1) for _ in range(count)]
    rest = persons - _persons(households)
    largest = len(GROOTTEVERDELING)
    sizes += [largest] * (rest // largest) + ([rest % largest] if rest % largest else [])
    return sorted(sizes)


def _persons(households: int) -> int:
    return sum(size * count for size, count in enumerate(size_counts(households), start=1))


def _deal(households: int) -> list[int]:
    """Return `households` sizes in such an order that every stretch has a fair mix of them."""
    counts = size_counts(households)
    moments = [
        ((2 * turn + 1) * households * 1_000_000 // (2 * count), size)
        for size, count in enumerate(counts, start=1)
        for turn in range(count)
    ]
    return [size for _, size in sorted(moments)]
