"""The map as layers for a GIS: one GeoPackage with municipalities, regions, locations and flows."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from plaatsing.geodata import RD_NEW
from plaatsing.report.kaart import Kaartgegevens
from plaatsing.report.kaart.klassen import indeling
from plaatsing.report.kaart.vlakken import tegelvlakken
from plaatsing.report.kaartlagen_plaats import op_tegels, ware_plaatsen
from plaatsing.report.kaartlagen_stijl import TONEN, qml_lijn, qml_punt, qml_rand, qml_vlak
from plaatsing.taal import Taal, _, speak

# GeoPackage notes when a table last changed; the same figures give the same bytes.
_MOMENT = "2025-01-01T00:00:00.000Z"

# Older than what GDAL writes by itself, so that the GIS of a few years ago reads it without a warning.
_VERSION = "1.2"

_STYLES = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),
  styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME);
"""


def kaartlagen(gegevens: Kaartgegevens, punten: pd.DataFrame, taal: Taal) -> bytes:
    """Return the layers of a map as the bytes of a GeoPackage.

    Parameters
    ----------
    gegevens : Kaartgegevens
        What the map shows.
    punten : DataFrame
        ``gemeentecode``, ``x_rd`` and ``y_rd`` (metres, EPSG:28992): where a flow to a municipality ends.
    taal : {"nl", "en"}
        Language of the explanations; names of layers and fields are part of the format.

    Returns
    -------
    bytes
        Layers ``gemeenten`` (official boundaries, or tiles where there are none), ``regios``,
        ``locaties`` and ``stromen`` in EPSG:28992, a table ``uitleg`` that explains every field, and
        ``layer_styles`` with the look that QGIS gives them. Beside tiles, locations and flows lie on the
        tiles too, so that the layers fit each other; fields hold the true place of a location. The same
        input gives the same bytes.
    """
    with speak(taal):
        layers = _layers(gegevens, punten)
        explained = _explanation(gegevens)
        styles = _styles(gegevens)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
        try:
            for name, (frame, kind) in layers.items():
                pyogrio.write_dataframe(
                    frame,
                    path,
                    layer=name,
                    driver="GPKG",
                    geometry_type=kind,
                    append=path.exists(),
                    dataset_options={"VERSION": _VERSION},
                )
            pyogrio.write_dataframe(explained, path, layer="uitleg", driver="GPKG", append=True)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
        _add_styles(path, styles)
        return path.read_bytes()


def _layers(gegevens: Kaartgegevens, punten: pd.DataFrame) -> dict[str, tuple[gpd.GeoDataFrame, str]]:
    towns = _municipalities(gegevens)
    regions = gpd.GeoDataFrame(towns[["regio", "geometry"]].dissolve(by="regio").reset_index())
    regions["geometry"] = [_multi(shape) for shape in regions.geometry]
    sites = gegevens.locatielijst()
    place = {str(code): (float(x), float(y)) for code, x, y in _rows(punten, "gemeentecode", "x_rd", "y_rd")}
    true = ware_plaatsen(sites, place)
    at = true
    if gegevens.grenzen is None:
        at, place = op_tegels(sites, towns, true)
    locations = gpd.GeoDataFrame(
        {
            "locatie": pd.Series([site.naam for site in sites], dtype="str"),
            "gemeentecode": pd.Series([site.gemeentecode for site in sites], dtype="str"),
            "plaatsen": pd.Series([site.plaatsen for site in sites], dtype="int64"),
            "geopend": pd.Series([site.geopend for site in sites], dtype="bool"),
            "x_rd": pd.Series([true[site.naam][0] for site in sites], dtype="float64"),
            "y_rd": pd.Series([true[site.naam][1] for site in sites], dtype="float64"),
        },
        geometry=gpd.GeoSeries([shapely.Point(at[site.naam]) for site in sites], crs=RD_NEW),
        crs=RD_NEW,
    )
    lines = [flow for flow in gegevens.stroomlijst() if flow.locatie in at and flow.gemeentecode in place]
    flows = gpd.GeoDataFrame(
        {
            "locatie": pd.Series([flow.locatie for flow in lines], dtype="str"),
            "gemeentecode": pd.Series([flow.gemeentecode for flow in lines], dtype="str"),
            "personen": pd.Series([flow.personen for flow in lines], dtype="int64"),
        },
        geometry=gpd.GeoSeries(
            [shapely.LineString([at[flow.locatie], place[flow.gemeentecode]]) for flow in lines], crs=RD_NEW
        ),
        crs=RD_NEW,
    )
    return {
        "gemeenten": (towns, "MultiPolygon"),
        "regios": (regions, "MultiPolygon"),
        "locaties": (locations, "Point"),
        "stromen": (flows, "LineString"),
    }


