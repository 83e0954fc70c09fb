"""Which trajects meet in which row, as lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .epochs import Epochs
from .instance import Instance
from .trajects import Trajects

Sums = dict[tuple[int, ...], tuple[list[int], list[float]]]


@dataclass(frozen=True)
class Incidence:
    """For every rule and every place it holds: the trajects in it and their coefficients.

    Attributes
    ----------
    klasse : Sums
        By (k,).
    moves : Sums
        By (epoch,): dwellings, or persons in a pool of persons.
    persons, rooms : Sums
        By (l, t): persons and bedrooms present.
    realised : Sums
        By (g, h): persons realised up to the end of half-year h.
    linked : Sums
        By (g, h): persons newly linked up to the end of half-year h.
    leaving : Sums
        By (g, kind), where someone set a limit: persons leaving COA for a municipality (0), and those of
        them newly linked (1).
    entering : Sums
        By (u, l): households that take an offer and enter a location from COA.
    """

    klasse: Sums
    moves: Sums
    persons: Sums
    rooms: Sums
    realised: Sums
    linked: Sums
    leaving: Sums
    entering: Sums

    @classmethod
    def of(cls, instance: Instance, epochs: Epochs, trajects: Trajects) -> Incidence:
        """Follow every traject through the rows it touches."""
        klasse, moves, persons, rooms = _sums(), _sums(), _sums(), _sums()
        realised, linked, leaving, entering = _sums(), _sums(), _sums(), _sums()
        needs, n_half = instance.needs, len(instance.halfjaren)
        half = [*instance.half.tolist(), n_half]
        limits = np.isfinite(instance.sharing.maximum).tolist()
        limited = {
            new: [[s for s in (0, 1) if row[s] and new >= s] for row in limits] for new in (False, True)
        }
        offer = [*instance.classes.offer.tolist(), -1]
        taken = [offer[entry] for entry in trajects.entry(instance).tolist()]
        for number, (k, g, site, leave, exits, pool) in enumerate(trajects.rows()):
            need = int(instance.classes.need[k])
            people, bedrooms = float(needs.personen[need]), float(needs.kamers[need])
            _add(klasse, (k,), number, 1.0)
            move = exits if site >= 0 else leave
            if pool >= 0:
                units = people if instance.pools.in_persons[pool] else 1.0
                _add(moves, (int(epochs.of_move[pool, move]),), number, units)
            if site >= 0:
                for t in range(leave + 1, exits + 1):
                    _add(persons, (site, t), number, people)
                    _add(rooms, (site, t), number, bedrooms)
            if leave < 0 or g < 0:
                continue
            if site >= 0:
                _add(entering, (taken[number], site), number, 1.0)
            counts_home = pool >= 0 and bool(instance.pools.counts[pool])
            when = leave if site >= 0 and instance.site_counts else (move if counts_home else None)
            if when is not None:
                for h in range(half[when], n_half):
                    _add(realised, (g, h), number, people)
            first = int(needs.link_half[need])
            for kind in limited[first >= 0][g]:
                _add(leaving, (g, kind), number, people)
            if first >= 0:
                for h in range(first, n_half):
                    _add(linked, (g, h), number, people)
        return cls(klasse, moves, persons, rooms, realised, linked, leaving, entering)


def _sums() -> Sums:
    return defaultdict(lambda: ([], []))


def _add(sums: Sums, key: tuple[int, ...], number: int, coefficient: float) -> None:
    trajects, coefficients = sums[key]
    trajects.append(number)
    coefficients.append(coefficient)
