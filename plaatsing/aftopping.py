"""The cap on the doorberekening of a finished plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.kalender import Halfjaar
from plaatsing.opgave import taakstelling_tabel

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.case import Case


def apply_cap(
    ledger: pd.DataFrame, case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None
) -> pd.DataFrame:
    """Charge each municipality, per half-year, for no more persons than its arrears.

    The arrears are those at the end of the half-year before charging, corrections and uitruil
    included. They are used up by the households longest waiting (by permit, then pseudonym); the
    last household counts in part, in persons. Lines of soort ``"risico"`` are no charge: they
    neither use the arrears nor are capped.

    Parameters
    ----------
    ledger : DataFrame
        Lines before cap, as :mod:`plaatsing.doorberekening` writes them.
    case, plaatsingen, beleid
        As for :func:`plaatsing.opgave.taakstelling_tabel`.

    Returns
    -------
    DataFrame
        A copy of `ledger` with `aftopping_cent` filled in and the cap named in `grond`.
    """
    capped = ledger.copy()
    within = _persons_within(case, ledger, arrears_before(case, plaatsingen, beleid))
    lines = ledger[ledger["soort"] == "doorberekening"].merge(
        within, how="left", on=["huishouden", "halfjaar"], validate="many_to_one"
    )
    lines.index = ledger.index[ledger["soort"] == "doorberekening"]
    lines = lines[lines["binnen"] < lines["personen"]]
    outside = lines["personen"] - lines["binnen"]
    capped.loc[lines.index, "aftopping_cent"] = outside * lines["dagen"] * lines["tarief_cent"]
    unknown = "" if case.beginstand_bekend else "; beginstand onbekend"
    capped.loc[lines.index, "grond"] = [
        f"{grond}; afgetopt op achterstand {arrears}: {persons} van {all_persons} personen{unknown}"
        for grond, arrears, persons, all_persons in zip(
            lines["grond"], lines["achterstand"], lines["binnen"], lines["personen"], strict=True
        )
    ]
    return capped


def arrears_before(
    case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None
) -> dict[tuple[str, str], int]:
    """Return the arrears in persons at the end of the half-year before (gemeentecode, halfjaar).

    Negative is a lead. The half-year in which the horizon falls is included, also when it does not
    end within the plan.
    """
    first = str(Halfjaar.van(case.instellingen.start))
    opening = zip(case.gemeenten["gemeentecode"], case.gemeenten["achterstand"], strict=True)
    arrears = {(str(code), first): int(persons) for code, persons in opening}
    for row in taakstelling_tabel(case, plaatsingen, beleid).to_dict("records"):
        following = Halfjaar.parse(str(row["halfjaar"])).volgende()
        arrears[str(row["gemeentecode"]), str(following)] = int(row["gecorrigeerd"] - row["verwacht"])
    return arrears


def _persons_within(case: Case, ledger: pd.DataFrame, arrears: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Share the arrears among the charged households, longest waiting first.

    Returns
    -------
    DataFrame
        A row per household and half-year: huishouden, halfjaar, achterstand (persons, at least 0) and
        binnen (persons of the household within it). A koppelgemeente outside the area has no known
        arrears, so there is nothing to cap at.
    """
    group = ["gemeentecode", "halfjaar"]
    queue = ledger.loc[ledger["soort"] == "doorberekening", [*group, "huishouden", "personen"]]
    queue = queue.drop_duplicates()
    queue["permit"] = queue["huishouden"].map(case.huishoudens.set_index("huishouden")["vergunningdatum"])
    queue = queue.sort_values([*group, "permit", "huishouden"])
    everybody = int(queue["personen"].sum())
    allowed = [
        max(0, arrears.get(key, everybody)) for key in zip(*(queue[name] for name in group), strict=True)
    ]
    queue["achterstand"] = np.array(allowed, dtype="int64")
    before = queue.groupby(group)["personen"].cumsum() - queue["personen"]
    left = (queue["achterstand"] - before).clip(lower=0)
    queue["binnen"] = np.minimum(left, queue["personen"])
    return queue[["huishouden", "halfjaar", "achterstand", "binnen"]]
