"""Solve an instance by the reference model, with plain HiGHS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import highspy
import numpy as np

from ..costs import Limit
from ..epochs import Epochs
from ..highs import SolverError, new_solver
from ..instance import Floats, Instance, Ints
from ..mip import Compiled, compile_model
from ..options import Options
from ..order import Goal, Reached, kept_to, status_of, with_rows_for
from ..outcome import NoPlan, Outcome
from ..prices import Prices
from ..stop import Stop
from ..trajects import Trajects
from .least import least_costs
from .model import build_reference
from .network import Network
from .paths import decompose

Report = Callable[[str, "float | None", "float | None"], None]

FLOWS = (
    "in_coa",
    "vertrek",
    "koppeling",
    "direct",
    "instroom",
    "blijft",
    "uitstroom",
    "doorstroom",
    "bewoners",
    "bewoner_vertrekt",
    "bewoner_verhuist",
)


def solve_reference(
    instance: Instance, options: Options, stop: Stop, report: Report | None = None
) -> Outcome:
    """Solve an instance as one time-expanded flow model.

    Parameters
    ----------
    instance : Instance
        The problem.
    options : Options
        Only the asked gap is used.
    stop : Stop
        When to end early. HiGHS looks at it; building the model is not interrupted.
    report : callable, optional
        Told the phase, the cost of the best plan and the bound.

    Returns
    -------
    Outcome
        Its prices are all zero: the reference gives none.

    Raises
    ------
    NoPlan
        If it was time to stop before there was any plan.
    SolverError
        If HiGHS ends for another reason than a proof, a limit or a stop, or breaks a row.
    ValueError
        If in some location someone who enters later must leave earlier.
    """
    tell = report or (lambda phase, objective, bound: None)
    tell("model opbouwen", None, None)
    model = build_reference(instance)
    compiled = compile_model(model)
    solver = _solver(compiled, options.gap)
    stop.watch(solver)

    def improved(event: highspy.HighsCallbackEvent) -> None:
        told = event.data_out
        tell("beter plan", float(told.objective_function_value), float(told.mip_dual_bound))

    solver.cbMipImprovingSolution.subscribe(improved)
    if not stop.reason:
        solver.run()
    value = _solution(solver, compiled, stop)
    objective = float(compiled.cost @ value) + compiled.offset
    bound = min(_bound(solver, compiled), objective)
    allowed = max(options.gap, 1e-9) * max(1.0, abs(objective))
    status = "optimaal" if objective - bound <= allowed else stop.reason or "open"
    network = model.data.network
    whole = {id(column): round(x) for column, x in zip(compiled.variables, value, strict=True)}
    flow = {name: _chosen(getattr(model, name), whole) for name in FLOWS}
    found = decompose(flow, network)
    trajects, count = Trajects.from_rows(list(found)), np.array(list(found.values()), dtype=np.int64)
    objective -= _overpaid(flow, network, trajects, count)
    bound = min(bound, objective)
    return Outcome(
        trajects,
        count,
        _chosen(model.open, whole),
        objective,
        bound,
        least_costs(instance, network),
        status,
        Prices.zero(instance, Epochs.of(instance.pools)),
        {"kolommen": len(compiled.variables), "rijen": len(compiled.rows)},
        {},
        (f"referentie: {len(compiled.variables)} kolommen, {len(compiled.rows)} rijen",),
    )


def solve_reference_in_order(
    instance: Instance, goals: Sequence[Goal], options: Options, stop: Stop, report: Report | None = None
) -> tuple[Outcome, list[Reached]]:
    """Minimise one goal after the other, as `plaatsing.models.solve_in_order` does, over the whole at once.

    Raises
    ------
    NoPlan, SolverError, ValueError
        As `solve_reference`.
    """
    instance = with_rows_for(instance, goals)
    limits: tuple[Limit, ...] = ()
    reached: list[Reached] = []
    outcome: Outcome
    for goal in [*goals, Goal(instance.costs)]:
        outcome = solve_reference(replace(instance.under(goal.costs), limits=limits), options, stop, report)
        reached.append(Reached(outcome.objective, outcome.bound, outcome.status))
        limits = (*limits, kept_to(goal.costs, outcome, options.gap))
    return replace(outcome, status=status_of(reached), earlier=np.zeros((0, len(goals)))), reached


def _overpaid(flow: dict[str, dict[Any, int]], network: Network, trajects: Trajects, count: Ints) -> float:
    """Return what a plan short of the optimum pays for entries where a cheaper one admits the same."""
    cost = network.instance.classes.entry_cost
    paid = sum(
        households * float(cost[e])
        for name in ("vertrek", "bewoner_vertrekt")
        for (e, _), households in flow[name].items()
    )
    moved = trajects.move() >= 0
    left = (trajects.gemeente >= 0) & ((trajects.leave >= 0) | moved)
    return paid - float((count * trajects.entry_cost(network.instance))[left].sum())


def _solver(compiled: Compiled, gap: float) -> highspy.Highs:
    solver = new_solver(mip_rel_gap=gap)
    program = compiled.for_highs()
    program.offset_ = compiled.offset
    solver.passModel(program)
    return solver


def _bound(solver: highspy.Highs, compiled: Compiled) -> float:
    """Return the proven lower bound, offset included; HiGHS gives none for a model without whole columns."""
    info = solver.getInfo()
    if not compiled.integral.any():
        return float(info.objective_function_value)
    return float(info.mip_dual_bound)


def _solution(solver: highspy.Highs, compiled: Compiled, stop: Stop) -> Floats:
    """Return the value of every column, whole where it must be."""
    info, status = solver.getInfo(), solver.getModelStatus()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        if stop.reason:
            raise NoPlan(stop.reason)
        raise SolverError(f"HiGHS ends the reference with {solver.modelStatusToString(status)}")
    value = np.array(solver.getSolution().col_value)
    value[compiled.integral] = np.round(value[compiled.integral])
    activity = compiled.matrix @ value
    excess = np.maximum(compiled.row_lower - activity, activity - compiled.row_upper)
    if (excess > 1e-5 * np.maximum(1.0, np.abs(activity))).any():
        raise SolverError(f"HiGHS gives a solution that breaks {compiled.rows[int(np.argmax(excess))]}")
    return value


def _chosen(component: Any, whole: dict[int, int]) -> dict[Any, int]:
    """Return the value of each variable of a component; one that meets no row and no cost is nothing."""
    return {index: whole.get(id(variable), 0) for index, variable in component.items()}
