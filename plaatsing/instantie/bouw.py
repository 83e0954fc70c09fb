"""Build the model instance of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from plaatsing.instantie.behoeften import build_needs
from plaatsing.instantie.keuze import Keuze
from plaatsing.instantie.klassen import Klassen, build_klassen
from plaatsing.instantie.locaties import Locaties, build_locaties
from plaatsing.instantie.tijd import Tijd
from plaatsing.instantie.voorraad import Voorraad, build_voorraad
from plaatsing.instantie.weging import Weging, wegingen
from plaatsing.models import Classes, Costs, Goal, Instance, Sharing
from plaatsing.opgave import opgave
from plaatsing.vastgezet.besluiten import KOPPELEN, PLAATSEN
from plaatsing.vastgezet.tegen import Uitzonderingen

if TYPE_CHECKING:
    from plaatsing.case import Case


@dataclass(frozen=True)
class Instantie:
    """A case as a model instance, with the way back.

    Attributes
    ----------
    case : Case
        The case.
    tijd : Tijd
        Its periods.
    voorraad : Voorraad
        Its dwellings.
    locaties : Locaties
        Its locations.
    keuze : Keuze
        Where its households may be linked.
    klassen : Klassen
        Its households.
    opgave : DataFrame
        The task per municipality and half-year.
    model : Instance
        The arrays, by the weights of the case.
    volgorde : tuple of Goal
        The goals that go before the weighted sum, as costs of the same choices.
    """

    case: Case
    tijd: Tijd
    voorraad: Voorraad
    locaties: Locaties
    keuze: Keuze
    klassen: Klassen
    opgave: pd.DataFrame
    model: Instance
    volgorde: tuple[Goal, ...] = ()


@lru_cache(maxsize=1)
def build_instantie(case: Case) -> Instantie:
    """Turn every rule about one household into arrays, and every shared limit into a right-hand side.

    The last instance made is kept: who asks again for the same case, as the tables of a report do one
    after another, gets that one. Nothing of an instance may therefore be changed.
    """
    tijd = Tijd(case)
    beyond = Uitzonderingen(case)
    voorraad = build_voorraad(case, tijd, frozenset().union(*beyond.vormen.values()))
    locaties = build_locaties(case, tijd, frozenset().union(*beyond.paren.values()))
    sites = {name: index for index, name in enumerate(locaties.sites.names)}
    keuze = Keuze(case)
    klassen = build_klassen(keuze, tijd, sites, beyond)
    task = opgave(case)
    model = Instance(
        gemeenten=tuple(case.gemeenten["gemeentecode"]),
        halfjaren=tuple(str(half) for half in case.halfjaren),
        half=tijd.half,
        site_counts=case.beleid.telt_mee["doorstroomlocatie"],
        needs=build_needs(case, tijd, voorraad, locaties, klassen.behoeften),
        pools=voorraad.pools,
        sites=locaties.sites,
        reach=locaties.reach,
        offers=klassen.offers,
        classes=klassen.classes,
        sharing=_sharing(case, tijd, task),
    )
    order = tuple(
        Goal(_costs(weging, tijd, voorraad, locaties, classes), weging.stap)
        for weging, classes in list(zip(wegingen(case.instellingen), klassen.kosten, strict=True))[1:]
    )
    return Instantie(case, tijd, voorraad, locaties, keuze, klassen, task, model, order)


def _costs(weging: Weging, tijd: Tijd, voorraad: Voorraad, locaties: Locaties, classes: Classes) -> Costs:
    """Return what every choice costs in one way of weighing."""
    weights = weging.doelen
    return Costs(
        preference_cost=weights.vormvoorkeur * voorraad.stappen,
        open_cost=weights.kosten * locaties.transitie,
        stay_cost=weights.kosten * locaties.nachten,
        reach_cost=locaties.pair_cost(weights),
        exit_cost=classes.exit_cost,
        constant=classes.constant,
        entry_cost=classes.entry_cost,
        **_shared_costs(weging, tijd),
    )


def _shared_costs(weging: Weging, tijd: Tijd) -> dict[str, Any]:
    """Return the costs of what households share, by name."""
    weights, penalties = weging.doelen, weging.straffen
    return {
        "tekort_cost": weights.tekort,
        "inequality_cost": weights.ongelijkheid,
        "link_penalty": penalties.koppelruimte,
        "maximum_penalty": penalties.vastgezet,
        "capacity_penalty": penalties.plaatsen * tijd.weeks,
        "minimum_penalty": penalties.min_bezetting * tijd.weeks,
        "budget_penalty": penalties.budget,
        "max_open_penalty": penalties.max_nieuwe_locaties,
        "locked_penalty": penalties.vaste_locatie,
    }


def _sharing(case: Case, tijd: Tijd, task: pd.DataFrame) -> Sharing:
    settings = case.instellingen
    shape = (len(case.gemeenten), len(case.halfjaren))
    corrected = _by_half(task, "gecorrigeerd", shape)
    budget = np.inf if settings.budget is None else settings.budget
    most = np.inf if settings.max_nieuwe_locaties is None else float(settings.max_nieuwe_locaties)
    return Sharing(
        quota=corrected - _by_half(task, "al_gerealiseerd", shape),
        inequality_base=np.maximum(corrected, 0),
        link_room=_by_half(task, "koppelruimte", shape),
        maximum=_maxima(case),
        budget=budget,
        max_open=most,
        **_shared_costs(wegingen(settings)[0], tijd),
    )


def _maxima(case: Case) -> np.ndarray:
    """Return the persons that a person allows at most by municipality, placed and newly linked."""
    decided = case.besluiten.maxima
    return np.array(
        [
            [decided.get((code, kind), np.inf) for kind in (PLAATSEN, KOPPELEN)]
            for code in case.gemeenten["gemeentecode"]
        ],
        dtype=float,
    )


def _by_half(task: pd.DataFrame, column: str, shape: tuple[int, int]) -> np.ndarray:
    return task[column].to_numpy(dtype=np.int64).reshape(shape)
