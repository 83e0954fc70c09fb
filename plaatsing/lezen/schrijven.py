"""Write a case as it was given: a folder of CSV files, or one workbook."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from plaatsing.lezen.formaat import CASUSFORMAAT, SLEUTEL
from plaatsing.lezen.map import PLAN_BESTAND
from plaatsing.lezen.plan import as_typed
from plaatsing.lezen.ruw import cell_text
from plaatsing.lezen.scenario_regels import placed
from plaatsing.lezen.scenarios import scenarios_file
from plaatsing.lezen.xlsx_bestand import PLAN
from plaatsing.problemen import CaseError, Problem
from plaatsing.schema import TABELLEN

if TYPE_CHECKING:
    from plaatsing.case import Case

BELEID_BESTAND = "beleid.toml"
GEBIEDEN_BESTAND = "gebieden.geojson"
# A workbook's fixed birthday, so that equal cases give equal bytes.
WERKMAP_EIGENSCHAPPEN = {"created": datetime(2025, 1, 1)}  # noqa: DTZ001


def write_case(case: Case, path: Path, *, vervang: bool) -> Path:
    """Write `case` beside its place and move it there when it is complete."""
    from plaatsing.gebieden import boundaries_bytes

    settings = settings_of(case)
    files = {} if case.beleid_bestand is None else {BELEID_BESTAND: case.beleid_bestand}
    if case.grenzen is not None:
        files[GEBIEDEN_BESTAND] = boundaries_bytes(case.grenzen)
    if case.scenarios_bestand is not None:
        ours = dict.fromkeys((PLAN_BESTAND, scenarios_file(path).name), b"")
        whatif, rules = placed(case.scenarios_bestand, case.scenario_regels, files | ours)
        files |= {**rules, scenarios_file(path).name: whatif}
    if path.suffix.lower() == ".xlsx":
        files[path.name] = workbook_bytes(settings, case.tabellen)
        return write_workbook(path, files, vervang=vervang)
    files[PLAN_BESTAND] = toml_text(settings).encode()
    for name in TABELLEN:
        if name in case.tabellen:
            files[f"{name}.csv"] = csv_bytes(case.tabellen[name])
    return write_folder(path, files, vervang=vervang)


def settings_of(case: Case) -> dict[str, Any]:
    """Return the format version and the settings that were given, nested, as they are written.

    Own rules and boundaries go by their names in the case.
    """
    given = case.instellingen.model_dump(exclude_unset=True, exclude_none=True)
    settings = {SLEUTEL: CASUSFORMAAT} | given
    if case.beleid_bestand is not None:
        settings["beleid"] = BELEID_BESTAND
    if case.grenzen is not None:
        settings["gebieden"] = GEBIEDEN_BESTAND
    return settings


def write_folder(path: Path, files: Mapping[str, bytes], *, vervang: bool) -> Path:
    """Write `files` as the folder `path`, wholly or not at all.

    Raises
    ------
    CaseError
        If the folder holds anything, unless `vervang` and it is a case; or if it cannot be written.
    """
    ours = vervang and (path / PLAN_BESTAND).is_file()
    with _said_in_dutch(path):
        if path.exists() and not ours and not (path.is_dir() and not any(path.iterdir())):
            raise CaseError([_exists(path)])
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as temporary:
            made = Path(temporary) / path.name
            made.mkdir()
            for name, content in files.items():
                (made / name).write_bytes(content)
            if path.exists():
                _replace_files(made, path)
            else:
                made.rename(path)
    return path


def _replace_files(made: Path, path: Path) -> None:
    """Put the files of `made` into the case at `path`, whose own tables go; other files stay."""
    for name in (PLAN_BESTAND, *(f"{table}.csv" for table in TABELLEN)):
        (path / name).unlink(missing_ok=True)
    for file in made.iterdir():
        file.replace(path / file.name)


def write_workbook(path: Path, files: Mapping[str, bytes], *, vervang: bool) -> Path:
    """Write the workbook `path`, and other files of `files` beside it.

    Raises
    ------
    CaseError
        If it exists, unless `vervang`; or if it cannot be written.
    """
    with _said_in_dutch(path):
        if path.exists() and not (vervang and path.is_file()):
            raise CaseError([_exists(path)])
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            partial = path.parent / f".{name}.deel"
            partial.write_bytes(content)
            partial.replace(path.parent / name)
    return path


def _exists(path: Path) -> Problem:
    expected = "hier staat al iets; verwacht een nieuwe naam, of een lege map"
    return Problem(str(path), expected, code="bestaat_al")


@contextmanager
def _said_in_dutch(path: Path) -> Iterator[None]:
    """Let what the file system refuses reach the planner as a problem."""
    try:
        yield
    except OSError as error:
        problem = Problem(str(path), "hier kan niet worden geschreven", code="schrijven")
        raise CaseError([problem]) from error


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV that a Dutch spreadsheet opens right."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(_texts(frame[name]) for name in frame), strict=True))
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _texts(column: pd.Series[Any]) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return list(np.where(column.isna(), "", column.dt.strftime("%Y-%m-%d")))
    return [cell_text(value) for value in column.tolist()]


def toml_text(settings: Mapping[str, Any]) -> str:
    """Return nested settings as TOML: plain keys first, then a block per group."""
    lines = list(_toml_lines(settings, ()))
    return "\n".join(lines) + "\n"


def _toml_lines(block: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[str]:
    inner = {key: value for key, value in block.items() if isinstance(value, Mapping)}
    if place and (len(inner) < len(block) or not block):
        yield ""
        yield f"[{'.'.join(_toml_key(part) for part in place)}]"
    for key, value in block.items():
        if key not in inner:
            yield f"{_toml_key(key)} = {toml_value(value)}"
    for key, value in inner.items():
        if value:
            yield from _toml_lines(value, (*place, key))


def _toml_key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else toml_value(key)


def toml_value(value: object) -> str:
    """Return one value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_value(part) for part in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char for char in text)
    return f'"{escaped}"'


