"""How each municipality stands: what was measured, what is planned, what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.boek import vg_tabel
from plaatsing.realisatie import VORMEN, persons_by_gemeente, realised_moves
from plaatsing.taakstelling import taakstelling

if TYPE_CHECKING:
    from plaatsing.plan import Plan
    from plaatsing.report.kwartaal import Kwartaal

_KEPT = ["gemeentecode", "gemeente", "taakstelling", "achterstand", "correctie", "uitruil"]
_PEILDATUM = ["peildatum", "verschoonbaar"]


def stand(plan: Plan, kwartaal: Kwartaal) -> pd.DataFrame:
    """Return the stand of each municipality in the half-year of a quarter.

    Figures of an earlier half-year are taken off, so that all are of this half-year alone; in the first
    half-year of a plan they are those of the table ``taakstelling``.

    Parameters
    ----------
    plan : Plan
        The plan.
    kwartaal : Kwartaal
        The quarter whose end the planned figures run up to.

    Returns
    -------
    DataFrame
        A row per municipality, none where the half-year does not end within the plan. In persons:
        bekendgemaakt and herzien (taakstelling as announced, and as revised where it was),
        taakstelling (what holds), achterstand (at the start; negative: voorsprong), correctie,
        uitruil, gecorrigeerd (their sum), gemeten (realised before the plan, in its first half-year),
        gekoppeld (linked and in COA at the start of the plan), gepland_eigen, _flex, _tijdelijk and
        _doorstroomlocatie (by the plan in this half-year, up to the quarter's end), gepland (their
        sum), verwacht (at the end of the half-year), tekort, voorsprong and verschoonbaar; with
        gemeentecode, gemeente, stand_per (day of the opening balance) and peildatum.
    """
    book = plan.taakstelling
    halves = sorted(set(book["halfjaar"]))
    this = str(kwartaal.halfjaar)
    rows = book[book["halfjaar"] == this].reset_index(drop=True)
    first = bool(halves) and this == halves[0]
    before = _realised_before(book, halves, this)
    codes = rows["gemeentecode"]
    table = rows[_KEPT].copy()
    table["bekendgemaakt"], table["herzien"] = _announced(plan, kwartaal, rows)
    table["gecorrigeerd"] = table[["taakstelling", "achterstand", "correctie", "uitruil"]].sum(axis="columns")
    table["gemeten"] = rows["al_gerealiseerd"] if first else 0
    table["gekoppeld"] = rows["gekoppeld"]
    planned = _planned(plan, kwartaal, codes)
    for vorm in VORMEN:
        table[f"gepland_{vorm}"] = planned[vorm].to_numpy()
    table["gepland"] = table[[f"gepland_{vorm}" for vorm in VORMEN]].sum(axis="columns")
    table["verwacht"] = rows["verwacht"] - codes.map(before).fillna(0).astype("int64")
    table[["tekort", "voorsprong", *_PEILDATUM]] = rows[["tekort", "voorsprong", *_PEILDATUM]]
    balance = plan.case.gemeenten.set_index("gemeentecode")["stand_per"]
    table["stand_per"] = balance.reindex(codes).to_numpy()
    return table


def _realised_before(book: pd.DataFrame, halves: list[str], this: str) -> dict[str, int]:
    """Return the persons realised before this half-year, by gemeentecode; nobody in the first one."""
    if this not in halves or this == halves[0]:
        return {}
    previous = book[book["halfjaar"] == halves[halves.index(this) - 1]]
    return dict(zip(previous["gemeentecode"], previous["verwacht"].astype(int), strict=True))


def _planned(plan: Plan, kwartaal: Kwartaal, codes: pd.Series[str]) -> dict[str, pd.Series[int]]:
    """Return the persons that the plan realises in this half-year up to the quarter's end, by form."""
    moves = realised_moves(plan.case, plan.plaatsingen)
    since = max(kwartaal.halfjaar.start, plan.case.instellingen.start)
    inside = moves[(moves["datum"] >= pd.Timestamp(since)) & (moves["datum"] <= pd.Timestamp(kwartaal.eind))]
    return {vorm: persons_by_gemeente(inside[inside["vorm"] == vorm], codes) for vorm in VORMEN}


def _announced(plan: Plan, kwartaal: Kwartaal, rows: pd.DataFrame) -> tuple[pd.Series[int], pd.Series[int]]:
    """Return the taakstelling as announced, and as revised (<NA> where it was not)."""
    national = vg_tabel(plan.case)
    national = national[national["halfjaar"] == str(kwartaal.halfjaar)]
    valid = rows["taakstelling"].astype("Int64")
    nothing = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    if national.empty or pd.isna(national["herzien"].iloc[0]) or pd.isna(national["bekend"].iloc[0]):
        return valid, nothing
    inwoners = plan.case.gemeenten.set_index("gemeentecode")["inwoners"].reindex(rows["gemeentecode"])
    announced = taakstelling(
        int(national["bekend"].iloc[0]),
        inwoners.reset_index(drop=True),
        plan.case.instellingen.afronding,
        plan.case.inwoners_nederland,
    )
    return announced.astype("Int64"), valid
