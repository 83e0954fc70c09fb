"""Who can be somewhere at one moment: households against dwellings and places, as a linear program.

Whoever has left COA by the end of a period is in a dwelling that came free by then, or in a place of a
location that is open the night after. Waiting, costs and the order of things are left out, every candidate
may be open, and a household may be divided; so no plan can have housed more people by then than this
program says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plaatsing.models import Epochs
from plaatsing.models.highs import SolverError, linear_program, new_solver

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie

Ints = NDArray[np.int64]

Regel = tuple[str, int]
"""A rule that may be lifted: its kind ("taakstelling", "huishoudens", "woningen", "plaatsen", "kamers",
"koppelruimte") and the number of the municipality, household size, pool or location."""


class Knoop(NamedTuple):
    """Households that a municipality could house in the same dwellings and places.

    Attributes
    ----------
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
    site : int
        Location they live in; -1 in COA.
    hier : bool
        Whether they can be linked nowhere else than in the municipalities looked at.
    """

    knopen: tuple[Knoop, ...]
    personen: int
    kamers: int
    site: int
    hier: bool


class Stroom:
    """Households of some municipalities against the dwellings and places at the end of a period.

    Parameters
    ----------
    instantie : Instantie
        The case.
    period : int
        The period.
    gemeenten : iterable of int
        Municipalities whose dwellings and participations count.
    only_here : bool
        Whether households that could also be linked elsewhere are left out.
    link_room : bool
        Whether new links must stay within the koppelruimte.
    """

    def __init__(
        self,
        instantie: Instantie,
        period: int,
        gemeenten: Iterable[int],
        *,
        only_here: bool = False,
        link_room: bool = False,
    ) -> None:
        self._model = instantie.model
        self._period = period
        self._inside = np.zeros(len(self._model.gemeenten), dtype=bool)
        self._inside[list(gemeenten)] = True
        self._link_room = link_room
        self._epochs = Epochs.of(self._model.pools)
        self._entries: list[tuple[int, int, float]] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []
        self._row: dict[tuple[str, int], int] = {}
        self._elastic: dict[Regel, list[int]] = defaultdict(list)
        self._housed: list[tuple[int, int]] = []
        self._people: dict[int, tuple[int, int]] = {}
        self._nodes_known: dict[Knoop, int] = {}
        self._last_move, self._last_entry = self._last_moments()
        self._place_rows()
        for group, count in self._groups(only_here).items():
            self._add_group(group, count)
        self._solver = self._loaded()

    # -- rows ------------------------------------------------------------------------------------------

    def _place_rows(self) -> None:
        model, after = self._model, self._period + 1
        half = self._half()
        for pool in np.flatnonzero(self._inside[model.pools.gemeente]).tolist():
            free = int(model.pools.supply[pool, : self._period + 1].sum())
            if free:
                self._limit("woningen", pool, free)
        for site in range(model.n_sites):
            open_then = bool(model.sites.usable[site, after])
            places = int(model.sites.capacity[site]) if open_then else 0
            over = int(model.excess_persons()[site, after])
            self._limit("plaatsen", site, places + over)
            if model.sites.rooms[site] >= 0:
                rooms = int(model.sites.rooms[site]) if open_then else 0
                self._limit("kamers", site, rooms + int(model.excess_rooms()[site, after]))
        for gemeente in np.flatnonzero(self._inside).tolist():
            wanted = int(model.sharing.quota[gemeente, half]) if half is not None else 0
            row = self._new_row("taakstelling", gemeente, float(max(0, wanted)), np.inf)
            self._elastic["taakstelling", gemeente].append(self._column([(row, 1.0)], 0.0, np.inf))
            if self._link_room and half is not None:
                self._limit("koppelruimte", gemeente, int(model.sharing.link_room[gemeente, half]))

    def _half(self) -> int | None:
        """Return the last half-year that ends by the end of the period."""
        ended = [h for h in range(len(self._model.halfjaren)) if self._ends(h) <= self._period]
        return ended[-1] if ended else None

    def _ends(self, half: int) -> int:
        return int(np.flatnonzero(self._model.half <= half)[-1])

    def _limit(self, kind: str, number: int, upper: float) -> None:
        row = self._new_row(kind, number, -np.inf, upper)
        self._elastic[kind, number].append(self._column([(row, -1.0)], 0.0, 0.0))

    def _new_row(self, kind: str, number: int, lower: float, upper: float) -> int:
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        self._row[kind, number] = len(self._row_lower) - 1
        return len(self._row_lower) - 1

    def _column(self, entries: list[tuple[int, float]], lower: float, upper: float) -> int:
        number = len(self._lower)
        self._lower.append(lower)
        self._upper.append(upper)
        self._entries += [(row, number, value) for row, value in entries]
        return number

    # -- columns ---------------------------------------------------------------------------------------

    def _last_moments(self) -> tuple[Ints, Ints]:
        """Return the last period by then of moving into each pool (Q, P) and of entering by each pair (Q, R).

        Minus one where there is none.
        """
        model, until = self._model, self._period + 1
        moments = np.arange(until)
        moves = model.needs.fits[:, :, :until] & (self._epochs.of_move >= 0)[None, :, :until]
        moves &= self._inside[model.pools.gemeente][None, :, None]
        site = model.reach.site
        open_then = model.sites.usable[site, until] & self._inside[model.reach.gemeente]
        entries = (model.sites.last_exit[site, :until] > moments) & open_then[:, None]
        last_move = np.where(moves, moments, -1).max(axis=2, initial=-1)
        last_entry = np.where(entries, moments, -1).max(axis=1, initial=-1)
        return last_move, np.where(model.needs.enters, last_entry[None, :], -1)

    def _groups(self, only_here: bool) -> dict[Groep, int]:
        model = self._model
        classes = model.classes
        nodes: dict[tuple[int, int, bool], tuple[Knoop, ...]] = {}
        found: dict[Groep, int] = defaultdict(int)
        for klasse in range(model.n_classes):
            may = np.flatnonzero(np.isfinite(classes.exit_cost[klasse, : self._period + 1]))
            earliest = int(may[0]) if len(may) else self._period + 1
            site, need = int(classes.site[klasse]), int(classes.need[klasse])
            offers = classes.offer[classes.start[klasse] : classes.start[klasse + 1]].tolist()
            members = [gemeente for offer in offers for gemeente in self._members(offer).tolist()]
            inside = self._inside[members]
            if (
                not inside.any()
                or (site < 0 and not len(may))
                or (site < 0 and only_here and not inside.all())
            ):
                continue
            reached: dict[Knoop, None] = {}
            for offer in offers:
                key = (offer, earliest, site >= 0)
                if key not in nodes:
                    nodes[key] = tuple(self._nodes(*key))
                reached |= dict.fromkeys(nodes[key])
            persons, rooms = int(model.needs.personen[need]), int(model.needs.kamers[need])
            group = Groep(tuple(reached), persons, rooms, site, bool(inside.all()))
            found[group] += int(classes.size[klasse])
        return dict(found)

    def _members(self, offer: int) -> Ints:
        offers = self._model.offers
        return offers.member[offers.start[offer] : offers.start[offer + 1]]

    def _nodes(self, offer: int, earliest: int, resident: bool) -> Iterator[Knoop]:
        """Yield where an offer leads for who may leave from a period on."""
        model = self._model
        need = int(model.offers.need[offer])
        persons, rooms = int(model.needs.personen[need]), int(model.needs.kamers[need])
        new = bool(model.needs.link_half[need] >= 0) and not resident
        for gemeente in self._members(offer).tolist():
            if not self._inside[gemeente]:
                continue
            first, beyond = np.searchsorted(model.pools.gemeente, [gemeente, gemeente + 1])
            pools = first + np.flatnonzero(self._last_move[need, first:beyond] >= earliest)
            first, beyond = np.searchsorted(model.reach.gemeente, [gemeente, gemeente + 1])
            pairs = first + np.flatnonzero(self._last_entry[need, first:beyond] >= earliest)
            reach = () if resident else tuple(pairs.tolist())
            if len(pools) or reach:
                yield Knoop(gemeente, persons, rooms, new, resident, tuple(pools.tolist()), reach)

    def _add_group(self, group: Groep, count: int) -> None:
        resident = group.site >= 0
        row = self._new_row("groep", len(self._row), float(count) if resident else -np.inf, float(count))
        if not resident:
            self._people[row] = (group.personen, count)
            self._elastic["huishoudens", group.personen].append(self._column([(row, -1.0)], 0.0, 0.0))
        for node in group.knopen:
            self._column([(row, 1.0), (self._node_row(node), -1.0)], 0.0, np.inf)
        if resident:
            places = self._present(group.personen, group.kamers, group.site)
            self._column([(row, 1.0), *places], 0.0, float(count))

    def _node_row(self, node: Knoop) -> int:
        """Return the row of a node; a new one gets its dwellings and places."""
        if node in self._nodes_known:
            return self._nodes_known[node]
        model, persons = self._model, node.personen
        row = self._new_row("knoop", len(self._row), 0.0, 0.0)
        self._nodes_known[node] = row
        by_site = model.site_counts and bool(node.paren)
        for pool in node.woningen:
            units = persons if model.pools.in_persons[pool] else 1
            entries = [(row, 1.0), (self._row["woningen", pool], float(units))]
            self._housed_column(entries, node, bool(model.pools.counts[pool]) or by_site)
        for pair in node.paren:
            entries = [(row, 1.0), *self._present(persons, node.kamers, int(model.reach.site[pair]))]
            self._housed_column(entries, node, model.site_counts)
        return row

    def _present(self, persons: int, rooms: int, site: int) -> list[tuple[int, float]]:
        entries = [(self._row["plaatsen", site], float(persons))]
        if ("kamers", site) in self._row:
            entries.append((self._row["kamers", site], float(rooms)))
        return entries

    def _housed_column(self, entries: list[tuple[int, float]], node: Knoop, counts: bool) -> None:
        if not node.bewoner:
            persons = float(node.personen)
            if counts:
                entries = [*entries, (self._row["taakstelling", node.gemeente], persons)]
            if node.nieuw and ("koppelruimte", node.gemeente) in self._row:
                entries = [*entries, (self._row["koppelruimte", node.gemeente], persons)]
        column = self._column(entries, 0.0, np.inf)
        if not node.bewoner:
            self._housed.append((column, node.personen))

    # -- solving ---------------------------------------------------------------------------------------

    def _loaded(self) -> highspy.Highs:
        rows, columns, values = zip(*self._entries, strict=True) if self._entries else ((), (), ())
        matrix = sparse.csc_array(
            (np.array(values, dtype=float), (np.array(rows, dtype=int), np.array(columns, dtype=int))),
            shape=(len(self._row_lower), len(self._lower)),
        )
        solver = new_solver()
        solver.passModel(
            linear_program(
                matrix,
                np.zeros(len(self._lower)),
                np.array(self._lower),
                np.array(self._upper),
                np.array(self._row_lower),
                np.array(self._row_upper),
            )
        )
        return solver

    @property
    def regels(self) -> list[Regel]:
        """Rules that may be lifted, in order."""
        return list(self._elastic)

    def huishoudens(self, persons: int) -> int:
        """Return the households of exactly so many persons in COA who can leave by then."""
        return sum(count for size, count in self._people.values() if size == persons)

    def personen(self, smallest: int = 1) -> int:
        """Return the persons in COA who can leave by then, in households of `smallest` persons or more."""
        return sum(persons * count for persons, count in self._people.values() if persons >= smallest)

    def most_housed(self, smallest: int = 1, *, candidates: bool = True) -> int:
        """Return an upper bound on the persons who have left COA by then, in whole persons.

        Parameters
        ----------
        smallest : int
            Persons a household has at least to take part.
        candidates : bool
            Whether candidate locations may be used.
        """
        self._lift(())
        for row, (persons, count) in self._people.items():
            self._solver.changeRowBounds(row, -np.inf, float(count) if persons >= smallest else 0.0)
        for site in np.flatnonzero(self._model.sites.candidate).tolist():
            row = self._row["plaatsen", site]
            self._solver.changeRowBounds(row, -np.inf, self._row_upper[row] if candidates else 0.0)
        return int(
            np.floor(-self._least({column: -float(persons) for column, persons in self._housed}) + 1e-6)
        )

    def least_short(self, of: Iterable[int] | None = None, lifted: Iterable[Regel] = ()) -> int:
        """Return a lower bound on the persons short of the taakstelling then, in whole persons.

        Parameters
        ----------
        of : iterable of int, optional
            Municipalities whose shortage counts; default all of them.
        lifted : iterable of Regel
            Rules that do not count: a taakstelling may be missed, a supply has no end.
        """
        self._all_limits()
        counted = None if of is None else set(of)
        free = set(lifted)
        price = {
            column: 1.0
            for rule, columns in self._elastic.items()
            if rule[0] == "taakstelling" and rule not in free and (counted is None or rule[1] in counted)
            for column in columns
        }
        self._lift(free)
        return int(np.ceil(self._least(price) - 1e-6))

    def short_of(self) -> dict[int, int]:
        """Return the persons short per municipality in one solution with as few as possible over all of them.

        A municipality without any there can meet its taakstelling; one with some might do with fewer when
        only its own shortage counts.
        """
        self.least_short()
        values = self._solver.getSolution().col_value
        return {
            rule[1]: int(np.ceil(values[columns[0]] - 1e-6))
            for rule, columns in self._elastic.items()
            if rule[0] == "taakstelling" and values[columns[0]] > 1e-6
        }

    def _lift(self, free: Iterable[Regel]) -> None:
        """Let the rules in `free` have no end, and hold the others."""
        for rule, columns in self._elastic.items():
            if rule[0] != "taakstelling":
                for column in columns:
                    self._solver.changeColBounds(column, 0.0, np.inf if rule in free else 0.0)

    def _all_limits(self) -> None:
        """Give every row its own limits again."""
        for row in [*self._people, *self._row.values()]:
            self._solver.changeRowBounds(row, self._row_lower[row], self._row_upper[row])

    def _least(self, price: dict[int, float]) -> float:
        cost = np.zeros(len(self._lower))
        for column, value in price.items():
            cost[column] = value
        number = len(cost)
        self._solver.changeColsCost(number, np.arange(number, dtype=np.int32), cost)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            status = self._solver.modelStatusToString(self._solver.getModelStatus())
            raise SolverError(f"HiGHS ends the pre-check with {status}")
        return float(self._solver.getInfo().objective_function_value)
