"""What a map shows, for a province or the whole country, with figures that follow from the codes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from plaatsing.geodata import gemeenten, tegels
from plaatsing.report.kaart import Kaartgegevens, Kaartkolom


def kaartgegevens(provincie: str = "", *, grenzen: bool = False) -> Kaartgegevens:
    """Return a map of `provincie`, or of the country; boundaries are those of `ruwe_grenzen`."""
    table = gemeenten()
    if provincie:
        table = table[table["provincie"] == provincie].reset_index(drop=True)
    codes = table["gemeentecode"]
    number = np.arange(len(table))
    short = pd.Series((number * 7 % 40 * (number % 3 > 0)).astype(float), index=codes)
    balance = pd.Series((number * 13 % 41 - 20).astype(float), index=codes)
    share = pd.Series(number * 100 / len(table), index=codes)
    share.iloc[::9] = np.nan
    every = table.iloc[:: max(1, len(table) // 30 or 1)] if not provincie else table.iloc[::3]
    sites = pd.DataFrame(
        {
            "locatie": [f"DSL-{place:02d}" for place in range(len(every))],
            "gemeentecode": every["gemeentecode"].to_numpy(),
            "x_rd": every["x_rd"].to_numpy() + 900,
            "y_rd": every["y_rd"].to_numpy(),
            "plaatsen": [30 + 40 * (place % 5) for place in range(len(every))],
            "geopend": [place % 4 != 3 for place in range(len(every))],
        }
    )
    flows = [
        (site, code, 5 + 3 * place)
        for site in sites["locatie"]
        for place, code in enumerate(codes.iloc[:: max(1, len(table) // 4)])
    ]
    region = "corop" if provincie else "provincie"
    return Kaartgegevens(
        gemeenten=table[["gemeentecode", "gemeente"]].assign(regio=table[region]),
        kolommen=(
            Kaartkolom("tekort", "Tekort <nu>", "personen", short),
            Kaartkolom("saldo", "Achterstand of voorsprong", "personen", balance, "tweezijdig"),
            Kaartkolom("deel", "Deel gerealiseerd", "%", share),
        ),
        locaties=sites,
        stromen=pd.DataFrame(flows, columns=["locatie", "gemeentecode", "personen"]),
        grenzen=ruwe_grenzen(list(codes)) if grenzen else None,
    )


def ruwe_grenzen(codes: list[str], punten: int = 40) -> gpd.GeoDataFrame:
    """Return detailed boundaries that share every point with their neighbours: tiles with winding sides."""
    shapes = tegels()
    shapes = shapes[shapes["gemeentecode"].isin(codes)]
    winding = shapes.geometry.segmentize(10_700 / 1.7 / punten)
    moved = winding.transform(
        lambda points: (
            points + 350 * np.stack([np.sin(points[:, 1] / 700), np.cos(points[:, 0] / 900)], axis=1)
        )
    )
    return gpd.GeoDataFrame({"gemeentecode": shapes["gemeentecode"]}, geometry=moved, crs=shapes.crs)
