"""Solve a Pyomo model for several goals, the first before the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.numvalue import is_potentially_variable

from plaatsing.models.highs import SolverError
from plaatsing.models.mip import compile_model, solve_mip
from plaatsing.models.stop import Stop


@dataclass(frozen=True)
class Doel:
    """A goal to make as small as possible.

    Attributes
    ----------
    expressie : callable
        Given the model, returns the linear expression; it may add variables and rows to it. A constant is
        passed over.
    marge : float
        How far a later goal may leave the least value: less than the smallest step of this one, so that
        only rounding passes.
    """

    expressie: Callable[[Any], Any]
    marge: float = 0.5


def los_op(model: pyo.ConcreteModel, doelen: Sequence[Doel]) -> None:
    """Give the variables of a model values that are best for the goals, in their order.

    Raises
    ------
    SolverError
        If HiGHS ends without a proof.
    """
    for number, doel in enumerate(doelen):
        expression = doel.expressie(model)
        if not is_potentially_variable(expression):
            continue
        model.doel = pyo.Objective(expr=expression, sense=pyo.minimize)
        _solve(model)
        least = float(pyo.value(expression))
        model.del_component("doel")
        if number + 1 < len(doelen):
            model.add_component(f"doel_{number}", pyo.Constraint(expr=expression <= least + doel.marge))


def _solve(model: pyo.ConcreteModel) -> None:
    """Solve to proven optimality and store the values, whole ones rounded."""
    for variable in model.component_data_objects(pyo.Var):
        # A variable in no row and no goal is not sent to HiGHS.
        variable.set_value(variable.lb)
    compiled = compile_model(model)
    found = solve_mip(compiled, gap=1e-6, stop=Stop())
    if not found.proven:
        raise SolverError("HiGHS ends the choice of sites without a proof")
    for variable, value in zip(compiled.variables, found.value.tolist(), strict=True):
        variable.set_value(value, skip_validation=True)
