"""The layers of the map for a GIS."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from plaatsing.geodata import gemeenten
from plaatsing.report.kaart import Kaartgegevens
from plaatsing.report.kaartlagen import kaartlagen
from tests.report.kaart.voorbeeld import kaartgegevens


def _written(given: Kaartgegevens, folder: Path) -> Path:
    path = folder / "map.gpkg"
    path.write_bytes(kaartlagen(given, gemeenten(), "nl"))
    return path


def _layer(path: Path, name: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pyogrio.read_dataframe(path, layer=name))


def test_the_layers_hold_what_the_map_shows(tmp_path: Path) -> None:
    given = kaartgegevens("Drenthe", grenzen=True)
    path = _written(given, tmp_path)
    towns, regions, sites, flows = (_layer(path, n) for n in ("gemeenten", "regios", "locaties", "stromen"))
    assert sorted(towns["gemeentecode"]) == sorted(given.gemeenten["gemeentecode"])
    assert set(regions["regio"]) == set(given.gemeenten["regio"])
    assert sites["plaatsen"].sum() == given.locaties["plaatsen"].sum()
    assert flows["personen"].sum() == given.stromen["personen"].sum()
    assert all(layer.crs == "EPSG:28992" for layer in (towns, regions, sites, flows))
    assert set(towns["vorm"]) == {"grens"}
    assert (flows.geometry.length < 120_000).all()
    share = towns.set_index("gemeentecode")["deel"]
    pd.testing.assert_series_equal(
        share.sort_index(), given.kolommen[2].waarden.sort_index(), check_names=False, check_index_type=False
    )


def test_on_tiles_locations_and_flows_lie_in_the_tile_of_their_municipality(tmp_path: Path) -> None:
    path = _written(kaartgegevens("Drenthe", grenzen=False), tmp_path)
    tiles = _layer(path, "gemeenten").set_index("gemeentecode").geometry
    sites, flows = _layer(path, "locaties"), _layer(path, "stromen")
    assert len(sites) > 3
    assert all(
        tiles[code].contains(point) for code, point in zip(sites["gemeentecode"], sites.geometry, strict=True)
    )
    assert all(
        tiles[code].contains(shapely.Point(line.coords[-1]))
        for code, line in zip(flows["gemeentecode"], flows.geometry, strict=True)
    )
    at = dict(zip(sites["locatie"], sites.geometry, strict=True))
    starts = [shapely.Point(line.coords[0]) for line in flows.geometry]
    assert starts == [at[name] for name in flows["locatie"]]


def test_fields_hold_the_true_place_of_a_location(tmp_path: Path) -> None:
    given = kaartgegevens("Drenthe", grenzen=False)
    sites = _layer(_written(given, tmp_path), "locaties").set_index("locatie")
    true = given.locaties.set_index("locatie")
    assert sites["x_rd"].to_dict() == true["x_rd"].to_dict()
    assert sites["y_rd"].to_dict() == true["y_rd"].to_dict()


@pytest.mark.parametrize("grenzen", [False, True])
def test_the_same_map_gives_the_same_bytes(grenzen: bool) -> None:
    given = kaartgegevens("Drenthe", grenzen=grenzen)
    assert kaartlagen(given, gemeenten(), "nl") == kaartlagen(given, gemeenten(), "nl")


def test_every_field_is_explained(tmp_path: Path) -> None:
    path = _written(kaartgegevens("Drenthe"), tmp_path)
    explained = pyogrio.read_dataframe(path, layer="uitleg")
    for layer, rows in explained.groupby("laag"):
        fields = [name for name in _layer(path, str(layer)).columns if name != "geometry"]
        assert rows["veld"].tolist() == fields
    assert (explained["uitleg"] != "").all()


def test_each_layer_carries_a_style_that_fits_its_fields(tmp_path: Path) -> None:
    path = _written(kaartgegevens("Drenthe"), tmp_path)
    with closing(sqlite3.connect(path)) as database:
        styles = dict(
            database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1")
        )
        known = {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    assert set(styles) == {"gemeenten", "regios", "locaties", "stromen"} <= known
    root = ET.fromstring(styles["gemeenten"])
    renderer = root.find("renderer-v2")
    assert renderer is not None
    towns = _layer(path, "gemeenten")
    values = {category.get("value") for category in root.iter("category")}
    assert set(towns[str(renderer.get("attr"))]) == values
    tones = {
        (row[f"{'tekort'}_klasse"], row["tekort_kleur"])
        for row in towns.drop(columns="geometry").to_dict("records")
    }
    assert len(tones) == len(values)


def test_a_map_without_locations_has_empty_layers(tmp_path: Path) -> None:
    given = kaartgegevens("Drenthe")
    path = _written(Kaartgegevens(given.gemeenten, given.kolommen), tmp_path)
    assert len(_layer(path, "locaties")) == 0
    assert len(_layer(path, "stromen")) == 0
