"""The regions of the municipalities of a case: a bundled division, or the planner's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.geodata import RegiosError, regios
from plaatsing.geodata.regios import PROVINCIE
from plaatsing.geodata.regios_lezen import verdeel
from plaatsing.lezen.waarden import OngeldigeWaardeError
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

KOPPELREGIO = "koppelregio"
REGIOKOLOMMEN = ("regiocode", "regio", "koppelregiocode")

_TABLE = "regios"
_ON_ONE_ROW = ("regiocode", "regio", "gebiedscode")


def region_columns(concept: Concept) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the regions of the municipalities of the area, and what is wrong with their division.

    Returns
    -------
    DataFrame
        Index gemeentecode, a row per municipality of the area: regiocode and regio of the chosen
        division, and koppelregiocode (of COA; ``""`` with the case's own codes). Where the division
        cannot be used its columns are ``""``.
    list of Problem
        Every problem with the table ``regios`` or the setting.
    """
    table, problems = _division(concept)
    wanted = pd.Index(concept.gebied, name="gemeentecode", dtype="str")
    found = table.set_index("gemeentecode")[["regiocode", "regio"]].reindex(wanted).fillna("")
    linking = {} if concept.codes.own else dict(regios(KOPPELREGIO)[["gemeentecode", "regiocode"]].to_numpy())
    found["koppelregiocode"] = [linking.get(code, "") for code in wanted]
    return found.astype("str"), problems + _linking_scope(concept)


def _division(concept: Concept) -> tuple[pd.DataFrame, list[Problem]]:
    given = concept.gegeven.get(_TABLE)
    if given is None or not len(given):
        return _bundled(concept)
    own = given.reindex(columns=["indeling", *_ON_ONE_ROW]).astype("str").fillna("")
    chosen = concept.instellingen.regios if "regios" in concept.instellingen.model_fields_set else None
    present = list(dict.fromkeys(own["indeling"]))
    if chosen is None and len(present) > 1:
        listed = ", ".join(name or '""' for name in present)
        expected = f"deze tabel heeft meer indelingen ({listed}); kies er een met regios in plan.toml"
        return _none(), [concept.problem(_TABLE, None, "", "indeling", expected, code="regio_indeling")]
    if chosen is not None and chosen not in present:
        expected = "deze indeling staat niet in de tabel regios; verwacht een naam uit de kolom indeling"
        return _none(), [
            concept.plan_problem("regios", expected, gevonden=chosen, code="regio_indeling"),
        ]
    rows = own if chosen is None else own[own["indeling"] == chosen]
    readable = rows[(rows[list(_ON_ONE_ROW)] != "").all(axis="columns")]
    cells = [
        (int(number), _coded(concept, dict(zip(_ON_ONE_ROW, map(str, row), strict=True))))
        for number, *row in readable[list(_ON_ONE_ROW)].itertuples(name=None)
    ]
    skipped = len(readable) < len(rows)
    table, faults = verdeel(
        cells,
        concept.codes.table,
        nodig=[] if skipped else concept.gebied,
        samenhang=not (skipped or concept.codes.own),
    )
    names = dict(zip(rows.index, rows["regiocode"], strict=True))
    return table, [
        concept.problem(
            _TABLE,
            fault.rij,
            "" if fault.rij is None else str(names[fault.rij]),
            fault.kolom or "",
            fault.verwacht,
            gevonden=fault.gevonden,
            code=f"regio_{fault.code}",
        )
        for fault in faults
    ]


def _coded(concept: Concept, cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row, a municipality that is named replaced by its code."""
    try:
        return cells | {"gebiedscode": concept.codes.read(cells["gebiedscode"])}
    except OngeldigeWaardeError:
        return cells  # a larger area, or unknown: the division itself says so


def _bundled(concept: Concept) -> tuple[pd.DataFrame, list[Problem]]:
    chosen = concept.instellingen.regios
    if not concept.codes.own:
        try:
            return regios(chosen), []
        except RegiosError as error:
            fault = error.fouten[0]
            expected = f"{fault.verwacht}, of een tabel regios met deze indeling"
            return _none(), [concept.plan_problem("regios", expected, gevonden=chosen, code="regio_indeling")]
    reference = concept.codes.table
    provinces = reference[["gemeentecode", "provinciecode"]].rename(columns={"provinciecode": "regiocode"})
    table = provinces.assign(regio=provinces["regiocode"])
    if chosen == PROVINCIE:
        return table, []
    expected = "met eigen codes van gemeenten is alleen provincie bekend; geef een tabel regios"
    return table, [concept.plan_problem("regios", expected, gevonden=chosen, code="regio_indeling")]


def _linking_scope(concept: Concept) -> list[Problem]:
    if concept.instellingen.koppeling != KOPPELREGIO or not concept.codes.own:
        return []
    expected = "met eigen codes van gemeenten zijn er geen koppelregio's; kies provincie, regio of landelijk"
    return [concept.plan_problem("koppeling", expected, gevonden=KOPPELREGIO, code="koppelregio")]


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=["gemeentecode", "regiocode", "regio"], dtype="str")
