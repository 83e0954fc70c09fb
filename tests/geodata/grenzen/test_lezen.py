"""Official boundary files are taken unchanged, in every layout and format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plaatsing.geodata.grenzen import read_gebieden
from plaatsing.geodata.grenzen.lezen import KOLOMMEN
from plaatsing.geodata.grenzen.vlakken import polygons_of
from tests.geodata.grenzen.vormen import BOWTIE, NAMES, cbs, pdok, square, two_loops, wijken, write


def test_cbs_layout_gives_documented_columns(tmp_path: Path) -> None:
    path = write(cbs(), tmp_path / "cbsgebiedsindelingen.gpkg", "gemeente_gegeneraliseerd")
    read = read_gebieden(path)
    assert tuple(read.columns) == KOLOMMEN
    assert read["gemeentecode"].tolist() == list(NAMES)
    assert read["gemeente"].tolist() == list(NAMES.values())
    assert (read["jaar"].unique().tolist(), read["bron"].unique().tolist()) == (
        [2025],
        ["CBS Gebiedsindelingen"],
    )
    assert read.crs == "EPSG:28992"
    assert read.area.tolist() == pytest.approx([1e8] * 3)


def test_generalised_boundaries_go_before_the_others(tmp_path: Path) -> None:
    path = tmp_path / "cbs2025.gpkg"
    write(cbs(statcode=["GM0109"]), path, "gemeente_niet_gegeneraliseerd")
    write(cbs(statcode=["GM0106"]), path, "gemeente_gegeneraliseerd")
    write(cbs(statcode=["PV22"]), path, "provincie_gegeneraliseerd")
    assert read_gebieden(path)["gemeentecode"].tolist() == ["GM0106"]
    detailed = read_gebieden(path, laag="gemeente_niet_gegeneraliseerd")
    assert detailed["gemeentecode"].tolist() == ["GM0109"]


@pytest.mark.parametrize("swapped", [False, True])
def test_pdok_layout_with_identificatie_and_code_either_way(tmp_path: Path, swapped: bool) -> None:
    data = pdok()
    if swapped:
        data = data.rename(columns={"identificatie": "code", "code": "identificatie"})
    path = write(data, tmp_path / "BestuurlijkeGebieden_2026.gpkg", "gemeentegebied")
    write(pdok(identificatie=["PV22"] * 3), path, "provinciegebied")
    read = read_gebieden(path)
    assert read["gemeentecode"].tolist() == list(NAMES)
    assert read["provinciecode"].unique().tolist() == ["PV22"]
    assert (read["jaar"].unique().tolist(), read["bron"][0]) == ([2026], "PDOK Bestuurlijke Gebieden")


def test_wijkkaart_keeps_land_joins_rows_and_misses_negative_figures(tmp_path: Path) -> None:
    read = read_gebieden(write(wijken(), tmp_path / "wijkenbuurten_2024_v1.gpkg", "gemeenten"))
    assert read["gemeentecode"].tolist() == ["GM0106", "GM0109"]
    assert read.area.tolist() == pytest.approx([2e8, 1e8])
    assert read["inwoners"].tolist()[0] == 70_000
    assert read["inwoners"].isna().tolist() == [False, True]
    assert read["jaar"].unique().tolist() == [2024]


@pytest.mark.filterwarnings("ignore:Column names longer", "ignore:Normalized/laundered")
@pytest.mark.parametrize("suffix", [".geojson", ".shp"])
@pytest.mark.parametrize("layout", [cbs, pdok, wijken])
def test_geojson_and_shapefile_in_the_same_layouts(tmp_path: Path, suffix: str, layout: object) -> None:
    data = layout()  # type: ignore[operator]
    read = read_gebieden(write(data, tmp_path / f"gemeenten{suffix}"))
    assert read["gemeente"].tolist()[:2] == ["Assen", "Coevorden"]
    assert read.crs == "EPSG:28992"


@pytest.mark.parametrize("epsg", [4326, 3857])
def test_other_systems_are_brought_to_rd_new(tmp_path: Path, epsg: int) -> None:
    read = read_gebieden(write(cbs().to_crs(epsg), tmp_path / "grenzen.gpkg"))
    assert read.crs == "EPSG:28992"
    assert read.total_bounds == pytest.approx([230_000, 540_000, 260_000, 550_000], abs=1)


def test_invalid_polygons_are_repaired_without_loss() -> None:
    assert polygons_of(BOWTIE).is_valid
    assert polygons_of(BOWTIE).area == pytest.approx(8_000_000)
    assert polygons_of(two_loops()).area == pytest.approx(1e8)


def test_an_invalid_polygon_in_a_file_comes_out_valid(tmp_path: Path) -> None:
    path = write(cbs(geometry=[BOWTIE, square(1), square(2)]), tmp_path / "grenzen.gpkg")
    read = read_gebieden(path)
    assert read.is_valid.all()
    assert set(read.geom_type) <= {"Polygon", "MultiPolygon"}


def test_a_year_that_nothing_tells_is_missing(tmp_path: Path) -> None:
    path = write(pdok(), tmp_path / "grenzen.gpkg", "gemeentegebied")
    assert read_gebieden(path)["jaar"].isna().all()


@pytest.mark.parametrize(("jaar", "broken"), [(2023, 6), (2026, 2)])
def test_reference_boundaries_become_342_valid_municipalities(jaar: int, broken: int) -> None:
    import geopandas as gpd

    folder = os.environ.get("PLAATSING_REFERENTIE")
    if not folder:
        pytest.skip("PLAATSING_REFERENTIE noemt geen map met officiële grenzen")
    path = Path(folder) / "geo" / f"gemeenten_{jaar}_wgs84.geojson"
    as_published = gpd.read_file(path).to_crs("EPSG:28992")
    read = read_gebieden(path)
    assert (~as_published.is_valid).sum() == broken
    assert len(read) == 342
    assert read.is_valid.all()
    assert set(read.geom_type) <= {"Polygon", "MultiPolygon"}
    assert read["jaar"].unique().tolist() == [jaar]
    assert read.area.sum() == pytest.approx(as_published.area.sum(), rel=1e-6)
