"""The goals of a plan, recomputed from its tables: what they are worth adds up to its objective."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.instantie.opvang import wachten
from plaatsing.instantie.tijd import as_days
from plaatsing.uitkomst.besluiten import anders_dan_eerder, niet_gehouden
from plaatsing.uitkomst.grenzen import link_excess, overschot
from plaatsing.uitkomst.waarden import distance, fit, nights_cost, overstay, pair_cost, preference

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie

COLUMNS = ["doel", "waarde", "eenheid", "gewicht", "zekerheid"]

Row = tuple[str, float, str, float, str]


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
    people = instantie.case.huishoudens.set_index("huishouden", drop=False).loc[plaatsingen["huishouden"]]
    people = people.reset_index(drop=True)
    rows = [
        *_shortages(instantie, taakstelling),
        *_waiting(instantie, plaatsingen, people),
        *_housing(instantie, plaatsingen, people),
        *_opening(instantie, locaties),
        *_broken_limits(instantie, plaatsingen, people, locaties),
        *_decided(instantie, plaatsingen, locaties),
    ]
    order = {name: number for number, name in enumerate(ORDER)}
    rows.sort(key=lambda row: order[row[0]])
    table = pd.DataFrame(rows, columns=COLUMNS)
    table.insert(4, "euro", table["waarde"] * table["gewicht"])
    return table.astype({"doel": "str", "eenheid": "str", "zekerheid": "str"})


ORDER = (
    "tekort",
    "overschrijding",
    "wachttijd",
    "kosten_opvang",
    "kosten_verblijf",
    "kosten_transitie",
    "kosten_paren",
    "doorberekening",
    "afstand",
    "passendheid",
    "vormvoorkeur",
    "wijziging",
    "ongelijkheid",
    "straf_koppelruimte",
    "straf_plaatsen",
    "straf_kamers",
    "straf_verblijf",
    "straf_min_bezetting",
    "straf_budget",
    "straf_max_nieuwe_locaties",
    "straf_vastgezet",
    "straf_vaste_locatie",
)
"""Goals and then penalties, as a plan lists them."""


def _decided(instantie: Instantie, plaatsingen: pd.DataFrame, locaties: pd.DataFrame) -> Iterator[Row]:
    """Value what differs from an earlier plan, and from what a person decided."""
    settings = instantie.case.instellingen
    changed = float(anders_dan_eerder(instantie.case, plaatsingen).sum())
    broken = niet_gehouden(instantie.case, plaatsingen, locaties)
    persons = float(broken.loc[broken["eenheid"] == "personen", "aantal"].sum())
    sites = float(broken.loc[broken["eenheid"] == "locaties", "aantal"].sum())
    penalties = settings.straffen
    yield "wijziging", changed, "huishoudens", settings.doelen.wijziging, ""
    yield "straf_vastgezet", persons, "personen", penalties.vastgezet, ""
    yield "straf_vaste_locatie", sites, "locaties", penalties.vaste_locatie, ""


def _shortages(instantie: Instantie, taakstelling: pd.DataFrame) -> Iterator[Row]:
    weights = instantie.case.instellingen.doelen
    short = taakstelling["tekort"].to_numpy(dtype=float)
    base = taakstelling["gecorrigeerd"].to_numpy(dtype=float)
    relative = float((short[base > 0] / base[base > 0]).max(initial=0.0))
    yield "tekort", float(short.sum()), "personen", weights.tekort, ""
    yield "ongelijkheid", relative, "grootste relatieve tekort", weights.ongelijkheid, ""


def _waiting(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> Iterator[Row]:
    case, slot = instantie.case, instantie.tijd.slot
    weights = case.instellingen.doelen
    in_coa = (people["in_locatie"] == "").to_numpy()
    leaves = as_days(plaatsingen["vertrek_coa"])[in_coa]
    waiting = wachten(case, people[in_coa], np.where(np.isnat(leaves), slot, leaves))
    weeks, past = float(waiting.wachttijd.sum()), float(waiting.overschrijding.sum())
    euro, charged = float(waiting.kosten.sum()), float(waiting.doorberekening.sum())
    known = "|".join(sorted({tarief.zekerheid for tarief in case.beleid.tarieven}))
    yield "overschrijding", past, "persoonsweken", weights.overschrijding, ""
    yield "wachttijd", weeks, "persoonsweken", weights.wachttijd, ""
    yield "kosten_opvang", euro, "euro", weights.kosten, known
    yield "doorberekening", charged, "euro", weights.doorberekening, case.beleid.zekerheid


def _housing(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> Iterator[Row]:
    weights = instantie.case.instellingen.doelen
    resident = (people["in_locatie"] != "").to_numpy()
    misfit, own = fit(instantie, plaatsingen, people)
    pairs = float(own.sum()) + pair_cost(instantie, plaatsingen, resident)
    steps = preference(instantie, plaatsingen, resident)
    yield "kosten_verblijf", nights_cost(instantie, plaatsingen, people), "euro", weights.kosten, ""
    yield "kosten_paren", pairs, "euro", weights.kosten, ""
    yield "afstand", distance(instantie, plaatsingen, resident), "persoon-km", weights.afstand, ""
    yield "passendheid", float(misfit.sum()), "personen", weights.passendheid, ""
    yield "vormvoorkeur", steps, "persoonsstappen", weights.vormvoorkeur, ""


def _opening(instantie: Instantie, locaties: pd.DataFrame) -> Iterator[Row]:
    settings, sites = instantie.case.instellingen, instantie.locaties.sites
    opened = locaties.drop_duplicates("locatie").set_index("locatie")["geopend"]
    chosen = opened.loc[instantie.locaties.table["locatie"]].to_numpy(dtype=bool) & sites.candidate
    share = float(instantie.locaties.table["transitie_aandeel"].to_numpy()[chosen].sum())
    spent, count = float(sites.transition_cost[chosen].sum()), int(chosen.sum())
    above = 0.0 if settings.budget is None else max(0.0, spent - settings.budget)
    most = settings.max_nieuwe_locaties
    too_many = 0.0 if most is None else float(max(0, count - most))
    penalties = settings.straffen
    yield "kosten_transitie", share, "euro", settings.doelen.kosten, ""
    yield "straf_budget", above, "euro", penalties.budget, ""
    yield "straf_max_nieuwe_locaties", too_many, "locaties", penalties.max_nieuwe_locaties, ""


def _broken_limits(
    instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame, locaties: pd.DataFrame
) -> Iterator[Row]:
    penalties, weeks = instantie.case.instellingen.straffen, instantie.tijd.weeks
    excess = overschot(instantie, locaties)
    above = float(link_excess(instantie, plaatsingen).clip(lower=0).sum())
    too_long = overstay(instantie, plaatsingen, people)
    persons, rooms, lack = (
        float((table * weeks).sum()) for table in (excess.plaatsen, excess.kamers, excess.minimum)
    )
    yield "straf_koppelruimte", above, "personen", penalties.koppelruimte, ""
    yield "straf_plaatsen", persons, "persoonsweken", penalties.plaatsen, ""
    yield "straf_kamers", rooms, "kamerweken", penalties.plaatsen, ""
    yield "straf_verblijf", too_long, "persoonsweken", penalties.overstay, ""
    yield "straf_min_bezetting", lack, "persoonsweken", penalties.min_bezetting, ""
