"""Which totals may be held against each other is said per goal, with the reason where they may not."""

from __future__ import annotations

import pandas as pd
import pytest

from plaatsing import Plan, Vergelijking, compare
from tests.compare.hulp import MEPPEL, cell, solved, without


@pytest.fixture(scope="module")
def base() -> Plan:
    return solved()


def unlike(outcome: Vergelijking) -> dict[str, str]:
    goals = outcome.doelen[~outcome.doelen["vergelijkbaar"]]
    return dict(zip(goals["doel"], goals["waarom"], strict=True))


def against(base: Plan, other: Plan) -> Vergelijking:
    return compare(base, other, namen=("a", "b"))


def test_fewer_dwellings_leave_every_total_comparable(base: Plan) -> None:
    outcome = against(base, solved(woningaanbod=without("W1")))
    assert unlike(outcome) == {}
    part = outcome.plannen["vergelijkbaar_deel"]
    assert part.tolist() == pytest.approx(outcome.plannen["doelwaarde"].tolist())
    assert "Vergelijkbaar deel" not in str(outcome)
    assert "Vergelijk de doelwaarden niet" not in str(outcome)


def test_another_taakstelling_leaves_out_what_counts_against_it(base: Plan) -> None:
    more = solved({"vg": {"2025-II": {"herzien": 20_000}}})
    assert more.taakstelling["tekort"].sum() > base.taakstelling["tekort"].sum()
    outcome = against(base, more)
    assert unlike(outcome) == dict.fromkeys(("tekort", "ongelijkheid", "straf_koppelruimte"), "taakstelling")
    for name, plan in (("a", base), ("b", more)):
        goals = plan.doelen.set_index("doel")["euro"].drop(["tekort", "ongelijkheid", "straf_koppelruimte"])
        row = outcome.plannen.set_index("plan").loc[name]
        assert row["vergelijkbaar_deel"] == pytest.approx(goals.sum())
    # Who goes where is the same, and so is what it costs; only the shortage is counted otherwise.
    assert len(set(outcome.plannen["vergelijkbaar_deel"].round(2))) == 1
    text = " ".join(str(outcome).split())
    assert "Vergelijkbaar deel" in text
    assert "De taakstelling is niet gelijk" in text
    assert "Anders dan in a: b." in text
    assert "wachttijd in COA" in text.split("opgeteld in vergelijkbaar deel:")[1]
    assert "tekort op de taakstelling" not in text.split("opgeteld in vergelijkbaar deel:")[1]


@pytest.mark.parametrize(
    ("settings", "goals", "reason"),
    [
        ({"doelen": {"afstand": 2.0}}, {"afstand"}, "gewicht"),
        (
            {"doelen": {"kosten": 2.0}},
            {"kosten_opvang", "kosten_verblijf", "kosten_transitie", "kosten_paren"},
            "gewicht",
        ),
        ({"straffen": {"plaatsen": 2.0}}, {"straf_plaatsen", "straf_kamers"}, "gewicht"),
        ({"straffen": {"overstay": 2.0}}, {"straf_verblijf"}, "gewicht"),
        ({"omrijfactor": 1.5}, {"afstand"}, "omrijfactor"),
        (
            {"eindweken": 3},
            {
                "overschrijding",
                "wachttijd",
                "kosten_opvang",
                "kosten_verblijf",
                "kosten_transitie",
                "kosten_paren",
            },
            "eindweken",
        ),
    ],
)
def test_another_setting_leaves_out_the_goals_it_measures(
    base: Plan, settings: dict[str, object], goals: set[str], reason: str
) -> None:
    assert unlike(against(base, solved(settings))) == dict.fromkeys(goals, reason)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (lambda: solved({"horizon": "2025-11-30"}), "tijd"),
        (lambda: solved({"gebied": ["GM0106", MEPPEL, "GM0109"]}), "gebied"),
        (lambda: solved(huishoudens=cell("H2", "personen", 5)), "huishoudens"),
    ],
)
def test_plans_about_other_things_compare_in_nothing(base: Plan, other: object, reason: str) -> None:
    outcome = against(base, other())  # type: ignore[operator]
    assert set(outcome.doelen["waarom"]) == {reason}
    assert pd.isna(outcome.plannen["vergelijkbaar_deel"]).all()
    assert "per plan zijn het andere dingen" in str(outcome)
