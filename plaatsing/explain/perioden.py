"""Periods as a planner reads them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld
from plaatsing.taal import _, format_date


def in_perioden(beeld: Beeld, numbers: NDArray[np.int64]) -> str:
    """Name periods by their number from 1 and their dates, each stretch of them once."""
    stretches = np.split(numbers, np.flatnonzero(np.diff(numbers) > 1) + 1)
    return ", ".join(_stretch(beeld, int(part[0]), int(part[-1])) for part in stretches)


def _stretch(beeld: Beeld, first: int, last: int) -> str:
    periods, horizon = beeld.instantie.case.perioden, beeld.instantie.case.instellingen.horizon
    if first >= len(periods):
        return _("de nacht na {dag}").format(dag=format_date(horizon))
    final = min(last, len(periods) - 1)
    dates = {"van": format_date(periods[first].van), "tot": format_date(periods[final].tot)}
    if first == final:
        return _("periode {eerste} ({van} t/m {tot})").format(eerste=first + 1, **dates)
    return _("periode {eerste} t/m {laatste} ({van} t/m {tot})").format(
        eerste=first + 1, laatste=final + 1, **dates
    )


def day_of(beeld: Beeld, period: int) -> str:
    """Return the last day of a period, on which moves are dated."""
    return format_date(beeld.instantie.case.perioden[period].tot)
