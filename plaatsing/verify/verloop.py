"""Dates of a household: in order, on period ends, within the plan; and the weeks that follow from them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from plaatsing.verify.bevinding import Bevinding
from plaatsing.verify.gegevens import DAG, NAT, Dagen, Gegevens, dagen, gelijk


def toets_data(g: Gegevens) -> Iterator[Bevinding]:
    """Check the day of every move of the plan."""
    ready = np.fmax(g.vergunning, g.koppeldatum)
    for column, day in (("vertrek_coa", np.where(g.bewoner, NAT, g.vertrek)), ("uit_locatie", g.eruit)):
        moved = ~np.isnat(day)
        outside = moved & ((day < g.start) | (day > g.horizon))
        window = [f"{g.start} / {g.horizon}"] * len(day)
        yield from g.bij(outside, "datum_buiten_plan", column, day, window)
        off = moved & ~outside & ~np.isin(day, g.eindes)
        yield from g.bij(off, "datum_periode_einde", column, day, _period_end(g, day))
        yield from g.bij(moved & (day < ready), "datum_te_vroeg", column, day, ready)
    yield from g.bij(g.via & (g.eruit <= g.erin), "datum_volgorde", "uit_locatie", g.eruit, g.erin + DAG)


def toets_weken(g: Gegevens) -> Iterator[Bevinding]:
    """Check weeks in COA, weeks past the term, and the start of the inburgering."""
    until = np.where(np.isnat(g.vertrek), g.horizon, g.vertrek)
    term = g.vergunning + np.timedelta64(7 * g.case.beleid.termijn.coa_weken, "D")
    for column, since in (("weken_in_coa", g.vergunning), ("weken_over_termijn", term)):
        weeks = np.maximum((until - since).astype(np.int64), 0) / 7.0
        found = g.plaats[column].to_numpy(dtype=float)
        yield from g.bij(~gelijk(found, weeks), column, column, found, weeks)
    courses = np.array(
        [bool(g.locaties[site]["inburgering"]) if site in g.locaties else True for site in g.locatie],
        dtype=bool,
    )
    begins = np.where(courses, g.vertrek, g.eruit)
    stated = dagen(g.plaats["start_inburgering"])
    yield from g.bij(_differ(stated, begins), "start_inburgering", "start_inburgering", stated, begins)


def toets_verblijf(g: Gegevens) -> Iterator[Bevinding]:
    """Check the last night allowed in a location, and that who comes in during the plan keeps to it.

    Who lived there before the plan may stay longer; that is a shortage to be named.
    """
    allowed = laatste_nacht(g)
    stated = dagen(g.plaats["einddatum_verblijf"])
    yield from g.bij(_differ(stated, allowed), "einddatum_verblijf", "einddatum_verblijf", stated, allowed)
    last = np.where(np.isnat(g.eruit), g.horizon, g.eruit - DAG)
    too_long = g.via & ~g.bewoner & (last > allowed)
    yield from g.bij(too_long, "verblijf", "uit_locatie", last, allowed)


def laatste_nacht(g: Gegevens) -> Dagen:
    """Return the last night allowed per household: the maximum stay, and the end of the location."""
    longest = g.erin + np.timedelta64(g.case.beleid.maximaal_verblijf_nachten - 1, "D")
    ends = {name: row["open_tot"] for name, row in g.locaties.items()}
    closes = dagen(pd.Series([ends.get(site, pd.NaT) for site in g.locatie], dtype="datetime64[s]"))
    return np.where(g.via, np.fmin(longest, closes), NAT)


def _differ(found: Dagen, expected: Dagen) -> np.ndarray:
    return np.asarray((found != expected) & ~(np.isnat(found) & np.isnat(expected)))


def _period_end(g: Gegevens, day: Dagen) -> list[tuple[np.datetime64, ...]]:
    """Return the period ends around each day."""
    after = np.minimum(np.searchsorted(g.eindes, day), len(g.eindes) - 1)
    around = [tuple(g.eindes[max(last - 1, 0) : last + 1]) for last in range(len(g.eindes))]
    return [around[last] for last in after.tolist()]
