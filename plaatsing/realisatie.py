"""Which moves of a plan count for the taakstelling, on which day and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.case import Case

VORMEN = ("eigen", "flex", "tijdelijk", "doorstroomlocatie")


def realised_moves(case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None) -> pd.DataFrame:
    """Return the households that a plan realises: once each, on the day of moving.

    A household counts on its first move into a form that counts in the rule set (`telt_mee`);
    a doorstroomlocatie counts on entry, for the koppelgemeente, wherever it stands. People who are
    in a location at the start are in `realisatie` already and realise nothing.

    Parameters
    ----------
    case : Case
        The case; of its households those already in a location are left out.
    plaatsingen : DataFrame
        The plan's table, a row per household.
    beleid : Beleid, optional
        Rule set; default the one of the case.

    Returns
    -------
    DataFrame
        A row per realised household: huishouden, gemeentecode, personen (int), datum
        (datetime64), vorm; in the order of `plaatsingen`.
    """
    telt_mee = (beleid or case.beleid).telt_mee
    residents = case.huishoudens.loc[case.huishoudens["in_locatie"] != "", "huishouden"]
    linked = plaatsingen["koppelgemeente"] != ""
    moves = plaatsingen[linked & ~plaatsingen["huishouden"].isin(residents)]
    through_location = moves["locatie"] != ""
    first_form = moves["vorm"].where(~through_location, "doorstroomlocatie")
    first_day = moves["vertrek_coa"]
    second_day = moves["uit_locatie"].where(through_location)
    first_counts = first_day.notna() & _counts(first_form, telt_mee)
    second_counts = second_day.notna() & _counts(moves["vorm"], telt_mee)
    found = pd.DataFrame(
        {
            "huishouden": moves["huishouden"],
            "gemeentecode": moves["koppelgemeente"],
            "personen": moves["personen"].astype("int64"),
            "datum": first_day.where(first_counts, second_day),
            "vorm": first_form.where(first_counts, moves["vorm"]),
        }
    )
    return found[first_counts | second_counts].reset_index(drop=True)


def linked_not_housed(
    case: Case, plaatsingen: pd.DataFrame, dag: pd.Timestamp, beleid: Beleid | None = None
) -> pd.DataFrame:
    """Return the households linked by `dag` that are not realised by then.

    Parameters
    ----------
    case, plaatsingen, beleid
        As for :func:`realised_moves`.
    dag : Timestamp
        The day looked at; a koppeling or a move on that day counts.

    Returns
    -------
    DataFrame
        A row per household: huishouden, gemeentecode, personen (int).
    """
    realised = realised_moves(case, plaatsingen, beleid)
    housed = set(realised.loc[realised["datum"] <= dag, "huishouden"])
    housed |= set(case.huishoudens.loc[case.huishoudens["in_locatie"] != "", "huishouden"])
    waiting = plaatsingen[
        (plaatsingen["koppelgemeente"] != "")
        & (plaatsingen["koppeldatum"] <= dag)
        & ~plaatsingen["huishouden"].isin(housed)
    ]
    found = waiting[["huishouden", "koppelgemeente", "personen"]].reset_index(drop=True)
    return found.rename(columns={"koppelgemeente": "gemeentecode"}).astype({"personen": "int64"})


def persons_by_gemeente(rows: pd.DataFrame, gemeenten: pd.Series[str]) -> pd.Series[int]:
    """Sum `personen` of `rows` by gemeentecode, in the order of `gemeenten`, 0 where there is none."""
    sums = rows.groupby("gemeentecode")["personen"].sum()
    return sums.reindex(gemeenten, fill_value=0).astype("int64")


def _counts(forms: pd.Series[str], telt_mee: dict[str, bool]) -> pd.Series[bool]:
    counting = [form for form in VORMEN if telt_mee[form]]
    return pd.Series(np.isin(forms.to_numpy(dtype=object), counting), index=forms.index)
