"""Checks that every plan must pass: its tables agree with its case and with each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.taal import _

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_TOLERANCE = 1e-6


def own_checks(plan: Plan) -> list[str]:
    """Return what is wrong with `plan`, in words; empty when all is well.

    These checks recompute sums from the tables with none of the model's code. They are no
    substitute for checking every rule from the raw input.
    """
    return [
        *_households(plan),
        *_value(plan),
        *_locations(plan),
        *_quota(plan),
        *_ledger(plan),
        *_flows(plan),
    ]


def _households(plan: Plan) -> Iterator[str]:
    planned = plan.plaatsingen.set_index("huishouden")["personen"]
    given = plan.case.huishoudens.set_index("huishouden")["personen"]
    if sorted(planned.index) != sorted(given.index):
        yield _("de plaatsingen zijn niet elk huishouden precies een keer")
    elif not planned.sort_index().eq(given.sort_index()).all():
        yield _("het aantal personen van een huishouden verschilt van de invoer")


def _value(plan: Plan) -> Iterator[str]:
    scale = _TOLERANCE * max(1.0, abs(plan.objective))
    if plan.bound > plan.objective + scale:
        yield _("de bewezen ondergrens ligt boven de waarde van het plan")
    if abs(float(plan.doelen["euro"].sum()) - plan.objective) > scale:
        yield _("de doelen tellen niet op tot de waarde van het plan")


def _locations(plan: Plan) -> Iterator[str]:
    table = plan.locaties
    full = table["personen"] > table["capaciteit"] + table["boven_capaciteit"]
    for locatie in sorted(set(table.loc[full, "locatie"])):
        yield _("in {locatie} wonen meer personen dan er plaatsen zijn").format(locatie=locatie)
    shut = ~table["geopend"] & (table["personen"] > 0)
    for locatie in sorted(set(table.loc[shut, "locatie"])):
        yield _("in {locatie} wonen personen terwijl de locatie dicht is").format(locatie=locatie)


def _quota(plan: Plan) -> Iterator[str]:
    table = plan.taakstelling
    short = (table["gecorrigeerd"] - table["verwacht"]).clip(lower=0)
    for gemeente in sorted(set(table.loc[short != table["tekort"], "gemeente"])):
        yield _("het tekort van {gemeente} klopt niet met de taakstelling").format(gemeente=gemeente)


def _ledger(plan: Plan) -> Iterator[str]:
    table = plan.doorberekening
    days = (pd.to_datetime(table["tot"]) - pd.to_datetime(table["van"])).dt.days + 1
    if not days.eq(table["dagen"]).all():
        yield _("de dagen in de doorberekening kloppen niet")
    before = table["personen"] * table["dagen"] * table["tarief_cent"]
    after = table["bedrag_voor_cent"] - table["aftopping_cent"]
    if not (before.eq(table["bedrag_voor_cent"]).all() and after.eq(table["bedrag_cent"]).all()):
        yield _("de bedragen in de doorberekening kloppen niet")


def _flows(plan: Plan) -> Iterator[str]:
    residents = set(plan.case.huishoudens.loc[plan.case.huishoudens["in_locatie"] != "", "huishouden"])
    moved = plan.plaatsingen[
        plan.plaatsingen["vertrek_coa"].notna() & ~plan.plaatsingen["huishouden"].isin(residents)
    ]
    out = plan.stromen[plan.stromen["van"] == "coa"]
    if int(out["personen"].sum()) != int(moved["personen"].sum()):
        yield _("de stromen uit COA tellen niet op tot de plaatsingen")
