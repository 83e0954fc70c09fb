"""Apply a scenario to a case: another case, checked like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.hermaken import remade
from plaatsing.lezen.plan import check_plan
from plaatsing.lezen.scenarios import SCENARIOS_BESTAND
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import CaseError, Problem
from plaatsing.scenarios.scenario import ALLE, Locatiewijziging, Scenario, merged
from plaatsing.scenarios.woningen import scaled

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.instellingen import Instellingen

SITES = "doorstroomlocaties"


def apply_scenario(case: Case, naam: str, scenario: Scenario, folder: Path | None = None) -> Case:
    """Return the case as it would be in a scenario.

    Parameters
    ----------
    case : Case
        The case that the scenario departs from; it stays as it is.
    naam : str
        Name of the scenario, for messages.
    scenario : Scenario
        What is different, as `read_scenarios` gives it.
    folder : Path, optional
        Folder in which paths of an own rule set start; default the current one.

    Raises
    ------
    CaseError
        With everything that is wrong with the scenario or with the case it leads to.
    """
    given = case.instellingen.model_dump(exclude_unset=True, exclude_none=True)
    settings, problems = check_plan(merged(given, scenario.instellingen), SCENARIOS_BESTAND)
    tables = dict(case.tabellen)
    problems = [replace(problem, kolom=f"{naam}.instellingen.{problem.kolom}") for problem in problems]
    problems += _unknown_sites(tables.get(SITES), naam, scenario)
    if settings is None or problems:
        raise CaseError(problems)
    plan = merged(given, scenario.instellingen)
    if scenario.vg != 1:
        plan = merged(plan, {"vg": _national(settings, scenario.vg)})
        if "taakstelling" in tables.get("gemeenten", ()):
            tables["gemeenten"] = _published(tables["gemeenten"], scenario.vg)
    if scenario.woningen != 1:
        tables["woningaanbod"] = scaled(tables["woningaanbod"], scenario.woningen)
    if scenario.locaties:
        tables[SITES] = _sites(tables[SITES], scenario.locaties, settings)
    plan["titel"] = ": ".join(part for part in (case.instellingen.titel, scenario.titel or naam) if part)
    try:
        return remade(case, plan, tables, folder)
    except CaseError as error:
        raise CaseError([replace(p, bestand=f"{naam}: {p.bestand}") for p in error.problems]) from error


def changes_nothing(case: Case, other: Case) -> bool:
    """Say whether a case that a scenario leads to is the case itself, but for its title."""
    before, after = (
        one.instellingen.model_dump(exclude={"titel"}, exclude_none=True) for one in (case, other)
    )
    same_rules = case.beleid_bestand == other.beleid_bestand
    return (
        before == after
        and same_rules
        and all(
            getattr(case, name).equals(getattr(other, name)) for name in ("gemeenten", "woningaanbod", SITES)
        )
    )


def _unknown_sites(table: pd.DataFrame | None, naam: str, scenario: Scenario) -> list[Problem]:
    known = [] if table is None else list(table["locatie"])
    return [
        Problem(
            SCENARIOS_BESTAND,
            "verwacht een locatie uit doorstroomlocaties",
            kolom=f"{naam}.locaties",
            gevonden=name,
            bedoelde_u=nearest(name, [*known, ALLE]),
            code="onbekende_locatie",
        )
        for name in scenario.locaties
        if name not in known and (name != ALLE or table is None)
    ]


def _national(settings: Instellingen, factor: Fraction) -> dict[str, dict[str, int]]:
    """Return the revised national number of every half-year that has one."""
    found = {}
    for halfjaar in settings.halfjaren:
        given, bundled = settings.vg.get(str(halfjaar)), settings.vg_meegeleverd(halfjaar)
        number = given.geldend if given is not None and given.geldend is not None else None
        if number is None and bundled is not None:
            number = bundled.geldend
        if number is not None:
            found[str(halfjaar)] = {"herzien": half_up(number * factor)}
    return found


def half_up(value: Fraction) -> int:
    """Round to the nearest whole number, a half up."""
    return int((2 * value + 1) // 2)


def _published(table: pd.DataFrame, factor: Fraction) -> pd.DataFrame:
    """Return the table ``gemeenten`` with its published taakstellingen scaled."""
    given = table["taakstelling"]
    numbers = [pd.NA if pd.isna(value) else half_up(int(value) * factor) for value in given]
    return table.assign(taakstelling=pd.array(numbers, dtype="Int64"))


def _sites(
    table: pd.DataFrame, changes: Mapping[str, Locatiewijziging], settings: Instellingen
) -> pd.DataFrame:
    found = table.copy()
    status = found.get("status", pd.Series("bestaand", index=found.index))
    gone = pd.Series(False, index=found.index)
    for name in sorted(changes, key=lambda name: name != ALLE):  # one location goes before all of them
        change = changes[name]
        rows = (status == "kandidaat") if name == ALLE else (found["locatie"] == name)
        gone = (gone & ~rows) | (rows & change.weg)
        for column, value in change.cellen.items():
            found = _with_cell(found, column, rows, value)
        if change.maanden_later:
            opening = _days(found, "open_vanaf").fillna(pd.Timestamp(settings.start))
            later = opening + pd.DateOffset(months=change.maanden_later)
            found["open_vanaf"] = _days(found, "open_vanaf").mask(rows, later)
    return _without(found, set(found.loc[gone, "locatie"]))


def _with_cell(table: pd.DataFrame, column: str, rows: pd.Series[bool], value: Any) -> pd.DataFrame:
    if column in {"open_vanaf", "open_tot"}:
        return table.assign(**{column: _days(table, column).mask(rows, pd.Timestamp(value))})
    cells = (
        table[column].astype("object")
        if column in table
        else pd.Series(None, index=table.index, dtype=object)
    )
    return table.assign(**{column: cells.mask(rows, value)})


def _days(table: pd.DataFrame, column: str) -> pd.Series[pd.Timestamp]:
    empty = pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
    return table.get(column, empty).astype("datetime64[s]")


def _without(table: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Leave out the locations `gone`, and extensions of what is left out."""
    if "uitbreiding_van" in table:
        while True:
            more = set(table.loc[table["uitbreiding_van"].isin(gone), "locatie"]) - gone
            if not more:
                break
            gone = gone | more
    return table[~table["locatie"].isin(gone)].reset_index(drop=True)
