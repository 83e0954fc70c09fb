"""One scenario as a task for another process: files in, files out.

Nothing is shared with the process that asks, not even a disk, so a task can run on another machine, and
can be run once more when a worker is lost.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plaatsing.case import Case, read_case
from plaatsing.solve import solve

Bestanden = dict[str, bytes]
"""Content of files by path below their folder."""


@dataclass(frozen=True)
class Grenzen:
    """What is asked of the solver; None takes the settings of the case.

    Attributes
    ----------
    gap : float or None
        Gap asked for.
    time_limit : float or None
        Seconds per scenario.
    threads : int or None
        Cores per scenario; the plan does not depend on it.
    """

    gap: float | None = None
    time_limit: float | None = None
    threads: int | None = None

    def gap_of(self, case: Case) -> float:
        """Return the gap asked for `case`."""
        return case.instellingen.solver.gap if self.gap is None else self.gap

    def time_limit_of(self, case: Case) -> float | None:
        """Return the time limit of `case`."""
        return case.instellingen.solver.time_limit if self.time_limit is None else self.time_limit


@dataclass(frozen=True)
class Antwoord:
    """What a task gives back.

    Attributes
    ----------
    bestanden : dict of str to bytes
        The run folder.
    status : str
        Status of the plan.
    geslaagd : bool
        Whether the plan passes its own verification.
    """

    bestanden: Bestanden
    status: str
    geslaagd: bool


def case_files(case: Case) -> Bestanden:
    """Return the files of a case folder."""
    with tempfile.TemporaryDirectory(prefix="plaatsing-") as place:
        case.write(Path(place) / "case")
        return read_files(Path(place) / "case")


def read_files(root: Path) -> Bestanden:
    """Return the content of every file below `root`."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below `root`, which exists."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def solve_files(files: Bestanden, grenzen: Grenzen) -> Antwoord:
    """Solve the case in `files` and return its run folder.

    Raises
    ------
    GeenPlanError
        If the limits were reached before there was a plan.
    """
    from plaatsing.verify import verify

    with tempfile.TemporaryDirectory(prefix="plaatsing-") as place:
        root = Path(place)
        (root / "case").mkdir()
        write_files(root / "case", files)
        case = read_case(root / "case")
        plan = solve(
            case,
            gap=grenzen.gap_of(case),
            time_limit=grenzen.time_limit_of(case),
            threads=grenzen.threads,
        )
        plan.write(root / "run")
        return Antwoord(read_files(root / "run"), plan.status, verify(case, plan).geslaagd)
