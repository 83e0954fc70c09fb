"""Solve a case: from the input to a plan with its proof."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from plaatsing.doorberekening import doorberekening
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.instantie.weging import EENHEDEN, GEWOGEN_SOM, STRAFFEN
from plaatsing.models import NoPlan, Options, Outcome, Reached, Stop, solve_in_order, solve_instance
from plaatsing.models.referentie import solve_reference, solve_reference_in_order
from plaatsing.opgave import taakstelling_tabel
from plaatsing.plan import Plan, Trap
from plaatsing.uitkomst.doelen import doelen
from plaatsing.uitkomst.locaties import locaties
from plaatsing.uitkomst.plaatsingen import plaatsingen
from plaatsing.uitkomst.prijzen import prijzen
from plaatsing.uitkomst.stromen import stromen
from plaatsing.uitkomst.tekorten import tekorten

if TYPE_CHECKING:
    from plaatsing.case import Case

logger = logging.getLogger(__name__)

Engine = Literal["trajecten", "referentie"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


class GeenPlanError(RuntimeError):
    """The limits were reached before there was any plan."""


@dataclass(frozen=True)
class Voortgang:
    """How far solving is.

    Attributes
    ----------
    fase : str
        What happens now, in Dutch.
    verstreken : float
        Seconds since the start.
    objective, bound, gap : float or None
        Value of the best plan, proven lower bound, and the distance between them; None while unknown.
    """

    fase: str
    verstreken: float
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None


def solve(
    case: Case,
    *,
    gap: float = 1e-3,
    time_limit: float | None = None,
    threads: int | None = None,
    progress: Callable[[Voortgang], None] | None = None,
    engine: Engine = "trajecten",
    start: Plan | None = None,
) -> Plan:
    """Find a plan for a case, with a proof of how good it is.

    A case is never infeasible: what does not fit is a named, penalised shortage. The same case gives the
    same plan, whatever the number of threads; a plan that was cut off by a time limit is valid but need not
    be the same.

    Parameters
    ----------
    case : Case
        A checked case.
    gap : float
        Asked gap: (objective - bound) / max(1, abs(objective)).
    time_limit : float, optional
        Seconds after which the best plan so far is returned, with status "tijdslimiet".
    threads : int, optional
        Cores to use at most.
    progress : callable, optional
        Told how far it is.
    engine : {"trajecten", "referentie"}
        "referentie" solves the same case as one flow model with plain HiGHS: a check on small cases, slow on
        large ones, on one core and without row prices.
    start : Plan, optional
        An earlier plan, of this case or of one that differs a little, from which to begin: it shortens the
        search. It is an input like any other: within the asked gap it may lead to another plan. The
        reference does not use it.

    Returns
    -------
    Plan
        With status "optimaal" when the asked gap is proven, "tijdslimiet" or "afgebroken" (Ctrl-C) when it
        was cut off, "grens" when the engine's own limits ended the search.

    Raises
    ------
    ValueError
        If `gap` is negative, `time_limit` or `threads` is not positive, or `engine` is unknown.
    GeenPlanError
        If a limit was reached before there was any plan.
    """
    if gap < 0 or (time_limit is not None and time_limit <= 0) or (threads is not None and threads < 1):
        raise ValueError("gap is nul of meer; time_limit en threads zijn groter dan nul")
    if engine not in ENGINES:
        raise ValueError(f"engine is een van {', '.join(ENGINES)}")
    stop = Stop(time_limit)
    clock = _Clock()
    with stop.on_interrupt():
        _tell(progress, stop, "model opbouwen")
        instantie = build_instantie(case)
        clock.mark("opbouw")
        outcome, reached = _run(instantie, gap, stop, threads, progress, engine, start)
        clock.mark("oplossen")
        _tell(progress, stop, "tabellen maken", outcome.objective, outcome.bound)
        plan = _plan(instantie, outcome, clock, _trappen(case, reached, outcome))
    logger.info("%s: %.2f, ondergrens %.2f", plan.status, plan.objective, plan.bound)
    settings: dict[str, object] = {"gap": gap, "time_limit": time_limit, "threads": threads, "engine": engine}
    if start is not None:
        settings["start"] = "eerder plan"
    plan.instellingen_solve.update(settings)
    plan.tijden.update(clock.seconds)
    plan.tijden.update({f"processor_{name}": value for name, value in outcome.seconds.items()})
    return plan


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def mark(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = now - self._last
        self._last = now


def relative_gap(objective: float, bound: float, avoidable: float | None = None) -> float:
    """Return (objective - bound) over the objective, or over its avoidable part."""
    return max(0.0, objective - bound) / max(1.0, abs(objective if avoidable is None else avoidable))


def _tell(
    progress: Callable[[Voortgang], None] | None,
    stop: Stop,
    phase: str,
    objective: float | None = None,
    bound: float | None = None,
) -> None:
    if progress is not None:
        known = objective is not None and bound is not None
        gap = relative_gap(objective, bound) if known else None  # type: ignore[arg-type]
        progress(Voortgang(phase, stop.elapsed, objective, bound, gap))


def _run(
    instantie: Instantie,
    gap: float,
    stop: Stop,
    threads: int | None,
    progress: Callable[[Voortgang], None] | None,
    engine: Engine,
    start: Plan | None,
) -> tuple[Outcome, list[Reached]]:
    """Solve the model; with an order of goals, return how far each came."""
    model, order, options = instantie.model, instantie.volgorde, Options(gap=gap)

    def report(phase: str, objective: float | None, bound: float | None) -> None:
        _tell(progress, stop, phase, objective, bound)

    try:
        if engine == "referentie":
            if order:
                return solve_reference_in_order(model, order, options, stop, report)
            return solve_reference(model, options, stop, report), []
        begin = None
        if start is not None:
            from plaatsing.warme_start import warme_start

            begin = warme_start(instantie, start)
        if order:
            return solve_in_order(model, order, options, stop, report, threads, begin)
        return solve_instance(model, options, stop, report, threads, begin), []
    except NoPlan as reason:
        raise GeenPlanError(
            "De tijdslimiet was bereikt voordat er een plan was."
            if str(reason) == "tijdslimiet"
            else "Het rekenen is afgebroken voordat er een plan was."
        ) from reason


def _trappen(case: Case, reached: list[Reached], outcome: Outcome) -> tuple[Trap, ...]:
    """Name how far each goal of an order came."""
    if not reached:
        return ()
    # Without prices, as from the reference, there are no rows.
    weights = [float(own[0]) if len(own) and np.ptp(own) == 0.0 else None for own in outcome.earlier.T]
    names = (STRAFFEN, *case.instellingen.volgorde, GEWOGEN_SOM)
    return tuple(
        Trap(
            name,
            EENHEDEN[name],
            goal.objective,
            goal.bound,
            relative_gap(goal.objective, goal.bound),
            _STATUS[goal.status],
            weight,
        )
        for name, goal, weight in zip(names, reached, [*weights, 1.0], strict=True)
    )


_STATUS: dict[str, Literal["optimaal", "tijdslimiet", "afgebroken", "grens"]] = {
    "optimaal": "optimaal",
    "tijdslimiet": "tijdslimiet",
    "afgebroken": "afgebroken",
    "open": "grens",
}


def _plan(instantie: Instantie, outcome: Outcome, clock: _Clock, trappen: tuple[Trap, ...] = ()) -> Plan:
    case, model = instantie.case, instantie.model
    placed = plaatsingen(instantie, outcome)
    sites = locaties(instantie, outcome, placed)
    quota = taakstelling_tabel(case, placed)
    goals = doelen(instantie, placed, quota, sites)
    least = model.constant + float((model.classes.size * outcome.least).sum())
    plan = Plan(
        case=case,
        status=_STATUS[outcome.status],
        objective=outcome.objective,
        bound=outcome.bound,
        gap=relative_gap(outcome.objective, outcome.bound),
        gap_vermijdbaar=relative_gap(outcome.objective, outcome.bound, outcome.objective - least),
        plaatsingen=placed,
        stromen=stromen(case, placed),
        locaties=sites,
        taakstelling=quota,
        doorberekening=doorberekening(case, placed),
        doelen=goals,
        tekorten=tekorten(instantie, placed, quota, sites),
        prijzen=prijzen(instantie, outcome),
        log="".join(f"{line}\n" for line in outcome.log),
        trappen=trappen,
    )
    clock.mark("tabellen")
    return plan


def plan_of(instantie: Instantie, outcome: Outcome, **asked: object) -> Plan:
    """Return an outcome of the model as a plan with its tables; `asked` says what was asked of the solver."""
    plan = _plan(instantie, outcome, _Clock())
    plan.instellingen_solve.update(asked)
    return plan
