"""Valid polygons from what official files hold."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

# What buffer(0) may lose of a polygon before its loops are kept another way.
_LOST = 0.001


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Return the surface of `geometry` as a valid polygon or multipolygon; lines and points go.

    An invalid polygon is repaired by ``buffer(0)``, which gives clean polygons where ``make_valid``
    leaves loose lines. But it drops the smaller loop of a figure of eight, so where it loses more
    than a thousandth of the surface the polygons of ``make_valid`` are taken.
    """
    if geometry.is_valid and geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    made = _surface(shapely.make_valid(geometry))
    buffered = _surface(geometry.buffer(0))
    if buffered.is_valid and abs(made.area - buffered.area) <= _LOST * made.area:
        return buffered
    return made


def repaired(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return `shapes` with every invalid polygon repaired."""
    return gpd.GeoSeries([polygons_of(shape) for shape in shapes], index=shapes.index, crs=shapes.crs)


def united(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return several valid shapes as one valid polygon or multipolygon."""
    parts = [shapely.force_2d(shape) for shape in shapes]
    return polygons_of(parts[0] if len(parts) == 1 else shapely.union_all(parts))


def _surface(geometry: BaseGeometry) -> BaseGeometry:
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts([geometry]))
        if part.geom_type == "Polygon" and part.area > 0
    ]
    surface: BaseGeometry = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return surface