def _rows(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(frame[name].tolist() for name in names), strict=True))


def _municipalities(gegevens: Kaartgegevens) -> gpd.GeoDataFrame:
    """Return the municipalities with the value, class and tone of every column."""
    table = gegevens.gemeenten[["gemeentecode", "gemeente", "regio"]].astype("str").reset_index(drop=True)
    codes = table["gemeentecode"].tolist()
    for column in gegevens.kolommen:
        made = indeling(column, codes)
        texts = {klasse.teken: klasse.tekst for klasse in made.klassen}
        table[column.naam] = pd.to_numeric(column.waarden.reindex(codes)).astype("float64").to_numpy()
        table[f"{column.naam}_klasse"] = [texts[sign] for sign in made.tekens]
        table[f"{column.naam}_kleur"] = [TONEN[sign] for sign in made.tekens]
    if gegevens.grenzen is None:
        shapes, kind = tegelvlakken(codes), "tegel"
    else:
        known = gegevens.grenzen.drop_duplicates("gemeentecode").set_index("gemeentecode")
        shapes, kind = gpd.GeoSeries(known.geometry.reindex(codes)), "grens"
    table.insert(3, "vorm", kind)
    outlines = gpd.GeoSeries([_multi(shape) for shape in shapes], crs=RD_NEW)
    return gpd.GeoDataFrame(table, geometry=outlines, crs=RD_NEW)


def _multi(shape: Any) -> Any:
    return shape if shape is None else shapely.multipolygons(shapely.get_parts(shape))


def _explanation(gegevens: Kaartgegevens) -> pd.DataFrame:
    """Return the meaning of every field of every layer."""
    code = ("gemeentecode", _("Code van de gemeente."), "")
    rows = [("gemeenten", *code), ("gemeenten", "gemeente", _("Naam van de gemeente."), "")]
    rows += [
        ("gemeenten", "regio", _("Regio van de gemeente."), ""),
        ("gemeenten", "vorm", _("grens: de officiële grens; tegel: een plaats in een schema."), ""),
    ]
    for column in gegevens.kolommen:
        rows += [
            ("gemeenten", column.naam, column.titel, column.eenheid),
            ("gemeenten", f"{column.naam}_klasse", _("Klasse op de kaart, in woorden."), ""),
            ("gemeenten", f"{column.naam}_kleur", _("Kleur van die klasse, als #RRGGBB."), ""),
        ]
    persons = _("personen")
    rows += [
        ("regios", "regio", _("Naam van de regio."), ""),
        ("locaties", "locatie", _("Naam van de locatie."), ""),
        ("locaties", *code),
        ("locaties", "plaatsen", _("Plaatsen in de locatie."), persons),
        ("locaties", "geopend", _("Of de locatie in het plan open is."), ""),
        ("locaties", "x_rd", _("Ware plaats in RD New, naar het oosten; de laag volgt de kaart."), "m"),
        ("locaties", "y_rd", _("Ware plaats in RD New, naar het noorden."), "m"),
        ("stromen", "locatie", _("Naam van de locatie."), ""),
        ("stromen", "gemeentecode", _("Koppelgemeente."), ""),
        ("stromen", "personen", _("Personen in de locatie voor deze koppelgemeente."), persons),
    ]
    return pd.DataFrame(rows, columns=["laag", "veld", "uitleg", "eenheid"], dtype="str")


def _styles(gegevens: Kaartgegevens) -> dict[str, str]:
    first = gegevens.kolommen[0]
    made = indeling(first, gegevens.gemeenten["gemeentecode"].astype(str).tolist())
    classes = [(klasse.tekst, TONEN[klasse.teken]) for klasse in made.klassen]
    return {
        "gemeenten": qml_vlak(f"{first.naam}_klasse", classes, naam="gemeente"),
        "regios": qml_rand(),
        "locaties": qml_punt("plaatsen", vol="geopend"),
        "stromen": qml_lijn("personen"),
    }


def _add_styles(path: Path, styles: dict[str, str]) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_STYLES)
        database.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
            "styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time) "
            "VALUES ('', '', ?, 'geom', 'plaatsing', ?, '', 1, '', '', ?)",
            [(name, qml, _MOMENT) for name, qml in styles.items()],
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (_MOMENT,),
        )
