"""The tables of the next case: who is there, which dwellings and locations are left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.rollover.afwijkingen import Afwijkingen
from plaatsing.rollover.stand import Huishouden, Stand

if TYPE_CHECKING:
    from plaatsing.case import Case

_MADE_ANEW = frozenset({"vastgezet", "eerder_plan", "aantallen"})
"""Tables that are never taken along: locks, the plan before, and counts that are counted again."""

_CHANGING = ("personen", "koppelgemeente", "koppeldatum", "in_locatie", "sinds", "coa_locatie")


def huishoudens(case: Case, stand: Stand) -> pd.DataFrame:
    """Return the table ``huishoudens``: who is still there, with what happened, and who is new."""
    given = case.tabellen.get("huishoudens", pd.DataFrame({"huishouden": [], "personen": []}))
    known = {home.naam: home for home in stand.huishoudens.values() if not home.weg and not home.geteld}
    before = {str(row["huishouden"]): row for row in case.huishoudens.to_dict("records")}
    rows: list[dict[Any, Any]] = []
    for row in given.to_dict("records"):
        home = known.pop(str(row["huishouden"]), None)
        if home is not None:
            rows.append(row | _changed(home, before[home.naam]))
    rows += [_new(home) for home in known.values()]
    return pd.DataFrame(
        rows, columns=list(dict.fromkeys([*given.columns, *(key for row in rows for key in row)]))
    )


def _new(home: Huishouden) -> dict[str, Any]:
    given = home.nieuw or {}
    return {"huishouden": home.naam, "vergunningdatum": home.vergunning, **given, **_all(home)}


def _changed(home: Huishouden, before: Any) -> dict[str, Any]:
    """Return the cells that what happened has changed."""
    was = {name: before[name] for name in _CHANGING}
    return {name: value for name, value in _all(home).items() if not _same(value, was[name])}


def _all(home: Huishouden) -> dict[str, Any]:
    return {
        "personen": home.personen,
        "koppelgemeente": home.gemeente,
        "koppeldatum": home.gekoppeld,
        "in_locatie": home.locatie if home.in_locatie else "",
        "sinds": home.sinds if home.in_locatie else None,
        "coa_locatie": "" if home.in_locatie and not home.woonde_er else home.opvang,
    }


def _same(one: Any, other: Any) -> bool:
    return bool((pd.isna(one) and pd.isna(other)) or one == other)


def aantallen(stand: Stand, per: pd.Timestamp, notes: Afwijkingen) -> pd.DataFrame:
    """Return the table ``aantallen``: the rekenhuishoudens still in COA, counted again.

    A permit on the 15th is written as its month; another day as whole weeks before `per`, which may
    shift it by up to three days, and is said so.
    """
    counted: dict[tuple[str, str, int, str, int], int] = {}
    shifted = 0
    for home in stand.huishoudens.values():
        if not home.geteld or home.weg:
            continue
        month, weeks = "", -1
        if home.vergunning.day == 15 or home.vergunning > per:
            month = f"{home.vergunning.year}-{home.vergunning.month:02d}"
        else:
            weeks = round((per - home.vergunning).days / 7)
        shifted += home.vergunning != _as_counted(month, weeks, per)
        key = (home.gemeente, home.opvang, home.personen, month, weeks)
        counted[key] = counted.get(key, 0) + 1
    if shifted:
        notes.remark("telling_verschoven", str(shifted))
    columns = ["koppelgemeente", "coa_locatie", "personen", "vergunningmaand", "weken_wachtend"]
    table = pd.DataFrame(
        [[*key, number] for key, number in sorted(counted.items())], columns=[*columns, "aantal"]
    )
    weeks_given = table["weken_wachtend"].astype("Int64")
    return table.assign(weken_wachtend=weeks_given.mask(weeks_given < 0))


def _as_counted(month: str, weeks: int, per: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(f"{month}-15") if month else per - pd.Timedelta(weeks=weeks)


def woningaanbod(case: Case, stand: Stand, per: pd.Timestamp) -> pd.DataFrame:
    """Return the table ``woningaanbod``: what was not used and can still be moved into at `per`."""
    given = case.tabellen["woningaanbod"]
    left = [
        stand.woningen[name].over if name in stand.woningen else number
        for name, number in zip(given["aanbod"], _numbers(given), strict=True)
    ]
    until = given.get("tot", pd.Series(pd.NaT, index=given.index, dtype="datetime64[s]"))
    keep = (pd.Series(left, index=given.index) > 0) & ~(until < per)
    return given.assign(aantal=left)[keep].reset_index(drop=True)


def _numbers(given: pd.DataFrame) -> list[int]:
    one = pd.Series(1, index=given.index)
    return [int(number) for number in given.get("aantal", one).fillna(1)]


def doorstroomlocaties(
    case: Case, stand: Stand, per: pd.Timestamp, notes: Afwijkingen
) -> pd.DataFrame | None:
    """Return the table ``doorstroomlocaties``: opened ones exist now, closed ones are gone.

    A closed location that people still live in stays, open until the day it closed, and is said so; so
    does one that closes at `per` or later.
    """
    given = case.tabellen.get("doorstroomlocaties")
    if given is None:
        return None
    opening = dict(
        zip(case.doorstroomlocaties["locatie"], case.doorstroomlocaties["open_vanaf"], strict=True)
    )
    lived_in = {home.locatie for home in stand.huishoudens.values() if home.in_locatie}
    rows, gone = [], set()
    for row in given.to_dict("records"):
        site = stand.locaties[str(row["locatie"])]
        if site.open_sinds is not None:
            if site.kandidaat:
                notes.remark("kandidaat_bestaat", ", ".join(site.deelnemers), locatie=site.naam)
            row |= {"status": "bestaand", "deelnemende_gemeenten": tuple(site.deelnemers)}
            if opening[site.naam] > site.open_sinds:
                row["open_vanaf"] = site.open_sinds
        if site.dicht is not None:
            if site.naam in lived_in and site.dicht < per:
                notes.remark("dicht_maar_bewoond", str(site.dicht.date()), locatie=site.naam)
            elif site.dicht < per:
                gone.add(site.naam)
            row["open_tot"] = site.dicht
        rows.append(row)
    table = pd.DataFrame(
        rows, columns=list(dict.fromkeys([*given.columns, *(key for row in rows for key in row)]))
    )
    return _without(table, gone, notes)


def _without(table: pd.DataFrame, gone: set[str], notes: Afwijkingen) -> pd.DataFrame:
    """Leave out closed locations, and extensions of them."""
    while "uitbreiding_van" in table:
        more = set(table.loc[table["uitbreiding_van"].isin(gone), "locatie"]) - gone
        if not more:
            break
        for name in sorted(more):
            notes.remark("uitbreiding_vervalt", locatie=name)
        gone = gone | more
    return table[~table["locatie"].isin(gone)].reset_index(drop=True)


def others(case: Case, tables: Mapping[str, pd.DataFrame], ended: set[str]) -> dict[str, pd.DataFrame]:
    """Return the tables that only lose what is no longer there: pairs, and swaps of ended half-years."""
    found = {name: frame for name, frame in case.tabellen.items() if name not in {*tables, *_MADE_ANEW}}
    if "paren" in found:
        homes = {"", *tables["huishoudens"]["huishouden"]}
        sites = {"", *tables.get("doorstroomlocaties", pd.DataFrame({"locatie": []}))["locatie"]}
        pairs = case.paren
        keep = pairs["huishouden"].isin(homes) & pairs["locatie"].isin(sites)
        found["paren"] = found["paren"][keep.to_numpy()].reset_index(drop=True)
    if "uitruil" in found:
        swaps = found["uitruil"]
        found["uitruil"] = swaps[~swaps["halfjaar"].isin(ended)].reset_index(drop=True)
    return found
