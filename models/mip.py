"""Integer programmes for HiGHS: from Pyomo or from arrays, with a check on every answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy import sparse

from .highs import DUAL, SolverError, linear_program, new_solver
from .instance import Bools, Floats, Ints
from .stop import Stop

OPTIMAL = highspy.HighsModelStatus.kOptimal
IMPOSSIBLE = {
    highspy.HighsModelStatus.kInfeasible,
    # Every column has finite bounds, so it is never unbounded.
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
}
CUT_OFF = {
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kObjectiveBound,
    highspy.HighsModelStatus.kObjectiveTarget,
}

RISE = 0.1
"""Share of what a bound lacks by which it must rise to be worth more work on it alone."""


@dataclass(frozen=True)
class Compiled:
    """An integer programme as arrays: minimise cost x with row_lower <= matrix x <= row_upper.

    Attributes
    ----------
    variables : list
        The Pyomo variables of the columns; empty for a programme that was not written in Pyomo.
    rows : list of str
        Names of the rows, where they have one.
    """

    matrix: sparse.csc_array
    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    integral: Bools
    variables: list[Any] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def for_highs(self, *, whole: bool = True) -> highspy.HighsLp:
        """Return the programme for HiGHS, its offset left out; without `whole`, its relaxation."""
        return linear_program(
            self.matrix,
            self.cost,
            self.lower,
            self.upper,
            self.row_lower,
            self.row_upper,
            self.integral if whole else None,
        )

    def holding(self, kept: Bools, values: Floats) -> Compiled:
        """Return the programme with some columns fixed at their values."""
        return replace(
            self,
            lower=np.where(kept, values, self.lower),
            upper=np.where(kept, values, self.upper),
        )

    def relaxed(self, stop: Stop, basis: highspy.HighsBasis | None = None) -> highspy.Highs:
        """Return a solver that holds the relaxation, to be solved from a basis where one is given."""
        solver = new_solver(presolve="off", simplex_strategy=DUAL)
        stop.watch(solver)
        solver.passModel(self.for_highs(whole=False))
        if basis is not None:
            solver.setBasis(basis)
        return solver


@dataclass(frozen=True)
class MipResult:
    """What HiGHS found.

    Attributes
    ----------
    found : bool
        Whether there is a solution; without one `value` is empty.
    objective, bound : float
        Cost of the solution and proven lower bound, constants included; both infinite where there can be
        no solution.
    value : Floats
        Value of each column, whole where it must be.
    proven : bool
        Whether HiGHS ended by itself, within its gap.
    """

    found: bool
    objective: float
    bound: float
    value: Floats
    proven: bool


@dataclass(frozen=True)
class MasterResult:
    """What HiGHS found for the Pyomo master.

    Attributes
    ----------
    found : bool
        Whether there is a solution; without one `x` and `opened` are empty.
    objective, bound : float
        Cost of the solution and proven lower bound, constants included.
    x : Ints, shape (N,)
        Households on each traject.
    opened : dict of int to int
        Value of open[l] per candidate.
    """

    found: bool
    objective: float
    bound: float
    x: Ints
    opened: dict[int, int]


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
    model: pyo.ConcreteModel, *, gap: float, stop: Stop, node_limit: int | None = None
) -> MasterResult:
    """Solve the integer master problem as it stands in Pyomo.

    Parameters
    ----------
    model : pyomo.environ.ConcreteModel
        Made by `build_master`.
    gap : float
        Absolute gap at which to stop, in euro.
    stop : Stop
        When to end early.
    node_limit : int, optional
        Nodes HiGHS may search.

    Raises
    ------
    SolverError
        If HiGHS ends for another reason than a proof, a limit or a stop, or breaks a row.
    """
    compiled = compile_model(model)
    result = solve_mip(compiled, gap=gap, stop=stop, node_limit=node_limit)
    if not result.found:
        return MasterResult(False, np.inf, result.bound, np.zeros(0, dtype=np.int64), {})
    value = {id(v): round(x) for v, x in zip(compiled.variables, result.value, strict=True)}
    return MasterResult(
        True,
        result.objective,
        result.bound,
        np.array([value[id(variable)] for variable in model.x.values()], dtype=np.int64),
        {int(site): value.get(id(variable), 0) for site, variable in model.open.items()},
    )


def solve_mip(
    program: Compiled,
    *,
    gap: float,
    stop: Stop,
    start: Floats | None = None,
    node_limit: int | None = None,
    enough: float = -np.inf,
    proof: float = np.inf,
    presolve: bool = True,
) -> MipResult:
    """Solve an integer programme.

    Parameters
    ----------
    program : Compiled
        Its columns and rows.
    gap : float
        Absolute gap at which to stop, in euro.
    stop : Stop
        When to end early.
    start : Floats, optional
        A solution known already; what is not a number is left to HiGHS.
    node_limit : int, optional
        Nodes HiGHS may search.
    enough : float, optional
        Cost, constants included, at which a solution is good enough to stop.
    proof : float, optional
        Lower bound, constants included, that is high enough to stop.
    presolve : bool, optional
        Whether HiGHS simplifies the programme first. On many columns that takes longer than its root,
        where without it nothing but the bound is worked on, and only while it rises.

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
    if not len(program.cost):
        return MipResult(True, program.offset, program.offset, np.zeros(0), True)
    solver = new_solver(mip_rel_gap=0.0, mip_abs_gap=gap, presolve="choose" if presolve else "off")
    if not presolve:
        solver.setOptionValue("mip_heuristic_effort", 0.0)
        solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        solver.setOptionValue("mip_detect_symmetry", False)
    if np.isfinite(enough):
        solver.setOptionValue("objective_target", enough - program.offset)
    if node_limit is not None:
        solver.setOptionValue("mip_max_nodes", node_limit)
    solver.passModel(program.for_highs())
    if start is not None:
        index = np.flatnonzero(~np.isnan(start))
        solver.setSolution(len(index), index.astype(np.int32), start[index])
    stop.watch(solver)
    if np.isfinite(proof):
        _end_at_bound(solver, proof - program.offset, patient=presolve)
    solver.run()
    status = solver.getModelStatus()
    if status in IMPOSSIBLE:
        return MipResult(False, np.inf, np.inf, np.zeros(0), True)
    if status != OPTIMAL and status not in CUT_OFF:
        raise SolverError(f"HiGHS ends the master with {solver.modelStatusToString(status)}")
    info = solver.getInfo()
    bound = float(info.mip_dual_bound) + program.offset
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return MipResult(False, np.inf, bound, np.zeros(0), False)
    value = np.array(solver.getSolution().col_value)
    value[program.integral] = np.round(value[program.integral])
    _check_rows(program, value)
    objective = float(program.cost @ value) + program.offset
    stated = float(info.objective_function_value) + program.offset
    if abs(stated - objective) > 1e-6 * max(1.0, abs(objective)):
        if start is None:
            raise SolverError(f"HiGHS states a cost of {stated} for a solution that costs {objective}")
        return solve_mip(
            program,
            gap=gap,
            stop=stop,
            node_limit=node_limit,
            enough=enough,
            proof=proof,
            presolve=presolve,
        )
    return MipResult(True, objective, bound, value, status == OPTIMAL)


def _end_at_bound(solver: highspy.Highs, bound: float, *, patient: bool) -> None:
    """Let HiGHS end its search as soon as its lower bound is this high, or without patience hardly rises."""
    reached = -np.inf

    def look(event: highspy.HighsCallbackEvent) -> None:
        nonlocal reached
        now = event.data_out.mip_dual_bound
        idle = not patient and np.isfinite(now) and now - reached <= RISE * (bound - now)
        if now >= bound or idle:
            event.interrupt()
        reached = now

    solver.cbMipInterrupt.subscribe(look)


def _check_rows(program: Compiled, value: Floats) -> None:
    """Refuse a solution that breaks a row: a plan rests on it."""
    activity = program.matrix @ value
    excess = np.maximum(program.row_lower - activity, activity - program.row_upper)
    allowed = 1e-5 * np.maximum(1.0, np.abs(activity))
    if (excess > allowed).any():
        row = int(np.argmax(excess - allowed))
        name = program.rows[row] if program.rows else f"row {row}"
        raise SolverError(f"HiGHS gives a solution that breaks {name}")
