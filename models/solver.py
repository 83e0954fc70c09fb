"""Solve an instance part by part, and add up what the parts give."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .components import Component, split
from .engine import FINEST, Engine
from .epochs import Epochs
from .instance import Instance
from .options import Options
from .outcome import Outcome, Report
from .prices import Prices
from .spent import Spent
from .start import Start
from .stop import Stop
from .trajects import Trajects

SHARE = 0.5
"""Share of the asked gap that a part aims at which is searched thoroughly, since some will not reach it."""

_WORST = ("optimaal", "open", "tijdslimiet", "afgebroken")


def solve_instance(
    instance: Instance,
    options: Options,
    stop: Stop,
    report: Report | None = None,
    threads: int | None = None,
    start: Start | None = None,
) -> Outcome:
    """Solve an instance.

    Parts that share no household, location, budget or equality goal are solved on their own, side by side;
    their costs and bounds add up. The outcome does not depend on the number of threads.

    Parameters
    ----------
    instance : Instance
        The problem.
    options : Options
        Switches of the engine.
    stop : Stop
        When to end early.
    report : callable, optional
        Told the phase, the cost of the best plan and the bound.
    threads : int, optional
        Parts to solve at the same time; default two.
    start : Start, optional
        An earlier plan to begin from. It is an input like any other: it may lead to another plan within
        the asked gap.

    Raises
    ------
    NoPlan
        If it was time to stop before there was any plan.
    """
    parts, epochs = split(instance), Epochs.of(instance.pools)
    board = Board(len(parts), report)
    engines = [
        Engine(
            part.instance,
            options,
            stop,
            board.reporter(number),
            None if start is None else part.start(start, epochs),
        )
        for number, part in enumerate(parts)
    ]
    search(engines, options.gap, threads)
    return together(instance, parts, [engine.outcome() for engine in engines], options.gap)


def search(engines: list[Engine], gap: float, threads: int | None = None) -> None:
    """Let the engines of all parts search, side by side, until their sum is within the gap."""
    for engine in engines:
        engine.prepare()
    if len(engines) == 1:
        engines[0].explore()
    else:
        _side_by_side(engines, gap, threads or 2)
    _finish(engines, gap)


def _side_by_side(engines: list[Engine], gap: float, threads: int) -> None:
    """Search no part further than the sum needs.

    Every part has a bound and a plan near it before any is searched: who stops early has something. Then
    those that lack most get a better plan, and what still lacks is searched thoroughly.
    """
    with ThreadPoolExecutor(threads) as pool:

        def each(work: Callable[[Engine], None], begin: Iterable[Engine]) -> None:
            # The largest first: then no core waits long for the last. One core alone does most of them first.
            order = sorted(begin, key=lambda engine: engine.instance.n_classes, reverse=threads > 1)
            list(pool.map(work, order))

        each(lambda engine: engine.relax(), engines)
        begin = engines
        if all(engine.goes_on for engine in engines):
            # Where little changed the earlier plan is still good enough.
            begin = list(_wanting(engines, gap, 1.0))
        each(lambda engine: engine.sketch(), begin)
        each(lambda engine: engine.explore(thorough=False), _wanting(engines, gap, 1.0))
        aims = _wanting(engines, gap, SHARE)
        each(lambda engine: engine.explore(aims[engine]), aims)


def _wanting(engines: list[Engine], gap: float, share: float) -> dict[Engine, float]:
    """Return the fewest parts, the least proven for their size first, that can bring the sum within the gap.

    With each, how far its plan and bound may then be apart: `share` of the gap that is asked of it alone, or
    more for the last, which only has to bring what is lacking.
    """
    excess = sum(engine.distance for engine in engines) - _allowed(engines, gap)
    wanting: dict[Engine, float] = {}
    for engine in sorted(engines, key=lambda engine: -engine.distance / engine.allowed):
        if excess <= 0:
            break
        wanting[engine] = max(share * engine.allowed, engine.distance - excess)
        excess -= max(0.0, engine.distance - wanting[engine])
    return wanting


def _finish(engines: list[Engine], gap: float) -> None:
    """Prove what the whole still lacks where it lacks most: the gap is asked of the sum, not of each part."""
    for engine in sorted(engines, key=lambda engine: -engine.distance):
        lacking = sum(other.distance for other in engines) - _allowed(engines, gap)
        if lacking > 0:
            engine.explore(max(0.2 * engine.allowed, engine.distance - lacking))


def _allowed(engines: list[Engine], gap: float) -> float:
    total = sum(engine.best.objective for engine in engines if engine.best is not None)
    return max(max(gap, 1e-9) * max(1.0, abs(total)), FINEST * len(engines))


class Board:
    """Adds up what the parts report, from whatever thread."""

    def __init__(self, count: int, report: Report | None) -> None:
        self._report = report
        self._objective: list[float | None] = [None] * count
        self._bound: list[float | None] = [None] * count
        self._lock = threading.Lock()

    def reporter(self, number: int) -> Report:
        """Return what part `number` reports to."""

        def tell(phase: str, objective: float | None, bound: float | None) -> None:
            if self._report is None:
                return
            with self._lock:
                self._objective[number], self._bound[number] = objective, bound
                self._report(phase, _total(self._objective), _total(self._bound))

        return tell


def _total(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None and np.isfinite(value)]
    return float(sum(known)) if len(known) == len(values) else None


def together(instance: Instance, parts: list[Component], outcomes: list[Outcome], gap: float) -> Outcome:
    """Add up the outcomes of all parts."""
    trajects = Trajects.from_rows([])
    counts: dict[str, int] = {}
    spent = Spent()
    opened: dict[int, int] = {}
    least = np.zeros(instance.n_classes)
    for part, outcome in zip(parts, outcomes, strict=True):
        trajects = trajects.join(part.in_whole(outcome.trajects))
        least[part.classes] = outcome.least
        opened |= {int(part.sites[site]): value for site, value in outcome.opened.items()}
        spent.add(outcome.seconds)
        for name, count in outcome.counts.items():
            counts[name] = counts.get(name, 0) + count
    objective = float(sum(outcome.objective for outcome in outcomes))
    bound = float(sum(outcome.bound for outcome in outcomes))
    finest = FINEST * len(outcomes)
    proven = objective - bound <= max(max(gap, 1e-9) * max(1.0, abs(objective)), finest)
    worst = max((outcome.status for outcome in outcomes), key=_WORST.index, default="optimaal")
    return Outcome(
        trajects,
        np.concatenate([outcome.count for outcome in outcomes]) if outcomes else np.zeros(0, dtype=np.int64),
        opened,
        objective,
        bound,
        least,
        "optimaal" if proven else worst,
        _prices(instance, parts, outcomes),
        {"delen": len(parts), **counts},
        spent.seconds,
        tuple(line for part, outcome in zip(parts, outcomes, strict=True) for line in _named(part, outcome)),
    )


def _named(part: Component, outcome: Outcome) -> list[str]:
    first = part.instance.gemeenten[0] if len(part.gemeenten) else "-"
    title = f"deel met {first}: {len(part.gemeenten)} gemeenten, {len(part.classes)} klassen"
    return [title, *(f"  {line}" for line in outcome.log)]


def _prices(instance: Instance, parts: list[Component], outcomes: list[Outcome]) -> Prices:
    epochs = Epochs.of(instance.pools)
    whole = Prices.zero(instance, epochs)
    for part, outcome in zip(parts, outcomes, strict=True):
        # Epochs of a part come in the order of its pools, as they do in the whole.
        whole.woningen[np.isin(epochs.pool, part.pools)] = outcome.prices.woningen
        whole.plaatsen[part.sites] = outcome.prices.plaatsen
        whole.kamers[part.sites] = outcome.prices.kamers
        whole.minimum[part.sites] = outcome.prices.minimum
        whole.quota[part.gemeenten] = outcome.prices.quota
        whole.link[part.gemeenten] = outcome.prices.link
        whole.maximum[part.gemeenten] = outcome.prices.maximum
    return whole
