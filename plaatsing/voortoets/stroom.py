"""Who can be somewhere at one moment: households against dwellings and places, as a linear program.

Whoever has left COA by the end of a period is in a dwelling that came free by then, or in a place of a
location that is open the night after. Waiting, costs and the order of things are left out, every candidate
may be open, and a household may be divided; so no plan can have housed more people by then than this
program says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plaatsing.voortoets.moment import Groep, Knoop, Moment
from plaatsing.voortoets.programma import Oplossing, Programma

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

Regel = tuple[str, int]
"""A rule that may be lifted: its kind ("taakstelling", "huishoudens", "woningen", "plaatsen", "kamers",
"koppelruimte") and the number of the municipality, household size, pool or location."""

_ALWAYS = -1
"""Marks columns that belong to no household in COA."""


class _Mensen(NamedTuple):
    """Households in COA who can leave by then; `hier`: they can be linked in the region alone."""

    personen: int
    aantal: int
    hier: bool


class Stroom:
    """Households of some municipalities against the dwellings and places at a moment.

    Parameters
    ----------
    moment : Moment
        What there is by then; with new links told apart, they must stay within the koppelruimte.
    gemeenten : iterable of int
        Municipalities whose dwellings and participations count.
    """

    def __init__(self, moment: Moment, gemeenten: Iterable[int]) -> None:
        self._moment, self._model = moment, moment.model
        self._inside = frozenset(gemeenten)
        self._program = Programma()
        self._row: dict[Regel, int] = {}
        self._elastic: dict[Regel, list[int]] = defaultdict(list)
        self._people: list[_Mensen] = []
        self._housed: list[tuple[int, int]] = []
        self._place: list[int] = []
        self._size: list[int] = []
        self._elsewhere: list[bool] = []
        self._nodes: dict[int, int] = {}
        self._limit_rows()
        for (group, here), count in self._groups().items():
            self._add_group(group, here, count)

    # -- rows ------------------------------------------------------------------------------------------

    def _limit_rows(self) -> None:
        moment = self._moment
        for pool, gemeente in enumerate(self._model.pools.gemeente.tolist()):
            if gemeente in self._inside and moment.free[pool]:
                self._limit("woningen", pool, int(moment.free[pool]))
        for site in range(self._model.n_sites):
            self._limit("plaatsen", site, int(moment.places[site]))
            if moment.rooms[site] >= 0:
                self._limit("kamers", site, int(moment.rooms[site]))
        for gemeente in sorted(self._inside):
            row = self._program.row(float(moment.wanted(gemeente)), np.inf)
            rule = ("taakstelling", gemeente)
            self._row[rule] = row
            self._elastic[rule].append(self._column([(row, 1.0)]))
            if moment.link_room and moment.half is not None:
                self._limit(
                    "koppelruimte", gemeente, int(self._model.sharing.link_room[gemeente, moment.half])
                )

    def _limit(self, kind: str, number: int, upper: float) -> None:
        row = self._row[kind, number] = self._program.row(-np.inf, upper)
        self._elastic[kind, number].append(self._column([(row, -1.0)], 0.0))

    # -- columns ---------------------------------------------------------------------------------------

    def _column(
        self,
        entries: list[tuple[int, float]],
        upper: float = np.inf,
        *,
        gemeente: int = _ALWAYS,
        persons: int = _ALWAYS,
        elsewhere: bool = False,
    ) -> int:
        """Add a column, and remember for which households in COA it is."""
        self._place.append(gemeente)
        self._size.append(persons)
        self._elsewhere.append(elsewhere)
        return self._program.column(entries, upper)

    def _groups(self) -> dict[tuple[Groep, bool], int]:
        """Return the households by group within these municipalities, and whether they can go only there."""
        nodes = self._moment.knopen
        found: dict[tuple[Groep, bool], int] = defaultdict(int)
        for group, count in self._moment.groepen.items():
            if not self._inside.isdisjoint(group.gemeenten):
                reached = tuple(node for node in group.knopen if nodes[node].gemeente in self._inside)
                here = self._inside.issuperset(group.gemeenten)
                found[group._replace(knopen=reached, gemeenten=frozenset()), here] += count
        return found

    def _add_group(self, group: Groep, here: bool, count: int) -> None:
        resident = group.site >= 0
        row = self._program.row(float(count) if resident else -np.inf, float(count))
        if not resident:
            self._people.append(_Mensen(group.personen, count, here))
            self._elastic["huishoudens", group.personen].append(self._column([(row, -1.0)], 0.0))
        for number in group.knopen:
            entries = [(row, 1.0), (self._node_row(number), -1.0)]
            if resident:
                self._column(entries)
            else:
                gemeente = self._moment.knopen[number].gemeente
                self._column(entries, gemeente=gemeente, persons=group.personen, elsewhere=not here)
        if resident:
            self._column([(row, 1.0), *self._present(group.personen, group.kamers, group.site)], float(count))

    def _node_row(self, number: int) -> int:
        """Return the row of a node; a new one gets its dwellings and places."""
        if number in self._nodes:
            return self._nodes[number]
        model, node = self._model, self._moment.knopen[number]
        row = self._nodes[number] = self._program.row(0.0, 0.0)
        by_site = model.site_counts and bool(node.paren)
        for pool in node.woningen:
            units = node.personen if model.pools.in_persons[pool] else 1
            entries = [(row, 1.0), (self._row["woningen", pool], float(units))]
            self._housed_column(entries, node, bool(model.pools.counts[pool]) or by_site)
        for pair in node.paren:
            places = self._present(node.personen, node.kamers, int(model.reach.site[pair]))
            self._housed_column([(row, 1.0), *places], node, model.site_counts)
        return row

    def _present(self, persons: int, rooms: int, site: int) -> list[tuple[int, float]]:
        entries = [(self._row["plaatsen", site], float(persons))]
        if ("kamers", site) in self._row:
            entries.append((self._row["kamers", site], float(rooms)))
        return entries

    def _housed_column(self, entries: list[tuple[int, float]], node: Knoop, counts: bool) -> None:
        if node.bewoner:
            self._column(entries)
            return
        persons = float(node.personen)
        if counts:
            entries.append((self._row["taakstelling", node.gemeente], persons))
        if node.nieuw and ("koppelruimte", node.gemeente) in self._row:
            entries.append((self._row["koppelruimte", node.gemeente], persons))
        column = self._column(entries, gemeente=node.gemeente, persons=node.personen)
        self._housed.append((column, node.personen))

    # -- asking ----------------------------------------------------------------------------------------

    @property
    def regels(self) -> list[Regel]:
        """Rules that may be lifted, in order."""
        return list(self._elastic)

    def huishoudens(self, persons: int) -> int:
        """Return the households of exactly so many persons in COA who can leave by then."""
        return sum(group.aantal for group in self._people if group.personen == persons)

    def personen(self, smallest: int = 1) -> int:
        """Return the persons in COA who can leave by then, and can be linked only here.

        Parameters
        ----------
        smallest : int
            Persons a household has at least to be counted.
        """
        return sum(
            group.personen * group.aantal
            for group in self._people
            if group.hier and group.personen >= smallest
        )

    def largest(self) -> int:
        """Return the persons of the largest of those households; 0 without any."""
        return max((group.personen for group in self._people if group.hier), default=0)

    def most_housed(self, smallest: int = 1, *, candidates: bool = True) -> int:
        """Return an upper bound on those persons who have left COA by then, in whole persons.

        Parameters
        ----------
        smallest : int
            Persons a household has at least to take part.
        candidates : bool
            Whether candidate locations may be used.
        """
        cost = np.zeros(self._program.n_columns)
        for column, persons in self._housed:
            cost[column] = -float(persons)
        size = np.array(self._size)
        keep = ((size == _ALWAYS) | (size >= smallest)) & ~np.array(self._elsewhere)
        closed = np.flatnonzero(self._model.sites.candidate).tolist() if not candidates else []
        no_room = {self._row["plaatsen", site]: 0.0 for site in closed}
        return int(np.floor(-self._program.least(cost, keep, row_upper=no_room).waarde + 1e-6))

    def least_short(self, of: Iterable[int] | None = None, lifted: Iterable[Regel] = ()) -> int:
        """Return a lower bound on the persons short of the taakstelling then, in whole persons.

        Parameters
        ----------
        of : iterable of int, optional
            Municipalities whose shortage counts; default all of them.
        lifted : iterable of Regel
            Rules that do not count: a taakstelling may be missed, a supply has no end.
        """
        if of is None and not lifted:
            return _whole(self._all_short.waarde)
        return _whole(self._shortage(self._inside if of is None else frozenset(of), frozenset(lifted)).waarde)

    def short_of(self) -> dict[int, int]:
        """Return the persons short per municipality in one solution with as few as possible over all of them.

        A municipality without any there can meet its taakstelling; one with some might do with fewer when
        only its own shortage counts.
        """
        values = self._all_short.kolommen
        return {
            rule[1]: _whole(values[columns[0]])
            for rule, columns in self._elastic.items()
            if rule[0] == "taakstelling" and values[columns[0]] > 1e-6
        }

    @cached_property
    def _all_short(self) -> Oplossing:
        return self._shortage(self._inside, frozenset())

    def _shortage(self, of: frozenset[int], lifted: frozenset[Regel]) -> Oplossing:
        """Leave as few persons short as possible in `of`; what leads elsewhere can only stand in the way."""
        cost = np.zeros(self._program.n_columns)
        free: dict[int, float] = {}
        for rule, columns in self._elastic.items():
            if rule[0] != "taakstelling":
                free |= dict.fromkeys(columns, np.inf) if rule in lifted else {}
            elif rule not in lifted and rule[1] in of:
                cost[columns] = 1.0
        keep = np.isin(np.array(self._place), [_ALWAYS, *sorted(of)])
        return self._program.least(cost, keep, lifted=free)


def _whole(persons: float) -> int:
    return int(np.ceil(persons - 1e-6))
