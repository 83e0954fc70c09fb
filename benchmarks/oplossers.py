"""The solvers that are compared: HiGHS on the reference model, and SCIP and CP-SAT on the same matrix."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from plaatsing.models import Instance, NoPlan, Options, Stop
from plaatsing.models.mip import Compiled, compile_model
from plaatsing.models.referentie import build_reference, solve_reference

GAPS = (0.01, 0.001, 0.0001)


class Verloop:
    """What was known when: seconds on the clock and of the processor at which each gap was proven."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._start, self._cpu = time.perf_counter(), time.process_time()
        self._last = self._start
        self._best, self._bound = math.inf, -math.inf
        self._reached: dict[float, tuple[float, float]] = {}

    def mark(self, name: str) -> None:
        """Close a phase."""
        now = time.perf_counter()
        self.seconds[name], self._last = now - self._last, now

    def restart(self) -> None:
        """Begin a new phase here."""
        self._last = time.perf_counter()

    def tell(self, objective: float | None, bound: float | None, elsewhere: float = 0.0) -> None:
        """Take note of a better plan or bound; whatever is not finite says nothing.

        `elsewhere` is processor time used in another process.
        """
        if objective is not None and math.isfinite(objective) and abs(objective) < 1e19:
            self._best = min(self._best, objective)
        if bound is not None and math.isfinite(bound) and abs(bound) < 1e19:
            self._bound = max(self._bound, bound)
        for gap in GAPS:
            if gap not in self._reached and self.gap <= gap:
                self._reached[gap] = (
                    time.perf_counter() - self._start,
                    time.process_time() - self._cpu + elsewhere,
                )

    @property
    def gap(self) -> float:
        """Distance between plan and bound, relative to the plan."""
        if not (math.isfinite(self._best) and math.isfinite(self._bound)):
            return math.inf
        return max(0.0, self._best - self._bound) / max(1.0, abs(self._best))

    def result(self) -> dict[str, Any]:
        """Return all of it by column name; what was not reached is empty."""
        row: dict[str, Any] = {}
        for gap in GAPS:
            wall, cpu = self._reached.get(gap, (None, None))
            row[f"s_tot_{gap:.2%}"], row[f"cpu_tot_{gap:.2%}"] = wall, cpu
        row["doel"] = self._best if math.isfinite(self._best) else None
        row["ondergrens"] = self._bound if math.isfinite(self._bound) else None
        row["gap_bewezen"] = self.gap if math.isfinite(self.gap) else None
        return row | {f"s_{name}": value for name, value in self.seconds.items()}


def referentie(instance: Instance, gap: float, deadline: float, verloop: Verloop) -> None:
    """HiGHS on the reference model."""
    stop = Stop(max(0.1, deadline - time.monotonic()))
    try:
        outcome = solve_reference(
            instance, Options(gap=gap), stop, lambda _, objective, bound: verloop.tell(objective, bound)
        )
    except NoPlan:
        return
    verloop.tell(outcome.objective, outcome.bound)


def scip(instance: Instance, gap: float, deadline: float, verloop: Verloop) -> None:
    """SCIP on the matrix of the reference model, asked for one gap after the other."""
    from pyscipopt import Model, quicksum

    arrays = compile_model(build_reference(instance))
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
