"""A plan gets better where it loses most, a few municipalities at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from plaatsing.models import Epochs, Instance, Options, Stop
from plaatsing.models.chooser import Chooser, Incumbent
from plaatsing.models.layout import Layout
from plaatsing.models.mip import Compiled, solve_mip
from plaatsing.models.neighbourhoods import Neighbourhoods
from plaatsing.models.stop import Stopped
from tests.models.brute_force import plan_cost
from tests.models.enumeration import every_route
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance


def two_ways(dear: list[float], places: int | None = None) -> Compiled:
    """Each municipality has one household and two ways: a free one and a dear one; columns in that order.

    The free ways may be for so many households together.
    """
    count = len(dear)
    rows = np.kron(np.eye(count), [1.0, 1.0])
    sides = [1.0] * count
    lower = list(sides)
    if places is not None:
        rows = np.vstack([rows, np.tile([1.0, 0.0], count)])
        sides, lower = [*sides, float(places)], [*lower, -np.inf]
    return Compiled(
        matrix=sparse.csc_array(rows),
        cost=np.array([cost for each in dear for cost in (0.0, each)]),
        offset=100.0,
        lower=np.zeros(2 * count),
        upper=np.ones(2 * count),
        row_lower=np.array(lower),
        row_upper=np.array(sides),
        integral=np.ones(2 * count, dtype=bool),
    )


def ways(taken: list[int]) -> np.ndarray:
    """Return the plan in which each municipality takes its free (0) or its dear way (1)."""
    return np.eye(2)[taken].ravel()


def neighbourhoods(program: Compiled, stop: Stop | None = None) -> Neighbourhoods:
    gemeente = np.arange(len(program.cost)) // 2
    return Neighbourhoods(program, gemeente, stop or Stop())


def better(near: Neighbourhoods, start: np.ndarray, enough: float = -np.inf, gap: float = 0.0) -> list[float]:
    found = near.better(start, share=0.2, gap=gap, nodes=100, enough=enough)
    return [result.objective for result in found]


def test_what_is_lost_stands_where_it_is_lost() -> None:
    near = neighbourhoods(two_ways([3.0, 5.0, 7.0]))
    assert near.lost(ways([1, 0, 1])).tolist() == pytest.approx([3.0, 0.0, 7.0])
    assert near.lost(ways([0, 0, 0])).tolist() == pytest.approx([0.0, 0.0, 0.0])


def test_a_place_left_empty_is_lost_where_the_relaxation_fills_it() -> None:
    """Two free places, each worth 6 to the one that gets none."""
    near = neighbourhoods(two_ways([10.0, 8.0, 6.0], places=2))
    assert near.lost(ways([1, 0, 1])).tolist() == pytest.approx([10.0, 0.0, 0.0])
    assert near.lost(ways([1, 1, 1])).tolist() == pytest.approx([10.0, 8.0, 0.0])
    assert near.lost(ways([1, 0, 0])).sum() == pytest.approx(4.0)


def test_municipalities_that_lose_most_go_first_and_others_stay_as_they_are() -> None:
    near = neighbourhoods(two_ways([1.0, 8.0, 2.0, 9.0, 3.0]))
    everything_dear = ways([1, 1, 1, 1, 1])
    assert better(near, everything_dear) == pytest.approx([106.0, 101.0, 100.0])
    assert better(near, everything_dear, enough=106.0) == pytest.approx([106.0])
    assert better(near, everything_dear, enough=105.9) == pytest.approx([106.0, 101.0])
    assert better(near, ways([0, 0, 0, 0, 0])) == []


def with_rows(program: Compiled, rows: np.ndarray, least: float, most: float) -> Compiled:
    """Return a programme with rows between the same sides."""
    return replace(
        program,
        matrix=sparse.csc_array(np.vstack([program.matrix.toarray(), rows])),
        row_lower=np.r_[program.row_lower, np.full(len(rows), least)],
        row_upper=np.r_[program.row_upper, np.full(len(rows), most)],
    )


def test_more_is_chosen_anew_where_less_does_not_help() -> None:
    """The first three can take their free ways only together, and two are chosen at first."""
    alike = np.zeros((2, 16))
    alike[0, [0, 2]] = alike[1, [2, 4]] = 1.0, -1.0
    program = with_rows(two_ways([5.0, 5.0, 12.0, 1.0, 1.0, 1.0, 1.0, 1.0]), alike, 0.0, 0.0)
    assert better(neighbourhoods(program), ways([1, 1, 1, 0, 0, 0, 0, 0])) == pytest.approx([100.0])


def test_others_get_their_turn_where_the_worst_cannot_be_better() -> None:
    """Ten have half a free way, of use to the relaxation only: they lose most and cannot do better."""
    halves = np.zeros((10, 40))
    halves[np.arange(10), np.arange(0, 20, 2)] = 2.0
    program = with_rows(two_ways([20.0] * 10 + [3.0] * 10), halves, 0.0, 1.0)
    assert better(neighbourhoods(program), ways([1] * 20)) == pytest.approx([303.0, 300.0])


def test_more_is_chosen_anew_where_less_hardly_helps() -> None:
    """A hundred that lose a euro each, twenty at a time, or ever more where twenty euro is but a hair."""
    near = neighbourhoods(two_ways([1.0] * 100))
    assert better(near, ways([1] * 100)) == pytest.approx([180.0, 160.0, 140.0, 120.0, 100.0])
    assert better(near, ways([1] * 100), gap=1_000.0) == pytest.approx([180.0, 150.0, 105.0])


def test_one_or_two_municipalities_are_not_chosen_anew() -> None:
    assert better(neighbourhoods(two_ways([3.0, 5.0])), ways([1, 1])) == []


def test_it_ends_when_asked_to() -> None:
    stop = Stop()
    near = neighbourhoods(two_ways([1.0, 8.0, 2.0, 9.0, 3.0]), stop)
    plans = near.better(ways([1, 1, 1, 1, 1]), share=0.2, gap=0.0, nodes=100, enough=-np.inf)
    assert next(plans).objective == pytest.approx(106.0)
    stop.wish()
    with pytest.raises(Stopped):
        next(plans)


def some_plan(instance: Instance) -> tuple[Chooser, Incumbent]:
    layout = Layout(instance, Epochs.of(instance.pools))
    chooser = Chooser(instance, layout, {}, {}, Stop(), lambda *_: None)
    plan, _ = chooser.choose(every_route(instance), np.inf, 1)
    assert plan is not None
    return chooser, plan


@pytest.mark.parametrize("seed", range(30))
def test_what_is_lost_adds_up_to_no_more_than_the_difference(seed: int) -> None:
    """The rest is lost where no municipality is: in departures, openings and shortages."""
    instance = random_instance(seed, classes=6, largest=3)
    routes = every_route(instance)
    chooser, plan = some_plan(instance)
    layout = Layout(instance, Epochs.of(instance.pools)).renumbered(routes)
    program = chooser._program(layout, routes)
    gemeente = np.full(len(program.cost), -1)
    first = len(layout.columns.cost)
    gemeente[first : first + len(routes.paths)] = routes.paths.gemeente
    values = chooser.values(routes, plan)
    whole = solve_mip(program, gap=0.0, stop=Stop(), start=values, node_limit=1)
    lost = Neighbourhoods(program, gemeente, Stop()).lost(whole.value)
    relaxed = optimum(instance, integral=False)
    assert (lost >= 0.0).all()
    assert lost.sum() <= whole.objective - relaxed + 1e-4


@pytest.mark.parametrize("seed", range(30))
def test_plans_get_better_and_cost_what_they_say(seed: int) -> None:
    instance = random_instance(seed, classes=8, largest=3)
    chooser, plan = some_plan(instance)
    best, before = optimum(instance), plan.objective
    options = Options()
    found = chooser.neighbours(
        every_route(instance), plan, share=options.share_anew, gap=0.0, nodes=1_000, enough=-np.inf
    )
    for other in found:
        assert best - 1e-5 <= other.objective < before
        counts = dict(zip(other.trajects.rows(), other.count.tolist(), strict=True))
        opened = frozenset(site for site, value in other.opened.items() if value)
        assert plan_cost(instance, counts, opened) <= other.objective + 1e-5
        before = other.objective
