"""From figures to at most five classes with round limits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.taal import _, format_number

from .gegevens import Kaartkolom

MOST = 5
"""Classes on a map at most."""

GEEN = "0"
"""Sign of a municipality without a figure."""

_OPLOPEND = "12345"
_TWEEZIJDIG = "abcde"
_ENOUGH_ZEROS = 0.1

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Klasse:
    """One class of a column: its sign (`1` to `5`, `a` to `e`, or `0` for none), text and size."""

    teken: str
    tekst: str
    aantal: int


@dataclass(frozen=True)
class Indeling:
    """The classes of a column, and for every municipality the sign of its class and its figure.

    The figure is written in full (``waarden``) and without its unit, for a label (``kort``).
    """

    klassen: tuple[Klasse, ...]
    tekens: tuple[str, ...]
    waarden: tuple[str, ...]
    kort: tuple[str, ...]


def indeling(kolom: Kaartkolom, codes: list[str]) -> Indeling:
    """Divide the municipalities `codes` into classes of `kolom`.

    Limits are round and follow the quantiles, so that classes hold about as many municipalities each.
    A column with few different figures gets a class for each; zero is a class of its own where it is
    common. On a two-sided scale zero is the middle class, with two classes on either side.
    """
    values = pd.to_numeric(kolom.waarden.reindex(codes), errors="coerce").to_numpy(dtype=np.float64)
    known = np.isfinite(values)
    found = values[known]
    decimals = 0 if np.array_equal(found, np.round(found)) else 1
    rounded = np.round(found, decimals) + 0.0
    signs_known, texts = _divided(kolom, rounded, decimals) if len(found) else (np.array([], dtype=str), {})
    signs = np.full(len(codes), GEEN)
    signs[known] = signs_known
    classes = [
        Klasse(sign, text, int((signs == sign).sum()))
        for sign, text in texts.items()
        if (signs == sign).any()
    ]
    if not known.all():
        classes.append(Klasse(GEEN, _("geen cijfer"), int((~known).sum())))
    words = [met_eenheid(value, decimals, kolom.eenheid) for value in values]
    short = [format_number(value + 0.0, decimals) if math.isfinite(value) else "" for value in values]
    return Indeling(tuple(classes), tuple(map(str, signs)), tuple(words), tuple(short))


def met_eenheid(value: float, decimals: int, eenheid: str) -> str:
    """Write a figure with its unit; in words where there is none."""
    if not math.isfinite(value):
        return _("geen cijfer")
    number = format_number(round(value, decimals) + 0.0, decimals)
    if eenheid == "euro":
        return f"€ {number}"
    if eenheid == _("personen") and abs(value) == 1:
        return number + " " + _("persoon")
    return f"{number}%" if eenheid == "%" else f"{number} {eenheid}".rstrip()


def _divided(kolom: Kaartkolom, values: Floats, decimals: int) -> tuple[NDArray[Any], dict[str, str]]:
    if kolom.schaal == "oplopend":
        return _rising(values, decimals)
    # The last two signs are the warm tones.
    return _two_sided(values, decimals, _TWEEZIJDIG[::-1] if kolom.onder_nul_ongunstig else _TWEEZIJDIG)


def _rising(values: Floats, decimals: int) -> tuple[NDArray[Any], dict[str, str]]:
    limits = _limits(values)
    index = np.searchsorted(limits, values, side="left")
    present = sorted(set(index.tolist()))
    # With fewer than five classes the palest and the darkest stay in use.
    steps = np.round(np.linspace(0, MOST - 1, len(present))).astype(int) if len(present) > 1 else [0]
    sign = {place: _OPLOPEND[step] for place, step in zip(present, steps, strict=True)}
    texts = {}
    for place in present:
        texts[sign[place]] = _extent(values[index == place], decimals)
    return np.array([sign[place] for place in index.tolist()]), texts


def _limits(values: Floats) -> Floats:
    """Return the upper limits of all classes but the last."""
    different = np.unique(values)
    if len(different) <= MOST:
        return different[:-1]
    if different[0] == 0 and (values == 0).mean() >= _ENOUGH_ZEROS:
        return np.concatenate([[0.0], _quantiles(values[values > 0], MOST - 1)])
    return _quantiles(values, MOST)


def _quantiles(values: Floats, count: int) -> Floats:
    cuts = [float(np.quantile(values, place / count)) for place in range(1, count)]
    return np.unique([_round_number(cut) for cut in cuts])


def _round_number(value: float) -> float:
    """Return `value` to two significant digits."""
    if value == 0:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))


def _two_sided(values: Floats, decimals: int, tones: str) -> tuple[NDArray[Any], dict[str, str]]:
    sizes = np.abs(values[values != 0])
    middle = _round_number(float(np.median(sizes))) if len(sizes) else 0.0
    signs = np.select(
        [values < -middle, values < 0, values == 0, values <= middle], list(tones[:4]), tones[4]
    )
    return signs, {sign: _extent(values[signs == sign], decimals) for sign in tones}


def _extent(values: Floats, decimals: int) -> str:
    """Write from where to where values go; nothing where there are none."""
    if not len(values):
        return ""
    low, high = (format_number(float(edge), decimals) for edge in (values.min(), values.max()))
    if low == high:
        return low
    if "-" in low + high:
        return _("{laag} tot en met {hoog}").format(laag=low, hoog=high)
    return f"{low}\u2013{high}"
