"""One drawing of the map: the tiles, or the official boundaries, with all that stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

import geopandas as gpd

from .gegevens import Kaartgegevens
from .klassen import Indeling
from .pad import pad
from .symbolen import bogen, cirkels, grootste_schaal, labels, plekken
from .vlakken import BREEDTE, Projectie, Vlak, lijnen, omgeving, projectie, vlakken

Vorm = Literal["tegels", "grenzen"]

_BUITEN = 0.06  # how much of the surroundings shows beside a part of the country


@dataclass(frozen=True)
class Tekening:
    """What every layer of one map has in common; `px` is how many drawing units go in a pixel at first."""

    gegevens: Kaartgegevens
    getoond: Indeling
    verhouding: float
    px: float
    namen: dict[str, str]
    regio: dict[str, str]


def laag(vorm: Vorm, shapes: gpd.GeoSeries, tekening: Tekening, *, verborgen: bool) -> str:
    """Return a layer as an SVG group.

    Parameters
    ----------
    vorm : {"tegels", "grenzen"}
        What the shapes are.
    shapes : GeoSeries
        A shape per municipality, by code.
    tekening : Tekening
        What is drawn, and the height of the drawing.
    verborgen : bool
        Whether the layer is hidden until a reader asks for it.
    """
    gegevens = tekening.gegevens
    naar = projectie(shapes.total_bounds, tekening.verhouding)
    drawn = vlakken(shapes, naar)
    codes = gegevens.gemeenten["gemeentecode"].tolist()
    sign = dict(zip(codes, tekening.getoond.tekens, strict=True))
    value = dict(zip(codes, tekening.getoond.waarden, strict=True))
    short = dict(zip(codes, tekening.getoond.kort, strict=True))
    between, outside = lijnen(drawn, tekening.regio)
    locaties = gegevens.locatielijst()
    place = plekken(locaties, drawn, naar if vorm == "grenzen" else None)
    text = labels(drawn, tekening.namen, short, sign, tekening.px)
    areas = "".join(
        f'<a href="#gemeente-{code}" data-gemeente="{code}" aria-label="{escape(tekening.namen[code])}: '
        f'{escape(value[code])}"><path class="kl-{sign[code]}" d="{pad(vlak.ringen, dicht=True)}"/></a>'
        for code, vlak in drawn.items()
    )
    parts = [
        _around(codes, naar, tekening.verhouding) if vorm == "tegels" else "",
        f'<g class="kaart-vlakken">{areas}</g>',
        f'<path class="kaart-kust" d="{pad(outside, dicht=False)}"/>',
        f'<path class="kaart-regio" d="{pad(between, dicht=False)}"/>' if between else "",
        f'<g class="kaart-stromen" aria-hidden="true">{bogen(gegevens.stroomlijst(), place, drawn)}</g>',
        f'<g class="kaart-locaties">{cirkels(locaties, place, tekening.namen)}</g>',
        f'<g class="kaart-labels" aria-hidden="true">{text}</g>',
    ]
    hidden = " verborgen" if verborgen else ""
    limit = f' style="--grootst:{grootste_schaal(drawn):.2f}"' if vorm == "tegels" else ""
    return f'<g class="kaart-laag{hidden}" data-vorm="{vorm}"{limit}>{"".join(parts)}</g>'


def _around(codes: list[str], naar: Projectie, verhouding: float) -> str:
    """Return the tiles of other municipalities that lie within the drawing, as a quiet background."""
    others = vlakken(omgeving(codes), naar) if len(codes) else {}
    edge, height = BREEDTE * _BUITEN, BREEDTE * verhouding
    seen = [vlak for vlak in others.values() if _inside(vlak, -edge, BREEDTE + edge, height + edge)]
    if not seen:
        return ""
    rings = [ring for vlak in seen for ring in vlak.ringen]
    return f'<path class="kaart-omgeving" d="{pad(rings, dicht=True)}"/>'


def _inside(vlak: Vlak, low: float, right: float, bottom: float) -> bool:
    return low < vlak.x < right and low < vlak.y < bottom
