"""Whose plan changed: household by household, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.compare.redenen import Redenen

if TYPE_CHECKING:
    from plaatsing.plan import Plan

PLAATS = ("koppelgemeente", "gemeente", "vorm", "aanbod", "locatie", "vertrek_coa", "uit_locatie")
"""What is shown of a household before and after."""

VERSCHILLEN = {
    "gemeente": ("koppelgemeente",),
    "vorm": ("vorm",),
    "locatie": ("locatie",),
    "datum": ("vertrek_coa", "uit_locatie"),
}
"""What can differ, and the columns that tell."""

_LIKENESS = ("personen", "vergunningdatum", "coa_locatie", "koppelgemeente")


def huishoudens(plannen: Sequence[Plan], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per household and later plan in which its plan is not that of the first.

    Rekenhuishoudens take part only where both cases hold one of that name with the same size, permit,
    reception site and koppeling; otherwise their names do not mean the same household.

    Returns
    -------
    DataFrame
        Sorted by the order of the plans and by pseudonym: plan, huishouden, personen, soort ("anders",
        "nieuw" or "weg"), wat (what differs, with ``|`` between), reden (a code), bij (what the reason
        names), per column of `PLAATS` the same with ``_voor`` and ``_na``, and dagen_later (of leaving
        COA; <NA> unless both plans have a day).
    """
    first = plannen[0]
    blocks = [_changes(first, plan, name) for plan, name in zip(plannen[1:], namen[1:], strict=True)]
    return pd.concat(blocks, ignore_index=True)


def _changes(before: Plan, after: Plan, name: str) -> pd.DataFrame:
    old, new = _comparable(before, after)
    both = old.add_suffix("_voor").join(new.add_suffix("_na"), how="outer").sort_index()
    known = both.index.isin(old.index) & both.index.isin(new.index)
    differs = pd.DataFrame(
        {
            what: pd.concat([_unequal(both, column) for column in columns], axis="columns").any(
                axis="columns"
            )
            for what, columns in VERSCHILLEN.items()
        }
    )
    rows = both[~known | differs.any(axis="columns")]
    why = Redenen(before, after)
    kinds = [
        "anders" if household in old.index and household in new.index else _kind(household in new.index)
        for household in rows.index
    ]
    found = [
        why.of(str(household)) if kind == "anders" else (kind, "")
        for household, kind in zip(rows.index, kinds, strict=True)
    ]
    what = [
        "|".join(differs.columns[differs.loc[household].to_numpy()]) if kind == "anders" else ""
        for household, kind in zip(rows.index, kinds, strict=True)
    ]
    table = pd.DataFrame(
        {
            "plan": name,
            "huishouden": rows.index,
            "personen": rows["personen_na"].fillna(rows["personen_voor"]),
            "soort": kinds,
            "wat": what,
            "reden": [code for code, _ in found],
            "bij": [names for _, names in found],
        }
    )
    for side in ("voor", "na"):
        for column in PLAATS:
            table[f"{column}_{side}"] = rows[f"{column}_{side}"].array
    later = (rows["vertrek_coa_na"] - rows["vertrek_coa_voor"]).dt.days
    table["dagen_later"] = later.astype("Int64").array
    return _typed(table)


def _kind(is_new: bool) -> str:
    return "nieuw" if is_new else "weg"


def _unequal(both: pd.DataFrame, column: str) -> pd.Series[bool]:
    old, new = both[f"{column}_voor"], both[f"{column}_na"]
    return (old != new) & ~(old.isna() & new.isna())


def _comparable(before: Plan, after: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both tables by pseudonym, without rekenhuishoudens that are not surely the same."""
    shown = ["personen", *PLAATS]
    tables = [plan.plaatsingen.set_index("huishouden") for plan in (before, after)]
    inputs = [plan.case.huishoudens.set_index("huishouden") for plan in (before, after)]
    common = tables[0].index.intersection(tables[1].index)
    alike = pd.Series(True, index=common)
    for column in _LIKENESS:
        alike &= inputs[0].loc[common, column] == inputs[1].loc[common, column]
    same = alike.index[alike]
    old, new = (table.loc[~table["rekenhuishouden"] | table.index.isin(same), shown] for table in tables)
    return old, new


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    texts = ["plan", "huishouden", "soort", "wat", "reden", "bij"]
    texts += [f"{name}_{side}" for name in PLAATS[:5] for side in ("voor", "na")]
    table[texts] = table[texts].fillna("").astype("str")
    days = [f"{name}_{side}" for name in PLAATS[5:] for side in ("voor", "na")]
    return table.astype({"personen": "int64", **dict.fromkeys(days, "datetime64[s]")})
