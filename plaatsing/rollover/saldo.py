"""The balance of each municipality carried to the next case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.achterstand import achterstand_naar_herkomst
from plaatsing.kalender import Halfjaar
from plaatsing.opgave import opgave, taakstelling_tabel
from plaatsing.realisatie import linked_not_housed, persons_by_gemeente, realised_moves

if TYPE_CHECKING:
    from plaatsing.case import Case

_RESET: dict[str, int | str | None] = {
    "correctie": 0,
    "correctie_besluit": "",
    "correctie_datum": None,
    "taakstelling": None,
}
"""What belongs to one half-year only, and what a next one starts with."""


def saldo(case: Case, werkelijk: pd.DataFrame, per: date) -> pd.DataFrame:
    """Return the balance of each municipality at the start of the plan, what happened, and at `per`.

    Within a half-year the opening achterstand stays and the realisatie grows. At the start of a later
    half-year the achterstand is what was left of the task of all half-years that have ended.

    Parameters
    ----------
    case : Case
        The case of the plan.
    werkelijk : DataFrame
        Where every household really went, as plaatsingen.
    per : date
        First day of the next case.

    Returns
    -------
    DataFrame
        A row per gemeentecode, in persons: achterstand_voor, opgave (taakstelling, correctie and uitruil
        of half-years that ended), realisatie_voor, gehuisvest (of what happened, all that counts),
        achterstand_na, realisatie_na (since the start of the half-year of `per`).
    """
    table = case.gemeenten[["gemeentecode", "gemeente"]].copy()
    codes = table["gemeentecode"]
    moves = realised_moves(case, werkelijk)
    table["achterstand_voor"] = case.gemeenten["achterstand"].astype("int64")
    table["realisatie_voor"] = case.gemeenten["realisatie"].astype("int64")
    table["overig_voor"] = case.gemeenten["realisatie_overig"].astype("int64")
    table["gehuisvest"] = persons_by_gemeente(moves, codes).array
    book = _ended(case, werkelijk, per)
    if book.empty:
        table["opgave"] = 0
        table["achterstand_na"] = table["achterstand_voor"]
        table["realisatie_na"] = table["realisatie_voor"] + table["gehuisvest"]
        table["overig_na"] = table["overig_voor"]
    else:
        tasks = book["taakstelling"] + book["correctie"] + book["uitruil"]
        table["opgave"] = codes.map(tasks.groupby(book["gemeentecode"]).sum()).astype("int64")
        last = book[book["halfjaar"] == book["halfjaar"].max()].set_index("gemeentecode")
        table["achterstand_na"] = codes.map(last["gecorrigeerd"] - last["verwacht"]).astype("int64")
        since = moves[moves["datum"] >= pd.Timestamp(Halfjaar.van(per).start)]
        table["realisatie_na"] = persons_by_gemeente(since, codes).array
        table["overig_na"] = 0
    return table


def herkomst(case: Case, werkelijk: pd.DataFrame, per: date) -> pd.DataFrame:
    """Return the arrears at the end of the last half-year before `per`, by half-year of origin.

    Without a half-year that has ended they are the opening arrears.

    Returns
    -------
    DataFrame
        gemeentecode, herkomst ("beginstand" or a half-year), personen (> 0).
    """
    book = _ended(case, werkelijk, per)
    if book.empty:
        open_items = case.gemeenten[["gemeentecode", "achterstand"]].rename(
            columns={"achterstand": "personen"}
        )
        open_items.insert(1, "herkomst", "beginstand")
        found = open_items[open_items["personen"] > 0]
    else:
        items = achterstand_naar_herkomst(book)
        found = items[items["halfjaar"] == book["halfjaar"].max()]
    columns = {"gemeentecode": "str", "herkomst": "str", "personen": "int64"}
    return found[list(columns)].astype(columns).reset_index(drop=True)


def _ended(case: Case, werkelijk: pd.DataFrame, per: date) -> pd.DataFrame:
    """Return the book of the half-years of the plan that end before `per`."""
    book = taakstelling_tabel(case, werkelijk)
    ended = [str(halfjaar) for halfjaar in case.halfjaren if halfjaar.eind < per]
    return book[book["halfjaar"].isin(ended)].reset_index(drop=True)


def gemeenten_tabel(case: Case, werkelijk: pd.DataFrame, balance: pd.DataFrame, per: date) -> pd.DataFrame:
    """Return the table ``gemeenten`` of the next case.

    Parameters
    ----------
    case, werkelijk, per
        As for `saldo`.
    balance : DataFrame
        What `saldo` returns.

    Returns
    -------
    DataFrame
        The table as given, or a new one, with stand_per, achterstand and realisatie as they are at
        `per`. What belongs to an ended half-year (correctie, published taakstelling) is emptied.
    """
    given = case.tabellen.get("gemeenten", case.gemeenten[["gemeentecode"]])
    table = given.drop_duplicates("gemeentecode").reset_index(drop=True)
    codes = table["gemeentecode"]
    at = balance.set_index("gemeentecode")
    now, then = Halfjaar.van(per), Halfjaar.van(case.instellingen.start)
    until = max(per - timedelta(days=1), now.start)
    table["stand_per"] = pd.Timestamp(until)
    if "achterstand" in table or now != then:
        table["achterstand"] = _whole(codes.map(at["achterstand_na"]))
    table["realisatie"] = _whole(codes.map(at["realisatie_na"]))
    if "realisatie_overig" in table:
        table["realisatie_overig"] = _whole(codes.map(at["overig_na"]))
    if now != then:
        for name, value in _RESET.items():
            if name in table:
                table[name] = value
    return _with_links(case, werkelijk, table, per, until)


def _with_links(
    case: Case, werkelijk: pd.DataFrame, table: pd.DataFrame, per: date, until: date
) -> pd.DataFrame:
    """Bring the columns about koppelingen up to `per`, where the table has them."""
    codes = table["gemeentecode"]
    if "gekoppeld_niet_gehuisvest" in table:
        in_coa = werkelijk[werkelijk["vorm"] == "coa"]
        table["gekoppeld_niet_gehuisvest"] = _whole(codes.map(_persons(in_coa)).fillna(0))
    halfjaar = Halfjaar.van(per)
    if "gekoppeld_op_peildatum" in table:
        known = until >= halfjaar.peildatum
        waiting = linked_not_housed(case, werkelijk, pd.Timestamp(halfjaar.peildatum))
        counted = waiting.groupby("gemeentecode")["personen"].sum()
        table["gekoppeld_op_peildatum"] = _whole(codes.map(counted).fillna(0)) if known else None
    if "koppelruimte" in table:
        before = case.huishoudens.loc[
            case.huishoudens["koppelgemeente"] != "", ["huishouden", "koppelgemeente"]
        ]
        stood = set(before.itertuples(index=False, name=None))
        pairs = zip(werkelijk["huishouden"], werkelijk["koppelgemeente"], strict=True)
        newly = werkelijk[[pair not in stood for pair in pairs]]
        book = opgave(case)
        room = book[book["halfjaar"] == str(halfjaar)].set_index("gemeentecode")["koppelruimte"]
        left = codes.map(room) - codes.map(_persons(newly)).fillna(0)
        table["koppelruimte"] = _whole(left.clip(lower=0)).where(table["koppelruimte"].notna())
    return table


def _persons(rows: pd.DataFrame) -> pd.Series[int]:
    linked = rows[rows["koppelgemeente"] != ""]
    return linked.groupby("koppelgemeente")["personen"].sum()


def _whole(values: Any) -> Any:
    return values.astype("Int64")
