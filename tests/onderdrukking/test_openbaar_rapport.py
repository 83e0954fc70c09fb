"""What the public report says besides its suppressed table does not give that table back."""

from __future__ import annotations

import pandas as pd
import pytest

from plaatsing.report.onderdelen.zekerheid import without_breakdowns
from tests.report.hulp import beside, csv_rows, rapport


def goals(**euros: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "doel": list(euros),
            "waarde": [value / 100 for value in euros.values()],
            "euro": list(euros.values()),
            "bereik": ["1 tot 2"] * len(euros),
        }
    )


def test_steps_from_the_favourite_form_are_not_told_in_public() -> None:
    """With the forms in each municipality's order they are one more equation over the hidden cells."""
    public = {row["doel"]: row for row in csv_rows(beside(rapport("drenthe", "openbaar"), "gewichten"))}
    inside = {row["doel"]: row for row in csv_rows(beside(rapport("drenthe", "regietafel"), "gewichten"))}
    assert inside["vormvoorkeur"]["waarde"] not in ("", "0")
    for goal in ("vormvoorkeur", "afstand"):
        assert [public[goal][name] for name in ("waarde", "euro", "bereik")] == ["", "", ""]
    assert public["tekort"] == inside["tekort"]


def test_one_goal_left_out_would_follow_from_the_sum() -> None:
    table = without_breakdowns(goals(tekort=10.0, wachttijd=50.0, vormvoorkeur=7.0, afstand=0.0))
    assert table.loc[table["euro"].isna(), "doel"].tolist() == ["wachttijd", "vormvoorkeur", "afstand"]
    table = without_breakdowns(goals(tekort=10.0, wachttijd=50.0, vormvoorkeur=7.0, afstand=3.0))
    assert table.loc[table["euro"].isna(), "doel"].tolist() == ["vormvoorkeur", "afstand"]


@pytest.mark.parametrize("name", ["drenthe", "klein"])
def test_no_week_of_the_chart_has_few_persons(name: str) -> None:
    rows = pd.DataFrame(csv_rows(beside(rapport(name, "openbaar"), "realisatie"))).astype({"gepland": int})
    for _, region in rows.groupby("regio"):
        steps = region["gepland"].diff().dropna()
        assert len(region) == 2 or not steps.between(1, 4).any()
