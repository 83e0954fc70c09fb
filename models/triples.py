"""Three households leave by three offers: at most one location takes two of them or more.

Each of the three goes to one place, so half of what all bundles take of them is one and a half; a bundle
takes a whole number. The relaxation over bundles breaks this where bundles overlap (subset-row
inequalities: Jepsen, Petersen, Spoorendonk and Pisinger, 2008).
"""

from __future__ import annotations

import numpy as np

from .bundles import Counts
from .instance import Floats, Ints

Triple = tuple[int, int, int]
"""Three offers, ascending, each for one household."""

BROKEN = 0.02
"""By how much a rule must be broken to be worth adding."""


def taken_double(count: Counts, triples: list[Triple]) -> Floats:
    """Return whether bundles take two or more of each triple, shape (N, number of triples)."""
    doubled = np.zeros((len(triples), len(count)))
    taken = np.ascontiguousarray(count.T > 0)
    for row, (first, second, third) in enumerate(triples):
        one, two = taken[first], taken[second]
        doubled[row] = (one & two) | (taken[third] & (one | two))
    return doubled.T


def broken(count: Counts, share: Floats, single: Ints) -> list[Triple]:
    """Return the triples whose rule is broken, worst first.

    Parameters
    ----------
    count : Counts, shape (N, U)
        Bundles.
    share : Floats, shape (N,)
        How much of each is used.
    single : Ints
        Offers for one household.
    """
    used = share > 1e-7
    holds = (count[used][:, single] > 0).astype(float)
    weighed = holds * share[used, None]
    pairs = weighed.T @ holds
    found: list[tuple[float, Triple]] = []
    for first in range(len(single) - 2):
        rest = np.flatnonzero(pairs[first] > 1e-6)
        rest = rest[rest > first]
        later = np.arange(first + 1, len(single))
        # In two or three of them: the sum over its pairs counts what holds all three twice too often.
        three = (weighed * holds[:, [first]])[:, rest].T @ holds[:, later]
        doubled = pairs[first, rest][:, None] + pairs[first, later][None, :] + pairs[np.ix_(rest, later)]
        doubled = doubled - 2.0 * three
        for row, column in zip(*np.nonzero(doubled > 1.0 + BROKEN), strict=True):
            second, third = int(rest[row]), int(later[column])
            if second != third:
                triple = (first, *sorted((second, third)))
                found.append((-round(float(doubled[row, column]), 9), triple))  # type: ignore[arg-type]
    return [tuple(int(single[place]) for place in triple) for _, triple in sorted(set(found))]  # type: ignore[misc]
