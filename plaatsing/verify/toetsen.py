"""The list of all checks, in the order in which a planner reads a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plaatsing.uitvoer.csvtabel import typed
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.verify.afstand import Afstanden, Bereik, Koppelkeuze
from plaatsing.verify.besluiten import toets_vastgezet
from plaatsing.verify.bevinding import Bevinding, Verificatie
from plaatsing.verify.bewijs import toets_bewijs, toets_prijzen
from plaatsing.verify.doorberekening import toets_doorberekening
from plaatsing.verify.gegevens import Gegevens
from plaatsing.verify.huishoudens import (
    toets_bewoners,
    toets_huishoudens,
    toets_koppelingen,
    toets_toestand,
)
from plaatsing.verify.koppelruimte import Koppelruimte
from plaatsing.verify.locaties import (
    Bezetting,
    toets_bezetting,
    toets_gebruik,
    toets_tabel,
    toets_uitbreidingen,
)
from plaatsing.verify.stromen import toets_stromen
from plaatsing.verify.taakstelling import Opgave, toets_taakstelling
from plaatsing.verify.tekorten import tekorten, toets_tekorten, voor_regels
from plaatsing.verify.verloop import toets_data, toets_verblijf, toets_weken
from plaatsing.verify.volgorde import toets_volgorde
from plaatsing.verify.voorstellen import Redenen, toets_redenen, toets_voorstellen
from plaatsing.verify.waarden import Waarden, toets_doelen
from plaatsing.verify.woningen import toets_woningen

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan


def verify(case: Case, plan: Plan) -> Verificatie:
    """Recompute every rule from a case and the tables of a plan.

    A limit that may be broken (koppelruimte, residents above a capacity, least occupancy, budget, number
    of locations, a stay begun before the plan) is kept when the plan names it among its shortages.

    Parameters
    ----------
    case : Case
        The input to hold the plan against.
    plan : Plan
        The plan; of its case nothing is used but the sign of the planner's own costs.

    Returns
    -------
    Verificatie
        Every broken rule with row and figures; none when all hold.
    """
    tables: dict[str, Any] = {}
    unreadable = []
    for tabel in TABELLEN:
        try:
            tables[tabel.naam] = typed(tabel, getattr(plan, tabel.naam))
        except ValueError as error:
            unreadable.append(Bevinding("tabel_onleesbaar", f"{tabel.naam}.csv", gevonden=str(error)))
    if unreadable:
        return Verificatie(tuple(unreadable), len(case.huishoudens))
    return Verificatie(tuple(_alle(case, replace(plan, case=case, **tables))), len(case.huishoudens))


def _alle(case: Case, plan: Plan) -> Iterator[Bevinding]:
    g = Gegevens(case, plan)
    afstanden = Afstanden(g)
    bereik, keuze, bezetting, opgave = (
        Bereik(g, afstanden),
        Koppelkeuze(g, afstanden),
        Bezetting(g),
        Opgave(g),
    )
    yield from toets_huishoudens(g)
    yield from toets_koppelingen(g)
    yield from toets_voorstellen(g, keuze)
    yield from toets_vastgezet(g, g.besluiten)
    yield from toets_toestand(g)
    yield from toets_bewoners(g)
    yield from toets_data(g)
    yield from toets_weken(g)
    yield from toets_woningen(g)
    yield from toets_gebruik(g, bereik)
    yield from toets_verblijf(g)
    yield from toets_redenen(g, Redenen(g, keuze, bereik, Koppelruimte(g, bereik, bezetting, opgave)))
    yield from toets_bezetting(g, bezetting)
    yield from toets_uitbreidingen(g)
    yield from toets_tabel(g, bezetting)
    yield from toets_stromen(g)
    yield from toets_taakstelling(g, opgave)
    yield from toets_doorberekening(g, opgave)
    waarden = Waarden(g, opgave, bezetting, afstanden, keuze).alle()
    yield from toets_doelen(g, waarden)
    values = {name: value for name, (value, _weight) in waarden.items()}
    named = tekorten(g, opgave, bezetting, values)
    yield from toets_tekorten(g, named | voor_regels(g, keuze, bereik))
    yield from toets_prijzen(plan)
    yield from toets_bewijs(plan)
    yield from toets_volgorde(plan)
