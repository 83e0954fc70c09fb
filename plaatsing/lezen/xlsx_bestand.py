"""Read one workbook with a sheet per table and a sheet ``plan``."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from plaatsing.lezen.ruw import RuweCase, cell_text, from_records
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem
from plaatsing.schema import TABELLEN

PLAN = "plan"
UITLEG = "uitleg"


def read_xlsx_file(path: Path) -> RuweCase:
    """Read every sheet of `path` that is a table of a case."""
    found = RuweCase(
        plan_bestand=f"{path.name}, blad {PLAN}", naamvorm=f"{path.name}, blad {{}}", map=path.parent
    )
    book = _open(path)
    if isinstance(book, Problem):
        found.problemen.append(book)
        return found
    seen: dict[str, str] = {}
    try:
        for sheet in book.worksheets:
            name = sheet.title.strip().lower()
            if name in seen:
                expected = f"dit blad staat er ook als {seen[name]}; verwacht een blad per tabel"
                found.problemen.append(Problem(path.name, expected, gevonden=sheet.title, code="dubbel"))
                continue
            seen[name] = sheet.title
            _read_sheet(sheet, name, path.name, found)
    except Exception:  # noqa: BLE001 - a damaged workbook can fail in any way inside the reader
        found.problemen.append(_broken(path))
    finally:
        book.close()
    return found


def _open(path: Path) -> Any | Problem:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError:
        return Problem(path.name, "dit bestand is niet te openen of te lezen", code="onleesbaar")
    except Exception:  # noqa: BLE001 - as above: whatever is wrong inside, this is no workbook
        return _broken(path)


def _broken(path: Path) -> Problem:
    expected = "verwacht een werkmap in .xlsx; dit bestand is beschadigd of iets anders"
    return Problem(path.name, expected, code="werkmap")


def _read_sheet(sheet: Any, name: str, bestand: str, found: RuweCase) -> None:
    if name not in TABELLEN and name != PLAN:
        if name != UITLEG:
            found.problemen.extend(_unknown(name, sheet.title, bestand))
        return
    place = f"{bestand}, blad {name}"
    sheet.reset_dimensions()
    records = [
        (number, [cell_text(value) for value in row])
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
    width = max((len(row) for _, row in records), default=0)
    for _, row in records:
        row.extend([""] * (width - len(row)))
    if name == PLAN:
        _read_plan(records, place, found)
        return
    table, problems = from_records(place, records)
    found.problemen.extend(problems)
    if table is not None:
        found.tabellen[name] = table


def _unknown(name: str, title: str, bestand: str) -> list[Problem]:
    hint = nearest(name, [*TABELLEN, PLAN], cutoff=0.75)
    if not hint:
        return []
    expected = "dit blad is geen tabel van een casus en wordt niet gelezen"
    return [
        Problem(
            bestand,
            expected,
            kolom="blad",
            gevonden=title,
            bedoelde_u=hint,
            ernst="waarschuwing",
            code="onbekend_blad",
        )
    ]


def _read_plan(records: list[tuple[int, list[str]]], place: str, found: RuweCase) -> None:
    """Read rows of a dotted key and a value, such as ``doelen.tekort`` and ``10000``."""
    plan: dict[str, Any] = {}
    for number, row in records:
        key, value = (row[0].strip(), row[1].strip()) if len(row) > 1 else (row[0].strip(), "")
        if not key or key.lower() in {"instelling", "setting"} or not value:
            continue
        if key in found.plan_rijen:
            expected = f"deze instelling staat ook in rij {found.plan_rijen[key]}"
            found.problemen.append(Problem(place, expected, rij=number, kolom=key, code="dubbel"))
            continue
        found.plan_rijen[key] = number
        block = plan
        *parents, last = key.split(".")
        for parent in parents:
            inner = block.setdefault(parent, {})
            block = inner if isinstance(inner, dict) else {}
        block[last] = value
    found.plan = plan
