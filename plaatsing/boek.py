"""Beside the task of each municipality: the national figures, decisions that change it, the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.opgave import taakstelling_tabel
from plaatsing.realisatie import realised_moves

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.case import Case
    from plaatsing.kalender import Halfjaar

MAANDEN = 6
"""Months in a half-year; on schedule is a sixth of the task each month."""

_SCHEMA = {
    "gemeentecode": "str",
    "gemeente": "str",
    "halfjaar": "str",
    "maand": "str",
    "tot": "datetime64[s]",
    "opgave": "int64",
    "nodig": "int64",
    "gerealiseerd": "Int64",
    "verschil": "Int64",
    "op_schema": "boolean",
}


def vg_tabel(case: Case) -> pd.DataFrame:
    """Return the national number of permit holders of each half-year, as announced and as revised.

    Returns
    -------
    DataFrame
        A row per half-year of the plan: halfjaar, bekend and herzien (persons, <NA> where not known),
        datum_herziening (NaT where not given), geldend (used for the whole half-year; <NA> where
        neither the settings nor the bundled figures know it), zekerheid ("eigen" for a figure of the
        settings) and bron.
    """
    rows = [(str(halfjaar), *_national(case, halfjaar)) for halfjaar in case.halfjaren]
    columns = ["halfjaar", "bekend", "herzien", "datum_herziening", "geldend", "zekerheid", "bron"]
    table = pd.DataFrame(rows, columns=columns)
    table["datum_herziening"] = pd.to_datetime(table["datum_herziening"]).astype("datetime64[s]")
    texts = dict.fromkeys(("halfjaar", "zekerheid", "bron"), "str")
    return table.astype(texts | dict.fromkeys(("bekend", "herzien", "geldend"), "Int64"))


def _national(case: Case, halfjaar: Halfjaar) -> tuple[object, ...]:
    given = case.instellingen.vg.get(str(halfjaar))
    revised_on = None if given is None else given.datum
    if given is not None and given.geldend is not None:
        return given.bekend, given.herzien, revised_on, given.geldend, "eigen", "plan.toml"
    bundled = case.instellingen.vg_meegeleverd(halfjaar)
    if bundled is None:
        return None, None, revised_on, None, "", ""
    figures = (bundled.bekend, bundled.herzien, revised_on, bundled.geldend)
    return *figures, bundled.zekerheid, bundled.bron


def wijzigingen(case: Case) -> pd.DataFrame:
    """Return every change of a taakstelling within the plan, with the decision behind it.

    Returns
    -------
    DataFrame
        A row per correctie or uitruil, by gemeentecode and halfjaar: gemeentecode, gemeente, halfjaar,
        soort ("correctie" or "uitruil"), personen (positive: more to house), besluit and datum (NaT
        where not given). Per gemeentecode and halfjaar they add up to those columns of the book.
    """
    names = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["gemeente"], strict=True))
    halves = [str(halfjaar) for halfjaar in case.halfjaren]
    corrected = case.gemeenten[case.gemeenten["correctie"] != 0] if halves else case.gemeenten.iloc[:0]
    corrections = pd.DataFrame(
        {
            "gemeentecode": corrected["gemeentecode"],
            "halfjaar": halves[0] if halves else "",
            "soort": "correctie",
            "personen": corrected["correctie"],
            "besluit": corrected["correctie_besluit"],
            "datum": corrected["correctie_datum"],
        }
    )
    used = case.uitruil["halfjaar"].isin(halves) & case.uitruil["gemeentecode"].isin(names)
    swaps = case.uitruil.loc[used, ["gemeentecode", "halfjaar", "personen", "besluit"]]
    swaps = swaps.assign(soort="uitruil")
    swaps["datum"] = pd.Series(pd.NaT, index=swaps.index, dtype="datetime64[s]")
    table = pd.concat([corrections, swaps], ignore_index=True)
    table.insert(1, "gemeente", table["gemeentecode"].map(names))
    columns = ["gemeentecode", "gemeente", "halfjaar", "soort", "personen", "besluit", "datum"]
    texts = dict.fromkeys(("gemeentecode", "gemeente", "halfjaar", "soort", "besluit"), "str")
    table = table[columns].astype(texts | {"personen": "int64", "datum": "datetime64[s]"})
    return table.sort_values(["gemeentecode", "halfjaar", "soort", "besluit", "personen"], ignore_index=True)


def op_schema(case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None) -> pd.DataFrame:
    """Return whether each municipality is on schedule at the end of each month: a sixth a month.

    The task of a half-year is its opening arrears (a lead counts as negative) + taakstelling +
    correctie + uitruil. On schedule at the end of month m is: realised in the half-year so far is at
    least m / 6 of it.

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
        A row per gemeentecode, halfjaar and month: gemeente, maand ("2025-07"), tot (last day),
        and in persons opgave, nodig (m / 6, rounded up, at least 0), gerealiseerd (in the half-year up
        to that day, before and by the plan), verschil (gerealiseerd - nodig); op_schema. Before
        stand_per it is not known when persons were housed: gerealiseerd, verschil and op_schema are
        then <NA>.
    """
    book = taakstelling_tabel(case, plaatsingen, beleid)
    book["opgave"] = book["achterstand"] + book["taakstelling"] + book["correctie"] + book["uitruil"]
    moves = realised_moves(case, plaatsingen, beleid)
    drawn_up = case.gemeenten.set_index("gemeentecode")["stand_per"]
    blocks = []
    for position, halfjaar in enumerate(case.halfjaren):
        rows = book[book["halfjaar"] == str(halfjaar)]
        since = pd.Timestamp(halfjaar.start)
        ends = pd.date_range(since, periods=MAANDEN, freq="ME")
        inside = moves if position == 0 else moves[moves["datum"] >= since]
        realised = _realised_by(inside, rows["gemeentecode"], ends)
        block = rows.loc[rows.index.repeat(MAANDEN), ["gemeentecode", "gemeente", "halfjaar", "opgave"]]
        block = block.reset_index(drop=True).assign(tot=np.tile(ends, len(rows)))
        block["maand"] = np.tile(ends.strftime("%Y-%m"), len(rows))
        months = np.tile(np.arange(1, MAANDEN + 1), len(rows))
        block["nodig"] = (-(-block["opgave"].astype("int64") * months // MAANDEN)).clip(lower=0)
        block["gerealiseerd"] = pd.array(realised.ravel(), dtype="Int64")
        if position == 0:
            block["gerealiseerd"] += rows["al_gerealiseerd"].repeat(MAANDEN).to_numpy()
            unknown = block["gemeentecode"].map(drawn_up) > block["tot"]
            block["gerealiseerd"] = block["gerealiseerd"].mask(unknown)
        block["verschil"] = block["gerealiseerd"] - block["nodig"]
        block["op_schema"] = block["gerealiseerd"] >= block["nodig"]
        blocks.append(block)
    if not blocks:
        return pd.DataFrame(columns=list(_SCHEMA)).astype(_SCHEMA)
    table = pd.concat(blocks, ignore_index=True)[list(_SCHEMA)].astype(_SCHEMA)
    return table.sort_values(["gemeentecode", "maand"], ignore_index=True)


def _realised_by(moves: pd.DataFrame, codes: pd.Series[str], ends: pd.DatetimeIndex) -> NDArray[np.int64]:
    """Return the persons who moved by the end of each month, shape (municipalities, months)."""
    month = np.searchsorted(ends.to_numpy(), moves["datum"].to_numpy())
    place = pd.Index(codes).get_indexer(pd.Index(moves["gemeentecode"]))
    counted = (place >= 0) & (month < len(ends))
    persons = np.zeros((len(codes), len(ends)), dtype=np.int64)
    np.add.at(persons, (place[counted], month[counted]), moves["personen"].to_numpy()[counted])
    return persons.cumsum(axis=1)
