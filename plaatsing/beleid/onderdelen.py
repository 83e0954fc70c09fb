"""The parts of a rule set; each figure carries its own source and certainty."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Zekerheid = Literal["officieel", "pers", "afgeleid", "concept", "aanname", "eigen"]
SoortOpvang = Literal["regulier", "noodopvang"]
Begin = Literal["na_halfjaar_termijn", "na_halfjaar_koppeling", "na_termijn", "geen"]
Variant = Literal["lokaal", "regionaal"]
Afronding = Literal["rekenkundig", "boven"]

Weken = Annotated[int, Field(ge=0, le=520)]
Kilometers = Annotated[int, Field(ge=0, le=500)]
Tekst = Annotated[str, Field(min_length=1)]


class Onderdeel(BaseModel):
    """Base of every part: frozen, strict about types and unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MetHerkomst(Onderdeel):
    """A part with its source and certainty.

    Attributes
    ----------
    bron : str
        Where the figure comes from, as a reader can look it up.
    zekerheid : str
        officieel, pers, afgeleid, concept, aanname or eigen (given by the planner).
    geldig_vanaf, geldig_tot : date or None
        First and last day on which the figure holds; None means as the rule set itself.
    """

    bron: Tekst
    zekerheid: Zekerheid
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None

    def geldig_op(self, dag: date) -> bool:
        """Return whether `dag` lies within the validity dates."""
        return (self.geldig_vanaf is None or self.geldig_vanaf <= dag) and (
            self.geldig_tot is None or dag <= self.geldig_tot
        )


class Termijn(MetHerkomst):
    """Weeks from permit to leaving COA reception: linking, finding a place, moving."""

    koppelen_weken: Weken
    zoeken_weken: Weken
    verhuizen_weken: Weken

    @property
    def coa_weken(self) -> int:
        """Weeks that a permit holder may stay in COA reception."""
        return self.koppelen_weken + self.na_koppeling_weken

    @property
    def na_koppeling_weken(self) -> int:
        """Weeks from koppeling to leaving COA reception."""
        return self.zoeken_weken + self.verhuizen_weken


class TeltMee(Onderdeel):
    """Whether a household counts as realised once it is housed in a form."""

    eigen: bool
    flex: bool
    tijdelijk: bool
    doorstroomlocatie: bool


class Realisatie(MetHerkomst):
    """Which forms of housing count for the taakstelling."""

    telt_mee: TeltMee


class Verblijf(MetHerkomst):
    """The longest stay in a doorstroomlocatie, in nights."""

    maximaal_nachten: Annotated[int, Field(ge=1, le=36500)]


class StraalKm(Onderdeel):
    """Reach of each hard criterion in km; 0 is the named gemeente itself."""

    gezin: Kilometers
    werk: Kilometers
    studie: Kilometers
    medisch: Kilometers


class Straal(MetHerkomst):
    """How far the hard criteria of a koppeling reach."""

    km: StraalKm


class Nareis(MetHerkomst):
    """Family that follows counts for the size of a dwelling when expected within so many weeks."""

    binnen_weken: Weken


class TaakstellingRegel(MetHerkomst):
    """How the taakstelling of a municipality is rounded to whole persons."""

    afronding: Afronding


class DoorberekeningRegel(MetHerkomst):
    """On which day the COA costs start to be passed on; ``"geen"`` when they never are."""

    begin: Begin


class TariefRegel(MetHerkomst):
    """Cost of COA reception in a calendar year, in whole cents per person per day."""

    jaar: Annotated[int, Field(ge=1990, le=2200)]
    soort: SoortOpvang
    cent_per_persoon_dag: Annotated[int, Field(ge=0, le=10_000_000)]


class DoorstroomlocatieRegel(MetHerkomst):
    """The scheme that pays for nights in a doorstroomlocatie, and its conditions.

    Attributes
    ----------
    normbedrag_cent_per_persoon_dag : int
        What the scheme pays, in whole cents per person per night.
    eigen_slaapkamer : bool
        Whether the scheme asks for a lockable bedroom of one's own.
    alleen_deelnemers : bool
        Whether it pays only for households linked to the municipality of the site or to one
        that takes part.
    varianten : tuple of str
        ``lokaal`` (one municipality) and ``regionaal`` (several together).
    """

    normbedrag_cent_per_persoon_dag: Annotated[int, Field(ge=0, le=10_000_000)]
    eigen_slaapkamer: bool
    alleen_deelnemers: bool
    varianten: Annotated[tuple[Variant, ...], Field(min_length=1, strict=False)]


class TransitieRegel(MetHerkomst):
    """Who pays the transition of a new location: the scheme, or the municipality where it stands."""

    betaler: Literal["regeling", "gemeente"]


class RegelingRegel(MetHerkomst):
    """An amount of another scheme, for reference; no figure of a plan rests on it."""

    regeling: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    cent: Annotated[int, Field(ge=0, le=1_000_000_000_000)]
    eenheid: Tekst
