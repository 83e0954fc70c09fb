"""What of the figures may be published: breakdowns with their small cells suppressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.onderdrukking import TOTAAL, Uitsplitsing, onderdruk, onderdruk_samen
from plaatsing.realisatie import VORMEN

if TYPE_CHECKING:
    from plaatsing.report.gegevens import Gegevens

_KEY = "gemeentecode"


def public_stand(table: pd.DataFrame, grens: int) -> pd.DataFrame:
    """Return the stand per municipality as it may be published.

    Taakstelling and realisation per municipality are public anyway and stay. Suppressed are, where
    small or needed to protect what is small, the planned persons by form and the linked persons.

    Parameters
    ----------
    table : DataFrame
        As `plaatsing.report.stand.stand` gives it, with regio.
    grens : int
        The least number of persons that is shown.

    Returns
    -------
    DataFrame
        The same rows, with <NA> in suppressed cells, and without verschoonbaar, from which the linked
        persons would follow.
    """
    if table.empty:
        return table.drop(columns="verschoonbaar")
    forms = [f"gepland_{vorm}" for vorm in VORMEN]
    long = table[[_KEY, "regio", *forms]].melt([_KEY, "regio"], var_name="vorm", value_name="gepland")
    groups = {_KEY: ("regio",)}
    by_form, linked = onderdruk_samen(
        [
            Uitsplitsing(long, (_KEY, "vorm"), "gepland", groups, openbaar=[(_KEY,)]),
            Uitsplitsing(table, (_KEY,), "gekoppeld", groups),
        ],
        grens,
    )
    result = table.drop(columns="verschoonbaar")
    for vorm in VORMEN:
        name = f"gepland_{vorm}"
        shown = by_form[(by_form["vorm"] == name) & (by_form[_KEY] != TOTAAL)]
        result[name] = _by_code(result, shown, "gepland")
    result["gekoppeld"] = _by_code(result, linked[linked[_KEY] != TOTAAL], "gekoppeld")
    return result


def _by_code(table: pd.DataFrame, shown: pd.DataFrame, maat: str) -> pd.Series[int]:
    return shown.set_index(_KEY)[maat].reindex(table[_KEY]).reset_index(drop=True).astype("Int64")


def public_reasons(table: pd.DataFrame, grens: int) -> pd.DataFrame:
    """Return who still waits by reason as it may be published: reden and personen (<NA> where hidden)."""
    shown = onderdruk(table, ("reden",), "personen", grens)
    return shown.loc[shown["reden"] != TOTAAL, ["reden", "personen"]].reset_index(drop=True)


def publishable(count: int, whole: int, grens: int) -> bool:
    """Say whether a part may be published beside the whole: neither it nor the rest is small."""
    return all(part == 0 or part >= grens for part in (count, whole - count))


def hidden_posts(bron: Gegevens) -> frozenset[str]:
    """Return the posts of money behind which there are too few persons to publish them."""
    stays, ledger = bron.plan.plaatsingen, bron.plan.doorberekening
    in_coa = stays.loc[~stays["huishouden"].isin(bron.bewoners), "personen"].sum()
    inside = stays.loc[stays["locatie"] != "", "personen"].sum()
    charged = ledger[ledger["soort"] != "risico"].drop_duplicates("huishouden")["personen"].sum()
    behind = {
        "opvang": in_coa,
        "paren": in_coa,
        "verblijf": inside,
        "normbedrag": inside,
        "doorberekening": charged,
    }
    return frozenset(post for post, count in behind.items() if 0 < int(count) < bron.kleinste_aantal)
