"""Boundary files of a few made-up squares, in the layouts that are published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import MultiPolygon, Polygon, box

NAMES = {"GM0106": "Assen", "GM0109": "Coevorden", "GM0114": "Emmen"}
BOWTIE = Polygon([(240_000, 550_000), (244_000, 554_000), (244_000, 550_000), (240_000, 554_000)])


def square(place: int, size: float = 10_000.0) -> Polygon:
    """Return one of a row of squares in Drenthe (EPSG:28992)."""
    return box(230_000 + place * 10_000, 540_000, 230_000 + place * 10_000 + size, 540_000 + size)


def frame(crs: Any = "EPSG:28992", **columns: Any) -> gpd.GeoDataFrame:
    """Return rows with as many squares as there are cells, unless `geometry` is given."""
    count = len(next(iter(columns.values())))
    columns.setdefault("geometry", [square(place) for place in range(count)])
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry="geometry", crs=crs)


def cbs(crs: Any = "EPSG:28992", **columns: Any) -> gpd.GeoDataFrame:
    """Return the layout of CBS Gebiedsindelingen, `columns` replacing its own."""
    codes = columns.pop("statcode", list(NAMES))
    given = {
        "statcode": codes,
        "jrstatcode": [f"2025{code}" for code in codes],
        "statnaam": [NAMES.get(code, "Elders") for code in codes],
        "rubriek": "gemeente",
    }
    return frame(crs, **(given | columns))


def pdok(**columns: Any) -> gpd.GeoDataFrame:
    """Return the layout of PDOK Bestuurlijke Gebieden."""
    given: dict[str, Any] = {
        "identificatie": list(NAMES),
        "naam": list(NAMES.values()),
        "code": [code[2:] for code in NAMES],
        "ligt_in_provincie_code": "22",
        "ligt_in_provincie_naam": "Drenthe",
    }
    return frame(**(given | columns))


def wijken() -> gpd.GeoDataFrame:
    """Return the layout of the Wijk- en Buurtkaart: land in two rows, water and abroad apart."""
    return frame(
        gemeentecode=["GM0106", "GM0106", "GM0109", "GM0109", "GM0998"],
        gemeentenaam=["Assen", "Assen", "Coevorden", "Coevorden", "Buitenland"],
        water=["NEE", "NEE", "NEE", "JA", "B"],
        aantal_inwoners=[70_000, 70_000, -99999999, -99997, -99999999],
        jaar=2024,
    )


def write(data: gpd.GeoDataFrame, path: Path, layer: str | None = None) -> Path:
    """Write a file; the suffix says in which format, a layer adds to a GeoPackage."""
    drivers = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}
    extra: dict[str, Any] = {"layer": layer} if layer else {}
    data.to_file(path, driver=drivers[path.suffix], engine="pyogrio", **extra)
    return path


def two_loops() -> MultiPolygon:
    """Return two overlapping squares as one invalid shape."""
    return MultiPolygon([square(0), square(0, 5_000.0)])
