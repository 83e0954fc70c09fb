"""Points as the text of an SVG path, as short as it goes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def pad(lijnen: Iterable[NDArray[np.int64]], *, dicht: bool) -> str:
    """Return path data for lines of whole points; `dicht` closes each line to a ring."""
    return "".join(_line(line[:-1] if dicht else line) + ("z" if dicht else "") for line in lijnen)


def _line(points: NDArray[np.int64]) -> str:
    (x, y), steps = points[0].tolist(), np.diff(points, axis=0).ravel().tolist()
    moves = "".join(f"{step}" if step < 0 or place == 0 else f" {step}" for place, step in enumerate(steps))
    return f"M{x} {y}" + (f"l{moves}" if moves else "")
