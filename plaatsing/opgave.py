"""What each municipality has to house per half-year, and what a plan makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.kalender import Halfjaar
from plaatsing.realisatie import VORMEN, linked_not_housed, persons_by_gemeente, realised_moves
from plaatsing.taakstelling import taakstelling

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.case import Case

_FIGURES = (
    "taakstelling",
    "achterstand",
    "correctie",
    "uitruil",
    "gecorrigeerd",
    "al_gerealiseerd",
    "gekoppeld",
    "koppelruimte",
)


def opgave(case: Case) -> pd.DataFrame:
    """Return the task per municipality and half-year, before any plan.

    The taakstelling follows from vg and population (Huisvestingswet 2014, article 29) unless the
    table ``gemeenten`` gives a published figure, which holds for the first half-year. A revised vg
    holds for the whole half-year. The correctie belongs to the first half-year.

    Parameters
    ----------
    case : Case
        A checked case; half-years are those that end within its horizon.

    Returns
    -------
    DataFrame
        A row per gemeentecode and halfjaar, in that order, all figures in persons: gemeentecode,
        gemeente, halfjaar, taakstelling, achterstand (opening; <NA> after the first half-year,
        where it follows from the plan), correctie, uitruil, gecorrigeerd (cumulative: taakstelling
        + correctie + uitruil up to and including the half-year, plus the opening achterstand),
        al_gerealiseerd, gekoppeld (linked and in COA at the start), koppelruimte (cumulative).
    """
    gemeenten = case.gemeenten.sort_values("gemeentecode", ignore_index=True)
    codes = gemeenten["gemeentecode"]
    achterstand = gemeenten["achterstand"].astype("int64")
    realised = (gemeenten["realisatie"] + gemeenten["realisatie_overig"]).astype("int64")
    in_coa = case.huishoudens[case.huishoudens["in_locatie"] == ""]
    linked = in_coa.rename(columns={"koppelgemeente": "gemeentecode"})
    gekoppeld = persons_by_gemeente(linked, codes).reset_index(drop=True)

    blocks = []
    cumulative = first_task = achterstand
    for position, halfjaar in enumerate(case.halfjaren):
        first = position == 0
        quota = _taakstelling_in(case, gemeenten, halfjaar, first)
        correctie = gemeenten["correctie"].astype("int64") if first else pd.Series(0, index=gemeenten.index)
        swaps = case.uitruil[case.uitruil["halfjaar"] == str(halfjaar)]
        uitruil = persons_by_gemeente(swaps, codes).reset_index(drop=True)
        cumulative = cumulative + quota + correctie + uitruil
        if first:
            first_task = cumulative
        by_default = cumulative - realised - gekoppeld
        given = gemeenten["koppelruimte"] + (cumulative - first_task)
        blocks.append(
            pd.DataFrame(
                {
                    "gemeentecode": codes,
                    "gemeente": gemeenten["gemeente"],
                    "halfjaar": str(halfjaar),
                    "taakstelling": quota,
                    "achterstand": achterstand.astype("Int64") if first else pd.NA,
                    "correctie": correctie,
                    "uitruil": uitruil,
                    "gecorrigeerd": cumulative,
                    "al_gerealiseerd": realised,
                    "gekoppeld": gekoppeld,
                    "koppelruimte": given.fillna(by_default).clip(lower=0).astype("int64"),
                }
            ).astype({"achterstand": "Int64"})
        )
    if not blocks:
        return _without_halfjaren(gemeenten)
    book = pd.concat(blocks, ignore_index=True)
    return book.sort_values(["gemeentecode", "halfjaar"], ignore_index=True)


def taakstelling_tabel(case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None) -> pd.DataFrame:
    """Return the task of :func:`opgave` together with what a plan realises of it.

    Parameters
    ----------
    case : Case
        A checked case.
    plaatsingen : DataFrame
        The plan's table, a row per household.
    beleid : Beleid, optional
        Rule set that says which forms count; default the one of the case.

    Returns
    -------
    DataFrame
        The columns of :func:`opgave`, achterstand filled in for every half-year, and, all in
        persons and cumulative up to the end of the half-year: gerealiseerd_eigen, _flex,
        _tijdelijk and _doorstroomlocatie (by the plan), gerealiseerd (with al_gerealiseerd),
        verwacht (expected at the end of the half-year), tekort, voorsprong; and peildatum,
        gerealiseerd_op_peildatum, gekoppeld_op_peildatum and verschoonbaar.
    """
    table = opgave(case)
    moves = realised_moves(case, plaatsingen, beleid)
    ends = table["halfjaar"].map({str(half): pd.Timestamp(half.eind) for half in case.halfjaren})
    for form in VORMEN:
        table[f"gerealiseerd_{form}"] = _moved_by(moves[moves["vorm"] == form], table, ends)
    by_plan = table[[f"gerealiseerd_{form}" for form in VORMEN]].sum(axis="columns")
    table["gerealiseerd"] = table["al_gerealiseerd"] + by_plan
    table["verwacht"] = table["gerealiseerd"]
    balance = table["gecorrigeerd"] - table["verwacht"]
    table["tekort"] = balance.clip(lower=0)
    table["voorsprong"] = (-balance).clip(lower=0)
    carried = balance.groupby(table["gemeentecode"]).shift().astype("Int64")
    table["achterstand"] = table["achterstand"].fillna(carried)
    return _with_verschoonbaar(case, table, plaatsingen, moves, beleid)


def _taakstelling_in(case: Case, gemeenten: pd.DataFrame, halfjaar: Halfjaar, first: bool) -> pd.Series[int]:
    """Return the taakstelling of one half-year, a published figure before the formula."""
    published = gemeenten["taakstelling"]
    if first and published.notna().all():
        return published.astype("int64")
    quota = taakstelling(
        case.instellingen.vg_voor(halfjaar),
        gemeenten["inwoners"],
        case.instellingen.afronding,
        case.inwoners_nederland,
    )
    return published.fillna(quota.astype("Int64")).astype("int64") if first else quota


def _without_halfjaren(gemeenten: pd.DataFrame) -> pd.DataFrame:
    """Return the table with no row, for a horizon before the end of the half-year."""
    table = gemeenten[["gemeentecode", "gemeente"]].iloc[:0].assign(halfjaar="")
    for column in _FIGURES:
        table[column] = pd.Series(dtype="Int64" if column == "achterstand" else "int64")
    return table


def _moved_by(moves: pd.DataFrame, table: pd.DataFrame, days: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """Return, per row of `table`, the persons that moved on or before that row's day."""
    sums = pd.Series(0, index=table.index)
    for day, rows in table.groupby(days):
        done = persons_by_gemeente(moves[moves["datum"] <= day], rows["gemeentecode"])
        sums.loc[rows.index] = done.to_numpy()
    return sums


