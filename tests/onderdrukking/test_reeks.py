"""No two moments of a published series have few persons between them."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.onderdrukking import verdun

GRENS = 5


def series(steps: list[int], regio: str = "R") -> pd.DataFrame:
    days = pd.date_range("2025-07-01", periods=len(steps), freq="W")
    return pd.DataFrame({"regio": regio, "dag": days, "gepland": pd.Series(steps).cumsum()})


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_each_step_is_of_nobody_or_of_enough(steps: list[int]) -> None:
    whole = series(steps)
    left = verdun(whole, "regio", "dag", "gepland", GRENS)
    shown = left["gepland"].diff().dropna()
    few = 0 < whole["gepland"].iloc[-1] - whole["gepland"].iloc[0] < GRENS
    assert few or not shown.between(1, GRENS - 1).any()
    for end in (0, -1):
        assert left["dag"].iloc[end] == whole["dag"].iloc[end]


def test_large_steps_all_stay_and_each_region_is_looked_at_apart() -> None:
    table = pd.concat([series([0, 6, 0, 7], "A"), series([0, 1, 1, 9], "B")], ignore_index=True)
    left = verdun(table, "regio", "dag", "gepland", GRENS)
    assert left.groupby("regio").size().to_dict() == {"A": 4, "B": 2}
    assert left[left["regio"] == "A"].equals(table[table["regio"] == "A"])
