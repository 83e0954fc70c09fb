"""Four municipalities on a line, 10 km apart; the first three in region N, the last in Z."""

import pandas as pd
import pytest

from plaatsing.geodata import afstand_tabel, bereik

GEMEENTEN = pd.DataFrame(
    {
        "gemeentecode": ["A", "B", "C", "D"],
        "provinciecode": ["N", "N", "N", "Z"],
        "x_rd": [0.0, 10_000.0, 20_000.0, 30_000.0],
        "y_rd": [0.0, 0.0, 0.0, 0.0],
    }
)


def _locatie(
    gemeentecode: str, status: str, deelnemers: tuple[str, ...] = (), locatie: str = "L1"
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "locatie": [locatie],
            "gemeentecode": [gemeentecode],
            "status": [status],
            "deelnemende_gemeenten": [deelnemers],
        }
    )


def _afstanden(*rijen: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rijen, columns=["van", "naar", "km"])


def _bereik(locaties: pd.DataFrame, limiet_km: float, **opties: object) -> pd.DataFrame:
    return bereik(locaties, GEMEENTEN, limiet_km=limiet_km, omrijfactor=1.0, **opties)  # type: ignore[arg-type]


def _codes(frame: pd.DataFrame) -> list[str]:
    return list(frame["gemeentecode"])


def test_a_candidate_serves_its_region_within_the_limit() -> None:
    served = _bereik(_locatie("B", "kandidaat"), 10.0)
    assert _codes(served) == ["A", "B", "C"]
    assert list(served["km"]) == [10.0, 0.0, 10.0]
    assert set(served["deelname"]) == {"af te spreken"}
    assert not served["boven_limiet"].any()


def test_a_candidate_does_not_cross_the_border_of_its_region() -> None:
    assert _codes(_bereik(_locatie("C", "kandidaat"), 100.0)) == ["A", "B", "C"]
    assert _codes(_bereik(_locatie("D", "kandidaat"), 100.0)) == ["D"]


def test_without_province_codes_everything_is_one_region() -> None:
    own = GEMEENTEN.assign(provinciecode="")
    served = bereik(_locatie("D", "kandidaat"), own, limiet_km=10.0, omrijfactor=1.0)
    assert _codes(served) == ["C", "D"]


def test_another_column_can_be_the_region() -> None:
    own = GEMEENTEN.assign(veiligheidsregiocode=["V", "W", "W", "W"])
    served = bereik(
        _locatie("D", "kandidaat"), own, limiet_km=99.0, omrijfactor=1.0, regio="veiligheidsregiocode"
    )
    assert _codes(served) == ["B", "C", "D"]


def test_participants_of_a_candidate_restrict_it_further() -> None:
    assert _codes(_bereik(_locatie("B", "kandidaat", ("C", "D")), 100.0)) == ["C"]


def test_an_existing_location_serves_its_participants_beyond_limit_and_region() -> None:
    served = _bereik(_locatie("A", "bestaand", ("D", "B")), 15.0)
    assert _codes(served) == ["B", "D"]
    assert list(served["deelname"]) == ["afgesproken", "afgesproken"]
    assert list(served["boven_limiet"]) == [False, True]


def test_an_existing_location_without_participants_serves_its_own_municipality() -> None:
    assert _codes(_bereik(_locatie("C", "bestaand"), 100.0)) == ["C"]


def test_participants_outside_the_plan_are_left_out_and_do_not_widen_reach() -> None:
    assert _codes(_bereik(_locatie("A", "bestaand", ("X",)), 100.0)) == []
    assert _codes(_bereik(_locatie("X", "kandidaat"), 100.0)) == []
    assert _codes(_bereik(_locatie("X", "bestaand", ("B",)), 100.0)) == ["B"]


def test_the_detour_factor_counts_for_the_limit() -> None:
    served = bereik(_locatie("B", "kandidaat"), GEMEENTEN, limiet_km=12.0, omrijfactor=1.3)
    assert _codes(served) == ["B"]


@pytest.mark.parametrize("rij", [("L1", "A", 31.0), ("A", "L1", 31.0), ("B", "A", 31.0), ("A", "B", 31.0)])
def test_a_given_distance_replaces_the_straight_line(rij: tuple[str, str, float]) -> None:
    assert _codes(_bereik(_locatie("B", "kandidaat"), 30.0, afstanden=_afstanden(rij))) == ["B", "C"]


def test_a_given_distance_can_bring_a_municipality_within_reach() -> None:
    table = _afstanden(("L1", "A", 4.0))
    served = _bereik(_locatie("C", "kandidaat"), 10.0, afstanden=table)
    assert _codes(served) == ["A", "B", "C"]
    assert list(served["km"]) == [4.0, 10.0, 0.0]


def test_the_most_specific_given_distance_counts_whatever_the_order_of_rows() -> None:
    table = _afstanden(("B", "A", 1.0), ("A", "L1", 2.0), ("L1", "A", 3.0), ("L1", "A", 5.0), ("A", "B", 9.0))
    for rows in (table, table[::-1]):
        km = afstand_tabel(_locatie("B", "kandidaat"), GEMEENTEN, omrijfactor=1.0, afstanden=rows)
        assert km.loc["L1", "A"] == 3.0


def test_a_row_with_only_minutes_leaves_the_straight_line() -> None:
    served = _bereik(_locatie("B", "kandidaat"), 10.0, afstanden=_afstanden(("L1", "A", None)))
    assert _codes(served) == ["A", "B", "C"]


def test_a_location_with_a_point_is_measured_from_there() -> None:
    site = _locatie("B", "kandidaat").assign(x_rd=17_000.0, y_rd=0.0)
    assert list(_bereik(site, 10.0)["km"]) == [7.0, 3.0]
    assert _codes(_bereik(site.assign(x_rd=float("nan")), 10.0)) == ["A", "B", "C"]


def test_the_order_of_input_rows_does_not_matter() -> None:
    sites = pd.concat(
        [_locatie("B", "kandidaat", locatie="L2"), _locatie("D", "bestaand", ("A", "D"), locatie="L1")]
    )
    one = _bereik(sites, 10.0)
    other = bereik(sites[::-1], GEMEENTEN[::-1], limiet_km=10.0, omrijfactor=1.0)
    pd.testing.assert_frame_equal(one, other)
    assert list(one["locatie"].unique()) == ["L1", "L2"]


def test_no_locations_give_an_empty_table_with_the_same_columns() -> None:
    served = _bereik(_locatie("A", "kandidaat").iloc[:0], 10.0)
    assert served.empty
    assert list(served.columns) == ["locatie", "gemeentecode", "km", "deelname", "boven_limiet"]
