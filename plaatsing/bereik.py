"""Reach in a case: one answer for the model, the proposals of sites and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.geodata import bereik

if TYPE_CHECKING:
    import pandas as pd

    from plaatsing.case import Case


def case_bereik(case: Case, locaties: pd.DataFrame | None = None) -> pd.DataFrame:
    """Decide which municipalities each location of a case can serve, by its settings.

    Parameters
    ----------
    case : Case
        A checked case: its regions, ``afstandslimiet_km``, ``omrijfactor`` and own distances hold.
    locaties : DataFrame, optional
        With the columns of ``case.doorstroomlocaties`` that `plaatsing.geodata.bereik` names; by default
        those of the case.

    Returns
    -------
    DataFrame
        As `plaatsing.geodata.bereik`: locatie, gemeentecode, km, deelname and boven_limiet. Whether the
        municipality chooses the form doorstroomlocatie is not looked at.
    """
    settings = case.instellingen
    return bereik(
        case.doorstroomlocaties if locaties is None else locaties,
        case.gemeenten,
        limiet_km=settings.afstandslimiet_km,
        omrijfactor=settings.omrijfactor,
        afstanden=case.afstanden,
        regio="regiocode",
    )
