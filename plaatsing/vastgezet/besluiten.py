"""All that a person decided in a case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from plaatsing.instantie.rijen import Rij, rijen
from plaatsing.vastgezet.eerder import Eerder, eerdere
from plaatsing.vastgezet.slot import Slot

if TYPE_CHECKING:
    from plaatsing.case import Case

PLAATSEN, KOPPELEN = "plaatsen", "koppelen"


@dataclass(frozen=True)
class Besluiten:
    """The locks of a case, by what they concern.

    Attributes
    ----------
    case : Case
        The case.
    """

    case: Case

    @cached_property
    def per_huishouden(self) -> dict[str, list[Rij]]:
        """Rows about each locked household, in an order of their own."""
        table = self.case.vastgezet.sort_values(["sleutel", "veld", "keuze", "waarde", "reden"])
        found: dict[str, list[Rij]] = defaultdict(list)
        for row in rijen(table[table["soort"] == "huishouden"]):
            found[str(row["sleutel"])].append(row)
        return dict(found)

    @cached_property
    def sloten(self) -> dict[str, Slot]:
        """The lock on each locked household; the frozen past apart."""
        return {name: Slot.of(rows) for name, rows in self.per_huishouden.items()}

    @cached_property
    def maxima(self) -> dict[tuple[str, str], int]:
        """Persons at most by (gemeentecode, "plaatsen" or "koppelen")."""
        table = self.case.vastgezet
        return {
            (str(row["sleutel"]), str(row["veld"])): int(row["waarde"])
            for row in rijen(table[table["soort"] == "gemeente"])
        }

    @cached_property
    def locaties(self) -> dict[str, bool]:
        """Whether a location has to be open, by name."""
        table = self.case.vastgezet
        return {
            str(row["sleutel"]): row["waarde"] == "ja" for row in rijen(table[table["soort"] == "locatie"])
        }

    @cached_property
    def bevroren_tot(self) -> date | None:
        """Last day of the frozen past; None without one."""
        table = self.case.vastgezet
        days = table.loc[table["soort"] == "plan", "waarde"].tolist()
        return date.fromisoformat(days[0]) if days else None

    @cached_property
    def eerder(self) -> dict[str, Eerder]:
        """What an earlier plan did with each household that it knew."""
        return eerdere(self.case)

    def verleden(self, huishouden: str) -> Eerder | None:
        """Return the earlier plan's row of a household that moved on or before the frozen day."""
        if self.bevroren_tot is None or huishouden not in self.eerder:
            return None
        row = self.eerder[huishouden]
        moved = row.uit if huishouden in self._bewoners else row.vertrek
        return row if 0 <= moved <= self.bevroren_dag else None

    @cached_property
    def _bewoners(self) -> set[str]:
        """Households that live in a location before the plan: of them only moving on is a move."""
        table = self.case.huishoudens
        return set(table.loc[table["in_locatie"] != "", "huishouden"])

    @cached_property
    def bevroren_dag(self) -> int:
        """Day number since 1970-01-01 of the last day of the frozen past; -1 without one."""
        return -1 if self.bevroren_tot is None else (self.bevroren_tot - date(1970, 1, 1)).days

    def tekst(self, huishouden: str) -> str:
        """Say what is locked of a household, as the plan's table does."""
        parts = [
            " ".join(str(row[name]) for name in ("veld", "keuze", "waarde") if row[name])
            + (f" ({row['reden']})" if row["reden"] else "")
            for row in self.per_huishouden.get(huishouden, [])
        ]
        if self.bevroren_tot is not None:
            parts.append(f"bevroren_tot {self.bevroren_tot.isoformat()}")
        return "; ".join(parts)
