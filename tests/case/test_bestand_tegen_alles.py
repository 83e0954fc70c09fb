"""Whatever stands in a file, the answer is a case or a list of problems, never something else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaatsing.case import Case, read_case
from plaatsing.problemen import CaseError
from plaatsing.schema import TABELLEN
from tests.case.hulp import HUISHOUDENS, PLAN, PLAN_TOML, folder, huishouden, locatie, woning

ODD = [
    "", " ", "0", "-1", "1e400", "1e5", "nan", "inf", "9" * 400, "1,5", "1.234", "31-02-2025", "2025-06-01",
    "0000-00-00", "ja", "Assen", "GM0106", "GM9999", "PV22", "|", "||", ";", '"', "'", "\\", "\x00", "\ud800",
    "\u202e", "=1+1", "#N/A", "L1", "H1", "2025-II", "kandidaat", "bestaand", "eigen|flex", "huishouden",
]  # fmt: skip
BASE: dict[str, list[dict[str, Any]]] = {
    "huishoudens": [huishouden(), huishouden(huishouden="H2", koppelgemeente="Assen")],
    "woningaanbod": [woning()],
    "doorstroomlocaties": [locatie()],
    "gemeenten": [{"gemeentecode": "Assen"}],
    "aantallen": [{"aantal": 1, "weken_wachtend": 3}],
    "coa_locaties": [{"coa_locatie": "C1"}],
    "regios": [{"regiocode": "R1", "regio": "Drenthe", "gebiedscode": "PV22"}],
    "uitruil": [{"halfjaar": "2025-II", "gemeentecode": "Assen", "personen": 0}],
    "afstanden": [{"van": "L1", "naar": "Assen", "km": 3}],
    "paren": [{"huishouden": "H1", "gemeentecode": "Assen", "score": 1}],
    "vastgezet": [{"soort": "huishouden", "sleutel": "H1", "veld": "vorm", "waarde": "eigen"}],
    "eerder_plan": [{"huishouden": "H1", "koppelgemeente": "GM0106", "vorm": "eigen"}],
    "realisatie": [{"datum": "2025-07-03", "gemeentecode": "Assen", "personen": 1}],
}


def outcome(make: Callable[[], Case]) -> str:
    """Return the problems as text; any other exception than CaseError fails the test."""
    try:
        case = make()
    except CaseError as error:
        return str(error)
    return f"{len(case.gemeenten)} gemeenten"


@pytest.mark.parametrize("table", TABELLEN)
def test_odd_cells(table: str) -> None:
    for column in TABELLEN[table].names:
        rows = [*BASE[table], *(BASE[table][0] | {column: odd} for odd in ODD)]
        tables = {name: pd.DataFrame(given, dtype=object) for name, given in (BASE | {table: rows}).items()}
        assert outcome(partial(Case.from_tables, PLAN, **tables))


@settings(max_examples=60)
@given(st.sampled_from(sorted(TABELLEN)), st.data())
def test_one_odd_cell(table: str, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(TABELLEN[table].names))
    rows = [BASE[table][0] | {column: data.draw(st.sampled_from(ODD))}, *BASE[table][1:]]
    tables = {name: pd.DataFrame(given, dtype=object) for name, given in (BASE | {table: rows}).items()}
    assert outcome(partial(Case.from_tables, PLAN, **tables))


@settings(max_examples=60)
@given(st.sampled_from([*TABELLEN, "plan"]), st.binary(max_size=200))
@example("plan", b"[[gebied]]\n")
@example("plan", b"[vg]\n2025-II = 3\n")
@example("plan", b"gebied.x = 1\n")
@example("plan", b"a = " + b"[" * 2000)
@example("huishoudens", b'"' + b"x" * 200_000)
@example("huishoudens", HUISHOUDENS.encode() + b"H2;2;2025-05-01\r\rH3;2;2025-05-01")
def test_odd_files(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place) / "zaak", **{name: content})
        assert outcome(partial(read_case, path))


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_odd_settings(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place) / "zaak", plan=(PLAN_TOML + text).encode("utf-8", "surrogatepass"))
        assert outcome(partial(read_case, path))
