"""The functions of :mod:`plaatsing.termijnen` for arrays of dates (numpy ``datetime64[D]``).

A missing koppeldatum or vertrek is NaT. Arguments broadcast against each other.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaatsing.beleid import Beleid

Dagen = NDArray[np.datetime64]

_DAY = np.timedelta64(1, "D")


def termijndata(vergunningdatum: Dagen, beleid: Beleid) -> Dagen:
    """Return permit + 14 weeks."""
    return vergunningdatum + np.timedelta64(7 * beleid.termijn.coa_weken, "D")


def dagen_over_termijn_reeks(vergunningdatum: Dagen, dag: Dagen, beleid: Beleid) -> NDArray[np.int64]:
    """Return the days past permit + 14 weeks on `dag`, at least 0."""
    return np.maximum(_days_between(termijndata(vergunningdatum, beleid), dag), 0)


def deadlines(vergunningdatum: Dagen, koppeldatum: Dagen, beleid: Beleid) -> Dagen:
    """Return the later of permit + 14 weeks and koppeling + 12 weeks; NaT in koppeldatum is ignored."""
    by_koppeling = koppeldatum + np.timedelta64(7 * beleid.termijn.na_koppeling_weken, "D")
    return np.fmax(termijndata(vergunningdatum, beleid), by_koppeling)


def charge_starts(vergunningdatum: Dagen, koppeldatum: Dagen, beleid: Beleid) -> Dagen:
    """Return the first day whose costs may be passed on; NaT without a koppeling or a rule."""
    begin = beleid.doorberekening.begin
    if begin == "na_halfjaar_koppeling":
        starts = next_halfjaar(koppeldatum)
    elif begin == "na_termijn":
        starts = deadlines(vergunningdatum, koppeldatum, beleid) + _DAY
    else:
        starts = next_halfjaar(deadlines(vergunningdatum, koppeldatum, beleid))
    if begin == "geen":
        return np.full(starts.shape, np.datetime64("NaT", "D"))
    return np.where(np.isnat(koppeldatum), np.datetime64("NaT", "D"), starts)


def next_halfjaar(dag: Dagen) -> Dagen:
    """Return the first day of the half-year after the one that contains `dag`."""
    months = dag.astype("datetime64[M]")
    into_half = (months - np.datetime64("1970-01", "M")) % np.timedelta64(6, "M")
    following: Dagen = (months - into_half + np.timedelta64(6, "M")).astype("datetime64[D]")
    return following


def chargeable_days(
    vergunningdatum: Dagen,
    koppeldatum: Dagen,
    vertrek: Dagen,
    verschoonbaar: NDArray[np.bool_],
    beleid: Beleid,
    start: date,
    horizon: date,
) -> NDArray[np.int64]:
    """Return the number of chargeable days, 0 where there are none.

    Parameters
    ----------
    vergunningdatum, koppeldatum, vertrek : array of datetime64[D]
        Permit, koppeling (NaT: none, so no days) and leaving COA (NaT: still there at the horizon).
    verschoonbaar : array of bool
        True where the household has an excuse code.
    beleid : Beleid
        Rule set.
    start, horizon : date
        First and last day of the plan.

    Returns
    -------
    array of int64
        In the shape to which the arguments broadcast.
    """
    first, last = chargeable_bounds(vergunningdatum, koppeldatum, vertrek, beleid, start, horizon)
    days = np.maximum(_days_between(first, last) + 1, 0)
    return np.where(np.isnat(first) | verschoonbaar, 0, days)


def chargeable_bounds(
    vergunningdatum: Dagen,
    koppeldatum: Dagen,
    vertrek: Dagen,
    beleid: Beleid,
    start: date,
    horizon: date,
) -> tuple[Dagen, Dagen]:
    """Return the first and last chargeable day, excuses aside; first > last means no day.

    The first day is NaT where there is no koppeling.
    """
    first = np.maximum(charge_starts(vergunningdatum, koppeldatum, beleid), np.datetime64(start, "D"))
    last = np.fmin(vertrek - _DAY, np.datetime64(horizon, "D"))
    return first, last


def chargeable_cents(first: Dagen, last: Dagen, soort_opvang: str, beleid: Beleid) -> NDArray[np.int64]:
    """Return the cents per person over the days `first` .. `last`, tariff by calendar year.

    Parameters
    ----------
    first, last : array of datetime64[D]
        As :func:`chargeable_bounds` gives them; NaT or first > last is no day at all.
    soort_opvang : str
        ``"regulier"`` or ``"noodopvang"``.
    beleid : Beleid
        Rule set with the tariffs.

    Returns
    -------
    array of int64
        Whole cents per person, before cap.
    """
    first, last = np.broadcast_arrays(first, last)
    cents = np.zeros(first.shape, dtype=np.int64)
    present = ~np.isnat(first) & ~np.isnat(last)
    present &= first <= last
    if not present.any():
        return cents
    first_year = first[present].min().astype("datetime64[Y]").item().year
    last_year = last[present].max().astype("datetime64[Y]").item().year
    for year in range(first_year, last_year + 1):
        begin = np.maximum(first, np.datetime64(f"{year}-01-01", "D"))
        end = np.minimum(last, np.datetime64(f"{year}-12-31", "D"))
        days = np.where(present, np.maximum(_days_between(begin, end) + 1, 0), 0)
        cents += days * beleid.tarief_cent(year, soort_opvang).cent
    return cents


def _days_between(van: Dagen, tot: Dagen) -> NDArray[np.int64]:
    """Return whole days from `van` to `tot`; the least int64 where either is NaT."""
    return (tot - van).astype("timedelta64[D]").astype(np.int64)
