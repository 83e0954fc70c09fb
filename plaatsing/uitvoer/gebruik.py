"""The first day on which somebody lives in a location."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from plaatsing.plan import Plan


def eerste_gebruik(plan: Plan) -> dict[str, pd.Timestamp]:
    """Return the first day within the plan on which somebody lives in each location that is used.

    Who moves in on a day spends that night there, though the table of locations counts a period's people
    from the period after that of the move.
    """
    inside = plan.plaatsingen[plan.plaatsingen["locatie"] != ""]
    # People who lived there before the plan may have come on an unknown day.
    start = pd.Timestamp(plan.case.instellingen.start)
    entered = inside["in_locatie"].fillna(start).groupby(inside["locatie"]).min()
    return {str(name): max(start, pd.Timestamp(day)) for name, day in entered.items()}
