"""The tile map: one equal hexagon per municipality."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .buren import buren
from .gemeenten import RD_NEW, gemeenten
from .regios_controle import oeververbindingen
from .tegelkaart_ontwerp import TEGEL_M, ontwerp
from .tegelkaart_verbeteren import RIJ

_MILLIMETER = 1e-3


def tegelkaart() -> pd.DataFrame:
    """Return the place of every municipality on the tile map.

    Returns
    -------
    pandas.DataFrame
        A row per municipality, sorted by code: ``gemeentecode`` (text), ``kolom`` and ``rij`` (int).
        Columns count eastwards and rows northwards, both from 0; odd rows lie half a tile
        to the east. A fresh copy at every call.
    """
    return _table().copy()


def tegels(tabel: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """Return the hexagons of the tile map.

    Parameters
    ----------
    tabel : pandas.DataFrame, optional
        ``gemeentecode``, ``kolom`` and ``rij``; by default `tegelkaart`.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows of `tabel` with a hexagon each, 10,700 m wide. Units are metres and the CRS is
        RD New (EPSG:28992), so that the map lies about where the country lies and is about as large;
        a tile is a place in a diagram, not the municipality's ground.
    """
    table = tegelkaart() if tabel is None else tabel.reset_index(drop=True)
    column = table["kolom"].to_numpy(dtype=np.float64)
    row = table["rij"].to_numpy(dtype=np.int64)
    left, low = _nulpunt()
    x = left + (column + 0.5 * (row % 2)) * TEGEL_M
    y = low + row * (RIJ * TEGEL_M)
    angle = np.arange(6) * (np.pi / 3)
    radius = TEGEL_M / np.sqrt(3)
    rings = np.stack(
        [x[:, None] + radius * np.sin(angle)[None], y[:, None] + radius * np.cos(angle)[None]], axis=2
    )
    # So that tiles side by side share their corners exactly.
    polygons = shapely.set_precision(shapely.polygons(rings), _MILLIMETER)
    return gpd.GeoDataFrame(table.copy(), geometry=polygons, crs=RD_NEW)


def build_tegelkaart() -> pd.DataFrame:
    """Compute the table of `tegelkaart` anew from the points and the neighbours (about a minute)."""
    table = gemeenten()
    cells = ontwerp(table, buren(), oeververbindingen())
    low = min(row for _, row in cells)
    low -= low % 2  # an even shift, so that odd rows stay the ones that lie to the east
    left = min(column for column, _ in cells)
    return pd.DataFrame(
        {
            "gemeentecode": table["gemeentecode"],
            "kolom": [column - left for column, _ in cells],
            "rij": [row - low for _, row in cells],
        }
    )


@cache
def _nulpunt() -> tuple[float, float]:
    table, points = _table(), gemeenten()
    odd = table["rij"] % 2
    middle_x = float((table["kolom"] + 0.5 * odd).mean()) * TEGEL_M
    middle_y = float(table["rij"].mean()) * RIJ * TEGEL_M
    return (
        round(float(points["x_rd"].mean()) - middle_x),
        round(float(points["y_rd"].mean()) - middle_y),
    )


@cache
def _table() -> pd.DataFrame:
    with files(__package__).joinpath("data", "tegelkaart.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype={"gemeentecode": "str", "kolom": "int64", "rij": "int64"})
