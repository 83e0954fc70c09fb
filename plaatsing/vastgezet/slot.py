"""The locks on one household, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.rijen import Rij
from plaatsing.kalender import Periode

Bools = NDArray[np.bool_]
Namen = frozenset[str]

DOORSTROOM = "doorstroomlocatie"
IN_COA = "coa"
NIETS: Namen = frozenset()


@dataclass(frozen=True)
class Slot:
    """What a household may only have, and what it may not.

    Attributes
    ----------
    gemeenten, vormen, locaties : frozenset of str or None
        Municipalities, forms (of the first place outside COA) and locations it may only have; None: all.
    niet_gemeenten, niet_vormen, niet_locaties : frozenset of str
        Those it may never have.
    perioden, niet_perioden : frozenset of str
        Days (ISO) in whose period it may only leave, or may not; empty: any.
    vanaf, uiterlijk : str
        First and last day (ISO) on which it may leave; empty: any.
    moet : bool
        Whether waiting has a penalty.
    """

    gemeenten: Namen | None = None
    niet_gemeenten: Namen = NIETS
    vormen: Namen | None = None
    niet_vormen: Namen = NIETS
    locaties: Namen | None = None
    niet_locaties: Namen = NIETS
    perioden: Namen = NIETS
    niet_perioden: Namen = NIETS
    vanaf: str = ""
    uiterlijk: str = ""
    moet: bool = False

    @classmethod
    def of(cls, rows: Iterable[Rij]) -> Slot:
        """Put the rows about one household together."""
        slot = cls()
        for row in rows:
            slot = slot._and(str(row["veld"]), str(row["keuze"]), str(row["waarde"]))
        return slot

    def _and(self, veld: str, keuze: str, waarde: str) -> Slot:
        slot = replace(self, moet=self.moet or keuze == "moet")
        if veld == "vanaf":
            return replace(slot, vanaf=max(self.vanaf, waarde))
        if veld == "uiterlijk":
            return replace(slot, uiterlijk=min(self.uiterlijk or waarde, waarde))
        name = {"gemeente": "gemeenten", "vorm": "vormen", "locatie": "locaties", "periode": "perioden"}[veld]
        if keuze == "niet":
            name = f"niet_{name}"
        before: Namen = getattr(self, name) or NIETS
        changes: dict[str, Any] = {name: before | {waarde}}
        return replace(slot, **changes)

    def municipalities(self, codes: Iterable[str], allowed: Bools) -> Bools:
        """Narrow the municipalities allowed; what a person names goes before the rules."""
        if self.gemeenten is not None:
            allowed = np.array([code in self.gemeenten for code in codes], dtype=bool)
        left = np.array([code not in self.niet_gemeenten for code in codes], dtype=bool)
        return np.asarray(allowed & left)

    def may_leave(self, perioden: Iterable[Periode]) -> Bools:
        """Return at the end of which periods the household may leave, shape (T,)."""
        if self.vormen is not None and self.vormen <= {IN_COA}:
            return np.zeros(len(tuple(perioden)), dtype=bool)
        return np.array([self._leaves_in(period) for period in perioden], dtype=bool)

    def _leaves_in(self, period: Periode) -> bool:
        def within(days: Namen) -> bool:
            return any(period.van <= date.fromisoformat(day) <= period.tot for day in days)

        last = period.tot.isoformat()
        return (
            (not self.perioden or within(self.perioden))
            and not within(self.niet_perioden)
            and self.vanaf <= last
            and (not self.uiterlijk or last <= self.uiterlijk)
        )
