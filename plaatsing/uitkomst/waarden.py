"""Parts of the goals, valued household by household from the tables of a plan.

Where two tables are asked for, row i of `people` (of ``case.huishoudens``) is the household of row i of
`plaatsingen`; `resident` says who was in a location before the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie.keuze import CRITERIA
from plaatsing.instantie.klassen import overstay_days
from plaatsing.instantie.locaties import paarkosten
from plaatsing.instantie.rijen import cellen, rijen
from plaatsing.instantie.tijd import as_days
from plaatsing.instantie.voorraad import voorkeur
from plaatsing.instantie.weging import dearest

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie

Floats = NDArray[np.float64]


def _via(plaatsingen: pd.DataFrame) -> NDArray[np.bool_]:
    return (plaatsingen["locatie"] != "").to_numpy(dtype=bool)


def nights_cost(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> float:
    """Return the euro of nights in locations, from the start of the plan to eindweken past its horizon."""
    tijd, via = instantie.tijd, _via(plaatsingen)
    daily = instantie.locaties.table.set_index("locatie")["exploitatie_per_persoon_dag"]
    begin = np.maximum(as_days(plaatsingen["in_locatie"]), tijd.start)
    leaves = as_days(plaatsingen["uit_locatie"])
    nights = (np.where(np.isnat(leaves), tijd.slot, leaves) - begin).astype("timedelta64[D]").astype(float)
    rate = daily.loc[plaatsingen.loc[via, "locatie"]].to_numpy(dtype=float)
    return float((people["personen"].to_numpy()[via] * nights[via] * rate).sum())


def overstay(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> float:
    """Return the person-weeks in a location after the last night allowed."""
    resident = (people["in_locatie"] != "").to_numpy()
    if not resident.any():
        return 0.0
    tijd = instantie.tijd
    over = overstay_days(instantie.case, people[resident], tijd)
    leaves = as_days(plaatsingen["uit_locatie"])[resident]
    period = np.where(np.isnat(leaves), len(tijd.ends), tijd.first_end(leaves))
    days = over[np.arange(len(period)), period]
    return float((people["personen"].to_numpy()[resident] * days).sum()) / 7.0


def distance(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    """Return the person-km between the locations entered and the koppelgemeenten."""
    pairs = instantie.locaties.bereik.set_index(["locatie", "gemeentecode"])["km"]
    moved = plaatsingen[_via(plaatsingen) & ~resident]
    km = pairs.loc[list(cellen(moved, "locatie", "koppelgemeente"))].to_numpy(dtype=float)
    return float((km * moved["personen"].to_numpy()).sum())


def pair_cost(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    """Return the planner's own euro of the locations entered."""
    own = paarkosten(instantie.case)
    if not own:
        return 0.0
    moved = plaatsingen[_via(plaatsingen) & ~resident]
    cost = np.array([own.get(key, 0.0) for key in cellen(moved, "locatie", "koppelgemeente")])
    return float((cost * moved["personen"].to_numpy()).sum())


def preference(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    """Return the person-steps down the preference lists of forms, one count per move."""
    forms = dict(
        zip(instantie.case.gemeenten["gemeentecode"], instantie.case.gemeenten["vormen"], strict=True)
    )
    steps = 0
    moves = cellen(plaatsingen, "koppelgemeente", "vorm", "locatie", "personen")
    for (code, form, site, persons), present in zip(moves, resident.tolist(), strict=True):
        if site and not present:
            steps += int(persons) * voorkeur(forms[code], "doorstroomlocatie")
        if form in ("eigen", "flex", "tijdelijk"):
            steps += int(persons) * voorkeur(forms[code], form)
    return float(steps)


def fit(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return persons x (1 - fit) and the planner's own euro, per household.

    Who stays in COA unlinked counts as in the dearest municipality open to it.
    """
    case, keuze = instantie.case, instantie.keuze
    number = {code: index for index, code in enumerate(keuze.codes)}
    misfit, own = np.zeros(len(people)), np.zeros(len(people))
    memory: dict[object, tuple[Floats, Floats]] = {}
    households = rijen(people[["huishouden", "personen", "regioadvies", "coa_locatie", *CRITERIA]])
    codes = plaatsingen["koppelgemeente"].tolist()
    for row, (code, household) in enumerate(zip(codes, households, strict=True)):
        key = keuze.fit_key(household)
        if key not in memory:
            name, advice = str(household["huishouden"]), tuple(household["regioadvies"])
            memory[key] = (1.0 - keuze.fit(name, advice), keuze.own_cost(name))
        unfit, cost = memory[key]
        if code:
            at = number[code]
        else:
            at = dearest(case.instellingen, unfit, cost, keuze.allowed(household))
            if at < 0:
                continue
        misfit[row] = household["personen"] * unfit[at]
        own[row] = household["personen"] * cost[at]
    return misfit, own
