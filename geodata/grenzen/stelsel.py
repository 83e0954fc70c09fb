"""Bring boundaries to RD New, once they are where they say they are."""

from __future__ import annotations

import geopandas as gpd

from ..gemeenten import RD_NEW
from .fouten import GebiedenError

Box = tuple[float, float, float, float]

# Around the land and the territorial waters of the Netherlands in Europe.
_RD: Box = (-50_000.0, 250_000.0, 320_000.0, 900_000.0)
_DEGREES: Box = (1.5, 50.0, 8.0, 56.5)
_MERCATOR: Box = (150_000.0, 6_400_000.0, 900_000.0, 7_700_000.0)
_SYSTEMS: tuple[tuple[str, Box], ...] = (
    ("RD New (EPSG:28992)", _RD),
    ("graden (EPSG:4326)", _DEGREES),
    ("Web Mercator (EPSG:3857)", _MERCATOR),
)


def to_rd_new(frame: gpd.GeoDataFrame, bestand: str) -> gpd.GeoDataFrame:
    """Return `frame` in EPSG:28992.

    Raises
    ------
    GebiedenError
        If the system is not stated or is not that of the coordinates, the axes are swapped, or
        the boundaries lie outside the Netherlands.
    """
    bounds = tuple(float(value) for value in frame.total_bounds)
    box: Box = (bounds[0], bounds[1], bounds[2], bounds[3])
    seen = next((name for name, area in _SYSTEMS if _within(box, area)), None)
    if frame.crs is None:
        expected = "het coördinatenstelsel ontbreekt; verwacht EPSG:28992, bijvoorbeeld in een .prj-bestand"
        if seen is not None:
            expected += f" (de coördinaten lijken {seen})"
        raise GebiedenError(bestand, expected, code="stelsel_ontbreekt")
    stated = frame.crs.to_string() if frame.crs.to_epsg() is None else f"EPSG:{frame.crs.to_epsg()}"
    moved = frame if frame.crs.to_epsg() == 28992 else frame.to_crs(RD_NEW)
    x0, y0, x1, y1 = (float(value) for value in moved.total_bounds)
    if _within((x0, y0, x1, y1), _RD):
        return moved
    turned: Box = (box[1], box[0], box[3], box[2])
    swapped = next((name for name, area in _SYSTEMS if _within(turned, area)), None)
    if seen is None and swapped is not None:
        expected = f"de assen zijn verwisseld: de coördinaten zijn {swapped} met y voor x"
        raise GebiedenError(bestand, expected, gevonden=_shown(box), code="assen")
    if seen is not None:
        expected = f"de coördinaten lijken {seen}; het bestand noemt een ander stelsel"
        raise GebiedenError(bestand, expected, gevonden=stated[:60], code="stelsel")
    expected = "deze grenzen liggen niet in Nederland"
    raise GebiedenError(bestand, expected, gevonden=_shown(box), code="ander_land")


def _within(box: Box, area: Box) -> bool:
    return area[0] <= box[0] and area[1] <= box[1] and box[2] <= area[2] and box[3] <= area[3]


def _shown(box: Box) -> str:
    digits = 2 if max(abs(value) for value in box) < 1000 else 0
    return "x {0:.{4}f} tot {2:.{4}f}, y {1:.{4}f} tot {3:.{4}f}".format(*box, digits)
