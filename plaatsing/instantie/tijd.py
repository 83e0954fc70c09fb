"""The time of a plan as arrays: period ends, weeks and half-years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from plaatsing.kalender import Halfjaar, perioden

if TYPE_CHECKING:
    from plaatsing.case import Case

Dagen = NDArray[np.datetime64]

DAY = np.timedelta64(1, "D")


def as_days(dates: object) -> Dagen:
    """Return a column of dates as ``datetime64[D]``."""
    return np.asarray(dates).astype("datetime64[D]")


@dataclass(frozen=True)
class Tijd:
    """Periods of a case.

    Attributes
    ----------
    case : Case
        The case.
    """

    case: Case

    @cached_property
    def start(self) -> np.datetime64:
        """First day of the plan."""
        return np.datetime64(self.case.instellingen.start, "D")

    @cached_property
    def horizon(self) -> np.datetime64:
        """Last day of the plan."""
        return np.datetime64(self.case.instellingen.horizon, "D")

    @cached_property
    def slot(self) -> np.datetime64:
        """Day on which those still waiting at the horizon are taken to leave (eindweken later)."""
        return self.horizon + np.timedelta64(7 * self.case.instellingen.eindweken, "D")

    @cached_property
    def laatste_dag(self) -> date:
        """The day of `slot` as a date."""
        return self.case.instellingen.horizon + timedelta(weeks=self.case.instellingen.eindweken)

    @cached_property
    def ends(self) -> Dagen:
        """Last day of each period, shape (T,)."""
        return np.array([period.tot for period in self.case.perioden], dtype="datetime64[D]")

    @cached_property
    def leaves(self) -> Dagen:
        """Day of leaving by period index, shape (T + 1,); the last one is `slot`."""
        return np.append(self.ends, self.slot)

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """Days per period, shape (T + 1,); the last one is eindweken."""
        return np.diff(np.append(self.start - DAY, self.leaves)).astype(np.int64)

    @cached_property
    def weeks(self) -> NDArray[np.float64]:
        """Weeks per period, shape (T + 1,); the night after the horizon counts as one week."""
        weeks = self.days / 7.0
        weeks[-1] = 1.0
        return weeks

    @cached_property
    def half(self) -> NDArray[np.int64]:
        """Half-year of each period end; H when it ends after the horizon. Shape (T,)."""
        return self.half_of(self.ends)

    def half_of(self, days: Dagen) -> NDArray[np.int64]:
        """Return the half-year of each day; H when that half-year ends after the horizon."""
        last_days = np.array([half.eind for half in self.case.halfjaren], dtype="datetime64[D]")
        return np.searchsorted(last_days, days, side="left").astype(np.int64)

    def first_end(self, days: Dagen) -> NDArray[np.int64]:
        """Return the first period that ends on or after each day; T when there is none."""
        return np.searchsorted(self.ends, days, side="left").astype(np.int64)

    def counted(self, days: Dagen) -> Dagen:
        """Return the days from which goals count: themselves, or with telling "periode" period ends.

        Days before the start stay as they are; they count from the start in any case. After the horizon
        periods go on as if the plan did.
        """
        if self.case.instellingen.telling == "dag":
            return days
        beyond = np.append(days.ravel(), self.slot).max().item()
        settings = self.case.instellingen
        last = Halfjaar.van(beyond).eind + timedelta(days=31)
        going_on = np.array(
            [period.tot for period in perioden(settings.start, last, settings.periode)],
            dtype="datetime64[D]",
        )
        ends = np.union1d(self.ends, going_on)
        rounded = ends[np.searchsorted(ends, days, side="left")]
        return np.where(days < self.start, days, rounded)
