"""Where an earlier plan had a household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

KOLOMMEN = ("huishouden", "koppelgemeente", "vorm", "locatie", "vertrek_coa", "uit_locatie")


class Eerder(NamedTuple):
    """A row of the table ``eerder_plan``.

    Attributes
    ----------
    gemeente, vorm, locatie : str
        Koppelgemeente, form at the end of that plan, and the location used; empty where none.
    vertrek, uit : int
        Day number since 1970-01-01 of leaving COA and of leaving the location; -1 where it did not.
    """

    gemeente: str
    vorm: str
    locatie: str
    vertrek: int
    uit: int


def eerdere(case: Case) -> dict[str, Eerder]:
    """Return what the earlier plan did with each household that it knew."""
    table = case.eerder_plan
    days = {column: _days(table[column]) for column in ("vertrek_coa", "uit_locatie")}
    return {
        str(name): Eerder(str(gemeente), str(vorm), str(locatie), vertrek, uit)
        for name, gemeente, vorm, locatie, vertrek, uit in zip(
            table["huishouden"],
            table["koppelgemeente"],
            table["vorm"],
            table["locatie"],
            days["vertrek_coa"],
            days["uit_locatie"],
            strict=True,
        )
    }


def _days(column: pd.Series[Any]) -> list[int]:
    days = column.to_numpy(dtype="datetime64[D]")
    numbers: list[int] = np.where(np.isnat(days), -1, days.astype(np.int64)).tolist()
    return numbers


def eerder_plan(plan: Plan) -> pd.DataFrame:
    """Return the table ``eerder_plan`` that holds a next case against this plan.

    Parameters
    ----------
    plan : Plan
        The plan to hold the next one against.

    Returns
    -------
    DataFrame
        A row per household with the columns of the table ``eerder_plan`` of a case.
    """
    return plan.plaatsingen[list(KOLOMMEN)].copy()
