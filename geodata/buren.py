"""Which municipalities share a border over land."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

# Vertices closer than a millionth of the unit (degrees or metres) are the same vertex.
_DECIMALS = 6


def buren() -> pd.DataFrame:
    """Return the pairs of municipalities that share a border over land.

    Returns
    -------
    pandas.DataFrame
        A row per pair, sorted: ``gemeentecode`` and ``buurgemeentecode`` (text, the first code the
        smaller). The five Wadden islands have no neighbours. A river or canal does not part
        neighbours where their border runs through it; open water that the boundaries leave out
        (Waddenzee, IJsselmeer, the estuaries in the south-west), bridged or not, is no shared
        border: see `oeververbindingen`. A fresh copy at every call.

    Notes
    -----
    Derived from the generalised municipal boundaries of 2026, CBS and Kadaster, CC BY 4.0; see
    ``geodata/data/README.md``.
    """
    return _table().copy()


def derive_buren(grenzen: gpd.GeoDataFrame, kolom: str = "statcode") -> pd.DataFrame:
    """Derive the table of neighbours from polygons that share their vertices.

    Parameters
    ----------
    grenzen : geopandas.GeoDataFrame
        One or more polygons per municipality, in any CRS; invalid ones are repaired.
    kolom : str
        Column with the municipality code.

    Returns
    -------
    pandas.DataFrame
        As `buren`. Neighbours share at least one whole edge; a single common vertex is not enough.
    """
    owners: dict[tuple[tuple[float, float], tuple[float, float]], set[str]] = {}
    for code, geometry in zip(grenzen[kolom], grenzen.geometry.buffer(0), strict=True):
        for edge in _edges(geometry):
            owners.setdefault(edge, set()).add(str(code))
    pairs = sorted({pair for codes in owners.values() for pair in combinations(sorted(codes), 2)})
    return pd.DataFrame(pairs, columns=["gemeentecode", "buurgemeentecode"], dtype="str")


def landdelen(codes: list[str], paren: pd.DataFrame | None = None) -> list[tuple[str, ...]]:
    """Return the pieces in which a set of municipalities falls apart over land.

    Parameters
    ----------
    codes : list of str
        Municipality codes.
    paren : pandas.DataFrame, optional
        Neighbours as `buren` gives them, by default those.

    Returns
    -------
    list of tuple of str
        Sorted codes per piece, the largest piece first.
    """
    table = buren() if paren is None else paren
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in table[["gemeentecode", "buurgemeentecode"]].itertuples(index=False):
        if one in near and other in near:
            near[one].add(other)
            near[other].add(one)
    left = set(near)
    pieces: list[tuple[str, ...]] = []
    for code in sorted(near):
        if code not in left:
            continue
        left.discard(code)
        stack, piece = [code], []
        while stack:
            at = stack.pop()
            piece.append(at)
            fresh = near[at] & left
            left -= fresh
            stack.extend(fresh)
        pieces.append(tuple(sorted(piece)))
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def _edges(
    geometry: shapely.Geometry,
) -> set[tuple[tuple[float, float], tuple[float, float]]]:
    edges: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    for ring in shapely.get_rings(shapely.get_parts(geometry)):
        points = [(float(x), float(y)) for x, y in np.round(shapely.get_coordinates(ring), _DECIMALS)]
        edges.update((min(a, b), max(a, b)) for a, b in pairwise(points))
    return edges


@cache
def _table() -> pd.DataFrame:
    with files(__package__).joinpath("data", "buren.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype="str")
