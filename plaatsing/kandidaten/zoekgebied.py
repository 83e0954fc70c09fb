"""What a proposal of sites starts from: persons to house, and who can serve whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.bereik import case_bereik
from plaatsing.geodata import afstand_tabel
from plaatsing.opgave import opgave

if TYPE_CHECKING:
    from plaatsing.case import Case

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
VORM = "doorstroomlocatie"


@dataclass(frozen=True)
class Zoekgebied:
    """The municipalities that choose the form doorstroomlocatie, and their sites.

    Each of these G municipalities is to be covered, and each may get a new site; E is the number of
    existing locations open on some day of the plan. Distances are kilometres rounded to the metre.

    Attributes
    ----------
    gemeenten : DataFrame
        The G rows of ``case.gemeenten``, in their order.
    personen : Ints, shape (G,)
        Persons to house: at least zero.
    namen : tuple of str
        Name of the location that a new site in each municipality would get.
    bestaand : tuple of str
        Names of the existing locations.
    vrij : Ints, shape (E,)
        Places of the existing locations that nobody lives in at the start.
    km_nieuw, km_bestaand : Floats, shape (G, G) and (E, G)
        Distance from site to municipality; infinite where the site cannot serve it.
    afstand_nieuw, afstand_bestaand : Floats, shape (G, G) and (E, G)
        Distance from site to municipality, whether or not it can be served.
    """

    gemeenten: pd.DataFrame
    personen: Ints
    namen: tuple[str, ...]
    bestaand: tuple[str, ...]
    vrij: Ints
    km_nieuw: Floats
    km_bestaand: Floats
    afstand_nieuw: Floats
    afstand_bestaand: Floats

    def __len__(self) -> int:
        """Return the number of municipalities."""
        return len(self.gemeenten)

    @property
    def al_gedekt(self) -> NDArray[np.bool_]:
        """Which municipalities take part in an existing location, shape (G,)."""
        return np.asarray(np.isfinite(self.km_bestaand).any(axis=0))


def zoekgebied(case: Case) -> Zoekgebied:
    """Gather what a proposal of sites needs of a case."""
    chooses = [VORM in forms for forms in case.gemeenten["vormen"]]
    area = case.gemeenten[chooses].reset_index(drop=True)
    existing = _open_in_plan(case)
    codes = area["gemeentecode"].tolist()
    names = _names(codes, set(case.doorstroomlocaties["locatie"]))
    new = area[["gemeentecode", "x_rd", "y_rd"]].assign(locatie=names, status="kandidaat")
    new["deelnemende_gemeenten"] = pd.Series([()] * len(new), index=new.index, dtype=object)
    inside = case.huishoudens.groupby("in_locatie")["personen"].sum()
    occupied = existing["locatie"].map(inside).fillna(0).astype("int64")
    free = (existing["capaciteit_personen"] - occupied).clip(lower=0)
    km_new, distance_new = _kilometres(case, new, area)
    km_existing, distance_existing = _kilometres(case, existing, area)
    return Zoekgebied(
        gemeenten=area,
        personen=_persons(case, codes),
        namen=tuple(names),
        bestaand=tuple(existing["locatie"]),
        vrij=free.to_numpy(dtype=np.int64),
        km_nieuw=km_new,
        km_bestaand=km_existing,
        afstand_nieuw=distance_new,
        afstand_bestaand=distance_existing,
    )


def _open_in_plan(case: Case) -> pd.DataFrame:
    table = case.doorstroomlocaties.sort_values("locatie", ignore_index=True)
    start, horizon = pd.Timestamp(case.instellingen.start), pd.Timestamp(case.instellingen.horizon)
    closed = (table["open_vanaf"] > horizon) | (table["open_tot"] < start)
    return table[(table["status"] == "bestaand") & ~closed].reset_index(drop=True)


def _names(codes: list[str], taken: set[str]) -> list[str]:
    """Name a site after its municipality, with a number where the case has that name already."""
    names = []
    for code in codes:
        name, number = f"KAND-{code}", 1
        while name in taken:
            number += 1
            name = f"KAND-{code}-{number}"
        names.append(name)
    return names


def _persons(case: Case, codes: list[str]) -> Ints:
    """Return gecorrigeerd minus al_gerealiseerd at the last half-year end, at least zero."""
    book = opgave(case).drop_duplicates("gemeentecode", keep="last").set_index("gemeentecode")
    left = (book["gecorrigeerd"] - book["al_gerealiseerd"]).clip(lower=0)
    return left.reindex(codes).to_numpy(dtype=np.int64)


def _kilometres(case: Case, sites: pd.DataFrame, area: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the distances where a site can serve a municipality (else infinite), and all distances."""
    settings, codes = case.instellingen, area["gemeentecode"]
    # All municipalities of the case: an existing location may stand in one that does not choose the form.
    pairs = case_bereik(case, sites)
    served = np.full((len(sites), len(area)), np.inf)
    kept = pairs[pairs["gemeentecode"].isin(codes)]
    row = pd.Index(sites["locatie"]).get_indexer(kept["locatie"])
    column = pd.Index(codes).get_indexer(kept["gemeentecode"])
    served[row, column] = kept["km"].to_numpy(dtype=float).round(3)
    table = afstand_tabel(sites, case.gemeenten, omrijfactor=settings.omrijfactor, afstanden=case.afstanden)
    return served, table[codes].to_numpy(dtype=float).round(3)
