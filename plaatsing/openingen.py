"""The model with the opening of some candidates given: open, or closed, whatever it costs.

A candidate that must open becomes a location that is open as its dates say; what opening costs is added
outside the model. A candidate that must stay closed cannot be used at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from plaatsing.models import Instance, Options, Outcome, Stop, solve_instance

if TYPE_CHECKING:
    from plaatsing.models.outcome import Report


def with_openings(model: Instance, opened: Mapping[int, bool]) -> tuple[Instance, float]:
    """Return the instance with some openings given, and the cost that this takes outside of it.

    What an open extension needs opens with it, and extensions of what stays closed stay closed.

    Parameters
    ----------
    model : Instance
        The problem.
    opened : dict of int to bool
        Whether a candidate opens; candidates not named stay a choice.

    Raises
    ------
    ValueError
        If a location named is no candidate, or an extension must open while what it extends must not.
    """
    given = _closure(model, opened)
    if not given:
        return model, 0.0
    sites, sharing = model.sites, model.sharing
    candidate, usable = sites.candidate.copy(), sites.usable.copy()
    last_exit, parent, locked = sites.last_exit.copy(), sites.parent.copy(), sites.locked.copy()
    against, cost = 0, 0.0
    idle = _idle(model)
    for site, is_open in given.items():
        candidate[site] = False
        against += int(locked[site] >= 0 and bool(locked[site]) != is_open)
        locked[site] = -1
        if is_open:
            parent[parent == site] = -1
        if site in idle:
            # Nobody can use it: it stays a candidate that the engine leaves closed, and is paid for here.
            candidate[site] = True
            cost += _unused(model, site) if is_open else 0.0
        elif not is_open:
            usable[site] = False
            last_exit[site] = np.arange(model.n_periods)
    decided = np.isin(np.arange(model.n_sites), list(given))
    parent[decided] = -1
    open_now = np.array([site for site, is_open in given.items() if is_open], dtype=np.int64)
    cost += float(sites.open_cost[open_now].sum())
    spent = float(sites.transition_cost[open_now].sum())
    budget, above = _left(sharing.budget, spent, bool(candidate.any()))
    most, too_many = _left(sharing.max_open, float(len(open_now)), bool(candidate.any()))
    cost += above * sharing.budget_penalty + too_many * sharing.max_open_penalty
    cost += against * sharing.locked_penalty
    fixed = replace(
        sites,
        candidate=candidate,
        usable=usable,
        last_exit=last_exit,
        parent=parent,
        locked=locked,
        open_cost=np.where(candidate, np.where(decided, 1.0, sites.open_cost), 0.0),
        transition_cost=np.where(candidate & ~decided, sites.transition_cost, 0.0),
    )
    return replace(model, sites=fixed, sharing=replace(sharing, budget=budget, max_open=most)), cost


def _idle(model: Instance) -> set[int]:
    """Return the candidates that no household can enter."""
    entered = model.reach.site[np.isin(model.reach.gemeente, model.offers.member)]
    return set(np.flatnonzero(model.sites.candidate).tolist()) - set(entered.tolist())


def _unused(model: Instance, site: int) -> float:
    """Return the penalty for an open location that stays empty below its least occupancy."""
    inside = model.sites.usable[site, 1 : model.n_periods]
    return float(model.sites.minimum[site] * model.sharing.minimum_penalty[1 : model.n_periods][inside].sum())


def _closure(model: Instance, opened: Mapping[int, bool]) -> dict[int, bool]:
    sites = model.sites
    given = {int(site): bool(value) for site, value in opened.items()}
    for site in given:
        if not sites.candidate[site]:
            raise ValueError(f"{sites.names[site]} is geen kandidaat")
    for site in [site for site, value in given.items() if value]:
        above = int(sites.parent[site])
        while above >= 0:
            if not given.setdefault(above, True):
                raise ValueError(f"{sites.names[site]} breidt {sites.names[above]} uit, die dicht blijft")
            above = int(sites.parent[above])
    waiting = [site for site, value in given.items() if not value]
    while waiting:
        for child in np.flatnonzero(sites.parent == waiting.pop()).tolist():
            if child not in given:
                given[child] = False
                waiting.append(child)
    return dict(sorted(given.items()))


def _left(limit: float, spent: float, choice: bool) -> tuple[float, float]:
    """Return what is left of a limit for the other candidates, and what is above it already."""
    left = limit - spent
    return (max(left, 0.0) if choice else np.inf), max(-left, 0.0)


def solve_with_openings(
    model: Instance,
    opened: Mapping[int, bool],
    *,
    gap: float,
    stop: Stop | None = None,
    report: Report | None = None,
    threads: int | None = None,
) -> Outcome:
    """Solve an instance with some openings given.

    Parameters
    ----------
    model : Instance
        The problem.
    opened : dict of int to bool
        Whether a candidate opens; candidates not named stay a choice.
    gap : float
        Asked gap, relative to the cost.
    stop, report, threads
        As in `plaatsing.models.solve_instance`.

    Returns
    -------
    Outcome
        In terms of `model` itself: its cost and bound include the given openings, and `opened` names every
        candidate.
    """
    fixed, cost = with_openings(model, opened)
    found = solve_instance(fixed, Options(gap=gap), stop or Stop(), report, threads)
    values = {site: int(value) for site, value in _closure(model, opened).items()}
    return replace(
        found, objective=found.objective + cost, bound=found.bound + cost, opened=found.opened | values
    )
