"""An earlier plan as the place where solving another case begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plaatsing.explain.prijslijst import has_prices, read_prices
from plaatsing.instantie.rijen import rijen
from plaatsing.instantie.tijd import as_days
from plaatsing.models import Start, Trajects

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie
    from plaatsing.plan import Plan

Row = tuple[int, int, int, int, int, int]


def warme_start(instantie: Instantie, eerder: Plan) -> Start:
    """Return what an earlier plan says about a case, as far as it fits there.

    Households, dwellings, locations and prices are matched by their own names; what the case does not have,
    or no longer allows, is left out. It only shortens the search: it is never a wish or a rule.

    Parameters
    ----------
    instantie : Instantie
        The case to solve.
    eerder : Plan
        A plan of the same case, or of one that differs from it.
    """
    prices = read_prices(instantie, eerder.prijzen, strict=False)
    rows = _rows(instantie, eerder)
    return Start(Trajects.from_rows(list(dict.fromkeys(rows))), prices if has_prices(prices) else None)


def _rows(instantie: Instantie, eerder: Plan) -> list[Row]:
    model, tijd = instantie.model, instantie.tijd
    codes = {code: number for number, code in enumerate(model.gemeenten)}
    sites = {name: number for number, name in enumerate(model.sites.names)}
    pools = {
        str(name): number for number, table in enumerate(instantie.voorraad.rows) for name in table["aanbod"]
    }
    names = instantie.case.huishoudens["huishouden"]
    klasse = {
        str(names.loc[row]): number
        for number, members in enumerate(instantie.klassen.members)
        for row in members
    }
    table = eerder.plaatsingen
    left, moved = as_days(table["vertrek_coa"]), as_days(table["uit_locatie"])
    found: list[Row] = []
    for row, leaves, exits in zip(rijen(table), left, moved, strict=True):
        k, gemeente = klasse.get(str(row["huishouden"]), -1), codes.get(str(row["koppelgemeente"]), -1)
        site, pool = sites.get(str(row["locatie"]), -1), pools.get(str(row["aanbod"]), -1)
        if k < 0 or (row["locatie"] and site < 0) or (row["aanbod"] and pool < 0):
            continue
        out = model.n_periods if np.isnat(exits) else int(tijd.first_end(exits))
        if model.classes.site[k] >= 0:
            found.append((k, gemeente, site, -1, out, pool))
        elif not np.isnat(leaves) and leaves >= tijd.start:
            found.append((k, gemeente, site, int(tijd.first_end(leaves)), out if site >= 0 else -1, pool))
    return found
