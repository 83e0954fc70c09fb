"""What is written reads back the same, as a folder and as a workbook."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing.case import Case, read_case
from plaatsing.problemen import CaseError
from tests.case.hulp import PLAN, huishouden, locatie, make, same, woning

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12)
DAYS = st.dates(date(2024, 1, 1), date(2025, 6, 30))
CODES = st.sampled_from(["GM0106", "GM0109", "GM0114", "GM0118", "GM0119"])
EURO = st.floats(0, 1e9, allow_nan=False)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


HUISHOUDENS = st.lists(
    st.fixed_dictionaries(
        {"personen": st.integers(1, 20), "vergunningdatum": DAYS},
        optional={
            "koppelgemeente": CODES,
            "slaapkamers": optional(st.integers(0, 9)),
            "toegankelijk": optional(st.booleans()),
            "regioadvies": st.lists(st.sampled_from(["AM01", "AM03", "AM05"]), unique=True).map(tuple),
            "verschoonbaar": TEXT,
            "nareis_verwacht": optional(DAYS),
        },
    ),
    min_size=1,
    max_size=5,
)
LOCATIES = st.lists(
    st.fixed_dictionaries(
        {"gemeentecode": CODES, "capaciteit_personen": st.integers(0, 500)},
        optional={
            "transitiekosten": optional(EURO),
            "exploitatie_per_persoon_dag": optional(EURO),
            "kamers": optional(st.integers(0, 100)),
            "open_vanaf": optional(DAYS),
            "deelnemende_gemeenten": st.lists(CODES, unique=True).map(tuple),
            "inburgering": optional(st.booleans()),
        },
    ),
    max_size=4,
)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "titel": TEXT,
        "toelichting": TEXT,
        "eindweken": st.integers(0, 520),
        "omrijfactor": st.floats(1, 10),
        "budget": optional(EURO),
        "aftopping": st.booleans(),
        "doelen": st.fixed_dictionaries({}, optional={"tekort": EURO, "kosten": EURO}),
        "vg": st.fixed_dictionaries(
            {"2025-II": st.fixed_dictionaries({"bekend": st.integers(0, 99_999)}, optional={"datum": DAYS})}
        ),
    },
)


def numbered(rows: list[dict[str, Any]], column: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{column: f"{column[0].upper()}{number:03d}", **row} for number, row in enumerate(rows)]
    )


@settings(max_examples=60)
@given(SETTINGS, HUISHOUDENS, LOCATIES)
def test_round_trip(plan: dict[str, Any], people: list[dict[str, Any]], sites: list[dict[str, Any]]) -> None:
    tables = {"huishoudens": numbered(people, "huishouden"), "woningaanbod": pd.DataFrame([woning()])}
    if sites:
        tables["doorstroomlocaties"] = numbered(sites, "locatie")
    case = Case.from_tables(PLAN | plan, **tables)
    with tempfile.TemporaryDirectory() as place:
        for name in ("zaak", "zaak.xlsx"):
            same(case, read_case(case.write(Path(place) / name)))


@pytest.mark.parametrize(
    "name", ["=1+1", "'H1", "_x000D_", "+31", "@x", "0012", "1e5", "ja", "H;1", 'H"1', "H|1", "2025-05-01"]
)
def test_awkward_names_survive(tmp_path: Path, name: str) -> None:
    case = make(huishoudens=[huishouden(huishouden=name)])
    for path in ("zaak", "zaak.xlsx"):
        assert list(read_case(case.write(tmp_path / path)).huishoudens["huishouden"]) == [name]


def test_same_case_same_bytes(tmp_path: Path) -> None:
    for name in ("zaak", "zaak.xlsx"):
        case = make(doorstroomlocaties=[locatie()])
        first, second = (
            case.write(tmp_path / "a" / name),
            make(doorstroomlocaties=[locatie()]).write(tmp_path / "b" / name),
        )
        files = (
            [(first, second)] if first.is_file() else [(file, second / file.name) for file in first.iterdir()]
        )
        assert files
        for left, right in files:
            assert left.read_bytes() == right.read_bytes()


def test_csv_is_what_a_dutch_spreadsheet_opens(tmp_path: Path) -> None:
    case = make(
        doorstroomlocaties=[
            locatie(exploitatie_per_persoon_dag=40.5, open_vanaf="1 juli 2025", inburgering=False)
        ]
    )
    content = (case.write(tmp_path / "zaak") / "doorstroomlocaties.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        "locatie;gemeentecode;capaciteit_personen;open_vanaf;exploitatie_per_persoon_dag;inburgering\r\n"
        "L1;GM0106;50;2025-07-01;40,5;nee\r\n"
    )


def test_unknown_columns_are_not_written(tmp_path: Path) -> None:
    case = make(huishoudens=[huishouden(naam="Jan")])
    assert "Jan" not in (case.write(tmp_path / "zaak") / "huishoudens.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["zaak", "zaak.xlsx"])
def test_nothing_is_overwritten_unasked(tmp_path: Path, name: str) -> None:
    path = make(doorstroomlocaties=[locatie()]).write(tmp_path / name)
    with pytest.raises(CaseError, match="hier staat al iets"):
        make().write(path)
    assert len(read_case(path).doorstroomlocaties) == 1
    make().write(path, vervang=True)
    assert len(read_case(path).doorstroomlocaties) == 0


def test_only_a_case_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"x")
    with pytest.raises(CaseError):
        make().write(tmp_path, vervang=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["foto.jpg"]


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    for name in ("zaak", "zaak.xlsx"):
        with pytest.raises(CaseError):
            make().write(tmp_path / "bestand" / name)
    assert [entry.name for entry in tmp_path.iterdir()] == ["bestand"]
