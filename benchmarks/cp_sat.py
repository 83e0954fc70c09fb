"""CP-SAT on a matrix in a file.

In a process without highspy: OR-Tools carries a HiGHS of its own, and the two cannot be loaded together.
"""

from __future__ import annotations

import json
import math
import resource
import sys
from typing import Any

import numpy as np
from ortools.sat.python import cp_model


def tell(objective: float | None, bound: float | None) -> None:
    """Print what is known now, with the processor time and memory used so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    print(json.dumps({"objective": objective, "bound": bound, "cpu": cpu}), flush=True)


class Listener(cp_model.CpSolverSolutionCallback):
    """Tells every better plan."""

    def on_solution_callback(self) -> None:
        tell(self.objective_value, self.best_objective_bound)


def read(arrays: Any) -> cp_model.CpModel:
    """Return the model: whole numbers only, as the data are."""
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(round(lower), math.floor(upper), str(number))
        for number, (lower, upper) in enumerate(zip(arrays["lower"], arrays["upper"], strict=True))
    ]
    if (arrays["data"] % 1 != 0).any():
        raise ValueError("CP-SAT takes whole coefficients only")
    for number, (least, most) in enumerate(zip(arrays["row_lower"], arrays["row_upper"], strict=True)):
        part = slice(arrays["indptr"][number], arrays["indptr"][number + 1])
        terms = [columns[column] for column in arrays["indices"][part]]
        total = cp_model.LinearExpr.weighted_sum(terms, [round(value) for value in arrays["data"][part]])
        model.add_linear_constraint(
            total,
            cp_model.INT_MIN if math.isinf(least) else round(least),
            cp_model.INT_MAX if math.isinf(most) else round(most),
        )
    cost = cp_model.LinearExpr.weighted_sum(columns, arrays["cost"].tolist())
    model.minimize(cost + float(arrays["offset"]))
    return model


def main(path: str, gap: float, seconds: float) -> None:
    """Solve the matrix in an .npz file."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = gap
    solver.parameters.max_time_in_seconds = seconds
    solver.best_bound_callback = lambda bound: tell(None, bound)
    with np.load(path) as arrays:
        model = read(dict(arrays))
    status = solver.solve(model, Listener())
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        tell(solver.objective_value, solver.best_objective_bound)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
