"""Coverage: who has no place within reach, and who has one that is full or stays closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.geodata import afstand_tabel
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.models import Epochs

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

UITKOMSTEN = ("geplaatst", "te_laat", "buiten_gebied", "afstand", "dicht", "vol")
"""What becomes of someone in COA, each person in one of them."""

_UIT_REDEN = {"vergunning_te_laat_in_plan": "te_laat", "harde_criteria_buiten_gebied": "buiten_gebied"}
_TEXT = ("gemeentecode", "gemeente", "regiocode", "dichtstbijzijnde_locatie", "bereik", "oordeel")


def dekking(case: Case, plan: Plan) -> pd.DataFrame:
    """Return per municipality which places are within reach, and who goes without.

    Reach is that of the model: an existing location serves the municipalities that take part, a
    candidate those within the distance limit in its region, and only for municipalities that choose
    the form. A dwelling is within reach when it is in a municipality where the household may be
    linked, comes free in time and fits. Distance means that nothing at all is within reach; capacity,
    that something is, but full or closed.

    Parameters
    ----------
    case : Case
        The case of the plan.
    plan : Plan
        The plan.

    Returns
    -------
    DataFrame
        A row per municipality by gemeentecode, and a last one with gemeentecode "" for people whom the
        plan links nowhere, if there are any: gemeentecode, gemeente, regiocode; bereik ("open": an open
        location serves it; "dicht": only candidates that stay closed; "niet_gekozen": it does not choose
        the form; "geen_deelname": a location lies within the limit, but does not serve it; "afstand":
        none does); dichtstbijzijnde_locatie and km (of the open ones that serve it where there are any, else
        of all; NaN without locations); locaties_in_bereik,
        locaties_open and plaatsen_open (of all those open locations; other municipalities share
        them); woningen (dwellings coming free in forms it chooses) and persoonsplaatsen (the same for
        supply in persons); personen (in COA at the start, for whom it is koppelgemeente at the end)
        and how many of those are geplaatst, te_laat (permit or link too late in the plan),
        buiten_gebied (hard criteria outside the area), afstand (nothing within reach), dicht (only a
        closed candidate is) and vol (what is within reach is full or for who waits longer), which
        add up to personen; oordeel ("gedekt", "afstand", "capaciteit", "beide" or "geen_vraag").
    """
    instantie = build_instantie(case)
    opened = set(plan.locaties.loc[plan.locaties["geopend"].astype(bool), "locatie"])
    places = _bereikbaar(instantie, opened)
    people = _personen(instantie, plan.plaatsingen, opened)
    table = places.merge(people, on="gemeentecode", how="left")
    if "" in set(people["gemeentecode"]):
        unlinked = people[people["gemeentecode"] == ""]
        table = pd.concat([table, unlinked], ignore_index=True)
    counts = ["personen", *UITKOMSTEN]
    whole = [*counts, "locaties_in_bereik", "locaties_open", "plaatsen_open", "woningen", "persoonsplaatsen"]
    table[whole] = table[whole].fillna(0).astype("int64")
    table["oordeel"] = [
        _oordeel(*row)
        for row in zip(table["personen"], table["afstand"], table["dicht"] + table["vol"], strict=True)
    ]
    for column in _TEXT:
        table[column] = table[column].fillna("").astype("str")
    order = [
        *_TEXT[:3],
        "bereik",
        "dichtstbijzijnde_locatie",
        "km",
        *whole[len(counts) :],
        *counts,
        "oordeel",
    ]
    return table[order]


def dekking_per_regio(table: pd.DataFrame) -> pd.DataFrame:
    """Return the coverage of each region.

    Parameters
    ----------
    table : DataFrame
        As `dekking` gives it.

    Returns
    -------
    DataFrame
        A row per regiocode ("" for people linked nowhere): gemeenten, gemeenten_zonder_locatie (no open
        location serves them), gemeenten_met_tekort (someone goes without, by distance or capacity),
        personen and its parts as in `dekking`.
    """
    municipal = table["gemeentecode"] != ""
    marked = table.assign(
        gemeenten=municipal.astype("int64"),
        gemeenten_zonder_locatie=(municipal & (table["bereik"] != "open")).astype("int64"),
        gemeenten_met_tekort=(municipal & table["oordeel"].isin(("afstand", "capaciteit", "beide"))).astype(
            "int64"
        ),
    )
    columns = ["gemeenten", "gemeenten_zonder_locatie", "gemeenten_met_tekort", "personen", *UITKOMSTEN]
    return marked.groupby("regiocode", sort=True)[columns].sum().reset_index()


def _oordeel(personen: int, afstand: int, capaciteit: int) -> str:
    if not personen:
        return "geen_vraag"
    if afstand and capaciteit:
        return "beide"
    if afstand:
        return "afstand"
    return "capaciteit" if capaciteit else "gedekt"


def _bereikbaar(instantie: Instantie, opened: set[str]) -> pd.DataFrame:
    """Return what is within reach of each municipality, whoever uses it."""
    case = instantie.case
    served = instantie.locaties.bereik[instantie.locaties.bereik["kiest"]]
    in_use = served[served["locatie"].isin(opened)]
    sites = instantie.locaties.table.set_index("locatie")["capaciteit_personen"]
    places = in_use["locatie"].map(sites).groupby(in_use["gemeentecode"]).sum()
    table = case.gemeenten[["gemeentecode", "gemeente", "regiocode", "vormen"]]
    table = table.sort_values("gemeentecode", ignore_index=True)
    codes = table["gemeentecode"]
    table["locaties_in_bereik"] = codes.map(served.groupby("gemeentecode").size())
    table["locaties_open"] = codes.map(in_use.groupby("gemeentecode").size())
    table["plaatsen_open"] = codes.map(places)
    pools = instantie.model.pools
    owner = np.array(instantie.model.gemeenten)[pools.gemeente]
    for column, chosen in (("woningen", ~pools.in_persons), ("persoonsplaatsen", pools.in_persons)):
        supply = pd.Series(pools.supply.sum(axis=1)[chosen], index=owner[chosen])
        table[column] = codes.map(supply.groupby(level=0).sum())
    table["dichtstbijzijnde_locatie"], table["km"] = _nearest(case, codes)
    nearest = in_use.sort_values(["gemeentecode", "km", "locatie"]).drop_duplicates("gemeentecode")
    nearest = nearest.set_index("gemeentecode")
    served_by = codes.isin(nearest.index)
    for column, name in (("dichtstbijzijnde_locatie", "locatie"), ("km", "km")):
        table[column] = table[column].where(~served_by, codes.map(nearest[name]))
    chooses = pd.Series(["doorstroomlocatie" in forms for forms in table["vormen"]])
    near = table["km"] <= case.instellingen.afstandslimiet_km
    table["bereik"] = np.select(
        [table["locaties_open"] > 0, table["locaties_in_bereik"] > 0, ~chooses, near],
        ["open", "dicht", "niet_gekozen", "geen_deelname"],
        "afstand",
    )
    return table.drop(columns="vormen")


def _nearest(case: Case, codes: pd.Series[str]) -> tuple[pd.Series[str], pd.Series[float]]:
    """Return the nearest location of each municipality, the first by name of equals, and its km."""
    if case.doorstroomlocaties.empty:
        return pd.Series("", index=codes.index), pd.Series(np.nan, index=codes.index)
    km = afstand_tabel(
        case.doorstroomlocaties.sort_values("locatie"),
        case.gemeenten,
        omrijfactor=case.instellingen.omrijfactor,
        afstanden=case.afstanden,
    )
    return codes.map(km.idxmin()), codes.map(km.min())


def _personen(instantie: Instantie, plaatsingen: pd.DataFrame, opened: set[str]) -> pd.DataFrame:
    """Return per koppelgemeente how many persons from COA end in each of `UITKOMSTEN`."""
    households = instantie.case.huishoudens
    resident = households.loc[households["in_locatie"] != "", "huishouden"]
    people = plaatsingen[~plaatsingen["huishouden"].isin(resident)]
    waiting = set(people.loc[people["vertrek_coa"].isna(), "huishouden"])
    names = households["huishouden"].tolist()
    in_stock = Epochs.of(instantie.model.pools).in_stock
    reach: dict[str, str] = {}
    for klasse, members in enumerate(instantie.klassen.members):
        of_class = waiting.intersection(names[row] for row in members)
        if of_class:
            reach |= dict.fromkeys(of_class, _within_reach(instantie, klasse, in_stock, opened))
    outcome = [
        _UIT_REDEN.get(reason, reach[name]) if name in waiting else "geplaatst"
        for name, reason in zip(people["huishouden"], people["reden"], strict=True)
    ]
    counts = people.assign(uitkomst=outcome).pivot_table(
        index="koppelgemeente", columns="uitkomst", values="personen", aggfunc="sum", fill_value=0
    )
    counts = counts.reindex(columns=list(UITKOMSTEN), fill_value=0)
    counts.insert(0, "personen", counts.sum(axis=1))
    return counts.rename_axis(index="gemeentecode", columns=None).reset_index()


def _within_reach(instantie: Instantie, klasse: int, in_stock: NDArray[np.bool_], opened: set[str]) -> str:
    """Say what keeps a household of this class that waits: distance, a closed candidate or lack of room."""
    model = instantie.model
    need = int(model.classes.need[klasse])
    open_to = model.open_to(klasse)
    in_time = np.isfinite(model.classes.exit_cost[klasse, : model.n_periods])
    home = model.needs.fits[need] & in_stock & in_time[None, :] & open_to[model.pools.gemeente][:, None]
    if home.any():
        return "vol"
    sites = model.reach.site[open_to[model.reach.gemeente] & model.needs.enters[need]]
    if not len(sites):
        return "afstand"
    return "vol" if any(model.sites.names[site] in opened for site in sites.tolist()) else "dicht"
