"""A table as it was found: text in cells, with the row numbers a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.problemen import Problem


@dataclass(frozen=True)
class RuweTabel:
    """One table before its cells are understood.

    Attributes
    ----------
    bestand : str
        File or sheet, as the planner knows it.
    koppen : list of str
        Column heads, as found.
    kolommen : list of ndarray of str
        Text of the cells per column, stripped; an empty cell is ``""``.
    rijen : ndarray of int
        Row number of each row in a spreadsheet (the head is row 1).
    decimal_point : bool
        Whether a dot in a number is known to be a decimal point.
    """

    bestand: str
    koppen: list[str]
    kolommen: list[NDArray[np.object_]]
    rijen: NDArray[np.int64]
    decimal_point: bool = False


@dataclass
class RuweCase:
    """Everything found in a folder, a workbook or memory, before it is checked.

    Attributes
    ----------
    plan : dict or None
        Settings; None if they could not be read.
    plan_bestand : str
        File or sheet of the settings.
    naamvorm : str
        How a table is called in messages, with ``{}`` for its name.
    plan_rijen : dict of str to int
        Row in the sheet by dotted key.
    tabellen : dict of str to RuweTabel
        Tables found.
    map : path or None
        Folder in which a relative path of a rule set starts.
    problemen : list of Problem
        What was wrong while reading.
    """

    plan: dict[str, object] | None = None
    plan_bestand: str = "plan.toml"
    naamvorm: str = "{}.csv"
    plan_rijen: dict[str, int] = field(default_factory=dict)
    tabellen: dict[str, RuweTabel] = field(default_factory=dict)
    map: PurePath | None = None
    problemen: list[Problem] = field(default_factory=list)


def from_records(
    bestand: str, records: Sequence[tuple[int, Sequence[str]]], *, decimal_point: bool = False
) -> tuple[RuweTabel | None, list[Problem]]:
    """Make a table of numbered rows of text, the first of which is the head.

    Rows that are wholly empty are left out; so are rows of another length than the head, which are
    problems.
    """
    problems = []
    filled = [(number, row) for number, row in records if any(map(str.strip, row))]
    if not filled:
        return None, [Problem(bestand, "verwacht een eerste rij met kolomnamen; dit is leeg", code="leeg")]
    head = [cell.strip() for cell in filled[0][1]]
    while head and not head[-1]:
        head.pop()
    width = len(head)
    numbers: list[int] = []
    rows: list[Sequence[str]] = []
    for number, row in filled[1:]:
        if len(row) == width:
            numbers.append(number)
            rows.append(row)
            continue
        cells = list(row)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) != width:
            more = len(cells) > width
            hint = "; staat er een scheidingsteken in een waarde? zet die tussen aanhalingstekens"
            problems.append(
                Problem(
                    bestand,
                    f"verwacht {width} waarden zoals de kop, gevonden zijn er {len(cells)}"
                    + (hint if more else ""),
                    rij=number,
                    code="rijlengte",
                )
            )
            continue
        numbers.append(number)
        rows.append(cells)
    columns = [_stripped(column) for column in zip(*rows, strict=True)] or [_stripped(())] * width
    return RuweTabel(bestand, head, columns, np.array(numbers, dtype=np.int64), decimal_point), problems


def from_frame(bestand: str, frame: pd.DataFrame) -> RuweTabel:
    """Make a table of a DataFrame, whose first row counts as row 2."""
    columns = [
        _stripped([cell_text(value) for value in frame.iloc[:, index].tolist()])
        for index in range(frame.shape[1])
    ]
    numbers = np.arange(2, len(frame) + 2, dtype=np.int64)
    return RuweTabel(bestand, [str(name).strip() for name in frame.columns], columns, numbers)


def cell_text(value: object) -> str:
    """Write a value of a spreadsheet cell or a DataFrame as it would be typed in Dutch."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "ja" if value else "nee"
    if isinstance(value, (int, np.integer)):
        return str(int(value)) if abs(int(value)) < 10**20 else "meer dan twintig cijfers"
    if isinstance(value, (float, np.floating)):
        return _number_text(float(value))
    if isinstance(value, (datetime, np.datetime64, pd.Timestamp)):
        return pd.Timestamp(value).strftime("%Y-%m-%d")
    if isinstance(value, date):
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    if isinstance(value, (tuple, list)):
        return "|".join(cell_text(part) for part in value)
    return str(value)


def _number_text(value: float) -> str:
    if value != value:
        return ""
    if value == int(value) if abs(value) < 1e15 else False:
        return str(int(value))
    return repr(value).replace(".", ",")


def _stripped(cells: Sequence[str]) -> NDArray[np.object_]:
    column = np.empty(len(cells), dtype=object)
    column[:] = [cell.strip() for cell in cells]
    return column
