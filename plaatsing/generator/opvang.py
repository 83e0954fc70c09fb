"""Synthetic reception sites."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .opdracht import Opdracht
from .punten import rond_punt
from .verdeling import Rng, kies, naar_rato

PERSONEN_PER_LOCATIE = 100
"""Persons of the taakstelling per reception site."""

AANDEEL_NOODOPVANG = 0.4


def maak_coa_locaties(opdracht: Opdracht, rng: Rng) -> pd.DataFrame:
    """Return reception sites: every province has some, in proportion to its taakstelling.

    Returns
    -------
    pandas.DataFrame
        Table ``coa_locaties``, with ``provinciecode`` and ``omvang`` (relative size) besides.
    """
    area = opdracht.gemeenten
    tasks = area.groupby("provinciecode")["taakstelling"].sum()
    total = max(2, len(tasks), round(opdracht.taakstelling / PERSONEN_PER_LOCATIE))
    numbers = 1 + naar_rato(total - len(tasks), tasks.to_numpy())
    rows: list[int] = []
    for province, number in zip(tasks.index, numbers, strict=True):
        inside = np.flatnonzero(area["provinciecode"] == province)
        weights = np.sqrt(area["inwoners"].to_numpy()[inside])
        rows.extend(int(row) for row in inside[kies(rng, weights, int(number))])
    hosts = area.iloc[rows]
    emergency = np.zeros(total, dtype=bool)
    emergency[rng.permutation(total)[: round(AANDEEL_NOODOPVANG * total)]] = True
    x_rd, y_rd = rond_punt(rng, hosts)
    return pd.DataFrame(
        {
            "coa_locatie": [f"COA-{number:03d}" for number in range(1, total + 1)],
            "gemeentecode": hosts["gemeentecode"].to_numpy(),
            "soort": np.where(emergency, "noodopvang", "regulier"),
            "x_rd": x_rd,
            "y_rd": y_rd,
            "provinciecode": hosts["provinciecode"].to_numpy(),
            "omvang": np.exp(0.4 * rng.standard_normal(total)),
        }
    )
