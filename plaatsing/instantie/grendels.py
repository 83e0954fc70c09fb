"""What locks, the frozen past and an earlier plan mean for the trajects of one household."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.behoeften import VRIJ, Grendel
from plaatsing.instantie.rijen import Rij
from plaatsing.instantie.tijd import Tijd
from plaatsing.vastgezet.eerder import Eerder
from plaatsing.vastgezet.slot import DOORSTROOM, Slot

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.vastgezet.tegen import Uitzonderingen

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Grendels:
    """Finds what is left to each household.

    Attributes
    ----------
    case : Case
        The case.
    tijd : Tijd
        Its time.
    uitzonderingen : Uitzonderingen
        What a person allowed beyond the rules.
    """

    case: Case
    tijd: Tijd
    uitzonderingen: Uitzonderingen

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        """Day number of each period end."""
        return self.tijd.ends.astype(np.int64)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {code: index for index, code in enumerate(self.case.gemeenten["gemeentecode"])}

    @cached_property
    def _past(self) -> Bools:
        """Which period ends lie in the frozen past."""
        return self._days <= self.case.besluiten.bevroren_dag

    def _on(self, day: int) -> Bools:
        """Return the period that ends on a day."""
        return np.asarray(self._days == day)

    def of(self, row: Rij) -> Grendel:
        """Return what locks leave of dwellings and locations."""
        name = str(row["huishouden"])
        slot = self.case.besluiten.sloten.get(name)
        grendel = VRIJ if slot is None else _of_slot(slot)
        past = self.case.besluiten.verleden(name)
        if past is not None and past.locatie:
            grendel = self._through(past, grendel)
        elif past is not None:
            grendel = Grendel(frozenset({past.vorm}), locaties=frozenset())
        beyond = self.uitzonderingen
        return grendel._replace(
            extra_vormen=frozenset((self._number[g], form) for g, form in beyond.vormen.get(name, ())),
            extra_paren=frozenset((site, self._number[g]) for site, g in beyond.paren.get(name, ())),
        )

    def _through(self, past: Eerder, grendel: Grendel) -> Grendel:
        """Return what is left to who entered a location, or left it, in the frozen past."""
        sites = frozenset({past.locatie})
        if 0 <= past.uit <= self.case.besluiten.bevroren_dag:
            moment, homes = tuple(self._on(past.uit).tolist()), frozenset({past.vorm})
            return Grendel(homes, frozenset(), False, sites, frozenset(), False, moment)
        later = tuple((~self._past).tolist())
        return Grendel(None, grendel.niet_vormen, False, sites, doorstroom=later)

    def leaves(self, row: Rij) -> Bools:
        """Return at the end of which periods a household may leave COA, or its location; shape (T,)."""
        name, decided = str(row["huishouden"]), self.case.besluiten
        past = decided.verleden(name)
        if past is not None:
            moved = self._on(past.uit if row["in_locatie"] else past.vertrek)
            return moved & _possible(row, past)
        slot = decided.sloten.get(name)
        may = np.ones(len(self._days), dtype=bool) if slot is None else slot.may_leave(self.case.perioden)
        if row["in_locatie"] and slot is not None and slot.vormen == frozenset({DOORSTROOM}):
            may = np.zeros(len(self._days), dtype=bool)
        return may & ~self._past

    def must(self, row: Rij) -> bool:
        """Say whether waiting has a penalty: a lock that must be kept, or a move in the frozen past."""
        name, decided = str(row["huishouden"]), self.case.besluiten
        slot = decided.sloten.get(name)
        return decided.verleden(name) is not None or (slot is not None and slot.moet)

    def before(self, row: Rij) -> Eerder | None:
        """Return what the earlier plan did with a household, where a change costs something."""
        if not self.case.instellingen.weegt("wijziging"):
            return None
        return self.case.besluiten.eerder.get(str(row["huishouden"]))


def _possible(row: Rij, past: Eerder) -> bool:
    """Say whether a koppeling or residence of the input leaves room for what an earlier plan did."""
    linked, lives = str(row["koppelgemeente"]), str(row["in_locatie"])
    return linked in ("", past.gemeente) and lives in ("", past.locatie)


def _of_slot(slot: Slot) -> Grendel:
    homes, direct, sites = None, True, slot.locaties
    if slot.vormen is not None:
        named = slot.vormen - {DOORSTROOM, "coa"}
        direct = bool(named)
        homes = named or None
        if DOORSTROOM not in slot.vormen:
            sites = frozenset()
    if slot.locaties is not None:
        direct = False
    if DOORSTROOM in slot.niet_vormen:
        sites = frozenset()
    return Grendel(homes, slot.niet_vormen - {DOORSTROOM}, direct, sites, slot.niet_locaties)


def as_before(grendel: Grendel, before: Eerder) -> Grendel:
    """Return what is left to a household that ends as an earlier plan had it."""
    lasts = before.vorm == DOORSTROOM
    homes: frozenset[str] = frozenset() if lasts else frozenset({before.vorm})
    if grendel.vormen is not None:
        homes &= grendel.vormen
    sites = frozenset({before.locatie}) if before.locatie else frozenset()
    if grendel.locaties is not None:
        sites &= grendel.locaties
    return grendel._replace(
        vormen=homes,
        direct=grendel.direct and not before.locatie,
        locaties=sites,
        blijft=grendel.blijft and lasts,
    )
