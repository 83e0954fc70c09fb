"""Workbooks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plaatsing.case import read_case
from tests.case.hulp import folder, refused, same

SHEETS: dict[str, list[list[Any]]] = {
    "plan": [
        ["instelling", "waarde", "uitleg"],
        ["gebied", "Drenthe"],
        ["halfjaar", "2025-II"],
        ["eindweken", 10],
        ["aftopping", True],
        ["doelen.tekort", "5000,5"],
        ["vg.2025-II.bekend", 12000],
        ["vg.2025-II.datum", date(2025, 9, 1)],
        ["budget", None],
    ],
    "huishoudens": [
        ["huishouden", "personen", "vergunningdatum", "koppelgemeente", "toegankelijk"],
        ["H1", 2, date(2025, 5, 1), 106, True],
        [None, None, None, None, None],
        [12, 3.0, date(2025, 5, 2), "Meppel", None],
    ],
    "woningaanbod": [["aanbod", "gemeentecode", "beschikbaar_vanaf"], ["W1", "0106", "1 augustus 2025"]],
}


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (SHEETS | sheets).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_cells_of_every_type(tmp_path: Path) -> None:
    case = read_case(workbook(tmp_path / "zaak.xlsx"))
    settings = case.instellingen
    assert (settings.eindweken, settings.aftopping, settings.doelen.tekort) == (10, True, 5000.5)
    assert settings.vg_voor("2025-II") == 12000
    assert settings.vg["2025-II"].datum == date(2025, 9, 1)
    assert list(case.huishoudens["huishouden"]) == ["H1", "12"]
    assert list(case.huishoudens["koppelgemeente"]) == ["GM0106", "GM0119"]
    assert list(case.huishoudens["toegankelijk"]) == [True, False]
    assert list(case.huishoudens["personen"]) == [2, 3]


def test_reads_the_same_as_a_folder(tmp_path: Path) -> None:
    plan = 'gebied = ["Drenthe"]\nhalfjaar = "2025-II"\neindweken = 10\naftopping = true\n'
    plan += "[doelen]\ntekort = 5000.5\n"
    plan += "[vg.2025-II]\nbekend = 12000\ndatum = 2025-09-01\n"
    people = "huishouden;personen;vergunningdatum;koppelgemeente;toegankelijk\n"
    people += "H1;2;1-5-2025;Assen;ja\n12;3;2-5-2025;119;\n"
    same(
        read_case(folder(tmp_path / "map", plan=plan, huishoudens=people)),
        read_case(workbook(tmp_path / "zaak.xlsx")),
    )


def test_problems_name_sheet_and_row(tmp_path: Path) -> None:
    people = [*SHEETS["huishoudens"], ["H3", 2.5, date(2025, 5, 1), "", ""]]
    plan = [*SHEETS["plan"], ["doelen.tekrt", 1], ["gebied", "Assen"]]
    found = refused(workbook(tmp_path / "zaak.xlsx", huishoudens=people, plan=plan))
    assert [(p.bestand, p.rij, p.kolom, p.gevonden) for p in found] == [
        ("zaak.xlsx, blad plan", 11, "gebied", None),
        ("zaak.xlsx, blad plan", 10, "doelen.tekrt", None),
        ("zaak.xlsx, blad huishoudens", 5, "personen", "2,5"),
    ]


def test_error_value_of_a_formula(tmp_path: Path) -> None:
    people: list[list[Any]] = [
        ["huishouden", "personen", "vergunningdatum", "coa_locatie"],
        ["H1", 2, date(2025, 5, 1), "#N/A"],
    ]
    (problem,) = refused(workbook(tmp_path / "zaak.xlsx", huishoudens=people))
    assert problem.code == "excelfout"


def test_unknown_sheet_warns(tmp_path: Path) -> None:
    case = read_case(
        workbook(tmp_path / "zaak.xlsx", doorstroomlocatie=[["a"]], Blad1=[["b"]], uitleg=[["c"]])
    )
    found = [p for p in case.waarschuwingen if p.code == "onbekend_blad"]
    assert [(p.gevonden, p.bedoelde_u) for p in found] == [("doorstroomlocatie", "doorstroomlocaties")]


def test_missing_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "zaak.xlsx")
    book = openpyxl.load_workbook(path)
    del book["woningaanbod"], book["plan"]
    book.save(path)
    found = refused(path)
    assert {p.bestand for p in found} == {"zaak.xlsx, blad plan", "zaak.xlsx, blad woningaanbod"}


@pytest.mark.parametrize("content", [b"", b"geen werkmap", b"PK\x03\x04kapot"])
def test_broken_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "zaak.xlsx"
    path.write_bytes(content)
    assert [p.code for p in refused(path)] == ["werkmap"]


def test_truncated_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "zaak.xlsx")
    path.write_bytes(path.read_bytes()[:3000])
    assert [p.code for p in refused(path)] == ["werkmap"]


def test_workbook_with_a_broken_sheet(tmp_path: Path) -> None:
    import zipfile

    path = workbook(tmp_path / "zaak.xlsx")
    broken = tmp_path / "kapot.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet2" in name else content)
    assert "werkmap" in [p.code for p in refused(broken)]


def test_folder_without_plan_points_to_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "zaak.xlsx")
    assert refused(tmp_path)[0].bedoelde_u == str(path)
