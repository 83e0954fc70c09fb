"""The households of a plan in the terms of the model: the way back from the table plaatsingen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plaatsing.instantie.rijen import cellen
from plaatsing.instantie.tijd import as_days
from plaatsing.models import Row

if TYPE_CHECKING:
    import pandas as pd

    from plaatsing.instantie import Instantie


def trajecten(instantie: Instantie, plaatsingen: pd.DataFrame) -> dict[str, Row]:
    """Return the traject of each household that the case has too.

    The plan may be of another case: households, locations and dwellings are matched by name, and who has
    none here, or left COA before the start, is left out. Whether the model allows a traject is not judged.

    Parameters
    ----------
    instantie : Instantie
        The case, as a model instance.
    plaatsingen : DataFrame
        The table of a plan.
    """
    model, tijd = instantie.model, instantie.tijd
    codes = {code: number for number, code in enumerate(model.gemeenten)}
    sites = {name: number for number, name in enumerate(model.sites.names)}
    pools = {
        part.aanbod: number for number, parts in enumerate(instantie.voorraad.partijen) for part in parts
    }
    klasse = klassen(instantie)
    left, moved = as_days(plaatsingen["vertrek_coa"]), as_days(plaatsingen["uit_locatie"])
    found: dict[str, Row] = {}
    rows = cellen(plaatsingen, "huishouden", "koppelgemeente", "locatie", "aanbod")
    for (name, code, place, home), leaves, exits in zip(rows, left, moved, strict=True):
        k, gemeente = klasse.get(name, -1), codes.get(code, -1)
        site, pool = sites.get(place, -1), pools.get(home, -1)
        if k < 0 or (place and site < 0) or (home and pool < 0):
            continue
        out = model.n_periods if np.isnat(exits) else int(tijd.first_end(exits))
        if model.classes.site[k] >= 0:
            found[name] = (k, gemeente, site, -1, out, pool)
        elif np.isnat(leaves):
            found[name] = (k, -1, -1, model.n_periods, -1, -1)
        elif leaves >= tijd.start:
            found[name] = (k, gemeente, site, int(tijd.first_end(leaves)), out if site >= 0 else -1, pool)
    return found


def klassen(instantie: Instantie) -> dict[str, int]:
    """Return the class of each household."""
    names = instantie.case.huishoudens["huishouden"]
    return {
        str(names.loc[row]): number
        for number, members in enumerate(instantie.klassen.members)
        for row in members
    }
