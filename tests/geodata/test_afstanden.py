import numpy as np
import pytest

from plaatsing.geodata import afstanden_km, gemeenten, paren_binnen_km


def test_a_hand_worked_distance() -> None:
    # 3 km east and 4 km north is 5 km straight, 6.5 km with a detour of 1.3.
    assert afstanden_km([100_000], [500_000], [103_000], [504_000]) == pytest.approx(6.5)
    assert afstanden_km([100_000], [500_000], [103_000], [504_000], omrijfactor=1.0) == pytest.approx(5.0)


def test_all_pairs_come_as_rows_by_columns() -> None:
    km = afstanden_km([0, 0], [0, 1000], [0, 2000, 0], [0, 0, 5000], omrijfactor=1.0)
    np.testing.assert_allclose(km, [[0, 2, 5], [1, np.sqrt(5), 4]])


def test_assen_lies_about_26_km_straight_from_groningen() -> None:
    table = gemeenten().set_index("gemeente")
    one, other = table.loc["Assen"], table.loc["Groningen"]
    km = afstanden_km(one["x_rd"], one["y_rd"], other["x_rd"], other["y_rd"], omrijfactor=1.0)
    assert 22 < km[0, 0] < 28


def test_the_index_finds_exactly_the_pairs_within_the_limit() -> None:
    table = gemeenten()
    x, y = table["x_rd"], table["y_rd"]
    i, j, km = paren_binnen_km(x, y, x, y, 30.0)
    full = afstanden_km(x, y, x, y)
    rows, columns = np.nonzero(full <= 30.0)
    np.testing.assert_array_equal(i, rows)
    np.testing.assert_array_equal(j, columns)
    np.testing.assert_array_equal(km, full[rows, columns])
    assert 342 < len(i) < 342 * 342


def test_a_pair_exactly_at_the_limit_is_within_it() -> None:
    i, _, km = paren_binnen_km([0], [0], [30_000, 30_001], [0, 0], 30.0, omrijfactor=1.0)
    assert list(km) == [30.0]
    assert list(i) == [0]


def test_no_points_give_no_pairs() -> None:
    i, j, km = paren_binnen_km([], [], [1.0], [1.0], 30.0)
    assert (len(i), len(j), len(km)) == (0, 0, 0)
