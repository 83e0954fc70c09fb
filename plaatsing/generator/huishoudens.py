"""Synthetic households: size, permit, reception site and what they need."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.geodata import afstanden_km

from .opdracht import Opdracht
from .verdeling import Rng, gelijkmatig, groottes, kies

WEKEN_VOORAF = 26
"""Weeks before the start in which the first permits fall."""

AANDEEL_CRITERIUM = {"gezin": 0.02, "werk": 0.01, "studie": 0.005, "medisch": 0.01}
AANDEEL_TOEGANKELIJK = 0.03
AANDEEL_NAREIS = 0.04
AANDEEL_VERSCHOONBAAR = 0.02
"""Share of the linked households in reception for which the municipality is excused."""

REDEN_VERSCHOONBAAR = "overmacht"
# Family of a linked household lives this near, so that its link fits the 50 km of the rule.
_GEZIN_KM = 40.0
_NAREIS_DAGEN = (30, 300)


def maak_huishoudens(opdracht: Opdracht, coa: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return the households without links, ascending by permit date.

    Returns
    -------
    pandas.DataFrame
        ``huishouden``, ``personen``, ``vergunningdatum``, ``coa_locatie``, and
        ``provinciecode`` of the site.
    """
    number = opdracht.huishoudens
    first = np.datetime64(opdracht.start, "D") - 7 * WEKEN_VOORAF
    days = (opdracht.horizon - opdracht.start).days + 1 + 7 * WEKEN_VOORAF
    permit = first + gelijkmatig(rng, number, days)
    site = kies(rng, coa["omvang"].to_numpy(), number)
    return pd.DataFrame(
        {
            "huishouden": [f"H{row:05d}" for row in range(1, number + 1)],
            "personen": groottes(rng, number),
            "vergunningdatum": permit.astype("datetime64[s]"),
            "coa_locatie": coa["coa_locatie"].to_numpy()[site],
            "provinciecode": coa["provinciecode"].to_numpy()[site],
        }
    )


def voeg_kenmerken_toe(opdracht: Opdracht, huishoudens: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return linked or unlinked households with what a few of them need.

    At most one hard criterion each. A linked household works, studies or is treated in the
    municipality it is linked to, and its family lives near; another one's municipality is
    drawn by population where it may be linked.
    """
    result = huishoudens.copy()
    number = len(result)
    place = _places(opdracht, result, rng)
    codes = opdracht.gemeenten["gemeentecode"].to_numpy()
    draw = rng.random(number)
    family = _nearby(opdracht, place, rng)
    linked = (result["koppelgemeente"] != "").to_numpy()
    bound = 0.0
    for criterion, share in AANDEEL_CRITERIUM.items():
        has = (draw >= bound) & (draw < bound + share)
        target = np.where(linked, family, place) if criterion == "gezin" else place
        result[criterion] = np.where(has, codes[target], "")
        bound += share
    result["toegankelijk"] = rng.random(number) < AANDEEL_TOEGANKELIJK
    _add_nareis(opdracht, result, rng)
    waiting = linked & (result["in_locatie"] == "").to_numpy()
    excused = waiting & (rng.random(number) < AANDEEL_VERSCHOONBAAR)
    result["verschoonbaar"] = np.where(excused, REDEN_VERSCHOONBAAR, "")
    return result


def _places(opdracht: Opdracht, households: pd.DataFrame, rng: Rng) -> NDArray[np.int64]:
    """Return per household the position of its municipality, drawn where it has none."""
    area = opdracht.gemeenten
    people = area["inwoners"].to_numpy(dtype=np.float64)
    place = kies(rng, people, len(households))
    if opdracht.koppeling == "provincie":
        for province in sorted(set(households["provinciecode"])):
            rows = np.flatnonzero(households["provinciecode"] == province)
            place[rows] = kies(rng, people * (area["provinciecode"] == province).to_numpy(), len(rows))
    position = pd.Series(np.arange(len(area)), index=area["gemeentecode"])
    given = households["koppelgemeente"].map(position)
    return np.where(given.notna(), given.fillna(0), place).astype(np.int64)


def _nearby(opdracht: Opdracht, place: NDArray[np.int64], rng: Rng) -> NDArray[np.int64]:
    """Return per household a municipality near `place`, possibly the same."""
    area = opdracht.gemeenten
    km = afstanden_km(area["x_rd"], area["y_rd"], area["x_rd"], area["y_rd"])
    near = [np.flatnonzero(row <= _GEZIN_KM) for row in km]
    draw = rng.random(len(place))
    return np.array(
        [near[p][int(u * len(near[p]))] for p, u in zip(place, draw, strict=True)], dtype=np.int64
    )


def _add_nareis(opdracht: Opdracht, households: pd.DataFrame, rng: Rng) -> None:
    number = len(households)
    expects = (rng.random(number) < AANDEEL_NAREIS) & (households["personen"] <= 3).to_numpy()
    persons = rng.integers(1, 4, number, endpoint=True)
    permit = households["vergunningdatum"].to_numpy().astype("datetime64[D]")
    known = np.maximum(permit, np.datetime64(opdracht.start, "D"))
    expected = known + rng.integers(*_NAREIS_DAGEN, number)
    households["nareis_personen"] = np.where(expects, persons, 0)
    households["nareis_verwacht"] = np.where(expects, expected, np.datetime64("NaT")).astype("datetime64[s]")
