"""Solve a Pyomo master with HiGHS, and read back what it chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy import sparse

from .highs import SolverError, linear_program, new_solver
from .instance import Bools, Floats, Ints
from .stop import Stop

OPTIMAL = highspy.HighsModelStatus.kOptimal
CUT_OFF = {
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kObjectiveBound,
    highspy.HighsModelStatus.kObjectiveTarget,
}


@dataclass(frozen=True)
class Compiled:
    """A Pyomo model as arrays: minimise cost x with row_lower <= matrix x <= row_upper.

    Attributes
    ----------
    columns, rows : list of str
        Names of the Pyomo variables and constraints, in order.
    """

    matrix: sparse.csc_array
    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    integral: Bools
    variables: list[Any]
    rows: list[str]


@dataclass(frozen=True)
class MipResult:
    """What HiGHS found.

    Attributes
    ----------
    found : bool
        Whether there is a solution; without one the arrays are empty.
    objective, bound : float
        Cost of the solution and proven lower bound, constants included.
    x : Ints, shape (N,)
        Households on each traject.
    opened : dict of int to int
        Value of open[l] per candidate.
    proven : bool
        Whether HiGHS ended by itself, within its gap.
    """

    found: bool
    objective: float
    bound: float
    x: Ints
    opened: dict[int, int]
    proven: bool


def compile_model(model: pyo.ConcreteModel) -> Compiled:
    """Write a Pyomo model as arrays."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    variables = list(form.columns)
    sense = np.array([row.bound_type for row in form.rows])
    rhs = np.asarray(form.rhs, dtype=float)
    cost = np.asarray(form.c.todense(), dtype=float).ravel()
    return Compiled(
        matrix=sparse.csc_array(form.A),
        cost=cost,
        offset=float(form.c_offset[0]),
        lower=np.array([-np.inf if v.lb is None else float(v.lb) for v in variables]),
        upper=np.array([np.inf if v.ub is None else float(v.ub) for v in variables]),
        row_lower=np.where(sense <= 0, rhs, -np.inf),
        row_upper=np.where(sense >= 0, rhs, np.inf),
        integral=np.array([v.is_integer() for v in variables], dtype=bool),
        variables=variables,
        rows=[row.constraint.name for row in form.rows],
    )


def solve_master(
    model: pyo.ConcreteModel,
    *,
    gap: float,
    stop: Stop,
    start: Ints | None = None,
    node_limit: int | None = None,
    on_solution: Callable[[float], None] | None = None,
) -> MipResult:
    """Solve the integer master problem.

    Parameters
    ----------
    model : pyomo.environ.ConcreteModel
        Made by `build_master`.
    gap : float
        Absolute gap at which to stop, in euro.
    stop : Stop
        When to end early.
    start : Ints, shape (N,), optional
        Households on each traject in a plan known already.
    node_limit : int, optional
        Nodes HiGHS may search.
    on_solution : callable, optional
        Told the cost of every better plan.

    Raises
    ------
    SolverError
        If HiGHS ends for another reason than a proof, a limit or a stop, or breaks a row.

    Notes
    -----
    HiGHS 1.16.0 values a start without the cost of the columns that its presolve removes, and then prunes
    better plans. The cost is therefore recomputed, and where HiGHS states another one the search is done
    again without the start.
    """
    compiled = compile_model(model)
    solver = new_solver(mip_rel_gap=0.0, mip_abs_gap=gap)
    if node_limit is not None:
        solver.setOptionValue("mip_max_nodes", node_limit)
    solver.passModel(
        linear_program(
            compiled.matrix,
            compiled.cost,
            compiled.lower,
            compiled.upper,
            compiled.row_lower,
            compiled.row_upper,
            compiled.integral,
        )
    )
    position = {id(variable): number for number, variable in enumerate(compiled.variables)}
    if start is not None:
        index = [position[id(variable)] for variable in model.x.values()]
        solver.setSolution(len(index), np.array(index, dtype=np.int32), start.astype(float))
    stop.watch(solver)
    if on_solution is not None:
        tell = on_solution

        def improved(event: highspy.HighsCallbackEvent) -> None:
            tell(float(event.data_out.objective_function_value) + compiled.offset)

        solver.cbMipImprovingSolution.subscribe(improved)
    solver.run()
    status = solver.getModelStatus()
    if status != OPTIMAL and status not in CUT_OFF:
        raise SolverError(f"HiGHS ends the master with {solver.modelStatusToString(status)}")
    info = solver.getInfo()
    bound = float(info.mip_dual_bound) + compiled.offset
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return MipResult(False, np.inf, bound, np.zeros(0, dtype=np.int64), {}, False)
    value = np.array(solver.getSolution().col_value)
    x = np.array([round(value[position[id(v)]]) for v in model.x.values()], dtype=np.int64)
    opened = {
        int(site): round(value[position[id(variable)]]) if id(variable) in position else 0
        for site, variable in model.open.items()
    }
    value[compiled.integral] = np.round(value[compiled.integral])
    _check_rows(compiled, value)
    objective = float(compiled.cost @ value) + compiled.offset
    stated = float(info.objective_function_value) + compiled.offset
    if abs(stated - objective) > 1e-6 * max(1.0, abs(objective)):
        if start is None:
            raise SolverError(f"HiGHS states a cost of {stated} for a solution that costs {objective}")
        return solve_master(model, gap=gap, stop=stop, node_limit=node_limit, on_solution=on_solution)
    return MipResult(True, objective, bound, x, opened, status == OPTIMAL)


def _check_rows(compiled: Compiled, value: Floats) -> None:
    """Refuse a solution that breaks a row: a plan rests on it."""
    activity = compiled.matrix @ value
    excess = np.maximum(compiled.row_lower - activity, activity - compiled.row_upper)
    allowed = 1e-5 * np.maximum(1.0, np.abs(activity))
    if (excess > allowed).any():
        row = compiled.rows[int(np.argmax(excess - allowed))]
        raise SolverError(f"HiGHS gives a solution that breaks {row}")
