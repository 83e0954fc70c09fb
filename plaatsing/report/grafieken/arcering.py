"""Hatching: what is planned is drawn with lines, so that it never looks measured, not even in grey.

The lines are drawn and then cut to shape. A repeated pattern would look the same on the screen, but
printing turns it into pictures of megabytes.
"""

from __future__ import annotations

from typing import Final, Literal

from .tekenen import GROOT

Soort = Literal["gepland", "te-laat", "nog"]

_STAP: Final = 6
_STAAL: Final = (26, 16)


class Arcering:
    """The hatches of one chart; every shape gets a name of its own.

    Parameters
    ----------
    naam : str
        Name of the chart, unique in the page.
    """

    def __init__(self, naam: str) -> None:
        self._naam = naam
        self._count = 0

    def definities(self) -> str:
        """Return the lines that all shapes of the chart are cut from."""
        drawn = "".join(
            f'<path id="{self._naam}-lijnen-{soort}" class="g-{soort}" d="{_lines(soort)}"/>'
            for soort in ("gepland", "te-laat", "nog")
        )
        return (
            '<svg class="g-vulling" width="0" height="0" aria-hidden="true" focusable="false">'
            f"<defs>{drawn}</defs></svg>"
        )

    def vorm(self, soort: Soort, pad: str) -> str:
        """Return a hatched shape; `pad` is its path data."""
        if not pad:
            return ""
        self._count += 1
        name = f"{self._naam}-{self._count}"
        return (
            f'<clipPath id="{name}-knip"><path id="{name}" d="{pad}"/></clipPath>'
            f'<use href="#{name}" class="g-grond-{soort}"/>'
            f'<g clip-path="url(#{name}-knip)"><use href="#{self._naam}-lijnen-{soort}"/></g>'
        )

    def staal(self, soort: Soort) -> str:
        """Return a hatched swatch for the key."""
        wide, high = _STAAL
        return self.vorm(soort, f"M1 1H{wide - 1}V{high - 1}H1Z")


def _lines(soort: Soort) -> str:
    """Return the lines of a hatch over the largest picture."""
    wide, high = GROOT
    if soort == "nog":
        return "".join(f"M0 {y}H{wide}" for y in range(3, high, 5))
    rising = "".join(f"M{x} 0l{-high} {high}" for x in range(_STAP, wide + high, _STAP))
    if soort == "gepland":
        return rising
    return rising + "".join(f"M{x} 0l{high} {high}" for x in range(-high, wide, _STAP))
