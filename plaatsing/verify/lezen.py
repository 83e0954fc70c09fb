"""Reading a plan table as the run left it, or as a spreadsheet saved it again.

Other separators, quotes, no byte order mark, a decimal point, Dutch dates, TRUE and WAAR, columns in
another order and empty lines at the end all read the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from plaatsing.lezen.waarden import OngeldigeWaardeError, read_bool, read_date, read_integer
from plaatsing.uitvoer.csvtabel import typed
from plaatsing.uitvoer.kolom import Soort, Tabel
from plaatsing.verify.bevinding import Bevinding

_MOST_CELLS = 20
_SEPARATORS = ";,\t|"
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_COMMA_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
_POINT_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+", re.ASCII)


def read_tabel(tabel: Tabel, content: bytes, bestand: str) -> tuple[pd.DataFrame | None, list[Bevinding]]:
    """Read a table of a plan.

    A column that did not exist yet when the run was written reads as what stands for that.

    Parameters
    ----------
    tabel : Tabel
        The table expected.
    content : bytes
        The bytes of the file.
    bestand : str
        Name of the file, for findings.

    Returns
    -------
    frame : DataFrame or None
        With the types of `tabel`; None when it cannot be read.
    findings : list of Bevinding
        Why not, row by row; empty when it can.
    """
    try:
        rows = _rows(_text(content))
    except csv.Error:
        return None, [Bevinding("tabel_onleesbaar", bestand)]
    header = [" ".join(cell.split()).casefold() for cell in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    kolommen = [kolom for kolom in tabel.kolommen if kolom.eerder is None or kolom.naam in header]
    if sorted(header) != sorted(kolom.naam for kolom in kolommen):
        lost, extra = sorted(set(tabel.namen) - set(header)), sorted(set(header) - set(tabel.namen))
        figures = (" / ".join(extra or header)[:200], " / ".join(lost or tabel.namen))
        return None, [Bevinding("tabel_kolommen", bestand, 1, "", "", *figures)]
    body, findings = _body(rows[1:], len(header), bestand)
    columns: dict[str, pd.Series[Any]] = {}
    for kolom in tabel.kolommen:
        cells = [kolom.eerder or ""] * len(body)
        if kolom in kolommen:
            place = header.index(kolom.naam)
            cells = [row[place] for row in body]
        values, wrong = _values(kolom.naam, _PARSERS[kolom.soort], cells, bestand)
        findings += wrong
        columns[kolom.naam] = pd.Series(values, dtype=object)
    if findings:
        return None, findings[:_MOST_CELLS]
    return typed(tabel, pd.DataFrame(columns)), []


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _rows(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _body(rows: list[list[str]], width: int, bestand: str) -> tuple[list[list[str]], list[Bevinding]]:
    """Give every row its width; cells beyond it must be empty."""
    findings = []
    for number, row in enumerate(rows, start=2):
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            findings.append(Bevinding("cel_onleesbaar", bestand, number, "", "", str(len(row)), str(width)))
    return [(row + [""] * width)[:width] for row in rows], findings


def _values(
    column: str, parse: Callable[[str], Any], cells: list[str], bestand: str
) -> tuple[list[Any], list[Bevinding]]:
    values, findings = [], []
    for number, cell in enumerate(cells, start=2):
        try:
            values.append(parse(cell.strip()))
        except ValueError as error:
            expected = error.verwacht if isinstance(error, OngeldigeWaardeError) else ""
            findings.append(Bevinding("cel_onleesbaar", bestand, number, "", column, cell[:80], expected))
            values.append(None)
    return values, findings


def _number(cell: str) -> float:
    if not cell:
        return float("nan")
    if _COMMA_THOUSANDS.fullmatch(cell):
        return float(cell.replace(",", ""))
    if _POINT_THOUSANDS.fullmatch(cell):
        cell = cell.replace(".", "")
    elif not _PLAIN.fullmatch(cell):
        raise OngeldigeWaardeError("12,5")
    return float(cell.replace(",", "."))


def _day(cell: str) -> date:
    try:
        return read_date(cell)
    except OngeldigeWaardeError as error:
        raise OngeldigeWaardeError("2025-07-31") from error


def _whole(cell: str) -> int:
    try:
        return read_integer(cell)
    except OngeldigeWaardeError as error:
        raise OngeldigeWaardeError("12") from error


def _yes_no(cell: str) -> bool:
    try:
        return read_bool(cell)
    except OngeldigeWaardeError as error:
        raise OngeldigeWaardeError("ja / nee") from error


_PARSERS: dict[Soort, Callable[[str], Any]] = {
    "tekst": str,
    "geheel": _whole,
    "geheel_of_leeg": lambda cell: _whole(cell) if cell else pd.NA,
    "getal": _number,
    "euro": _number,
    "cent": _whole,
    "datum": lambda cell: _day(cell) if cell else pd.NaT,
    "ja_nee": _yes_no,
}
