"""Goals one after the other: each as good as it can be, without doing worse on those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .components import split
from .costs import Costs, Limit
from .engine import Engine
from .epochs import Epochs
from .instance import Instance
from .options import Options
from .outcome import Outcome, Report
from .solver import Board, search, together
from .start import Start
from .stop import Stop

SLACK = 1e-9
"""Share of an earlier goal's value, or units below one, by which rounding may exceed it."""


@dataclass(frozen=True)
class Goal:
    """One goal of an order.

    Attributes
    ----------
    costs : Costs
        What is minimised.
    step : float
        The goal is always a whole multiple of this, as persons are of one; zero where it is not.
    """

    costs: Costs
    step: float = 0.0


@dataclass(frozen=True)
class Reached:
    """How far one goal came.

    Attributes
    ----------
    objective, bound : float
        Its value in the plan found for it, and a proven lower bound for every plan that does no worse on
        the goals before it.
    status : str
        That of `Outcome`.
    """

    objective: float
    bound: float
    status: str


def solve_in_order(
    instance: Instance,
    goals: Sequence[Goal],
    options: Options,
    stop: Stop,
    report: Report | None = None,
    threads: int | None = None,
    start: Start | None = None,
) -> tuple[Outcome, list[Reached]]:
    """Minimise one goal after the other.

    Every goal after the first is minimised over the plans that do no worse on those before it than the plan
    found for them: a row with a price of its own in the master problem. Parts that share nothing keep to
    this each by itself.

    Parameters
    ----------
    instance : Instance
        The problem; its costs are the last goal, which decides between plans that the others leave.
    goals : sequence of Goal
        The goals before it, the most important first.
    options : Options
        Switches of the engine; the gap is asked of every goal.
    stop : Stop
        When to end early: goals not reached by then keep the plan there is, with a bound all the same.
    report : callable, optional
        Told the phase, the value of the goal at hand and its bound.
    threads : int, optional
        Parts to solve at the same time; default two.
    start : Start, optional
        An earlier plan to begin from.

    Returns
    -------
    Outcome
        The plan, with objective and bound of the last goal.
    list of Reached
        One for each goal, the last one included.

    Raises
    ------
    NoPlan
        If it was time to stop before there was any plan.
    """
    instance = with_rows_for(instance, goals)
    base = split(instance)
    limits: list[tuple[Limit, ...]] = [()] * len(base)
    epochs = Epochs.of(instance.pools)
    starts = [None if start is None else part.start(start, epochs) for part in base]
    reached: list[Reached] = []
    outcome: Outcome
    earlier = np.zeros((len(instance.gemeenten), len(goals)))
    for goal in [*goals, Goal(instance.costs)]:
        parts = [
            replace(part, instance=replace(part.instance, limits=kept))
            for part, kept in zip(split(instance.under(goal.costs)), limits, strict=True)
        ]
        board = Board(len(parts), report)
        engines = [
            Engine(part.instance, options, stop, board.reporter(number), begin, goal.step)
            for number, (part, begin) in enumerate(zip(parts, starts, strict=True))
        ]
        search(engines, options.gap, threads)
        outcomes = [engine.outcome() for engine in engines]
        outcome = together(instance, parts, outcomes, options.gap)
        reached.append(Reached(outcome.objective, outcome.bound, outcome.status))
        for part, result in zip(parts, outcomes, strict=True):
            scale = np.array([limit.scale for limit in part.instance.limits])
            if len(result.prices.goals) == len(goals):
                earlier[part.gemeenten] = -result.prices.goals / scale
        limits = [
            (*kept, kept_to(part.instance.costs, result, options.gap))
            for part, kept, result in zip(parts, limits, outcomes, strict=True)
        ]
        starts = [
            Start(result.trajects, result.count, result.prices, engine.pool)
            for engine, result in zip(engines, outcomes, strict=True)
        ]
    return replace(outcome, status=status_of(reached), earlier=earlier), reached


def with_rows_for(instance: Instance, goals: Sequence[Goal]) -> Instance:
    """Return the instance with the same rows and parts whatever goal is at hand."""
    costs = [instance.costs, *(goal.costs for goal in goals)]
    asked = any(every.inequality_cost > 0 for every in costs)
    return replace(instance, sharing=replace(instance.sharing, inequality_asked=asked))


def kept_to(costs: Costs, outcome: Outcome, gap: float) -> Limit:
    """Return the limit that the next goals keep to: as good as the plan found, within the asked gap.

    Every plan as near to the proven bound as was asked counts as equally good.
    """
    value, size = outcome.objective, max(1.0, abs(outcome.objective))
    return Limit(costs, max(value + SLACK * size, outcome.bound + gap * size))


def status_of(reached: Sequence[Reached]) -> str:
    """Return the status of the first goal that is not proven, or that all are."""
    return next((goal.status for goal in reached if goal.status != "optimaal"), "optimaal")
