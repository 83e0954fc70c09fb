"""More or fewer dwellings, spread evenly over municipalities, forms and days."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

_ORDER = ("gemeentecode", "vorm", "beschikbaar_vanaf", "min_personen", "max_personen", "aanbod")


def scaled(woningaanbod: pd.DataFrame, factor: Fraction) -> pd.DataFrame:
    """Return the table with its dwellings times `factor`, whole dwellings only.

    Along the rows in the order of municipality, form and day, the running total is rounded to the
    nearest whole number, so that with 10 % less every tenth dwelling falls away wherever it is, and no
    total is further off than half a dwelling. Forecasts in persons are counted apart.

    Parameters
    ----------
    woningaanbod : DataFrame
        The table as given.
    factor : Fraction
        1 leaves everything as it is.

    Returns
    -------
    DataFrame
        The same rows in the same order, those without dwellings left out.
    """
    keys = [column for column in _ORDER if column in woningaanbod]
    counts = _counts(woningaanbod)
    unit = woningaanbod.get("eenheid", pd.Series("", index=woningaanbod.index)).replace("", "woning")
    found = counts.copy()
    for _unit, rows in woningaanbod.groupby(unit.to_numpy(), sort=True):
        total = rounded = 0
        for place in rows.sort_values(keys, kind="stable").index:
            total += int(counts[place])
            target = int((2 * total * factor + 1) // 2)
            found[place] = target - rounded
            rounded = target
    table = woningaanbod.assign(aantal=found)
    return table[table["aantal"] > 0].reset_index(drop=True)


def _counts(woningaanbod: pd.DataFrame) -> pd.Series[int]:
    one = pd.Series(1, index=woningaanbod.index)
    return woningaanbod.get("aantal", one).fillna(1).astype("int64")
