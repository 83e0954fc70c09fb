"""Which dwelling, by its name in the supply, each household moves into."""

from __future__ import annotations

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
    for number, rows in enumerate(instantie.voorraad.rows):
        movers = sorted(np.flatnonzero(pool == number).tolist(), key=lambda i: (moment[i], i))
        in_persons = instantie.voorraad.keys[number].eenheid == "persoon"
        left = rows["aantal"].tolist()
        names = rows["aanbod"].tolist()
        at = 0
        for mover in movers:
            need = int(persons[mover]) if in_persons else 1
            while left[at] <= 0:
                at += 1
            supply[mover] = names[at]
            left[at] -= need
            # A household may draw on several forecasts of persons; it is named after the first.
            while left[at] < 0 and at + 1 < len(left):
                left[at + 1] += left[at]
                left[at] = 0
                at += 1
    return supply
