"""Arrears by the half-year in which they arose."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import pandas as pd

from plaatsing.instantie.rijen import Rij, rijen

BEGINSTAND = "beginstand"


def achterstand_naar_herkomst(taakstelling_tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the arrears at each half-year's end, by half-year of origin.

    What is realised pays off the oldest arrears first; a lead, or a task made smaller by correctie
    or uitruil, does the same. Supervision counts missed half-years in a row, which this shows.

    Parameters
    ----------
    taakstelling_tabel : DataFrame
        As :func:`plaatsing.opgave.taakstelling_tabel` gives it.

    Returns
    -------
    DataFrame
        A row per gemeentecode, halfjaar and herkomst with arrears left: gemeentecode, halfjaar,
        herkomst ("beginstand" for the opening balance, else a half-year), personen (> 0). The
        persons of a gemeentecode and halfjaar sum to its `tekort`.
    """
    book = rijen(taakstelling_tabel.sort_values(["gemeentecode", "halfjaar"]))
    rows = [
        (code, halfjaar, herkomst, personen)
        for code, halves in groupby(book, key=itemgetter("gemeentecode"))
        for halfjaar, herkomst, personen in _by_origin(halves)
    ]
    columns = ["gemeentecode", "halfjaar", "herkomst", "personen"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"gemeentecode": "str", "halfjaar": "str", "herkomst": "str", "personen": "int64"}
    )


def _by_origin(halves: Iterable[Rij]) -> list[tuple[str, str, int]]:
    """Return (halfjaar, herkomst, personen) of one municipality, half-years in order."""
    open_items: list[tuple[str, int]] = []
    credit = realised_before = 0
    found = []
    for position, row in enumerate(halves):
        if position == 0:
            open_items.append((BEGINSTAND, int(row["achterstand"])))
        task = int(row["taakstelling"]) + int(row["correctie"]) + int(row["uitruil"])
        open_items.append((str(row["halfjaar"]), task))
        credit += int(row["verwacht"]) - realised_before
        realised_before = int(row["verwacht"])
        open_items, credit = _pay_off(open_items, credit)
        found += [(str(row["halfjaar"]), herkomst, personen) for herkomst, personen in open_items]
    return found


def _pay_off(items: list[tuple[str, int]], credit: int) -> tuple[list[tuple[str, int]], int]:
    """Pay items oldest first; a negative item adds to the credit. Return what is left of both."""
    credit -= sum(min(personen, 0) for _, personen in items)
    left = []
    for herkomst, personen in items:
        paid = min(max(personen, 0), credit)
        credit -= paid
        if personen > paid:
            left.append((herkomst, personen - paid))
    return left, credit


def gemiste_halfjaren(taakstelling_tabel: pd.DataFrame) -> pd.DataFrame:
    """Return how many half-years in a row each municipality has ended short.

    Only half-years of the table count: what was missed before the plan is not in a case. It says
    nothing of a step on the supervision ladder, which is the supervisor's to decide.

    Parameters
    ----------
    taakstelling_tabel : DataFrame
        As :func:`plaatsing.opgave.taakstelling_tabel` gives it.

    Returns
    -------
    DataFrame
        A row per gemeentecode and halfjaar: gemeentecode, halfjaar, tekort (persons) and gemist_op_rij
        (half-years in a row up to and including this one with a tekort; 0 where there is none).
    """
    table = taakstelling_tabel[["gemeentecode", "halfjaar", "tekort"]]
    table = table.sort_values(["gemeentecode", "halfjaar"], ignore_index=True)
    short = table["tekort"] > 0
    met_before = (~short).groupby(table["gemeentecode"]).cumsum()
    run = short.astype("int64").groupby([table["gemeentecode"], met_before]).cumsum()
    return table.assign(gemist_op_rij=run)