def flat(settings: Mapping[str, Any], place: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """Yield the dotted key and the value of every setting."""
    for key, value in settings.items():
        if isinstance(value, Mapping):
            yield from flat(value, (*place, key))
        else:
            yield ".".join((*place, key)), value


def workbook_bytes(settings: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a workbook with a sheet ``plan`` and a sheet per table."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties(WERKMAP_EIGENSCHAPPEN)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    formats = {"head": head, "date": book.add_format({"num_format": "yyyy-mm-dd"})}
    sheet = book.add_worksheet(PLAN)
    sheet.write_row(0, 0, ["instelling", "waarde"], head)
    for row, (key, value) in enumerate(flat(settings), start=1):
        sheet.write_string(row, 0, key)
        _write_cell(sheet, row, 1, as_typed(value) if isinstance(value, (tuple, list)) else value, formats)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 40)
    sheet.freeze_panes(1, 0)
    for name in TABELLEN:
        if name in tables:
            write_sheet(book.add_worksheet(name), tables[name], formats)
    book.close()
    return stream.getvalue()


def write_sheet(sheet: Any, frame: pd.DataFrame, formats: Mapping[str, Any]) -> None:
    """Write `frame` into a worksheet, with numbers as numbers and dates as dates."""
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, max(12, len(name) + 2))
        for row, value in enumerate(frame[name].tolist(), start=1):
            _write_cell(sheet, row, column, value, formats)
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: object, formats: Mapping[str, Any]) -> None:
    if isinstance(value, date):
        if not pd.isna(value):  # NaT counts as a date too
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
    elif _fits_a_cell(value):
        sheet.write_number(row, column, value)
    elif text := cell_text(value):
        sheet.write_string(row, column, text)


def _fits_a_cell(value: object) -> bool:
    """Say whether `value` is a number that the 16 digits of a cell hold exactly; others go as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return value == value and float(f"{value:.16G}") == value
