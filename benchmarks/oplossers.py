"""The solvers that are compared: HiGHS on the reference model, and SCIP and CP-SAT on the same matrix."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import highspy
import numpy as np
from verloop import GAPS, Verloop

from plaatsing.models import Instance, NoPlan, Options, Stop
from plaatsing.models.mip import Compiled, compile_model
from plaatsing.models.referentie import build_reference, solve_reference


class Listening(Stop):
    """A stop that also hears every bound of HiGHS: the reference itself tells it only with a better plan."""

    def __init__(self, seconds: float, verloop: Verloop) -> None:
        super().__init__(seconds)
        self._verloop = verloop

    def watch(self, solver: highspy.Highs) -> None:
        """Let a running HiGHS look at this object, and hear it."""
        super().watch(solver)
        self._verloop.say("oplossen")

        def hear(event: highspy.HighsCallbackEvent) -> None:
            told = event.data_out
            self._verloop.tell(float(told.mip_primal_bound), float(told.mip_dual_bound))

        solver.cbMipInterrupt.subscribe(hear)


def referentie(instance: Instance, gap: float, deadline: float, verloop: Verloop) -> None:
    """HiGHS on the reference model."""
    stop = Listening(max(0.1, deadline - time.monotonic()), verloop)
    try:
        outcome = solve_reference(instance, Options(gap=gap), stop)
    except NoPlan:
        return
    verloop.tell(outcome.objective, outcome.bound)


def scip(instance: Instance, gap: float, deadline: float, verloop: Verloop) -> None:
    """SCIP on the matrix of the reference model, asked for one gap after the other."""
    from pyscipopt import Model, quicksum

    arrays = compile_model(build_reference(instance))
    verloop.say("opbouw in SCIP")
    model = Model()
    model.hideOutput()
    columns = [
        model.addVar(lb=float(lower), ub=float(upper), obj=float(cost), vtype="I" if whole else "C")
        for lower, upper, cost, whole in zip(
            arrays.lower, arrays.upper, arrays.cost, arrays.integral, strict=True
        )
    ]
    model.addObjoffset(arrays.offset)
    for terms, lower, upper in _rows(arrays):
        total = quicksum(value * columns[column] for column, value in terms)
        if lower == upper:
            model.addCons(total == lower)
        elif math.isfinite(upper):
            model.addCons(total <= upper)
        else:
            model.addCons(total >= lower)
    verloop.say("oplossen")
    started = time.monotonic()
    for asked in [wish for wish in GAPS if wish > gap] + [gap]:
        model.setParam("limits/gap", asked)
        model.setParam("limits/time", max(0.1, deadline - started))
        model.optimize()
        verloop.tell(model.getPrimalbound(), model.getDualbound())
        if time.monotonic() >= deadline:
            return


def cp_sat(instance: Instance, gap: float, deadline: float, verloop: Verloop) -> None:
    """OR-Tools CP-SAT on the same matrix, in a process of its own."""
    arrays = compile_model(build_reference(instance))
    matrix = arrays.matrix.tocsr()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matrix.npz"
        np.savez(
            path,
            indptr=matrix.indptr,
            indices=matrix.indices,
            data=matrix.data,
            cost=arrays.cost,
            offset=arrays.offset,
            lower=arrays.lower,
            upper=arrays.upper,
            row_lower=arrays.row_lower,
            row_upper=arrays.row_upper,
        )
        left = max(0.1, deadline - time.monotonic())
        verloop.say("oplossen")
        script = Path(__file__).with_name("cp_sat.py")
        command = [sys.executable, str(script), str(path), str(gap), str(left)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                news = json.loads(line)
                verloop.tell(news["objective"], news["bound"], news["cpu"])
        if process.returncode != 0:
            raise RuntimeError(f"cp_sat.py ended with code {process.returncode}")


def _rows(arrays: Compiled) -> list[tuple[list[tuple[int, float]], float, float]]:
    """Return the terms and the two sides of every row."""
    matrix = arrays.matrix.tocsr()
    rows = []
    for number in range(matrix.shape[0]):
        part = slice(matrix.indptr[number], matrix.indptr[number + 1])
        terms = list(zip(matrix.indices[part].tolist(), matrix.data[part].tolist(), strict=True))
        rows.append((terms, float(arrays.row_lower[number]), float(arrays.row_upper[number])))
    return rows


OPLOSSERS = {"referentie": referentie, "scip": scip, "cp-sat": cp_sat}
