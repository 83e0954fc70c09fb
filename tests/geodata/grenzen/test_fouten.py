"""Every wrong file of boundaries gets one clear message."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon

from plaatsing.geodata.grenzen import GebiedenError, read_gebieden
from tests.geodata.grenzen.vormen import cbs, frame, pdok, square, wijken, write


def refused(path: Path) -> GebiedenError:
    with pytest.raises(GebiedenError) as caught:
        read_gebieden(path)
    assert str(caught.value).startswith(f"{path}: ")
    return caught.value


def test_missing_file(tmp_path: Path) -> None:
    assert "bestaat niet" in str(refused(tmp_path / "weg.gpkg"))


def test_a_folder(tmp_path: Path) -> None:
    assert "dit is een map" in str(refused(tmp_path))


@pytest.mark.parametrize("name", ["brief.gpkg", "tabel.csv", "grenzen.geojson", "grenzen.shp"])
def test_not_a_geographic_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Geachte heer, mevrouw", encoding="utf-8")
    assert refused(path).code in {"geen_geobestand", "geen_grenzen"}


def test_no_layer_with_municipalities(tmp_path: Path) -> None:
    path = write(pdok(), tmp_path / "grenzen.gpkg", "landgebied")
    write(pdok(), path, "provinciegebied")
    error = refused(path)
    assert (error.code, "landgebied en provinciegebied" in str(error)) == ("laag", True)


def test_a_layer_asked_for_that_is_not_there(tmp_path: Path) -> None:
    path = write(cbs(), tmp_path / "grenzen.gpkg", "gemeente_gegeneraliseerd")
    with pytest.raises(GebiedenError, match="wel: gemeente_gegeneraliseerd"):
        read_gebieden(path, laag="buurten")


def test_columns_of_another_publication(tmp_path: Path) -> None:
    data = frame(NUTS_ID=["NL131"], NUTS_NAME=["Noord-Drenthe"])
    error = refused(write(data, tmp_path / "nuts.geojson"))
    assert (error.code, error.gevonden) == ("indeling", "NUTS_ID, NUTS_NAME")


def test_provinces_instead_of_municipalities(tmp_path: Path) -> None:
    path = write(cbs(statcode=["PV20", "PV22"]), tmp_path / "provincies.geojson")
    assert (refused(path).code, refused(path).gevonden) == ("provincies", "PV20")


def test_codes_of_another_country(tmp_path: Path) -> None:
    path = write(pdok(identificatie=["BE11001", "BE11002", "BE11004"]), tmp_path / "be.geojson")
    error = refused(path)
    assert error.code == "codes"
    assert "ander land" in str(error)


def test_boundaries_outside_the_netherlands(tmp_path: Path) -> None:
    paris = [Polygon([(2.2, 48.8), (2.4, 48.8), (2.4, 48.9)])]
    error = refused(write(cbs("EPSG:4326", statcode=["GM0106"], geometry=paris), tmp_path / "fr.gpkg"))
    assert error.code == "ander_land"


def test_no_coordinate_system(tmp_path: Path) -> None:
    path = write(cbs(), tmp_path / "grenzen.shp")
    path.with_suffix(".prj").unlink()
    error = refused(path)
    assert error.code == "stelsel_ontbreekt"
    assert "lijken RD New" in str(error)


@pytest.mark.parametrize(("stated", "real"), [("EPSG:4326", "EPSG:28992"), ("EPSG:28992", "EPSG:4326")])
def test_another_coordinate_system_than_stated(tmp_path: Path, stated: str, real: str) -> None:
    data = cbs().to_crs(real).set_crs(stated, allow_override=True)
    error = refused(write(data, tmp_path / "grenzen.gpkg"))
    assert (error.code, error.gevonden) == ("stelsel", stated)


@pytest.mark.parametrize("epsg", ["EPSG:28992", "EPSG:4326"])
def test_swapped_axes(tmp_path: Path, epsg: str) -> None:
    right = cbs().to_crs(epsg)
    turned = [shapely.transform(shape, lambda points: points[:, ::-1]) for shape in right.geometry]
    data = right.set_geometry(gpd.GeoSeries(turned, crs=epsg))
    assert refused(write(data, tmp_path / "grenzen.gpkg")).code == "assen"


def test_a_municipality_twice(tmp_path: Path) -> None:
    error = refused(write(cbs(statcode=["GM0106", "GM0106", "GM0109"]), tmp_path / "grenzen.gpkg"))
    assert error.code == "dubbel"
    assert str(error).endswith("meer keer staan er Assen (GM0106)")


def test_empty_geometry_names_the_municipalities(tmp_path: Path) -> None:
    error = refused(write(cbs(geometry=[square(0), None, Polygon()]), tmp_path / "grenzen.gpkg"))
    assert error.code == "lege_grens"
    assert "Coevorden (GM0109) en Emmen (GM0114)" in str(error)


def test_points_instead_of_surfaces(tmp_path: Path) -> None:
    points = [Point(235_000, 555_000)] * 3
    error = refused(write(cbs(geometry=points), tmp_path / "punten.gpkg"))
    assert (error.code, error.gevonden) == ("geen_vlakken", "Point")


def test_only_water(tmp_path: Path) -> None:
    data = wijken().assign(water="JA")
    assert refused(write(data, tmp_path / "water.gpkg", "gemeenten")).code == "geen_land"


def test_an_empty_layer(tmp_path: Path) -> None:
    assert refused(write(cbs().iloc[:0], tmp_path / "leeg.gpkg")).code == "leeg"


def test_a_damaged_file(tmp_path: Path) -> None:
    path = write(cbs(), tmp_path / "grenzen.gpkg", "gemeente_gegeneraliseerd")
    path.write_bytes(path.read_bytes()[:5000])
    assert refused(path).code in {"beschadigd", "geen_geobestand"}
