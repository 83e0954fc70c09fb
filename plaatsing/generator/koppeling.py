"""Which synthetic households are already linked, and which already live in a location."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .opdracht import Opdracht
from .verdeling import Rng, kies

DAGEN_TOT_KOPPELING = 14
BEZETTING = 0.5
"""Share of the places of an existing location that is taken at the start."""

AANDEEL_BEWONERS = 0.03
"""Greatest share of all households that already lives in a location."""

# Residents left COA at least this long after their permit; all of them were linked by then.
_DAGEN_BEWONER = 98
_DAGEN_TOT_INTREK = 28


def koppel(
    opdracht: Opdracht, huishoudens: pd.DataFrame, gemeenten: pd.DataFrame, locaties: pd.DataFrame, rng: Rng
) -> pd.DataFrame:
    """Return `huishoudens` with ``koppelgemeente``, ``koppeldatum``, ``in_locatie`` and ``sinds``.

    Of the households with a permit at least 14 days before the start, the share
    ``gekoppeld`` is linked, on day 14 after the permit. Some of them already live in an
    existing location and are linked to one of its participants. The others are
    linked as COA would: to a municipality drawn by the room left in its task, within
    the province of the reception site, or anywhere when linking is national.
    """
    result = huishoudens.copy()
    number = len(result)
    start = np.datetime64(opdracht.start, "D")
    permit = result["vergunningdatum"].to_numpy().astype("datetime64[D]")
    eligible = np.flatnonzero(permit <= start - DAGEN_TOT_KOPPELING)
    linked = np.sort(rng.permutation(eligible)[: int(opdracht.gekoppeld * len(eligible) + 0.5)])
    result["koppelgemeente"] = ""
    result["in_locatie"] = ""

    homes = _residents(opdracht, result, linked[permit[linked] <= start - _DAGEN_BEWONER], locaties, rng)
    for row, (location, municipality) in homes.items():
        result.loc[row, ["in_locatie", "koppelgemeente"]] = [location, municipality]
    others = np.array([row for row in linked if row not in homes], dtype=np.int64)
    result.loc[others, "koppelgemeente"] = _links(opdracht, result.loc[others], gemeenten, rng)

    is_linked = np.isin(np.arange(number), linked)
    link = np.where(is_linked, permit + DAGEN_TOT_KOPPELING, np.datetime64("NaT"))
    resident = (result["in_locatie"] != "").to_numpy()
    entry = permit + _DAGEN_TOT_INTREK
    room = np.maximum((start - entry).astype(np.int64), 1)
    entry = entry + np.floor(rng.random(number) * room).astype(np.int64)
    result["koppeldatum"] = link.astype("datetime64[s]")
    result["sinds"] = np.where(resident, entry, np.datetime64("NaT")).astype("datetime64[s]")
    return result


def _residents(
    opdracht: Opdracht,
    households: pd.DataFrame,
    rows: NDArray[np.int64],
    locations: pd.DataFrame,
    rng: Rng,
) -> dict[int, tuple[str, str]]:
    """Return (location, municipality) by row, for the households that live in a location."""
    province = dict(zip(opdracht.gemeenten["gemeentecode"], opdracht.gemeenten["provinciecode"], strict=True))
    sizes = households["personen"].to_numpy()
    provinces = households["provinciecode"].to_numpy()
    left = int(AANDEEL_BEWONERS * opdracht.huishoudens)
    waiting = [int(row) for row in rng.permutation(rows)]
    homes: dict[int, tuple[str, str]] = {}
    for location in locations[locations["status"] == "bestaand"].to_dict("records"):
        participants = location["deelnemende_gemeenten"].split("|")
        places = int(BEZETTING * location["capaciteit_personen"])
        rooms = int(location["kamers"])
        for row in list(waiting):
            persons = int(sizes[row])
            bedrooms = -(-persons // 2)
            elsewhere = provinces[row] != province[location["gemeentecode"]]
            if left == 0 or persons > places or bedrooms > rooms:
                continue
            if elsewhere and opdracht.koppeling == "provincie":
                continue
            homes[row] = (str(location["locatie"]), participants[int(rng.integers(len(participants)))])
            waiting.remove(row)
            places, rooms, left = places - persons, rooms - bedrooms, left - 1
    return homes


def _links(
    opdracht: Opdracht, households: pd.DataFrame, municipalities: pd.DataFrame, rng: Rng
) -> NDArray[np.object_]:
    """Return the koppelgemeente of each household, longest waiting first."""
    area = opdracht.gemeenten
    task = area["taakstelling"].to_numpy(dtype=np.float64)
    room = np.maximum(task + municipalities["achterstand"].to_numpy(), 0.0)
    nearby = {code: (area["provinciecode"] == code).to_numpy() for code in set(area["provinciecode"])}
    anywhere = np.ones(len(area), dtype=bool)
    codes = area["gemeentecode"].to_numpy(dtype=object)
    found = np.empty(len(households), dtype=object)
    for place, (persons, province) in enumerate(
        zip(households["personen"], households["provinciecode"], strict=True)
    ):
        allowed = nearby[province] if opdracht.koppeling == "provincie" else anywhere
        weights = np.where(allowed & (room >= persons), room, 0.0)
        if weights.sum() == 0:
            weights = np.where(allowed, task + 1.0, 0.0)
        choice = int(kies(rng, weights, 1)[0])
        room[choice] = max(0.0, room[choice] - persons)
        found[place] = codes[choice]
    return found
