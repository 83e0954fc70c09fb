"""The placement problem as pure index sets and arrays.

An instance knows nothing of files, dates or law: whoever builds it has turned every rule about one
household into what its trajects may be and cost. What is left are the rules about sharing, which become
the rows of the master problem.

Index letters used throughout the package: ``g`` municipality, ``h`` half-year, ``t`` period (``T`` of
them; index ``T`` itself stands for "still so at the horizon"), ``p`` dwelling pool, ``l`` location,
``r`` reach pair (location, municipality), ``q`` need, ``u`` offer (a need with a set of municipalities),
``k`` class of households, ``e`` entry (one offer open to one class).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .costs import Costs, Limit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Needs:
    """What a household asks of a dwelling or a location.

    Attributes
    ----------
    personen, kamers : Ints, shape (Q,)
        Persons, and bedrooms used in a location.
    link_half : Ints, shape (Q,)
        Half-year in which a new link falls; -1 where the household is linked already.
    fits : Bools, shape (Q, P, T)
        Whether a dwelling of pool p may be moved into at the end of period t.
    direct : Bools, shape (Q,)
        Whether it may go from COA straight into a dwelling.
    enters : Bools, shape (Q, R)
        Whether it may enter the location of reach pair r.
    lingers : Bools, shape (Q,)
        Whether it may still be at the horizon in a location it entered.
    """

    personen: Ints
    kamers: Ints
    link_half: Ints
    fits: Bools
    direct: Bools
    enters: Bools
    lingers: Bools


@dataclass(frozen=True)
class Pools:
    """Dwellings that no rule tells apart, by municipality.

    Attributes
    ----------
    names : tuple of str
        Readable names, unique.
    gemeente : Ints, shape (P,)
        Municipality of each pool, ascending.
    in_persons : Bools, shape (P,)
        Whether the supply counts persons (a forecast) instead of dwellings.
    counts : Bools, shape (P,)
        Whether moving in realises the taakstelling.
    preference_cost : Floats, shape (P,)
        Cost per person of the form of housing.
    supply : Ints, shape (P, T)
        Dwellings (or persons) coming free, usable from the end of period t.
    last : Ints, shape (P,)
        Last period at whose end someone may still move in.
    """

    names: tuple[str, ...]
    gemeente: Ints
    in_persons: Bools
    counts: Bools
    preference_cost: Floats
    supply: Ints
    last: Ints


@dataclass(frozen=True)
class Sites:
    """The doorstroomlocaties.

    Attributes
    ----------
    names : tuple of str
        Identifiers, unique.
    candidate : Bools, shape (L,)
        Whether opening is a decision; the others are open as their dates say.
    open_cost : Floats, shape (L,)
        Cost of opening a candidate.
    transition_cost : Floats, shape (L,)
        The part of `open_cost` that counts towards the budget, in euro.
    parent : Ints, shape (L,)
        Candidate that must be open for this extension; -1 for none.
    capacity : Ints, shape (L,)
        Persons.
    rooms : Ints, shape (L,)
        Bedrooms; -1 where they are not counted.
    minimum : Ints, shape (L,)
        Least occupancy in persons while open.
    usable : Bools, shape (L, T + 1)
        Whether nights can be spent there during period t; T is the night after the horizon.
    last_exit : Ints, shape (L, T)
        Latest period at whose end someone who entered at the end of t may leave; T when still allowed at
        the horizon, t itself when entering is not allowed.
    stay_cost : Floats, shape (L, T + 1)
        Cost per person of being there during period t; T carries the end value.
    locked : Ints, shape (L,)
        Whether someone decided that a candidate opens (1) or stays closed (0); -1 where nobody did.
    """

    names: tuple[str, ...]
    candidate: Bools
    open_cost: Floats
    transition_cost: Floats
    parent: Ints
    capacity: Ints
    rooms: Ints
    minimum: Ints
    usable: Bools
    last_exit: Ints
    stay_cost: Floats
    locked: Ints


@dataclass(frozen=True)
class Reach:
    """Which location may serve which municipality.

    Attributes
    ----------
    site, gemeente : Ints, shape (R,)
        The pair; pairs are sorted by municipality, then location.
    cost : Floats, shape (R,)
        Cost per person of using the pair.
    """

    site: Ints
    gemeente: Ints
    cost: Floats


@dataclass(frozen=True)
class Offers:
    """A need together with a set of municipalities that serve it at one cost.

    Attributes
    ----------
    need : Ints, shape (U,)
        Need of each offer. It may ask more of dwellings and locations than the class's own need does, but
        has the same persons, bedrooms and half-year.
    site : Ints, shape (U,)
        Location where the household already lives; -1 for households in COA.
    start : Ints, shape (U + 1,)
        Offsets into `member`.
    member : Ints
        Municipalities, ascending within an offer; never empty for an offer.
    """

    need: Ints
    site: Ints
    start: Ints
    member: Ints

    def of(self, offer: int) -> Ints:
        """Return the municipalities of an offer."""
        return self.member[self.start[offer] : self.start[offer + 1]]

    def membership(self, n_gemeenten: int) -> Bools:
        """Return which municipality is in which offer, shape (U, G)."""
        table = np.zeros((len(self.need), n_gemeenten), dtype=bool)
        table[np.repeat(np.arange(len(self.need)), np.diff(self.start)), self.member] = True
        return table


@dataclass(frozen=True)
class Classes:
    """Households that the model cannot tell apart.

    Attributes
    ----------
    size : Ints, shape (K,)
        Households in the class.
    need : Ints, shape (K,)
        Their need.
    site : Ints, shape (K,)
        Location where they already live; -1 in COA.
    exit_cost : Floats, shape (K, T + 1)
        Cost of leaving COA (for residents: the location) at the end of period t, infinite where that is
        not allowed; T is the cost of staying to the horizon, finite.
    constant : Floats, shape (K,)
        Cost of the whole class on top of its trajects: no choice changes it.
    start : Ints, shape (K + 1,)
        Offsets of each class into the entries.
    offer : Ints, shape (E,)
        Offer of each entry.
    entry_cost : Floats, shape (E,)
        Cost per household of taking the offer. A municipality may be in several offers of a class, as
        where what was planned before is cheaper: a traject costs the cheapest offer that admits it.
        For people already in a location the first offer is the cheapest, and staying takes that one.
    """

    size: Ints
    need: Ints
    site: Ints
    exit_cost: Floats
    constant: Floats
    start: Ints
    offer: Ints
    entry_cost: Floats


@dataclass(frozen=True)
class Sharing:
    """Right-hand sides and penalties of the rows in which households meet.

    Attributes
    ----------
    quota : Ints, shape (G, H)
        Persons still to be realised by trajects up to the end of each half-year; may be negative.
    tekort_cost : float
        Cost per person short at each half-year end.
    inequality_base : Floats, shape (G, H)
        Persons by which a shortage is divided for the inequality goal; zero where it does not count.
    inequality_cost : float
        Cost of the largest relative shortage; zero switches the goal off, unless `inequality_asked`.
    link_room : Ints, shape (G, H)
        Persons that may be newly linked, cumulative; zero or more.
    link_penalty : float
        Penalty per person linked beyond the room.
    maximum : Floats, shape (G, 2)
        Persons that may leave COA for a municipality, and how many of them newly linked; infinite where
        nobody set a limit.
    maximum_penalty : float
        Penalty per person beyond such a limit.
    capacity_penalty : Floats, shape (T + 1,)
        Penalty per person above capacity by period, possible only up to the present residents.
    minimum_penalty : Floats, shape (T + 1,)
        Penalty per person short of a least occupancy, by period.
    budget, budget_penalty : float
        Euro for opening (infinite: no limit), and penalty per euro above.
    max_open, max_open_penalty : float
        Number of candidates that may open (infinite: no limit), and penalty per location above.
    locked_penalty : float
        Penalty per location that opens or stays closed against what someone decided.
    inequality_asked : bool
        Whether the largest relative shortage is a goal of its own, at whatever cost it has here.
    """

    quota: Ints
    tekort_cost: float
    inequality_base: Floats
    inequality_cost: float
    link_room: Ints
    link_penalty: float
    maximum: Floats
    maximum_penalty: float
    capacity_penalty: Floats
    minimum_penalty: Floats
    budget: float = np.inf
    budget_penalty: float = 0.0
    max_open: float = np.inf
    max_open_penalty: float = 0.0
    locked_penalty: float = 0.0
    inequality_asked: bool = False

    @property
    def unequal(self) -> Bools:
        """Where the largest relative shortage has a row, shape (G, H)."""
        asked = self.inequality_asked or self.inequality_cost > 0
        return np.asarray((self.quota > 0) & (self.inequality_base > 0) & asked)


@dataclass(frozen=True)
class Instance:
    """One placement problem.

    Attributes
    ----------
    gemeenten : tuple of str
        Municipality codes.
    halfjaren : tuple of str
        Half-years that end within the horizon.
    half : Ints, shape (T,)
        Half-year to which a move at the end of t counts; H when that half-year ends after the horizon.
    site_counts : bool
        Whether entering a location realises the taakstelling.
    limits : tuple of Limit
        Earlier goals on which a plan may not do worse.
    """

    gemeenten: tuple[str, ...]
    halfjaren: tuple[str, ...]
    half: Ints
    site_counts: bool
    needs: Needs
    pools: Pools
    sites: Sites
    reach: Reach
    offers: Offers
    classes: Classes
    sharing: Sharing
    limits: tuple[Limit, ...] = ()

    @property
    def costs(self) -> Costs:
        """What the choices cost."""
        return Costs.of(self)

    def under(self, costs: Costs) -> Instance:
        """Return the same problem with other costs."""
        return costs.put(self)

    def at(self, goals: Floats) -> Instance:
        """Return the problem with earlier goals priced into the costs, in place of their rows.

        Parameters
        ----------
        goals : Floats, shape (number of limits,)
            Prices of their rows, zero or less.
        """
        if not goals.any():
            return self
        costs = self.costs
        for limit, price in zip(self.limits, goals.tolist(), strict=True):
            costs = costs.plus(limit.costs, -price / limit.scale)
        return self.under(costs)

    @property
    def n_periods(self) -> int:
        """Number of periods T."""
        return len(self.half)

    @property
    def n_classes(self) -> int:
        """Number of classes K."""
        return len(self.classes.size)

    @property
    def n_sites(self) -> int:
        """Number of locations L."""
        return len(self.sites.names)

    def open_to(self, klasse: int) -> Bools:
        """Return to which municipalities the households of a class may be linked, shape (G,)."""
        found = np.zeros(len(self.gemeenten), dtype=bool)
        first, last = self.classes.start[klasse : klasse + 2]
        for offer in self.classes.offer[first:last].tolist():
            found[self.offers.of(offer)] = True
        return found

    @property
    def constant(self) -> float:
        """Cost that no choice changes."""
        return float(self.classes.constant.sum())

    def persons_in_coa(self) -> int:
        """Return the persons who may leave COA in the plan."""
        persons = self.needs.personen[self.classes.need] * self.classes.size
        return int(persons[self.classes.site < 0].sum())

    def residents(self) -> Ints:
        """Return the persons present at the start per location, shape (L,)."""
        at_site = self.classes.site >= 0
        persons = self.needs.personen[self.classes.need] * self.classes.size
        return np.bincount(
            self.classes.site[at_site], weights=persons[at_site], minlength=self.n_sites
        ).astype(np.int64)

    def resident_rooms(self) -> Ints:
        """Return the bedrooms in use at the start per location, shape (L,)."""
        at_site = self.classes.site >= 0
        rooms = self.needs.kamers[self.classes.need] * self.classes.size
        return np.bincount(self.classes.site[at_site], weights=rooms[at_site], minlength=self.n_sites).astype(
            np.int64
        )

    def excess_persons(self) -> Ints:
        """Return by how many persons the residents alone may exceed the places, shape (L, T + 1)."""
        return self._excess(self.residents(), self.sites.capacity)

    def excess_rooms(self) -> Ints:
        """Return by how many bedrooms the residents alone may exceed those there are, shape (L, T + 1)."""
        return self._excess(self.resident_rooms(), np.maximum(self.sites.rooms, 0))

    def _excess(self, present: Ints, places: Ints) -> Ints:
        room = np.where(self.sites.usable & ~self.sites.candidate[:, None], places[:, None], 0)
        return np.maximum(present[:, None] - room, 0)
