"""The cap on the doorberekening of a finished plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.kalender import Halfjaar
from plaatsing.opgave import taakstelling_tabel

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.case import Case


def apply_cap(
    ledger: pd.DataFrame, case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None
) -> pd.DataFrame:
    """Charge each municipality, per half-year, for no more persons than its arrears.

    The arrears are those at the end of the half-year before charging, corrections and uitruil
    included. They are used up by the households longest waiting (by permit, then pseudonym); the
    last household counts in part, in persons. Lines of soort ``"risico"`` are no charge: they
    neither use the arrears nor are capped.

    Parameters
    ----------
    ledger : DataFrame
        Lines before cap, as :mod:`plaatsing.doorberekening` writes them.
    case, plaatsingen, beleid
        As for :func:`plaatsing.opgave.taakstelling_tabel`.

    Returns
    -------
    DataFrame
        A copy of `ledger` with `aftopping_cent` filled in and the cap named in `grond`.
    """
    capped = ledger.copy()
    charged = capped[capped["soort"] == "doorberekening"]
    permits = case.huishoudens.set_index("huishouden")["vergunningdatum"]
    arrears = arrears_before(case, plaatsingen, beleid)
    unknown = "" if case.beginstand_bekend else "; beginstand onbekend"
    outside_cents: dict[int, int] = {}
    grounds: dict[int, str] = {}
    for (code, halfjaar), lines in charged.groupby(["gemeentecode", "halfjaar"]):
        if (code, halfjaar) not in arrears:
            # A koppelgemeente outside the area: its arrears are unknown, so there is nothing to cap at.
            continue
        allowed = max(0, arrears[str(code), str(halfjaar)])
        within = _persons_within(lines, permits, allowed)
        for line in lines.reset_index(names="plek").to_dict("records"):
            persons = within[str(line["huishouden"])]
            outside = int(line["personen"]) - persons
            if outside > 0:
                outside_cents[line["plek"]] = outside * int(line["dagen"]) * int(line["tarief_cent"])
                grounds[line["plek"]] = (
                    f"{line['grond']}; afgetopt op achterstand {allowed}: "
                    f"{persons} van {line['personen']} personen{unknown}"
                )
    capped.loc[list(outside_cents), "aftopping_cent"] = list(outside_cents.values())
    capped.loc[list(grounds), "grond"] = list(grounds.values())
    return capped


def arrears_before(
    case: Case, plaatsingen: pd.DataFrame, beleid: Beleid | None = None
) -> dict[tuple[str, str], int]:
    """Return the arrears in persons at the end of the half-year before (gemeentecode, halfjaar).

    Negative is a lead. The half-year in which the horizon falls is included, also when it does not
    end within the plan.
    """
    first = str(Halfjaar.van(case.instellingen.start))
    opening = zip(case.gemeenten["gemeentecode"], case.gemeenten["achterstand"], strict=True)
    arrears = {(str(code), first): int(persons) for code, persons in opening}
    for row in taakstelling_tabel(case, plaatsingen, beleid).to_dict("records"):
        following = Halfjaar.parse(str(row["halfjaar"])).volgende()
        arrears[str(row["gemeentecode"]), str(following)] = int(row["gecorrigeerd"] - row["verwacht"])
    return arrears


def _persons_within(lines: pd.DataFrame, permits: pd.Series[pd.Timestamp], allowed: int) -> dict[str, int]:
    """Share `allowed` persons among the households of `lines`, longest waiting first."""
    households = lines.drop_duplicates("huishouden").set_index("huishouden")["personen"]
    queue = sorted(households.index, key=lambda name: (permits[name], name))
    within = {}
    for name in queue:
        within[str(name)] = min(int(households[name]), allowed)
        allowed -= within[str(name)]
    return within
