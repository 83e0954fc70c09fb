"""From a raw table to a typed one, column by column."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pandas as pd

from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.ruw import RuweTabel
from plaatsing.lezen.waarden import (
    OngeldigeWaardeError,
    nearest,
    read_bool,
    read_choice,
    read_date,
    read_halfjaar,
    read_integer,
    read_month,
    read_number,
    read_text,
    split_list,
)
from plaatsing.problemen import Problem
from plaatsing.schema.kolom import LIST_KINDS, NUMBER_KINDS, TEXT_KINDS, Column, Table
from plaatsing.schema.verboden import REDEN, is_forbidden


def match_columns(raw: RuweTabel, table: Table) -> tuple[dict[str, int], list[Problem]]:
    """Return the position of each known column, and what is wrong with the heads."""
    problems: list[Problem] = []
    found: dict[str, int] = {}
    unknown: list[str] = []
    for position, head in enumerate(raw.koppen):
        name = "_".join(head.casefold().replace("-", " ").replace("_", " ").split())
        if not name:
            if any(raw.kolommen[position]):
                expected = f"kolom {position + 1} heeft waarden maar geen naam"
                problems.append(Problem(raw.bestand, expected, rij=1, code="kolom_zonder_naam"))
        elif is_forbidden(head):
            problems.append(Problem(raw.bestand, REDEN, rij=1, kolom=head, code="verboden_kolom"))
        elif name in found:
            expected = "deze kolom staat er twee keer"
            problems.append(Problem(raw.bestand, expected, rij=1, kolom=head, code="dubbele_kolom"))
        elif name in table.names:
            found[name] = position
        elif name not in table.passed_over:
            unknown.append(head)
    absent = [name for name in table.names if name not in found]
    problems.extend(
        Problem(
            raw.bestand,
            "onbekende kolom; zij wordt niet gelezen",
            rij=1,
            kolom=head,
            bedoelde_u=nearest(head, absent),
            ernst="waarschuwing",
            code="onbekende_kolom",
        )
        for head in unknown
    )
    for column in table.columns:
        if column.required and column.name not in found:
            expected = f"deze kolom ontbreekt: {column.nl}"
            problems.append(Problem(raw.bestand, expected, rij=1, kolom=column.name, code="kolom_ontbreekt"))
    return found, problems


def read_table(raw: RuweTabel, table: Table, codes: Gemeentecodes) -> tuple[pd.DataFrame, list[Problem]]:
    """Turn text into values.

    Parameters
    ----------
    raw : RuweTabel
        The table as found.
    table : Table
        Its schema.
    codes : Gemeentecodes
        The municipalities that may be named.

    Returns
    -------
    frame : DataFrame
        The known columns that were given, in the order of the schema, with nullable types;
        the index is the row number in the spreadsheet.
    problems : list of Problem
        Sorted by row; a cell that could not be read is missing in the frame.
    """
    positions, problems = match_columns(raw, table)
    subjects = subjects_of(raw, table, positions)
    data: dict[str, Any] = {}
    cells: list[Problem] = []
    for column in table.columns:
        if column.name not in positions:
            continue
        texts = raw.kolommen[positions[column.name]]
        reader = reader_for(column, codes, decimal_point=raw.decimal_point)
        values, wrong = _read_column(texts, reader)
        for row in np.flatnonzero(wrong >= 0):
            error = values[wrong[row]]
            cells.append(_cell_problem(raw, column, int(row), subjects, texts[row], error))
        if column.required:
            empty = np.flatnonzero(texts == "")
            cells.extend(_missing(raw, column, int(row), subjects) for row in empty)
        data[column.name] = _typed(column, values[: len(texts)])
    frame = pd.DataFrame(data, index=pd.Index(raw.rijen, name="rij"))
    order = {name: place for place, name in enumerate(table.names)}
    cells.sort(key=lambda problem: (problem.rij or 0, order.get(problem.kolom, 0)))
    return frame, problems + cells


def subjects_of(raw: RuweTabel, table: Table, positions: dict[str, int]) -> list[str]:
    """Return what each row is about, as typed."""
    if table.subject not in positions:
        return [""] * len(raw.rijen)
    return [str(text)[:60] for text in raw.kolommen[positions[table.subject]]]


def reader_for(
    column: Column, codes: Gemeentecodes, *, decimal_point: bool = False
) -> Callable[[str], Hashable]:
    """Return the function that reads one non-empty cell of `column`."""
    low, high = column.minimum, column.maximum
    kind = column.kind
    if kind == "integer":
        return lambda text: read_integer(text, low, high)
    if kind in NUMBER_KINDS:
        euro = kind == "euro"
        return lambda text: read_number(text, low, high, euro=euro, decimal_point=decimal_point)
    simple: dict[str, Callable[[str], Hashable]] = {
        "id": read_text,
        "text": read_text,
        "gemeente": codes.read,
        "regio": codes.read_regio,
        "date": read_date,
        "month": read_month,
        "bool": read_bool,
        "halfjaar": read_halfjaar,
        "choice": lambda text: read_choice(text, column.choices),
        "choice_list": lambda text: _read_list(text, lambda part: read_choice(part, column.choices)),
        "gemeente_list": lambda text: _read_list(text, codes.read),
        "regio_list": lambda text: _read_list(text, codes.read_regio),
    }
    return simple[kind]


def _read_list(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """Read every value of a cell, each once; a comma separates where the whole is not one value."""
    parts = split_list(text)
    if len(parts) == 1 and "," in parts[0]:
        try:
            return (read(parts[0]),)
        except OngeldigeWaardeError:
            parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    return tuple(dict.fromkeys(read(part) for part in parts))


def _read_column(
    texts: np.ndarray[Any, Any], read: Callable[[str], Hashable]
) -> tuple[list[Any], np.ndarray[Any, Any]]:
    """Read each distinct text once.

    Returns
    -------
    values : list
        Per row its value (None if empty), followed by the errors found.
    wrong : ndarray of int
        Per row the place of its error in `values`, or -1.
    """
    places, distinct = pd.factorize(texts)
    outcomes: list[Any] = []
    failed: list[bool] = []
    for text in distinct:
        try:
            outcomes.append(read(text) if text else None)
            failed.append(False)
        except OngeldigeWaardeError as error:
            outcomes.append(error)
            failed.append(True)
    rows = len(texts)
    errors = {place: rows + number for number, place in enumerate(np.flatnonzero(failed).tolist())}
    lookup = np.array([errors.get(place, -1) for place in range(len(distinct))], dtype=np.int64)
    wrong = lookup[places] if rows else np.empty(0, dtype=np.int64)
    values = [None if failed[place] else outcomes[place] for place in places]
    return values + [outcomes[place] for place in errors], wrong


def _typed(column: Column, cells: list[Any]) -> Any:
    if column.kind in LIST_KINDS:
        return tuple_series([() if value is None else value for value in cells])
    if column.kind in TEXT_KINDS:
        return pd.array(["" if value is None else value for value in cells], dtype="str")
    if column.kind == "integer":
        return pd.array(cells, dtype="Int64")
    if column.kind in NUMBER_KINDS:
        return np.array([np.nan if value is None else value for value in cells], dtype=np.float64)
    if column.kind == "bool":
        return pd.array(cells, dtype="boolean")
    return np.array(cells, dtype="datetime64[s]")


def tuple_series(values: list[tuple[str, ...]]) -> Any:
    """Return an object array that holds each tuple as one element."""
    column = np.empty(len(values), dtype=object)
    for place, value in enumerate(values):
        column[place] = value
    return column


def _cell_problem(
    raw: RuweTabel, column: Column, row: int, subjects: list[str], text: str, error: OngeldigeWaardeError
) -> Problem:
    return Problem(
        raw.bestand,
        error.verwacht,
        rij=int(raw.rijen[row]),
        onderwerp=subjects[row],
        kolom=column.name,
        gevonden=text if len(text) <= 80 else text[:77] + "...",
        bedoelde_u=error.bedoelde_u,
        code=error.code,
    )


def _missing(raw: RuweTabel, column: Column, row: int, subjects: list[str]) -> Problem:
    return Problem(
        raw.bestand,
        f"verwacht een waarde: {column.nl}",
        rij=int(raw.rijen[row]),
        onderwerp=subjects[row],
        kolom=column.name,
        gevonden="",
        code="leeg",
    )


def complete(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` with every column of `table`, defaults filled in and final types.

    The index is kept. Whole numbers with a default, or required, become ``int64``; a required
    number that is missing (a problem elsewhere) becomes 0.
    """
    data: dict[str, Any] = {}
    rows = len(frame)
    for column in table.columns:
        given = frame.get(column.name)
        data[column.name] = _completed(column, given, rows)
    return pd.DataFrame(data, index=frame.index)


