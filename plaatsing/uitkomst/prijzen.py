"""Row prices: what one unit more would change, as the relaxation of the model sees it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from plaatsing.instantie import Instantie
from plaatsing.models import Epochs, Outcome

MAXIMA = ("plaatsen", "koppelen")
"""What a limit on a municipality is about, in the order of the model."""


def prijzen(instantie: Instantie, outcome: Outcome) -> pd.DataFrame:
    """List the rows with a price that is not zero.

    A price is the change of the objective (euro) when the right-hand side of the row grows by one unit: a
    dwelling, place, bedroom, link or person allowed in a municipality more lowers it, a person more to house
    raises it.

    Returns
    -------
    DataFrame
        rij, sleutel, prijs; in the order of the model's rules.
    """
    rows = [row for row in _rows(instantie, outcome) if abs(row[2]) >= 0.005]
    table = pd.DataFrame(rows, columns=["rij", "sleutel", "prijs"])
    table["prijs"] = table["prijs"].astype("float64").round(2) + 0.0
    return table.astype({"rij": "str", "sleutel": "str"})


def _rows(instantie: Instantie, outcome: Outcome) -> Iterator[tuple[str, str, float]]:
    model, prices = instantie.model, outcome.prices
    periods = [period.tot.isoformat() for period in instantie.case.perioden]
    nights = [*periods, f"na {periods[-1]}"]
    epochs = Epochs.of(model.pools)
    for pool, period, price in zip(epochs.pool, epochs.period, prices.woningen, strict=True):
        yield "woningen", f"{model.pools.names[pool]}|{periods[period]}", float(price)
    for name, table in (
        ("plaatsen", prices.plaatsen),
        ("kamers", prices.kamers),
        ("min_bezetting", prices.minimum),
    ):
        for site, period in np.argwhere(table != 0).tolist():
            yield name, f"{model.sites.names[site]}|{nights[period]}", float(table[site, period])
    for name, table in (("taakstelling", prices.quota), ("koppelruimte", prices.link)):
        for g, h in np.argwhere(table != 0).tolist():
            yield name, f"{model.gemeenten[g]}|{model.halfjaren[h]}", float(table[g, h])
    for g, kind in np.argwhere(prices.maximum != 0).tolist():
        yield "maximum", f"{model.gemeenten[g]}|{MAXIMA[kind]}", float(prices.maximum[g, kind])
