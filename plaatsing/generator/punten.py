"""Made-up points near the point of a municipality."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .verdeling import Rng

STRAAL_M = 2000
"""Greatest shift in x and in y, metres."""


def rond_punt(rng: Rng, gastheren: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a random point per row near its ``x_rd``, ``y_rd``: whole metres in RD New."""
    shift = rng.integers(-STRAAL_M, STRAAL_M, size=(2, len(gastheren)), endpoint=True)
    return gastheren["x_rd"].to_numpy() + shift[0], gastheren["y_rd"].to_numpy() + shift[1]
