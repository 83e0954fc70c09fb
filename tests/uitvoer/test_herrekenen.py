"""Formulas of the workbooks, computed by a spreadsheet instead of by the program that wrote them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from plaatsing.uitvoer.rapportboek import report_workbook
from plaatsing.uitvoer.werkboek import write_workbook
from tests.uitvoer.blokken import example_blocks
from tests.uitvoer.voorbeeld import example_plan

SPREADSHEET = shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(path: Path, folder: Path) -> Path:
    """Return the workbook without the values its writer gave the formulas, computed anew."""
    bare = folder / "kaal" / path.name
    bare.parent.mkdir()
    openpyxl.load_workbook(path).save(bare)
    assert SPREADSHEET is not None
    subprocess.run(
        [
            SPREADSHEET,
            f"-env:UserInstallation=file://{folder}/profiel",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "herrekend"),
            str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "herrekend" / path.name


def plan_book(path: Path) -> None:
    write_workbook(example_plan(), path)


def report_book(path: Path) -> None:
    blocks = example_blocks()
    path.write_bytes(report_workbook(example_plan(), regels=["Een zin."], bladen=blocks, voor="Test"))


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.skipif(SPREADSHEET is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("write", [plan_book, report_book])
def test_a_spreadsheet_computes_the_totals_that_are_written(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "boek.xlsx"
    write(path)
    formulas = openpyxl.load_workbook(path)
    written = openpyxl.load_workbook(path, data_only=True)
    computed = openpyxl.load_workbook(recalculated(path, tmp_path), data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = written[sheet.title][cell.coordinate].value
                    assert computed[sheet.title][cell.coordinate].value == pytest.approx(value), (
                        f"{sheet.title}!{cell.coordinate}: {cell.value}"
                    )
                    compared += 1
    assert compared >= 6
