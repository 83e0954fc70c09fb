"""The reference finds the optimum by itself, and tells it in the same terms as the engine."""

from __future__ import annotations

import ast
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from plaatsing.models import Instance, NoPlan, Options, Outcome, Stop, solve_instance
from plaatsing.models.referentie import build_reference, solve_reference
from tests.models.brute_force import brute_force, n_combinations, plan_cost
from tests.models.enumeration import Row, cost_of, trajects_of
from tests.models.random_instances import random_instance
from tests.referentie.instances import varied_instance

EXACT = Options(gap=0.0)
# The whole series of random cases; by default only its beginning, to keep the tests quick.
SERIES = range(int(os.environ.get("PLAATSING_REFERENTIE_GEVALLEN", "60")))


def close(value: float) -> object:
    """Equal, but never finer than HiGHS: it looks for plans better by a millionth of a euro."""
    return pytest.approx(value, rel=1e-9, abs=2e-6)


def counts_of(outcome: Outcome) -> dict[Row, int]:
    return dict(zip(outcome.trajects.rows(), outcome.count.tolist(), strict=True))


def cost_of_plan(instance: Instance, outcome: Outcome) -> float:
    opened = frozenset(site for site, value in outcome.opened.items() if value)
    return plan_cost(instance, counts_of(outcome), opened)


@pytest.mark.parametrize("seed", SERIES)
def test_engine_and_reference_agree(seed: int) -> None:
    instance = varied_instance(seed)
    reference = solve_reference(instance, EXACT, Stop())
    engine = solve_instance(instance, EXACT, Stop(), threads=1)
    assert reference.status == engine.status == "optimaal"
    assert engine.objective == close(reference.objective)
    assert reference.bound <= reference.objective
    assert reference.bound <= engine.objective + 1e-6 * max(1.0, abs(engine.objective))
    assert engine.bound <= reference.objective + 1e-6 * max(1.0, abs(reference.objective))


@pytest.mark.parametrize("seed", range(5000, 5040))
def test_tiny_cases_match_trying_every_combination(seed: int) -> None:
    instance = random_instance(seed, classes=2 + seed % 2, periods=3)
    if n_combinations(instance) > 2000:
        instance = random_instance(seed, classes=2, largest=1, periods=2)
    assert solve_reference(instance, EXACT, Stop()).objective == close(brute_force(instance))


@pytest.mark.parametrize("seed", range(20))
def test_flows_come_apart_into_allowed_trajects(seed: int) -> None:
    instance = varied_instance(seed)
    outcome = solve_reference(instance, EXACT, Stop())
    placed: Counter[int] = Counter()
    for row, count in counts_of(outcome).items():
        assert row in trajects_of(instance, row[0])
        placed[row[0]] += count
    assert placed == dict(enumerate(instance.classes.size.tolist()))
    assert outcome.objective == close(cost_of_plan(instance, outcome))


@pytest.mark.parametrize("seed", range(20))
def test_least_cost_of_a_class_is_that_of_its_cheapest_traject(seed: int) -> None:
    instance = varied_instance(seed)
    outcome = solve_reference(instance, EXACT, Stop())
    for k in range(instance.n_classes):
        assert outcome.least[k] == close(min(cost_of(instance, row) for row in trajects_of(instance, k)))


@pytest.mark.parametrize("seed", range(10))
def test_an_asked_gap_is_kept(seed: int) -> None:
    instance = varied_instance(seed)
    outcome = solve_reference(instance, Options(gap=0.2), Stop())
    assert outcome.status == "optimaal"
    assert outcome.objective - outcome.bound <= 0.2 * max(1.0, abs(outcome.objective))
    assert outcome.bound <= solve_reference(instance, EXACT, Stop()).objective + 1e-6


def test_progress_is_told() -> None:
    told: list[tuple[str, float | None]] = []
    outcome = solve_reference(varied_instance(1), EXACT, Stop(), lambda *news: told.append(news[:2]))
    assert told[0] == ("model opbouwen", None)
    assert told[-1] == ("beter plan", close(outcome.objective))


def test_without_a_plan_in_time_there_is_none() -> None:
    stop = Stop()
    stop.wish()
    with pytest.raises(NoPlan, match="afgebroken"):
        solve_reference(varied_instance(1), EXACT, stop)


def test_a_location_where_later_entry_means_earlier_exit_is_refused() -> None:
    instance = next(filter(_long_stays, map(random_instance, range(100))))
    sites = instance.sites
    falling = sites.last_exit.copy()
    falling[0, :2] = instance.n_periods, 2
    with pytest.raises(ValueError, match="loc0: who enters later must leave earlier"):
        build_reference(replace(instance, sites=replace(sites, last_exit=falling)))


def _long_stays(instance: Instance) -> bool:
    return instance.n_sites > 0 and instance.n_periods > 2


def test_people_leave_a_location_in_the_order_they_came() -> None:
    """Where a maximum stay binds, the one flow per need still gives everyone a stay within it."""
    stays = 0
    for seed in range(60):
        instance = varied_instance(seed)
        for _, _, site, leave, out, _ in solve_reference(instance, EXACT, Stop()).trajects.rows():
            if site >= 0 and leave >= 0:
                stays += 1
                assert leave < out <= instance.sites.last_exit[site, leave]
    assert stays > 20


def test_the_formulation_uses_nothing_of_the_engine() -> None:
    """Only solve.py, which hands the model to HiGHS and the plan back, may look beyond the instance."""
    folder = Path(__file__).parents[2] / "models" / "referentie"
    for path in folder.glob("*.py"):
        if path.name in ("solve.py", "__init__.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                assert node.module == "instance", path.name
    solve = ast.parse((folder / "solve.py").read_text(encoding="utf-8"))
    above = {node.module for node in ast.walk(solve) if isinstance(node, ast.ImportFrom) and node.level == 2}
    assert not above & {"pricing", "layout", "master", "master_lp", "incidence", "generation", "coarse"}


def test_the_series_of_random_cases_holds_every_feature() -> None:
    instances = [varied_instance(seed) for seed in range(40)]
    for feature in (
        lambda i: (i.sites.candidate & (i.sites.open_cost > 0)).any(),
        lambda i: (i.sites.rooms >= 0).any(),
        lambda i: (i.sites.minimum > 0).any(),
        lambda i: (i.sites.parent >= 0).any(),
        lambda i: (i.classes.site >= 0).any(),
        lambda i: (i.excess_persons() > 0).any(),
        lambda i: (i.sharing.quota < 0).any() and (i.sharing.quota > 0).any(),
        lambda i: i.sharing.inequality_cost > 0,
        lambda i: np.isfinite(i.sharing.budget) and np.isfinite(i.sharing.max_open),
        lambda i: i.pools.in_persons.any() and not i.pools.in_persons.all(),
        lambda i: (np.diff(i.offers.start) > 1).any() and (i.needs.link_half >= 0).any(),
        _maximum_stay_binds,
    ):
        assert sum(bool(feature(instance)) for instance in instances) >= 3


def _maximum_stay_binds(instance: Instance) -> bool:
    return bool(build_reference(instance).data.network.limited)
