"""Which dwelling, by its name in the supply, each household moves into."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from plaatsing.instantie import Instantie


def uitgifte(instantie: Instantie, table: pd.DataFrame, moment: np.ndarray, pool: np.ndarray) -> list[str]:
    """Name the row of supply behind each move: what came free first goes first.

    Parameters
    ----------
    instantie : Instantie
        The case with its supply.
    table : DataFrame
        Households, N of them.
    moment, pool : array, shape (N,)
        Period and pool of each move; pool -1 for who does not move into a dwelling.

    Returns
    -------
    list of str
        The name per household, empty without a move.
    """
    supply = [""] * len(table)
    persons = table["personen"].to_numpy()
    movers_into = _movers(moment, pool)
    for number, parts in enumerate(instantie.voorraad.partijen):
        in_persons = instantie.voorraad.keys[number].eenheid == "persoon"
        left = [part.aantal for part in parts]
        at = 0
        for mover in movers_into.get(number, []):
            need = int(persons[mover]) if in_persons else 1
            while left[at] <= 0:
                at += 1
            supply[mover] = parts[at].aanbod
            left[at] -= need
            # A household may draw on several forecasts of persons; it is named after the first.
            while left[at] < 0 and at + 1 < len(left):
                left[at + 1] += left[at]
                left[at] = 0
                at += 1
    return supply


def _movers(moment: np.ndarray, pool: np.ndarray) -> dict[int, list[int]]:
    """Return who moves into each pool, who moves first in front."""
    movers: dict[int, list[int]] = defaultdict(list)
    for household in np.argsort(moment, kind="stable").tolist():
        movers[int(pool[household])].append(household)
    return movers
