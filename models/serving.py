"""What it costs to serve everyone from given locations, households divided where that is cheaper."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from .ascent import Ascent
from .highs import SOLVED, linear_program, new_solver
from .stop import Stop


class Serving:
    """Costs sets of open locations, each by one linear programme.

    Parameters
    ----------
    ascent : Ascent
        The costs and sizes.
    stop : Stop
        When to end early.
    """

    def __init__(self, ascent: Ascent, stop: Stop) -> None:
        self._ascent, self._stop = ascent, stop
        self._known: dict[frozenset[int], float] = {}

    def cost(self, opened: frozenset[int]) -> float:
        """Return the least cost with these candidates open, the instance's constant left out."""
        if opened not in self._known:
            self._stop.check()
            self._known[opened] = self._solved(opened)
        return self._known[opened]

    def _solved(self, opened: frozenset[int]) -> float:
        a = self._ascent
        sites = np.flatnonzero(~a.candidate | np.isin(np.arange(len(a.candidate)), list(opened)))
        offer, place = np.nonzero(np.isfinite(a.cost[:, sites]))
        n_classes, n_offers, n_entries = len(a.size), len(a.persons), len(a.entry_class)
        # Rows: where each class goes, what each offer is used for, and places.
        klasse, taken = np.arange(n_classes), n_classes + np.arange(n_entries)
        flow, room = n_classes + n_entries + np.arange(len(offer)), n_classes + n_offers + place
        row = np.r_[klasse, a.entry_class, n_classes + a.entry_offer, n_classes + offer, room]
        column = np.r_[klasse, taken, taken, flow, flow]
        value = np.r_[np.ones(n_classes + 2 * n_entries), -np.ones(len(offer)), a.persons[offer]]
        shape = (n_classes + n_offers + len(sites), n_classes + n_entries + len(offer))
        matrix = sparse.csc_array((value, (row, column)), shape)
        cost = np.r_[a.stay, np.where(np.isfinite(a.leaving), a.leaving, 0.0), a.cost[offer, sites[place]]]
        most = np.r_[a.size, np.where(np.isfinite(a.leaving), a.size[a.entry_class], 0.0)]
        solver = new_solver()
        self._stop.watch(solver)
        solver.passModel(
            linear_program(
                matrix,
                cost,
                np.zeros(len(cost)),
                np.r_[most, a.households[offer]],
                np.r_[a.size, np.zeros(n_offers), np.full(len(sites), -np.inf)],
                np.r_[a.size, np.zeros(n_offers), a.capacity[sites]],
            )
        )
        solver.run()
        self._stop.check()
        if solver.getModelStatus() not in SOLVED:
            return -np.inf
        return float(solver.getInfo().objective_function_value + a.fixed[list(opened)].sum())
