"""Every traject within a limit, written down."""

from __future__ import annotations

import numpy as np

from .instance import Floats
from .pricing import Pricing
from .routes import Departures, Routes, Takers
from .trajects import Row


class Listing:
    """Lists trajects by their value at the prices of a pricing.

    Parameters
    ----------
    pricing : Pricing
        Trajects valued at one set of row prices.
    """

    def __init__(self, pricing: Pricing) -> None:
        self._pricing = pricing
        self._structure = pricing.structure
        self._known: dict[tuple[int, int, bool], Floats] = {}

    def within(self, limit: Floats, at_most: int) -> list[Row] | None:
        """List every traject whose value is at most its class's limit.

        Parameters
        ----------
        limit : Floats, shape (K,)
            Limit per class; infinity lists all trajects of the class.
        at_most : int
            Number of trajects beyond which to give up.

        Returns
        -------
        list of tuple or None
            Trajects as (klasse, gemeente, site, leave, exit, pool), in index order; None when there are
            more than `at_most`.
        """
        instance = self._pricing.instance
        classes, n_periods = instance.classes, instance.n_periods
        # Where offers of a class share a municipality, a traject may be found by each: it is listed once.
        rows: dict[Row, None] = {}
        values = self._pricing.offer_values[classes.offer] + classes.entry_cost[:, None]
        values = values + classes.exit_cost[self._structure.entry_class]
        departing = self._departing()
        self._pricing.tolls.add_entries(values)
        for klasse in range(instance.n_classes):
            if len(rows) > at_most:
                return None
            if classes.site[klasse] >= 0:
                rows |= dict.fromkeys(self._resident_rows(klasse, float(limit[klasse])))
                continue
            if classes.exit_cost[klasse, n_periods] <= limit[klasse]:
                rows[klasse, -1, -1, n_periods, -1, -1] = None
            for entry in range(int(classes.start[klasse]), int(classes.start[klasse + 1])):
                hits = np.isfinite(values[entry, :n_periods]) & (values[entry, :n_periods] <= limit[klasse])
                for leave in np.flatnonzero(hits).tolist():
                    room = float(limit[klasse] - departing[entry, leave])
                    found = self._leaving_rows(klasse, int(classes.offer[entry]), leave, room)
                    rows |= dict.fromkeys(found)
        return list(rows) if len(rows) <= at_most else None

    def routes(self, limit: Floats, takers: Takers, at_most: int) -> Routes | None:
        """List the routes of every traject whose value is at most its class's limit.

        Parameters
        ----------
        limit : Floats, shape (K,)
            Limit per class.
        takers : Takers
            Which offers are shared.
        at_most : int
            Number of routes beyond which to give up.

        Returns
        -------
        Routes or None
            None when there are more than `at_most`.
        """
        instance, structure = self._pricing.instance, self._structure
        classes, n_periods = instance.classes, instance.n_periods
        paths: list[tuple[int, Row]] = []
        for klasse in range(instance.n_classes):
            if classes.site[klasse] >= 0:
                own_rows = self._resident_rows(klasse, float(limit[klasse]))
                paths += [(-1, row) for row in dict.fromkeys(own_rows)]
            elif classes.exit_cost[klasse, n_periods] <= limit[klasse]:
                paths.append((-1, (klasse, -1, -1, n_periods, -1, -1)))
        own = self._departing()
        ahead: Floats = self._pricing.offer_values[classes.offer, :n_periods]
        possible = np.isfinite(own) & np.isfinite(ahead)
        room = limit[structure.entry_class, None] - np.where(possible, own, 0.0)
        near = possible & (ahead <= room)
        near &= (classes.site[structure.entry_class] < 0)[:, None]
        entry, leave = np.nonzero(near)
        offer = classes.offer[entry]
        shared = takers.shared[offer]
        example = np.where(shared, takers.example[offer], structure.entry_class[entry])
        most: dict[tuple[int, int, int], float] = {}
        keys = zip(example.tolist(), offer.tolist(), leave.tolist(), strict=True)
        for key, left in zip(keys, room[entry, leave].tolist(), strict=True):
            most[key] = max(most.get(key, -np.inf), left)
        for (k, u, t), left in most.items():
            if len(paths) + int(shared.sum()) > at_most:
                return None
            paths += [(u, row) for row in self._leaving_rows(k, u, t, left)]
        if len(paths) + int(shared.sum()) > at_most:
            return None
        leaving = Departures(structure.entry_class[entry], entry, leave)
        return Routes.from_paths(paths, leaving.take(np.flatnonzero(shared)))

    def _departing(self) -> Floats:
        """Return what each entry pays for leaving by itself, tolls included, shape (E, T)."""
        classes, last = self._pricing.instance.classes, self._pricing.instance.n_periods
        own: Floats = classes.exit_cost[self._structure.entry_class, :last] + classes.entry_cost[:, None]
        self._pricing.tolls.add_entries(own)
        return own

    def _leaving_rows(self, klasse: int, offer: int, leave: int, room: float) -> list[Row]:
        structure, instance, tolls = self._structure, self._pricing.instance, self._pricing.tolls
        need = int(instance.offers.need[offer])
        rows: list[Row] = []
        room -= tolls.of_period(offer, leave)
        toll = tolls.by_site(offer, instance.n_sites)
        for gemeente in structure.members(offer).tolist():
            left = room - self._pricing.link_charge[need, gemeente] - tolls.of_gemeente(offer, gemeente)
            pools = structure.pools_of(gemeente)
            charge = self._charges(need, gemeente, True)[:, leave]
            straight = charge + toll[-1]
            fitting = np.flatnonzero(np.isfinite(straight) & (straight <= left)).tolist()
            if not instance.needs.direct[need]:
                fitting = []
            rows += [(klasse, gemeente, -1, leave, -1, pools.start + pool) for pool in fitting]
            pairs = np.array(structure.pairs_of(gemeente), dtype=np.int64)
            extra = toll[instance.reach.site[pairs]]
            value = self._pricing.via[need, pairs, leave] + extra
            for number in np.flatnonzero(np.isfinite(value) & (value <= left)).tolist():
                rows += self._via_rows(klasse, need, int(pairs[number]), leave, float(left - extra[number]))
        return rows

    def _via_rows(self, klasse: int, need: int, pair: int, enter: int, left: float) -> list[Row]:
        instance = self._pricing.instance
        site, gemeente = int(instance.reach.site[pair]), int(instance.reach.gemeente[pair])
        fixed = (
            self._pricing.persons[need] * instance.reach.cost[pair] - self._pricing.stay[need, site, enter]
        )
        if instance.site_counts:
            fixed -= self._pricing.credit[self._structure.size_of[need], gemeente, enter]
        last = int(instance.sites.last_exit[site, enter])
        pools = self._structure.pools_of(gemeente)
        rows: list[Row] = []
        moves = min(last, instance.n_periods - 1)
        charge = self._charges(need, gemeente, not instance.site_counts)[:, enter + 1 : moves + 1]
        total = charge + self._pricing.stay[need, site, enter + 1 : moves + 1][None, :] + fixed
        for offset, pool in np.argwhere((np.isfinite(total) & (total <= left)).T).tolist():
            rows.append((klasse, gemeente, site, enter, enter + 1 + offset, pools.start + pool))
        if (
            last == instance.n_periods
            and instance.needs.lingers[need]
            and self._pricing.stay[need, site, -1] + fixed <= left
        ):
            rows.append((klasse, gemeente, site, enter, last, -1))
        return rows

    def _resident_rows(self, klasse: int, limit: float) -> list[Row]:
        instance = self._pricing.instance
        classes = instance.classes
        site, first = int(classes.site[klasse]), int(classes.start[klasse])
        gemeente = int(self._structure.members(int(classes.offer[first]))[0])
        presence = np.cumsum(self._pricing.presence[int(classes.need[klasse]), site])
        cost = classes.exit_cost[klasse] + presence
        pools = self._structure.pools_of(gemeente)
        rows: list[Row] = []
        for entry in range(first, int(classes.start[klasse + 1])):
            need = int(instance.offers.need[classes.offer[entry]])
            charge = self._charges(need, gemeente, False) + cost[None, :-1] + classes.entry_cost[entry]
            for period, pool in np.argwhere((np.isfinite(charge) & (charge <= limit)).T).tolist():
                rows.append((klasse, gemeente, site, -1, period, pools.start + pool))
        if cost[-1] + classes.entry_cost[first] <= limit:
            rows.append((klasse, gemeente, site, -1, instance.n_periods, -1))
        return rows

    def _charges(self, need: int, gemeente: int, realising: bool) -> Floats:
        key = (need, gemeente, realising)
        if key not in self._known:
            self._known[key] = self._pricing.pool_charge(need, self._structure.pools_of(gemeente), realising)
        return self._known[key]
