"""The openings to decide now, what they cost in each future, and what knowing more would be worth."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Robuust:
    """The set of locations to open now.

    Attributes
    ----------
    geopend : tuple of str
        What opens.
    slechtst : float
        Weight of the worst future in the goal.
    doel, grens : float
        Euro: (1 - slechtst) x expected cost + slechtst x worst cost, and a proven lower bound on that of any
        set of openings.
    verwacht : float
        Expected cost of the futures, each with its best plan under these openings.
    slechtste : str
        The future in which they cost most.
    evpi : float
        Expected value of perfect information: how much lower the expected cost would be when the openings
        could wait until the future is known.
    vss : float
        Value of the stochastic solution: how much more, in expected cost, the openings that are best for
        `verwachting` alone would cost. Below zero when weight on the worst future was paid for.
    verwachting : str
        The future taken as the expected one.
    toekomsten : DataFrame
        naam, kans, kosten (under these openings), kosten_vooraf (the best when known beforehand), spijt
        (their difference), geopend_vooraf.
    spijt : DataFrame
        A row per set of openings that is best for something ("robuust" or a future's name), with its cost
        per future less the best there, the expected cost and the largest regret.
    oplossingen, knopen : int
        Plans solved, and partial decisions looked at.
    bewezen : bool
        Whether the search ended by itself: the gap left is then that of the plans.
    """

    geopend: tuple[str, ...]
    slechtst: float
    doel: float
    grens: float
    verwacht: float
    slechtste: str
    evpi: float
    vss: float
    verwachting: str
    toekomsten: pd.DataFrame
    spijt: pd.DataFrame
    oplossingen: int
    knopen: int
    bewezen: bool

    @property
    def gap(self) -> float:
        """(doel - grens) / max(1, abs(doel))."""
        return max(0.0, self.doel - self.grens) / max(1.0, abs(self.doel))

    def __str__(self) -> str:
        from plaatsing.robuust.tekst import robust_text

        return robust_text(self)
