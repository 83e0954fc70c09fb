"""Divisions of the Netherlands into regions: regietafels, sub-regions and koppel-regions."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import geopandas as gpd
import pandas as pd

from .gebieden import codes_per
from .gemeenten import RD_NEW, gemeenten
from .grenzen.vlakken import repaired
from .regios_controle import KOLOMMEN, RegioFout, RegiosError, opgesomd

PROVINCIE = "provincie"

# The columns of `gemeenten` whose codes may stand for municipalities in a table of regions.
_AREAS = ("gemeentecode", "provinciecode", "veiligheidsregiocode", "arbeidsmarktregiocode", "coropcode")


def regios(indeling: str = PROVINCIE) -> pd.DataFrame:
    """Return a bundled division of the 342 municipalities into regions.

    Parameters
    ----------
    indeling : str
        ``provincie`` (the twelve provincial regietafels); ``veiligheidsregio`` (25 sub-regions);
        ``deelregio`` (sub-regions with the names the province itself uses where known, Twente and
        IJsselland in Overijssel and Noord-, Midden- and Zuid-Limburg, and safety regions elsewhere);
        ``koppelregio`` (the five regions in which COA links households to municipalities).

    Returns
    -------
    pandas.DataFrame
        A row per municipality, sorted by code: ``gemeentecode``, ``regiocode`` and ``regio``
        (text). A fresh copy at every call.

    Raises
    ------
    RegiosError
        If the division is unknown.

    Notes
    -----
    Provinces, safety regions and COROP regions: CBS StatLine, "Gebieden in Nederland 2024", CC BY
    4.0. The koppel-regions consist of whole provinces.
    """
    return _division(indeling).copy()


def regio_gdf(gebieden_gdf: gpd.GeoDataFrame, regios: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join the boundaries of municipalities into boundaries of regions.

    Parameters
    ----------
    gebieden_gdf : geopandas.GeoDataFrame
        ``gemeentecode`` and polygons, in any known CRS, as `read_gebieden` gives them; invalid polygons are
        repaired. The municipalities of a part of the country will do.
    regios : pandas.DataFrame
        ``gemeentecode``, ``regiocode`` and ``regio``, as `regios` and `read_regios` give them.

    Returns
    -------
    geopandas.GeoDataFrame
        A row per region with a boundary, sorted by code, EPSG:28992 (metres): ``regiocode``, ``regio``
        (text), ``gemeenten`` (int, how many municipalities its boundary is made of),
        ``volledig`` (bool, whether those are all of the region) and ``geometry`` (a valid Polygon or
        MultiPolygon).

    Raises
    ------
    RegiosError
        If the boundaries have no CRS, or a municipality with a boundary lies in no region or in
        several; all at once.
    """
    problems = []
    if gebieden_gdf.crs is None:
        problems.append(
            RegioFout("stelsel", "de grenzen hebben geen coördinatenstelsel; verwacht EPSG:28992")
        )
    present = gebieden_gdf["gemeentecode"].astype("str")
    without = sorted(set(present) - set(regios["gemeentecode"]))
    if without:
        problems.append(RegioFout("ontbreekt", f"in geen enkele regio: {opgesomd(without)}"))
    double = regios["gemeentecode"].duplicated() & regios["gemeentecode"].isin(present)
    if double.any():
        listed = sorted(set(regios["gemeentecode"][double]))
        problems.append(RegioFout("dubbel", f"meer dan een keer ingedeeld: {opgesomd(listed)}"))
    if problems:
        raise RegiosError("regios", problems)
    shapes = repaired(gpd.GeoSeries(gebieden_gdf.to_crs(RD_NEW).geometry))
    land = gpd.GeoDataFrame({"gemeentecode": present}, geometry=shapes)
    joined = land.merge(regios[list(KOLOMMEN)], on="gemeentecode", how="left", validate="many_to_one")
    made = joined.dissolve(
        by="regiocode", aggfunc={"regio": "first", "gemeentecode": "nunique"}
    ).reset_index()
    made["volledig"] = made["gemeentecode"] == made["regiocode"].map(regios["regiocode"].value_counts())
    made = made.rename(columns={"gemeentecode": "gemeenten"})
    return made.set_geometry(repaired(gpd.GeoSeries(made.geometry)))[
        ["regiocode", "regio", "gemeenten", "volledig", "geometry"]
    ]


def gebiedsgemeenten(tabel: pd.DataFrame | None = None) -> dict[str, tuple[str, ...]]:
    """Return the sorted municipalities of every municipality, province and other region, by code.

    Parameters
    ----------
    tabel : pandas.DataFrame, optional
        Municipalities with those of the columns of `gemeenten` that hold codes; by default those.
    """
    table = gemeenten() if tabel is None else tabel
    return {
        code: tuple(sorted(group))
        for column in _AREAS
        if column in table
        for code, group in codes_per(table[column], table["gemeentecode"]).items()
    }


@cache
def _division(indeling: str) -> pd.DataFrame:
    table = _table()
    known = list(dict.fromkeys(table["indeling"]))
    if indeling not in known:
        expected = f"verwacht een van {', '.join(known)}"
        raise RegiosError("regios", [RegioFout("indeling", expected, gevonden=indeling)])
    rows = table[table["indeling"] == indeling]
    members = gebiedsgemeenten()
    found = [
        (code, row.regiocode, row.regio)
        for row in rows.itertuples()
        for code in members[str(row.gebiedscode)]
    ]
    return pd.DataFrame(sorted(found), columns=list(KOLOMMEN), dtype="str")


@cache
def _table() -> pd.DataFrame:
    with files(__package__).joinpath("data", "regios.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype="str")