def _with_verschoonbaar(
    case: Case,
    table: pd.DataFrame,
    plaatsingen: pd.DataFrame,
    moves: pd.DataFrame,
    beleid: Beleid | None,
) -> pd.DataFrame:
    """Add the excused persons: max(0, gecorrigeerd - realised - linked, not yet housed) on the peildatum.

    The figure that the municipality gives for its linked persons on the peildatum holds where its
    balance (stand_per) was drawn up on or after that day; else the plan's own moves decide.
    """
    peildata = {str(half): pd.Timestamp(half.peildatum) for half in case.halfjaren}
    table["peildatum"] = table["halfjaar"].map(peildata).astype("datetime64[s]")
    table["gerealiseerd_op_peildatum"] = table["al_gerealiseerd"] + _moved_by(
        moves, table, table["peildatum"]
    )
    linked = pd.Series(0, index=table.index)
    for halfjaar, rows in table.groupby("halfjaar"):
        waiting = linked_not_housed(case, plaatsingen, peildata[str(halfjaar)], beleid)
        linked.loc[rows.index] = persons_by_gemeente(waiting, rows["gemeentecode"]).to_numpy()
    balance = case.gemeenten.set_index("gemeentecode").loc[table["gemeentecode"]]
    drawn_up = balance["stand_per"].to_numpy() >= table["peildatum"].to_numpy()
    in_first = table["halfjaar"].to_numpy() == table["halfjaar"].min()
    given = balance["gekoppeld_op_peildatum"].reset_index(drop=True).where(drawn_up & in_first)
    table["gekoppeld_op_peildatum"] = given.fillna(linked).astype("int64")
    left = table["gecorrigeerd"] - table["gerealiseerd_op_peildatum"] - table["gekoppeld_op_peildatum"]
    table["verschoonbaar"] = np.maximum(left, 0)
    return table
