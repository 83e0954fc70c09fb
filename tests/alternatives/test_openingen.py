"""The model with some openings given: what the engine finds itself, set by set."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from plaatsing import Case, solve
from plaatsing.instantie import build_instantie
from plaatsing.openingen import solve_with_openings, with_openings
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning

COSTS = {"A1": 12_000, "A2": 9_000, "B1": 11_000}
"""Locations in the order of the model; A2 extends A1."""


def case(**settings: Any) -> Case:
    people = [huishouden(f"H{n}", vergunningdatum="2025-06-01", koppeldatum="2025-06-15") for n in range(5)]
    sites: list[dict[str, Any]] = [
        locatie(name, status="kandidaat", capaciteit_personen=2, transitiekosten=cost, open_tot="2025-12-31")
        | {"uitbreiding_van": "A1" if name == "A2" else ""}
        for name, cost in COSTS.items()
    ]
    return maak_case(people, [woning("W1", aantal=5, beschikbaar_vanaf="2025-11-01")], sites, **settings)


def every_set() -> list[dict[int, bool]]:
    """Every set of openings in which the extension opens only with what it extends."""
    sets = [dict(enumerate(values)) for values in itertools.product((False, True), repeat=3)]
    return [opened for opened in sets if opened[0] or not opened[1]]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"budget": 15_000},
        {"max_nieuwe_locaties": 1},
        {"budget": 1_000, "straffen": {"budget": 0.5}},
        {"max_nieuwe_locaties": 1, "straffen": {"max_nieuwe_locaties": 100}},
    ],
)
def test_best_set_is_what_the_engine_finds(settings: dict[str, Any]) -> None:
    problem = case(**settings)
    model = build_instantie(problem).model
    costs = [solve_with_openings(model, opened, gap=0.0).objective for opened in every_set()]
    assert min(costs) == pytest.approx(solve(problem, gap=0.0).objective)


def test_penalties_are_paid_for_what_is_given() -> None:
    everything = {0: True, 1: True, 2: True}
    free = solve_with_openings(build_instantie(case()).model, everything, gap=0.0)
    limited = build_instantie(case(budget=12_000, max_nieuwe_locaties=1)).model
    bound = solve_with_openings(limited, everything, gap=0.0)
    # 32,000 euro where 12,000 is allowed, at 10 per euro; three locations where one is, at a million.
    assert bound.objective - free.objective == pytest.approx(20_000 * 10 + 2 * 1_000_000)


def test_extension_follows_what_it_extends() -> None:
    model = build_instantie(case()).model
    assert solve_with_openings(model, {0: False}, gap=0.0).opened[1] == 0
    assert solve_with_openings(model, {1: True}, gap=0.0).opened[0] == 1
    with pytest.raises(ValueError, match="A2 breidt A1 uit"):
        with_openings(model, {0: False, 1: True})


def test_bound_holds_and_closed_is_not_used() -> None:
    model = build_instantie(case()).model
    outcome = solve_with_openings(model, {0: False, 2: False}, gap=0.0)
    assert outcome.bound == pytest.approx(outcome.objective)
    assert (outcome.trajects.site[outcome.count > 0] == -1).all()


def test_existing_location_cannot_be_decided() -> None:
    model = build_instantie(maak_case([huishouden("H1")], None, [locatie("L")])).model
    with pytest.raises(ValueError, match="L is geen kandidaat"):
        with_openings(model, {0: True})
