"""Locations through the plan: open or not, and how full."""

from __future__ import annotations

import numpy as np
import pandas as pd

from plaatsing.geodata import gemeenten
from plaatsing.instantie import Instantie
from plaatsing.instantie.tijd import DAY, as_days
from plaatsing.models import Outcome
from plaatsing.uitkomst.plaatsingen import opened


def locaties(instantie: Instantie, outcome: Outcome, plaatsingen: pd.DataFrame) -> pd.DataFrame:
    """Count who is in each location in each period, from the dates of the placements.

    A household that enters on the last day of a period is counted from the next one; the last row of a
    location is the night after the horizon.

    Returns
    -------
    DataFrame
        A row per location and period; columns as in `plaatsing.uitvoer.tabel_overig`.
    """
    tijd, table, sites = instantie.tijd, instantie.locaties.table, instantie.locaties.sites
    rooms = instantie.case.huishoudens.set_index("huishouden")["slaapkamers"]
    inside = plaatsingen[plaatsingen["locatie"] != ""]
    number = {name: index for index, name in enumerate(sites.names)}
    site = inside["locatie"].map(number).to_numpy(dtype=np.int64)
    enters, leaves = as_days(inside["in_locatie"]), as_days(inside["uit_locatie"])
    last_day = np.append(tijd.ends, tijd.horizon + DAY)
    present = (enters[:, None] < last_day[None, :]) & (
        np.isnat(leaves)[:, None] | (leaves[:, None] >= last_day[None, :])
    )
    shape = (len(sites.names), len(last_day))
    persons, used = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    np.add.at(persons, site, present * inside["personen"].to_numpy()[:, None])
    np.add.at(used, site, present * rooms.loc[inside["huishouden"]].to_numpy()[:, None])

    is_open = opened(instantie, outcome)
    capacity = np.where(is_open[:, None] & sites.usable, sites.capacity[:, None], 0)
    available = np.where(is_open[:, None] & sites.usable, sites.rooms[:, None], 0)
    names = _names(instantie)
    first_day = [period.van for period in instantie.case.perioden] + [tijd.horizon.item()]
    final_day = [period.tot for period in instantie.case.perioden] + [tijd.horizon.item()]
    count, periods = shape
    frame = pd.DataFrame(
        {
            "locatie": np.repeat(table["locatie"].to_numpy(dtype=object), periods),
            "gemeentecode": np.repeat(table["gemeentecode"].to_numpy(dtype=object), periods),
            "gemeente": np.repeat(
                np.array([names.get(c, "") for c in table["gemeentecode"]], object), periods
            ),
            "status": np.repeat(table["status"].to_numpy(dtype=object), periods),
            "geopend": np.repeat(is_open, periods),
            "periode": np.tile(np.arange(1, periods + 1), count),
            "van": np.tile(np.array(first_day, dtype="datetime64[s]"), count),
            "tot": np.tile(np.array(final_day, dtype="datetime64[s]"), count),
            "personen": persons.ravel(),
            "capaciteit": capacity.ravel(),
            "kamers_bezet": used.ravel(),
            "kamers": pd.array(available.ravel(), dtype="Int64"),
            "boven_capaciteit": np.maximum(persons - capacity, 0).ravel(),
        }
    )
    unlimited = np.repeat(sites.rooms < 0, periods)
    frame.loc[unlimited, "kamers"] = pd.NA
    return frame.astype(dict.fromkeys(["locatie", "gemeentecode", "gemeente", "status"], "str"))


def _names(instantie: Instantie) -> dict[str, str]:
    """Return municipality names by code, the Netherlands and the case's own."""
    bundled = gemeenten()
    own = instantie.case.gemeenten
    names = dict(zip(bundled["gemeentecode"], bundled["gemeente"], strict=True))
    return names | dict(zip(own["gemeentecode"], own["gemeente"], strict=True))
