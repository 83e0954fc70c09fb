"""One scenario: what is different from the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from plaatsing.instellingen import Day, Label, Names, Whole, YesNo

ALLE = "alle"
"""In place of a location: every candidate."""

_PERCENT = re.compile(r"([+-]?\d{1,4}(?:[.,]\d+)?)\s*(?:%|procent)")


def _read_factor(value: object) -> object:
    """Read ``"+20 %"`` as the factor 6/5, exactly."""
    if isinstance(value, Fraction):
        return value
    match = _PERCENT.fullmatch(str(value).strip().replace("−", "-"))
    change = Fraction(match.group(1).replace(",", ".")) if match else None
    if change is None or change < -100:
        raise PydanticCustomError(
            "waarde", "{verwacht}", {"verwacht": 'verwacht een verandering in procenten, zoals "+20 %"'}
        )
    return 1 + change / 100


Factor = Annotated[Fraction, BeforeValidator(_read_factor)]
Aantal = Annotated[Whole, Field(ge=0, le=1_000_000)]
Euro = Annotated[float, Field(ge=0, le=1e12)]


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Locatiewijziging(_Block):
    """What is different about a location."""

    weg: YesNo = Field(False, description="de locatie vervalt (ja/nee)")
    maanden_later: Annotated[Whole, Field(ge=-120, le=120)] | None = Field(
        None, description="zoveel maanden later open"
    )
    open_vanaf: Day | None = Field(None, description="eerste dag open")
    open_tot: Day | None = Field(None, description="laatste nacht")
    capaciteit_personen: Aantal | None = Field(None, description="plaatsen")
    kamers: Aantal | None = Field(None, description="slaapkamers")
    min_bezetting: Aantal | None = Field(None, description="kleinste bezetting waarbij zij open kan zijn")
    transitiekosten: Euro | None = Field(None, description="eenmalige kosten om te openen, in euro")
    exploitatie_per_persoon_dag: Euro | None = Field(None, description="euro per persoon per dag")

    @property
    def cellen(self) -> dict[str, Any]:
        """The cells of the table doorstroomlocaties that it replaces."""
        given = self.model_dump(exclude_unset=True, exclude_none=True)
        return {name: value for name, value in given.items() if name not in {"weg", "maanden_later"}}


class Scenario(_Block):
    """One scenario, as a block of scenarios.toml.

    Attributes
    ----------
    titel, toelichting : str
        What it is called, and why it is worth a look.
    van : tuple of str
        Scenarios that it takes over, in order; what it says itself goes before them.
    vg : Fraction
        Factor on the national number of every half-year, and on published taakstellingen.
    woningen : Fraction
        Factor on the number of dwellings coming free.
    locaties : dict of str to Locatiewijziging
        Changes by location; under ``alle`` those of every candidate.
    instellingen : dict
        Settings of plan.toml, nested as there.
    """

    titel: Label = Field("", description="titel van het scenario")
    toelichting: Label = Field("", description="vrije tekst bij het scenario")
    van: Names = Field((), description="scenario's die het overneemt")
    vg: Factor = Field(Fraction(1), description="verandering van de taakstelling in procenten")
    woningen: Factor = Field(Fraction(1), description="verandering van het woningaanbod in procenten")
    locaties: dict[str, Locatiewijziging] = Field(
        default_factory=dict, description="veranderingen per doorstroomlocatie"
    )
    instellingen: dict[str, Any] = Field(default_factory=dict, description="instellingen zoals in plan.toml")


def combine(parts: list[Scenario]) -> Scenario:
    """Return one scenario of several: factors multiply, of everything else the later one holds.

    Titles are joined; `van` of the outcome is empty.
    """
    vg = woningen = Fraction(1)
    sites: dict[str, dict[str, Any]] = {}
    settings: dict[str, Any] = {}
    for part in parts:
        vg *= part.vg
        woningen *= part.woningen
        for name, change in part.locaties.items():
            sites[name] = sites.get(name, {}) | change.model_dump(exclude_unset=True)
        settings = merged(settings, part.instellingen)
    return Scenario.model_validate(
        {
            "titel": parts[-1].titel or " + ".join(part.titel for part in parts[:-1] if part.titel),
            "toelichting": parts[-1].toelichting,
            "vg": vg,
            "woningen": woningen,
            "locaties": sites,
            "instellingen": settings,
        }
    )


def merged(settings: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested settings with those of `over` in their place."""
    found = dict(settings)
    for key, value in over.items():
        inner = found.get(key)
        found[key] = (
            merged(inner, value) if isinstance(inner, Mapping) and isinstance(value, Mapping) else value
        )
    return found
