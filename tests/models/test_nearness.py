"""How near routes are to the bound: what a plan by them costs more, and which of them are added."""

from __future__ import annotations

import numpy as np
import pytest

from plaatsing.models import Epochs, Instance, Options, Stop
from plaatsing.models.generation import Generator, Relaxation
from plaatsing.models.layout import Layout
from plaatsing.models.nearness import Nearness
from plaatsing.models.pricing import Structure
from plaatsing.models.routes import Takers
from tests.models.enumeration import Row, all_trajects, every_route, value_of, ways_at
from tests.models.random_instances import random_instance


def relaxation_of(instance: Instance) -> tuple[Structure, Layout, Relaxation]:
    epochs = Epochs.of(instance.pools)
    structure, layout = Structure(instance, epochs), Layout(instance, epochs)
    generator = Generator(structure, layout, Stop(), Options())
    return structure, layout, generator.run(lambda _: 1e-7)


Path = tuple[int, Row]
Departure = tuple[int, int, int]


def least_distances(
    instance: Instance, relaxation: Relaxation
) -> tuple[dict[Path, float], dict[Departure, float]]:
    """Return the least distance of any traject by each path and departure, each traject valued by itself."""
    prices, least = relaxation.prices, relaxation.priced.least
    takers = Takers.of(instance)
    paths: dict[Path, float] = {}
    departures: dict[Departure, float] = {}
    for row in all_trajects(instance):
        k, leave = row[0], row[3]
        value = value_of(instance, row, prices) - float(least[k])
        if row[1] < 0 or leave < 0:
            paths[-1, row] = value
            continue
        own = ways_at(instance, row, prices)
        for u, euro in own.items():
            by_this = value + euro - min(own.values())
            path = u, (int(takers.example[u]) if takers.shared[u] else k, *row[1:])
            departure = k, takers.entry[k, u], leave
            paths[path] = min(paths.get(path, np.inf), by_this)
            departures[departure] = min(departures.get(departure, np.inf), by_this)
    return paths, departures


@pytest.mark.parametrize("seed", range(60))
def test_a_route_is_as_near_as_the_nearest_traject_by_it(seed: int) -> None:
    instance = random_instance(seed, classes=6)
    structure, layout, relaxation = relaxation_of(instance)
    routes = every_route(instance)
    path, departure = Nearness(structure, layout, relaxation).of(routes)
    paths, departures = least_distances(instance, relaxation)
    keys, rows = routes.keys(), routes.departures.rows()
    np.testing.assert_allclose(path, [paths[key] for key in keys], atol=1e-6)
    np.testing.assert_allclose(departure, [departures[row] for row in rows], atol=1e-6)


def test_the_instances_have_halves_and_prices_of_instroom() -> None:
    departures = tolled = 0
    for seed in range(60):
        instance = random_instance(seed, classes=6)
        departures += len(every_route(instance).departures) > 0
        tolled += any(relaxation_of(instance)[2].prices.inflow.values())
    assert departures >= 15
    assert tolled >= 3


@pytest.mark.parametrize("room", [0.5, 20.0, 1e6])
@pytest.mark.parametrize("seed", range(30))
def test_the_cheapest_way_into_every_municipality_is_added_for_offers_that_are_near(
    seed: int, room: float
) -> None:
    instance = random_instance(seed, classes=6)
    structure, layout, relaxation = relaxation_of(instance)
    paths, departures = least_distances(instance, relaxation)
    offer_of, shared = instance.classes.offer, Takers.of(instance).shared
    near = {row for row, away in departures.items() if shared[offer_of[row[1]]] and away <= room}
    taken = {(int(offer_of[entry]), leave) for _, entry, leave in near}
    least: dict[tuple[int, int, int], float] = {}
    for (offer, row), away in paths.items():
        if (offer, row[3]) in taken:
            into = offer, row[3], row[1]
            least[into] = min(least.get(into, np.inf), away)
    added = Nearness(structure, layout, relaxation).onward(room, 1000)
    keys = added.keys()
    found = {(offer, row[3], row[1]): paths[offer, row] for offer, row in keys}
    assert set(added.departures.rows()) == near
    assert len(found) == len(keys)
    assert found == pytest.approx(least, abs=1e-6)
