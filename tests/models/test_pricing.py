"""Pricing against every traject written out and valued one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest

from plaatsing.models import Epochs, Instance, Prices
from plaatsing.models.listing import Listing
from plaatsing.models.pricing import Pricing, Structure
from plaatsing.models.routes import Takers
from tests.models.enumeration import Row, choices_of, trajects_of, value_of, ways_at
from tests.models.random_instances import random_instance, random_prices, some_tallies

SCALES = (0.0, 1.0, 12.0, 150.0)


@pytest.fixture(params=range(80), scope="module")
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


class Valued:
    """One instance at random prices: valued by the package, and traject by traject."""

    def __init__(self, seed: int) -> None:
        self.instance = random_instance(seed, classes=6)
        self.rng = np.random.default_rng(1000 + seed)
        scale = SCALES[seed % len(SCALES)]
        self.prices = random_prices(self.rng, self.instance, scale, signed=True)
        if seed % 2:
            tallies = {
                tally: float(scale * self.rng.normal()) for tally in some_tallies(self.instance, self.rng)
            }
            self.prices = replace(self.prices, tallies=tallies)
        self.pricing = Pricing(Structure(self.instance, Epochs.of(self.instance.pools)), self.prices)
        self.priced = self.pricing.price()
        self.values = values_of(self.instance, self.prices)

    @property
    def last(self) -> int:
        return self.instance.n_periods


def values_of(instance: Instance, prices: Prices) -> list[dict[Row, float]]:
    return [
        {row: value_of(instance, row, prices) for row in trajects_of(instance, k)}
        for k in range(instance.n_classes)
    ]


@pytest.fixture(scope="module")
def valued(seed: int) -> Valued:
    return Valued(seed)


def moment_of_leaving(row: Row) -> int:
    """Period of leaving COA; for residents: of leaving the location."""
    _, _, _, leave, out, _ = row
    return out if leave < 0 else leave


def least_by_moment(values: dict[Row, float], n_periods: int) -> np.ndarray:
    least = np.full(n_periods + 1, np.inf)
    for row, value in values.items():
        moment = moment_of_leaving(row)
        least[moment] = min(least[moment], value)
    return least


def test_every_class_gets_the_value_of_its_best_traject(valued: Valued) -> None:
    expected = [min(values.values()) for values in valued.values]
    np.testing.assert_allclose(valued.priced.least, expected, rtol=1e-9, atol=1e-9)


def test_every_moment_of_leaving_gets_the_value_of_its_best_traject(valued: Valued) -> None:
    expected = [least_by_moment(values, valued.last) for values in valued.values]
    np.testing.assert_allclose(valued.priced.by_leave, expected, rtol=1e-9, atol=1e-9)


def test_without_limits_all_trajects_are_listed_once(valued: Valued) -> None:
    limit = np.full(valued.instance.n_classes, np.inf)
    rows = Listing(valued.pricing).within(limit, 10_000)
    assert rows is not None
    assert sorted(rows) == sorted(row for values in valued.values for row in values)


@pytest.mark.parametrize("room", [0.0, 3.0, 40.0])
def test_exactly_the_trajects_within_the_limit_are_listed(valued: Valued, room: float) -> None:
    spread = room * valued.rng.random(valued.instance.n_classes) + 1e-6
    limit = valued.priced.least + spread
    rows = Listing(valued.pricing).within(limit, 10_000)
    assert rows is not None
    # A value within rounding distance of the limit may fall on either side.
    surely = {
        row for k, values in enumerate(valued.values) for row in values if values[row] < limit[k] - 1e-7
    }
    perhaps = {
        row for k, values in enumerate(valued.values) for row in values if values[row] < limit[k] + 1e-7
    }
    assert len(rows) == len(set(rows))
    assert surely <= set(rows) <= perhaps


@pytest.mark.parametrize("room", [0.0, 3.0, 40.0, np.inf])
def test_exactly_the_routes_of_trajects_within_the_limit_are_listed(valued: Valued, room: float) -> None:
    """A route counts when some class reaches its limit by it, whatever other classes make of it."""
    instance = valued.instance
    spread = valued.rng.random(instance.n_classes) if room < np.inf else np.ones(instance.n_classes)
    limit = valued.priced.least + (room * spread if room else 0.0) + 1e-6
    listed = Listing(valued.pricing).routes(limit, Takers.of(instance), 10_000)
    assert listed is not None
    found = set(listed.keys()) | set(listed.departures.rows())
    assert len(found) == len(listed)
    surely, perhaps = (routes_within(valued, limit + hair) for hair in (-1e-7, 1e-7))
    assert surely <= found <= perhaps


def routes_within(valued: Valued, limit: np.ndarray) -> set[tuple[int, ...] | tuple[int, Row]]:
    """Cut every traject by every offer that admits it; keep the parts of those within their class's limit."""
    instance = valued.instance
    parts: set[tuple[int, ...] | tuple[int, Row]] = set()
    takers = Counter(instance.classes.offer.tolist())
    first = {u: k for k, u, _ in reversed(entries_of(instance))}
    entry = {(k, u): e for k, u, e in entries_of(instance)}
    for k, values in enumerate(valued.values):
        for row, value in values.items():
            leave = row[3]
            if leave < 0 or row[1] < 0:
                if value <= limit[k]:
                    parts.add((-1, row))
                continue
            for u, by_this in values_by_offer(instance, row, value, valued.prices).items():
                if by_this > limit[k]:
                    continue
                if takers[u] > 1:
                    parts.add((u, (first[u], *row[1:])))
                    parts.add((k, entry[k, u], leave))
                else:
                    parts.add((u, row))
    return parts


