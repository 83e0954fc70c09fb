"""A StatLine export as text: semicolons, a byte order mark, cells padded with spaces."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd


class StatlineError(ValueError):
    """An export cannot be used.

    Attributes
    ----------
    bestand : str
        The file, as the planner named it.
    verwacht : str
        What is wrong or expected, as a Dutch sentence.
    gevonden : str or None
        What was found instead.
    """

    def __init__(self, bestand: str, verwacht: str, gevonden: str | None = None) -> None:
        self.bestand, self.verwacht, self.gevonden = bestand, verwacht, gevonden
        found = "" if gevonden is None else f'gevonden "{gevonden}", '
        super().__init__(f"{bestand}: {found}{verwacht}")


def read_export(path: str | Path) -> pd.DataFrame:
    """Return the cells of an export as stripped text, with the column RegioS among them.

    Raises
    ------
    StatlineError
        If it is no export with codes.
    """
    bestand = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise StatlineError(bestand, "dit bestand bestaat niet") from None
    except OSError as error:
        raise StatlineError(bestand, "dit bestand is niet te openen of te lezen") from error
    except UnicodeDecodeError as error:
        raise StatlineError(bestand, "verwacht een tekstbestand in UTF-8") from error
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if any(row)]
    except csv.Error as error:
        raise StatlineError(bestand, "dit bestand is niet te lezen als CSV met ; ertussen") from error
    head = [cell.strip() for cell in rows[0]] if rows else []
    if "RegioS" not in head:
        expected = "verwacht een export van StatLine met codes, met een kolom RegioS en ; ertussen"
        raise StatlineError(bestand, expected, gevonden=", ".join(head)[:80] or None)
    uneven = next((number for number, row in enumerate(rows[1:], 2) if len(row) != len(head)), None)
    if uneven is not None:
        expected = f"rij {uneven} heeft een ander aantal waarden dan de kop; haal de export opnieuw op"
        raise StatlineError(bestand, expected)
    return pd.DataFrame([[cell.strip() for cell in row] for row in rows[1:]], columns=head, dtype="str")
