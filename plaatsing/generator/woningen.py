"""Synthetic dwellings coming free."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .opdracht import Opdracht
from .verdeling import GEMIDDELD, Rng, groottes, kies

AANDEEL_TAAKSTELLING = 0.85
"""Persons that fit in the dwellings, as a share of the taakstelling."""

VORMEN = ("eigen", "flex", "tijdelijk")
AANDEEL_VORM = (0.80, 0.14, 0.06)
AANDEEL_TOEGANKELIJK = 0.05
# Share of the dwellings of each form that is offered for a limited time only.
_AANDEEL_EINDIG = np.array([0.10, 0.30, 0.30])
_KENMERKEN = [
    "gemeentecode",
    "beschikbaar_vanaf",
    "min_personen",
    "max_personen",
    "vorm",
    "tot",
    "toegankelijk",
]


def maak_woningaanbod(opdracht: Opdracht, rng: Rng) -> pd.DataFrame:
    """Return the table ``woningaanbod``.

    Dwellings have the sizes of the households (a dwelling for k persons takes k - 1 and k,
    one for a single person only one). The total is fixed; over municipalities and days each
    falls independently, so that the number per municipality and period is a Poisson
    number, given the total.
    """
    persons = round(AANDEEL_TAAKSTELLING * opdracht.taakstelling)
    number = round(persons / GEMIDDELD) if persons == 0 else max(1, round(persons / GEMIDDELD))
    size = groottes(rng, number)
    host = kies(rng, opdracht.gemeenten["taakstelling"].to_numpy(), number)
    days = (opdracht.horizon - opdracht.start).days + 1
    start = np.datetime64(opdracht.start, "D")
    free = start + rng.integers(0, days, number)
    form = kies(rng, AANDEEL_VORM, number)
    last = free + rng.integers(6 * 7, 17 * 7, number)
    ends = rng.random(number) < _AANDEEL_EINDIG[form]
    table = pd.DataFrame(
        {
            "gemeentecode": opdracht.gemeenten["gemeentecode"].to_numpy()[host],
            "vorm": np.array(VORMEN)[form],
            "beschikbaar_vanaf": free.astype("datetime64[s]"),
            "tot": np.where(ends, last, np.datetime64("NaT")).astype("datetime64[s]"),
            "eenheid": "woning",
            "min_personen": np.maximum(1, size - 1),
            "max_personen": size,
            "toegankelijk": rng.random(number) < AANDEEL_TOEGANKELIJK,
        }
    )
    grouped = table.groupby([*_KENMERKEN, "eenheid"], dropna=False, sort=True).size()
    result = grouped.rename("aantal").reset_index()
    result.insert(0, "aanbod", [f"W{row:05d}" for row in range(1, len(result) + 1)])
    columns = ["aanbod", "gemeentecode", "vorm", "beschikbaar_vanaf", "tot", "aantal", "eenheid"]
    return result[[*columns, "min_personen", "max_personen", "toegankelijk"]]
