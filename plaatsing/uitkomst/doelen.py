"""The goals of a plan, recomputed from its tables: what they are worth adds up to its objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie.keuze import CRITERIA, Keuze
from plaatsing.instantie.klassen import overstay_days
from plaatsing.instantie.locaties import paarkosten
from plaatsing.instantie.opvang import wachten
from plaatsing.instantie.tijd import DAY, as_days

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie

Floats = NDArray[np.float64]


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


def doelen(
    instantie: Instantie,
    plaatsingen: pd.DataFrame,
    taakstelling: pd.DataFrame,
    locaties: pd.DataFrame,
) -> pd.DataFrame:
    """Value a plan goal by goal, from its tables.

    Parameters
    ----------
    instantie : Instantie
        The case with its time and locations.
    plaatsingen, taakstelling, locaties : DataFrame
        Tables of the plan.

    Returns
    -------
    DataFrame
        doel, waarde, eenheid, gewicht, euro, zekerheid: a row per goal and per penalty.
    """
    case = instantie.case
    weights, penalties = case.instellingen.doelen, case.instellingen.straffen
    people = case.huishoudens.set_index("huishouden", drop=False).loc[plaatsingen["huishouden"]]
    people = people.reset_index(drop=True)
    resident = (people["in_locatie"] != "").to_numpy()
    tijd = instantie.tijd
    leaves = as_days(plaatsingen["vertrek_coa"])
    waiting = wachten(case, people, np.where(np.isnat(leaves), tijd.slot, leaves))
    in_coa = ~resident
    opened = locaties.drop_duplicates("locatie").set_index("locatie")["geopend"]
    chosen = opened.loc[instantie.locaties.table["locatie"]].to_numpy(dtype=bool)
    chosen = chosen & instantie.locaties.sites.candidate
    excess = overschot(instantie, locaties)
    short = taakstelling["tekort"].to_numpy(dtype=float)
    base = taakstelling["gecorrigeerd"].to_numpy(dtype=float)
    misfit, own = _fit(instantie, plaatsingen, people)
    weeks = tijd.weeks
    overstay = _overstay(instantie, plaatsingen, people)
    above_room = _above_link_room(instantie, plaatsingen, people)
    budget = case.instellingen.budget
    spent = float(instantie.locaties.sites.transition_cost[chosen].sum())
    most = case.instellingen.max_nieuwe_locaties
    relative = float((short[base > 0] / base[base > 0]).max(initial=0.0))
    tarief = sorted({tarief.zekerheid for tarief in case.beleid.tarieven})
    rows = [
        ("tekort", float(short.sum()), "personen", weights.tekort, ""),
        (
            "overschrijding",
            float(waiting.overschrijding[in_coa].sum()),
            "persoonsweken",
            weights.overschrijding,
            "",
        ),
        ("wachttijd", float(waiting.wachttijd[in_coa].sum()), "persoonsweken", weights.wachttijd, ""),
        ("kosten_opvang", float(waiting.kosten[in_coa].sum()), "euro", weights.kosten, "|".join(tarief)),
        ("kosten_verblijf", _nights_cost(instantie, plaatsingen, people), "euro", weights.kosten, ""),
        (
            "kosten_transitie",
            float(instantie.locaties.table["transitie_aandeel"].to_numpy()[chosen].sum()),
            "euro",
            weights.kosten,
            "",
        ),
        (
            "kosten_paren",
            float(own.sum()) + _pair_cost(instantie, plaatsingen, resident),
            "euro",
            weights.kosten,
            "",
        ),
        (
            "doorberekening",
            float(waiting.doorberekening[in_coa].sum()),
            "euro",
            weights.doorberekening,
            case.beleid.zekerheid,
        ),
        ("afstand", _distance(instantie, plaatsingen, resident), "persoon-km", weights.afstand, ""),
        ("passendheid", float(misfit.sum()), "personen", weights.passendheid, ""),
        (
            "vormvoorkeur",
            _preference(instantie, plaatsingen, resident),
            "persoonsstappen",
            weights.vormvoorkeur,
            "",
        ),
        ("ongelijkheid", relative, "grootste relatieve tekort", weights.ongelijkheid, ""),
        ("straf_koppelruimte", above_room, "personen", penalties.koppelruimte, ""),
        ("straf_plaatsen", float((excess.plaatsen * weeks).sum()), "persoonsweken", penalties.plaatsen, ""),
        ("straf_kamers", float((excess.kamers * weeks).sum()), "kamerweken", penalties.plaatsen, ""),
        ("straf_verblijf", overstay, "persoonsweken", penalties.overstay, ""),
        (
            "straf_min_bezetting",
            float((excess.minimum * weeks).sum()),
            "persoonsweken",
            penalties.min_bezetting,
            "",
        ),
        ("straf_budget", 0.0 if budget is None else max(0.0, spent - budget), "euro", penalties.budget, ""),
        (
            "straf_max_nieuwe_locaties",
            0.0 if most is None else float(max(0, int(chosen.sum()) - most)),
            "locaties",
            penalties.max_nieuwe_locaties,
            "",
        ),
    ]
    table = pd.DataFrame(rows, columns=["doel", "waarde", "eenheid", "gewicht", "zekerheid"])
    table.insert(4, "euro", table["waarde"] * table["gewicht"])
    return table.astype({"doel": "str", "eenheid": "str", "zekerheid": "str"})


def _via(plaatsingen: pd.DataFrame) -> NDArray[np.bool_]:
    return (plaatsingen["locatie"] != "").to_numpy(dtype=bool)


def _nights_cost(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> float:
    tijd, via = instantie.tijd, _via(plaatsingen)
    daily = instantie.locaties.table.set_index("locatie")["exploitatie_per_persoon_dag"]
    begin = np.maximum(as_days(plaatsingen["in_locatie"]), tijd.start - DAY)
    leaves = as_days(plaatsingen["uit_locatie"])
    nights = (np.where(np.isnat(leaves), tijd.slot, leaves) - begin).astype("timedelta64[D]").astype(float)
    rate = daily.loc[plaatsingen.loc[via, "locatie"]].to_numpy(dtype=float)
    return float((people["personen"].to_numpy()[via] * nights[via] * rate).sum())


def _overstay(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> float:
    resident = (people["in_locatie"] != "").to_numpy()
    if not resident.any():
        return 0.0
    tijd = instantie.tijd
    over = overstay_days(instantie.case, people[resident], tijd)
    leaves = as_days(plaatsingen["uit_locatie"])[resident]
    period = np.where(np.isnat(leaves), len(tijd.ends), tijd.first_end(leaves))
    days = over[np.arange(len(period)), period]
    return float((people["personen"].to_numpy()[resident] * days).sum()) / 7.0


def _distance(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    pairs = instantie.locaties.bereik.set_index(["locatie", "gemeentecode"])["km"]
    moved = plaatsingen[_via(plaatsingen) & ~resident]
    km = pairs.loc[list(zip(moved["locatie"], moved["koppelgemeente"], strict=True))].to_numpy(dtype=float)
    return float((km * moved["personen"].to_numpy()).sum())


def _pair_cost(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    own = paarkosten(instantie.case)
    if not own:
        return 0.0
    moved = plaatsingen[_via(plaatsingen) & ~resident]
    keys = zip(moved["locatie"], moved["koppelgemeente"], strict=True)
    cost = np.array([own.get(key, 0.0) for key in keys])
    return float((cost * moved["personen"].to_numpy()).sum())


def _preference(instantie: Instantie, plaatsingen: pd.DataFrame, resident: NDArray[np.bool_]) -> float:
    forms = dict(
        zip(instantie.case.gemeenten["gemeentecode"], instantie.case.gemeenten["vormen"], strict=True)
    )
    steps = 0
    for code, form, site, persons, present in zip(
        plaatsingen["koppelgemeente"],
        plaatsingen["vorm"],
        plaatsingen["locatie"],
        plaatsingen["personen"],
        resident,
        strict=True,
    ):
        if site and not present:
            steps += int(persons) * forms[code].index("doorstroomlocatie")
        if form in ("eigen", "flex", "tijdelijk"):
            steps += int(persons) * forms[code].index(form)
    return float(steps)


def _fit(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return persons x (1 - fit) and the planner's own euro, per household.

    Who stays in COA unlinked counts as in the dearest municipality open to it.
    """
    case = instantie.case
    weights, keuze = case.instellingen.doelen, Keuze(case)
    number = {code: index for index, code in enumerate(keuze.codes)}
    misfit, own = np.zeros(len(people)), np.zeros(len(people))
    memory: dict[object, tuple[Floats, Floats]] = {}
    for row, (code, household) in enumerate(
        zip(plaatsingen["koppelgemeente"], people.to_dict("records"), strict=True)
    ):
        key = keuze.fit_key(household)
        if key not in memory:
            name, advice = str(household["huishouden"]), tuple(household["regioadvies"])
            memory[key] = (1.0 - keuze.fit(name, advice), keuze.own_cost(name))
        unfit, cost = memory[key]
        if code:
            at = number[code]
        else:
            criteria = tuple(str(household[name]) for name in CRITERIA)
            allowed = np.flatnonzero(keuze.candidates(str(household["coa_locatie"]), criteria))
            if not len(allowed):
                continue
            total = weights.passendheid * unfit + weights.kosten * cost
            at = int(allowed[np.argmax(total[allowed])])
        misfit[row] = household["personen"] * unfit[at]
        own[row] = household["personen"] * cost[at]
    return misfit, own


def _above_link_room(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> float:
    return float(link_excess(instantie, plaatsingen).clip(lower=0).sum())


def link_excess(instantie: Instantie, plaatsingen: pd.DataFrame) -> pd.Series[float]:
    """Return persons newly linked less the room, per row of the task (municipality and half-year)."""
    task = instantie.opgave
    proposals = plaatsingen[plaatsingen["voorstel"]]
    linked_by = as_days(proposals["koppeldatum"])
    ends = {str(half): np.datetime64(half.eind, "D") for half in instantie.case.halfjaren}
    linked = [
        int(
            proposals.loc[
                (proposals["koppelgemeente"] == code).to_numpy() & (linked_by <= ends[half]), "personen"
            ].sum()
        )
        for code, half in zip(task["gemeentecode"], task["halfjaar"], strict=True)
    ]
    return pd.Series(linked, index=task.index, dtype=float) - task["koppelruimte"].astype(float)
