"""Tables as they may be published: small cells out, and enough others that totals do not give them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from plaatsing.onderdrukking.cellen import Sleutel, maak_stelsel, sleutel
from plaatsing.onderdrukking.kiezen import kies
from plaatsing.onderdrukking.uitsplitsing import TOTAAL, Uitsplitsing

GRENS = 5
"""A cell of fewer persons is not published, unless `grens` says otherwise."""


def onderdruk(
    tabel: pd.DataFrame,
    dimensies: Sequence[str],
    maat: str,
    grens: int = GRENS,
    *,
    boven: Mapping[str, Sequence[str]] | None = None,
    zonder_totaal: Sequence[str] = (),
    openbaar: Sequence[Sequence[str]] = (),
    telling: str | None = None,
    nullen: bool = False,
) -> pd.DataFrame:
    """Return one table as it may be published, with its totals.

    See `onderdruk_samen` for the rule, and `Uitsplitsing` for the parameters. Tables with the same
    people that appear in one publication belong together in one call of `onderdruk_samen`: apart, each
    gives away what the other hides.
    """
    one = Uitsplitsing(tabel, dimensies, maat, boven or {}, zonder_totaal, openbaar, telling, nullen)
    return onderdruk_samen([one], grens)[0]


def onderdruk_samen(uitsplitsingen: Sequence[Uitsplitsing], grens: int = GRENS) -> list[pd.DataFrame]:
    """Return tables as they may be published side by side, each with its totals.

    A cell of 1 up to `grens` - 1 persons is hidden. So many other cells are hidden that no hidden cell,
    whether small itself or not, can be found back: a reader who knows every total, that figures are whole
    and not below zero, and which tables share cells, is left for each hidden cell with values that lie
    at least `grens` apart (for an amount: `grens` times the average amount per person of the cell).
    Where figures that are public anyway leave less room than that, all the room there is is used; a
    figure that follows from public figures alone is shown. Zeros are shown, unless hidden to protect
    another cell.

    The reader knows sums, and nothing else that ties cells together. A running total over quarters is no
    sum of cells: break down what was added in each quarter, or thin the series with `verdun`. A figure
    that weighs cells (persons times steps, euros per person) is one more equation, and does not belong
    in the same publication.

    Parameters
    ----------
    uitsplitsingen : sequence of Uitsplitsing
        The tables of one publication.
    grens : int
        The least number of persons that is shown.

    Returns
    -------
    list of DataFrame
        Per table a row per cell: the columns of its dimensions (groups before what they group; "totaal"
        for a total), the measure (Int64, <NA> where hidden) and onderdrukt (bool). Sorted, totals last.

    Raises
    ------
    ValueError
        If two tables contradict each other, or go round without a table that has all columns.
    """
    if not uitsplitsingen:
        return []
    stelsel, index = maak_stelsel(uitsplitsingen, grens)
    hidden = kies(stelsel).verborgen
    return [_table(one, {key: bool(hidden[place]) for key, place in index.items()}) for one in uitsplitsingen]


def _table(one: Uitsplitsing, hidden: Mapping[Sleutel, bool]) -> pd.DataFrame:
    finest, columns = one.cellen, one.kolommen
    blocks = []
    for names in one.niveaus:
        skipped = any(
            not name and dimensie in one.zonder_totaal
            for name, dimensie in zip(names, one.dimensies, strict=True)
        )
        if skipped:
            continue
        totals = finest.copy()
        for name, dimensie in zip(names, one.dimensies, strict=True):
            chain = one.keten(dimensie)
            for column in chain[: chain.index(name)] if name else chain:
                totals[column] = TOTAAL
        block = totals.groupby(columns, sort=True)[one.maat].sum().reset_index()
        block["onderdrukt"] = [
            hidden[sleutel(one.maat, names, [row[columns.index(name)] if name else "" for name in names])]
            for row in block[columns].itertuples(index=False, name=None)
        ]
        blocks.append(block)
    table = pd.concat(blocks, ignore_index=True)
    ranks = {column: (table[column] == TOTAAL).astype("int64") for column in columns}
    order = pd.DataFrame(
        {
            f"{name}{part}": values
            for name in columns
            for part, values in (("0", ranks[name]), ("1", table[name]))
        }
    )
    table = table.loc[order.sort_values(list(order.columns), kind="stable").index].reset_index(drop=True)
    table[one.maat] = table[one.maat].astype("Int64").mask(table["onderdrukt"])
    return table
