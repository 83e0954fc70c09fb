"""The same problem in longer periods: a quick way to sensible prices and trajects.

Long periods end on the ends of short ones, so everything that can happen in the coarse problem can happen
in the fine one, at the same cost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .epochs import Epochs
from .instance import Instance, Ints
from .prices import Prices
from .routes import Routes


@dataclass(frozen=True)
class Coarse:
    """A coarse instance, with the way back.

    Attributes
    ----------
    instance : Instance
        The problem in long periods.
    group : Ints, shape (T + 1,)
        Long period of each short one; the last entry stands for the horizon.
    end : Ints, shape (C + 1,)
        Last short period of each long one; the last entry is T.
    """

    instance: Instance
    group: Ints
    end: Ints

    def fine_routes(self, routes: Routes) -> Routes:
        """Return coarse routes in short periods."""
        return _moved(routes, np.append(self.end, -1))

    def coarse_routes(self, routes: Routes) -> Routes:
        """Return routes whose moves fall on ends of long periods, in long periods."""
        return _moved(routes, np.append(self.group, -1))

    def coarse_prices(self, prices: Prices, fine: Epochs) -> Prices:
        """Gather fine prices: places over the long period, dwellings as they are at its end."""
        coarse = Epochs.of(self.instance.pools)
        number = fine.of_move[coarse.pool, self.end[coarse.period]] if coarse.count else coarse.pool
        first = np.searchsorted(self.group, np.arange(len(self.end)))
        return replace(
            prices,
            woningen=np.append(prices.woningen, 0.0)[number],
            plaatsen=np.add.reduceat(prices.plaatsen, first, axis=1),
            kamers=np.add.reduceat(prices.kamers, first, axis=1),
            minimum=np.add.reduceat(prices.minimum, first, axis=1),
        )

    def fine_prices(self, prices: Prices, fine: Epochs) -> Prices:
        """Spread coarse prices over short periods: places by length, dwellings as they are."""
        coarse = Epochs.of(self.instance.pools)
        number = coarse.of_move[fine.pool, self.group[fine.period]] if fine.count else fine.pool
        length = np.bincount(self.group)[self.group]
        return replace(
            prices,
            woningen=np.append(prices.woningen, 0.0)[number],
            plaatsen=prices.plaatsen[:, self.group] / length,
            kamers=prices.kamers[:, self.group] / length,
            minimum=prices.minimum[:, self.group] / length,
        )


def _moved(routes: Routes, moment: Ints) -> Routes:
    paths, departures = routes.paths, routes.departures
    return replace(
        routes,
        paths=replace(paths, leave=moment[paths.leave], exit=moment[paths.exit]),
        departures=replace(departures, leave=moment[departures.leave]),
    )


def coarsen(instance: Instance, length: int) -> Coarse:
    """Merge up to `length` consecutive periods of the same half-year; limits on earlier goals are left out.

    Parameters
    ----------
    instance : Instance
        The problem in short periods.
    length : int
        Short periods in a long one, at most.
    """
    n_periods = instance.n_periods
    begins = np.ones(n_periods, dtype=bool)
    run = 0
    for t in range(1, n_periods):
        run += 1
        begins[t] = run == length or instance.half[t] != instance.half[t - 1]
        run = 0 if begins[t] else run
    first = np.flatnonzero(begins)
    count = len(first)
    group = np.append(np.cumsum(begins) - 1, count)
    end = np.append(np.append(first[1:], n_periods) - 1, n_periods)
    pools, sites, classes = instance.pools, instance.sites, instance.classes
    starts = np.append(first, n_periods)
    latest = sites.last_exit[:, end[:-1]]
    coarse_exit = np.where(latest == n_periods, count, np.searchsorted(end[:-1], latest, side="right") - 1)
    coarse = replace(
        instance,
        limits=(),
        half=instance.half[end[:-1]],
        needs=replace(instance.needs, fits=instance.needs.fits[:, :, end[:-1]]),
        pools=replace(
            pools,
            supply=np.add.reduceat(pools.supply, first, axis=1),
            last=np.searchsorted(end[:-1], pools.last, side="right") - 1,
        ),
        sites=replace(
            sites,
            usable=np.logical_and.reduceat(sites.usable, starts, axis=1),
            last_exit=np.maximum(coarse_exit, np.arange(count)[None, :]),
            stay_cost=np.add.reduceat(sites.stay_cost, starts, axis=1),
        ),
        classes=replace(classes, exit_cost=classes.exit_cost[:, end]),
        sharing=replace(
            instance.sharing,
            capacity_penalty=np.add.reduceat(instance.sharing.capacity_penalty, starts),
            minimum_penalty=np.add.reduceat(instance.sharing.minimum_penalty, starts),
        ),
    )
    return Coarse(coarse, group, end)
