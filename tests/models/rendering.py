"""The rows of a rule as readable text."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
from pyomo.repn import generate_standard_repn

from plaatsing.models import Epochs, Instance, Trajects
from plaatsing.models.master import build_master
from tests.models.enumeration import all_trajects


def rendered(instance: Instance, name: str, inflow: list[tuple[int, int]] | None = None) -> str:
    """Return the trajects of an instance, the rows of one component, and the bounds of what is in them."""
    rows = all_trajects(instance)
    model = build_master(instance, Epochs.of(instance.pools), Trajects.from_rows(rows), inflow=inflow)
    legend = [f"x[{number}]: {_traject(instance, row)}" for number, row in enumerate(rows)]
    blocks = [legend, _rows(getattr(model, name)), _bounds(getattr(model, name))]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _traject(instance: Instance, row: tuple[int, ...]) -> str:
    k, g, site, leave, out, pool = row
    last = instance.n_periods
    parts = [f"klasse {k}"]
    if leave == last:
        return f"klasse {k}, still in COA at the horizon"
    if g >= 0:
        parts.append(f"gemeente {instance.gemeenten[g]}")
    if site >= 0:
        since = "lives in" if leave < 0 else f"leaves COA in {leave} for"
        parts.append(f"{since} {instance.sites.names[site]}")
        if out == last:
            parts.append("still there at the horizon")
    if pool >= 0:
        parts.append(f"moves in {out if site >= 0 else leave} to {instance.pools.names[pool]}")
    return ", ".join(parts)


def _rows(component: Any) -> list[str]:
    if isinstance(component, pyo.Objective):
        expression, constant = _terms(component.expr)
        return [f"minimise: {expression} {constant:+g}" if constant else f"minimise: {expression}"]
    return [_row(component[index]) for index in component]


def _bounds(component: Any) -> list[str]:
    """List the bounds of every variable but the trajects, in order of appearance."""
    bodies = (component[index].expr if index is None else component[index].body for index in component)
    found: dict[str, str] = {}
    for body in bodies:
        for variable in generate_standard_repn(body, quadratic=False).linear_vars:
            if variable.parent_component().local_name != "x":
                whole = ", whole" if variable.is_integer() else ""
                found[variable.name] = f"{variable.lb:g} <= {variable.name} <= {variable.ub:g}{whole}"
    return list(found.values())


def _row(row: Any) -> str:
    expression, constant = _terms(row.body)
    lower, upper = (
        None if limit is None else pyo.value(limit) - constant for limit in (row.lower, row.upper)
    )
    if lower is not None and upper is not None and lower == upper:
        limit = f"= {lower:g}"
    elif lower is None:
        limit = f"<= {upper:g}"
    else:
        limit = f">= {lower:g}"
    return f"{row.name.replace('[', '(').replace(']', ')')}: {expression} {limit}"


def _terms(expression: Any) -> tuple[str, float]:
    """Return the linear part as text, and the constant."""
    repn = generate_standard_repn(expression, quadratic=False)
    assert repn.nonlinear_expr is None
    terms = [
        (coefficient, variable.name)
        for coefficient, variable in zip(repn.linear_coefs, repn.linear_vars, strict=True)
        if coefficient != 0
    ]
    text = " ".join(f"{'+' if c > 0 else '-'} {abs(c):g} {name}" for c, name in terms)
    return text.removeprefix("+ "), float(repn.constant)
