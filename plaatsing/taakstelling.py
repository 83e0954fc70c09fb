"""The taakstelling of a municipality: its share, by population, of the national number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any, cast

import pandas as pd


def taakstelling(
    vg: int,
    inwoners: pd.Series[Any] | Mapping[Any, int] | Sequence[int],
    afronding: str = "rekenkundig",
    inwoners_nederland: int | None = None,
) -> pd.Series[int]:
    """Return the number of permit holders that each municipality has to house in a half-year.

    The share is ``vg x inwoners / inwoners_nederland`` (Huisvestingswet 2014, article 29), in exact
    integer arithmetic.

    Parameters
    ----------
    vg : int
        National number of permit holders to house in the half-year.
    inwoners : Series of int
        Population per municipality, on 1 January of the year before; any index.
    afronding : {"rekenkundig", "boven"}
        Rounding to nearest with halves up, as published figures do, or up, as the statute says.
    inwoners_nederland : int, optional
        National population on the same date; default the sum of `inwoners`.

    Returns
    -------
    Series of int64
        Persons, on the index of `inwoners`, named ``taakstelling``.

    Raises
    ------
    ValueError
        If a number is negative, not whole or missing, if the population sums to zero, or if
        `afronding` is unknown.

    Examples
    --------
    >>> taakstelling(17_700, {"Horst aan de Maas": 43_917}, inwoners_nederland=17_942_942)
    Horst aan de Maas    43
    Name: taakstelling, dtype: int64
    """
    if afronding not in ("rekenkundig", "boven"):
        raise ValueError(f'afronding "{afronding}" is onbekend; verwacht "rekenkundig" of "boven"')
    national = _whole(vg, "vg")
    population = pd.Series(inwoners, dtype=object)
    counts = [_whole(value, f"inwoners van {label}") for label, value in population.items()]
    total = sum(counts) if inwoners_nederland is None else _whole(inwoners_nederland, "inwoners_nederland")
    if total == 0:
        raise ValueError("het totaal van inwoners is nul; verwacht een som groter dan nul")
    if afronding == "boven":
        shares = [-(-national * count // total) for count in counts]
    else:
        shares = [(2 * national * count + total) // (2 * total) for count in counts]
    return pd.Series(shares, index=population.index, dtype="int64", name="taakstelling")


def _whole(value: object, name: str) -> int:
    """Return `value` as an int; refuse what is not a whole number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{name}: gevonden {value!r}, verwacht een geheel getal")
    number = int(cast(int, value))
    if number < 0:
        raise ValueError(f"{name}: gevonden {number}, verwacht nul of meer")
    return number
