"""Bounds on plans out of bundles, and which bundles a plan that matters can use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .ascent import Ascended, Ascent, Openings
from .bundle_master import BundleMaster, Relaxed
from .instance import Floats
from .lattice import Lattice
from .listed import Listed, Looked
from .packing import Packed, Packing, Values
from .standing import Standing
from .stop import Stop

TOWARDS = (0.4, 1.0)
"""How far from the best values towards those of the relaxation bundles are priced, one after the other."""

NEAR_END = (0.8, 1.0)
"""The same when bound and relaxation are near each other."""

PRICED = 40
"""Locations that give a bundle at a time, the least dear first."""

HAIR = 1e-7
"""Costs this close are the same."""


@dataclass(frozen=True)
class Bounded:
    """A bound with what it was found with.

    Attributes
    ----------
    found : Ascended
        The bound, and what each location is worth.
    values : Values
        What is paid.
    """

    found: Ascended
    values: Values

    @property
    def bound(self) -> float:
        """No plan with the openings costs less, the instance's constant left out."""
        return self.found.bound


class BundleBound:
    """Bounds plans with some openings.

    Parameters
    ----------
    ascent : Ascent
        Costs, persons and places.
    at : Openings
        The locations that are decided.
    standing : Standing
        The best plan, and how far it may be from the bound.
    constant : float
        The instance's constant, which no bound here has in it.
    stop : Stop
        When to end early.
    raised : callable
        Told every better bound on plans with these openings.

    Attributes
    ----------
    proven : float
        No plan with these openings costs less.
    """

    def __init__(
        self,
        ascent: Ascent,
        at: Openings,
        standing: Standing,
        constant: float,
        stop: Stop,
        raised: Callable[[float], None],
    ) -> None:
        self.ascent, self.at, self.standing = ascent, at, standing
        self.constant, self.stop, self._raised = constant, stop, raised
        self.proven = -np.inf

    @property
    def enough(self) -> float:
        """The bound from which on no plan matters."""
        return self.standing.enough - self.constant

    @property
    def is_proven(self) -> bool:
        """Whether no plan that matters is left."""
        return self.proven >= self.enough

    def keep(self, bound: float) -> None:
        """Keep a bound on plans with these openings, and look whether it is time to stop."""
        if bound > self.proven:
            self.proven = bound
            self._raised(bound)
        self.stop.check()

    @cached_property
    def _must(self) -> np.ndarray:
        """Return the locations that take a bundle in every plan."""
        must = ~self.ascent.candidate
        must[list(self.at.opened)] = True
        must[list(self.at.closed)] = False
        return np.flatnonzero(must)

    def of(self, filled: Packed | Looked, values: Values) -> Bounded:
        """Return the bound that the best bundles at some values give."""
        a, at, sites, worth = self.ascent, self.at, filled.sites, filled.worth
        chosen = a.least_dear(at, sites, worth)
        least, _ = a.least(values.leaving)
        bound = float(worth[chosen].sum() + a.size @ least - values.toll.sum())
        if not np.isin(self._must, sites).all() or int(a.candidate[sites].sum()) < at.least:
            # No bundle that matters is left for a location that must have one.
            bound = np.inf
        return Bounded(Ascended(bound, values.leaving, sites, worth, chosen, chosen.astype(float)), values)

    def converged(
        self, master: BundleMaster, source: Packing | Listed, values: Values, enough: float
    ) -> tuple[Bounded, Relaxed]:
        """Add bundles until the bound meets the relaxation, or is enough."""
        best = self.of(source.at(values), values)
        while True:
            relaxed = master.solve()
            lacks = relaxed.objective - best.bound
            fine = max(HAIR * abs(relaxed.objective), 0.1 * self.standing.target)
            if lacks <= fine or best.bound > enough:
                return best, relaxed
            for share in TOWARDS if lacks > 5.0 * fine else NEAR_END:
                tried = best.values.towards(relaxed.values, share)
                filled = source.at(tried)
                found = self.of(filled, tried)
                bundles = filled.fill(np.argsort(filled.worth, kind="stable")[:PRICED])
                cheap = master.reduced(relaxed, bundles) < -HAIR
                if found.bound > best.bound:
                    best = found
                if cheap.any() and master.add(bundles.take(cheap)):
                    break
            else:
                return best, relaxed

    def dearer(self, best: Bounded) -> Floats:
        """Return the bound on plans that open each location, with its best bundle left out; shape (L,)."""
        found = best.found
        dearer = np.where(found.chosen, 0.0, self.ascent.turned(found, self.at))
        least = np.full(len(self.ascent.fixed), np.inf)
        least[found.sites] = found.bound + dearer - found.worth
        return least

    def distance(self, best: Bounded, looked: Looked) -> Floats:
        """Return the bound on plans that use each bundle of a list."""
        return np.asarray(self.dearer(best)[looked.bundles.site] + looked.cost)

    def lattice(self, best: Bounded) -> Lattice:
        """Return the costs that plans can have which matter.

        Ways for a household that no such plan takes do not count: staying is often the only one whose cost
        is no multiple of the others' step.
        """
        a, room = self.ascent, self.enough - best.bound
        least, _ = a.least(best.values.leaving)
        stays = a.stay - least <= room
        enters = a.leaving + best.values.leaving[a.entry_offer] - least[a.entry_class] <= room
        klasse, cost = (
            np.r_[np.flatnonzero(stays), a.entry_class[enters]],
            np.r_[a.stay[stays], a.leaving[enters]],
        )
        order = np.argsort(klasse, kind="stable")
        klasse, cost = klasse[order], cost[order]
        first = np.searchsorted(klasse, np.arange(len(a.size)))
        if len(np.unique(klasse)) < len(a.size):
            return Lattice(0.0, 0.0)
        sites = best.found.sites
        serving = a.cost[:, sites]
        costs = np.r_[cost - cost[first][klasse], a.fixed[sites], serving[np.isfinite(serving)]]
        return Lattice.of(float(a.size @ cost[first]), costs, float(2.0 * a.size.sum() + len(sites)))

    def reach(self, best: Bounded) -> float:
        """Return the greatest cost of a plan that still matters."""
        return self.lattice(best).below(self.enough)

    def up(self, best: Bounded, bound: float) -> float:
        """Return a bound, up to the next cost that a plan can have which matters."""
        return min(self.lattice(best).up(bound), max(bound, self.enough))

    def after(self, best: Bounded, reach: float) -> float:
        """Return a bound on plans that cost more than `reach`."""
        return self.lattice(best).above(reach)
