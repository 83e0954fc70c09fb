"""The shapes of a map in whole drawing units: tiles or official boundaries, and the lines between regions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from plaatsing.geodata import tegelkaart, tegels

BREEDTE = 10_000
"""Width of a drawing in its own units, so that coordinates are whole numbers."""

_TEKENBREEDTE_PX = 760
_MARGE = 0.02
_FIJNHEID = 0.9  # detail of boundaries in pixels at the width above
_MEESTE_PUNTEN = 40_000

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Vlak:
    """One municipality as drawn: rings of points, where its label goes, and the room there (diameter)."""

    ringen: tuple[Ints, ...]
    x: int
    y: int
    ruimte: int


@dataclass(frozen=True)
class Projectie:
    """From RD New (metres, y northwards) to drawing units (y downwards)."""

    links: float
    boven: float
    schaal: float
    hoogte: int

    def punten(self, points: NDArray[np.float64]) -> Ints:
        """Return points as whole drawing units."""
        x = (points[:, 0] - self.links) * self.schaal
        y = (self.boven - points[:, 1]) * self.schaal
        return np.round(np.stack([x, y], axis=1)).astype(np.int64)


def projectie(bounds: NDArray[np.float64], verhouding: float) -> Projectie:
    """Fit `bounds` (left, low, right, high in metres) into a drawing of height / width `verhouding`."""
    left, low, right, high = bounds
    height = BREEDTE * verhouding
    room = 1 - 2 * _MARGE
    scale = min(BREEDTE * room / (right - left), height * room / (high - low))
    return Projectie(
        (left + right) / 2 - BREEDTE / 2 / scale,
        (low + high) / 2 + height / 2 / scale,
        scale,
        round(height),
    )


def verhouding(bounds: NDArray[np.float64]) -> float:
    """Return height / width of `bounds`, within what reads on a screen."""
    left, low, right, high = bounds
    return float(np.clip((high - low) / (right - left), 0.5, 1.25))


def tegelvlakken(codes: list[str]) -> gpd.GeoSeries:
    """Return the tile of every municipality, by code.

    Municipalities that the tile map does not know, as in a case with its own codes, get a tile in a block
    below it, in the order of `codes`; that place says nothing about where they lie.
    """
    known = tegelkaart().set_index("gemeentecode")
    own = [code for code in codes if code not in known.index]
    place = known.reindex([code for code in codes if code in known.index])
    if own:
        wide = max(1, math.ceil(math.sqrt(len(own) * 1.2)))
        low = (int(place["rij"].min()) if len(place) else 0) - 2
        left = int(place["kolom"].min()) if len(place) else 0
        block = [(left + number % wide, low - number // wide) for number in range(len(own))]
        place = pd.concat([place, pd.DataFrame(block, index=own, columns=["kolom", "rij"])])
    table = place.loc[codes].rename_axis("gemeentecode").reset_index()
    return gpd.GeoSeries(tegels(table).set_index("gemeentecode").geometry)


def omgeving(codes: list[str]) -> gpd.GeoSeries:
    """Return the tiles of the other municipalities of the country."""
    table = tegelkaart()
    others = table[~table["gemeentecode"].isin(codes)]
    return gpd.GeoSeries(tegels(others).set_index("gemeentecode").geometry)


def grensvlakken(grenzen: gpd.GeoDataFrame, codes: list[str]) -> gpd.GeoSeries:
    """Return official boundaries, simplified to what shows, by code; shared borders stay shared.

    Municipalities without a boundary are left out.
    """
    known = grenzen.drop_duplicates("gemeentecode").set_index("gemeentecode")
    shapes = known.loc[[code for code in codes if code in known.index]].geometry
    left, low, right, high = shapes.total_bounds
    detail = max(right - left, (high - low) / 1.25) / _TEKENBREEDTE_PX * _FIJNHEID
    simple = shapely.coverage_simplify(shapes.to_numpy(), detail)
    while shapely.get_num_coordinates(simple).sum() > _MEESTE_PUNTEN:
        detail *= 1.5
        simple = shapely.coverage_simplify(shapes.to_numpy(), detail)
    kept = [_without_specks(shape, (2 * detail) ** 2) for shape in simple]
    return gpd.GeoSeries(kept, index=shapes.index, crs=shapes.crs)


def _without_specks(shape: Any, least: float) -> Any:
    """Leave out the parts of a shape that are too small to see, all but the largest."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    return shapely.multipolygons(parts[(areas >= least) | (areas == areas.max())])


def vlakken(shapes: gpd.GeoSeries, naar: Projectie) -> dict[str, Vlak]:
    """Draw shapes: rings in whole units, with the centre of the largest circle that fits for the label."""
    result = {}
    for code, shape in zip(shapes.index, shapes.to_numpy(), strict=True):
        polygons = shapely.get_parts(shape)
        rings = [_without_repeats(naar.punten(_points(ring))) for ring in shapely.get_rings(polygons)]
        widest = polygons[int(np.argmax(shapely.area(polygons)))]
        radius = shapely.maximum_inscribed_circle(widest, 20 / naar.schaal)
        centre = naar.punten(_points(radius)[:1])[0]
        room = round(2 * float(shapely.length(radius)) * naar.schaal)
        result[str(code)] = Vlak(
            tuple(ring for ring in rings if len(ring) > 3),
            int(centre[0]),
            int(centre[1]),
            room,
        )
    return result


def _points(geometry: Any) -> NDArray[np.float64]:
    return np.asarray(shapely.get_coordinates(geometry), dtype=np.float64)


def _without_repeats(ring: Ints) -> Ints:
    moved = np.any(np.diff(ring, axis=0) != 0, axis=1)
    return np.asarray(ring[np.concatenate([[True], moved])])


def lijnen(getekend: dict[str, Vlak], regio: dict[str, str]) -> tuple[list[Ints], list[Ints]]:
    """Return the lines between regions, and the lines around everything.

    A piece of outline that two municipalities share lies between regions when theirs differ; one that
    only a single municipality has lies on the outside.
    """
    edges, owner = [], []
    for code, vlak in getekend.items():
        for ring in vlak.ringen:
            edges.append(np.concatenate([ring[:-1], ring[1:]], axis=1))
            owner += [code] * (len(ring) - 1)
    ends = np.concatenate(edges)
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[turned] = ends[turned][:, [2, 3, 0, 1]]
    table = pd.DataFrame(ends, columns=["a", "b", "c", "d"])
    table["gemeente"] = owner
    table["regio"] = [regio[code] for code in owner]
    shared = table.groupby(["a", "b", "c", "d"], sort=True)[["gemeente", "regio"]].nunique().reset_index()
    between = shared[shared["regio"] > 1]
    outside = shared[shared["gemeente"] == 1]
    return _chained(between), _chained(outside)


def _chained(edges: pd.DataFrame) -> list[Ints]:
    if edges.empty:
        return []
    pairs = edges[["a", "b", "c", "d"]].to_numpy(dtype=np.float64).reshape(-1, 2, 2)
    merged = shapely.line_merge(shapely.MultiLineString(list(pairs)))
    return [_points(line).astype(np.int64) for line in shapely.get_parts(merged)]
