"""One measurement in its own process: asked as JSON in the first argument, told as JSON lines.

Every line is all that is known by then, so that what is ended early has still said how far it came.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from oplossers import OPLOSSERS
from verloop import Verloop

from plaatsing import solve
from plaatsing.case import Case, read_case
from plaatsing.instantie import build_instantie


def measure(wish: dict[str, Any]) -> None:
    """Read a case, solve it with one solver and, by the engine, write the run."""
    allowed = int(wish["geheugen_gb"] * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    verloop = Verloop()
    case = read_case(wish["casus"])
    verloop.mark("lezen")
    verloop.facts = {"gemeenten": len(case.gemeenten), "perioden": len(case.perioden)}
    found = _engine if wish["oplosser"] == "trajecten" else _other
    found(case, wish["oplosser"], wish["gap"], wish["limiet"], verloop)
    verloop.say("klaar")


def _engine(case: Case, _: str, gap: float, limit: float, verloop: Verloop) -> None:
    verloop.say("oplossen")
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
    with tempfile.TemporaryDirectory() as folder:
        plan.write(Path(folder) / "run")
    verloop.mark("schrijven")


def _other(case: Case, name: str, gap: float, limit: float, verloop: Verloop) -> None:
    deadline = time.monotonic() + limit
    verloop.say("opbouw")
    model = build_instantie(case).model
    OPLOSSERS[name](model, gap, deadline, verloop)
    verloop.mark("oplossen")


if __name__ == "__main__":
    measure(json.loads(sys.argv[1]))
