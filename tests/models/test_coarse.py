"""Longer periods: what can happen in them can happen in the short ones, at the same cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from plaatsing.models import Epochs, Instance, Trajects
from plaatsing.models.coarse import Coarse, coarsen
from plaatsing.models.routes import Takers, routes_of
from tests.models.enumeration import Row, all_trajects, cost_of, every_route, use_of
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance, random_prices

SEEDS = [*range(30), *range(100, 110)]


def case(seed: int) -> tuple[Instance, Coarse]:
    instance = random_instance(seed, periods=4 if seed < 100 else 12)
    return instance, coarsen(instance, 2 + seed % 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_coarse_trajects_are_fine_trajects_of_equal_cost(seed: int) -> None:
    instance, coarse = case(seed)
    takers = Takers.of(instance)
    rows = all_trajects(coarse.instance)
    fine: list[Row] = []
    for row in rows:
        routes = coarse.fine_routes(routes_of(Trajects.from_rows([row]), coarse.instance, takers))
        one = np.ones(len(routes.paths)), np.ones(len(routes.departures))
        trajects, count = routes.whole(one, instance, takers)
        assert count.tolist() == [1.0]
        fine += trajects.rows()
    assert set(fine) <= set(all_trajects(instance))
    for row, fine_row in zip(rows, fine, strict=True):
        assert cost_of(coarse.instance, row) == pytest.approx(cost_of(instance, fine_row), abs=1e-9)
        assert use_of(coarse.instance, row).realised == use_of(instance, fine_row).realised


@pytest.mark.parametrize("seed", SEEDS)
def test_fine_and_coarse_routes_are_each_others_inverse(seed: int) -> None:
    _, coarse = case(seed)
    routes = every_route(coarse.instance)
    back = coarse.coarse_routes(coarse.fine_routes(routes))
    assert back.keys() == routes.keys()
    assert back.departures.rows() == routes.departures.rows()


@pytest.mark.parametrize("seed", range(30))
def test_longer_periods_never_look_cheaper(seed: int) -> None:
    """A coarse plan is a fine plan; only a least occupancy over long periods is an approximation."""
    instance, _ = case(seed)
    instance = replace(instance, sites=replace(instance.sites, minimum=0 * instance.sites.minimum))
    assert optimum(coarsen(instance, 2).instance) >= optimum(instance) - 1e-5


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_gathered_from_spread_prices_are_the_same(seed: int) -> None:
    instance, coarse = case(seed)
    fine = Epochs.of(instance.pools)
    prices = random_prices(np.random.default_rng(seed), coarse.instance, 10.0, signed=True)
    back = coarse.coarse_prices(coarse.fine_prices(prices, fine), fine)
    for name in ("plaatsen", "kamers", "minimum", "quota", "link"):
        np.testing.assert_allclose(getattr(back, name), getattr(prices, name), atol=1e-9)
