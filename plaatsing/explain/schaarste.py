"""What stands in the way of a traject: the shared limits it runs into, with what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.perioden import in_perioden
from plaatsing.explain.reden import Reden
from plaatsing.explain.woning import woning_in_words
from plaatsing.models.trajects import Row

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Hindernis:
    """A shared limit without room for one household more.

    Attributes
    ----------
    reden : Reden
        Which limit, in words.
    euro : float
        What its rows ask of the household; zero where the rows have no price.
    """

    reden: Reden
    euro: float


class Schaarste:
    """Measures what the plan leaves free, and what one household more would run into.

    Parameters
    ----------
    beeld : Beeld
        The plan.
    """

    def __init__(self, beeld: Beeld) -> None:
        self._beeld = beeld
        self._model = beeld.instantie.model

    def hindernissen(self, wish: Row, current: Row) -> list[Hindernis]:
        """List what a household runs into that leaves its `current` traject for another one.

        Parameters
        ----------
        wish, current : tuple of int
            Trajects as (klasse, gemeente, site, leave, exit, pool).

        Returns
        -------
        list of Hindernis
            Dearest first.
        """
        found = [
            *self._homes(wish, current),
            *self._nights(wish, current),
            *self._links(wish, current),
            *self._maxima(wish, current),
        ]
        return sorted(found, key=lambda item: -item.euro)

    # -- what is free ----------------------------------------------------------------------------------

    @cached_property
    def _free(self) -> Ints:
        """Dwellings (or persons) still free in each pool from each period on, shape (P, T)."""
        pools = self._model.pools
        left = np.cumsum(pools.supply, axis=1)
        for row in self._beeld.gekozen.values():
            period, pool = _move(row)
            if pool >= 0:
                left[pool, period:] -= self._units(row, pool)
        closed = np.arange(left.shape[1])[None, :] > pools.last[:, None]
        left = np.where(closed, np.iinfo(np.int64).max, left)
        return np.minimum.accumulate(left[:, ::-1], axis=1)[:, ::-1].astype(np.int64)

    def free_homes(self, pool: int, period: int) -> int:
        """Return how many dwellings of a pool nobody takes from a period on."""
        return int(self._free[pool, period])

    def _units(self, row: Row, pool: int) -> int:
        return self._persons(row) if self._model.pools.in_persons[pool] else 1

    def _persons(self, row: Row) -> int:
        return int(self._model.needs.personen[self._model.classes.need[row[0]]])

    def _rooms(self, row: Row) -> int:
        return int(self._model.needs.kamers[self._model.classes.need[row[0]]])

    @cached_property
    def _present(self) -> tuple[Ints, Ints]:
        """Persons and bedrooms in use per location and period, shape (L, T + 1) each."""
        shape = self._model.sites.usable.shape
        persons, rooms = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row in self._beeld.gekozen.values():
            inside = _nights(row)
            persons[row[2], inside] += self._persons(row) * (row[2] >= 0)
            rooms[row[2], inside] += self._rooms(row) * (row[2] >= 0)
        return persons, rooms

    @cached_property
    def _linked(self) -> Ints:
        """Persons newly linked by the end of each half-year, shape (G, H)."""
        shape = self._model.sharing.link_room.shape
        linked = np.zeros(shape, dtype=np.int64)
        for row in self._beeld.gekozen.values():
            half = self._link_half(row)
            if half >= 0:
                linked[row[1], half:] += self._persons(row)
        return linked

    def _link_half(self, row: Row) -> int:
        if row[1] < 0 or row[3] < 0:
            return -1
        half = int(self._model.needs.link_half[self._model.classes.need[row[0]]])
        return half if half < len(self._model.halfjaren) else -1

    # -- what is in the way ----------------------------------------------------------------------------

    def _homes(self, wish: Row, current: Row) -> Iterator[Hindernis]:
        period, pool = _move(wish)
        if pool < 0:
            return
        own_period, own_pool = _move(current)
        free = self.free_homes(pool, period)
        if own_pool == pool:
            free = self._free_without(pool, period, own_period, self._units(current, pool))
        if free >= self._units(wish, pool):
            return
        epoch = int(self._beeld.structure.epochs.of_move[pool, period])
        euro = -float(self._beeld.prijzen.woningen[epoch]) * self._units(wish, pool)
        resident = self._model.classes.site[wish[0]] >= 0
        code = "woning_daarna_vergeven" if wish[2] >= 0 and not resident else "woning_vergeven"
        yield Hindernis(Reden(code, {"woning": woning_in_words(self._beeld.instantie, pool)}), euro)

    def _free_without(self, pool: int, period: int, own: int, units: int) -> int:
        """Return what is free from a period on when one mover at `own` gives its dwelling back."""
        later = int(self._free[pool, max(period, own)])
        if own <= period:
            return later + units
        between = self._left_between(pool, period, own)
        return min(between, later + units)

    def _left_between(self, pool: int, first: int, beyond: int) -> int:
        left = np.cumsum(self._model.pools.supply[pool])
        for row in self._beeld.gekozen.values():
            period, taken = _move(row)
            if taken == pool:
                left[period:] -= self._units(row, pool)
        return int(left[first:beyond].min())

    def _nights(self, wish: Row, current: Row) -> Iterator[Hindernis]:
        site = wish[2]
        if site < 0:
            return
        sites = self._model.sites
        if sites.candidate[site] and not self._beeld.geopend[site]:
            yield Hindernis(Reden("niet_geopend"), self._nights_price(wish))
            return
        persons, rooms = (table[site].copy() for table in self._present)
        if current[2] == site:
            persons[_nights(current)] -= self._persons(current)
            rooms[_nights(current)] -= self._rooms(current)
        inside = _nights(wish)
        full = inside[persons[inside] + self._persons(wish) > sites.capacity[site]]
        euro = self._nights_price(wish)
        if len(full):
            yield Hindernis(Reden("plaatsen_vol", {"perioden": in_perioden(self._beeld, full)}), euro)
        elif sites.rooms[site] >= 0:
            taken = inside[rooms[inside] + self._rooms(wish) > sites.rooms[site]]
            if len(taken):
                yield Hindernis(Reden("kamers_vol", {"perioden": in_perioden(self._beeld, taken)}), euro)

    def _nights_price(self, row: Row) -> float:
        prices, inside = self._beeld.prijzen, _nights(row)
        per_person = float(prices.plaatsen[row[2], inside].sum())
        return -(
            self._persons(row) * per_person + self._rooms(row) * float(prices.kamers[row[2], inside].sum())
        )

    def _links(self, wish: Row, current: Row) -> Iterator[Hindernis]:
        half = self._link_half(wish)
        if half < 0 or wish[1] == current[1]:
            return
        room = self._model.sharing.link_room[wish[1], half:] - self._linked[wish[1], half:]
        if (room >= self._persons(wish)).all():
            return
        name = str(self._beeld.instantie.case.gemeenten["gemeente"].iloc[wish[1]])
        euro = -float(self._beeld.prijzen.link[wish[1], half:].sum()) * self._persons(wish)
        yield Hindernis(Reden("koppelruimte_op", {"gemeente": name}), euro)

    def _maxima(self, wish: Row, current: Row) -> Iterator[Hindernis]:
        """Look at the limits someone set on a municipality: persons leaving for it, and newly linked."""
        gemeente = wish[1]
        if gemeente < 0 or wish[3] < 0 or gemeente == current[1]:
            return
        limits = self._model.sharing.maximum[gemeente]
        new = bool(self._model.needs.link_half[self._model.classes.need[wish[0]]] >= 0)
        for limit, counted, applies in zip(limits, self._leaving[gemeente], (True, new), strict=True):
            if applies and counted + self._persons(wish) > limit:
                name = str(self._beeld.instantie.case.gemeenten["gemeente"].iloc[gemeente])
                yield Hindernis(Reden("maximum_bereikt", {"gemeente": name}), 0.0)
                return

    @cached_property
    def _leaving(self) -> Ints:
        """Persons leaving COA for each municipality, and how many of them newly linked, shape (G, 2)."""
        count = np.zeros((len(self._model.gemeenten), 2), dtype=np.int64)
        for row in self._beeld.gekozen.values():
            if row[1] >= 0 and row[3] >= 0:
                new = self._model.needs.link_half[self._model.classes.need[row[0]]] >= 0
                count[row[1]] += self._persons(row) * np.array([1, int(new)])
        return count


def _move(row: Row) -> tuple[int, int]:
    """Return period and pool of the move into a dwelling; pool -1 without one."""
    _, _, site, leave, exits, pool = row
    return (exits if site >= 0 else leave), pool


def _nights(row: Row) -> Ints:
    """Return the periods in which a household is in a location, the night after the horizon included."""
    _, _, site, leave, exits, _ = row
    return np.arange(leave + 1, exits + 1) if site >= 0 else np.zeros(0, dtype=np.int64)
