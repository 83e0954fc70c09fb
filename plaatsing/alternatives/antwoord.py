"""Plans that cost little more and differ much, and what they all have in common."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from plaatsing.plan import Plan
from plaatsing.uitvoer.manifest import is_run_folder

Verschil = Literal["locaties", "personen"]
Zekerheid = Literal["altijd_open", "altijd_dicht", "vrij", "onbewezen"]


@dataclass(frozen=True)
class Alternatief:
    """A plan that costs little more.

    Attributes
    ----------
    plan : Plan
        The plan.
    meer : float
        Euro by which its objective is above that of the given plan; below zero when it is better.
    geopend : tuple of str
        Candidates that open.
    anders_open : int
        Candidates that open or stay closed otherwise than in the given plan.
    personen_anders : int
        Persons with another municipality, form or location than in the given plan.
    """

    plan: Plan
    meer: float
    geopend: tuple[str, ...]
    anders_open: int
    personen_anders: int


@dataclass(frozen=True)
class Keuze:
    """A candidate location over all plans that cost at most so much more.

    Attributes
    ----------
    locatie : str
        The location.
    oordeel : {"altijd_open", "altijd_dicht", "vrij", "onbewezen"}
        "altijd_open" and "altijd_dicht": proven for every plan within the margin, found or not; "vrij": there
        are plans both ways; "onbewezen": the plan the other way costs too much, but its bound does not.
    anders_minstens : float
        Euro that deciding otherwise costs at least, proven.
    """

    locatie: str
    oordeel: Zekerheid
    anders_minstens: float


@dataclass(frozen=True)
class Zoekruimte:
    """Which sets of openings there were to choose from, besides that of the given plan.

    Attributes
    ----------
    kandidaten : int
        Candidates to decide about.
    vast : int
        Of these, how many are proven to be the same in every plan within the margin.
    over : int or None
        Sets that the others leave, besides that of the given plan; None where there are too many to try.
    minstens : float
        Euro that the cheapest of those that were not taken costs more at least; infinite where there is none.
    """

    kandidaten: int
    vast: int
    over: int | None
    minstens: float


@dataclass(frozen=True)
class Alternatieven:
    """Plans near the given one in cost, and far from it and from each other in what they decide.

    Attributes
    ----------
    basis : Plan
        The given plan.
    epsilon : float
        Share of its objective that an alternative may cost more.
    verschil : {"locaties", "personen"}
        In what the plans had to differ.
    alternatieven : tuple of Alternatief
        In the order in which they were found: each as far as possible from all before it.
    keuzes : tuple of Keuze
        The no-regret decisions among the candidates, and the others.
    huishoudens_gelijk : tuple of str
        Households with the same municipality, form and location in the given plan and all plans found.
    uitputtend : bool
        Whether every set of openings was tried or excluded by a bound; if not, there may be plans that differ
        more.
    gevraagd : int
        Alternatives asked for.
    ruimte : Zoekruimte
        What there was to choose from, which says why there are not more.
    """

    basis: Plan
    epsilon: float
    verschil: Verschil
    alternatieven: tuple[Alternatief, ...]
    keuzes: tuple[Keuze, ...]
    huishoudens_gelijk: tuple[str, ...]
    uitputtend: bool
    gevraagd: int
    ruimte: Zoekruimte

    def tabel(self) -> pd.DataFrame:
        """Return a row per alternative."""
        scale = max(1.0, abs(self.basis.objective))
        rows = [
            (
                number,
                item.meer,
                item.meer / scale,
                "|".join(item.geopend),
                item.anders_open,
                item.personen_anders,
            )
            for number, item in enumerate(self.alternatieven, start=1)
        ]
        columns = ["alternatief", "meer_euro", "meer_aandeel", "geopend", "anders_open", "personen_anders"]
        return pd.DataFrame(rows, columns=columns)

    def write(self, folder: str | Path, vervang: bool = False) -> None:
        """Write every alternative as a run folder: ``alternatief-1`` and on, within `folder`.

        With `vervang`, alternatives of an earlier time that there are no longer go away.

        Raises
        ------
        RunError
            If one of them exists and may not be replaced.
        """
        for number, alternative in enumerate(self.alternatieven, start=1):
            alternative.plan.write(Path(folder) / f"alternatief-{number}", vervang=vervang)
        number = len(self.alternatieven) + 1
        while vervang and is_run_folder(gone := Path(folder) / f"alternatief-{number}"):
            shutil.rmtree(gone)
            number += 1

    def __str__(self) -> str:
        from plaatsing.alternatives.tekst import alternatives_text

        return alternatives_text(self)
