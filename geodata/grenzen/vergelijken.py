"""Boundaries against the municipalities that are wanted: what merged, was renamed, or is not there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from ..herindelingen import OPGEGAAN, VERDEELD, herindelingen
from .fouten import opsomming
from .vlakken import united

_SUFFIX = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True)
class Verschillen:
    """How a file of boundaries differs from the municipalities wanted, each as readable names.

    Attributes
    ----------
    ontbreekt : tuple of str
        Wanted, but without boundary.
    samengevoegd : tuple of str
        Merged since the file was made; their boundaries are joined.
    verdeeld : tuple of str
        Divided over several municipalities since; their land belongs to none.
    hernoemd : tuple of str
        The same code under another name.
    onbekend : tuple of str
        Codes in the file that no table explains.
    """

    ontbreekt: tuple[str, ...] = ()
    samengevoegd: tuple[str, ...] = ()
    verdeeld: tuple[str, ...] = ()
    hernoemd: tuple[str, ...] = ()
    onbekend: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.ontbreekt, self.samengevoegd, self.verdeeld, self.hernoemd, self.onbekend))

    def __str__(self) -> str:
        """Return all differences as one Dutch sentence."""
        return (
            f"de grenzen verschillen van de gemeenten van de casus: ontbreekt: {_several(self.ontbreekt)}; "
            f"samengevoegd: {_several(self.samengevoegd)}; verdeeld: {_several(self.verdeeld)}; "
            f"hernoemd: {_several(self.hernoemd)}; onbekend: {_several(self.onbekend)}"
        )


def laatste_indeling(grenzen: gpd.GeoDataFrame, codes: Collection[str]) -> gpd.GeoDataFrame:
    """Join the boundaries of municipalities that merged into one of `codes`.

    Parameters
    ----------
    grenzen : GeoDataFrame
        As `read_gebieden` returns it.
    codes : collection of str
        The municipalities of the division wanted.

    Returns
    -------
    GeoDataFrame
        The same columns, a row per municipality, sorted by code. A new municipality is made only
        where all those that merged into it are there.
    """
    target = _targets(grenzen, codes)
    if not target:
        return grenzen
    groups = grenzen["gemeentecode"].replace(target)
    rows = []
    for code, part in grenzen.groupby(groups, sort=True):
        row = part.iloc[0].copy()
        if len(part) > 1 or row["gemeentecode"] != code:
            own = part[part["gemeentecode"] == code]["gemeente"]
            row["gemeente"] = own.iloc[0] if len(own) else _name_of(str(code))
            row["gemeentecode"], row["geometry"] = code, united(part.geometry)
            row["inwoners"] = part["inwoners"].sum(min_count=len(part))
        rows.append(row)
    joined = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=grenzen.crs)
    return joined.astype(grenzen.dtypes.to_dict()).reset_index(drop=True)


def vergelijk(
    grenzen: gpd.GeoDataFrame, gemeenten: pd.DataFrame, gewenst: Collection[str] | None = None
) -> Verschillen:
    """Say how boundaries, as read, differ from municipalities.

    Parameters
    ----------
    grenzen : GeoDataFrame
        As `read_gebieden` returns it.
    gemeenten : DataFrame
        All municipalities of the division wanted: ``gemeentecode``, ``gemeente``.
    gewenst : collection of str, optional
        Codes of those whose boundary is needed; by default all.

    Returns
    -------
    Verschillen
        False where there are none.
    """
    names = dict(zip(gemeenten["gemeentecode"], gemeenten["gemeente"], strict=True))
    wanted = set(names) if gewenst is None else set(gewenst)
    present = dict(zip(grenzen["gemeentecode"], grenzen["gemeente"], strict=True))
    merged = _targets(grenzen, names)
    covered = set(present) - set(merged) | set(merged.values())
    divided = dict(_divided(set(present) - set(names)))
    explained = set(names) | set(merged) | set(divided)
    return Verschillen(
        ontbreekt=tuple(_shown(code, names) + _gone(code, present) for code in sorted(wanted - covered)),
        samengevoegd=tuple(
            f"{_shown(old, present)} naar {_shown(new, names)}"
            for old, new in sorted(merged.items())
            if new in wanted
        ),
        verdeeld=tuple(
            f"{_shown(old, present)} over {opsomming([_shown(new, names) for new in news])}"
            for old, news in sorted(divided.items())
            if wanted & set(news)
        ),
        hernoemd=tuple(
            f"{present[code]} naar {_shown(code, names)}"
            for code in sorted(wanted & set(present))
            if names.get(code) and _plain(present[code]) != _plain(names[code])
        ),
        onbekend=tuple(_shown(code, present) for code in sorted(set(present) - explained)),
    )


def _targets(grenzen: gpd.GeoDataFrame, codes: Collection[str]) -> dict[str, str]:
    """Return per old code in the file the wanted code it merged into, where all its partners are there."""
    table = herindelingen()
    table = table[table["soort"] == OPGEGAAN]
    successor = dict(zip(table["oude_code"], table["nieuwe_code"], strict=True))
    present, wanted = set(grenzen["gemeentecode"]), set(codes)
    target: dict[str, str] = {}
    for old in sorted(present - wanted):
        new = old
        while new in successor and new not in wanted:
            new = successor[new]
        if new in wanted and new != old:
            target[old] = new
    needed = table.groupby("nieuwe_code")["oude_code"].agg(set)
    for new in set(target.values()):
        complete = new in present or needed.get(new, set()) <= present
        if not complete:
            target = {old: to for old, to in target.items() if to != new}
    return target


def _divided(codes: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    table = herindelingen()
    table = table[table["soort"].eq(VERDEELD) & table["oude_code"].isin(list(codes))]
    for old, rows in table.groupby("oude_code"):
        yield str(old), list(rows["nieuwe_code"])


def _several(names: tuple[str, ...]) -> str:
    return opsomming(list(names)) or "-"


def _gone(code: str, present: dict[str, str]) -> str:
    """Say that a municipality is part of another one in a newer file."""
    table = herindelingen()
    rows = table[table["oude_code"].eq(code) & table["nieuwe_code"].isin(list(present))]
    return "".join(f" (in dit bestand deel van {_shown(new, present)})" for new in rows["nieuwe_code"][:1])


def _name_of(code: str) -> str:
    table = herindelingen()
    return next(iter(table.loc[table["nieuwe_code"] == code, "nieuwe_gemeente"]), "")


def _shown(code: str, names: dict[str, str]) -> str:
    return f"{names[code]} ({code})" if names.get(code) else code


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _SUFFIX.sub("", name))
    return "".join(char for char in decomposed.casefold() if char.isalnum())
