"""The drawing of charts: axes, steps over time, and the difference between measured and planned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from babel import dates

from plaatsing.taal import current_taal, format_count

Punt = tuple[date, float]

GROOT, KLEIN = (640, 300), (300, 195)
"""Width and height of a picture on its own, and of one among several."""


@dataclass(frozen=True)
class Vak:
    """The drawing area of one picture: its size, its margins, and what its axes run to.

    Attributes
    ----------
    breed, hoog : int
        Size of the picture.
    van, tot : date
        Where the time axis begins and ends.
    hoogste : float
        The largest value that is drawn.
    """

    breed: int
    hoog: int
    van: date
    tot: date
    hoogste: float
    boven: int = 30
    rechts: int = 12

    @property
    def links(self) -> int:
        """Room for the values of the axis."""
        return 58 if self.breed > KLEIN[0] else 42

    @property
    def onder(self) -> int:
        """Room for the names of the months."""
        return 30 if self.breed > KLEIN[0] else 26

    def x(self, day: date) -> float:
        """Return where a day lies."""
        room = self.breed - self.links - self.rechts
        return self.links + room * (day - self.van).days / max((self.tot - self.van).days, 1)

    def y(self, value: float) -> float:
        """Return where a value lies; nothing below zero is drawn."""
        room = self.hoog - self.boven - self.onder
        return self.boven + room * (1 - max(value, 0.0) / self.top)

    @property
    def top(self) -> float:
        """The value at the upper edge: a round number."""
        return stappen(self.hoogste)[-1]

    def assen(self, *, maanden: bool = True) -> str:
        """Return the horizontal lines with their values, and the months."""
        lines = "".join(
            f'<path class="g-lijn" d="M{self.links} {self.y(value):.1f}H{self.breed - self.rechts}"/>'
            f'<text class="g-as" x="{self.links - 6}" y="{self.y(value) + 4:.1f}" text-anchor="end">'
            f"{format_count(round(value))}</text>"
            for value in stappen(self.hoogste)
        )
        base = f'<path class="g-basis" d="M{self.links} {self.y(0):.1f}H{self.breed - self.rechts}"/>'
        return lines + (self._months() if maanden else "") + base

    def _months(self) -> str:
        """Return the names of the months, as many as there is room for."""
        first = [
            day for day in _month_starts(self.van, self.tot) if self.x(day) < self.breed - self.rechts - 16
        ]
        letters = 62 if self.breed > KLEIN[0] else 34
        every = max(1, math.ceil(len(first) * letters / (self.breed - self.links - self.rechts)))
        bottom = self.y(0)
        return "".join(
            f'<path class="g-streep" d="M{self.x(day):.1f} {bottom:.1f}v5"/>'
            f'<text class="g-as" x="{self.x(day):.1f}" y="{bottom + 19:.1f}">{escape(_month(day))}</text>'
            for day in first[::every]
        )

    def trap(self, punten: Sequence[Punt], bodem: Sequence[Punt] | float = 0.0) -> str:
        """Return path data of an area in steps: each value holds from its day to the next.

        Parameters
        ----------
        punten : sequence of (date, value)
            The upper edge, by day.
        bodem : sequence of (date, value) or float
            The lower edge, on the same days, or one value.
        """
        upper = self._steps(punten)
        lower = self._steps([(day, bodem) for day, _value in punten] if isinstance(bodem, float) else bodem)
        points = [*upper, *reversed(lower)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"

    def rand(self, punten: Sequence[Punt]) -> str:
        """Return path data of the upper edge of the steps."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self._steps(punten))

    def _steps(self, punten: Sequence[Punt]) -> list[tuple[float, float]]:
        ends = [day for day, _value in punten[1:]] + [self.tot]
        corners = []
        for (day, value), end in zip(punten, ends, strict=True):
            corners += [(self.x(day), self.y(value)), (self.x(end), self.y(value))]
        return corners


def stappen(hoogste: float) -> list[float]:
    """Return three to six round values from zero to at least `hoogste`."""
    top = max(hoogste, 1.0)
    ten = 10.0 ** math.floor(math.log10(top / 3))
    step = next(ten * nice for nice in (1, 2, 5, 10) if ten * nice * 4 >= top)
    step = max(1.0, step)
    return [step * place for place in range(math.ceil(top / step - 1e-9) + 1)]


def plaat(breed: int, hoog: int, inhoud: str, *, tekst: str, kop: str = "") -> str:
    """Return one picture; `tekst` is what it says to who does not see it."""
    title = f'<text class="g-kop" x="0" y="16">{escape(kop)}</text>' if kop else ""
    look = "g-plaat groot" if breed > KLEIN[0] else "g-plaat"
    return (
        f'<svg class="{look}" viewBox="0 0 {breed} {hoog}" role="img" aria-label="{escape(tekst)}">'
        f"{title}{inhoud}</svg>"
    )


def platen(inhoud: str, aantal: int) -> str:
    """Put pictures beside each other; a single one gets the room."""
    return inhoud if aantal == 1 else f'<div class="g-platen">{inhoud}</div>'


def sleutel(tekens: Sequence[tuple[str, str]]) -> str:
    """Return the key of a chart: the attributes of a swatch and what it means, each."""
    items = "".join(
        '<li><svg class="g-staal" viewBox="0 0 26 16" aria-hidden="true" focusable="false">'
        f"{swatch}</svg>{escape(text)}</li>"
        for swatch, text in tekens
    )
    return f'<ul class="g-sleutel">{items}</ul>'


def staal(klasse: str) -> str:
    """Return a filled swatch."""
    return f'<rect class="{klasse}" x="1" y="1" width="24" height="14"/>'


def lijnstaal(klasse: str) -> str:
    """Return a swatch of a line."""
    return f'<path class="{klasse}" d="M1 8H25"/>'


def _month_starts(first: date, last: date) -> list[date]:
    found = [date(first.year, first.month, 1)] if first.day == 1 else []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = date(year, month, 1)
        if day > last:
            return found
        found.append(day)


def _month(day: date) -> str:
    return str(dates.format_date(day, "MMM", locale=current_taal())).rstrip(".")
