"""Beside the task of each municipality: the national figures, decisions that change it, the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.opgave import taakstelling_tabel
from plaatsing.realisatie import persons_by_gemeente, realised_moves

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
    blocks = []
    for position, halfjaar in enumerate(case.halfjaren):
        rows = book[book["halfjaar"] == str(halfjaar)].reset_index(drop=True)
        since = pd.Timestamp(halfjaar.start)
        inside = moves if position == 0 else moves[moves["datum"] >= since]
        for number, day in enumerate(pd.date_range(since, periods=MAANDEN, freq="ME"), start=1):
            so_far = inside[inside["datum"] <= day]
            by_plan = persons_by_gemeente(so_far, rows["gemeentecode"]).reset_index(drop=True)
            before = rows["al_gerealiseerd"] if position == 0 else 0
            realised = (by_plan + before).astype("Int64")
            if position == 0:
                drawn_up = case.gemeenten.set_index("gemeentecode").loc[rows["gemeentecode"], "stand_per"]
                realised = realised.mask((drawn_up > day).to_numpy())
            needed = (-(-rows["opgave"].astype("int64") * number // MAANDEN)).clip(lower=0)
            blocks.append(
                rows[["gemeentecode", "gemeente", "halfjaar", "opgave"]].assign(
                    maand=f"{day.year}-{day.month:02d}",
                    tot=day,
                    nodig=needed,
                    gerealiseerd=realised,
                    verschil=realised - needed,
                    op_schema=realised >= needed,
                )
            )
    if not blocks:
        return pd.DataFrame(columns=list(_SCHEMA)).astype(_SCHEMA)
    table = pd.concat(blocks, ignore_index=True)[list(_SCHEMA)].astype(_SCHEMA)
    return table.sort_values(["gemeentecode", "maand"], ignore_index=True)
