"""What only shows when tables are compared: one function per question, each lists the offenders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plaatsing.controle import (
    aanbod,
    aantallen,
    criteria,
    gemeenten,
    huishoudens,
    kenmerken,
    overig,
    plan,
    punten,
    vastgezet,
)
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

CONTROLES: tuple[Callable[[Concept], list[Problem]], ...] = (
    plan.ends_within,
    plan.national_figure,
    plan.population,
    plan.rule_set,
    plan.carried_tariffs,
    kenmerken.unique,
    kenmerken.free_of_counted,
    kenmerken.private,
    gemeenten.balance,
    gemeenten.outside,
    gemeenten.dated,
    gemeenten.linked,
    punten.in_the_netherlands,
    overig.anyone,
    huishoudens.size,
    huishoudens.linked,
    huishoudens.reception,
    huishoudens.residents,
    huishoudens.past,
    huishoudens.to_follow,
    criteria.satisfiable,
    aantallen.counted,
    aanbod.dwellings,
    aanbod.sites,
    aanbod.costs,
    aanbod.extensions,
    aanbod.participants,
    aanbod.occupancy,
    overig.swaps,
    overig.pairs,
    vastgezet.shape,
    vastgezet.households,
    vastgezet.dates,
    vastgezet.earlier,
    vastgezet.facts,
    vastgezet.contradictions,
    overig.not_used_yet,
)


def check(concept: Concept) -> list[Problem]:
    """Return everything found by `CONTROLES`, in their order."""
    return [problem for control in CONTROLES for problem in control(concept)]
