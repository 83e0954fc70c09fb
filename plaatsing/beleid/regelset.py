"""Beleid: one dated rule set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from plaatsing.beleid.onderdelen import (
    DoorberekeningRegel,
    DoorstroomlocatieRegel,
    MetHerkomst,
    Nareis,
    Realisatie,
    RegelingRegel,
    Straal,
    TaakstellingRegel,
    TariefRegel,
    Tekst,
    Termijn,
    TransitieRegel,
    Verblijf,
)
from plaatsing.beleid.tarief import Tarief, choose_tarief


class Beleid(MetHerkomst):
    """A dated rule set: terms, forms that count, radii, tariffs and the rule of doorberekening.

    Read one with :func:`plaatsing.beleid.read_beleid`. Every part keeps its own source and
    certainty; `bron` and `zekerheid` of the rule set itself are those of the policy as a whole.

    Attributes
    ----------
    naam, titel : str
        Short name (as in plan.toml) and title.
    termijn : Termijn
        Weeks to link, to find a place and to move.
    realisatie, verblijf, straal, nareis, taakstelling, doorberekening
        The rules, each with its source; the properties below give their plain values.
    tarieven : tuple of TariefRegel
        Cost of COA reception in cents per person per day, by calendar year and kind.
    doorstroomlocatie, transitie
        The scheme for doorstroomlocaties and who pays their transition; None where the rule set
        knows no scheme, so that municipalities pay.
    regelingen : tuple of RegelingRegel
        Amounts of other schemes.
    """

    naam: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    titel: Tekst
    termijn: Termijn
    realisatie: Realisatie
    verblijf: Verblijf
    straal: Straal
    nareis: Nareis
    taakstelling: TaakstellingRegel
    doorberekening: DoorberekeningRegel
    tarieven: Annotated[tuple[TariefRegel, ...], Field(min_length=1, strict=False)]
    doorstroomlocatie: DoorstroomlocatieRegel | None = None
    transitie: TransitieRegel | None = None
    regelingen: Annotated[tuple[RegelingRegel, ...], Field(strict=False)] = ()

    @property
    def coa_weken(self) -> int:
        """Weeks that a permit holder may stay in COA reception."""
        return self.termijn.coa_weken

    @property
    def telt_mee(self) -> dict[str, bool]:
        """Whether each form counts as realised: eigen, flex, tijdelijk, doorstroomlocatie."""
        return self.realisatie.telt_mee.model_dump()

    @property
    def maximaal_verblijf_nachten(self) -> int:
        """Longest stay in a doorstroomlocatie, in nights."""
        return self.verblijf.maximaal_nachten

    @property
    def straal_km(self) -> dict[str, int]:
        """Reach in km of gezin, werk, studie and medisch; 0 is the named gemeente itself."""
        return self.straal.km.model_dump()

    @property
    def nareis_binnen_weken(self) -> int:
        """Weeks after the move within which nareis counts for the size of the dwelling."""
        return self.nareis.binnen_weken

    @property
    def afronding(self) -> Literal["rekenkundig", "boven"]:
        """How the taakstelling is rounded."""
        return self.taakstelling.afronding

    def tarief_cent(self, jaar: int, soort: str) -> Tarief:
        """Return the tariff of a calendar year for ``"regulier"`` or ``"noodopvang"``.

        A year without a figure takes the last known year of that kind, marked
        ``doorgetrokken``.

        Raises
        ------
        ValueError
            If the rule set has no tariff for `soort`.
        """
        return choose_tarief(self.tarieven, jaar, soort)

    def onderdelen(self) -> Iterator[tuple[str, MetHerkomst]]:
        """Yield every part with its key, numbered from 1 in lists: ``regelingen[2]``."""
        for key in type(self).model_fields:
            value = getattr(self, key)
            if isinstance(value, MetHerkomst):
                yield key, value
            elif isinstance(value, tuple):
                for number, part in enumerate(value, start=1):
                    yield f"{key}[{number}]", part

    def buiten_geldigheid(self, van: date, tot: date) -> list[tuple[str, MetHerkomst]]:
        """Return the parts, with their keys, whose own validity dates do not cover `van` .. `tot`.

        A part without dates of its own holds as the rule set does. Of the other schemes
        (`regelingen`) no figure rests on them, so they are left out.
        """
        return [
            (key, part)
            for key, part in self.onderdelen()
            if not isinstance(part, RegelingRegel) and not (part.geldig_op(van) and part.geldig_op(tot))
        ]
