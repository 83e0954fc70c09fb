"""The range of a weight in which the same locations open: solving again finds its ends."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.instantie.rijen import rijen
from plaatsing.report.openingsbereik import FIJNHEID, VERSTE, opening_ranges
from tests.report.hulp import Pagina
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning


@cache
def small_plan(candidates: bool = True) -> Plan:
    """Three persons who wait for homes; a location would cost a little more than waiting does."""
    people = [huishouden(f"H{n}", vergunningdatum="2025-06-01", koppeldatum="2025-06-15") for n in range(3)]
    sites: list[dict[str, Any]] = [
        locatie(name, status="kandidaat", capaciteit_personen=3, transitiekosten=cost, open_tot="2025-12-31")
        for name, cost in {"DSL-1": 110_000.0, "DSL-2": 160_000.0}.items()
    ]
    homes = [woning("W1", aantal=3, beschikbaar_vanaf="2025-12-01")]
    return solve(maak_case(people, homes, sites if candidates else None), gap=0.0)


@cache
def ranges(gap: float = 0.0) -> dict[str, dict[str, Any]]:
    """The ranges of the small plan by goal, as if it had been asked for within `gap`."""
    plan = replace(small_plan(), instellingen_solve={"gap": gap})
    return {str(row["doel"]): dict(row) for row in rijen(opening_ranges(plan))}


def opened_with(goal: str, weight: float) -> set[str]:
    """The locations that open when the case is solved with another weight."""
    case = small_plan().case
    settings = case.instellingen
    goals = settings.doelen.model_copy(update={goal: weight})
    changed = settings.model_copy(update={"doelen": goals})
    plan = solve(Case.from_tables(changed.model_dump(), **case.tabellen), gap=0.0)
    return opened(plan)


def opened(plan: Plan) -> set[str]:
    return set(plan.locaties.loc[plan.locaties["geopend"], "locatie"])


@pytest.mark.parametrize(
    ("goal", "end", "outward"),
    [("overschrijding", "hoogste", 1), ("wachttijd", "hoogste", 1), ("kosten", "laagste", -1)],
)
def test_other_locations_open_just_past_an_end_and_the_same_just_before(
    goal: str, end: str, outward: int
) -> None:
    here = float(ranges()[goal][end])
    step = outward * 1.001 * FIJNHEID * getattr(small_plan().case.instellingen.doelen, goal)
    assert opened_with(goal, here - step) == opened(small_plan())
    assert opened_with(goal, here + step) != opened(small_plan())


@pytest.mark.parametrize("goal", ["overschrijding", "wachttijd", "kosten"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_the_same_locations_open_within_the_range(goal: str, share: float) -> None:
    low, high = (float(ranges()[goal][end]) for end in ("laagste", "hoogste"))
    assert opened_with(goal, low + share * (high - low) + 1e-6) == opened(small_plan())


def test_looking_ends_at_a_multiple_of_the_weight() -> None:
    row = ranges()["kosten"]
    assert row["verder"]
    assert row["hoogste"] == VERSTE * small_plan().case.instellingen.doelen.kosten
    assert not ranges()["overschrijding"]["verder"]


def test_a_goal_of_which_the_plan_has_nothing_has_no_highest_weight() -> None:
    assert math.isinf(ranges()["afstand"]["hoogste"])


def test_a_wider_gap_lets_more_count_as_equally_good() -> None:
    assert ranges(0.05)["overschrijding"]["hoogste"] > 1.02 * ranges()["overschrijding"]["hoogste"]


def test_nothing_to_open_and_nothing_proven_have_no_range() -> None:
    for plan in (small_plan(candidates=False), replace(small_plan(), bound=-math.inf)):
        assert opening_ranges(plan)[["laagste", "hoogste"]].isna().all(axis=None)


def page_text(folder: Path, plan: Plan, **options: Any) -> str:
    page = Pagina()
    page.feed(plan.report(folder, **options).pagina.read_text(encoding="utf-8"))
    return page.text


def test_the_page_says_which_range_it_shows(tmp_path: Path) -> None:
    plan = small_plan()
    without = page_text(tmp_path / "zonder", plan)
    assert "Zelfde locaties open" not in without
    assert "niet uitgerekend" in without
    asked = page_text(tmp_path / "met", plan, gewichten=True)
    assert "Zelfde locaties open" in asked
    assert "niet uitgerekend" not in asked
    assert "0,00 tot 670,31" in asked
    assert "0,42 tot ten minste 10,00" in asked
    assert "elk gewicht" in asked
    assert "niets te openen" in page_text(tmp_path / "geen", small_plan(candidates=False), gewichten=True)


def test_a_public_page_does_not_give_hidden_goals_away_by_their_range(tmp_path: Path) -> None:
    report = small_plan().report(tmp_path / "run", voor="openbaar", gewichten=True)
    table = pd.read_csv(report.pagina.with_name("report-openbaar-gewichten.csv"), sep=";").set_index("doel")
    assert table.loc["overschrijding", "locaties"] == "0,00 tot 670,31"
    hidden = table.loc[["afstand", "passendheid", "vormvoorkeur"]]
    assert hidden[["waarde", "euro", "bereik", "locaties"]].isna().all(axis=None)
    assert [str(row["gewicht"]) for row in rijen(hidden)] == ["1", "1000", "100"]
