"""Where each row and each structural column of the master problem stands in its matrix."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

import numpy as np
from scipy import sparse

from .columns import structural_columns
from .epochs import Epochs
from .instance import Bools, Floats, Instance, Ints
from .prices import Prices
from .rounding import Rounding, Rule, entries, half_of
from .routes import Departures, Routes, Takers
from .spans import spans
from .tallies import FREE, OPENED, Kind, Sides, Tally
from .trajects import Trajects


class Layout:
    """Rows and structural columns of the master problem of one instance.

    Rows come in the order klasse, woningen, plaatsen, kamers, min_bezetting, taakstelling, koppelruimte,
    maximum, ongelijkheid, uitbreiding, budget, max_nieuwe_locaties, vast_open, eerdere_doelen; rows of the
    rule instroom, rows that keep the halves of routes equal, counts that the search branches on, and rounded
    rows follow as they are added. Structural columns come first, routes after them.

    Parameters
    ----------
    instance : Instance
        The problem.
    epochs : Epochs
        Its arrivals of dwellings.
    """

    def __init__(self, instance: Instance, epochs: Epochs) -> None:
        self.instance = instance
        self.epochs = epochs
        self._count = 0
        self.lower: list[float] = []
        self.upper: list[float] = []
        self._place_rows()
        self.columns = structural_columns(self)
        self.open = self.columns.open
        self.takers = Takers.of(instance)
        self.inflow: dict[tuple[int, int], int] = {}
        self.joint: dict[tuple[int, int], int] = {}
        self.tallies: dict[Tally, int] = {}
        self.tally_sides: dict[Tally, Sides] = {}
        self.rounding: dict[Rounding, int] = {}

    # -- rows ------------------------------------------------------------------------------------------

    def _block(self, exists: Bools, lower: Floats | float, upper: Floats | float) -> Ints:
        number = np.full(exists.shape, -1, dtype=np.int64)
        count = int(exists.sum())
        number[exists] = np.arange(self._count, self._count + count)
        self._count += count
        self.lower += np.broadcast_to(lower, exists.shape)[exists].astype(float).tolist()
        self.upper += np.broadcast_to(upper, exists.shape)[exists].astype(float).tolist()
        return number

    def _place_rows(self) -> None:
        instance, sites, sharing = self.instance, self.instance.sites, self.instance.sharing
        residents, n_periods = instance.residents(), instance.n_periods
        fixed = ~sites.candidate[:, None] & sites.usable
        periods = np.arange(n_periods + 1)
        size = instance.classes.size.astype(float)
        self.klasse = self._block(np.ones(instance.n_classes, dtype=bool), size, size)
        supply = self.epochs.supply.astype(float)
        self.woningen = self._block(np.ones(self.epochs.count, dtype=bool), -np.inf, supply)
        present = (sites.usable & (periods > 0)[None, :]) | (residents > 0)[:, None]
        capacity = np.where(fixed, sites.capacity[:, None], 0).astype(float)
        self.plaatsen = self._block(present, -np.inf, capacity)
        counted = present & (sites.rooms >= 0)[:, None]
        self.kamers = self._block(counted, -np.inf, np.where(fixed, sites.rooms[:, None], 0).astype(float))
        inside = (periods > 0) & (periods < n_periods)
        occupied = sites.usable & inside[None, :] & (sites.minimum > 0)[:, None]
        least = np.where(fixed, sites.minimum[:, None], 0).astype(float)
        self.minimum = self._block(occupied, least, np.inf)
        self.quota = self._block(sharing.quota > 0, sharing.quota.astype(float), np.inf)
        links = bool((instance.needs.link_half >= 0).any())
        self.link = self._block(
            np.full(sharing.link_room.shape, links), -np.inf, sharing.link_room.astype(float)
        )
        self.maximum = self._block(np.isfinite(sharing.maximum), -np.inf, sharing.maximum)
        self.inequality = self._block(sharing.unequal, -np.inf, 0.0)
        self.parent = self._block(sites.candidate & (sites.parent >= 0), -np.inf, 0.0)
        limits = np.array([np.isfinite(sharing.budget)]), np.array([np.isfinite(sharing.max_open)])
        self.budget = self._block(limits[0], -np.inf, sharing.budget)
        self.max_open = self._block(limits[1], -np.inf, sharing.max_open)
        decided = sites.locked.astype(float)
        self.locked = self._block(sites.candidate & (sites.locked >= 0), decided, decided)
        most = np.array([limit.side for limit in instance.limits])
        self.goals = self._block(np.ones(len(most), dtype=bool), -np.inf, most)
        self.n_static_rows = self._count

    @property
    def n_rows(self) -> int:
        """Number of rows, those added later included."""
        added = (self.inflow, self.joint, self.tallies, self.rounding)
        return self.n_static_rows + sum(len(rows) for rows in added)

    @property
    def opening(self) -> Ints:
        """Columns open[l] of the candidates."""
        return self.open[self.open >= 0]

    def add_inflow(self, offer: int, site: int) -> int:
        """Number a row: households that take an offer and enter a candidate, at most those there are."""
        self.inflow[offer, site] = self.n_rows
        return self.inflow[offer, site]

    def add_joint(self, offer: int, leave: int) -> int:
        """Number a row: as many leave by an offer at the end of a period as what follows is chosen for."""
        self.joint[offer, leave] = self.n_rows
        return self.joint[offer, leave]

    def add_tally(self, tally: Tally) -> int:
        """Number a row: households counted, within the sides of the node at hand."""
        self.tallies[tally] = self.n_rows
        return self.tallies[tally]

    def add_rounding(self, rounding: Rounding) -> int:
        """Number a row: persons of whole households, rounded."""
        self.rounding[rounding] = self.n_rows
        return self.rounding[rounding]

    def own_columns(self, rule: Rule) -> Ints:
        """Return a rule's own structural columns, persons short or too many, shape (G, H); -1 for none."""
        return self.columns.tekort if rule is Rule.TAAKSTELLING else self.columns.boven_koppelruimte

    def own_column(self, rounding: Rounding) -> int:
        """Return the structural column of the rule that a row rounds."""
        return int(self.own_columns(rounding.rule)[rounding.gemeente, rounding.half])

    def renumbered(self, routes: Routes, inflow: Iterable[tuple[int, int]] = ()) -> Layout:
        """Return the same rows, with those that keep halves equal for just these routes.

        The rule instroom is written down for the pairs `inflow` too.
        """
        other = copy(self)
        other.inflow, other.joint, other.tallies, other.rounding = {}, {}, {}, {}
        for key in dict.fromkeys([*self.inflow, *inflow]):
            other.add_inflow(*key)
        for tally in self.tally_sides:
            other.add_tally(tally)
        for rounding in self.rounding:
            other.add_rounding(rounding)
        halves = routes.halves(self.takers)
        keys = list(zip(routes.offer[halves].tolist(), routes.paths.leave[halves].tolist(), strict=True))
        offer = self.instance.classes.offer[routes.departures.entry]
        keys += zip(offer.tolist(), routes.departures.leave.tolist(), strict=True)
        for key in dict.fromkeys(keys):
            other.add_joint(*key)
        return other

    def added_rows(self) -> sparse.csc_array:
        """Return the structural columns' coefficients in all rows, those added later included."""
        row = np.array(list(self.inflow.values()), dtype=np.int64)
        column = np.array([self.open[site] for _, site in self.inflow], dtype=np.int64)
        value = np.array([-float(self.takers.households[offer]) for offer, _ in self.inflow])
        if OPENED in self.tallies:
            opening = self.opening
            row = np.r_[row, np.full(len(opening), self.tallies[OPENED])]
            column, value = np.r_[column, opening], np.r_[value, np.ones(len(opening))]
        own = np.array([self.own_column(rounding) for rounding in self.rounding], dtype=np.int64)
        row = np.r_[row, np.array(list(self.rounding.values()), dtype=np.int64)]
        column, value = np.r_[column, own], np.r_[value, np.ones(len(own))]
        static = self.structural().tocoo()
        return sparse.csc_array(
            (
                np.r_[static.data, value],
                (np.r_[static.coords[0], row], np.r_[static.coords[1], column]),
            ),
            shape=(self.n_rows, static.shape[1]),
        )

    def sides(self) -> tuple[Floats, Floats]:
        """Return the lower and upper side of every row, those added later included."""
        lower = np.r_[self.lower, np.zeros(self.n_rows - self.n_static_rows)]
        upper = np.r_[self.upper, np.zeros(self.n_rows - self.n_static_rows)]
        lower[list(self.inflow.values())] = -np.inf
        for tally, row in self.tallies.items():
            lower[row], upper[row] = self.tally_sides.get(tally, FREE)
        for rounding, row in self.rounding.items():
            lower[row], upper[row] = rounding.side, np.inf
        return lower, upper

    # -- structural columns ----------------------------------------------------------------------------

    def structural(self) -> sparse.csc_array:
        """Return the matrix of the structural columns over the static rows."""
        lengths = [len(entries) for entries in self.columns.entries]
        column = np.repeat(np.arange(len(lengths)), lengths)
        flat = [pair for entries in self.columns.entries for pair in entries]
        row = np.array([pair[0] for pair in flat], dtype=np.int64)
        value = np.array([pair[1] for pair in flat], dtype=float)
        return sparse.csc_array((value, (row, column)), shape=(self.n_static_rows, len(lengths)))

    # -- trajects --------------------------------------------------------------------------------------

    def matrix(self, trajects: Trajects, entry: Ints | None = None) -> sparse.csc_array:
        """Return the coefficients of whole trajects, shape (rows, N), those added later included.

        The entry by which each is taken is the cheapest that admits it, unless given (-1 for none).
        """
        count = len(trajects)
        first = (self.klasse[trajects.klasse], np.arange(count), np.ones(count))
        if entry is None:
            entry = trajects.entry(self.instance)
        offer = np.append(self.instance.classes.offer, -1)[entry]
        coefficients = self._coefficients(trajects, offer, first)
        goals = [trajects.cost(self.instance.under(limit.costs), entry) for limit in self.instance.limits]
        coefficients = self._with_goals(coefficients, goals)
        if not self.tallies:
            return coefficients
        return sparse.csc_array(coefficients + self._counted_entries(entry, trajects.leave))

    def routes(self, routes: Routes) -> sparse.csc_array:
        """Return the coefficients of routes, paths first: halves meet each other, whole ones their class."""
        count = len(routes.paths)
        halves = routes.halves(self.takers)
        row, sign = self.klasse[routes.paths.klasse], np.where(halves, -1.0, 1.0)
        keys = zip(routes.offer[halves].tolist(), routes.paths.leave[halves].tolist(), strict=True)
        row[halves] = [self.joint[key] for key in keys]
        paths = self._coefficients(routes.paths, routes.offer, (row, np.arange(count), sign))
        both = sparse.csc_array(sparse.hstack([paths, self._departing(routes.departures)]))
        limits = self.instance.limits
        goals = [routes.cost(self.instance.under(limit.costs), self.takers) for limit in limits]
        return self._with_goals(both, [np.concatenate(parts) for parts in goals])

    def _with_goals(self, coefficients: sparse.csc_array, goals: list[Floats]) -> sparse.csc_array:
        """Return the coefficients with what each column costs under each earlier goal."""
        if not goals:
            return coefficients
        count = coefficients.shape[1]
        scaled = [costs / limit.scale for costs, limit in zip(goals, self.instance.limits, strict=True)]
        rows = np.repeat(self.goals, count)
        columns = np.tile(np.arange(count), len(goals))
        earlier = sparse.csc_array((np.concatenate(scaled), (rows, columns)), shape=coefficients.shape)
        earlier.eliminate_zeros()
        return sparse.csc_array(coefficients + earlier)

    def _departing(self, departures: Departures) -> sparse.csc_array:
        count = len(departures)
        offer = self.instance.classes.offer[departures.entry]
        keys = zip(offer.tolist(), departures.leave.tolist(), strict=True)
        joint = np.array([self.joint[key] for key in keys], dtype=np.int64)
        row = np.r_[self.klasse[departures.klasse], joint]
        column = np.r_[np.arange(count), np.arange(count)]
        halves = sparse.csc_array((np.ones(2 * count), (row, column)), shape=(self.n_rows, count))
        if not self.tallies:
            return halves
        return sparse.csc_array(halves + self._counted_entries(departures.entry, departures.leave))

    def _counted_entries(self, entry: Ints, leave: Ints) -> sparse.csc_array:
        """Return the coefficients in counts of who leaves by an entry at the end of a period."""
        keys = zip(entry.tolist(), leave.tolist(), strict=True)
        row = np.array([self.tallies.get(Tally(Kind.ENTRY, *key), -1) for key in keys], dtype=np.int64)
        column = np.flatnonzero(row >= 0)
        return sparse.csc_array(
            (np.ones(len(column)), (row[column], column)), shape=(self.n_rows, len(entry))
        )

    def _coefficients(
        self, trajects: Trajects, offer: Ints, first: tuple[Ints, Ints, Floats]
    ) -> sparse.csc_array:
        instance, epochs = self.instance, self.epochs
        count = len(trajects)
        needs, never = instance.needs, len(instance.halfjaren)
        need = instance.classes.need[trajects.klasse]
        persons = needs.personen[need].astype(float)
        number = np.arange(count)
        parts: list[tuple[Ints, Ints, Floats]] = [first]

        housed = trajects.pool >= 0
        pool, moved = trajects.pool[housed], trajects.move()[housed]
        units = np.where(instance.pools.in_persons[pool], persons[housed], 1.0)
        parts.append((self.woningen[epochs.of_move[pool, moved]], number[housed], units))

        at_site = trajects.site >= 0
        row, nights = spans(trajects.leave[at_site] + 1, trajects.exit[at_site] + 1)
        site = trajects.site[at_site][row]
        who = number[at_site][row]
        parts.append((self.plaatsen[site, nights], who, persons[who]))
        parts.append((self.kamers[site, nights], who, needs.kamers[need[who]].astype(float)))
        parts.append((self.minimum[site, nights], who, persons[who]))

        realised = trajects.realises(instance)
        row, half = spans(realised, np.full(count, never))
        parts.append((self.quota[trajects.gemeente[row], half], row, persons[row]))
        new = (trajects.gemeente >= 0) & (trajects.leave >= 0)
        row, half = spans(half_of(Rule.KOPPELRUIMTE, instance, trajects), np.full(count, never))
        parts.append((self.link[trajects.gemeente[row], half], row, persons[row]))

        leaves = np.flatnonzero(new)
        parts.append((self.maximum[trajects.gemeente[leaves], 0], leaves, persons[leaves]))
        leaves = np.flatnonzero(new & (needs.link_half[need] >= 0))
        parts.append((self.maximum[trajects.gemeente[leaves], 1], leaves, persons[leaves]))

        if self.inflow:
            enters = np.flatnonzero(at_site & (trajects.leave >= 0))
            keys = zip(offer[enters].tolist(), trajects.site[enters].tolist(), strict=True)
            rows = np.array([self.inflow.get(key, -1) for key in keys], dtype=np.int64)
            parts.append((rows, enters, np.ones(len(enters))))
        if self.rounding:
            parts.append(entries(self.rounding, instance, trajects))
        for kind in sorted({tally.kind for tally in self.tallies} - {Kind.ENTRY, Kind.OPEN}):
            by = {Kind.GEMEENTE: trajects.gemeente, Kind.SITE: trajects.site, Kind.PERIOD: trajects.leave}
            keys = zip(offer.tolist(), by[kind].tolist(), strict=True)
            rows = np.array([self.tallies.get(Tally(kind, *key), -1) for key in keys], dtype=np.int64)
            parts.append((rows, number, np.ones(count)))

        row, column, value = (np.concatenate([part[i] for part in parts]) for i in range(3))
        kept = (row >= 0) & (value != 0)
        return sparse.csc_array((value[kept], (row[kept], column[kept])), shape=(self.n_rows, count))

    # -- prices ----------------------------------------------------------------------------------------

    def prices(self, dual: Floats) -> Prices:
        """Sort the row duals of a solved master by rule."""

        def pick(number: Ints) -> Floats:
            return np.where(number >= 0, np.append(dual, 0.0)[number], 0.0)

        inflow = {key: float(dual[row]) for key, row in self.inflow.items()}
        tallies = {}
        for tally, (least, most) in self.tally_sides.items():
            cheapest = -np.inf if most < np.inf else 0.0
            dearest = np.inf if least > -np.inf else 0.0
            tallies[tally] = float(np.clip(dual[self.tallies[tally]], cheapest, dearest))
        return Prices(
            pick(self.woningen),
            pick(self.plaatsen),
            pick(self.kamers),
            pick(self.minimum),
            pick(self.quota),
            pick(self.link),
            pick(self.maximum),
            inflow,
            tallies,
            {key: float(dual[row]) for key, row in self.rounding.items()},
            pick(self.goals),
        )

    def known(self, prices: Prices) -> Prices:
        """Return prices from elsewhere without those of added rows that are not there, or not yet."""
        return replace(
            prices,
            inflow={key: price for key, price in prices.inflow.items() if key in self.inflow},
            tallies={key: price for key, price in prices.tallies.items() if key in self.tally_sides},
            rounding={key: price for key, price in prices.rounding.items() if key in self.rounding},
        )

    def duals(self, prices: Prices, other: Floats) -> Floats:
        """Return a row vector with `prices` filled in over `other` (the rows that trajects do not touch)."""
        vector = other.copy()
        for number, value in (
            (self.woningen, prices.woningen),
            (self.plaatsen, prices.plaatsen),
            (self.kamers, prices.kamers),
            (self.minimum, prices.minimum),
            (self.quota, prices.quota),
            (self.link, prices.link),
            (self.maximum, prices.maximum),
            (self.goals, prices.goals),
        ):
            vector[number[number >= 0]] = value[number >= 0]
        for key, row in self.inflow.items():
            vector[row] = prices.inflow.get(key, 0.0)
        for tally, row in self.tallies.items():
            vector[row] = prices.tallies.get(tally, 0.0)
        for rounding, row in self.rounding.items():
            vector[row] = prices.rounding.get(rounding, 0.0)
        return vector
