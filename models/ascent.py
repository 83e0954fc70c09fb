"""A bound on which locations to open where there is one period: each location is a knapsack by itself.

Without the rule that a household leaves COA once and goes to one place, every location fills itself with
those who gain most per person, and opens where that is worth its cost. What leaving COA by each offer is
worth is the price of that rule, moved by subgradient steps (Held, Wolfe and Crowder, 1974; for capacitated
locations Beasley, 1993). The bound is that of the relaxation with every rule instroom written out; none is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .instance import Bools, Floats, Instance, Ints
from .prices import Prices
from .pricing import Pricing, Structure
from .routes import Takers

IDLE = 12
"""Steps without a better bound after which they are made shorter."""

SHORTER = 1.5
"""By what the steps are divided then."""

SHORTEST = 2e-3
"""Share of a full step at which the bound hardly moves any more."""

RECENT = 0.1
"""Weight of the last step in how often a location opened."""


@dataclass(frozen=True)
class Openings:
    """Part of all choices of locations.

    Attributes
    ----------
    closed, opened : frozenset of int
        Candidates that are decided.
    least, most : int
        How many of all candidates open.
    """

    closed: frozenset[int]
    opened: frozenset[int]
    least: int
    most: int

    def values(self) -> dict[int, float]:
        """Return open[l] of the candidates that are decided."""
        return dict.fromkeys(sorted(self.opened), 1.0) | dict.fromkeys(sorted(self.closed), 0.0)


@dataclass(frozen=True)
class Ascended:
    """The best bound that was found for some openings.

    Attributes
    ----------
    bound : float
        No plan with these openings costs less, the instance's constant left out.
    value : Floats, shape (U,)
        Value of leaving COA by each offer that gave it.
    sites : Ints
        Locations that are not closed.
    worth : Floats
        Cost of each of these, opened and filled at those values.
    chosen : Bools
        Which of these open in the bound.
    share : Floats
        How often each of these opened in the last steps: about its value in the relaxation.
    """

    bound: float
    value: Floats
    sites: Ints
    worth: Floats
    chosen: Bools
    share: Floats


class Ascent:
    """Moves the value of leaving COA by each offer until the bound hardly rises.

    Parameters
    ----------
    structure : Structure
        Of an instance that `suits`.
    takers : Takers
        How many households can take each offer.
    """

    def __init__(self, structure: Structure, takers: Takers) -> None:
        instance = structure.instance
        pricing = Pricing(structure, Prices.zero(instance, structure.epochs))
        offers, classes, sites = instance.offers, instance.classes, instance.sites
        self.persons: Floats = pricing.persons[offers.need]
        self.households: Floats = takers.households.astype(float)
        self.cost: Floats = np.full((len(offers.need), instance.n_sites), np.inf)
        """Cost of a household by each offer in each location, shape (U, L)."""
        self.gemeente: Ints = np.full(self.cost.shape, -1, dtype=np.int64)
        """Municipality through which it costs that; -1 where there is none."""
        for offer, need in enumerate(offers.need.tolist()):
            pairs = structure.pairs_through(offer)[0]
            link = pricing.link_charge[need, instance.reach.gemeente[pairs]]
            value = pricing.via[need, pairs, 0] + link
            np.minimum.at(self.cost[offer], instance.reach.site[pairs], value)
            cheapest = pairs[value <= self.cost[offer, instance.reach.site[pairs]]]
            self.gemeente[offer, instance.reach.site[cheapest]] = instance.reach.gemeente[cheapest]
        self.candidate: Bools = sites.candidate
        self.fixed: Floats = np.where(sites.candidate, sites.open_cost, 0.0)
        self.capacity: Floats = np.where(sites.usable[:, 1] | sites.candidate, sites.capacity, 0).astype(
            float
        )
        self.size: Floats = classes.size.astype(float)
        self.stay: Floats = classes.exit_cost[:, 1]
        self.entry_class: Ints = structure.entry_class
        self.entry_offer: Ints = classes.offer
        self.leaving: Floats = classes.exit_cost[self.entry_class, 0] + classes.entry_cost
        self._start = np.flatnonzero(np.diff(classes.start))
        self._first = classes.start[self._start]

    def first(self) -> Floats:
        """Return values to begin with: of the nearest location, with a person's share of its opening."""
        share = np.where(self.capacity > 0, self.fixed / np.maximum(self.capacity, 1.0), np.inf)
        least = (self.cost + self.persons[:, None] * share[None, :]).min(axis=1, initial=np.inf)
        return np.where(np.isfinite(least), least, 0.0)

    def dearest(self) -> Floats:
        """Return the values at which it is as dear to leave COA as to stay: more is never needed."""
        value = np.full(len(self.persons), -np.inf)
        np.maximum.at(value, self.entry_offer, self.stay[self.entry_class] - self.leaving)
        return np.where(np.isfinite(value), value, 0.0)

    def run(self, at: Openings, value: Floats, rounds: int, enough: float) -> Ascended:
        """Ascend from given values.

        Parameters
        ----------
        at : Openings
            The locations that are decided.
        value : Floats, shape (U,)
            Where to begin.
        rounds : int
            Steps at most.
        enough : float
            A bound at which to end, and a guess of what the best plan costs; the constant left out.
        """
        sites = np.array([s for s in range(len(self.fixed)) if s not in at.closed], dtype=np.int64)
        best: Ascended | None = None
        length, idle, share = 1.0, 0, np.zeros(len(sites))
        for _ in range(rounds):
            order, gain, asked = self._queues(sites, value)
            before = np.cumsum(asked, axis=0) - asked
            taken = np.clip(self.capacity[sites][None, :] - before, 0.0, asked)
            worth = self.fixed[sites] + (taken * np.where(taken > 0.0, gain, 0.0)).sum(axis=0)
            chosen = self.least_dear(at, sites, worth)
            share = chosen.astype(float) if best is None else share + RECENT * (chosen - share)
            least, leaves = self.least(value)
            bound = float(worth[chosen].sum() + (self.size * least).sum())
            if best is None or bound > best.bound:
                best, idle = Ascended(bound, value, sites, worth, chosen, share), 0
            else:
                idle += 1
            if best.bound >= enough or length < SHORTEST:
                break
            if idle >= IDLE:
                length, idle, value = length / SHORTER, 0, best.value
                continue
            flow = np.zeros_like(gain)
            np.put_along_axis(flow, order, taken / self.persons[order], 0)
            slope = leaves - flow[:, chosen].sum(axis=1)
            steepness = float(slope @ slope)
            if steepness < 1e-9:
                break
            aim = enough if np.isfinite(enough) else best.bound + 0.02 * abs(best.bound)
            value = value + length * max(aim - bound, 1e-4 * abs(bound)) / steepness * slope
        assert best is not None
        return replace(best, share=share)

    def is_free(self, site: int, at: Openings) -> bool:
        """Return whether a location may still open or not."""
        return bool(self.candidate[site]) and site not in at.opened and site not in at.closed

    def opened(self, found: Ascended) -> frozenset[int]:
        """Return the candidates that open in a bound."""
        return frozenset(found.sites[found.chosen & self.candidate[found.sites]].tolist())

    def turned(self, found: Ascended, at: Openings) -> Floats:
        """Return how much dearer a bound gets if each of its locations does the other than it does.

        Infinite for locations that are decided, and where no other can take the place of one that must open.
        """
        free = np.array([self.is_free(site, at) for site in found.sites.tolist()], dtype=bool)
        count = len(self.opened(found))
        chosen, other = free & found.chosen, free & ~found.chosen
        worst = found.worth[chosen].max(initial=-np.inf)
        best = found.worth[other].min(initial=np.inf)
        dearer = np.full(len(found.sites), np.inf)
        if count >= at.most:
            dearer[other] = found.worth[other] - worst
        else:
            dearer[other] = found.worth[other] - (max(0.0, worst) if count <= at.least else 0.0)
        dearer[chosen] = (best if count <= at.least else min(0.0, best)) - found.worth[chosen]
        return dearer

    def places(self, found: Ascended) -> Floats:
        """Return what one more place is worth in each location at the values of a bound, shape (L,)."""
        sites = found.sites[found.chosen]
        _, gain, asked = self._queues(sites, found.value)
        full = np.cumsum(asked, axis=0) > self.capacity[sites][None, :]
        first = np.take_along_axis(gain, full.argmax(axis=0)[None, :], 0)[0]
        worth = np.zeros(len(self.fixed))
        worth[sites] = np.where(full.any(axis=0), -first, 0.0)
        return worth

    def _queues(self, sites: Ints, value: Floats) -> tuple[Ints, Floats, Floats]:
        """Return the offers in the order in which they fill each location, cost per person, and persons.

        Only those who gain come in: of the others there are no persons. All of shape (U, number of sites).
        """
        gain = (self.cost[:, sites] - value[:, None]) / self.persons[:, None]
        order = np.argsort(gain, axis=0)
        gain = np.take_along_axis(gain, order, 0)
        return order, gain, np.where(gain < 0.0, (self.persons * self.households)[order], 0.0)

    def least_dear(self, at: Openings, sites: Ints, worth: Floats) -> Bools:
        """Return which locations open at least cost, as many as may and must."""
        candidate = self.candidate[sites]
        fixed = ~candidate | np.isin(sites, list(at.opened))
        chosen = fixed.copy()
        free = np.flatnonzero(~fixed)
        free = free[np.argsort(worth[free], kind="stable")]
        already = int((fixed & candidate).sum())
        wanted = int((worth[free] < 0.0).sum())
        count = max(0, min(max(wanted, at.least - already), at.most - already, len(free)))
        chosen[free[:count]] = True
        return chosen

    def least(self, value: Floats) -> tuple[Floats, Floats]:
        """Return what a household of each class costs, and how many leave by each offer."""
        by_entry = self.leaving + value[self.entry_offer]
        least = self.stay.copy()
        leaves = np.zeros(len(value))
        if len(self._first):
            cheapest = np.minimum.reduceat(by_entry, self._first)
            least[self._start] = np.minimum(least[self._start], cheapest)
            is_least = np.flatnonzero(by_entry <= least[self.entry_class])
            klasse, first = np.unique(self.entry_class[is_least], return_index=True)
            np.add.at(leaves, self.entry_offer[is_least[first]], self.size[klasse])
        return least, leaves


def suits(instance: Instance, fewest: int) -> bool:
    """Return whether all that is to decide is which of many locations open, and who goes to which.

    So there is one period, nobody lives in a location yet, no dwelling can be moved into, and nothing but
    places and the number of locations is shared.
    """
    sites, sharing, needs = instance.sites, instance.sharing, instance.needs
    homes = bool(needs.fits.any())
    shared = bool((sharing.quota > 0).any()) or bool(np.isfinite(sharing.maximum).any())
    links = bool((needs.link_half >= 0).any())
    counted = bool((sites.rooms >= 0).any()) or bool((sites.minimum > 0).any())
    decided = bool((sites.parent >= 0).any()) or bool((sites.locked >= 0).any())
    return (
        instance.n_periods == 1
        and int(sites.candidate.sum()) >= fewest
        and not (homes or shared or links or counted or decided)
        and not bool((instance.classes.site >= 0).any())
        and not np.isfinite(sharing.budget)
        and not instance.limits
    )
