"""A count that grows over time, with no moments so close that few persons lie between them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def verdun(tabel: pd.DataFrame, per: str, dag: str, maat: str, grens: int) -> pd.DataFrame:
    """Leave out moments of a running total, so that each step is of nobody or of `grens` persons or more.

    The first and the last moment stay: where there are fewer than `grens` persons in all, so does that step.

    Parameters
    ----------
    tabel : DataFrame
        A row per series and moment.
    per, dag, maat : str
        Columns with the series, the moment, and the total so far.
    grens : int
        The least step that is shown.

    Returns
    -------
    DataFrame
        The rows that stay, in their order.
    """
    kept: list[int] = []
    for _, rows in tabel.reset_index(drop=True).sort_values(dag, kind="stable").groupby(per, sort=False):
        places = _kept(rows[maat].tolist(), grens)
        kept += [int(row) for row in rows.index[places]]
    return tabel.iloc[sorted(kept)].reset_index(drop=True)


def _kept(totals: Sequence[int], grens: int) -> list[int]:
    kept = [0]
    for place in range(1, len(totals)):
        step = totals[place] - totals[kept[-1]]
        if step == 0 or step >= grens:
            kept.append(place)
    last = len(totals) - 1
    while kept[-1] != last and len(kept) > 1 and 0 < totals[last] - totals[kept[-1]] < grens:
        kept.pop()
    return kept if kept[-1] == last else [*kept, last]
