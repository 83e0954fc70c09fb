"""Trajects that are written down, against every traject valued one by one."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from plaatsing.models.spans import spans
from plaatsing.models.ways import Ways
from tests.models.enumeration import Row
from tests.models.test_pricing import Valued, moment_of_leaving


@pytest.fixture(params=range(80), scope="module")
def valued(request: pytest.FixtureRequest) -> Valued:
    return Valued(int(request.param))


def test_a_traject_written_down_exists_and_attains_the_value(valued: Valued) -> None:
    priced, last = valued.priced, valued.last
    klasse, leave = np.nonzero(np.isfinite(priced.by_leave))
    entry = np.append(priced.entry, np.full((len(priced.entry), 1), -1), axis=1)[klasse, leave]
    found = list(Ways(valued.pricing).of_classes(klasse, entry, leave).rows())
    assert len(found) == len(klasse)
    for row, k, moment in zip(found, klasse.tolist(), leave.tolist(), strict=True):
        assert row[0] == k
        assert moment_of_leaving(row) == moment
        assert row[5] >= 0 or moment == last or row[4] == last
        assert valued.values[k][row] == pytest.approx(priced.by_leave[k, moment], abs=1e-8)


@pytest.mark.parametrize("count", [1, 2, 100])
def test_an_offer_leads_to_its_cheapest_municipalities_first(valued: Valued, count: int) -> None:
    """What a class with one entry pays itself is the same everywhere: the order is that of its trajects."""
    classes = valued.instance.classes
    for k in range(valued.instance.n_classes):
        if classes.site[k] >= 0 or classes.start[k + 1] - classes.start[k] != 1:
            continue
        by_gemeente: dict[int, dict[int, float]] = defaultdict(dict)
        for row, value in valued.values[k].items():
            if row[1] >= 0 and np.isfinite(value):
                least = by_gemeente[row[3]].get(row[1], np.inf)
                by_gemeente[row[3]][row[1]] = min(least, value)
        leave = np.array(sorted(by_gemeente), dtype=np.int64)
        offer = np.full(len(leave), classes.offer[classes.start[k]])
        which, onward = Ways(valued.pricing).of_offers(offer, leave, np.full(len(leave), count))
        found: dict[int, list[Row]] = defaultdict(list)
        for number, row in zip(which.tolist(), onward.rows(), strict=True):
            found[int(leave[number])].append((k, *row[1:]))
        for moment, values in by_gemeente.items():
            rows = found[moment]
            assert len({row[1] for row in rows}) == len(rows) == min(count, len(values))
            reached = [valued.values[k][row] for row in rows]
            np.testing.assert_allclose(reached, sorted(values.values())[:count], atol=1e-8)


def test_numbers_are_spread_from_start_to_end() -> None:
    which, number = spans(np.array([5, 2, 7]), np.array([7, 2, 8]))
    assert which.tolist() == [0, 0, 2]
    assert number.tolist() == [5, 6, 7]
