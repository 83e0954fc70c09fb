"""The least cost over all trajects, by handing the written-out problem to a solver directly."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from plaatsing.models import Epochs, Instance, Trajects
from plaatsing.models.master import build_master
from plaatsing.models.mip import compile_model
from tests.models.enumeration import all_trajects


def optimum(
    instance: Instance,
    *,
    integral: bool = True,
    inflow: list[tuple[int, int]] | None = None,
    opened: dict[int, float] | None = None,
    closed: dict[int, float] | None = None,
) -> float:
    """Return the least cost, constants included; infinite where the node's bounds allow nothing."""
    trajects = Trajects.from_rows(all_trajects(instance))
    epochs = Epochs.of(instance.pools)
    model = build_master(instance, epochs, trajects, inflow=inflow, opened=opened, closed=closed)
    arrays = compile_model(model)
    result = milp(
        arrays.cost,
        integrality=arrays.integral.astype(np.int64) * int(integral),
        bounds=Bounds(arrays.lower, arrays.upper),
        constraints=LinearConstraint(arrays.matrix, arrays.row_lower, arrays.row_upper),
        options={"mip_rel_gap": 0.0},
    )
    if result.status == 2:
        return float("inf")
    assert result.status == 0, result.message
    return float(result.fun) + arrays.offset
