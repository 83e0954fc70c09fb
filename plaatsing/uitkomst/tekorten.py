"""Named shortages: everything that does not fit, with where, when, how much and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from plaatsing.instantie import Instantie
from plaatsing.instantie.rijen import rijen
from plaatsing.uitkomst.besluiten import niet_gehouden, voor_regels
from plaatsing.uitkomst.grenzen import link_excess, overschot

COLUMNS = ["soort", "gemeentecode", "locatie", "halfjaar", "periode", "aantal", "eenheid", "toelichting"]

Row = tuple[str, str, str, str, "int | None", float, str, str]

WAAROM = {
    "geen_passende_woning": "geen passende woning en geen locatie binnen bereik",
    "koppelruimte_op": "te weinig koppelruimte bij elke gemeente waar het heen mag; plaats is er nog",
    "geen_ruimte": "woningen, plaatsen of koppelruimte zijn op, of voor wie langer wacht",
    "harde_criteria_buiten_gebied": "de harde criteria wijzen naar buiten het gebied",
    "vergunning_te_laat_in_plan": "de vergunning of koppeling komt te laat in het plan",
    "vastgezet": "een beslissing bepaalt waar en wanneer dit huishouden heen kan",
}


def tekorten(
    instantie: Instantie,
    plaatsingen: pd.DataFrame,
    taakstelling: pd.DataFrame,
    locaties: pd.DataFrame,
) -> pd.DataFrame:
    """List what a plan leaves short.

    Returns
    -------
    DataFrame
        soort ("taakstelling", "in_coa", "koppelruimte", "plaatsen", "kamers", "min_bezetting", "verblijf",
        "budget", "max_nieuwe_locaties", "vastgezet", "maximum_plaatsen", "maximum_koppelen",
        "vaste_locatie", "voor_regel"), gemeentecode, locatie, halfjaar, periode (from 1; <NA> for a whole
        half-year), aantal, eenheid, toelichting.
    """
    rows = [
        *_quota(plaatsingen, taakstelling),
        *_in_coa(plaatsingen),
        *_links(instantie, plaatsingen),
        *_sites(instantie, locaties),
        *_overstays(instantie, plaatsingen),
        *_limits(instantie, locaties),
        *_decided(instantie, plaatsingen, locaties),
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    text = dict.fromkeys(["soort", "gemeentecode", "locatie", "halfjaar", "eenheid", "toelichting"], "str")
    return table.astype({**text, "periode": "Int64", "aantal": "float64"})


def _quota(plaatsingen: pd.DataFrame, taakstelling: pd.DataFrame) -> Iterator[Row]:
    waiting = plaatsingen[plaatsingen["vorm"] == "coa"]
    linked = waiting.groupby("koppelgemeente")["personen"].sum()
    for row in rijen(taakstelling[taakstelling["tekort"] > 0]):
        code, half = str(row["gemeentecode"]), str(row["halfjaar"])
        still = int(linked.get(code, 0))
        why = "er is niemand meer gekoppeld die wacht"
        if still == 1:
            why = "1 gekoppelde persoon wacht nog in COA"
        elif still:
            why = f"{still} gekoppelde personen wachten nog in COA"
        yield ("taakstelling", code, "", half, None, float(row["tekort"]), "personen", why)


def _in_coa(plaatsingen: pd.DataFrame) -> Iterator[Row]:
    waiting = plaatsingen[plaatsingen["vorm"] == "coa"]
    counted = waiting.groupby(["koppelgemeente", "reden"], sort=True)["personen"].sum().reset_index()
    for row in rijen(counted):
        code, why = str(row["koppelgemeente"]), WAAROM[str(row["reden"])]
        yield ("in_coa", code, "", "", None, float(row["personen"]), "personen", why)


def _links(instantie: Instantie, plaatsingen: pd.DataFrame) -> Iterator[Row]:
    excess = link_excess(instantie, plaatsingen)
    task = instantie.opgave
    for index in np.flatnonzero(excess.to_numpy() > 0).tolist():
        code, half = str(task["gemeentecode"].iloc[index]), str(task["halfjaar"].iloc[index])
        why = "meer koppelvoorstellen dan de gemeente ruimte heeft"
        yield ("koppelruimte", code, "", half, None, float(excess.iloc[index]), "personen", why)


def _sites(instantie: Instantie, locaties: pd.DataFrame) -> Iterator[Row]:
    excess = overschot(instantie, locaties)
    names = instantie.locaties.sites.names
    for kind, table, unit, why in (
        ("plaatsen", excess.plaatsen, "personen", "wie er al woont past niet binnen de plaatsen"),
        ("kamers", excess.kamers, "kamers", "wie er al woont past niet binnen de kamers"),
        ("min_bezetting", excess.minimum, "personen", "minder bewoners dan de kleinste bezetting"),
    ):
        for site, period in np.argwhere(table > 0).tolist():
            yield (kind, "", names[site], "", period + 1, float(table[site, period]), unit, why)


def _overstays(instantie: Instantie, plaatsingen: pd.DataFrame) -> Iterator[Row]:
    households = instantie.case.huishoudens
    resident = households.loc[households["in_locatie"] != "", "huishouden"]
    inside = plaatsingen[plaatsingen["huishouden"].isin(resident)]
    horizon = pd.Timestamp(instantie.case.instellingen.horizon) + pd.Timedelta(days=1)
    leaves = inside["uit_locatie"].fillna(horizon)
    over = inside[leaves > inside["einddatum_verblijf"] + pd.Timedelta(days=1)]
    counted = over.groupby(["koppelgemeente", "locatie"], sort=True)["personen"].sum().reset_index()
    for row in rijen(counted):
        code, site = str(row["koppelgemeente"]), str(row["locatie"])
        why = "blijft langer in de locatie dan is toegestaan"
        yield ("verblijf", code, site, "", None, float(row["personen"]), "personen", why)


def _limits(instantie: Instantie, locaties: pd.DataFrame) -> Iterator[Row]:
    settings = instantie.case.instellingen
    opened = set(locaties.loc[locaties["geopend"] & (locaties["status"] == "kandidaat"), "locatie"])
    table = instantie.locaties.table
    spent = float(table.loc[table["locatie"].isin(opened), "transitiekosten"].sum())
    if settings.budget is not None and spent > settings.budget:
        yield ("budget", "", "", "", None, spent - settings.budget, "euro", "openen kost meer dan het budget")
    most = settings.max_nieuwe_locaties
    if most is not None and len(opened) > most:
        why = "er gaan meer locaties open dan het maximum"
        yield ("max_nieuwe_locaties", "", "", "", None, float(len(opened) - most), "locaties", why)


def _decided(instantie: Instantie, plaatsingen: pd.DataFrame, locaties: pd.DataFrame) -> Iterator[Row]:
    case = instantie.case
    for table in (niet_gehouden(case, plaatsingen, locaties), voor_regels(case, plaatsingen)):
        for row in rijen(table):
            place = (str(row["gemeentecode"]), str(row["locatie"]), "", None)
            yield (
                str(row["soort"]),
                *place,
                float(row["aantal"]),
                str(row["eenheid"]),
                str(row["toelichting"]),
            )
