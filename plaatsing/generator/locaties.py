"""Synthetic doorstroomlocaties: a few existing ones and the candidates."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.geodata import afstanden_km
from plaatsing.instellingen import Instellingen

from .opdracht import Opdracht
from .punten import rond_punt
from .verdeling import Rng, gespreid, kies

TRANSITIEKOSTEN = 400_000.0
EXPLOITATIE_PER_PERSOON_DAG = 40.0
JAREN_OPEN = 4
KANDIDATEN_PER_BESTAANDE = 10
DEELNEMERS = 4
"""Municipalities that take part in an existing location, its own included, at most."""

AFSTANDSLIMIET_KM = float(Instellingen.model_fields["afstandslimiet_km"].default)

AANDEEL_INBURGERING = 0.8
# Bedrooms per place: about what the households need (0.69), somewhat more or less.
_KAMERS_PER_PLAATS = (0.60, 0.85)


def maak_doorstroomlocaties(opdracht: Opdracht, rng: Rng) -> pd.DataFrame:
    """Return the table ``doorstroomlocaties``.

    Every ten candidates, or part of ten, come with one existing location; without
    candidates there is none. All stand in municipalities spread over the area, at least
    one in every province as far as their number allows.
    """
    area = opdracht.gemeenten
    candidates = opdracht.locaties
    existing = -(-candidates // KANDIDATEN_PER_BESTAANDE)
    total = candidates + existing
    km = afstanden_km(area["x_rd"], area["y_rd"], area["x_rd"], area["y_rd"])
    hosts = _hosts(rng, area, km, total)
    exists = np.zeros(total, dtype=bool)
    exists[rng.permutation(total)[:existing]] = True
    places = 10 * np.where(
        exists, rng.integers(3, 9, total, endpoint=True), rng.integers(3, 20, total, endpoint=True)
    )
    low, high = _KAMERS_PER_PLAATS
    opening = np.where(exists, -7 * rng.integers(40, 80, total), 7 * rng.integers(0, 8, total, endpoint=True))
    open_from = pd.Series(np.datetime64(opdracht.start, "s") + opening.astype("timedelta64[D]"))
    x_rd, y_rd = rond_punt(rng, area.iloc[hosts])
    from_site = afstanden_km(x_rd, y_rd, area["x_rd"], area["y_rd"])
    table = pd.DataFrame(
        {
            "gemeentecode": area["gemeentecode"].to_numpy()[hosts],
            "x_rd": x_rd,
            "y_rd": y_rd,
            "status": np.where(exists, "bestaand", "kandidaat"),
            "capaciteit_personen": places,
            "kamers": np.rint(places * (low + (high - low) * rng.random(total))).astype(np.int64),
            "open_vanaf": open_from,
            "open_tot": open_from + pd.DateOffset(years=JAREN_OPEN) - pd.Timedelta(days=1),
            "transitiekosten": np.where(exists, 0.0, TRANSITIEKOSTEN),
            "exploitatie_per_persoon_dag": EXPLOITATIE_PER_PERSOON_DAG,
            "deelnemende_gemeenten": [
                _participants(area, km, host, from_site[number]) if there else ""
                for number, (host, there) in enumerate(zip(hosts, exists, strict=True))
            ],
            "inburgering": rng.random(total) < AANDEEL_INBURGERING,
        }
    ).astype({"deelnemende_gemeenten": "str"})
    table = table.sort_values(["status", "gemeentecode"], kind="stable", ignore_index=True)
    table.insert(0, "locatie", [f"DSL-{number:02d}" for number in range(1, total + 1)])
    return table


def _hosts(rng: Rng, area: pd.DataFrame, km: NDArray[np.float64], total: int) -> list[int]:
    weights = area["inwoners"].to_numpy(dtype=np.float64)
    provinces = area["provinciecode"].to_numpy()
    first: list[int] = []
    if total >= len(set(provinces)) > 1:
        for province in sorted(set(provinces)):
            inside = np.flatnonzero(provinces == province)
            first.append(int(inside[kies(rng, weights[inside], 1)[0]]))
    return gespreid(rng, km, weights, first, total)


def _participants(
    area: pd.DataFrame, km: NDArray[np.float64], host: int, from_site: NDArray[np.float64]
) -> str:
    """Return the municipality itself and the nearest ones in its province within the limit.

    Near is by the municipalities' own points (`km`), the limit by the location's (`from_site`).
    """
    provinces = area["provinciecode"].to_numpy()
    near = (provinces == provinces[host]) & (from_site <= AFSTANDSLIMIET_KM)
    near[host] = False
    others = np.flatnonzero(near)
    nearest = others[np.argsort(km[host, others], kind="stable")][: DEELNEMERS - 1]
    return "|".join(sorted(area["gemeentecode"].to_numpy()[[host, *nearest]]))
