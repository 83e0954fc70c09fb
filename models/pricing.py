"""The best traject of every class at given row prices, without writing the trajects down.

Per need, municipality and location the recursion is: what does a dwelling cost at each period (the
cheapest pool that fits), what does a stay cost (running sums of the location's prices, and the cheapest
moment to leave within the maximum stay), and what does leaving COA cost therefore. A class then only
adds its own cost of waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .epochs import Epochs
from .instance import Bools, Floats, Instance, Ints
from .prices import Prices
from .rounding import Rule, by_size
from .spans import spans
from .tolls import Tolls


class Structure:
    """Index sets that pricing needs again and again, made once per instance.

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
        n_gemeenten = len(instance.gemeenten)
        self.pool_start = np.searchsorted(instance.pools.gemeente, np.arange(n_gemeenten + 1))
        self.pair_start = np.searchsorted(instance.reach.gemeente, np.arange(n_gemeenten + 1))
        self.entry_class = np.repeat(np.arange(instance.n_classes), np.diff(instance.classes.start))
        self.fits: Bools = instance.needs.fits & epochs.in_stock[None, :, :]
        periods = np.arange(instance.n_periods)
        self.may_enter: Bools = instance.sites.last_exit > periods[None, :]
        self._through: dict[int, tuple[Ints, Ints, Ints]] = {}
        self.sizes, self.size_of = np.unique(instance.needs.personen, return_inverse=True)

    @cached_property
    def shortest_stay_window(self) -> bool:
        """Whether, for some location, the latest exit depends on when one entered."""
        last = np.where(self.may_enter, self.instance.sites.last_exit, -1)
        return bool((last.max(axis=1, initial=-1)[:, None] > last)[self.may_enter].any())

    @cached_property
    def alike(self) -> tuple[Ints, Ints]:
        """A need of each kind, and the kind of each need: as many persons whom the same dwellings fit."""
        number: dict[tuple[int, bytes], int] = {}
        example: list[int] = []
        kind: list[int] = []
        for need, persons in enumerate(self.instance.needs.personen.tolist()):
            key = (persons, np.packbits(self.fits[need]).tobytes())
            if key not in number:
                number[key] = len(example)
                example.append(need)
            kind.append(number[key])
        return np.array(example, dtype=np.int64), np.array(kind, dtype=np.int64)

    def pools_of(self, gemeente: int) -> slice:
        """Return the pools of a municipality."""
        return slice(int(self.pool_start[gemeente]), int(self.pool_start[gemeente + 1]))

    def pairs_of(self, gemeente: int) -> range:
        """Return the reach pairs of a municipality."""
        return range(int(self.pair_start[gemeente]), int(self.pair_start[gemeente + 1]))

    def members(self, offer: int) -> Ints:
        """Return the municipalities of an offer."""
        return self.instance.offers.of(offer)

    def pairs_through(self, offer: int) -> tuple[Ints, Ints, Ints]:
        """Return an offer's reach pairs, the members that have any, and where the pairs of each start."""
        if offer not in self._through:
            members = self.members(offer)
            member, pairs = spans(self.pair_start[members], self.pair_start[members + 1])
            reaching, start = np.unique(member, return_index=True)
            self._through[offer] = pairs, reaching, start
        return self._through[offer]


@dataclass(frozen=True)
class Priced:
    """Outcome of pricing at one set of prices.

    Attributes
    ----------
    least : Floats, shape (K,)
        Least cost less what the rows pay, per household of each class, staying included.
    by_leave : Floats, shape (K, T + 1)
        The same per period of leaving; T is staying.
    entry : Ints, shape (K, T)
        Entry that gives it (-1 where none).
    """

    least: Floats
    by_leave: Floats
    entry: Ints


