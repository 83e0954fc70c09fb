"""The indicative ledger of COA costs passed on to municipalities, in whole cents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.aftopping import apply_cap
from plaatsing.beleid import Beleid, read_beleid
from plaatsing.instantie.tijd import as_days
from plaatsing.kalender import Halfjaar, einde_kwartaal, kwartaal
from plaatsing.termijnen import deadline
from plaatsing.termijnen_reeks import charge_starts, chargeable_bounds

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

DOORBEREKENING = "doorberekening"
RISICO = "risico"

_DAY = timedelta(days=1)
_TYPES = {
    "gemeentecode": "str",
    "gemeente": "str",
    "huishouden": "str",
    "personen": "int64",
    "coa_locatie": "str",
    "van": "datetime64[s]",
    "tot": "datetime64[s]",
    "dagen": "int64",
    "tarief_cent": "int64",
    "bedrag_voor_cent": "int64",
    "aftopping_cent": "int64",
    "bedrag_cent": "int64",
    "grond": "str",
    "kwartaal": "str",
    "halfjaar": "str",
    "soort_opvang": "str",
    "zekerheid": "str",
    "doorlopend": "bool",
    "eerder_begonnen": "bool",
    "soort": "str",
}


def doorberekening(case: Case, plan: Plan | pd.DataFrame, beleid: Beleid | str | None = None) -> pd.DataFrame:
    """Return the indicative ledger of a plan: what late housing costs each municipality, line by line.

    The rule is that of the rule set (for ``migratieagenda-2023`` the draft letter of 7 July 2023,
    which is not agreed and sets no tariff): an indication, with the certainty on every line. A line
    is one household over consecutive days within one quarter, and so with one tariff.

    Parameters
    ----------
    case : Case
        A checked case; koppelingen that it gives are charged, those of the plan are a risk.
    plan : Plan or DataFrame
        A plan, or its table plaatsingen: a row per household.
    beleid : Beleid or str, optional
        Rule set, or the name of a bundled one; default the one of the case.

    Returns
    -------
    DataFrame
        A row per line, by soort, gemeentecode, huishouden and van. All amounts are whole cents:
        ``bedrag_voor_cent = personen x dagen x tarief_cent`` and
        ``bedrag_cent = bedrag_voor_cent - aftopping_cent``. Rows of soort ``"risico"`` come from
        koppelingen that the plan proposes; they are no charge and never capped. `doorlopend`: the
        household is still in COA after the line. `eerder_begonnen`: charging began in an earlier
        half-year than that of the line.

    Raises
    ------
    ValueError
        If the plan misses a household of the case, or has one twice.
    CaseError
        If there is no rule set of that name.
    """
    plaatsingen = plan if isinstance(plan, pd.DataFrame) else plan.plaatsingen
    rules = read_beleid(beleid) if isinstance(beleid, str) else beleid or case.beleid
    rows = [row for one in _charged(case, plaatsingen, rules) for row in _lines(case, one, rules)]
    ledger = pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)
    if case.instellingen.aftopping:
        ledger = apply_cap(ledger, case, plaatsingen, rules)
    ledger["bedrag_cent"] = ledger["bedrag_voor_cent"] - ledger["aftopping_cent"]
    return ledger.sort_values(["soort", "gemeentecode", "huishouden", "van"], ignore_index=True)


def totalen(ledger: pd.DataFrame, per: list[str]) -> pd.DataFrame:
    """Sum a ledger by some of its columns; risk stands beside the charge and is never part of it.

    Parameters
    ----------
    ledger : DataFrame
        As :func:`doorberekening` gives it.
    per : list of str
        Columns to sum by, for example ``["gemeentecode", "kwartaal"]``.

    Returns
    -------
    DataFrame
        A row per combination, in order: the columns of `per`, huishoudens (charged, number),
        persoonsdagen (charged), bedrag_voor_cent, aftopping_cent, bedrag_cent, risico_cent.
    """
    charged = ledger["soort"] == DOORBEREKENING
    sums = ledger[per].assign(
        huishoudens=ledger["huishouden"].where(charged),
        persoonsdagen=(ledger["personen"] * ledger["dagen"]).where(charged, 0),
        risico_cent=ledger["bedrag_voor_cent"].where(~charged, 0),
    )
    for column in ("bedrag_voor_cent", "aftopping_cent", "bedrag_cent"):
        sums[column] = ledger[column].where(charged, 0)
    grouped = sums.groupby(per, sort=True)
    table = grouped[
        ["persoonsdagen", "bedrag_voor_cent", "aftopping_cent", "bedrag_cent", "risico_cent"]
    ].sum()
    table.insert(0, "huishoudens", grouped["huishoudens"].nunique())
    return table.reset_index()


def met_regio(case: Case, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger with the regions of each koppelgemeente, to sum by with :func:`totalen`.

    Returns
    -------
    DataFrame
        The ledger with regiocode and regio (the regietafel region), provinciecode,
        arbeidsmarktregiocode and veiligheidsregiocode; ``""`` for a koppelgemeente outside the area.
    """
    regions = case.gemeenten.set_index("gemeentecode")
    columns = ("regiocode", "regio", "provinciecode", "arbeidsmarktregiocode", "veiligheidsregiocode")
    found = {name: ledger["gemeentecode"].map(regions[name]).fillna("").astype("str") for name in columns}
    return ledger.assign(**found)