def entries_of(instance: Instance) -> list[tuple[int, int, int]]:
    """List (class, offer, entry)."""
    classes = instance.classes
    return [
        (k, int(classes.offer[e]), e)
        for k in range(instance.n_classes)
        for e in range(int(classes.start[k]), int(classes.start[k + 1]))
    ]


def values_by_offer(instance: Instance, row: Row, value: float, prices: Prices) -> dict[int, float]:
    """Return what a traject that is worth `value` by its best offer is worth by each."""
    own = ways_at(instance, row, prices)
    return {u: value + euro - min(own.values()) for u, euro in own.items()}


def test_too_many_routes_are_not_listed(valued: Valued) -> None:
    limit = np.full(valued.instance.n_classes, np.inf)
    takers, listing = Takers.of(valued.instance), Listing(valued.pricing)
    whole = listing.routes(limit, takers, 10_000)
    assert whole is not None
    assert listing.routes(limit, takers, len(whole) - 1) is None
    assert listing.routes(limit, takers, len(whole)) is not None


def test_too_many_trajects_are_not_listed(valued: Valued) -> None:
    limit = np.full(valued.instance.n_classes, np.inf)
    count = sum(len(values) for values in valued.values)
    assert Listing(valued.pricing).within(limit, count - 1) is None
    listed = Listing(valued.pricing).within(limit, count)
    assert listed is not None
    assert len(listed) == count


def test_the_instances_cover_every_kind_of_traject() -> None:
    """The tests above would say little if nobody ever went through a location, or nobody lived there."""
    seen: dict[str, int] = defaultdict(int)
    for seed in range(120):
        instance = random_instance(seed, classes=6)
        latest = instance.sites.last_exit
        for k in range(instance.n_classes):
            for _, gemeente, site, leave, out, pool in trajects_of(instance, k):
                seen["resident moves"] += leave < 0 and pool >= 0
                seen["resident stays"] += leave < 0 and pool < 0
                seen["direct"] += site < 0 and pool >= 0
                seen["through a location"] += leave >= 0 and site >= 0 and pool >= 0
                seen["in a location at the horizon"] += leave >= 0 and site >= 0 and pool < 0
                seen["stays in COA"] += gemeente < 0
                limited = site >= 0 and 0 <= leave < latest[site, leave] < instance.n_periods
                seen["at most so long in a location"] += limited and out == latest[site, leave]
        seen["locked need"] += int((~instance.needs.direct | ~instance.needs.lingers).sum())
        choices = [choices_of(instance, k) for k in range(instance.n_classes)]
        seen["cheaper as before"] += sum(len({g for g, *_ in found}) < len(found) for found in choices)
    assert len(seen) == 9
    assert min(seen.values()) > 30
