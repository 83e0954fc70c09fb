"""Tables as CSV: UTF-8 with BOM, semicolons, decimal commas, ISO dates, ja and nee."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from plaatsing.taal import _
from plaatsing.uitvoer.fouten import KolommenError, RunError
from plaatsing.uitvoer.kolom import PANDAS_TYPE, Kolom, Soort, Tabel

DECIMALS = 6
"""Decimals kept of a number that is not whole; trailing zeros are left out."""

_WHOLE = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(,\d+)?")
_MOST_ERRORS = 5


def typed(tabel: Tabel, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with exactly the columns of `tabel`, in order, each of its own type.

    Raises
    ------
    ValueError
        If a column is missing or unknown, or holds values of another kind.
    """
    difference = sorted(set(tabel.namen) ^ set(frame.columns))
    if difference:
        raise ValueError(f"table {tabel.naam}: columns missing or unknown: {', '.join(difference)}")
    types = {kolom.naam: PANDAS_TYPE[kolom.soort] for kolom in tabel.kolommen}
    try:
        return frame[tabel.namen].astype(types).reset_index(drop=True)
    except (TypeError, ValueError) as error:
        raise ValueError(f"table {tabel.naam}: {error}") from error


def csv_bytes(tabel: Tabel, frame: pd.DataFrame) -> bytes:
    """Return a table as the bytes of its CSV file; the same table gives the same bytes.

    Raises
    ------
    ValueError
        If the columns of `frame` are not those of `tabel`.
    """
    table = typed(tabel, frame)
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\n")
    writer.writerow(tabel.namen)
    writer.writerows(zip(*(_texts(kolom.soort, table[kolom.naam]) for kolom in tabel.kolommen), strict=True))
    return target.getvalue().encode("utf-8-sig")


def read_csv(tabel: Tabel, content: bytes, bestand: str) -> pd.DataFrame:
    """Read back what `csv_bytes` wrote, with the types restored.

    A column that a table from before it existed lacks gets the value that stands for that.

    Parameters
    ----------
    tabel : Tabel
        The table expected.
    content : bytes
        The bytes of the file.
    bestand : str
        Name of the file, for messages.

    Raises
    ------
    KolommenError
        If the columns differ otherwise.
    RunError
        If a cell cannot be read; the message names file, row and column.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RunError(_("{bestand} is beschadigd: geen leesbare tekst").format(bestand=bestand)) from error
    head = rows[0] if rows else []
    known = [kolom for kolom in tabel.kolommen if kolom.eerder is None or kolom.naam in head]
    if head != [kolom.naam for kolom in known]:
        raise KolommenError(
            _("{bestand} is beschadigd: andere kolommen dan verwacht ({kolommen})").format(
                bestand=bestand, kolommen=", ".join(tabel.namen)
            )
        )
    body = rows[1:]
    _check_width(body, len(head), bestand)
    places = {name: place for place, name in enumerate(head)}
    cells = {
        kolom.naam: [row[places[kolom.naam]] for row in body]
        if kolom.naam in places
        else [kolom.eerder or ""] * len(body)
        for kolom in tabel.kolommen
    }
    return typed(
        tabel,
        pd.DataFrame(
            {
                kolom.naam: pd.Series(_values(kolom, cells[kolom.naam], bestand), dtype=object)
                for kolom in tabel.kolommen
            }
        ),
    )


def _texts(soort: Soort, column: pd.Series[Any]) -> list[str]:
    if soort == "datum":
        days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
        return ["" if day == "NaT" else str(day) for day in days]
    values = column.tolist()
    if soort == "ja_nee":
        return ["ja" if value else "nee" for value in values]
    if soort in ("getal", "euro"):
        return [_number_text(value) for value in values]
    if column.hasnans:
        return ["" if pd.isna(value) else str(value) for value in values]
    return [str(value) for value in values]


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return ""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def _check_width(body: Sequence[Sequence[str]], width: int, bestand: str) -> None:
    for number, row in enumerate(body, start=2):
        if len(row) != width:
            raise RunError(
                _(
                    "{bestand} is beschadigd: rij {rij} heeft {gevonden} cellen in plaats van {verwacht}"
                ).format(bestand=bestand, rij=number, gevonden=len(row), verwacht=width)
            )


def _values(kolom: Kolom, cells: list[str], bestand: str) -> list[Any]:
    parse = _PARSERS[kolom.soort]
    values: list[Any] = []
    errors = []
    for number, cell in enumerate(cells, start=2):
        try:
            values.append(parse(cell))
        except ValueError:
            errors.append(
                _('{bestand} is beschadigd: rij {rij}, kolom {kolom}: "{cel}" is niet te lezen').format(
                    bestand=bestand, rij=number, kolom=kolom.naam, cel=cell
                )
            )
    if errors:
        raise RunError("\n".join(errors[:_MOST_ERRORS]))
    return values


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


def _number(cell: str) -> float:
    if not cell:
        return float("nan")
    if not _NUMBER.fullmatch(cell):
        raise ValueError(cell)
    return float(cell.replace(",", "."))


def _ja_nee(cell: str) -> bool:
    if cell not in ("ja", "nee"):
        raise ValueError(cell)
    return cell == "ja"


_PARSERS: dict[Soort, Callable[[str], Any]] = {
    "tekst": str,
    "geheel": _whole,
    "geheel_of_leeg": lambda cell: _whole(cell) if cell else pd.NA,
    "getal": _number,
    "euro": _number,
    "cent": _whole,
    "datum": lambda cell: date.fromisoformat(cell) if cell else pd.NaT,
    "ja_nee": _ja_nee,
}
