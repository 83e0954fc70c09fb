"""What a map shows: municipalities, columns to colour them by, locations and flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

Schaal = Literal["oplopend", "tweezijdig"]

LOCATIEKOLOMMEN = ("locatie", "gemeentecode", "x_rd", "y_rd", "plaatsen", "geopend")
STROOMKOLOMMEN = ("locatie", "gemeentecode", "personen")


@dataclass(frozen=True, eq=False)
class Kaartkolom:
    """One figure per municipality.

    Attributes
    ----------
    naam : str
        A short name in lower case, unique among the columns of a map.
    titel : str
        What a reader sees, in the language of the map.
    eenheid : str
        Unit, ``"personen"``, ``"%"`` or ``"euro"`` for instance; ``""`` for none.
    waarden : Series
        Values by gemeentecode; missing where there is none, or where it is suppressed.
    schaal : {"oplopend", "tweezijdig"}
        Whether zero is the least of it, or the middle between two sides.
    onder_nul_ongunstig : bool
        Whether on a two-sided scale the figures below zero are the bad ones, which get the warm tones.
    """

    naam: str
    titel: str
    eenheid: str
    waarden: pd.Series[Any]
    schaal: Schaal = "oplopend"
    onder_nul_ongunstig: bool = False


@dataclass(frozen=True)
class Locatie:
    """A doorstroomlocatie on the map; `punt` is where it stands (metres, RD New), if that is known."""

    naam: str
    gemeentecode: str
    punt: tuple[float, float] | None
    plaatsen: int
    geopend: bool


@dataclass(frozen=True)
class Stroom:
    """Persons who live, or will live, in a location for a koppelgemeente."""

    locatie: str
    gemeentecode: str
    personen: int


def _none(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in columns})


@dataclass(frozen=True, eq=False)
class Kaartgegevens:
    """Everything on one map.

    Attributes
    ----------
    gemeenten : DataFrame
        A row per municipality: ``gemeentecode``, ``gemeente`` (name) and ``regio`` (name).
    kolommen : tuple of Kaartkolom
        What the map can be coloured by; the first is shown first.
    locaties : DataFrame
        ``locatie``, ``gemeentecode`` (where it stands), ``x_rd``, ``y_rd`` (metres, EPSG:28992),
        ``plaatsen`` (persons) and ``geopend`` (bool).
    stromen : DataFrame
        ``locatie``, ``gemeentecode`` (the koppelgemeente) and ``personen``.
    grenzen : GeoDataFrame or None
        Official boundaries: ``gemeentecode`` and polygons, EPSG:28992.
    """

    gemeenten: pd.DataFrame
    kolommen: tuple[Kaartkolom, ...]
    locaties: pd.DataFrame = field(default_factory=lambda: _none(LOCATIEKOLOMMEN))
    stromen: pd.DataFrame = field(default_factory=lambda: _none(STROOMKOLOMMEN))
    grenzen: gpd.GeoDataFrame | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn.

        Raises
        ------
        ValueError
            If there is no municipality or no column, or two of them have one name.
        """
        codes = self.gemeenten["gemeentecode"]
        names = [column.naam for column in self.kolommen]
        if codes.empty or not names:
            raise ValueError("a map needs a municipality and a column")
        if codes.duplicated().any() or len(set(names)) < len(names):
            raise ValueError("two municipalities or two columns of a map have one name")

    def locatielijst(self) -> list[Locatie]:
        """Return the locations in order of their name."""
        frame = self.locaties.sort_values("locatie", kind="stable")
        points = [
            None if pd.isna(x) or pd.isna(y) else (float(x), float(y))
            for x, y in zip(frame["x_rd"].tolist(), frame["y_rd"].tolist(), strict=True)
        ]
        return [
            Locatie(str(name), str(code), point, int(places), bool(opened))
            for name, code, point, places, opened in zip(
                frame["locatie"].tolist(),
                frame["gemeentecode"].tolist(),
                points,
                frame["plaatsen"].tolist(),
                frame["geopend"].tolist(),
                strict=True,
            )
        ]

    def stroomlijst(self) -> list[Stroom]:
        """Return the flows in order of location and koppelgemeente."""
        frame = self.stromen.sort_values(["locatie", "gemeentecode"], kind="stable")
        columns = (frame[name].tolist() for name in STROOMKOLOMMEN)
        return [
            Stroom(str(name), str(code), int(persons)) for name, code, persons in zip(*columns, strict=True)
        ]
