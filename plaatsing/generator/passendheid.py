"""Synthetic advice on labour-market regions: every household its own fit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .opdracht import Opdracht
from .verdeling import Rng

ADVIEZEN = 3
LAAGSTE_SCORE = 0.3
# A region in the province of the reception site is this much likelier than another.
_VOORKEUR_PROVINCIE = 4.0


def maak_passendheid(
    opdracht: Opdracht, huishoudens: pd.DataFrame, rng: Rng
) -> tuple[pd.Series[str], pd.DataFrame]:
    """Return advised regions, best first, and how well each of them fits.

    Returns
    -------
    regioadvies : pandas.Series
        Up to three labour-market regions per household, with ``|`` between them.
    paren : pandas.DataFrame
        Table ``paren``: a row per household and advised region, with a ``score`` from 0.3
        to 1 of its own.
    """
    area = opdracht.gemeenten
    regions = np.array(sorted(set(area["arbeidsmarktregiocode"])))
    weights = np.ones((len(huishoudens), len(regions)))
    for province in sorted(set(huishoudens["provinciecode"])):
        inside = area.loc[area["provinciecode"] == province, "arbeidsmarktregiocode"]
        rows = (huishoudens["provinciecode"] == province).to_numpy()
        weights[np.ix_(rows, np.isin(regions, inside))] = _VOORKEUR_PROVINCIE
    # Exponential races: the first three to arrive are a weighted draw without replacement.
    arrival = -np.log1p(-rng.random(weights.shape)) / weights
    advised = regions[np.argsort(arrival, axis=1, kind="stable")[:, :ADVIEZEN]]
    score = LAAGSTE_SCORE + (1.0 - LAAGSTE_SCORE) * rng.random(advised.shape)
    score = -np.sort(-np.round(score, 4), axis=1)
    pairs = pd.DataFrame(
        {
            "huishouden": np.repeat(huishoudens["huishouden"].to_numpy(), advised.shape[1]),
            "arbeidsmarktregio": advised.ravel(),
            "score": score.ravel(),
        }
    )
    return pd.Series(["|".join(row) for row in advised], index=huishoudens.index, dtype="str"), pairs