class Pricing:
    """Trajects valued at one set of row prices.

    Parameters
    ----------
    structure : Structure
        Index sets of the instance.
    prices : Prices
        Row prices; their signs are taken as they are.
    shut : Bools, shape (L,), optional
        Locations that nobody enters.

    Attributes
    ----------
    instance : Instance
        The problem, with the prices of earlier goals in its costs.
    persons : Floats, shape (Q,)
        Persons per need.
    credit : Floats, shape (S, G, T)
        What realising a household of each size earns by the period of moving.
    link_charge : Floats, shape (Q, G)
        What leaving COA for a municipality costs a household: a new link, and limits someone set.
    presence : Floats, shape (Q, L, T + 1)
        What being in a location during a period costs, prices only.
    stay : Floats, shape (Q, L, T + 1)
        The same added up from the start, with the location's own cost.
    home : Floats, shape (Q, G, T)
        Cheapest dwelling straight from COA, by municipality and period of moving.
    leaving : Floats, shape (Q, R, T + 1)
        Cost up to and including leaving a location at each period, counted from the start.
    via : Floats, shape (Q, R, T)
        Cheapest stay by reach pair and period of entering, moving on included.
    """

    def __init__(self, structure: Structure, prices: Prices, shut: Bools | None = None) -> None:
        self.structure = structure
        self.prices = prices
        self.instance = instance = structure.instance.at(prices.goals)
        self.tolls = Tolls(prices)
        self._tolled: dict[int, Floats] = {}
        persons = instance.needs.personen.astype(float)
        self.persons = persons
        self.credit = self._credit(instance, prices)
        self.link_charge = self._link(instance, prices)
        self.presence = self._presence_charge(instance, prices)
        self.stay = np.cumsum(
            self.presence + persons[:, None, None] * instance.sites.stay_cost[None, :, :], axis=2
        )
        realising = self._best_home(realising=True)
        self.home = np.where(instance.needs.direct[:, None, None], realising, np.inf)
        self._onward = self._not_realising if instance.site_counts else realising
        self.leaving = self._leaving_values()
        self.via = self._best_via()
        if shut is not None:
            self.via[:, shut[instance.reach.site]] = np.inf

    # -- charges ---------------------------------------------------------------------------------------

    def _credit(self, instance: Instance, prices: Prices) -> Floats:
        """What realising a household of each size earns, by municipality and period, shape (S, G, T)."""
        return self._counting(prices.quota, Rule.TAAKSTELLING)[:, :, instance.half]

    def _counting(self, per_person: Floats, rule: Rule) -> Floats:
        """What counting from each half-year on pays a household of each size, shape (S, G, H + 1)."""
        paid = by_size(per_person, self.structure.sizes, rule, self.prices.rounding)
        onward = np.cumsum(paid[:, :, ::-1], axis=2)[:, :, ::-1]
        return np.pad(onward, ((0, 0), (0, 0), (0, 1)))

    def _link(self, instance: Instance, prices: Prices) -> Floats:
        """What leaving COA for each municipality costs a household of each need, shape (Q, G)."""
        onward = self._counting(prices.link, Rule.KOPPELRUIMTE)
        half = instance.needs.link_half
        charge = -onward[self.structure.size_of, :, np.where(half >= 0, half, onward.shape[2] - 1)]
        leaving, newly = prices.maximum.T
        limits = leaving[None, :] + np.where((half >= 0)[:, None], newly[None, :], 0.0)
        return np.asarray(charge - limits * instance.needs.personen[:, None])

    @staticmethod
    def _presence_charge(instance: Instance, prices: Prices) -> Floats:
        """What being in a location during a period costs a household of each need, shape (Q, L, T + 1)."""
        per_person = -(prices.plaatsen + prices.minimum)
        needs = instance.needs
        return (
            needs.personen[:, None, None] * per_person[None, :, :]
            - needs.kamers[:, None, None] * prices.kamers[None, :, :]
        )

    def charges(self, need: Ints, pool: Ints, period: Ints, realising: bool) -> Floats:
        """What moving into a pool in a period costs a household of a need; all three are broadcast."""
        asked = self._asked(self.structure.size_of[need], pool, period, realising)
        return np.where(self.structure.fits[need, pool, period], asked, np.inf)

    def _asked(self, size: Ints, pool: Ints, period: Ints, realising: bool) -> Floats:
        """What a pool asks of a household of a size that moves in in a period, whether it fits or not."""
        pools = self.instance.pools
        persons = self.structure.sizes[size]
        price = np.r_[self.prices.woningen, 0.0][self.structure.epochs.of_move[pool, period]]
        units = np.where(pools.in_persons[pool], persons, 1.0)
        charge = persons * pools.preference_cost[pool] - price * units
        if realising:
            earned = self.credit[size, pools.gemeente[pool], period]
            charge = charge - earned * pools.counts[pool]
        return np.asarray(charge)

    def pool_charge(self, need: int, pools: slice, realising: bool) -> Floats:
        """What moving into each of `pools` costs a household, shape (len(pools), T)."""
        pool = np.arange(len(self.instance.pools.gemeente))[pools, None]
        return self.charges(np.array(need), pool, np.arange(self.instance.n_periods)[None, :], realising)

    # -- recursion -------------------------------------------------------------------------------------

    def _best_home(self, realising: bool) -> Floats:
        """Cheapest pool per need, municipality and period, shape (Q, G, T)."""
        structure, instance = self.structure, self.instance
        example, alike = structure.alike
        shape = (len(example), len(instance.gemeenten), instance.n_periods)
        best = np.full(shape, np.inf)
        filled = np.flatnonzero(np.diff(structure.pool_start))
        if not len(filled):
            return best[alike]
        starts = structure.pool_start[filled]
        pool, period = (
            np.arange(len(instance.pools.gemeente))[:, None],
            np.arange(instance.n_periods)[None, :],
        )
        size = structure.size_of[example]
        for number in range(len(structure.sizes)):
            asked = self._asked(np.array(number), pool, period, realising)
            for group in np.flatnonzero(size == number).tolist():
                charge = np.where(structure.fits[example[group]], asked, np.inf)
                best[group, filled] = np.minimum.reduceat(charge, starts, axis=0)
        return best[alike]

    @cached_property
    def _not_realising(self) -> Floats:
        """Cheapest pool where moving in realises nobody, shape (Q, G, T)."""
        return self._best_home(realising=False)

    def _leaving_values(self) -> Floats:
        """Cost up to and including leaving at each period, counted from the start, shape (Q, R, T + 1)."""
        reach, needs = self.instance.reach, self.instance.needs
        stay = self.stay[:, reach.site, :]
        moving_on = self._onward[:, reach.gemeente, :]
        staying = np.where(needs.lingers[:, None, None], stay[:, :, -1:], np.inf)
        return np.concatenate([stay[:, :, :-1] + moving_on, staying], axis=2)

    def _best_via(self) -> Floats:
        """Cheapest stay per need, reach pair and period of entering, shape (Q, R, T)."""
        structure, instance = self.structure, self.instance
        reach, n_periods = instance.reach, instance.n_periods
        last = instance.sites.last_exit[reach.site]
        may_enter = structure.may_enter[reach.site]
        best = np.full((len(self.persons), len(reach.site), n_periods), np.inf)
        if not len(reach.site):
            return best
        latest = np.where(may_enter, last, -1).max(axis=1)
        if structure.shortest_stay_window:
            for enter in range(n_periods):
                within = np.arange(n_periods + 1)[None, :] <= last[:, enter, None]
                values = np.where(within[None, :, enter + 1 :], self.leaving[:, :, enter + 1 :], np.inf)
                best[:, :, enter] = values.min(axis=2)
        else:
            within = np.arange(n_periods + 1)[None, :] <= latest[:, None]
            values = np.where(within[None], self.leaving, np.inf)
            suffix = np.minimum.accumulate(values[:, :, ::-1], axis=2)[:, :, ::-1]
            best = suffix[:, :, 1:].copy()
        best -= self.stay[:, reach.site, :-1]
        best += self.persons[:, None, None] * reach.cost[None, :, None]
        if instance.site_counts:
            best -= self.credit[structure.size_of][:, reach.gemeente]
        return np.where(may_enter[None] & instance.needs.enters[:, :, None], best, np.inf)

    @cached_property
    def out(self) -> Floats:
        """Cheapest way out of COA per need, municipality and period, shape (Q, G, T)."""
        structure = self.structure
        best = self.home.copy()
        filled = np.flatnonzero(np.diff(structure.pair_start))
        if len(filled):
            via = np.minimum.reduceat(self.via, structure.pair_start[filled], axis=1)
            best[:, filled] = np.minimum(best[:, filled], via)
        return best + self.link_charge[:, :, None]

    @cached_property
    def offer_values(self) -> Floats:
        """Cheapest use of each offer per period of leaving, shape (U, T + 1); T is staying."""
        instance = self.instance
        offers, n_periods = instance.offers, instance.n_periods
        values = np.zeros((len(offers.need), n_periods + 1))
        if not len(offers.need):
            return values
        need = np.repeat(offers.need, np.diff(offers.start))
        gathered = self.out[need, offers.member]
        values[:, :n_periods] = np.minimum.reduceat(gathered, offers.start[:-1], axis=0)
        for offer in self.tolls.offers:
            values[offer, :n_periods] = self.by_member(offer).min(axis=0)
        resident = np.flatnonzero(offers.site >= 0)
        if len(resident):
            presence = np.cumsum(self.presence, axis=2)
            own, site = offers.need[resident], offers.site[resident]
            gemeente = offers.member[offers.start[resident]]
            onward = self._not_realising[own, gemeente]
            values[resident, :n_periods] = presence[own, site, :n_periods] + onward
            values[resident, n_periods] = presence[own, site, n_periods]
        return values

    # -- classes ---------------------------------------------------------------------------------------

    def price(self) -> Priced:
        """Value the best traject of every class, by period of leaving."""
        structure, instance = self.structure, self.instance
        classes, n_periods = instance.classes, instance.n_periods
        by_leave = classes.exit_cost.copy()
        entry = np.full((instance.n_classes, n_periods), -1, dtype=np.int64)
        values = self.offer_values[classes.offer] + classes.entry_cost[:, None]
        self.tolls.add_entries(values)
        with_entries = np.flatnonzero(np.diff(classes.start))
        if len(with_entries):
            starts = classes.start[with_entries]
            least = np.minimum.reduceat(values[:, :n_periods], starts, axis=0)
            is_least = values[:, :n_periods] == least[np.searchsorted(with_entries, structure.entry_class)]
            numbers = np.where(is_least, np.arange(len(values))[:, None], len(values))
            entry[with_entries] = np.minimum.reduceat(numbers, starts, axis=0)
            by_leave[with_entries, :n_periods] += least
            resident = with_entries[classes.site[with_entries] >= 0]
            by_leave[resident, n_periods] += values[classes.start[resident], n_periods]
        without = np.flatnonzero(np.diff(classes.start) == 0)
        by_leave[without, :n_periods] = np.inf
        return Priced(by_leave.min(axis=1), by_leave, entry)

    def by_member(self, offer: int) -> Floats:
        """Cheapest way out of COA by each municipality of an offer that pays tolls, shape (M, T)."""
        instance = self.instance
        need, members = int(instance.offers.need[offer]), self.structure.members(offer)
        if offer in self._tolled:
            return self._tolled[offer]
        toll = self.tolls.by_site(offer, instance.n_sites)
        best: Floats = self.home[need, members] + toll[-1]
        pairs, reaching, start = self.structure.pairs_through(offer)
        if len(pairs):
            via = self.via[need, pairs] + toll[instance.reach.site[pairs], None]
            best[reaching] = np.minimum(best[reaching], np.minimum.reduceat(via, start, axis=0))
        best += self.link_charge[need, members, None]
        self.tolls.add_members(offer, members, best)
        self.tolls.add_periods(offer, best)
        self._tolled[offer] = best
        return best
