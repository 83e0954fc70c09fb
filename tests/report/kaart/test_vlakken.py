"""Shapes: simplified, with shared borders intact, and lines between regions."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import shapely

from plaatsing.geodata import gemeenten
from plaatsing.report.kaart.pad import pad
from plaatsing.report.kaart.vlakken import (
    BREEDTE,
    Vlak,
    grensvlakken,
    lijnen,
    projectie,
    tegelvlakken,
    verhouding,
    vlakken,
)
from tests.report.kaart.voorbeeld import ruwe_grenzen

CODES = gemeenten()["gemeentecode"].tolist()


def _edges(drawn: dict[str, Vlak]) -> Counter[frozenset[tuple[int, int]]]:
    return Counter(
        frozenset((tuple(one), tuple(other)))
        for vlak in drawn.values()
        for ring in vlak.ringen
        for one, other in pairwise(ring.tolist())
    )


def test_simplified_neighbours_share_their_border_point_for_point() -> None:
    rough = ruwe_grenzen(CODES)
    simple = grensvlakken(rough, CODES)
    assert (
        shapely.get_num_coordinates(simple.to_numpy()).sum()
        < shapely.get_num_coordinates(rough.geometry).sum() / 3
    )
    ratio = verhouding(simple.total_bounds)
    drawn = vlakken(simple, projectie(simple.total_bounds, ratio))
    shared = Counter(_edges(drawn).values())
    # Every side of a tile lies in one municipality or two; before simplifying, sides inside are in two.
    assert set(shared) == {1, 2}
    whole = shapely.union_all(simple.to_numpy())
    assert abs(whole.area - simple.area.sum()) < 1e-6 * whole.area


def test_a_drawing_stays_within_its_frame_in_whole_units() -> None:
    shapes = tegelvlakken(CODES)
    ratio = verhouding(shapes.total_bounds)
    drawn = vlakken(shapes, projectie(shapes.total_bounds, ratio))
    points = np.concatenate([ring for vlak in drawn.values() for ring in vlak.ringen])
    assert points.dtype == np.int64
    assert points.min() >= 0
    assert points[:, 0].max() <= BREEDTE
    assert points[:, 1].max() <= BREEDTE * ratio


def test_north_is_up() -> None:
    shapes = tegelvlakken(["GM0014", "GM0935"])
    drawn = vlakken(shapes, projectie(shapes.total_bounds, 1.0))
    assert drawn["GM0014"].y < drawn["GM0935"].y


def test_lines_lie_between_regions_and_around_everything() -> None:
    shapes = tegelvlakken(CODES)
    drawn = vlakken(shapes, projectie(shapes.total_bounds, 1.2))
    province = dict(zip(CODES, gemeenten()["provinciecode"], strict=True))
    between, outside = lijnen(drawn, province)
    counted = _edges(drawn)
    single = sum(count == 1 for count in counted.values())
    assert sum(len(line) - 1 for line in outside) == single
    assert 0 < sum(len(line) - 1 for line in between) < sum(count == 2 for count in counted.values())
    alone, _ = lijnen(drawn, dict.fromkeys(CODES, "NL"))
    assert alone == []


def test_a_label_stands_inside_its_shape_with_the_room_it_claims() -> None:
    shapes = tegelvlakken(CODES[:40])
    drawn = vlakken(shapes, projectie(shapes.total_bounds, 1.0))
    for vlak in drawn.values():
        shape = shapely.Polygon(vlak.ringen[0])
        point = shapely.Point(vlak.x, vlak.y)
        assert shape.contains(point)
        assert shape.exterior.distance(point) * 2 >= vlak.ruimte * 0.97


def test_path_data_draws_the_points_back() -> None:
    ring = np.array([[10, 20], [40, 20], [35, -5], [10, 20]])
    assert pad([ring], dicht=True) == "M10 20l30 0-5-25z"
    assert pad([ring[:3]], dicht=False) == "M10 20l30 0-5-25"
