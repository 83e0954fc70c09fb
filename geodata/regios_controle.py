"""Whether a division into regions holds: every municipality once, every region in one piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from .buren import buren, landdelen

KOLOMMEN = ("gemeentecode", "regiocode", "regio")

_SHOWN = 5


@dataclass(frozen=True)
class RegioFout:
    """One thing that is wrong with a division into regions.

    Attributes
    ----------
    code : str
        Short, stable name of the kind of problem, for other programs.
    verwacht : str
        What is wrong or expected, as a Dutch sentence.
    rij : int or None
        Row in the planner's file, the heading being row 1.
    kolom : str or None
        Column in the planner's file.
    gevonden : str or None
        What was found instead.
    """

    code: str
    verwacht: str
    rij: int | None = None
    kolom: str | None = None
    gevonden: str | None = None

    def __str__(self) -> str:
        place = [] if self.rij is None else [f"rij {self.rij}"]
        place += [] if self.kolom is None else [f"kolom {self.kolom}"]
        found = "" if self.gevonden is None else f'gevonden "{self.gevonden}", '
        return f"{', '.join(place)}{': ' if place else ''}{found}{self.verwacht}"


class RegiosError(ValueError):
    """A division into regions cannot be used.

    Attributes
    ----------
    bestand : str
        The planner's file as named, or ``regios`` where there is none.
    fouten : tuple of RegioFout
        Everything that is wrong.
    """

    def __init__(self, bestand: str, fouten: Iterable[RegioFout]) -> None:
        self.bestand, self.fouten = bestand, tuple(fouten)
        super().__init__("\n".join(f"{bestand}: {fout}" for fout in self.fouten))


def oeververbindingen() -> pd.DataFrame:
    """Return the links over water that keep a region in one piece where no land does.

    Returns
    -------
    pandas.DataFrame
        A row per pair that `buren` does not have: ``gemeentecode`` and ``andere_gemeentecode``
        (text, the first the smaller), ``soort`` (``veer``, ``brug``, ``tunnel`` or ``dam``) and ``reden``
        (a Dutch sentence). They are the Wadden islands, Goeree-Overflakkee, Zeeuws-Vlaanderen
        and Schouwen-Duiveland; not every bridge of the country. A fresh copy at every call.
    """
    return _links().copy()


def controleer_regios(
    regios: pd.DataFrame, gemeenten: pd.DataFrame, *, samenhang: bool = True
) -> tuple[RegioFout, ...]:
    """Return everything that is wrong with a division into regions.

    Every municipality lies in exactly one region, no other municipality is named, a code has one
    name and a name one code, and each region is in one piece over land (`buren`) or over the links
    of `oeververbindingen`.

    Parameters
    ----------
    regios : pandas.DataFrame
        ``gemeentecode``, ``regiocode`` and ``regio`` (text), a row per municipality.
    gemeenten : pandas.DataFrame
        The municipalities to divide: ``gemeentecode`` and ``gemeente`` (text).
    samenhang : bool
        Whether a region must be in one piece.

    Returns
    -------
    tuple of RegioFout
        In a fixed order, empty when the division holds.

    Raises
    ------
    RegiosError
        If one of the three columns is missing.
    """
    absent = [column for column in KOLOMMEN if column not in regios]
    if absent:
        raise RegiosError(
            "regios", [RegioFout("kolom", f"deze kolom ontbreekt: {column}") for column in absent]
        )
    names = {
        str(code): str(name)
        for code, name in zip(gemeenten["gemeentecode"], gemeenten["gemeente"], strict=True)
    }
    problems = [*_membership(regios, names), *_naming(regios)]
    if samenhang:
        problems += _connection(regios, names)
    return tuple(problems)


def _membership(regios: pd.DataFrame, names: dict[str, str]) -> list[RegioFout]:
    regions: dict[str, list[str]] = {}
    for code, region in zip(regios["gemeentecode"], regios["regiocode"], strict=True):
        regions.setdefault(str(code), []).append(str(region))
    problems = [
        RegioFout("onbekend", "deze gemeente is niet een van de te verdelen gemeenten", gevonden=code)
        for code in sorted(set(regions) - set(names))
    ]
    for code in sorted(code for code, found in regions.items() if len(found) > 1):
        different = opgesomd(list(dict.fromkeys(regions[code])))
        expected = (
            f"{shown(code, names)} staat meer keer, in {different}; verwacht elke gemeente in een regio"
        )
        problems.append(RegioFout("dubbel", expected))
    missing = [shown(code, names) for code in sorted(set(names) - set(regions))]
    if missing:
        problems.append(RegioFout("ontbreekt", f"in geen enkele regio: {opgesomd(missing)}"))
    return problems


def _naming(regios: pd.DataFrame) -> list[RegioFout]:
    problems = []
    for column, other, what in (
        ("regiocode", "regio", "meer namen"),
        ("regio", "regiocode", "meer codes"),
    ):
        pairs = regios[[column, other]].drop_duplicates()
        for value, group in pairs.groupby(column, sort=True)[other]:
            if len(group) > 1:
                expected = f"{value} heeft {what}: {opgesomd([str(text) for text in sorted(group)])}"
                problems.append(RegioFout("naam", expected, kolom=column))
    return problems


def _connection(regios: pd.DataFrame, names: dict[str, str]) -> list[RegioFout]:
    links = _links()[["gemeentecode", "andere_gemeentecode"]]
    near = pd.concat([buren(), links.rename(columns={"andere_gemeentecode": "buurgemeentecode"})])
    problems = []
    for (region, name), group in regios.groupby(["regiocode", "regio"], sort=True)["gemeentecode"]:
        codes = sorted({str(code) for code in group} & set(names))
        loose = landdelen(codes, near)[1:]
        if loose:
            pieces = "; ".join(opgesomd([shown(code, names) for code in piece]) for piece in loose)
            problems.append(
                RegioFout("los", f"{name} ({region}) hangt niet aaneen; los van de rest ligt: {pieces}")
            )
    return problems


def shown(code: str, names: dict[str, str]) -> str:
    """Return a municipality as "Assen (GM0106)", or its code where it has no name."""
    return f"{names[code]} ({code})" if code in names else code


def opgesomd(texts: list[str]) -> str:
    """Return the first few texts with commas between, the rest counted."""
    rest = len(texts) - _SHOWN
    return ", ".join(texts[:_SHOWN]) + (f" en {rest} andere" if rest > 0 else "")


@cache
def _links() -> pd.DataFrame:
    with files(__package__).joinpath("data", "oeververbindingen.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype="str")
