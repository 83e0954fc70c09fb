"""Flows: households moving together, counted per period."""

from __future__ import annotations

import pandas as pd

from plaatsing.case import Case

COLUMNS = ["van", "naar", "gemeentecode", "vorm", "periode", "datum"]


def stromen(case: Case, plaatsingen: pd.DataFrame) -> pd.DataFrame:
    """Count the moves of a plan by origin, destination and period.

    Parameters
    ----------
    case : Case
        The case.
    plaatsingen : DataFrame
        The plan's table.

    Returns
    -------
    DataFrame
        Columns van, naar, gemeentecode, vorm, periode (from 1), datum, huishoudens, personen; sorted.
    """
    resident = case.huishoudens.loc[case.huishoudens["in_locatie"] != "", "huishouden"]
    table = plaatsingen.assign(gemeentecode=plaatsingen["koppelgemeente"])
    via = table["locatie"] != ""
    new = ~table["huishouden"].isin(resident)
    entering = table[via & new & table["in_locatie"].notna()]
    entering = entering.assign(
        van="coa", naar=entering["locatie"], vorm="doorstroomlocatie", datum=entering["in_locatie"]
    )
    onward = table[via & table["uit_locatie"].notna()]
    onward = onward.assign(van=onward["locatie"], naar=onward["koppelgemeente"], datum=onward["uit_locatie"])
    direct = table[~via & table["vertrek_coa"].notna()]
    direct = direct.assign(van="coa", naar=direct["koppelgemeente"], datum=direct["vertrek_coa"])
    moves = pd.concat([entering, onward, direct], ignore_index=True)
    number = {pd.Timestamp(period.tot): period.index + 1 for period in case.perioden}
    moves["periode"] = moves["datum"].map(number).astype("int64")
    grouped = moves.groupby(COLUMNS, sort=True)["personen"].agg(huishoudens="size", personen="sum")
    return grouped.reset_index().astype({"huishoudens": "int64", "personen": "int64"})
