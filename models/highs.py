"""HiGHS, with the settings that make results repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
from scipy import sparse

from .instance import Bools, Floats

DUAL = 1
"""Dual simplex: new bounds and rows leave the last prices feasible, so it goes on from there."""

PRIMAL = 4
"""Primal simplex: added columns leave the last solution feasible, so it goes on from there."""

SOLVED = {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty}
"""Ways of ending with an answer; that of a programme without columns is empty."""


class SolverError(RuntimeError):
    """HiGHS ended in a way that no limit or interruption explains."""


def new_solver(**options: Any) -> highspy.Highs:
    """Return a silent, single-threaded solver.

    Parameters
    ----------
    **options
        Further HiGHS options by name.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    fixed: dict[str, Any] = {"output_flag": False, "threads": 1, "random_seed": 0}
    for name, value in (fixed | options).items():
        if solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"HiGHS refuses option {name} = {value}")
    return solver


def solve_relaxation(solver: highspy.Highs, check: Callable[[], None], name: str) -> None:
    """Solve to optimality a programme that always has a solution, once more from nothing where that fails.

    Parameters
    ----------
    solver : highspy.Highs
        Holds the programme.
    check : callable
        Raises `Stopped` where it was time to stop.
    name : str
        Of the programme, for the error.

    Raises
    ------
    SolverError
        If HiGHS does not prove optimality.
    """
    solver.run()
    check()
    if solver.getModelStatus() not in SOLVED:
        solver.clearSolver()
        solver.run()
    status = solver.getModelStatus()
    if status not in SOLVED:
        raise SolverError(f"HiGHS ends the {name} with {solver.modelStatusToString(status)}")


def linear_program(
    matrix: sparse.csc_array,
    cost: Floats,
    lower: Floats,
    upper: Floats,
    row_lower: Floats,
    row_upper: Floats,
    integral: Bools | None = None,
) -> highspy.HighsLp:
    """Return a HiGHS model: minimise cost x, row_lower <= matrix x <= row_upper, lower <= x <= upper."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.shape[1], matrix.shape[0]
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, lower, upper
    model.row_lower_, model.row_upper_ = row_lower, row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = matrix.data
    if integral is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(flag)] for flag in integral]
    return model
