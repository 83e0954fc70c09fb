"""The tile map: a valid layout in which the country is recognised.

The rebuild takes tens of seconds on a busy machine; what is tested here holds for the stored table.
"""

from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from plaatsing.geodata.buren import buren, landdelen
from plaatsing.geodata.gemeenten import gemeenten, gemeenten_gdf
from plaatsing.geodata.tegelkaart import tegelkaart, tegels
from plaatsing.geodata.tegelkaart_beeld import tegelkaart_svg
from plaatsing.geodata.tegelkaart_ontwerp import TEGEL_M
from plaatsing.geodata.tegelkaart_verbeteren import naast


def _places() -> dict[str, tuple[int, int]]:
    return {
        str(code): (int(kolom), int(rij))
        for code, kolom, rij in tegelkaart().itertuples(index=False, name=None)
    }


def _in_one_piece(cells: set[tuple[int, int]]) -> bool:
    stack = [min(cells)]
    left = cells - set(stack)
    while stack:
        fresh = left & set(naast(*stack.pop()))
        left -= fresh
        stack.extend(fresh)
    return not left


def test_every_municipality_has_a_place_of_its_own() -> None:
    table = tegelkaart()
    assert table["gemeentecode"].tolist() == gemeenten()["gemeentecode"].tolist()
    assert not table.duplicated(["kolom", "rij"]).any()
    assert table["kolom"].min() == 0


def test_tiles_are_equal_hexagons_that_do_not_overlap() -> None:
    frame = tegels()
    assert frame.crs == "EPSG:28992"
    assert np.allclose(frame.area, TEGEL_M**2 * np.sqrt(3) / 2, rtol=1e-6)
    assert shapely.union_all(frame.geometry.to_numpy()).area == pytest.approx(frame.area.sum(), rel=1e-6)


@pytest.mark.parametrize("provincie", sorted(set(gemeenten()["provinciecode"])))
def test_each_land_part_of_a_province_is_in_one_piece(provincie: str) -> None:
    table, places = gemeenten(), _places()
    for part in landdelen(table.loc[table["provinciecode"] == provincie, "gemeentecode"].tolist()):
        assert _in_one_piece({places[code] for code in part})


def test_true_neighbours_stay_near() -> None:
    table = tegels()
    middle = dict(zip(table["gemeentecode"], shapely.get_coordinates(table.centroid), strict=True))
    pairs = buren()[["gemeentecode", "buurgemeentecode"]].itertuples(index=False, name=None)
    apart = np.array([np.hypot(*(middle[one] - middle[other])) for one, other in pairs]) / TEGEL_M
    assert (apart < 1.01).mean() > 0.74
    assert (apart < 2.01).mean() > 0.98


def test_no_tile_moved_across_the_country() -> None:
    moved = tegels().centroid.distance(gemeenten_gdf().geometry) / 1000
    assert moved.mean() < 10.5
    assert moved.max() < 29


def test_the_country_lies_as_it_does() -> None:
    places = _places()
    texel, vlieland, terschelling = (places[code] for code in ("GM0448", "GM0096", "GM0093"))
    assert texel[1] < vlieland[1] <= terschelling[1]
    assert texel[0] < vlieland[0] < terschelling[0]
    islands = ["GM0448", "GM0096", "GM0093", "GM0060", "GM0088"]
    assert all(not set(naast(*places[code])) & set(places.values()) for code in islands)
    assert min(places.values(), key=lambda place: place[1]) == places["GM0981"]  # Vaals
    assert places["GM0687"][0] < places["GM0758"][0] < places["GM0983"][0]  # Middelburg, Breda, Venlo


def test_there_is_no_hole_in_the_land() -> None:
    taken = set(_places().values())
    sea = {(-1, -1)}
    stack = list(sea)
    while stack:
        near = naast(*stack.pop())
        fresh = {
            cell for cell in near if cell not in taken | sea and -1 <= cell[0] < 40 and -1 <= cell[1] < 40
        }
        sea |= fresh
        stack.extend(fresh)
    assert {cell for place in taken for cell in naast(*place)} <= taken | sea


def test_den_helder_is_the_tip_of_the_mainland() -> None:
    places = _places()
    rows = [places[code][1] for code in ("GM0400", "GM0441", "GM1911")]
    assert rows[0] > max(rows[1:])
    holland = gemeenten().query("provinciecode == 'PV27'")["gemeentecode"]
    assert places["GM0400"][1] == max(places[code][1] for code in holland if code != "GM0448")


def test_the_westerschelde_lies_between_zeeuws_vlaanderen_and_the_rest() -> None:
    places = _places()
    sluis, terneuzen, hulst = (places[code] for code in ("GM1714", "GM0715", "GM0677"))
    assert sluis[1] == terneuzen[1] == hulst[1]
    assert sluis[0] < terneuzen[0] < hulst[0]
    others = set(places.values()) - {sluis, terneuzen, hulst}
    assert not {cell for place in (sluis, terneuzen, hulst) for cell in naast(*place)} & others
    zeeland = gemeenten().query("provinciecode == 'PV29'")["gemeentecode"]
    assert min(places[code][1] for code in zeeland) == terneuzen[1]


def test_the_ijsselmeer_is_open_water() -> None:
    places = _places()
    enkhuizen, lelystad, stavoren = (places[code] for code in ("GM0388", "GM0995", "GM1900"))
    taken = set(places.values())
    between = {(column, enkhuizen[1]) for column in range(enkhuizen[0] + 1, lelystad[0])}
    assert between
    assert not between & taken
    assert enkhuizen[0] < lelystad[0]
    assert enkhuizen[0] < stavoren[0]


def test_the_picture_names_every_municipality() -> None:
    root = ET.fromstring(tegelkaart_svg())
    assert len(root.findall(".//{http://www.w3.org/2000/svg}title")) == 342
