"""Named sets of measurements: which cases, by which solvers, how long and how precise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geval import Geval

OPLOSSERS = ("trajecten", "referentie", "scip", "cp-sat")
PROGRAMMA = "plaatsing solve"


@dataclass(frozen=True)
class Taak:
    """One measurement.

    Attributes
    ----------
    geval : Geval
        The case.
    oplosser : str
        One of `OPLOSSERS`, on one core, in a process that reads the case, solves it and, with the engine,
        writes the run; or `PROGRAMMA`: the command as a planner gives it, on all cores.
    gap : float
        Gap at which to stop.
    limiet : float
        Seconds for building and solving.
    doel : tuple of float, optional
        Seconds, gap and gigabytes to stay within.
    """

    geval: Geval
    oplosser: str
    gap: float
    limiet: float
    doel: tuple[float, float, float] | None = None


def beside_each_other(gevallen: Sequence[Geval], gap: float, limits: dict[str, float]) -> list[Taak]:
    """Return a measurement of every case by every solver, case after case."""
    return [Taak(geval, name, gap, limits[name]) for geval in gevallen for name in OPLOSSERS]


def klein() -> list[Taak]:
    """Return small cases, several seeds, on which every solver can say something."""
    gevallen = [
        Geval("drenthe", size, 4, period, seed)
        for size, period in ((150, "maand"), (400, "maand"), (400, "week"))
        for seed in (0, 1)
    ]
    return beside_each_other(gevallen, 1e-4, dict.fromkeys(OPLOSSERS, 30.0))


def groot() -> list[Taak]:
    """Return cases of 1,000 to 40,000 households, months and weeks, two seeds."""
    sizes = (
        ("gelderland", 1000, 12),
        ("gelderland", 3000, 12),
        ("nederland", 12_000, 60),
        ("nederland", 40_000, 60),
    )
    gevallen = [
        Geval(*size, period, seed) for size in sizes for period in ("maand", "week") for seed in (0, 1)
    ]
    limits = {"trajecten": 60.0, "referentie": 75.0, "scip": 30.0, "cp-sat": 30.0}
    return beside_each_other(gevallen, 1e-3, limits)


def locaties() -> list[Taak]:
    """Return pure location cases: capacitated warehouses and p-medians."""
    medians = [Geval("medians", nodes, nodes, seed=seed) for nodes, seed in ((50, 0), (100, 0), (100, 1))]
    tasks = beside_each_other(medians, 1e-4, dict.fromkeys(OPLOSSERS, 60.0))
    limits = dict.fromkeys(OPLOSSERS, 60.0) | {"trajecten": 120.0}
    return tasks + beside_each_other([Geval("warehouses", 1000, 100)], 1e-4, limits)


def doelen() -> list[Taak]:
    """Return the whole runs for which a time, a gap and a memory are asked."""
    month = Geval("nederland", 12_000, 60, "maand")
    wishes = (
        (Geval("drenthe", 0, 4, "week"), (10, 5e-4, 1)),
        (Geval("gelderland", 2000, 12, "week"), (90, 1e-3, 2)),
        (month, (60, 1e-3, 3)),
        (Geval("nederland", 12_000, 60, "maand", koppeling="landelijk"), (240, 3e-3, 4)),
        (Geval("nederland", 12_000, 60, "week"), (480, 3e-3, 6)),
        (Geval("nederland", 40_000, 60, "maand", passendheid=True), (480, 3e-3, 8)),
    )
    return [Taak(geval, PROGRAMMA, doel[1], float(doel[0]), doel) for geval, doel in wishes]


REEKSEN = {"klein": klein, "groot": groot, "locaties": locaties, "doelen": doelen}
