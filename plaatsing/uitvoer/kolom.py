"""What a column of an output table holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Soort = Literal["tekst", "geheel", "geheel_of_leeg", "getal", "euro", "cent", "datum", "ja_nee"]

PANDAS_TYPE: dict[Soort, str] = {
    "tekst": "str",
    "geheel": "int64",
    "geheel_of_leeg": "Int64",
    "getal": "float64",
    "euro": "float64",
    "cent": "int64",
    "datum": "datetime64[s]",
    "ja_nee": "bool",
}


@dataclass(frozen=True)
class Kolom:
    """One column of an output table.

    Attributes
    ----------
    naam : str
        Name in the CSV file and in the DataFrame; part of the format, never translated.
    soort : str
        ``tekst``, ``geheel`` (whole number), ``geheel_of_leeg`` (whole number or empty), ``getal`` (number),
        ``euro`` (amount in euro), ``cent`` (amount in whole cents), ``datum`` or ``ja_nee``.
    titel : str
        Heading in the workbook, in Dutch.
    uitleg : str
        What it means, in Dutch, as one sentence.
    eenheid : str
        Unit in Dutch, or an empty string.
    som : bool
        Whether the workbook gives a total of the column.
    woorden : str
        Which codes the workbook shows in words (see `plaatsing.uitvoer.woorden`); empty: those of `naam`.
    eerder : str or None
        The cell, as in the CSV file, of a run from before the column existed; None: every run has it.
    """

    naam: str
    soort: Soort
    titel: str
    uitleg: str
    eenheid: str = ""
    som: bool = False
    woorden: str = ""
    eerder: str | None = None


@dataclass(frozen=True)
class Tabel:
    """One output table: a CSV file in the run folder and a sheet of the workbook.

    Attributes
    ----------
    naam : str
        Name of the file without suffix and of the attribute of the plan.
    titel : str
        Name of the sheet, in Dutch.
    uitleg : str
        What one row is, in Dutch.
    kolommen : tuple of Kolom
        The columns, in order.
    """

    naam: str
    titel: str
    uitleg: str
    kolommen: tuple[Kolom, ...]

    @property
    def namen(self) -> list[str]:
        """Names of the columns, in order."""
        return [kolom.naam for kolom in self.kolommen]
