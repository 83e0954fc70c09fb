"""What a measurement knows, and when it knew it."""

from __future__ import annotations

import json
import math
import time
from typing import Any

GAPS = (0.01, 0.001, 0.0001)


class Verloop:
    """Seconds on the clock and of the processor at which each gap was proven; every step is printed."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.facts: dict[str, Any] = {}
        self._phase = "lezen"
        self._start, self._cpu = time.perf_counter(), time.process_time()
        self._last = self._said = self._start
        self._best, self._bound = math.inf, -math.inf
        self._reached: dict[float, tuple[float, float]] = {}

    def mark(self, name: str) -> None:
        """Close a phase."""
        now = time.perf_counter()
        self.seconds[name], self._last = now - self._last, now

    def restart(self) -> None:
        """Begin a new phase here."""
        self._last = time.perf_counter()

    def say(self, phase: str) -> None:
        """Print all that is known on entering a phase."""
        self._phase = phase
        self._print()

    def tell(self, objective: float | None, bound: float | None, elsewhere: float = 0.0) -> None:
        """Take note of a better plan or bound; whatever is not finite says nothing.

        `elsewhere` is processor time used in another process.
        """
        if objective is not None and math.isfinite(objective) and abs(objective) < 1e19:
            self._best = min(self._best, objective)
        if bound is not None and math.isfinite(bound) and abs(bound) < 1e19:
            self._bound = max(self._bound, bound)
        reached = [gap for gap in GAPS if gap not in self._reached and self.gap <= gap]
        now = time.perf_counter()
        for gap in reached:
            self._reached[gap] = (now - self._start, time.process_time() - self._cpu + elsewhere)
        if reached or now - self._said > 1.0:
            self._print()

    @property
    def gap(self) -> float:
        """Distance between plan and bound, relative to the plan."""
        if not (math.isfinite(self._best) and math.isfinite(self._bound)):
            return math.inf
        return max(0.0, self._best - self._bound) / max(1.0, abs(self._best))

    def _print(self) -> None:
        self._said = time.perf_counter()
        row: dict[str, Any] = {"fase": self._phase, **self.facts}
        for gap in GAPS:
            wall, cpu = self._reached.get(gap, (None, None))
            row[f"s_tot_{gap:.2%}"], row[f"cpu_tot_{gap:.2%}"] = _rounded(wall), _rounded(cpu)
        row["doel"] = self._best if math.isfinite(self._best) else None
        row["ondergrens"] = self._bound if math.isfinite(self._bound) else None
        row["gap_bewezen"] = self.gap if math.isfinite(self.gap) else None
        row |= {f"s_{name}": _rounded(value) for name, value in self.seconds.items()}
        print(json.dumps(row), flush=True)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
