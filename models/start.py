"""What is known of an earlier plan, as a place to start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .chooser import Incumbent
from .instance import Bools
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
    prices : Prices or None
        Row prices, where they are known.
    pool : Routes or None
        Routes found before for the same problem under other costs.
    plan : Incumbent or None
        A plan that the instance allows as it is.
    """

    trajects: Trajects
    prices: Prices | None = None
    pool: Routes | None = None
    plan: Incumbent | None = None


def allowed(structure: Structure, trajects: Trajects) -> Bools:
    """Say which trajects the instance allows; their numbers must exist in it, their order may not hold."""
    return np.array([_allows(structure, row) for row in trajects.rows()], dtype=bool)


def _allows(structure: Structure, row: Row) -> bool:
    klasse, gemeente, site, leave, exits, pool = row
    instance, last = structure.instance, structure.instance.n_periods
    classes, lives_at = instance.classes, int(instance.classes.site[klasse])
    if lives_at >= 0:
        if site != lives_at or leave != -1 or not 0 <= exits <= last:
            return False
        if exits == last:
            return pool < 0 and _offered(structure, row)
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
        return pool < 0 and _offered(structure, row)
    return pool >= 0 and _fits(structure, row, exits)


def _fits(structure: Structure, row: Row, move: int) -> bool:
    gemeente, pool = row[1], row[5]
    instance = structure.instance
    in_time = move < instance.n_periods and structure.epochs.of_move[pool, move] >= 0
    return bool(in_time and instance.pools.gemeente[pool] == gemeente and _offered(structure, row))


def _offered(structure: Structure, row: Row) -> bool:
    return bool(Trajects.from_rows([row]).entry(structure.instance)[0] >= 0)
