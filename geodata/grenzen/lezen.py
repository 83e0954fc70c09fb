"""Read municipal boundaries as they are published."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ..gemeenten import RD_NEW
from .fouten import GebiedenError, opsomming
from .indelingen import CBS, PDOK, WIJKEN, Indeling, layout_of, year_in
from .openen import open_layer
from .stelsel import to_rd_new
from .vlakken import repaired, united

KOLOMMEN = ("gemeentecode", "gemeente", "provinciecode", "inwoners", "jaar", "bron", "geometry")

_MUNICIPALITY = re.compile(r"(?:GM)?(\d{1,4})", re.IGNORECASE)
_PROVINCE = re.compile(r"PV\d{2}", re.IGNORECASE)
_SURFACES = ("Polygon", "MultiPolygon", "GeometryCollection")


def read_gebieden(path: str | Path, *, laag: str | None = None) -> gpd.GeoDataFrame:
    """Read the boundaries of municipalities from an official file, unchanged.

    Known are PDOK Bestuurlijke Gebieden, CBS Gebiedsindelingen and the CBS Wijk- en Buurtkaart, as
    GeoPackage, GeoJSON or shapefile. The layout is told by its columns; the year by its codes or a
    column, else by the name of the layer or the file. Only land is kept (the Wijk- en Buurtkaart
    has water apart), rows of one municipality are joined, invalid polygons repaired and coordinates
    brought to RD New.

    Parameters
    ----------
    path : str or Path
        The file.
    laag : str, optional
        Layer to read, such as ``gemeente_niet_gegeneraliseerd``; by default the one with
        municipalities, the generalised one where there are two.

    Returns
    -------
    geopandas.GeoDataFrame
        A row per municipality, sorted by code, EPSG:28992 (metres): ``gemeentecode`` (GM and
        four digits), ``gemeente`` (name in the file), ``provinciecode`` (PV and two digits,
        ``""`` where the file has none), ``inwoners`` (Int64, ``<NA>`` where unknown), ``jaar``
        (Int64, ``<NA>`` where the file does not say), ``bron`` (name of the publication) and
        ``geometry`` (a valid Polygon or MultiPolygon).

    Raises
    ------
    GebiedenError
        If the file cannot be used; the message says in Dutch what is wrong.
    """
    place = Path(path)
    bestand = str(path)
    found, layer = open_layer(place, laag)
    if not len(found):
        raise GebiedenError(bestand, "deze laag is leeg", gevonden=layer, code="leeg")
    columns = [str(name) for name in found.columns if name != found.geometry.name]
    layout = layout_of(columns)
    if layout is None:
        expected = (
            "verwacht de kolommen van PDOK Bestuurlijke Gebieden (identificatie, naam), CBS "
            "Gebiedsindelingen (statcode, statnaam) of de Wijk- en Buurtkaart (gemeentecode, gemeentenaam)"
        )
        raise GebiedenError(bestand, expected, gevonden=", ".join(columns[:8])[:80], code="indeling")
    found = found.reset_index(drop=True)
    table = _table(found, layout, columns, bestand)
    table["jaar"] = pd.array([_year(found, layout, columns, layer, place)] * len(table), dtype="Int64")
    table["bron"] = _source(found, layout, columns)
    shapes = _shapes(found, table, layout, bestand)
    return _joined(table, repaired(to_rd_new(shapes, bestand).geometry))


def _table(found: gpd.GeoDataFrame, layout: Indeling, columns: list[str], bestand: str) -> pd.DataFrame:
    """Return the rows of land with code, name, province and population, the index kept."""
    land = _land(found, layout, columns, bestand)
    rows = found.loc[land]
    provinces = _texts(rows, layout.column_of(columns, "provinciecode"))
    table = pd.DataFrame(
        {
            "gemeentecode": _codes(rows, layout, columns, bestand),
            "gemeente": _texts(rows, layout.column_of(columns, "gemeente")),
            "provinciecode": [f"PV{text[-2:]:0>2}" if text[-2:].isdigit() else "" for text in provinces],
        },
        index=rows.index,
    ).astype("str")
    table["inwoners"] = _population(rows, layout, columns)
    return table


def _land(found: gpd.GeoDataFrame, layout: Indeling, columns: list[str], bestand: str) -> pd.Series[bool]:
    water = layout.column_of(columns, "water")
    if water is None:
        return pd.Series(True, index=found.index)
    land = pd.Series([text.upper() == "NEE" for text in _texts(found, water)], index=found.index)
    if not land.any():
        kinds = ", ".join(sorted(set(_texts(found, water))))
        expected = f"geen enkele rij is land; verwacht NEE in de kolom {water}"
        raise GebiedenError(bestand, expected, gevonden=kinds[:60], code="geen_land")
    return land


def _codes(rows: gpd.GeoDataFrame, layout: Indeling, columns: list[str], bestand: str) -> list[str]:
    first = _texts(rows, layout.column_of(columns, "gemeentecode"))
    second = _texts(rows, layout.column_of(columns, "andere_code"))
    if any(_PROVINCE.fullmatch(code) for code in (*first, *second)):
        expected = "dit zijn provincies; verwacht een bestand of laag met gemeenten"
        raise GebiedenError(bestand, expected, gevonden=first[0], code="provincies")
    codes = []
    wrong = []
    for one, other in zip(first, second, strict=True):
        # Some editions have the code with GM in `code` and the bare number in `identificatie`.
        text = other if other.upper().startswith("GM") else one
        match = _MUNICIPALITY.fullmatch(text)
        codes.append(f"GM{int(match.group(1)):04d}" if match else "")
        if match is None:
            wrong.append(text or "een lege cel")
    if wrong:
        expected = (
            "verwacht gemeentecodes van het CBS, zoals GM0106; dit lijkt een bestand van een ander land "
            "of van andere gebieden"
        )
        raise GebiedenError(bestand, expected, gevonden=opsomming(sorted(set(wrong)), 3), code="codes")
    return codes


def _population(rows: gpd.GeoDataFrame, layout: Indeling, columns: list[str]) -> Any:
    column = layout.column_of(columns, "inwoners")
    smaller = {"wijkcode", "buurtcode", "wk_code", "bu_code"} & {name.lower() for name in columns}
    if column is None or smaller:
        return pd.array([pd.NA] * len(rows), dtype="Int64")
    figures = pd.to_numeric(rows[column], errors="coerce")
    # The Wijk- en Buurtkaart writes missing figures as large negative numbers.
    return figures.where(figures >= 0).round().astype("Int64")


def _shapes(found: gpd.GeoDataFrame, table: pd.DataFrame, layout: Indeling, bestand: str) -> gpd.GeoDataFrame:
    """Return the geometry of the rows of `table`, once none is empty, doubled or no surface."""
    shapes = gpd.GeoDataFrame(geometry=found.geometry.loc[table.index], crs=found.crs)
    names = table["gemeente"] + " (" + table["gemeentecode"] + ")"
    empty = shapes.geometry.isna() | shapes.geometry.is_empty
    if empty.any():
        expected = f"zonder grens: {opsomming(list(names[empty]))}; haal het bestand opnieuw op"
        raise GebiedenError(bestand, expected, code="lege_grens")
    flat = ~shapes.geometry.geom_type.isin(_SURFACES)
    if flat.any():
        kind = str(shapes.geometry.geom_type[flat].iloc[0])
        expected = "verwacht vlakken; dit bestand heeft punten of lijnen"
        raise GebiedenError(bestand, expected, gevonden=kind, code="geen_vlakken")
    double = table["gemeentecode"].duplicated(keep=False)
    if double.any() and not layout.meer_rijen:
        listed = list(dict.fromkeys(names[double]))
        expected = f"verwacht een rij per gemeente; meer keer staan er {opsomming(listed)}"
        raise GebiedenError(bestand, expected, code="dubbel")
    return shapes


def _joined(table: pd.DataFrame, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return a row per municipality, its parts united."""
    parts = shapes.groupby(table["gemeentecode"])
    rows = table.groupby("gemeentecode", sort=True)
    # Every row of a municipality carries the figure of the whole municipality.
    result = rows.first().assign(inwoners=rows["inwoners"].max())
    made = {str(code): united(group) for code, group in parts}
    result = result.reset_index()
    geometry = [made[code] for code in result["gemeentecode"]]
    frame = gpd.GeoDataFrame(result, geometry=geometry, crs=RD_NEW)
    return frame[list(KOLOMMEN)]


def _year(
    found: gpd.GeoDataFrame, layout: Indeling, columns: list[str], layer: str, path: Path
) -> int | None:
    for wanted in ("jaarcode", "jaar"):
        column = layout.column_of(columns, wanted)
        years = {text[:4] for text in _texts(found, column) if text[:4].isdigit()}
        if len(years) == 1:
            return int(years.pop())
    return year_in(layer) or year_in(path.name)


def _source(found: gpd.GeoDataFrame, layout: Indeling, columns: list[str]) -> str:
    """Return the publication: the layout's, or the one that a copy kept with a case tells."""
    told = set(_texts(found, layout.column_of(columns, "bron")))
    known = told & {PDOK, CBS, WIJKEN}
    return known.pop() if len(told) == len(known) == 1 else layout.bron


def _texts(frame: pd.DataFrame, column: str | None) -> list[str]:
    """Return the cells of a column as text without spaces around; without a column all are empty."""
    if column is None:
        return [""] * len(frame)
    cells = frame[column]
    if pd.api.types.is_float_dtype(cells):
        cells = cells.astype("Int64") if (cells.dropna() % 1 == 0).all() else cells
    return ["" if pd.isna(value) else str(value).strip() for value in cells]
