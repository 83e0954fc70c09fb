"""All output tables with their columns, in one place: names, types, units and what they mean."""

from __future__ import annotations

from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.tabel_doorberekening import DOORBEREKENING
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN, STROMEN
from plaatsing.uitvoer.tabel_overig import DOELEN, LOCATIES, PRIJZEN, TEKORTEN
from plaatsing.uitvoer.tabel_taakstelling import TAAKSTELLING

TABELLEN: tuple[Tabel, ...] = (
    PLAATSINGEN,
    STROMEN,
    LOCATIES,
    TAAKSTELLING,
    DOORBEREKENING,
    DOELEN,
    TEKORTEN,
    PRIJZEN,
)
"""All tables of a run folder, in the order in which they are written."""
