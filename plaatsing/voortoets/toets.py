"""What a case lacks before anything is solved, in plain numbers, as true bounds on any plan."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.instantie import Instantie, build_instantie
from plaatsing.voortoets.moment import Moment
from plaatsing.voortoets.stroom import Stroom

if TYPE_CHECKING:
    from plaatsing.case import Case


@dataclass(frozen=True)
class Maatgroep:
    """Households of a size or larger, by themselves.

    Attributes
    ----------
    vanaf : int
        Persons of the smallest household.
    personen : int
        Persons in those households.
    plaats : int
        Persons for whom there is room at most, if all room were theirs.
    """

    vanaf: int
    personen: int
    plaats: int

    @property
    def tekort(self) -> int:
        """Persons without room, whatever a plan does."""
        return self.personen - self.plaats


@dataclass(frozen=True)
class Regiotoets:
    """A region by the end of a half-year (or the horizon).

    Attributes
    ----------
    regio : str
        Name of the region.
    dag : date
        By the end of this day.
    personen : int
        Persons in COA who can leave by then and can be linked nowhere but in this region.
    plaats : int
        Persons of them that can have left at most, with every candidate open.
    plaats_zonder_kandidaten : int
        The same with no candidate open.
    opgave : int
        Persons still to realise for the taakstelling, over the municipalities with an opgave.
    tekort_taakstelling : int
        Persons short of the taakstelling at least.
    maten : tuple of Maatgroep
        The same persons from each household size on; empty where there is room for everyone.
    """

    regio: str
    dag: date
    personen: int
    plaats: int
    plaats_zonder_kandidaten: int
    opgave: int
    tekort_taakstelling: int
    maten: tuple[Maatgroep, ...]

    @property
    def tekort(self) -> int:
        """Persons without a dwelling or place by then, whatever a plan does."""
        return self.personen - self.plaats

    @property
    def maat(self) -> Maatgroep | None:
        """The larger sizes that lack most room, in persons and in share; None where none lacks."""
        lacking = [group for group in self.maten if group.tekort > 0 and group.personen < self.personen]
        return max(lacking, key=lambda group: group.tekort**2 / group.personen, default=None)


@dataclass(frozen=True)
class Gemeentetekort:
    """A municipality that misses its taakstelling even with everything within reach for itself."""

    gemeentecode: str
    gemeente: str
    dag: date
    opgave: int
    tekort: int


@dataclass(frozen=True)
class Voortoets:
    """What a case lacks before anything is solved.

    Attributes
    ----------
    regios : tuple of Regiotoets
        Per region and half-year.
    gemeenten : tuple of Gemeentetekort
        Municipalities with a certain shortage.
    """

    regios: tuple[Regiotoets, ...]
    gemeenten: tuple[Gemeentetekort, ...]

    @property
    def tekort(self) -> bool:
        """Whether anything lacks for certain."""
        short = any(regio.tekort > 0 or regio.tekort_taakstelling > 0 for regio in self.regios)
        return short or bool(self.gemeenten)

    def tabel(self) -> pd.DataFrame:
        """Return a row per region and half-year."""
        rows = [
            (
                r.regio,
                r.dag,
                r.personen,
                r.plaats,
                r.tekort,
                r.plaats_zonder_kandidaten,
                r.opgave,
                r.tekort_taakstelling,
            )
            for r in self.regios
        ]
        columns = ["regio", "dag", "personen", "plaats", "tekort", "plaats_zonder_kandidaten"]
        return pd.DataFrame(rows, columns=[*columns, "opgave", "tekort_taakstelling"])

    def __str__(self) -> str:
        from plaatsing.voortoets.tekst import check_text

        return check_text(self)


def voortoets(case: Case, *, threads: int | None = None) -> Voortoets:
    """Say what a case lacks for certain, before solving it.

    For every region and every half-year that ends within the horizon (without one: the horizon) a linear
    program bounds how many people can have left COA by then, from above, and how many are short of the
    taakstelling, from below. No plan does better; a plan may well do worse.

    Parameters
    ----------
    case : Case
        A checked case.
    threads : int, optional
        Regions to look at side by side; default that of the case, or two.
    """
    instantie = build_instantie(case)
    names = list(dict.fromkeys(case.gemeenten["regio"].tolist()))
    moments = [Moment(instantie, period) for period in _moments(instantie)]
    with ThreadPoolExecutor(threads or case.instellingen.solver.threads or 2) as pool:
        parts = list(pool.map(lambda part: _part(case, *part), product(moments, names)))
    certain = (lacking for _, municipalities in parts for lacking in municipalities)
    return Voortoets(tuple(region for region, _ in parts), tuple(certain))


def _part(case: Case, moment: Moment, region: str) -> tuple[Regiotoets, list[Gemeentetekort]]:
    """Look at one region at one moment."""
    regions = case.gemeenten["regio"].to_numpy(dtype=object)
    members = np.flatnonzero(regions == region).tolist()
    flow, day = Stroom(moment, members), case.perioden[moment.period].tot
    found = _region(region, day, members, moment, flow)
    return found, _municipalities(case, members, moment, flow)


def _moments(instantie: Instantie) -> list[int]:
    """Return the last period of each half-year that ends within the horizon, else the last period."""
    model = instantie.model
    ends = [int(np.flatnonzero(model.half <= half)[-1]) for half in range(len(model.halfjaren))]
    return sorted(set(ends)) or [model.n_periods - 1]


def _region(name: str, day: date, members: list[int], moment: Moment, flow: Stroom) -> Regiotoets:
    housed = flow.most_housed()
    return Regiotoets(
        name,
        day,
        flow.personen(),
        housed,
        flow.most_housed(candidates=False),
        sum(moment.wanted(number) for number in members),
        flow.least_short(),
        tuple(_sizes(flow, housed)),
    )


def _sizes(flow: Stroom, housed: int) -> Iterator[Maatgroep]:
    """Split a shortage by household size; without one there is nothing to split.

    A size that nobody has changes nothing, and once there is room for everyone from a size on, there is for
    the larger sizes among them.
    """
    everyone = flow.personen()
    if housed == everyone:
        return
    group = Maatgroep(1, everyone, housed)
    for size in range(1, flow.largest() + 1):
        persons = flow.personen(size)
        if persons == group.personen:
            room = group.plaats
        else:
            room = flow.most_housed(size) if group.tekort else persons
        group = Maatgroep(size, persons, room)
        yield group


def _municipalities(case: Case, members: list[int], moment: Moment, flow: Stroom) -> list[Gemeentetekort]:
    table, day = case.gemeenten, case.perioden[moment.period].tot
    found = []
    suspect = flow.short_of()
    for number in members:
        short = flow.least_short([number]) if number in suspect else 0
        if short:
            code, name = str(table["gemeentecode"].iloc[number]), str(table["gemeente"].iloc[number])
            found.append(Gemeentetekort(code, name, day, moment.wanted(number), short))
    return found
