"""Half-years, quarters and the periods of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PeriodeSoort = Literal["week", "2weken", "maand"]

_DAY = timedelta(days=1)
_HALFJAAR = re.compile(r"^(\d{4})-(I{1,2})$")


@dataclass(frozen=True, order=True)
class Halfjaar:
    """A taakstellingsperiode: the first (I) or second (II) half of a calendar year.

    The taakstelling is set per half-year (Huisvestingswet 2014, article 29).
    """

    jaar: int
    deel: Literal[1, 2]

    @classmethod
    def parse(cls, text: str) -> Halfjaar:
        """Read ``"2025-II"``.

        Raises
        ------
        ValueError
            If `text` is not a year, a dash and I or II.
        """
        match = _HALFJAAR.match(text.strip().upper())
        if match is None:
            raise ValueError(f'"{text}" is geen halfjaar zoals 2025-II')
        return cls(int(match.group(1)), 2 if match.group(2) == "II" else 1)

    @classmethod
    def van(cls, day: date) -> Halfjaar:
        """Return the half-year that contains `day`."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.jaar, 1 if self.deel == 1 else 7, 1)

    @property
    def eind(self) -> date:
        """Last day, inclusive."""
        return date(self.jaar, 6, 30) if self.deel == 1 else date(self.jaar, 12, 31)

    @property
    def peildatum(self) -> date:
        """Reference date for excused persons: 1 April or 1 October."""
        return date(self.jaar, 4 if self.deel == 1 else 10, 1)

    def volgende(self) -> Halfjaar:
        """Return the next half-year."""
        return Halfjaar(self.jaar, 2) if self.deel == 1 else Halfjaar(self.jaar + 1, 1)

    def __str__(self) -> str:
        return f"{self.jaar}-{'I' * self.deel}"


@dataclass(frozen=True)
class Periode:
    """One period of a plan; moves within it are dated on its last day.

    Attributes
    ----------
    index : int
        Position in the plan, from 0.
    van, tot : date
        First and last day, both inclusive.
    """

    index: int
    van: date
    tot: date

    @property
    def dagen(self) -> int:
        """Number of days."""
        return (self.tot - self.van).days + 1


def einde_kwartaal(day: date) -> date:
    """Return the last day of the calendar quarter that contains `day`."""
    month = 3 * ((day.month - 1) // 3) + 3
    following = date(day.year + 1, 1, 1) if month == 12 else date(day.year, month + 1, 1)
    return following - _DAY


def kwartaal(day: date) -> str:
    """Return the calendar quarter of `day`, for example ``"2025Q3"``."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def halfjaren(start: date, horizon: date) -> tuple[Halfjaar, ...]:
    """Return the half-years that end within `start` .. `horizon`, both inclusive."""
    found = []
    halfjaar = Halfjaar.van(start)
    while halfjaar.eind <= horizon:
        found.append(halfjaar)
        halfjaar = halfjaar.volgende()
    return tuple(found)


def perioden(start: date, horizon: date, soort: PeriodeSoort) -> tuple[Periode, ...]:
    """Cut a plan's time into periods.

    Periods are counted from `start` and anew after each quarter end, so that every
    quarter end, and with it every deadline of law, is a period end.

    Parameters
    ----------
    start, horizon : date
        First and last day of the plan, both inclusive.
    soort : {"week", "2weken", "maand"}
        Length of a period; the last one before a quarter end may be shorter.

    Returns
    -------
    tuple of Periode
        Consecutive and without gaps, from `start` through `horizon`.

    Raises
    ------
    ValueError
        If `horizon` lies before `start`.
    """
    if horizon < start:
        raise ValueError("de horizon ligt voor de start")
    return tuple(
        Periode(index, first, last) for index, (first, last) in enumerate(_spans(start, horizon, soort))
    )


def _spans(start: date, horizon: date, soort: PeriodeSoort) -> Iterator[tuple[date, date]]:
    first = start
    while first <= horizon:
        quarter_end = min(einde_kwartaal(first), horizon)
        while first <= quarter_end:
            last = min(_last_day(first, soort), quarter_end)
            yield first, last
            first = last + _DAY


def _last_day(first: date, soort: PeriodeSoort) -> date:
    if soort == "maand":
        year, month = (first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)
        next_month = date(year, month, 1)
        same_day = first.day - 1
        length = (date(year + month // 12, month % 12 + 1, 1) - next_month).days
        return next_month + timedelta(days=min(same_day, length)) - _DAY
    return first + timedelta(days=6 if soort == "week" else 13)
