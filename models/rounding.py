"""Rows that know that households are whole: their persons seldom add up to just what is asked.

Where a taakstelling asks two persons, the relaxation moves a third of a household of six. A whole household
counts for two persons there at most. Likewise, where there is room to link two, one household of six is four
too many, and a third of it is not none. Any sum of whole numbers can be rounded so (mixed-integer rounding:
Nemhauser and Wolsey, "A recursive procedure to generate all cuts for 0-1 mixed integer programs", 1990).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from .instance import Floats, Instance, Ints
from .spans import spans
from .trajects import Trajects

LACKING = 0.05
"""Persons that a rounded row must lack to be worth adding."""


class Rule(IntEnum):
    """Which sum of persons is rounded."""

    TAAKSTELLING = 0
    KOPPELRUIMTE = 1

    @property
    def sign(self) -> int:
        """1 where persons are asked, -1 where they take room."""
        return 1 if self is Rule.TAAKSTELLING else -1


class Rounding(NamedTuple):
    """A row: the persons realised or linked up to the end of a half-year, in rounded numbers.

    The rule itself says that the persons and its own column (how many are short, or too many) are at least
    `asked`. Households being whole, so are their rounded persons and that column at least `side`.

    Attributes
    ----------
    rule : Rule
        Whose sum is rounded.
    gemeente, half : int
        Of which municipality g, up to the end of which half-year h.
    asked : int
        Persons that must be realised; minus the persons for whom there is room.
    divisor : int
        Two or more; it does not divide `asked`.
    """

    rule: Rule
    gemeente: int
    half: int
    asked: int
    divisor: int

    @property
    def side(self) -> float:
        """What the rounded persons and the rule's own column are at least."""
        return float(side(np.array(self.asked), np.array(self.divisor)))

    def rounded(self, persons: Ints) -> Ints:
        """Return what households of so many persons count for."""
        return rounded(self.rule.sign * persons, np.array(self.asked), np.array(self.divisor))


def rounded(persons: Ints, asked: Ints, divisor: Ints) -> Ints:
    """Return the coefficients of households of so many persons, less than zero where they take room.

    With rest the remainder of what is asked: every full divisor counts for the rest, and what is left of the
    household for itself, at most for the rest. All three are broadcast.
    """
    rest = asked % divisor
    return np.asarray(rest * (persons // divisor) + np.minimum(rest, persons % divisor))


def side(asked: Ints, divisor: Ints) -> Ints:
    """Return what rounded persons and the rule's own column are at least; both are broadcast."""
    return np.asarray(asked % divisor * -(-asked // divisor))


def entries(
    rows: Mapping[Rounding, int], instance: Instance, trajects: Trajects
) -> tuple[Ints, Ints, Floats]:
    """Return the rows, the places in the list, and the coefficients of trajects in numbered rows."""
    parts = [_entries(rows, rule, instance, trajects) for rule in Rule]
    return tuple(np.concatenate([part[i] for part in parts]) for i in range(3))  # type: ignore[return-value]


def _entries(
    rows: Mapping[Rounding, int], rule: Rule, instance: Instance, trajects: Trajects
) -> tuple[Ints, Ints, Floats]:
    own = sorted(rounding for rounding in rows if rounding.rule is rule)
    row = np.array([rows[rounding] for rounding in own], dtype=np.int64)
    _, gemeente, half, asked, divisor = np.array(own, dtype=np.int64).reshape(-1, 5).T
    count = len(instance.halfjaren) + 1
    since = half_of(rule, instance, trajects)
    counted = np.flatnonzero(since < count - 1)
    first = trajects.gemeente[counted] * count + since[counted]
    keys = gemeente * count + half
    start = np.searchsorted(keys, first)
    who, place = spans(start, np.searchsorted(keys, (trajects.gemeente[counted] + 1) * count))
    persons = instance.needs.personen[instance.classes.need[trajects.klasse[counted]]]
    value = rounded(rule.sign * persons[who], asked[place], divisor[place])
    return row[place], counted[who], value.astype(float)


def half_of(rule: Rule, instance: Instance, trajects: Trajects) -> Ints:
    """Return the half-year from whose end on each traject counts for a rule; H where it never does."""
    never = len(instance.halfjaren)
    if rule is Rule.TAAKSTELLING:
        return trajects.realises(instance)
    half = instance.needs.link_half[instance.classes.need[trajects.klasse]]
    new = (trajects.gemeente >= 0) & (trajects.leave >= 0) & (half >= 0)
    return np.where(new, half, never).astype(np.int64)


def by_size(per_person: Floats, sizes: Ints, rule: Rule, prices: Mapping[Rounding, float]) -> Floats:
    """Return what a household of each size is paid in all rows of a rule, rounded ones included.

    Parameters
    ----------
    per_person : Floats, shape (G, H)
        Prices of the rule's own rows.
    sizes : Ints, shape (S,)
        Persons.
    rule : Rule
        The rule.
    prices : mapping of Rounding to float
        Prices of rounded rows, of any rule.

    Returns
    -------
    Floats, shape (S, G, H)
    """
    paid = sizes[:, None, None] * per_person[None, :, :]
    for rounding, price in prices.items():
        if rounding.rule is rule and price != 0.0:
            paid[:, rounding.gemeente, rounding.half] += price * rounding.rounded(sizes)
    return np.asarray(paid)


def lacking(
    instance: Instance,
    trajects: Trajects,
    households: Floats,
    own: Mapping[Rule, Floats],
    sizes: tuple[Ints, Ints],
) -> list[Rounding]:
    """Return the rounded row that lacks most, for every municipality and half-year where one lacks anything.

    Parameters
    ----------
    instance : Instance
        The problem.
    trajects : Trajects
        Those in a relaxation.
    households : Floats, shape (N,)
        How many are on each, parts of households included.
    own : mapping of Rule to Floats, shape (G, H)
        Persons short, and persons linked beyond the room; infinite where the rule has no row.
    sizes : tuple of Ints, shapes (S,) and (Q,)
        Persons of each size, and the size of each need.
    """
    persons, size_of = sizes
    size = size_of[instance.classes.need[trajects.klasse]]
    shape = (len(instance.gemeenten), len(instance.halfjaren), len(persons))
    found = []
    asked_by = {
        Rule.TAAKSTELLING: instance.sharing.quota,
        Rule.KOPPELRUIMTE: -instance.sharing.link_room,
    }
    divisors = np.arange(2, 2 * int(persons.max(initial=1)) + 1)
    for rule in Rule:
        since = half_of(rule, instance, trajects)
        counted = np.flatnonzero(since < shape[1])
        flow = np.zeros(shape)
        np.add.at(flow, (trajects.gemeente[counted], since[counted], size[counted]), households[counted])
        gemeente, half = np.nonzero(np.isfinite(own[rule]))
        asked = asked_by[rule][gemeente, half]
        value = rounded(rule.sign * persons, asked[:, None, None], divisors[:, None])
        reached = (value * np.cumsum(flow, axis=1)[gemeente, half][:, None, :]).sum(axis=2)
        lack = side(asked[:, None], divisors) - reached - own[rule][gemeente, half][:, None]
        most = np.argmax(lack, axis=1)
        for row in np.flatnonzero(lack.max(axis=1, initial=0.0) > LACKING).tolist():
            place = int(gemeente[row]), int(half[row])
            found.append(Rounding(rule, *place, int(asked[row]), int(divisors[most[row]])))
    return found
