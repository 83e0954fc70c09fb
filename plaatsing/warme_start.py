"""An earlier plan as the place where solving another case begins."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from plaatsing.explain.prijslijst import has_prices, read_prices
from plaatsing.models import Start, Trajects
from plaatsing.uitkomst.trajecten import trajecten

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie
    from plaatsing.plan import Plan


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
    households = Counter(trajecten(instantie, eerder.plaatsingen).values())
    return Start(
        Trajects.from_rows(list(households)),
        np.array(list(households.values()), dtype=np.int64),
        prices if has_prices(prices) else None,
    )
