"""A reader who solves for the hidden cells, from nothing but the published tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from plaatsing.onderdrukking import TOTAAL

Floats = NDArray[np.float64]
_UNBOUNDED = (3, 4)


def verborgen_grenzen(tabellen: Sequence[pd.DataFrame], maat: str) -> list[tuple[float, float]]:
    """Return the least and most that each hidden cell can be, in whole numbers.

    The reader lists every combination of the finest values of all tables that none of them rules out, and
    writes each visible figure as a sum over those.
    """
    basis = _basis([table.drop(columns=[maat, "onderdrukt"]) for table in tabellen])
    visible, values, hidden = [], [], []
    for table in tabellen:
        columns = [name for name in table.columns if name not in (maat, "onderdrukt")]
        for row in table.to_dict("records"):
            inside = np.ones(len(basis), dtype=bool)
            for name in columns:
                if row[name] != TOTAAL:
                    inside &= (basis[name] == row[name]).to_numpy()
            if row["onderdrukt"]:
                assert pd.isna(row[maat])
                hidden.append(inside)
            else:
                visible.append(inside)
                values.append(row[maat])
    rules: list[LinearConstraint] = []
    if visible:
        sums = np.array(values, dtype=float)
        rules.append(LinearConstraint(sparse.csr_array(np.array(visible, dtype=float)), sums, sums))
    return [_range(cell.astype(float), rules) for cell in hidden]


def _basis(grids: Sequence[pd.DataFrame]) -> pd.DataFrame:
    finest = [grid[(grid != TOTAAL).all(axis=1)] for grid in grids]
    basis = finest[0]
    for grid in finest[1:]:
        shared = [name for name in grid.columns if name in basis.columns]
        basis = basis.merge(grid, on=shared) if shared else basis.merge(grid, how="cross")
    for grid in finest:
        basis = basis.merge(grid.drop_duplicates())
    return basis.drop_duplicates().reset_index(drop=True)


def _range(cell: Floats, rules: Sequence[LinearConstraint]) -> tuple[float, float]:
    whole = np.ones(len(cell), dtype=np.int64)
    low = milp(cell, integrality=whole, bounds=Bounds(0, np.inf), constraints=rules)
    high = milp(-cell, integrality=whole, bounds=Bounds(0, np.inf), constraints=rules)
    assert low.fun is not None, low.message
    assert high.fun is not None or high.status in _UNBOUNDED, high.message
    return (round(low.fun), np.inf if high.fun is None else round(-high.fun))
