"""Dwellings coming free, as epochs: the stretches between two arrivals in a pool.

Within an epoch nothing comes free, so moves at different periods of it draw on the same stock, and one
row per epoch says what a row per period would.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .instance import Bools, Ints, Pools


@dataclass(frozen=True)
class Epochs:
    """Arrivals of dwellings, numbered over all pools.

    Attributes
    ----------
    pool, period, supply : Ints, shape (N,)
        Pool, period and number of each arrival, sorted by pool and period.
    of_move : Ints, shape (P, T)
        Epoch a move belongs to; -1 where nothing has come free yet or the pool is closed.
    """

    pool: Ints
    period: Ints
    supply: Ints
    of_move: Ints

    @classmethod
    def of(cls, pools: Pools) -> Epochs:
        """Number the arrivals of `pools`."""
        pool, period = np.nonzero(pools.supply > 0)
        usable = period <= pools.last[pool]
        pool, period = pool[usable].astype(np.int64), period[usable].astype(np.int64)
        n_pools, n_periods = pools.supply.shape
        numbers = np.full((n_pools, n_periods), -1, dtype=np.int64)
        numbers[pool, period] = np.arange(len(pool))
        of_move = np.maximum.accumulate(numbers, axis=1)
        of_move[np.arange(n_periods)[None, :] > pools.last[:, None]] = -1
        return cls(pool, period, pools.supply[pool, period].astype(np.int64), of_move)

    @property
    def count(self) -> int:
        """Number of epochs."""
        return len(self.pool)

    @property
    def in_stock(self) -> Bools:
        """Whether something of a pool came free by a period, and the pool is open still. Shape (P, T)."""
        return self.of_move >= 0

    @cached_property
    def follows(self) -> Ints:
        """Epoch before each epoch in the same pool; -1 for a pool's first. Shape (N,)."""
        previous = np.arange(self.count) - 1
        first = np.r_[True, self.pool[1:] != self.pool[:-1]] if self.count else np.zeros(0, dtype=bool)
        return np.where(first, -1, previous).astype(np.int64)

    @cached_property
    def stock(self) -> Ints:
        """All that came free in the pool up to and including each epoch. Shape (N,)."""
        total = np.cumsum(self.supply)
        is_first = self.follows < 0
        before = np.where(is_first, total - self.supply, 0)
        return (total - np.maximum.accumulate(before)).astype(np.int64)
