"""Row prices of a run, read back from its table ``prijzen``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.models import Epochs, Prices
from plaatsing.uitkomst.prijzen import MAXIMA

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie


def read_prices(instantie: Instantie, prijzen: pd.DataFrame, *, strict: bool = True) -> Prices:
    """Return the prices of the table `prijzen` in the order of the model's rows.

    Rows that are not in the table have price zero, as they had when it was written.

    Parameters
    ----------
    instantie : Instantie
        The case, as a model instance.
    prijzen : DataFrame
        The table.
    strict : bool
        Whether every row of the table must be a row of this case; otherwise those that are not are skipped.

    Raises
    ------
    KeyError
        If, with `strict`, the table names a row that the case does not have.
    """
    model = instantie.model
    epochs = Epochs.of(model.pools)
    ends = [period.tot.isoformat() for period in instantie.case.perioden]
    prices = Prices.zero(model, epochs)
    pools = {name: number for number, name in enumerate(model.pools.names)}
    arrivals = zip(epochs.pool.tolist(), epochs.period.tolist(), strict=True)
    epoch = {key: number for number, key in enumerate(arrivals)}
    period = {day: number for number, day in enumerate(ends)} | {f"na {ends[-1]}": len(ends)}
    sites = {name: number for number, name in enumerate(model.sites.names)}
    codes = {code: number for number, code in enumerate(model.gemeenten)}
    halves = {half: number for number, half in enumerate(model.halfjaren)}
    by_site = {"plaatsen": prices.plaatsen, "kamers": prices.kamers, "min_bezetting": prices.minimum}
    by_half = {"taakstelling": prices.quota, "koppelruimte": prices.link}

    def put(row: str, key: str, value: float) -> None:
        name, _, moment = key.rpartition("|")
        if row == "woningen":
            prices.woningen[epoch[pools[name], period[moment]]] = value
        elif row in by_site:
            by_site[row][sites[name], period[moment]] = value
        elif row in by_half:
            by_half[row][codes[name], halves[moment]] = value
        elif row == "maximum":
            prices.maximum[codes[name], MAXIMA.index(moment)] = value

    for row, key, value in zip(prijzen["rij"], prijzen["sleutel"], prijzen["prijs"], strict=True):
        try:
            put(str(row), str(key), float(value))
        except KeyError:
            if strict:
                raise
    return prices


def has_prices(prices: Prices) -> bool:
    """Say whether any row has a price."""
    by_site = (prices.plaatsen, prices.kamers, prices.minimum)
    by_gemeente = (prices.quota, prices.link, prices.maximum)
    return any(bool(np.any(table)) for table in (prices.woningen, *by_site, *by_gemeente))
