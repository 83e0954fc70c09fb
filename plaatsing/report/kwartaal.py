"""The quarter that a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from plaatsing.kalender import Halfjaar, einde_kwartaal
from plaatsing.taal import N_, _
from plaatsing.uitvoer.fouten import RunError

_KWARTAAL = re.compile(r"^(\d{4})-?[QqKk]([1-4])$")
_NAMEN = (
    N_("eerste kwartaal {jaar}"),
    N_("tweede kwartaal {jaar}"),
    N_("derde kwartaal {jaar}"),
    N_("vierde kwartaal {jaar}"),
)


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A calendar quarter; the second and fourth end a taakstellingsperiode."""

    jaar: int
    nummer: int

    @classmethod
    def parse(cls, text: str) -> Kwartaal:
        """Read ``"2025Q4"``.

        Raises
        ------
        RunError
            If `text` is not a year, a Q and a number from 1 to 4.
        """
        match = _KWARTAAL.match(text.strip())
        if match is None:
            raise RunError(
                _('"{tekst}" is geen kwartaal; verwacht bijvoorbeeld 2025Q4').format(tekst=text.strip())
            )
        return cls(int(match.group(1)), int(match.group(2)))

    @classmethod
    def van(cls, day: date) -> Kwartaal:
        """Return the quarter that contains `day`."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def eind(self) -> date:
        """Last day, inclusive."""
        return einde_kwartaal(self.start)

    @property
    def halfjaar(self) -> Halfjaar:
        """The half-year it lies in."""
        return Halfjaar.van(self.start)

    @property
    def is_eindstand(self) -> bool:
        """Whether it ends a half-year, so that its figures are final for the taakstelling."""
        return self.nummer in (2, 4)

    @property
    def stand(self) -> str:
        """``tussenstand`` or ``eindstand``, in the language spoken now."""
        return _("Eindstand") if self.is_eindstand else _("Tussenstand")

    @property
    def titel(self) -> str:
        """Its name in words, in the language spoken now."""
        return _(_NAMEN[self.nummer - 1]).format(jaar=self.jaar)

    def __str__(self) -> str:
        return f"{self.jaar}Q{self.nummer}"


def choose_quarter(start: date, horizon: date, asked: str | None) -> Kwartaal:
    """Return the quarter asked for, or else the last one of the plan's first half-year.

    Parameters
    ----------
    start, horizon : date
        First and last day of the plan.
    asked : str or None
        Such as ``"2025Q4"``.

    Raises
    ------
    RunError
        If `asked` is no quarter, or lies outside the plan.
    """
    if asked is None:
        return Kwartaal.van(min(Halfjaar.van(start).eind, horizon))
    found = Kwartaal.parse(asked)
    if found.eind < start or found.start > horizon:
        raise RunError(
            _("{kwartaal} valt buiten het plan; kies uit {keuze}").format(
                kwartaal=found, keuze=", ".join(map(str, quarters(start, horizon)))
            )
        )
    return found


def quarters(start: date, horizon: date) -> list[Kwartaal]:
    """Return the quarters that `start` .. `horizon` touches, in order."""
    found = [Kwartaal.van(start)]
    while found[-1].eind < horizon:
        found.append(Kwartaal.van(found[-1].eind + timedelta(days=1)))
    return found
