"""Ranges of numbers, written out one after the other."""

from __future__ import annotations

import numpy as np

from .instance import Ints


def spans(first: Ints, beyond: Ints) -> tuple[Ints, Ints]:
    """Expand ranges ``first[i] .. beyond[i] - 1``: the item of each element, and the element."""
    lengths = np.maximum(beyond - first, 0)
    item = np.repeat(np.arange(len(first)), lengths)
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return item, first[item] + within
