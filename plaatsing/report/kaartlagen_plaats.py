"""Where locations and municipalities lie in the layers of the map: so that the layers fit each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely

from plaatsing.report.kaart.gegevens import Locatie

Punt = tuple[float, float]

# Shares of the width of a tile: how far above its middle a location stands, and beside another one.
_BOVEN, _NAAST = 0.26, 0.24


def ware_plaatsen(locaties: Sequence[Locatie], gemeenten: Mapping[str, Punt]) -> dict[str, Punt]:
    """Return where each location stands in RD New: its own point, else that of its municipality."""
    return {locatie.naam: locatie.punt or gemeenten[locatie.gemeentecode] for locatie in locaties}


def op_tegels(
    locaties: Sequence[Locatie], tegels: gpd.GeoDataFrame, waar: Mapping[str, Punt]
) -> tuple[dict[str, Punt], dict[str, Punt]]:
    """Return the places of locations and of municipalities on a map of tiles.

    Parameters
    ----------
    locaties : sequence of Locatie
        The locations; those of one municipality stand beside each other in the upper part of its tile.
    tegels : GeoDataFrame
        ``gemeentecode`` and its tile.
    waar : mapping of str to (x, y)
        The true places, kept for a location whose municipality has no tile.

    Returns
    -------
    tuple of dict
        The place of each location by name, and the middle of each tile by gemeentecode, in metres.
    """
    width = float((tegels.bounds["maxx"] - tegels.bounds["minx"]).max()) if len(tegels) else 0.0
    middles = shapely.get_coordinates(tegels.geometry.centroid)
    centre = {
        str(code): (float(x), float(y)) for code, (x, y) in zip(tegels["gemeentecode"], middles, strict=True)
    }
    beside: dict[str, list[str]] = {}
    for locatie in locaties:
        beside.setdefault(locatie.gemeentecode, []).append(locatie.naam)
    places = dict(waar)
    for code, names in beside.items():
        if code in centre:
            x, y = centre[code]
            for number, name in enumerate(names):
                aside = (number - (len(names) - 1) / 2) * _NAAST * width
                places[name] = (x + aside, y + _BOVEN * width)
    return places, centre
