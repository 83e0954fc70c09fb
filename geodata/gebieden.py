"""From what a planner calls an area to the municipalities in it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

import pandas as pd

from .gemeenten import gemeenten

NEDERLAND = "nederland"

# A name that stands for several areas means the first kind that has it; a prefix such as
# "gemeente utrecht" or a code chooses another kind.
_KINDS = (
    ("provincie", "provinciecode", "provincie"),
    ("veiligheidsregio", "veiligheidsregiocode", "veiligheidsregio"),
    ("gemeente", "gemeentecode", "gemeente"),
    ("arbeidsmarktregio", "arbeidsmarktregiocode", "arbeidsmarktregio"),
    ("corop", "coropcode", "corop"),
)
_ALIASES = {"friesland": "Fryslân", "denhaag": "'s-Gravenhage", "denbosch": "'s-Hertogenbosch"}
_SUFFIX = re.compile(r"\s*\([^)]*\)$")


class OnbekendGebiedError(KeyError):
    """One or more areas are not known.

    Attributes
    ----------
    onbekend : dict of str to tuple of str
        Per unknown name, in the order given, the closest known names (possibly none).
    """

    def __init__(self, onbekend: dict[str, tuple[str, ...]]) -> None:
        self.onbekend = onbekend
        super().__init__(*onbekend)

    def __str__(self) -> str:
        lines = []
        for name, suggestions in self.onbekend.items():
            choice = " of ".join(f'"{suggestion}"' for suggestion in suggestions)
            lines.append(f'onbekend gebied "{name}"' + (f"; bedoelde u {choice}?" if choice else ""))
        return "\n".join(lines)


def gebied_codes(namen: str | Iterable[str], tabel: pd.DataFrame | None = None) -> tuple[str, ...]:
    """Return the codes of the municipalities in one or more areas.

    Parameters
    ----------
    namen : str or iterable of str
        Names or codes of provinces (``"drenthe"``, ``"PV22"``), safety regions,
        municipalities, labour-market regions or COROP regions, or ``"nederland"``.
        Case, accents and punctuation do not matter. Where a name stands for areas of
        several kinds it is read in the order just given; a prefix
        (``"gemeente Utrecht"``) or a code says otherwise.
    tabel : pandas.DataFrame, optional
        Municipalities with the columns of `gemeenten`; by default those.

    Returns
    -------
    tuple of str
        Sorted, each code once.

    Raises
    ------
    OnbekendGebiedError
        If any name is unknown, or stands for several municipalities; all at once.
    """
    areas, names = _bundled_areas() if tabel is None else _areas(tabel)
    found: set[str] = set()
    unknown: dict[str, tuple[str, ...]] = {}
    for name in [namen] if isinstance(namen, str) else list(namen):
        codes = areas.get(_plain(name))
        if codes is None:
            unknown[name] = _closest(name, names)
        else:
            found.update(codes)
    if unknown:
        raise OnbekendGebiedError(unknown)
    return tuple(sorted(found))


@cache
def _bundled_areas() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    return _areas(gemeenten())


def _areas(table: pd.DataFrame) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the codes by plain name, and the plain names with the name to show."""
    areas: dict[str, tuple[str, ...]] = {NEDERLAND: tuple(table["gemeentecode"])}
    shown = {NEDERLAND: NEDERLAND}
    for kind, label, codes in _labelled(table):
        if areas.setdefault(_plain(label), codes) == codes:
            shown.setdefault(_plain(label), label)
        areas.setdefault(_plain(f"{kind} {label}"), codes)
    for alias, name in _ALIASES.items():
        if _plain(name) in areas:
            areas[alias] = areas[_plain(name)]
    return areas, shown


def _labelled(table: pd.DataFrame) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (kind, code or name, municipalities), the kinds that go first in front."""
    for kind, code_column, name_column in _KINDS:
        for column in (code_column, name_column):
            if column in table:
                for label, group in codes_per(table[column], table["gemeentecode"]).items():
                    yield kind, label, group
    if "gemeente" in table:
        # "Hengelo" for "Hengelo (O.)", as long as no other municipality shares the bare name.
        bare = table["gemeente"].str.replace(_SUFFIX, "", regex=True)
        for label, group in codes_per(bare, table["gemeentecode"]).items():
            if len(group) == 1:
                yield "gemeente", label, group


def codes_per(labels: pd.Series[str], codes: pd.Series[str]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each label in their order, by label; codes without one are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, code in zip(labels.fillna("").tolist(), codes.tolist(), strict=True):
        if label:
            found[label].append(code)
    return {label: tuple(found[label]) for label in sorted(found)}


def _closest(name: str, names: dict[str, str]) -> tuple[str, ...]:
    plain = _plain(name)
    close = [key for key in names if plain and key.startswith(plain)][:3]
    close += [key for key in get_close_matches(plain, names, n=3, cutoff=0.7) if key not in close]
    return tuple(names[key] for key in close[:3])


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed.casefold() if char.isalnum())