@dataclass(frozen=True)
class _Huishouden:
    """A linked household with chargeable days: since `begin`, in this plan from `van` through `tot`."""

    huishouden: str
    gemeentecode: str
    gemeente: str
    personen: int
    coa_locatie: str
    soort_opvang: str
    vergunningdatum: date
    koppeldatum: date
    vertrek: date | None
    begin: date
    van: date
    tot: date
    soort: str


def _charged(case: Case, plaatsingen: pd.DataFrame, beleid: Beleid) -> Iterator[_Huishouden]:
    """Yield the households with chargeable days, linked by the case or by the plan."""
    people, settings = case.huishoudens, case.instellingen
    planned = _planned(people, plaatsingen)
    given = (people["koppelgemeente"] != "").to_numpy(dtype=bool)
    resident = (people["in_locatie"] != "").to_numpy(dtype=bool)
    codes = people["koppelgemeente"].where(given, planned["koppelgemeente"].to_numpy())
    linked = np.where(given, as_days(people["koppeldatum"]), as_days(planned["koppeldatum"]))
    left = np.where(resident, as_days(people["sinds"]), as_days(planned["vertrek_coa"]))
    permit = as_days(people["vergunningdatum"])
    begin = charge_starts(permit, linked, beleid)
    first, last = chargeable_bounds(permit, linked, left, beleid, settings.start, settings.horizon)
    out_of_coa_since_unknown = resident & np.isnat(left)
    excused = (people["verschoonbaar"] != "").to_numpy(dtype=bool)
    charged = (codes != "").to_numpy(dtype=bool) & (first <= last) & ~excused & ~out_of_coa_since_unknown
    names = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["gemeente"], strict=True))
    columns = (
        people["huishouden"],
        codes,
        [names.get(code, code) for code in codes.tolist()],
        people["personen"],
        people["coa_locatie"],
        people["soort_opvang"],
        permit,
        linked,
        left,
        begin,
        first,
        last,
        np.where(given, DOORBEREKENING, RISICO),
    )
    for cells in zip(*(np.asarray(column)[charged].tolist() for column in columns), strict=True):
        yield _Huishouden(*cells)


def _planned(people: pd.DataFrame, plaatsingen: pd.DataFrame) -> pd.DataFrame:
    """Return what a plan does with each household, in the order of `people`."""
    names = plaatsingen["huishouden"]
    if names.duplicated().any():
        raise ValueError(f"plaatsingen: huishouden {names[names.duplicated()].iloc[0]} staat er tweemaal")
    lacking = people.loc[~people["huishouden"].isin(names), "huishouden"]
    if len(lacking):
        raise ValueError(f"plaatsingen: huishouden {lacking.iloc[0]} ontbreekt")
    return plaatsingen.set_index("huishouden").loc[people["huishouden"]]


def _lines(case: Case, huishouden: _Huishouden, beleid: Beleid) -> Iterator[dict[str, object]]:
    """Yield the lines of one household, cut at quarter ends and so at every change of tariff."""
    settings = case.instellingen
    begin = huishouden.begin
    last_day = deadline(huishouden.vergunningdatum, huishouden.koppeldatum, beleid)
    still_there = huishouden.vertrek is None or huishouden.vertrek > settings.horizon
    term = f"termijn tot en met {last_day}, doorberekening vanaf {begin}"
    for van, tot in _quarters(huishouden.van, huishouden.tot):
        tarief = beleid.tarief_cent(van.year, huishouden.soort_opvang)
        carried = f", doorgetrokken uit {tarief.jaar_bron}" if tarief.doorgetrokken else ""
        dagen = (tot - van).days + 1
        yield {
            "gemeentecode": huishouden.gemeentecode,
            "gemeente": huishouden.gemeente,
            "huishouden": huishouden.huishouden,
            "personen": huishouden.personen,
            "coa_locatie": huishouden.coa_locatie,
            "van": van,
            "tot": tot,
            "dagen": dagen,
            "tarief_cent": tarief.cent,
            "bedrag_voor_cent": huishouden.personen * dagen * tarief.cent,
            "aftopping_cent": 0,
            "bedrag_cent": 0,
            "grond": f"{term}; tarief {van.year}{carried}",
            "kwartaal": kwartaal(van),
            "halfjaar": str(Halfjaar.van(van)),
            "soort_opvang": huishouden.soort_opvang,
            "zekerheid": f"regel {beleid.doorberekening.zekerheid}; tarief {tarief.zekerheid}{carried}",
            "doorlopend": still_there and tot == settings.horizon,
            "eerder_begonnen": begin < Halfjaar.van(van).start,
            "soort": huishouden.soort,
        }


def _quarters(van: date, tot: date) -> Iterator[tuple[date, date]]:
    while van <= tot:
        last = min(einde_kwartaal(van), tot)
        yield van, last
        van = last + _DAY
