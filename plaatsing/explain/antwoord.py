"""The answer to why a household is where it is: places, verdicts and the next best one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from plaatsing.explain.oplosser import Manier
from plaatsing.explain.reden import Reden

Oordeel = Literal["gekozen", "verloor", "uitgesloten"]


@dataclass(frozen=True)
class Kandidaat:
    """A place the household could have gone to, or not.

    Attributes
    ----------
    gemeentecode, gemeente, vorm, locatie : str
        The place; without form and location it stands for the municipality as a whole.
    plaats : str
        The place in words.
    oordeel : {"gekozen", "verloor", "uitgesloten"}
        Whether the household goes there, could have gone there, or never could.
    reden : Reden
        Why.
    euro : float or None
        What the plan would cost more at least, by its row prices; None where excluded or without prices.
    weken : float or None
        Weeks in COA there, from permit to leaving or to the horizon; None where excluded.
    herberekend : float or None
        What the plan costs more with the household there, solved again; infinite where there is no room for
        it, whoever makes way; None where it was not solved.
    """

    gemeentecode: str
    gemeente: str
    vorm: str
    locatie: str
    plaats: str
    oordeel: Oordeel
    reden: Reden
    euro: float | None
    weken: float | None
    herberekend: float | None = None


@dataclass(frozen=True)
class Volgende:
    """The next best place, and what going there costs the whole plan.

    Attributes
    ----------
    kandidaat : Kandidaat
        The place.
    euro : float
        Change of the objective.
    personen : float or None
        Change of the persons short of the taakstelling; None by row prices, which do not say who makes way.
    weken : float
        Weeks that the household waits longer in COA.
    manier : str
        "rijprijzen", "herberekening_heel" (solved again, whole households) or "herberekening_delen"
        (solved again, parts of households allowed).
    """

    kandidaat: Kandidaat
    euro: float
    personen: float | None
    weken: float
    manier: Manier


@dataclass(frozen=True)
class HuishoudenUitleg:
    """Why a household is where it is.

    Attributes
    ----------
    huishouden : str
        The household.
    personen : int
        Its persons.
    gekozen : Kandidaat
        Where the plan sends it.
    regel : Reden
        The rule that decides: what keeps it from the place and moment cheapest for itself.
    wens : str
        That place, in words.
    volgende : Volgende or None
        The next best place; None where there is no other.
    kandidaten : tuple of Kandidaat
        All places: the chosen one, those that lost by what they cost, and those excluded.
    marge : float
        Euro by which what the row prices say may be off (see `Beeld.marge`).
    vastgezet : str
        What a person decided about the household, in words; empty where nobody did.
    """

    huishouden: str
    personen: int
    gekozen: Kandidaat
    regel: Reden
    wens: str
    volgende: Volgende | None
    kandidaten: tuple[Kandidaat, ...]
    marge: float
    vastgezet: str

    def tabel(self) -> pd.DataFrame:
        """Return the candidates as a table."""
        rows = [
            (
                k.gemeentecode,
                k.gemeente,
                k.vorm,
                k.locatie,
                k.oordeel,
                k.reden.code,
                str(k.reden),
                k.euro,
                k.weken,
                k.herberekend,
            )
            for k in self.kandidaten
        ]
        place = ["gemeentecode", "gemeente", "vorm", "locatie"]
        columns = [*place, "oordeel", "reden", "toelichting", "euro", "weken", "herberekend"]
        return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[-3:], float))

    def __str__(self) -> str:
        from plaatsing.explain.tekst import household_text

        return household_text(self)
