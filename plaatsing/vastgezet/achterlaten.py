"""Locks are never taken along to another case unseen: they are listed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.schema.vastgezet import VASTGEZET

if TYPE_CHECKING:
    from plaatsing.case import Case


def achtergelaten(case: Case, nieuw: Case) -> pd.DataFrame:
    """List the locks of one case that another made from it does not have.

    Whoever makes a case of an earlier one leaves the table ``vastgezet`` behind and shows this list, so
    that the planner decides again about each.

    Parameters
    ----------
    case : Case
        The case that had the locks.
    nieuw : Case
        The case made from it.

    Returns
    -------
    DataFrame
        The rows of ``case.vastgezet`` that `nieuw` lacks, in their order, with the column ``bestaat``:
        whether the household, municipality or location is still there to be locked.
    """
    columns = list(VASTGEZET.names)
    there = set(nieuw.vastgezet[columns].itertuples(index=False, name=None))
    rows = [tuple(row) for row in case.vastgezet[columns].itertuples(index=False, name=None)]
    missing = pd.Series([row not in there for row in rows], index=case.vastgezet.index, dtype=bool)
    left = case.vastgezet[missing].reset_index(drop=True)
    known = {
        "huishouden": set(nieuw.huishoudens["huishouden"]),
        "gemeente": set(nieuw.gemeenten["gemeentecode"]),
        "locatie": set(nieuw.doorstroomlocaties["locatie"]),
        "plan": {""},
    }
    exists = [name in known[soort] for soort, name in zip(left["soort"], left["sleutel"], strict=True)]
    return left.assign(bestaat=pd.Series(exists, index=left.index, dtype=bool))
