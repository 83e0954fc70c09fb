"""What a plan breaks of the limits that households share, measured from its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie.tijd import as_days

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie


@dataclass(frozen=True)
class Overschot:
    """Persons above capacity, bedrooms above their number and persons short of a minimum, by location.

    Attributes
    ----------
    plaatsen, kamers, minimum : NDArray, shape (L, T + 1)
        Zero where nothing is wrong.
    """

    plaatsen: NDArray[np.int64]
    kamers: NDArray[np.int64]
    minimum: NDArray[np.int64]


def overschot(instantie: Instantie, locaties: pd.DataFrame) -> Overschot:
    """Measure what the table of locations breaks; only rows of the model count."""
    sites = instantie.locaties.sites
    shape = sites.usable.shape
    opened = locaties["geopend"].to_numpy(dtype=bool).reshape(shape)
    persons = locaties["personen"].to_numpy(dtype=np.int64).reshape(shape)
    rooms = locaties["kamers_bezet"].to_numpy(dtype=np.int64).reshape(shape)
    room = np.where(opened & sites.usable, sites.rooms[:, None], 0)
    inside = np.arange(shape[1])
    held = opened & sites.usable & ((inside > 0) & (inside < shape[1] - 1))[None, :]
    return Overschot(
        locaties["boven_capaciteit"].to_numpy(dtype=np.int64).reshape(shape),
        np.where((sites.rooms >= 0)[:, None], np.maximum(rooms - room, 0), 0),
        np.where(held, np.maximum(sites.minimum[:, None] - persons, 0), 0),
    )


def link_excess(instantie: Instantie, plaatsingen: pd.DataFrame) -> pd.Series[float]:
    """Return persons newly linked less the room, per row of the task (municipality and half-year)."""
    task = instantie.opgave
    proposals = plaatsingen[plaatsingen["voorstel"]]
    linked_by = as_days(proposals["koppeldatum"])
    ends = {str(half): np.datetime64(half.eind, "D") for half in instantie.case.halfjaren}
    persons = {
        half: proposals[linked_by <= end].groupby("koppelgemeente")["personen"].sum()
        for half, end in ends.items()
    }
    linked = [
        int(persons[half].get(code, 0))
        for code, half in zip(task["gemeentecode"], task["halfjaar"], strict=True)
    ]
    return pd.Series(linked, index=task.index, dtype=float) - task["koppelruimte"].astype(float)
