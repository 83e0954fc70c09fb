"""Deadlines and chargeable days of a household in COA reception.

The scalar functions are the definition. Their twins in :mod:`plaatsing.termijnen_reeks` do the
same for arrays; a test proves them equal.

The rules are those of the rule set (beleid); for ``migratieagenda-2023`` the draft letter of
7 July 2023: at most 14 weeks from permit to leaving COA (2 to link, 10 to find, 2 to move), and
costs passed on when the taakstellingsperiode is missed.
"""

from __future__ import annotations

from datetime import date, timedelta

from plaatsing.beleid import Beleid
from plaatsing.kalender import Halfjaar

_DAY = timedelta(days=1)


def termijndatum(vergunningdatum: date, beleid: Beleid) -> date:
    """Return the last day of the term in COA: permit + 14 weeks."""
    return vergunningdatum + timedelta(weeks=beleid.termijn.coa_weken)


def dagen_over_termijn(vergunningdatum: date, dag: date, beleid: Beleid) -> int:
    """Return the days past permit + 14 weeks on `dag`, the day of leaving or the horizon; at least 0."""
    return max(0, (dag - termijndatum(vergunningdatum, beleid)).days)


def weken_over_termijn(vergunningdatum: date, dag: date, beleid: Beleid) -> float:
    """Return the weeks (days / 7) past permit + 14 weeks on `dag`; whoever leaves on the last day has 0."""
    return dagen_over_termijn(vergunningdatum, dag, beleid) / 7


def deadline(vergunningdatum: date, koppeldatum: date | None, beleid: Beleid) -> date:
    """Return the day by which the koppelgemeente must have housed the household.

    It is the later of permit + 14 weeks and koppeling + 12 weeks, so that a gemeente to which a
    household is linked late keeps its own 12 weeks.

    Parameters
    ----------
    vergunningdatum : date
        Day of the permit.
    koppeldatum : date or None
        Day of the koppeling; None while there is none, which leaves permit + 14 weeks.
    beleid : Beleid
        Rule set with the weeks.
    """
    by_permit = termijndatum(vergunningdatum, beleid)
    if koppeldatum is None:
        return by_permit
    return max(by_permit, koppeldatum + timedelta(weeks=beleid.termijn.na_koppeling_weken))


def charge_start(vergunningdatum: date, koppeldatum: date | None, beleid: Beleid) -> date | None:
    """Return the first day whose COA costs may be passed on; None without a koppeling.

    None too where the rule set passes nothing on. By default the day after the half-year that
    contains the deadline. The rule set may choose the day after the half-year of the koppeling, or
    the day after the deadline itself.
    """
    begin = beleid.doorberekening.begin
    if koppeldatum is None or begin == "geen":
        return None
    if begin == "na_halfjaar_koppeling":
        return Halfjaar.van(koppeldatum).volgende().start
    last_day = deadline(vergunningdatum, koppeldatum, beleid)
    if begin == "na_termijn":
        return last_day + _DAY
    return Halfjaar.van(last_day).volgende().start


def chargeable_interval(
    vergunningdatum: date,
    koppeldatum: date | None,
    vertrek: date | None,
    verschoonbaar: str,
    beleid: Beleid,
    start: date,
    horizon: date,
) -> tuple[date, date] | None:
    """Return the first and last chargeable day of a household within a plan, both inclusive.

    Parameters
    ----------
    vergunningdatum, koppeldatum : date
        Permit and koppeling; without a koppeling nothing is chargeable.
    vertrek : date or None
        Day of leaving COA, itself not chargeable; None for who is still there at the horizon and
        is charged through it.
    verschoonbaar : str
        Excuse code; any code means no chargeable days.
    beleid : Beleid
        Rule set with the weeks and the day on which charging begins.
    start, horizon : date
        First and last day of the plan; days before `start` are not charged again.

    Returns
    -------
    tuple of date or None
        None if no day is chargeable.
    """
    begin = charge_start(vergunningdatum, koppeldatum, beleid)
    if begin is None or verschoonbaar:
        return None
    first = max(begin, start)
    last = horizon if vertrek is None else min(vertrek - _DAY, horizon)
    return (first, last) if first <= last else None
