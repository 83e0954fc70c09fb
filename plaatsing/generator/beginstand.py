"""Synthetic opening balances of the municipalities."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .opdracht import Opdracht
from .verdeling import Rng

LAAGSTE, HOOGSTE = -0.40, 1.20
"""Range of the opening balance, as a share of the taakstelling; drawn uniformly."""


def maak_gemeenten(opdracht: Opdracht, rng: Rng) -> pd.DataFrame:
    """Return the table ``gemeenten``: the balance of every municipality at the start."""
    area = opdracht.gemeenten
    task = area["taakstelling"].to_numpy()
    drawn = np.rint(task * (LAAGSTE + (HOOGSTE - LAAGSTE) * rng.random(len(area))))
    balance = np.clip(drawn, np.ceil(LAAGSTE * task), np.floor(HOOGSTE * task)).astype(np.int64)
    return pd.DataFrame(
        {
            "gemeentecode": area["gemeentecode"],
            "gemeente": area["gemeente"],
            "stand_per": pd.Timestamp(opdracht.start).as_unit("s"),
            "achterstand": balance,
            "realisatie": 0,
        }
    )
