"""The tables of a proposal of sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.kandidaten.keuze import most_covered
from plaatsing.kandidaten.plaatsen import crowded, divide, nearest_site
from plaatsing.kandidaten.zoekgebied import Floats, Ints, Zoekgebied

if TYPE_CHECKING:
    from plaatsing.case import Case


def assigned(area: Zoekgebied, chosen: Ints) -> Ints:
    """Return the persons to house for whom each chosen site is the nearest location, at least one."""
    nearest = nearest_site(_network(area, chosen))
    first = len(area.bestaand)
    sums = [area.personen[nearest == first + number].sum() for number in range(len(chosen))]
    return np.maximum(np.array(sums, dtype=np.int64), 1)


def rijen(
    case: Case, area: Zoekgebied, chosen: Ints, places: Ints, transitie: float, exploitatie: float
) -> pd.DataFrame:
    """Return the chosen sites as rows of ``doorstroomlocaties``."""
    hosts = area.gemeenten.iloc[chosen]
    table = pd.DataFrame(
        {
            "locatie": [area.namen[site] for site in chosen],
            "gemeentecode": hosts["gemeentecode"].to_numpy(),
            "x_rd": hosts["x_rd"].to_numpy(dtype=float),
            "y_rd": hosts["y_rd"].to_numpy(dtype=float),
            "status": "kandidaat",
            "uitbreiding_van": "",
            "capaciteit_personen": places,
            "kamers": pd.NA,
            "open_vanaf": pd.NaT,
            "open_tot": pd.NaT,
            "transitiekosten": float(transitie),
            "exploitatie_per_persoon_dag": float(exploitatie),
            "min_bezetting": 0,
            "deelnemende_gemeenten": pd.Series([()] * len(chosen), dtype=object),
            "inburgering": True,
        }
    )
    model = case.doorstroomlocaties
    return table[list(model.columns)].astype(model.dtypes.to_dict())


def dekking(area: Zoekgebied, chosen: Ints) -> pd.DataFrame:
    """Return the coverage curve from no new site to as many as are chosen."""
    everyone = (len(area), int(area.personen.sum()))
    numbers = range(len(chosen) + 1)
    covered = [most_covered(area, number) for number in numbers]
    table = pd.DataFrame(covered, columns=["gemeenten", "personen"], dtype="int64")
    table.insert(0, "locaties", pd.Series(numbers, dtype="int64"))
    for name, total in zip(("gemeenten", "personen"), everyone, strict=True):
        table[f"aandeel_{name}"] = table[name] / total if total else 1.0
    return table


def onbereikt(area: Zoekgebied, chosen: Ints, places: Ints) -> pd.DataFrame:
    """Return who is left without a location or without a place."""
    km = _network(area, chosen)
    all_places = np.concatenate([area.vrij, places]).astype(np.int64)
    divided = divide(km, area.personen, all_places)
    distance = np.vstack([area.afstand_bestaand, area.afstand_nieuw[chosen]])
    within = nearest_site(km) >= 0
    left = area.personen - divided.sum(axis=0)
    codes, names = area.gemeenten["gemeentecode"].tolist(), area.gemeenten["gemeente"].tolist()
    rows = []
    for g in np.flatnonzero(~within | (left > 0)).tolist():
        sharing, sites = crowded(g, km, divided)
        rows.append(
            {
                "gemeentecode": codes[g],
                "gemeente": names[g],
                "personen": int(left[g]),
                "opgave": int(area.personen[g]),
                "reden": "capaciteit" if within[g] else "afstand",
                "personen_binnen_bereik": int(area.personen[sharing].sum()),
                "plaatsen": int(all_places[sites].sum()),
                "km_dichtstbij": float(distance[:, g].min(initial=np.inf)),
            }
        )
    table = pd.DataFrame(rows, columns=list(_ONBEREIKT)).astype(_ONBEREIKT)
    return table.replace({"km_dichtstbij": {np.inf: np.nan}})


_ONBEREIKT = {
    "gemeentecode": "str",
    "gemeente": "str",
    "personen": "int64",
    "opgave": "int64",
    "reden": "str",
    "personen_binnen_bereik": "int64",
    "plaatsen": "int64",
    "km_dichtstbij": "float64",
}


def _network(area: Zoekgebied, chosen: Ints) -> Floats:
    """Return the distances of existing and chosen sites, in that order."""
    return np.vstack([area.km_bestaand, area.km_nieuw[chosen]])
