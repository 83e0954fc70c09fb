"""Openings searched on their own: bounds below, plans at, and decisions that no better plan contradicts."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from plaatsing.models import Engine, Epochs, Instance, Options, Stop
from plaatsing.models.ascent import Ascent, Openings, suits
from plaatsing.models.layout import Layout
from plaatsing.models.pricing import Structure
from plaatsing.models.serving import Serving
from tests.models.optimum import optimum
from tests.models.small_case import SmallCase

EXACT = Options(gap=0.0, many_sites=1)


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-7, abs=1e-5)


def location_case(
    seed: int, *, largest: int = 1, most: float = np.inf, open_already: bool = False
) -> Instance:
    """Draw a case of one period: some candidates, and households that can only wait or enter one."""
    rng = np.random.default_rng(seed)
    sharing = {"max_open": most, "max_open_penalty": float(rng.integers(5, 400))}
    case = SmallCase(gemeenten=4, half=[0], sharing=sharing)
    for number in range(6):
        serves = sorted(rng.choice(4, size=int(rng.integers(1, 5)), replace=False).tolist())
        candidate = not (open_already and number == 0)
        case.site(
            int(rng.integers(4, 12)),
            serves=serves,
            candidate=candidate,
            open_cost=float(rng.integers(20, 90)),
        )
    case.reach = [(g, site, float(rng.integers(1, 30))) for g, site, _ in case.reach]
    for gemeente in range(4):
        persons = int(rng.integers(1, largest + 1))
        waiting = float(rng.integers(10, 150)) * persons
        case.household(persons, [gemeente, (gemeente + 1) % 4], [0.0, waiting], size=int(rng.integers(2, 7)))
    return case.instance()


def tools(instance: Instance) -> tuple[Ascent, Serving]:
    epochs = Epochs.of(instance.pools)
    ascent = Ascent(Structure(instance, epochs), Layout(instance, epochs).takers)
    return ascent, Serving(ascent, Stop())


def sets_of(instance: Instance, least: int, most: int) -> list[frozenset[int]]:
    candidates = np.flatnonzero(instance.sites.candidate).tolist()
    return [frozenset(c) for count in range(least, most + 1) for c in combinations(candidates, count)]


def relaxed(instance: Instance, opened: frozenset[int]) -> float:
    """Return the least cost with these candidates open, households divided."""
    candidates = np.flatnonzero(instance.sites.candidate).tolist()
    fixed = {site: float(site in opened) for site in candidates}
    return optimum(instance, integral=False, opened=fixed, closed=fixed) - instance.constant


@pytest.mark.parametrize("seed", range(6))
def test_serving_costs_what_the_written_out_problem_costs(seed: int) -> None:
    instance = location_case(seed, largest=3, open_already=seed % 2 == 0)
    _, serving = tools(instance)
    for opened in sets_of(instance, 0, 6)[::7]:
        assert serving.cost(opened) == close(relaxed(instance, opened))


@pytest.mark.parametrize("seed", range(20))
def test_an_ascent_bounds_every_set_that_its_openings_allow(seed: int) -> None:
    instance = location_case(seed, largest=3, open_already=seed % 3 == 0)
    ascent, serving = tools(instance)
    candidates = np.flatnonzero(instance.sites.candidate).tolist()
    least, most = seed % 3, 3 + seed % 3
    at = Openings(frozenset(candidates[:1]), frozenset(candidates[1:2]), least, most)
    allowed = [s for s in sets_of(instance, least, most) if at.opened <= s and not at.closed & s]
    found = ascent.run(at, ascent.first(), 300, np.inf)
    assert found.bound <= min(serving.cost(opened) for opened in allowed) + 1e-6
    for site, dearer in zip(found.sites.tolist(), ascent.turned(found, at).tolist(), strict=True):
        if np.isfinite(dearer):
            other = [s for s in allowed if (site in s) != (site in ascent.opened(found))]
            assert found.bound + dearer <= min(map(serving.cost, other), default=np.inf) + 1e-6


def test_an_ascent_comes_near_the_relaxation_with_every_rule_instroom() -> None:
    near = 0
    for seed in range(20):
        instance = location_case(seed)
        ascent, _ = tools(instance)
        pairs = [(offer, site) for offer in range(len(instance.offers.need)) for site in range(6)]
        strong = optimum(instance, integral=False, inflow=pairs) - instance.constant
        found = ascent.run(Openings(frozenset(), frozenset(), 0, 6), ascent.first(), 600, np.inf)
        assert found.bound <= strong + 1e-6
        near += found.bound >= strong - 0.02 * abs(strong)
    assert near >= 18


@pytest.mark.parametrize("largest", [1, 3])
@pytest.mark.parametrize("seed", range(40))
def test_the_search_on_openings_ends_at_the_optimum(seed: int, largest: int) -> None:
    most = [np.inf, 1.0, 2.0, 3.0][seed % 4]
    instance = location_case(seed, largest=largest, most=most, open_already=seed % 5 == 0)
    assert suits(instance, 1)
    outcome = Engine(instance, EXACT, Stop()).run()
    assert outcome.status == "optimaal"
    assert outcome.objective == close(optimum(instance))
    assert outcome.bound <= outcome.objective


def test_most_cases_are_proven_without_a_master() -> None:
    outcomes = [Engine(location_case(seed), EXACT, Stop()).run() for seed in range(20)]
    assert sum(outcome.counts["rondes"] == 0 for outcome in outcomes) >= 15


@pytest.mark.parametrize("gap", [0.05, 0.2])
@pytest.mark.parametrize("seed", range(15))
def test_an_asked_gap_is_kept_and_claims_no_more(seed: int, gap: float) -> None:
    instance = location_case(seed, largest=2)
    outcome = Engine(instance, Options(gap=gap, many_sites=1), Stop()).run()
    best = optimum(instance)
    assert outcome.bound <= best + 1e-6 <= outcome.objective + 2e-6
    assert outcome.objective - outcome.bound <= gap * max(1.0, abs(outcome.objective)) + 1e-6


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.4])
@pytest.mark.parametrize("seed", range(10))
def test_a_search_that_is_cut_short_leaves_the_rest_to_the_master(seed: int, gap: float) -> None:
    instance = location_case(seed, largest=2)
    outcome = Engine(instance, Options(gap=gap, many_sites=1, site_choices=0), Stop()).run()
    best = optimum(instance)
    assert outcome.status == "optimaal"
    assert outcome.bound <= best + 1e-6
    assert outcome.objective - best <= gap * max(1.0, abs(outcome.objective)) + 1e-6


def test_a_place_in_a_full_location_has_the_price_of_who_would_take_it() -> None:
    """Two locations of one place; three people of A, who would pay 30 less in the first than for waiting."""
    case = SmallCase(gemeenten=1, half=[0])
    case.site(1, serves=[0], candidate=True, open_cost=1.0)
    case.site(1, serves=[0], candidate=True, open_cost=1.0)
    case.reach = [(0, 0, 10.0), (0, 1, 15.0)]
    case.household(1, [0], [0.0, 40.0], size=3)
    outcome = Engine(case.instance(), EXACT, Stop()).run()
    assert outcome.objective == close(10.0 + 15.0 + 40.0 + 2.0)
    np.testing.assert_allclose(outcome.prices.plaatsen[:, 1], [-30.0, -25.0], rtol=1e-6)


def test_only_pure_location_cases_suit() -> None:
    def case() -> SmallCase:
        small = SmallCase(gemeenten=1, half=[0])
        small.site(5, serves=[0], candidate=True, open_cost=1.0)
        small.household(1, [0], [0.0, 40.0], size=3)
        return small

    assert suits(case().instance(), 1)
    assert not suits(case().instance(), 2)
    longer, homes, counted, residents, asked = (case() for _ in range(5))
    longer.half, longer.households[0]["cost"] = [0, 0], [0.0, 0.0, 40.0]
    homes.pool(0, [2])
    counted.sites[0]["rooms"] = 3
    residents.household(1, [0], [np.inf, 0.0], site=0)
    asked.sharing["quota"] = [[2]]
    for small in (longer, homes, counted, residents, asked):
        assert not suits(small.instance(), 1)


def test_openings_that_are_proven_are_not_searched_again() -> None:
    """Where other parts share the work, each is relaxed before any is searched."""
    proven = 0
    for seed in range(10):
        told: list[str] = []
        engine = Engine(location_case(seed), EXACT, Stop(), lambda phase, *_: told.append(phase))  # noqa: B023
        engine.relax()
        if engine.root is None and engine.distance <= engine.allowed:
            proven += 1
            told.clear()
            engine.explore()
            assert not told
    assert proven >= 3
