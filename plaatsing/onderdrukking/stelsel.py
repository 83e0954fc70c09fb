"""The cells that a reader sees, and how they add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Whole = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stelsel:
    """Cells as a reader knows them; n cells, m relations.

    Attributes
    ----------
    waarden : array of int64, shape (n,)
        The true figures.
    verbanden : sparse array, shape (m, n)
        Relations that every reader knows: each row times the true figures is zero.
    gepubliceerd : array of bool, shape (n,)
        Cells of the tables; the others only follow from them.
    openbaar : array of bool, shape (n,)
        Cells that are public anyway.
    gevoelig : array of bool, shape (n,)
        Published cells that may not be shown.
    breedte : array of int64, shape (n,)
        How far apart the lowest and highest value must lie that a reader cannot exclude, if hidden.
    kosten : array of float, shape (n,)
        What it costs to hide a cell.
    """

    waarden: Whole
    verbanden: sparse.csr_array
    gepubliceerd: Bools
    openbaar: Bools
    gevoelig: Bools
    breedte: Whole
    kosten: Floats

    def mogelijk(self, tabel: Whole, zichtbaar: Bools) -> bool:
        """Say whether a reader of the visible cells cannot exclude `tabel`; exact, in whole numbers."""
        adds_up = not (self.verbanden @ tabel).any()
        same = np.array_equal(tabel[zichtbaar], self.waarden[zichtbaar])
        return bool(adds_up and same and (tabel >= 0).all())
