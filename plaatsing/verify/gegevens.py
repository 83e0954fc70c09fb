"""The case and the plan side by side: each household's row of the plan with its row of the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.verify.bevinding import Bevinding, toon

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan
    from plaatsing.verify.besluiten import Besloten

Dagen = NDArray[np.datetime64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

DAG = np.timedelta64(1, "D")
NAT = np.datetime64("NaT", "D")
WONINGVORMEN = ("eigen", "flex", "tijdelijk")
DOORSTROOM = "doorstroomlocatie"
TOLERANTIE = 1e-5
"""Absolute difference allowed in a figure with decimals; files keep six of them."""


def dagen(column: Any) -> Dagen:
    """Return a column of dates as ``datetime64[D]``."""
    return np.asarray(column).astype("datetime64[D]")


def tekst(column: Any) -> NDArray[np.object_]:
    """Return a column of text as an array of str."""
    return np.asarray(column, dtype=object)


def gelijk(found: Floats, expected: Floats) -> Bools:
    """Say which figures are equal, apart from what writing and a spreadsheet round off."""
    allowed = np.maximum(TOLERANTIE, 1e-9 * np.abs(expected))
    return np.asarray(np.abs(found - expected) <= allowed)


class Gegevens:
    """A plan laid beside its case.

    Rows of the plan with an unknown household, or a second row of one, are left out here: they are
    findings of their own. Row numbers are those that a spreadsheet shows.

    Parameters
    ----------
    case : Case
        The case; only its tables, settings and rule set are used.
    plan : Plan
        The plan; only its tables and figures are used.
    """

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        settings = case.instellingen
        self.start = np.datetime64(settings.start, "D")
        self.horizon = np.datetime64(settings.horizon, "D")
        self.slot = self.horizon + np.timedelta64(7 * settings.eindweken, "D")
        self.eindes: Dagen = np.array([period.tot for period in case.perioden], dtype="datetime64[D]")
        names = plan.plaatsingen["huishouden"]
        people = set(case.huishoudens["huishouden"])
        in_case = np.array([name in people for name in names.tolist()], dtype=bool)
        kept = in_case & ~names.duplicated().to_numpy(dtype=bool)
        self.rij: Ints = np.flatnonzero(kept) + 2
        self.plaats = plan.plaatsingen[kept].reset_index(drop=True)
        known = case.huishoudens.set_index("huishouden", drop=False)
        self.mens = known.loc[self.plaats["huishouden"]].reset_index(drop=True)

    def bij(
        self, wrong: Iterable[Any], regel: str, kolom: str, gevonden: Any = "", verwacht: Any = ""
    ) -> Iterator[Bevinding]:
        """Yield a finding per household where `wrong` is true.

        `gevonden` and `verwacht` are a value per household, or one for all.
        """
        names = self.naam
        for index in np.flatnonzero(np.asarray(list(wrong), dtype=bool)).tolist():
            yield Bevinding(
                regel,
                "plaatsingen.csv",
                int(self.rij[index]),
                str(names[index]),
                kolom,
                toon(_of(gevonden, index)),
                toon(_of(verwacht, index)),
            )

    @cached_property
    def mensen(self) -> list[dict[str, Any]]:
        """The households of the input, a dictionary each: thousands of single rows of a frame are slow."""
        names = [str(name) for name in self.mens.columns]
        columns = (self.mens[name].tolist() for name in names)
        return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]

    @cached_property
    def besluiten(self) -> Besloten:
        """What a person decided, and the earlier plan."""
        from plaatsing.verify.besluiten import Besloten

        return Besloten(self)

    @cached_property
    def naam(self) -> NDArray[np.object_]:
        """Pseudonyms, in the order of the plan."""
        return tekst(self.plaats["huishouden"])

    @cached_property
    def personen(self) -> Ints:
        """Persons per household, from the input."""
        return self.mens["personen"].to_numpy(dtype=np.int64)

    @cached_property
    def kamers(self) -> Ints:
        """Bedrooms per household, from the input."""
        return self.mens["slaapkamers"].to_numpy(dtype=np.int64)

    @cached_property
    def bewoner(self) -> Bools:
        """Who lived in a location before the plan."""
        return np.asarray(tekst(self.mens["in_locatie"]) != "", dtype=bool)

    @cached_property
    def gegeven(self) -> Bools:
        """Whose koppeling the input gives."""
        return np.asarray(tekst(self.mens["koppelgemeente"]) != "", dtype=bool)

    @cached_property
    def gemeente(self) -> NDArray[np.object_]:
        """Koppelgemeente per household: of the input where it gives one, else of the plan."""
        return np.where(
            self.gegeven, tekst(self.mens["koppelgemeente"]), tekst(self.plaats["koppelgemeente"])
        )

    @cached_property
    def vergunning(self) -> Dagen:
        """Day of the permit."""
        return dagen(self.mens["vergunningdatum"])

    @cached_property
    def koppeldatum(self) -> Dagen:
        """Day of the koppeling: of the input, or the day on which a plan proposes one; NaT without."""
        proposed = np.where(self.gemeente == "", NAT, np.maximum(self.vergunning, self.start))
        return np.where(self.gegeven, dagen(self.mens["koppeldatum"]), proposed)

    @cached_property
    def vorm(self) -> NDArray[np.object_]:
        """Form at the end of the plan."""
        return tekst(self.plaats["vorm"])

    @cached_property
    def locatie(self) -> NDArray[np.object_]:
        """Location used, or an empty text."""
        return tekst(self.plaats["locatie"])

    @cached_property
    def via(self) -> Bools:
        """Who uses a location."""
        return np.asarray(self.locatie != "", dtype=bool)

    @cached_property
    def vertrek(self) -> Dagen:
        """Day of leaving COA."""
        return dagen(self.plaats["vertrek_coa"])

    @cached_property
    def erin(self) -> Dagen:
        """Day of entering the location: `sinds` for who was there before the plan."""
        return np.where(self.bewoner, dagen(self.mens["sinds"]), dagen(self.plaats["in_locatie"]))

    @cached_property
    def eruit(self) -> Dagen:
        """Day of leaving the location."""
        return dagen(self.plaats["uit_locatie"])

    @cached_property
    def in_woning(self) -> Bools:
        """Who ends in a dwelling."""
        return np.isin(self.vorm, WONINGVORMEN)

    @cached_property
    def verhuisdag(self) -> Dagen:
        """Day of moving into a dwelling; NaT without."""
        return np.where(self.in_woning, np.where(self.via, self.eruit, self.vertrek), NAT)

    @cached_property
    def gemeenten(self) -> dict[str, dict[str, Any]]:
        """Rows of the municipalities of the area, by code, in order of code."""
        rows = self.case.gemeenten.sort_values("gemeentecode").to_dict("records")
        return {str(row["gemeentecode"]): {str(key): cell for key, cell in row.items()} for row in rows}

    @cached_property
    def locaties(self) -> dict[str, dict[str, Any]]:
        """Rows of the locations, by name, in order of name."""
        rows = self.case.doorstroomlocaties.sort_values("locatie").to_dict("records")
        return {str(row["locatie"]): {str(key): cell for key, cell in row.items()} for row in rows}

    @cached_property
    def geopend(self) -> dict[str, bool]:
        """Whether each location of the case is open in the plan."""
        table = self.plan.locaties
        opened = set(table.loc[table["geopend"], "locatie"])
        return {name: row["status"] == "bestaand" or name in opened for name, row in self.locaties.items()}

    def vormen(self, code: str) -> tuple[str, ...]:
        """Return the forms that a municipality chooses, in order; none for an unknown one."""
        return tuple(self.gemeenten[code]["vormen"]) if code in self.gemeenten else ()


def _of(value: Any, index: int) -> Any:
    if isinstance(value, pd.Series):
        return value.iloc[index]
    return value[index] if isinstance(value, (np.ndarray, list)) else value
