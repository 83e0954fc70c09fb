"""Hard criteria: whether any municipality of the area is left for a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.geodata import afstand_tabel
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

CRITERIA = ("gezin", "werk", "studie", "medisch")


def satisfiable(concept: Concept) -> list[Problem]:
    """A household's criteria and koppeling leave a municipality; else it can only stay in COA."""
    table = concept.volledig["huishoudens"]
    wishes = table[[*CRITERIA, "koppelgemeente"]]
    bound = wishes[(wishes[list(CRITERIA)] != "").any(axis="columns")]
    if bound.empty or not concept.gebied:
        return []
    within = {name: _within(concept, bound[name], concept.beleid.straal_km[name]) for name in CRITERIA}
    area = set(concept.gebied)
    outcome: dict[tuple[str, ...], str] = {}
    problems = []
    for row, cells in zip(bound.index, bound.itertuples(index=False, name=None), strict=True):
        if cells not in outcome:
            outcome[cells] = _verdict(cells, within, area)
        if outcome[cells]:
            named = [name for name, code in zip(CRITERIA, cells, strict=False) if code]
            problems.append(
                concept.problem(
                    "huishoudens",
                    int(row),
                    str(table["huishouden"].loc[row]),
                    ", ".join(named),
                    outcome[cells],
                    gevonden="|".join(code for code in cells[: len(CRITERIA)] if code),
                    ernst="waarschuwing",
                    code="criteria_onverenigbaar",
                )
            )
    return problems


def _verdict(cells: tuple[str, ...], within: dict[str, dict[str, set[str]]], area: set[str]) -> str:
    left = set(area)
    for name, code in zip(CRITERIA, cells, strict=False):
        if code:
            left &= within[name][code]
    linked = cells[len(CRITERIA)]
    if not left:
        return "geen gemeente van het gebied voldoet; dit huishouden kan alleen in de opvang blijven"
    if linked and linked not in left:
        return (
            f"koppelgemeente {linked} voldoet hier niet aan; dit huishouden kan alleen in de opvang blijven"
        )
    return ""


def _within(concept: Concept, wanted: pd.Series[str], radius: int) -> dict[str, set[str]]:
    """Return, per municipality wanted, those of the area within `radius` km of it (0: only itself)."""
    codes = [code for code in wanted.unique() if code]
    if radius == 0 or not codes:
        return {code: {code} for code in codes}
    reference = concept.codes.table
    area = reference[reference["gemeentecode"].isin(concept.gebied)]
    points = reference[reference["gemeentecode"].isin(codes)].rename(columns={"gemeente": "naam"})
    km = afstand_tabel(
        points.assign(locatie=points["gemeentecode"]),
        area,
        omrijfactor=concept.instellingen.omrijfactor,
        afstanden=concept.volledig["afstanden"],
    )
    near = np.asarray(km) <= radius
    columns = np.asarray(km.columns, dtype=object)
    return {str(code): {*columns[near[place]], str(code)} for place, code in enumerate(km.index)}
