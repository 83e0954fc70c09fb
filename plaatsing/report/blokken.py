"""What a part of the page is made of: sentences, figures, tables; each block has its own template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

import pandas as pd
from markupsafe import Markup

from plaatsing.uitvoer.kolom import Tabel

Stand = Literal["", "gemeten", "gepland"]


@dataclass(frozen=True)
class Alinea:
    """A paragraph.

    Attributes
    ----------
    tekst : str
        Plain text in the language of the page.
    soort : str
        ``gewoon``, ``inleiding`` (the first sentence of a part), ``noot`` (certainty, source) or ``letop``.
    """

    tekst: str
    soort: Literal["gewoon", "inleiding", "noot", "letop"] = "gewoon"
    sjabloon: ClassVar[str] = "alinea"


@dataclass(frozen=True)
class Kop:
    """A heading within a part."""

    tekst: str
    sjabloon: ClassVar[str] = "kop"


@dataclass(frozen=True)
class Lijst:
    """A list of sentences, numbered where their order matters."""

    zinnen: Sequence[str]
    genummerd: bool = False
    soort: Literal["gewoon", "antwoord", "letop"] = "gewoon"
    sjabloon: ClassVar[str] = "lijst"


@dataclass(frozen=True)
class Cijfer:
    """A key figure: the number, what it counts, and how certain it is."""

    waarde: str
    wat: str
    noot: str = ""


@dataclass(frozen=True)
class Cijfers:
    """Key figures beside each other."""

    cijfers: Sequence[Cijfer]
    sjabloon: ClassVar[str] = "cijfers"


@dataclass(frozen=True)
class Termen:
    """Terms with their explanation."""

    paren: Sequence[tuple[str, str]]
    soort: Literal["begrippen", "gegevens"] = "begrippen"
    sjabloon: ClassVar[str] = "termen"


@dataclass(frozen=True, eq=False)
class Figuur:
    """A finished figure (map or chart) as HTML, with the table behind it where it has one."""

    html: Markup
    tabel: Tabel | None = None
    frame: pd.DataFrame | None = None
    sjabloon: ClassVar[str] = "figuur"


@dataclass(frozen=True)
class Groep:
    """Columns under one heading; `stand` says whether they are measured or planned."""

    titel: str
    kolommen: tuple[str, ...]
    stand: Stand = ""


@dataclass(frozen=True, eq=False)
class Tabelblok:
    """A table of the page and the CSV file behind it.

    Attributes
    ----------
    tabel : Tabel
        Columns with their headings and units; its name is the end of the file name.
    frame : DataFrame
        The rows, with exactly those columns.
    groepen : sequence of Groep
        Headings above columns, in the order of the columns; empty for none.
    verborgen : set of str
        Columns that stand in the CSV file only.
    rijkop : str
        The column that names a row.
    anker : str
        A column whose values, after ``gemeente-``, name the rows for links; empty for none.
    regio : str
        A column by which totals are given too; empty for a grand total only.
    totaal : bool
        Whether a total is given.
    rijen : int or None
        How many rows the page shows at most; the file has them all.
    noot : str
        A sentence below the table.
    onderdrukt : bool
        Whether an empty number means that it was suppressed.
    """

    tabel: Tabel
    frame: pd.DataFrame
    groepen: Sequence[Groep] = ()
    verborgen: frozenset[str] = frozenset()
    rijkop: str = ""
    anker: str = ""
    regio: str = ""
    totaal: bool = True
    rijen: int | None = None
    noot: str = ""
    onderdrukt: bool = False
    sjabloon: ClassVar[str] = "tabel"


Blok = Alinea | Kop | Lijst | Cijfers | Termen | Figuur | Tabelblok


@dataclass(frozen=True)
class Onderdeel:
    """A part of the page.

    Attributes
    ----------
    naam : str
        Its anchor.
    titel : str
        Its heading, in the language of the page.
    blokken : sequence of Blok
        What it says, in order.
    """

    naam: str
    titel: str
    blokken: Sequence[Blok] = field(default_factory=tuple)
