import numpy as np

from plaatsing.generator.verdeling import AANDEEL, GROOTTES, gelijkmatig, gespreid, groottes, kies, naar_rato


def _rng() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(1))


def test_shares_are_whole_and_sum_to_the_total() -> None:
    assert list(naar_rato(10, [1, 1, 1])) == [4, 3, 3]
    assert list(naar_rato(7, [0.5, 0.25, 0.25])) == [3, 2, 2]
    assert list(naar_rato(2, [0, 0])) == [1, 1]
    assert list(naar_rato(0, [1, 2])) == [0, 0]


def test_sizes_have_exactly_the_documented_shares() -> None:
    counts = np.bincount(groottes(_rng(), 100), minlength=8)[1:]
    assert list(counts) == [62, 10, 8, 8, 6, 4, 2]
    assert AANDEEL.sum() == 1.0
    assert list(GROOTTES) == [1, 2, 3, 4, 5, 6, 7]


def test_a_position_without_weight_is_never_drawn() -> None:
    drawn = kies(_rng(), [0, 3, 0, 1, 0], 4000)
    assert set(drawn) == {1, 3}
    assert 0.7 < (drawn == 1).mean() < 0.8


def test_days_are_spread_evenly() -> None:
    days = gelijkmatig(_rng(), 1000, 366)
    assert days.min() == 0
    assert days.max() == 365
    assert (np.diff(days) >= 0).all()
    halves = np.histogram(days, bins=[0, 183, 366])[0]
    assert abs(halves[0] - halves[1]) <= 1


def test_spread_positions_are_different_and_far_apart() -> None:
    km = np.abs(np.subtract.outer(np.arange(10.0), np.arange(10.0)))
    chosen = gespreid(_rng(), km, np.ones(10), [0], 10)
    assert chosen[0] == 0
    assert sorted(chosen) == list(range(10))
    second = [
        gespreid(np.random.Generator(np.random.PCG64(s)), km, np.ones(10), [0], 2)[1] for s in range(200)
    ]
    assert np.mean(second) > 6.5


def test_more_positions_than_there_are_still_come() -> None:
    chosen = gespreid(_rng(), np.zeros((1, 1)), np.ones(1), [], 3)
    assert chosen == [0, 0, 0]
