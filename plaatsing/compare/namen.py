"""Short names by which plans stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def run_names(runs: Sequence[Path]) -> tuple[str, ...]:
    """Name each run folder by as much of the end of its path as tells it from the others.

    Parameters
    ----------
    runs : sequence of Path
        Run folders; the same folder twice gets a number.
    """
    parts = [run.resolve().parts for run in runs]
    deepest = max((len(part) for part in parts), default=1)
    names = [part[-1] for part in parts]
    for depth in range(2, deepest + 1):
        if len(set(names)) == len(names):
            break
        doubled = {name for name in names if names.count(name) > 1}
        names = [
            "/".join(part[-depth:]) if name in doubled else name
            for name, part in zip(names, parts, strict=True)
        ]
    else:
        names = [part[-1] for part in parts] if len(set(parts)) < len(parts) else names
    return numbered(names)


def numbered(names: Sequence[str]) -> tuple[str, ...]:
    """Tell equal names apart by a number behind all but the first."""
    found: list[str] = []
    for name in names:
        number, fresh = 1, name
        while fresh in found:
            number += 1
            fresh = f"{name} ({number})"
        found.append(fresh)
    return tuple(found)
