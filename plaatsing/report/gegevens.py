"""Everything the parts of a report are made from, gathered once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.betalers import betalers
from plaatsing.dekking import dekking
from plaatsing.kalender import Halfjaar
from plaatsing.report.bewaard import Bewaard
from plaatsing.report.kwartaal import Kwartaal
from plaatsing.report.openbaar import hidden_posts, public_stand
from plaatsing.report.openingsbereik import opening_ranges
from plaatsing.report.publiek import Publiek
from plaatsing.report.regio import region_names
from plaatsing.report.stand import stand
from plaatsing.uitvoer.kerncijfers import Kerncijfers, kerncijfers
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.tabel_dekking import DEKKING
from plaatsing.uitvoer.tabel_geld import BETALERS
from plaatsing.uitvoer.tabel_waarde import WAARDE
from plaatsing.verify import Verificatie, verify
from plaatsing.waarde_van_meer import waarde_van_meer

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan


@dataclass(frozen=True, eq=False)
class Gegevens:
    """A plan, the quarter and the readers, with what is counted from them.

    Attributes
    ----------
    plan : Plan
        The plan to report on.
    kwartaal : Kwartaal
        The quarter whose end the figures are about.
    voor : Publiek
        The readers.
    manifest : mapping
        The manifest of the run folder.
    eerder : Plan or None
        The plan of an earlier quarter, to compare with.
    gewichten : bool
        Whether is worked out, by solving again, within which weights the same locations open.
    bewaard : Bewaard or None
        The derived tables of the run folder.
    """

    plan: Plan
    kwartaal: Kwartaal
    voor: Publiek
    manifest: Mapping[str, Any] = field(default_factory=dict)
    eerder: Plan | None = None
    gewichten: bool = False
    bewaard: Bewaard | None = None

    @property
    def case(self) -> Case:
        """The case of the plan."""
        return self.plan.case

    @property
    def kleinste_aantal(self) -> int:
        """The least number of persons that these readers see in a breakdown; 0 where they see all."""
        return self.case.instellingen.kleinste_aantal if self.voor.onderdrukken else 0

    @property
    def halfjaar(self) -> Halfjaar:
        """The half-year of the quarter."""
        return self.kwartaal.halfjaar

    @property
    def tot(self) -> date:
        """The last day counted: the end of the quarter, or of a plan that ends before."""
        return min(self.kwartaal.eind, self.case.instellingen.horizon)

    @cached_property
    def kerncijfers(self) -> Kerncijfers:
        """The first figures of the plan."""
        return kerncijfers(self.plan)

    @cached_property
    def stand(self) -> pd.DataFrame:
        """How each municipality stands in the half-year of the quarter (see `plaatsing.report.stand`)."""
        return stand(self.plan, self.kwartaal).assign(
            regio=lambda table: table["gemeentecode"].map(self.regio)
        )

    @cached_property
    def stand_voor_lezers(self) -> pd.DataFrame:
        """The same as these readers may see it: for publication without small cells of breakdowns."""
        return public_stand(self.stand, self.kleinste_aantal) if self.voor.onderdrukken else self.stand

    @cached_property
    def regio(self) -> dict[str, str]:
        """The region of each municipality, by code."""
        return region_names(self.case)

    @cached_property
    def namen(self) -> dict[str, str]:
        """The name of each municipality, by code."""
        frame = self.case.gemeenten
        return dict(zip(frame["gemeentecode"], frame["gemeente"], strict=True))

    @cached_property
    def betalers(self) -> pd.DataFrame:
        """What each payer pays, beside everyone staying in COA."""
        return self._kept_or(BETALERS, lambda: betalers(self.case, self.plan))

    @cached_property
    def dekking(self) -> pd.DataFrame:
        """What is within reach of each municipality, and who goes without."""
        return self._kept_or(DEKKING, lambda: dekking(self.case, self.plan))

    @cached_property
    def waarde(self) -> pd.DataFrame:
        """What one dwelling, place or swapped person more is worth."""
        return self._kept_or(WAARDE, lambda: waarde_van_meer(self.plan))

    def _kept_or(self, tabel: Tabel, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        kept = self.bewaard.tabel(tabel) if self.bewaard is not None else None
        return make() if kept is None else kept

    @cached_property
    def zelfde_locaties(self) -> pd.DataFrame | None:
        """Within which weights the same locations open; None where that was not asked."""
        return opening_ranges(self.plan) if self.gewichten else None

    @cached_property
    def verborgen_posten(self) -> frozenset[str]:
        """Posts of money that these readers may not see; none but in what is published."""
        return hidden_posts(self) if self.voor.onderdrukken else frozenset()

    @cached_property
    def verificatie(self) -> Verificatie:
        """The outcome of recomputing every rule of the plan."""
        return verify(self.case, self.plan)

    @cached_property
    def bewoners(self) -> frozenset[str]:
        """Households that lived in a doorstroomlocatie before the plan began."""
        frame = self.case.huishoudens
        return frozenset(frame.loc[frame["in_locatie"] != "", "huishouden"])

    @cached_property
    def in_coa(self) -> pd.DataFrame:
        """The placements of who is still in COA at the end of the plan."""
        frame = self.plan.plaatsingen
        return frame[frame["vertrek_coa"].isna()]
