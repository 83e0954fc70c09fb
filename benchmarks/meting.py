"""One measurement in its own process, asked as JSON in the first argument and printed as JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from oplossers import OPLOSSERS, Verloop

from plaatsing import solve
from plaatsing.case import Case, read_case
from plaatsing.generator import generate_case
from plaatsing.instantie import build_instantie


def measure(vraag: dict[str, Any]) -> dict[str, Any]:
    """Solve one generated case with one solver, and return times, gaps and memory."""
    oplosser, limit, gap = vraag["oplosser"], float(vraag["limiet"]), float(vraag["gap"])
    with tempfile.TemporaryDirectory() as folder:
        # Generating is no part of the job: the case is written first and then read, as a planner's is.
        path = Path(folder) / "casus"
        generate_case(
            vraag["regio"],
            huishoudens=vraag["huishoudens"],
            seed=vraag["seed"],
            periode=vraag["periode"],
            locaties=vraag["locaties"],
            gekoppeld=0.0,
        ).write(path)
        verloop = Verloop()
        case = read_case(path)
        verloop.mark("lezen")
        found = _engine if oplosser == "trajecten" else _other
        found(case, oplosser, gap, limit, verloop, Path(folder))
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        **vraag,
        "gemeenten": len(case.gemeenten),
        "perioden": len(case.perioden),
        **verloop.result(),
        "cpu_totaal": sum(usage.ru_utime + usage.ru_stime for usage in (own, children)),
        "geheugen_mb": max(own.ru_maxrss, children.ru_maxrss) / 1024.0,
    }


def _engine(case: Case, _: str, gap: float, limit: float, verloop: Verloop, folder: Path) -> None:
    plan = solve(
        case,
        gap=gap,
        time_limit=limit,
        threads=1,
        progress=lambda now: verloop.tell(now.objective, now.bound),
    )
    verloop.tell(plan.objective, plan.bound)
    verloop.seconds.update(plan.tijden)
    verloop.restart()
    plan.write(folder / "run")
    verloop.mark("schrijven")


def _other(case: Case, oplosser: str, gap: float, limit: float, verloop: Verloop, _: Path) -> None:
    model = build_instantie(case).model
    verloop.mark("opbouw")
    OPLOSSERS[oplosser](model, gap, time.monotonic() + limit, verloop)
    verloop.mark("oplossen")


if __name__ == "__main__":
    print(json.dumps(measure(json.loads(sys.argv[1]))))
