import pandas as pd
import pytest

from plaatsing.geodata import (
    INWONERS_NEDERLAND_2024,
    OnbekendGebiedError,
    gebied_codes,
    gemeenten,
    gemeenten_gdf,
)

KOLOMMEN = [
    "gemeentecode",
    "gemeente",
    "provinciecode",
    "provincie",
    "arbeidsmarktregiocode",
    "arbeidsmarktregio",
    "veiligheidsregiocode",
    "veiligheidsregio",
    "coropcode",
    "corop",
    "inwoners",
    "x_rd",
    "y_rd",
]


def test_the_table_is_complete_and_sums_to_the_national_population() -> None:
    table = gemeenten()
    assert list(table.columns) == KOLOMMEN
    assert len(table) == 342
    assert table["gemeentecode"].is_unique
    assert table["gemeentecode"].is_monotonic_increasing
    assert table["inwoners"].sum() == INWONERS_NEDERLAND_2024 == 17_942_942
    assert table["provinciecode"].nunique() == 12
    assert table.notna().all(axis=None)
    assert not (table.select_dtypes("str") == "").any(axis=None)


def test_points_lie_within_the_bounds_of_rd_new_in_the_netherlands() -> None:
    table = gemeenten()
    assert table["x_rd"].between(10_000, 280_000).all()
    assert table["y_rd"].between(305_000, 620_000).all()


def test_a_caller_who_changes_the_table_changes_only_his_own_copy() -> None:
    table = gemeenten()
    table.loc[:, "inwoners"] = 0
    assert gemeenten()["inwoners"].sum() == INWONERS_NEDERLAND_2024


def test_the_geodataframe_has_the_same_points_in_rd_new() -> None:
    frame = gemeenten_gdf()
    assert frame.crs == "EPSG:28992"
    assert (frame.geometry.x == frame["x_rd"]).all()
    assert (frame.geometry.y == frame["y_rd"]).all()


@pytest.mark.parametrize("naam", ["drenthe", "Drenthe", "PV22", "pv22", "provincie Drenthe"])
def test_a_province_is_known_by_name_and_by_code(naam: str) -> None:
    codes = gebied_codes(naam)
    table = gemeenten().set_index("gemeentecode")
    assert len(codes) == 12
    assert set(table.loc[list(codes), "provincie"]) == {"Drenthe"}


@pytest.mark.parametrize(
    ("naam", "aantal"),
    [
        ("nederland", 342),
        ("Friesland", 18),
        ("fryslan", 18),
        ("VR04", 11),
        ("Utrecht", 26),
        ("gemeente Utrecht", 1),
        ("GM0106", 1),
        ("CR01", 5),
        ("Hengelo", 1),
        ("Den Haag", 1),
        ("amersfoort", 1),
        ("arbeidsmarktregio amersfoort", 7),
    ],
)
def test_every_kind_of_area_is_known(naam: str, aantal: int) -> None:
    assert len(gebied_codes(naam)) == aantal


def test_overlapping_areas_give_each_municipality_once_and_sorted() -> None:
    assert gebied_codes(["GM0106", "drenthe", "Assen"]) == gebied_codes("drenthe")
    assert list(gebied_codes(["zeeland", "drenthe"])) == sorted(gebied_codes(["zeeland", "drenthe"]))


def test_all_unknown_areas_are_named_at_once_with_the_closest_names() -> None:
    with pytest.raises(OnbekendGebiedError) as caught:
        gebied_codes(["drente", "zeeland", "xyzxyz"])
    assert caught.value.onbekend["drente"][0] == "Drenthe"
    assert list(caught.value.onbekend) == ["drente", "xyzxyz"]
    assert 'onbekend gebied "drente"; bedoelde u "Drenthe"' in str(caught.value)
    assert isinstance(caught.value, KeyError)


def test_a_name_shared_by_two_municipalities_is_refused_with_both() -> None:
    with pytest.raises(OnbekendGebiedError) as caught:
        gebied_codes("bergen")
    assert {"Bergen (L.)", "Bergen (NH.)"} <= set(caught.value.onbekend["bergen"])


def test_own_codes_resolve_against_an_own_table() -> None:
    table = pd.DataFrame({"gemeentecode": ["A", "B"], "gemeente": ["Aa", "Bee"], "provinciecode": ["", ""]})
    assert gebied_codes(["bee"], table) == ("B",)
    assert gebied_codes("nederland", table) == ("A", "B")
