"""Official boundaries joined with the municipalities of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from plaatsing.geodata.grenzen import GebiedenError, laatste_indeling, read_gebieden, vergelijk
from plaatsing.problemen import CaseError, Problem

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.lezen.opbouw import Concept

KOLOMMEN = ("gemeentecode", "gemeente", "provinciecode", "jaar", "bron", "geometry")
_CENTIMETRES = 2


def case_gebieden(case: Case) -> gpd.GeoDataFrame:
    """Return the official boundaries of the municipalities of a case.

    Parameters
    ----------
    case : Case
        A case whose settings name a file: ``gebieden = "BestuurlijkeGebieden_2026.gpkg"``.

    Returns
    -------
    geopandas.GeoDataFrame
        A row per municipality in the order of ``case.gemeenten``, EPSG:28992 (metres):
        ``gemeentecode``, ``gemeente`` (the case's name), ``provinciecode`` (the case's), ``jaar``
        (Int64, of the file), ``bron`` (name of the publication) and ``geometry`` (a valid
        Polygon or MultiPolygon).

    Raises
    ------
    CaseError
        If the settings name no file.
    """
    if case.grenzen is None:
        expected = 'deze instelling ontbreekt, bijvoorbeeld gebieden = "BestuurlijkeGebieden_2026.gpkg"'
        raise CaseError([Problem("plan.toml", expected, kolom="gebieden", code="ontbreekt")])
    shapes = case.grenzen.set_index("gemeentecode").loc[list(case.gemeenten["gemeentecode"])]
    names = case.gemeenten[["gemeentecode", "gemeente", "provinciecode"]].reset_index(drop=True)
    result = names.assign(jaar=shapes["jaar"].array, bron=shapes["bron"].array)
    joined = gpd.GeoDataFrame(result, geometry=list(shapes.geometry), crs=shapes.crs)
    return joined[list(KOLOMMEN)]


def read_boundaries(concept: Concept) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Read the boundaries that the settings name, and compare them with the municipalities.

    Returns
    -------
    GeoDataFrame or None
        The municipalities of the area, as `plaatsing.geodata.grenzen.read_gebieden` gives them;
        None where the settings name no file, or it cannot be used.
    list of Problem
        One problem for a file that cannot be used; one that names every difference otherwise, an
        error where a municipality of the area has no boundary.
    """
    given = concept.instellingen.gebieden
    if not given:
        return None, []
    path = Path(concept.ruw.map or ".") / given
    try:
        found = read_gebieden(path)
    except GebiedenError as error:
        return None, [Problem(given, error.verwacht, gevonden=error.gevonden, code=f"gebieden_{error.code}")]
    reference = concept.codes.table
    differences = vergelijk(found, reference, concept.gebied)
    current = laatste_indeling(found, reference["gemeentecode"])
    own = current[current["gemeentecode"].isin(concept.gebied)].reset_index(drop=True)
    if not differences:
        return own, []
    missing = bool(differences.ontbreekt)
    problem = Problem(
        given,
        str(differences),
        ernst="fout" if missing else "waarschuwing",
        code="gebieden_verschil",
    )
    return (None if missing else own), [problem]


def boundaries_bytes(grenzen: gpd.GeoDataFrame) -> bytes:
    """Return boundaries as GeoJSON in RD New to the centimetre, a municipality per line.

    The columns are those of CBS Gebiedsindelingen, so that `read_gebieden` reads it again.
    """
    lines = []
    years = ["" if pd.isna(year) else str(int(year)) for year in grenzen["jaar"]]
    columns = (grenzen[name].tolist() for name in ("gemeentecode", "gemeente", "bron"))
    for code, name, source, year, outline in zip(*columns, years, grenzen.geometry, strict=True):
        shape = shapely.transform(outline, lambda points: points.round(_CENTIMETRES))
        feature = {
            "type": "Feature",
            "properties": {
                "statcode": code,
                "jrstatcode": f"{year}{code}",
                "statnaam": name,
                "bron": source,
            },
            "geometry": shapely.geometry.mapping(shape),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    head = {
        "type": "FeatureCollection",
        "name": "gemeente_gegeneraliseerd",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    return (text + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode()
