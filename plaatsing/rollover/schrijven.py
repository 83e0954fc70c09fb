"""Writing the next case, and how it came about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaatsing.rollover.tabellen import TABELLEN
from plaatsing.uitvoer.csvtabel import csv_bytes

if TYPE_CHECKING:
    from plaatsing.rollover.rollover import Rollover

MAP = "rollover"


def report_folder(case_path: Path) -> Path:
    """Return where a rollover tells how it came about: in the case's folder, or beside its workbook."""
    if case_path.suffix.lower() == ".xlsx":
        return case_path.with_name(f"{case_path.stem}-{MAP}")
    return case_path / MAP


def write_rollover(outcome: Rollover, path: Path) -> Path:
    """Write the case of `outcome` at `path` (see `Rollover.write`)."""
    written = outcome.case.write(path)
    folder = report_folder(path)
    folder.mkdir(exist_ok=True)
    for tabel in TABELLEN:
        (folder / f"{tabel.naam}.csv").write_bytes(csv_bytes(tabel, getattr(outcome, tabel.naam)))
    return written
