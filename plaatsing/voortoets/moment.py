"""What households can have by the end of a period, over all municipalities: shared by every region."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plaatsing.models import Epochs

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie

Ints = NDArray[np.int64]


class Knoop(NamedTuple):
    """Households that a municipality could house in the same dwellings and places.

    Attributes
    ----------
    kamers : int
        Bedrooms used in a place; 0 where no place is open to them.
    nieuw : bool
        Whether housing them takes koppelruimte; False where that is not looked at.
    bewoner : bool
        Whether they live in a location already.
    woningen : tuple of int
        Pools open to them.
    paren : tuple of int
        Reach pairs open to them.
    """

    gemeente: int
    personen: int
    kamers: int
    nieuw: bool
    bewoner: bool
    woningen: tuple[int, ...]
    paren: tuple[int, ...]


class Groep(NamedTuple):
    """Households with the same choice of nodes.

    Attributes
    ----------
    knopen : tuple of int
        Numbers of the nodes.
    personen, kamers : int
        Persons, and bedrooms used in the location they live in; 0 in COA.
    site : int
        Location they live in; -1 in COA.
    gemeenten : frozenset of int
        Municipalities they can be linked to, also those without a node.
    """

    knopen: tuple[int, ...]
    personen: int
    kamers: int
    site: int
    gemeenten: frozenset[int]


class Moment:
    """Dwellings, places and groups of households at the end of a period.

    Households that no rule of the pre-check tells apart are one group, whatever their waiting costs.

    Parameters
    ----------
    instantie : Instantie
        The case.
    period : int
        The period.
    link_room : bool
        Whether new links are told apart, so that they can be limited.

    Attributes
    ----------
    half : int or None
        The last half-year that ends by the end of the period.
    free : Ints, shape (P,)
        Dwellings (or persons) that came free by then.
    places, rooms : Ints, shape (L,)
        Persons and bedrooms for whom there is room in the night after; `rooms` is -1 where not counted.
    knopen : list of Knoop
        The nodes.
    groepen : dict of Groep to int
        The households of each group.
    """

    def __init__(self, instantie: Instantie, period: int, *, link_room: bool = False) -> None:
        model = instantie.model
        self.model, self.period, self.link_room = model, period, link_room
        ended = [h for h in range(len(model.halfjaren)) if np.flatnonzero(model.half <= h)[-1] <= period]
        self.half = ended[-1] if ended else None
        self.free: Ints = model.pools.supply[:, : period + 1].sum(axis=1)
        open_then = model.sites.usable[:, period + 1]
        self.places: Ints = (
            np.where(open_then, model.sites.capacity, 0) + model.excess_persons()[:, period + 1]
        )
        rooms = np.where(open_then, model.sites.rooms, 0) + model.excess_rooms()[:, period + 1]
        self.rooms: Ints = np.where(model.sites.rooms >= 0, rooms, -1)
        self.knopen: list[Knoop] = []
        self._number: dict[Knoop, int] = {}
        self._tables: dict[tuple[int, int, bool], dict[int, int]] = {}
        self._last_move, self._last_entry = self._last_moments()
        self._alike = self._alike_needs()
        self.groepen = self._groups()

    def wanted(self, gemeente: int) -> int:
        """Return the persons a municipality still has to realise by then."""
        return 0 if self.half is None else max(0, int(self.model.sharing.quota[gemeente, self.half]))

    def _last_moments(self) -> tuple[Ints, Ints]:
        """Return the last period by then of moving into each pool (Q, P) and of entering by each pair (Q, R).

        Minus one where there is none.
        """
        model = self.model
        in_stock = Epochs.of(model.pools).in_stock
        open_then = model.sites.usable[model.reach.site, self.period + 1]
        move = np.full(model.needs.fits.shape[:2], -1, dtype=np.int64)
        entry = np.full(len(model.reach.site), -1, dtype=np.int64)
        for moment in range(self.period + 1):
            np.copyto(move, moment, where=model.needs.fits[:, :, moment] & in_stock[:, moment])
            np.copyto(
                entry, moment, where=open_then & (model.sites.last_exit[model.reach.site, moment] > moment)
            )
        return move, np.where(model.needs.enters, entry[None, :], -1)

    def _alike_needs(self) -> list[int]:
        """Return for every need the first one that asks the same here."""
        needs = self.model.needs
        first: dict[tuple[int, int, bool, bytes, bytes], int] = {}
        alike = []
        for need in range(len(needs.personen)):
            key = (
                int(needs.personen[need]),
                int(needs.kamers[need]),
                self.link_room and bool(needs.link_half[need] >= 0),
                self._last_move[need].tobytes(),
                self._last_entry[need].tobytes(),
            )
            alike.append(first.setdefault(key, need))
        return alike

    def _groups(self) -> dict[Groep, int]:
        found: dict[Groep, int] = defaultdict(int)
        for (offers, need, site, earliest), count in self._stems().items():
            reached: dict[int, None] = {}
            for offer in offers:
                reached |= dict.fromkeys(self._nodes(offer, earliest, site >= 0))
            gemeenten = frozenset(g for offer in offers for g in self._members(offer))
            persons = int(self.model.needs.personen[need])
            rooms = int(self.model.needs.kamers[need]) if site >= 0 else 0
            found[Groep(tuple(reached), persons, rooms, site, gemeenten)] += count
        return dict(found)

    def _stems(self) -> dict[tuple[tuple[int, ...], int, int, int], int]:
        """Count the households by offers, need, location and first period of leaving; without who cannot."""
        classes, until = self.model.classes, self.period + 1
        may = np.isfinite(classes.exit_cost[:, :until])
        earliest = np.where(may.any(axis=1), may.argmax(axis=1), until)
        offers = classes.offer.tolist()
        starts = classes.start.tolist()
        found: dict[tuple[tuple[int, ...], int, int, int], int] = defaultdict(int)
        columns = (classes.need, classes.site, earliest, classes.size)
        for number, (need, site, first, size) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        ):
            if site >= 0 or first < until:
                choice = tuple(offers[starts[number] : starts[number + 1]])
                found[choice, self._alike[need], site, first] += size
        return found

    def _members(self, offer: int) -> list[int]:
        members: list[int] = self.model.offers.of(offer).tolist()
        return members

    def _nodes(self, offer: int, earliest: int, resident: bool) -> list[int]:
        """Return where an offer leads for who may leave from a period on."""
        need = self._alike[int(self.model.offers.need[offer])]
        key = (need, self._level(need, earliest), resident)
        if key not in self._tables:
            self._tables[key] = self._table(*key)
        table = self._tables[key]
        return [table[gemeente] for gemeente in self._members(offer) if gemeente in table]

    def _level(self, need: int, earliest: int) -> int:
        """Return the first last moment from a period on: who may leave between them has the same choice."""
        later = [
            int(moments[moments >= earliest].min(initial=self.period + 1))
            for moments in (self._last_move[need], self._last_entry[need])
        ]
        return min(later)

    def _table(self, need: int, level: int, resident: bool) -> dict[int, int]:
        """Return the node of every municipality where a need finds a dwelling or place."""
        model = self.model
        pools = _by_gemeente(np.flatnonzero(self._last_move[need] >= level), model.pools.gemeente)
        none = np.zeros(0, dtype=np.int64)
        entries = none if resident else np.flatnonzero(self._last_entry[need] >= level)
        pairs = _by_gemeente(entries, model.reach.gemeente)
        persons, rooms = int(model.needs.personen[need]), int(model.needs.kamers[need])
        new = self.link_room and bool(model.needs.link_half[need] >= 0) and not resident
        table = {}
        for gemeente in sorted(pools.keys() | pairs.keys()):
            reach = pairs.get(gemeente, ())
            node = Knoop(
                gemeente, persons, rooms if reach else 0, new, resident, pools.get(gemeente, ()), reach
            )
            if node not in self._number:
                self._number[node] = len(self.knopen)
                self.knopen.append(node)
            table[gemeente] = self._number[node]
        return table


def _by_gemeente(numbers: Ints, gemeente: Ints) -> dict[int, tuple[int, ...]]:
    """Split numbers, ascending by municipality, per municipality."""
    if not len(numbers):
        return {}
    codes, first = np.unique(gemeente[numbers], return_index=True)
    parts = np.split(numbers, first[1:])
    return {code: tuple(part.tolist()) for code, part in zip(codes.tolist(), parts, strict=True)}
