"""Propose municipalities for new doorstroomlocaties."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.generator.locaties import EXPLOITATIE_PER_PERSOON_DAG, TRANSITIEKOSTEN
from plaatsing.kandidaten.keuze import best, fewest
from plaatsing.kandidaten.tabellen import assigned, dekking, onbereikt, rijen
from plaatsing.kandidaten.zoekgebied import zoekgebied
from plaatsing.schema.aanbod import ONBEGRENSD

if TYPE_CHECKING:
    from plaatsing.case import Case

CAPACITEIT = 100
"""Places of a proposed location: an assumption, in the middle of the 30 to 200 of a generated case."""


@dataclass(frozen=True)
class Kandidaten:
    """A proposal of new doorstroomlocaties.

    Attributes
    ----------
    rijen : DataFrame
        A row per proposed location, sorted by gemeentecode, with the columns and types of
        ``case.doorstroomlocaties``: status ``kandidaat``, at the point of the municipality (x_rd and y_rd in
        metres, EPSG:28992), without bedrooms, dates or participants, so that its reach follows from distance
        and region. To be appended to the table ``doorstroomlocaties``.
    dekking : DataFrame
        The coverage curve: per number of new locations (``locaties``, from 0 to the number proposed) the most
        that so many can cover, existing locations included: ``gemeenten``, ``personen``, and as shares of
        all ``aandeel_gemeenten`` and ``aandeel_personen`` (0 to 1; 1 where there is nothing to cover).
        Every row is the best choice for that number by itself.
    onbereikt : DataFrame
        Who is left, sorted by gemeentecode: ``gemeentecode``, ``gemeente``, ``personen`` (without a place),
        ``opgave`` (persons to house), ``reden``, ``personen_binnen_bereik``, ``plaatsen`` and
        ``km_dichtstbij`` (to the nearest existing or proposed location, in whatever region; NaN without any).
        ``reden`` is ``afstand`` where no location can serve the municipality, or ``capaciteit`` where the
        locations are full: the municipality and those it has to share with count ``personen_binnen_bereik``
        persons, more than the ``plaatsen`` of all the locations that can serve any of them.
    """

    rijen: pd.DataFrame = field(repr=False)
    dekking: pd.DataFrame = field(repr=False)
    onbereikt: pd.DataFrame = field(repr=False)


def kandidaten(
    case: Case,
    n: int | None = None,
    *,
    capaciteit: int | None = CAPACITEIT,
    transitiekosten: float = TRANSITIEKOSTEN,
    exploitatie_per_persoon_dag: float = EXPLOITATIE_PER_PERSOON_DAG,
) -> Kandidaten:
    """Propose municipalities for new doorstroomlocaties that make the network cover the area.

    The municipalities that choose the form doorstroomlocatie are to be covered, and each may get a location.
    A new location covers those within ``afstandslimiet_km`` in its own region (``regios``); a participant of
    an existing location that is open in the plan is covered already. Candidates that the case has do not
    count. The choice is a set covering problem solved to proven optimality; of equally good choices the one
    with the least person-km to the nearest location, and of those the first by code, is proposed.

    Parameters
    ----------
    case : Case
        A checked case.
    n : int, optional
        How many new locations: the n that cover the most persons to house (gecorrigeerd minus al_gerealiseerd
        at the end of the last half-year, at least zero per municipality), of equals the most municipalities.
        Default: the fewest with which every municipality is covered that any location can serve.
    capaciteit : int or None
        Places of each new location. None: the persons to house of the municipalities for which it is the
        nearest location, at least one.
    transitiekosten : float
        One-off cost of opening in euro; default the same assumption as a generated case.
    exploitatie_per_persoon_dag : float
        Cost in euro per person per day; default the same assumption as a generated case.

    Returns
    -------
    Kandidaten

    Raises
    ------
    ValueError
        If an argument is out of range, or no half-year ends within the horizon.
    """
    _check_amounts(case, capaciteit, transitiekosten, exploitatie_per_persoon_dag)
    area = zoekgebied(case)
    _check_number(n, len(area))
    chosen = fewest(area) if n is None else best(area, n)
    places = assigned(area, chosen) if capaciteit is None else np.full(len(chosen), capaciteit)
    return Kandidaten(
        rijen=rijen(case, area, chosen, places, transitiekosten, exploitatie_per_persoon_dag),
        dekking=dekking(area, chosen),
        onbereikt=onbereikt(area, chosen, places),
    )


def _check_amounts(case: Case, capaciteit: int | None, transitie: float, exploitatie: float) -> None:
    """Refuse a case without a task, and amounts that the table of locations would refuse, all at once."""
    wrong = []
    if not case.halfjaren:
        wrong.append("er eindigt geen halfjaar voor de horizon van de casus, dus er is geen opgave")
    if capaciteit is not None and not (_whole(capaciteit) and 1 <= capaciteit <= ONBEGRENSD):
        wrong.append(
            f"capaciteit: {capaciteit!r} gevonden, verwacht een geheel aantal plaatsen vanaf 1 of None"
        )
    amounts = {"transitiekosten": transitie, "exploitatie_per_persoon_dag": exploitatie}
    for name, amount in amounts.items():
        if not 0 <= amount < float("inf"):
            wrong.append(f"{name}: {amount!r} gevonden, verwacht een bedrag in euro van 0 of meer")
    if wrong:
        raise ValueError("; ".join(wrong))


def _check_number(n: int | None, possible: int) -> None:
    if n is None or (_whole(n) and 1 <= n <= possible):
        return
    if not possible:
        raise ValueError("n: geen gemeente in deze casus kiest de vorm doorstroomlocatie")
    raise ValueError(
        f"n: {n!r} gevonden, verwacht een geheel getal van 1 tot en met {possible}, "
        "het aantal gemeenten dat de vorm doorstroomlocatie kiest"
    )


def _whole(value: object) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)
