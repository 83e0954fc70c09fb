"""A planner's own table of regions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from .gemeenten import gemeenten
from .regios import gebiedsgemeenten
from .regios_controle import KOLOMMEN, RegioFout, RegiosError, controleer_regios, shown

_AREA_COLUMNS = ("gemeentecode", "gebiedscode")
_BARE = re.compile(r"\d{1,4}")

Rij = dict[str, str]


def read_regios(
    path: str | Path,
    *,
    indeling: str | None = None,
    tabel: pd.DataFrame | None = None,
    samenhang: bool = True,
) -> pd.DataFrame:
    """Read a planner's own division into regions from a CSV file (commas or semicolons, UTF-8).

    The columns are ``regiocode``, ``regio`` and ``gemeentecode`` or ``gebiedscode``. In either of the last
    two a row may name one municipality (``GM0106``, also ``0106`` or ``106``) or all those of a province,
    safety, labour-market or COROP region (``PV22``, ``VR03``, ``AM04``, ``CR07``). With a column
    ``indeling`` a file may hold several divisions; the bundled ``regios.csv`` is such a file.

    Parameters
    ----------
    path : str or Path
        The file.
    indeling : str, optional
        The division to read, needed where the file holds several.
    tabel : pandas.DataFrame, optional
        The municipalities to divide (``gemeentecode``, ``gemeente``), by default the 342.
    samenhang : bool
        Whether a region must be in one piece, see `controleer_regios`.

    Returns
    -------
    pandas.DataFrame
        As `regios`.

    Raises
    ------
    RegiosError
        If the file cannot be read or the division does not hold; all problems at once.
    """
    bestand = str(path)
    rows = _rows(bestand, Path(path), indeling)
    table, problems = verdeel(rows, gemeenten() if tabel is None else tabel, samenhang=samenhang)
    if problems:
        raise RegiosError(bestand, problems)
    return table


def verdeel(
    rijen: Sequence[tuple[int, Rij]],
    tabel: pd.DataFrame,
    *,
    nodig: Collection[str] | None = None,
    samenhang: bool = True,
) -> tuple[pd.DataFrame, list[RegioFout]]:
    """Divide municipalities into the regions that rows name, and say everything that is wrong.

    Parameters
    ----------
    rijen : sequence of (int, dict)
        Number in the planner's file and the cells ``regiocode``, ``regio`` and ``gemeentecode`` or
        ``gebiedscode``, as in `read_regios`.
    tabel : pandas.DataFrame
        The municipalities that may be named: ``gemeentecode``, ``gemeente`` and codes of larger areas.
    nodig : collection of str, optional
        Those that must have a region; by default all. A division of more than is needed is checked whole.
    samenhang : bool
        Whether a region must be in one piece, see `controleer_regios`.

    Returns
    -------
    pandas.DataFrame
        As `plaatsing.geodata.regios` gives it, as far as the rows can be used.
    list of RegioFout
        What is wrong, in a fixed order; empty when the division holds.
    """
    names = {
        str(code): str(name) for code, name in zip(tabel["gemeentecode"], tabel["gemeente"], strict=True)
    }
    areas = gebiedsgemeenten() | gebiedsgemeenten(tabel)
    table, problems, faulty = _divided(rijen, names, areas)
    # A row that cannot be used would otherwise be told again, as a gap or as a region in pieces.
    wanted = set(names if nodig is None else nodig) | set(table["gemeentecode"])
    rest = tabel[tabel["gemeentecode"].isin(wanted - faulty)]
    usable = not {"leeg", "onbekend"} & {problem.code for problem in problems}
    problems += controleer_regios(table, rest, samenhang=samenhang and usable)
    return table, problems


def _divided(
    rows: Sequence[tuple[int, Rij]], names: dict[str, str], areas: dict[str, tuple[str, ...]]
) -> tuple[pd.DataFrame, list[RegioFout], set[str]]:
    """Return the division, what is wrong with its rows, and the municipalities in rows with an empty cell."""
    problems: list[RegioFout] = []
    found: list[tuple[str, str, str]] = []
    seen: dict[str, int] = {}
    faulty: set[str] = set()
    for number, row in rows:
        empty = [column for column, text in row.items() if not text]
        problems += [
            RegioFout("leeg", "deze cel mag niet leeg zijn", rij=number, kolom=column) for column in empty
        ]
        column = next(column for column in _AREA_COLUMNS if column in row)
        if column in empty:
            continue
        codes = areas.get(_code(row[column]))
        if codes is None:
            problems.append(_unknown(row[column], areas, number, column))
            continue
        # A row for a whole area may reach over the edge of a smaller table of municipalities.
        inside = [code for code in codes if code in names]
        if not inside:
            expected = "dit gebied heeft geen van de te verdelen gemeenten"
            problems.append(RegioFout("onbekend", expected, number, column, row[column]))
        for code in inside:
            if code in seen:
                expected = (
                    f"{shown(code, names)} staat al in rij {seen[code]}; verwacht elke gemeente een keer"
                )
                problems.append(RegioFout("dubbel", expected, number, column))
                continue
            seen[code] = number
            if empty:
                faulty.add(code)
            else:
                found.append((code, row["regiocode"], row["regio"]))
    return pd.DataFrame(sorted(found), columns=list(KOLOMMEN), dtype="str"), problems, faulty


def _rows(bestand: str, path: Path, indeling: str | None) -> list[tuple[int, Rij]]:
    """Return the wanted rows with their number in the file, the heading being row 1."""
    cells = _cells(bestand, path)
    head = [cell.strip().lower() for cell in cells[0]] if cells else []
    problems = [
        RegioFout("kolom", f"deze kolom ontbreekt: {column}")
        for column in ("regiocode", "regio")
        if column not in head
    ]
    areas = [column for column in _AREA_COLUMNS if column in head]
    if len(areas) != 1:
        problems.append(RegioFout("kolom", "verwacht een kolom gemeentecode of gebiedscode, en niet allebei"))
    problems += [
        RegioFout("kolom", f"deze kolom staat er meer dan een keer: {column}")
        for column in dict.fromkeys(head)
        if column and head.count(column) > 1
    ]
    if problems:
        raise RegiosError(bestand, problems)
    rows = [
        (number, dict(zip(head, [*(cell.strip() for cell in row), *[""] * len(head)], strict=False)))
        for number, row in enumerate(cells[1:], 2)
        if any(cell.strip() for cell in row)
    ]
    present = list(dict.fromkeys(row.get("indeling", "") for _, row in rows))
    if indeling is not None and "indeling" in head:
        rows = [(number, row) for number, row in rows if row["indeling"] == indeling]
    elif len(present) > 1:
        expected = f"dit bestand heeft meer indelingen ({', '.join(present)}); kies er een"
        raise RegiosError(bestand, [RegioFout("indeling", expected)])
    if not rows:
        expected = "dit bestand heeft geen regio's"
        if indeling is not None and present:
            expected = f"deze indeling staat er niet; verwacht een van {', '.join(present)}"
        raise RegiosError(bestand, [RegioFout("indeling", expected, gevonden=indeling)])
    wanted = ("regiocode", "regio", areas[0])
    return [(number, {column: row[column] for column in wanted}) for number, row in rows]


def _cells(bestand: str, path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise RegiosError(bestand, [RegioFout("bestand", "dit bestand bestaat niet")]) from None
    except OSError as error:
        raise RegiosError(bestand, [RegioFout("bestand", "dit bestand is niet te lezen")]) from error
    except UnicodeDecodeError as error:
        raise RegiosError(bestand, [RegioFout("bestand", "verwacht een tekstbestand in UTF-8")]) from error
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RegiosError(bestand, [RegioFout("bestand", "dit bestand is niet te lezen als CSV")]) from error


def _code(text: str) -> str:
    """Return a code as CBS writes it; spreadsheets drop the leading zeros of bare numbers."""
    return f"GM{int(text):04d}" if _BARE.fullmatch(text) else text.upper()


def _unknown(text: str, areas: dict[str, tuple[str, ...]], number: int, column: str) -> RegioFout:
    near = get_close_matches(_code(text), areas, n=1, cutoff=0.8)
    expected = "deze code is onbekend; verwacht een code van het CBS, zoals GM0106 of PV22" + (
        f"; bedoelde u {near[0]}?" if near else ""
    )
    return RegioFout("onbekend", expected, number, column, text)