def _completed(column: Column, given: Any, rows: int) -> Any:
    kind, default = column.kind, column.default
    if kind in LIST_KINDS:
        empty: Any = () if default is None else default
        cells = [()] * rows if given is None else list(given)
        return tuple_series([cell or empty for cell in cells])
    if kind in TEXT_KINDS:
        text = "" if default is None else str(default)
        if given is None:
            return pd.array([text] * rows, dtype="str")
        return given.where(given != "", text).array
    if kind == "integer":
        numbers = pd.Series(pd.array([pd.NA] * rows, dtype="Int64")) if given is None else given
        if default is None and not column.required:
            return numbers.array
        numbers = numbers.fillna(0 if default is None else default)
        return numbers.array if column.nullable else numbers.to_numpy(dtype=np.int64)
    if kind in NUMBER_KINDS:
        values = np.full(rows, np.nan) if given is None else given.to_numpy(dtype=np.float64)
        return values if default is None else np.where(np.isnan(values), default, values)
    if kind == "bool":
        flags = pd.Series(pd.array([pd.NA] * rows, dtype="boolean")) if given is None else given
        return flags.fillna(bool(default)).to_numpy(dtype=bool)
    return np.full(rows, np.datetime64("NaT", "s")) if given is None else given.to_numpy("datetime64[s]")
