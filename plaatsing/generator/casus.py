"""Synthetic cases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from plaatsing.case import Case

from .beginstand import maak_gemeenten
from .huishoudens import maak_huishoudens, voeg_kenmerken_toe
from .koppeling import koppel
from .leesmij import titel, toelichting
from .locaties import maak_doorstroomlocaties
from .opdracht import Opdracht, maak_opdracht
from .opvang import maak_coa_locaties
from .passendheid import maak_passendheid
from .woningen import maak_woningaanbod


def generate_case(
    regio: str,
    *,
    halfjaar: str = "2025-II",
    huishoudens: int | None = None,
    seed: int = 0,
    periode: str | None = None,
    locaties: int | None = None,
    koppeling: str = "provincie",
    gekoppeld: float = 0.7,
    passendheid: bool = False,
) -> Case:
    """Make a synthetic case on real municipalities.

    Real are the municipalities, their regions and population, and the national number of
    permit holders of the half-year; everything else is drawn from a seeded generator
    (PCG64) and the case says so. The same arguments give the same case, byte for byte.

    Parameters
    ----------
    regio : str
        A province, region or municipality by name or code, or ``"nederland"``.
    halfjaar : str
        A half-year with a bundled national figure, such as ``"2025-II"``.
    huishoudens : int, optional
        Number of households, those already living in a location included. Default 1.2 per
        person of the taakstelling: the factor turns a number of persons into a number of
        households, so Drenthe (365 persons) gets 438 households of 2.06 persons on
        average, far more people than its taakstelling.
    seed : int
        Seed of the generator.
    periode : {"week", "2weken", "maand"}, optional
        Default weeks, for the whole country months. Months are counted with
        ``telling = "periode"``, the others by day.
    locaties : int, optional
        Number of candidate locations. Default 4 for Drenthe, growing with the population
        (to the power 0.758) to 12 for Gelderland and 60 for the country. Per ten
        candidates, or part of ten, there is one existing location besides.
    koppeling : {"provincie", "landelijk"}
        Where a household may be linked: in the province of its reception site, or anywhere.
    gekoppeld : float
        Share already linked, of the households with a permit at least 14 days before the
        start. With 0 nobody lives in a location yet either.
    passendheid : bool
        Give every household advice on up to three labour-market regions, and fits of its own.

    Returns
    -------
    Case

    Raises
    ------
    CaseError
        If an argument is wrong; all at once, each problem naming the option.
    """
    opdracht = maak_opdracht(
        regio,
        halfjaar=halfjaar,
        huishoudens=huishoudens,
        seed=seed,
        periode=periode,
        locaties=locaties,
        koppeling=koppeling,
        gekoppeld=gekoppeld,
        passendheid=passendheid,
    )
    return Case.from_tables(maak_instellingen(opdracht), **maak_tabellen(opdracht))


def maak_instellingen(opdracht: Opdracht) -> dict[str, Any]:
    """Return the settings for plan.toml."""
    return {
        "titel": titel(opdracht),
        "toelichting": toelichting(opdracht),
        "gebied": opdracht.gebied,
        "halfjaar": str(opdracht.halfjaar),
        "periode": opdracht.periode,
        "telling": "periode" if opdracht.periode == "maand" else "dag",
        "koppeling": opdracht.koppeling,
    }


def maak_tabellen(opdracht: Opdracht) -> dict[str, pd.DataFrame]:
    """Return the case tables by name.

    Every kind of row draws from a stream of its own, so that an option that concerns the
    links, for example, leaves dwellings and locations as they are.
    """
    streams = np.random.Generator(np.random.PCG64(opdracht.seed)).spawn(8)
    coa = maak_coa_locaties(opdracht, streams[0])
    gemeenten = maak_gemeenten(opdracht, streams[1])
    woningaanbod = maak_woningaanbod(opdracht, streams[2])
    locaties = maak_doorstroomlocaties(opdracht, streams[3])
    huishoudens = maak_huishoudens(opdracht, coa, streams[4])
    huishoudens = koppel(opdracht, huishoudens, gemeenten, locaties, streams[5])
    huishoudens = voeg_kenmerken_toe(opdracht, huishoudens, streams[6])
    tables = {
        "gemeenten": gemeenten.assign(gekoppeld_niet_gehuisvest=_gekoppeld_in_coa(huishoudens, gemeenten)),
        "woningaanbod": woningaanbod,
        "doorstroomlocaties": locaties,
        "coa_locaties": coa.drop(columns=["provinciecode", "omvang"]),
    }
    if opdracht.passendheid:
        huishoudens["regioadvies"], tables["paren"] = maak_passendheid(opdracht, huishoudens, streams[7])
    return {"huishoudens": huishoudens.drop(columns="provinciecode"), **tables}


def _gekoppeld_in_coa(huishoudens: pd.DataFrame, gemeenten: pd.DataFrame) -> pd.Series[int]:
    """Return the persons linked to each municipality who are still in reception."""
    waiting = huishoudens[(huishoudens["koppelgemeente"] != "") & (huishoudens["in_locatie"] == "")]
    persons = waiting.groupby("koppelgemeente")["personen"].sum()
    return gemeenten["gemeentecode"].map(persons).fillna(0).astype("int64")
