"""Points on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaatsing.controle.melden import flag
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_X = (0, 300_000)
_Y = (300_000, 625_000)


def in_the_netherlands(concept: Concept) -> list[Problem]:
    """With the bundled municipalities every point lies in the Netherlands, x and y both given."""
    problems = []
    for name in ("gemeenten", "doorstroomlocaties", "coa_locaties"):
        table = concept.volledig[name]
        x, y = table["x_rd"], table["y_rd"]
        for column, half in (("x_rd", x.isna() & y.notna()), ("y_rd", y.isna() & x.notna())):
            expected = "verwacht x_rd en y_rd allebei, of geen van beide"
            problems += flag(concept, name, half, column, expected, code="half_punt")
        if concept.codes.own:
            continue
        both = x.notna() & y.notna()
        wrong = both & ~(x.between(*_X) & y.between(*_Y))
        expected = (
            "verwacht een punt in Nederland in Rijksdriehoekscoördinaten "
            f"(x van {_X[0]} tot {_X[1]}, y van {_Y[0]} tot {_Y[1]} meter)"
        )
        problems += flag(concept, name, wrong, "x_rd", expected, hint=_swapped, code="punt_buiten_nederland")
    return problems


def _swapped(row: Any) -> str:
    if _X[0] <= row["y_rd"] <= _X[1] and _Y[0] <= row["x_rd"] <= _Y[1]:
        return f"{row['y_rd']:.0f} (x_rd en y_rd zijn verwisseld)"
    if 3 <= row["x_rd"] <= 8 and 50 <= row["y_rd"] <= 54:
        return "graden omgerekend naar Rijksdriehoekscoördinaten (EPSG:28992)"
    return ""
