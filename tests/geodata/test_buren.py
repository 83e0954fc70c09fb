"""Who borders on whom, and how that is derived from polygons."""

import geopandas as gpd
import pandas as pd
from shapely import Polygon, box

from plaatsing.geodata.buren import buren, derive_buren, landdelen
from plaatsing.geodata.gemeenten import gemeenten

EILANDEN = {"GM0060", "GM0088", "GM0093", "GM0096", "GM0448"}


def _pairs(table: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(table[["gemeentecode", "buurgemeentecode"]].itertuples(index=False, name=None))


def test_shared_edges_make_neighbours_and_a_common_corner_does_not() -> None:
    frame = gpd.GeoDataFrame(
        {"statcode": ["GM0001", "GM0002", "GM0003", "GM0009"]},
        geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), box(1, 1, 2, 2), box(5, 5, 6, 6)],
        crs="EPSG:28992",
    )
    assert _pairs(derive_buren(frame)) == {("GM0001", "GM0002"), ("GM0002", "GM0003")}


def test_an_invalid_polygon_is_repaired_and_keeps_its_neighbour() -> None:
    spike = Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1, 0.5), (1.5, 0.5), (1, 0.5), (1, 0)])
    assert not spike.is_valid
    frame = gpd.GeoDataFrame(
        {"statcode": ["GM0002", "GM0001"]}, geometry=[spike, Polygon([(0, 0), (1, 0), (1, 0.5), (1, 1)])]
    )
    assert _pairs(derive_buren(frame)) == {("GM0001", "GM0002")}


def test_bundled_table_covers_all_but_the_islands() -> None:
    table = buren()
    named = set(table["gemeentecode"]) | set(table["buurgemeentecode"])
    assert named == set(gemeenten()["gemeentecode"]) - EILANDEN
    assert (table["gemeentecode"] < table["buurgemeentecode"]).all()
    assert not table.duplicated().any()


def test_known_borders_are_there_and_water_is_none() -> None:
    pairs = _pairs(buren())
    assert ("GM0106", "GM0109") not in pairs  # Assen and Coevorden: Midden-Drenthe and Aa en Hunze between
    assert ("GM0106", "GM1731") in pairs  # Assen and Midden-Drenthe
    assert ("GM0654", "GM0715") not in pairs  # Borsele and Terneuzen: the Westerschelde between


def test_the_country_falls_apart_into_mainland_zeeuws_vlaanderen_and_islands() -> None:
    pieces = landdelen(list(gemeenten()["gemeentecode"]))
    assert [len(piece) for piece in pieces] == [334, 3, 1, 1, 1, 1, 1]
    assert pieces[1] == ("GM0677", "GM0715", "GM1714")
    assert {code for piece in pieces[2:] for code in piece} == EILANDEN
