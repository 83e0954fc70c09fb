"""The tariff of a year and kind of reception, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plaatsing.beleid.onderdelen import TariefRegel


@dataclass(frozen=True)
class Tarief:
    """Cost of COA reception per person per day.

    Attributes
    ----------
    cent : int
        Whole cents per person per day.
    zekerheid, bron : str
        Of the figure itself, in the year it was published for.
    jaar_bron : int
        The calendar year that the figure belongs to.
    doorgetrokken : bool
        True if the figure of `jaar_bron` stands in for a year without one.
    """

    cent: int
    zekerheid: str
    bron: str
    jaar_bron: int
    doorgetrokken: bool


def choose_tarief(tarieven: Sequence[TariefRegel], jaar: int, soort: str) -> Tarief:
    """Return the tariff of a calendar year and kind of reception.

    A year without a figure takes the last known earlier year of that kind; a year
    before all figures takes the first known one. Both are marked ``doorgetrokken``.

    Raises
    ------
    ValueError
        If there is no figure at all for `soort`.
    """
    known = {regel.jaar: regel for regel in tarieven if regel.soort == soort}
    if not known:
        raise ValueError(f'geen tarief bekend voor opvang van de soort "{soort}"')
    earlier = [year for year in known if year <= jaar]
    source = max(earlier) if earlier else min(known)
    regel = known[source]
    return Tarief(regel.cent_per_persoon_dag, regel.zekerheid, regel.bron, source, source != jaar)
