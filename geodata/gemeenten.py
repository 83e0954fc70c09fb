"""The bundled table of Dutch municipalities."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import geopandas as gpd
import pandas as pd

RD_NEW = "EPSG:28992"
"""Coordinate reference system of every x_rd and y_rd: RD New, metres."""

INWONERS_NEDERLAND_2024 = 17_942_942
"""Population of the Netherlands on 1 January 2024 (CBS), the sum of the bundled table."""


def gemeenten() -> pd.DataFrame:
    """Return the 342 municipalities of the Netherlands (the set of 2023 to 2026).

    Returns
    -------
    pandas.DataFrame
        A row per municipality, sorted by code: ``gemeentecode``, ``gemeente``,
        ``provinciecode``, ``provincie``, ``arbeidsmarktregiocode``,
        ``arbeidsmarktregio``, ``veiligheidsregiocode``, ``veiligheidsregio``,
        ``coropcode``, ``corop`` (text), ``inwoners`` (int, on 1 January 2024),
        ``x_rd`` and ``y_rd`` (float, metres, EPSG:28992: a representative point).
        A fresh copy at every call.

    Notes
    -----
    Source: CBS StatLine, "Gebieden in Nederland 2024"; points derived from the CBS and
    Kadaster boundaries of 2026. Both CC BY 4.0; see ``geodata/data/README.md``.
    """
    return _table().copy()


def gemeenten_gdf() -> gpd.GeoDataFrame:
    """Return `gemeenten` with a point geometry in RD New (EPSG:28992)."""
    table = gemeenten()
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["x_rd"], table["y_rd"]), crs=RD_NEW)


@cache
def _table() -> pd.DataFrame:
    with files(__package__).joinpath("data", "gemeenten.csv").open(encoding="utf-8") as stream:
        table = pd.read_csv(stream, keep_default_na=False)
    table = table.rename(columns={"inwoners_2024_01_01": "inwoners"})
    table = table.astype({"inwoners": "int64", "x_rd": "float64", "y_rd": "float64"})
    return table.sort_values("gemeentecode", kind="stable", ignore_index=True)
