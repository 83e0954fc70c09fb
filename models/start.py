"""What is known of an earlier plan, as a place to start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .chooser import Incumbent
from .generation import stays
from .instance import Bools, Ints
from .prices import Prices
from .pricing import Structure
from .routes import Routes
from .trajects import Row, Trajects


@dataclass(frozen=True)
class Start:
    """An earlier plan in the terms of an instance, as far as it fits there.

    Attributes
    ----------
    trajects : Trajects
        Trajects that were in use; what the instance does not allow is left out by the engine.
    households : Ints, shape (N,)
        Households on each.
    prices : Prices or None
        Row prices, where they are known.
    pool : Routes or None
        Routes found before for the same problem under other costs.
    """

    trajects: Trajects
    households: Ints
    prices: Prices | None = None
    pool: Routes | None = None

    def plan(self, structure: Structure) -> Incumbent:
        """Return who goes as before: as many as there are of a class, on trajects that the instance allows.

        All others stay where they are. Whether there is room for it, and what it costs, is not known yet.
        """
        size = structure.instance.classes.size
        fitting = np.flatnonzero(allowed(structure, self.trajects))
        trajects, households = self.trajects.take(fitting), self.households[fitting]
        order = np.argsort(trajects.klasse, kind="stable")
        klasse = trajects.klasse[order]
        upto = np.cumsum(households[order])
        first = np.searchsorted(klasse, klasse)
        before = upto - households[order]
        before -= before[first]
        going = np.empty_like(households)
        going[order] = np.clip(size[klasse] - before, 0, households[order])
        staying = size - np.bincount(trajects.klasse, weights=going, minlength=len(size)).astype(np.int64)
        return Incumbent(trajects.join(stays(structure).paths), np.concatenate([going, staying]), {}, np.inf)


def allowed(structure: Structure, trajects: Trajects) -> Bools:
    """Say which trajects the instance allows; their numbers must exist in it, their order may not hold."""
    possible = np.array([_is_possible(structure, row) for row in trajects.rows()], dtype=bool)
    leaving = np.flatnonzero(possible & (trajects.gemeente >= 0))
    possible[leaving] = trajects.take(leaving).entry(structure.instance) >= 0
    return possible


def _is_possible(structure: Structure, row: Row) -> bool:
    """Say whether a traject is one of its class, if the class has an offer that admits it."""
    klasse, gemeente, site, leave, exits, pool = row
    instance, last = structure.instance, structure.instance.n_periods
    classes, lives_at = instance.classes, int(instance.classes.site[klasse])
    if lives_at >= 0:
        if gemeente < 0 or site != lives_at or leave != -1 or not 0 <= exits <= last:
            return False
        if exits == last:
            return pool < 0
        in_time = bool(np.isfinite(classes.exit_cost[klasse, exits]))
        return in_time and pool >= 0 and _fits(structure, row, exits)
    if leave == last:
        return row[1:] == (-1, -1, last, -1, -1)
    if not (0 <= leave < last and gemeente >= 0 and np.isfinite(classes.exit_cost[klasse, leave])):
        return False
    if site < 0:
        return exits == -1 and pool >= 0 and _fits(structure, row, leave)
    if not (instance.reach.site[np.array(structure.pairs_of(gemeente), dtype=np.int64)] == site).any():
        return False
    if not leave < exits <= int(instance.sites.last_exit[site, leave]):
        return False
    if exits == last:
        return pool < 0
    return pool >= 0 and _fits(structure, row, exits)


def _fits(structure: Structure, row: Row, move: int) -> bool:
    gemeente, pool = row[1], row[5]
    instance = structure.instance
    in_time = move < instance.n_periods and structure.epochs.of_move[pool, move] >= 0
    return bool(in_time and instance.pools.gemeente[pool] == gemeente)
