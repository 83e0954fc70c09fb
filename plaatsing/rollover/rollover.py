"""From a plan and what really happened to the case of the next quarter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.hermaken import remade
from plaatsing.kalender import Halfjaar
from plaatsing.problemen import CaseError, Problem
from plaatsing.rollover import tabellen_casus
from plaatsing.rollover.afwijkingen import Afwijkingen
from plaatsing.rollover.deelname import ONTBREEKT, deelname_ontbreekt
from plaatsing.rollover.gebeurtenissen import read_realisatie
from plaatsing.rollover.saldo import gemeenten_tabel, herkomst, saldo
from plaatsing.rollover.scenarios_mee import scenarios_mee
from plaatsing.rollover.stand import Stand, werkelijk
from plaatsing.rollover.uitvoering import uitvoering
from plaatsing.rollover.verwerken import Verwerking
from plaatsing.taal import Taal, current_taal, speak
from plaatsing.vastgezet import achtergelaten, eerder_plan

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

WIJZIGING_EURO = 2_000.0
"""Weight of a household that goes otherwise than planned, where the plan before had none."""


@dataclass(frozen=True, eq=False, repr=False)
class Rollover:
    """The case of the next quarter, and how it came about.

    Attributes
    ----------
    case : Case
        The next case, with the earlier plan in its table ``eerder_plan``; locks are not taken along.
    per : date
        Its first day.
    afwijkingen : DataFrame
        What of the events did not match, and what was done about it.
    uitvoering : DataFrame
        Planned and real, household by household.
    saldo : DataFrame
        The balance of each municipality before and after.
    herkomst : DataFrame
        The arrears carried, by half-year of origin.
    vastgezet : DataFrame
        Locks of the plan's case that the next case does not have.
    scenarios : DataFrame
        Which scenarios went along to the next case, and which no longer fit there.

    Notes
    -----
    The columns of every table are in `plaatsing.rollover.tabellen`.
    """

    case: Case
    per: date
    afwijkingen: pd.DataFrame = field(repr=False)
    uitvoering: pd.DataFrame = field(repr=False)
    saldo: pd.DataFrame = field(repr=False)
    herkomst: pd.DataFrame = field(repr=False)
    vastgezet: pd.DataFrame = field(repr=False)
    scenarios: pd.DataFrame = field(repr=False)

    def write(self, path: str | Path) -> Path:
        """Write the next case at `path`, and how it came about in a folder ``rollover`` with it.

        Raises
        ------
        CaseError
            If something stands there already, or it cannot be written.
        """
        from plaatsing.rollover.schrijven import write_rollover

        return write_rollover(self, Path(path))

    def summary(self, taal: Taal | None = None) -> str:
        """Return the console summary, in `taal` or else in the language spoken now."""
        from plaatsing.rollover.samenvatting import console_summary

        with speak(taal or current_taal()):
            return console_summary(self)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"<Rollover per {self.per.isoformat()}>"


def rollover(
    plan: Plan,
    realisatie: str | Path | pd.DataFrame,
    per: date,
    *,
    horizon: date | None = None,
    vg: int | None = None,
) -> Rollover:
    """Make the case of the next quarter from what really happened.

    Who was housed leaves the case and counts for the taakstelling; who moved into a location lives there;
    new permits and koppelingen are added; used dwellings and closed locations go. Half-years that have
    ended are settled into the achterstand. Whatever does not match is listed and never lost silently.

    Parameters
    ----------
    plan : Plan
        The plan that the quarter began with.
    realisatie : path or DataFrame
        What happened since its start, before `per` (see `plaatsing.rollover.gebeurtenissen`).
    per : date
        First day of the next case: after the plan's start, at most the day after its horizon.
    horizon : date, optional
        Last day of the next case; default that of the plan, or the end of the half-year of `per` where
        the plan ends before or on `per`.
    vg : int, optional
        National number of the half-year of `per`, where neither the settings nor the bundled figures
        know it.

    Returns
    -------
    Rollover

    Raises
    ------
    CaseError
        If `realisatie` cannot be read, `per` lies outside the plan, or the outcome is no case; with
        everything wrong at once.
    """
    case = plan.case
    _check_per(case, per)
    events = read_realisatie(realisatie, case)
    work = Verwerking(plan, pd.Timestamp(per))
    if events.empty:
        work.afwijkingen.remark("geen_gebeurtenissen", verwerkt=False)
    work.run(events)
    real = werkelijk(work.stand)
    balance = saldo(case, real, per)
    tables = _tables(plan, work.stand, real, balance, per, work.afwijkingen)
    following = remade(case, _settings(case, per, horizon, vg), tables)
    following = replace(following, scenario_regels=case.scenario_regels)
    whatif, went = scenarios_mee(case, following)
    return Rollover(
        case=replace(following, scenarios_bestand=whatif),
        per=per,
        afwijkingen=work.afwijkingen.table(),
        uitvoering=uitvoering(plan, work.stand, pd.Timestamp(per)),
        saldo=balance,
        herkomst=herkomst(case, real, per),
        vastgezet=achtergelaten(case, following),
        scenarios=went,
    )


def _check_per(case: Case, per: date) -> None:
    settings = case.instellingen
    if not settings.start < per <= settings.horizon + (date.resolution):
        expected = f"verwacht een dag na {settings.start} en hoogstens de dag na {settings.horizon}"
        raise CaseError([Problem("rollover", expected, kolom="--per", gevonden=per.isoformat(), code="per")])


def _settings(case: Case, per: date, horizon: date | None, vg: int | None) -> dict[str, Any]:
    settings = case.instellingen.model_dump(exclude_unset=True, exclude_none=True)
    ends = case.instellingen.horizon
    last = horizon or (ends if ends > per else Halfjaar.van(per).eind)
    was, now = str(Halfjaar.van(case.instellingen.start)), str(Halfjaar.van(per))
    settings |= {"start": per, "horizon": last, "halfjaar": now}
    if "titel" in settings:
        settings["titel"] = str(settings["titel"]).replace(was, now)
    if vg is not None:
        settings["vg"] = {**settings.get("vg", {}), str(Halfjaar.van(per)): {"bekend": vg}}
    if not case.instellingen.weegt("wijziging"):
        settings["doelen"] = {**settings.get("doelen", {}), "wijziging": WIJZIGING_EURO}
    return settings


def _tables(
    plan: Plan, stand: Stand, real: pd.DataFrame, balance: pd.DataFrame, per: date, notes: Afwijkingen
) -> dict[str, pd.DataFrame]:
    case, day = plan.case, pd.Timestamp(per)
    tables = {
        "huishoudens": tabellen_casus.huishoudens(case, stand),
        "woningaanbod": tabellen_casus.woningaanbod(case, stand, day),
        "gemeenten": gemeenten_tabel(case, real, balance, per),
    }
    sites = tabellen_casus.doorstroomlocaties(case, stand, day, notes)
    if sites is not None:
        tables["doorstroomlocaties"] = sites
    for missed in deelname_ontbreekt(plan, stand):
        notes.remark(
            ONTBREEKT,
            str(missed.personen),
            locatie=missed.locatie,
            gemeentecode=missed.gemeentecode,
            verwerkt=False,
        )
    if any(home.geteld for home in stand.huishoudens.values()):
        tables["aantallen"] = tabellen_casus.aantallen(stand, day, notes)
    ended = {str(halfjaar) for halfjaar in case.halfjaren if halfjaar.eind < per}
    if ended and not case.beginstand_bekend:
        notes.remark("beginstand_was_onbekend", ", ".join(sorted(ended)))
    tables |= tabellen_casus.others(case, tables, ended)
    earlier = eerder_plan(plan)
    tables["eerder_plan"] = earlier[earlier["huishouden"].isin(tables["huishoudens"]["huishouden"])]
    return tables
