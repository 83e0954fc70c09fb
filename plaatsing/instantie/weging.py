"""How goals are weighed: once, by the weights of the case, and where it has an order once for each goal."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plaatsing.instellingen import DOELNAMEN, Doelen, Instellingen, Straffen

Floats = NDArray[np.float64]

STRAFFEN = "straffen"
"""Name of the goal that comes before all others in an order: to break as few limits as possible."""

GEWOGEN_SOM = "gewogen som"
"""Name of the last goal of an order: all goals by their weights."""

EENHEDEN = {
    STRAFFEN: "euro",
    "tekort": "personen",
    "overschrijding": "persoonsweken",
    "wachttijd": "persoonsweken",
    "kosten": "euro",
    "doorberekening": "euro",
    "afstand": "persoon-km",
    "passendheid": "personen",
    "vormvoorkeur": "persoonsstappen",
    "wijziging": "huishoudens",
    "ongelijkheid": "grootste relatieve tekort",
    GEWOGEN_SOM: "euro",
}
"""Unit of each goal on its own."""

_HELE_EENHEDEN = ("tekort", "wijziging")
"""Goals that count persons or households, so that their value is a whole number."""

_NIETS = Doelen(**dict.fromkeys(DOELNAMEN, 0.0))
_GEEN_STRAF = Straffen(**dict.fromkeys(Straffen.model_fields, 0.0))


class Weging(NamedTuple):
    """One way of weighing.

    Attributes
    ----------
    doel : str
        The goal that is weighed alone; empty for the weighted sum of all.
    doelen, straffen
        The weights.
    stap : float
        Step in which its value goes; zero where it has none.
    """

    doel: str
    doelen: Doelen
    straffen: Straffen
    stap: float = 0.0


def wegingen(settings: Instellingen) -> tuple[Weging, ...]:
    """Return the weighted sum, and after it the goals of the order, broken limits before all others."""
    total = Weging("", settings.doelen, settings.straffen)
    if not settings.volgorde:
        return (total,)
    alone = [
        Weging(
            name,
            _NIETS.model_copy(update={name: 1.0}),
            _GEEN_STRAF,
            1.0 if name in _HELE_EENHEDEN else 0.0,
        )
        for name in settings.volgorde
    ]
    return (total, Weging(STRAFFEN, _NIETS, settings.straffen), *alone)


def dearest(settings: Instellingen, misfit: Floats, own_cost: Floats, allowed: NDArray[np.bool_]) -> int:
    """Return the municipality that is dearest to a household, of those open to it; -1 without one.

    Who stays in COA unlinked counts as in that municipality, whichever goal is at hand. A goal without
    weight that has a place in the order decides too.

    Parameters
    ----------
    settings : Instellingen
        With the weights.
    misfit, own_cost : Floats, shape (G,)
        1 - fit, and the planner's euro, per person.
    allowed : array of bool, shape (G,)
        The municipalities open to it.
    """
    open_to = np.flatnonzero(allowed)
    if not len(open_to):
        return -1
    passendheid, kosten = (
        getattr(settings.doelen, name) or float(name in settings.volgorde)
        for name in ("passendheid", "kosten")
    )
    total = passendheid * misfit + kosten * own_cost
    return int(open_to[np.argmax(total[open_to])])
