"""Near-optimal alternatives of a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pandas as pd

from plaatsing.alternatives.antwoord import Alternatief, Alternatieven, Verschil
from plaatsing.alternatives.openingen import Openingen, Vector
from plaatsing.alternatives.personen import left_share, other_people
from plaatsing.explain.beeld import Beeld
from plaatsing.models import Instance, Options, Outcome, Stop, Trajects, solve_instance
from plaatsing.openingen import solve_with_openings
from plaatsing.plan import Plan
from plaatsing.solve import plan_of
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import VolgordeError

VERSCHILLEN: tuple[Verschil, ...] = get_args(Verschil)


def alternatives(
    plan: Plan,
    epsilon: float = 0.01,
    n: int = 5,
    *,
    verschil: Verschil = "locaties",
    gap: float | None = None,
) -> Alternatieven:
    """Find plans that cost at most a little more and decide as differently as possible.

    With "locaties" each alternative is the set of openings, within the margin, that differs most from the
    nearest one found before; openings proven to be the same in every plan within the margin are told apart as
    no-regret decisions. Up to eight free candidates every set is tried or excluded by a bound. With
    "personen" the plans differ in who leaves COA within the plan.

    Parameters
    ----------
    plan : Plan
        The plan to differ from.
    epsilon : float
        Share of the plan's objective that an alternative may cost more.
    n : int
        Alternatives wanted.
    verschil : {"locaties", "personen"}
        In what they are to differ.
    gap : float, optional
        Gap within which each is solved; by default a tenth of `epsilon`, at most 0.001.

    Raises
    ------
    ValueError
        If `epsilon` is not positive, `n` is below one, or `verschil` is unknown.
    VolgordeError
        If the goals of the plan have an order.
    """
    if epsilon <= 0 or n < 1 or verschil not in VERSCHILLEN:
        raise ValueError(f"epsilon is groter dan nul, n ten minste 1 en verschil een van {VERSCHILLEN}")
    if plan.trappen:
        raise VolgordeError(
            _(
                "bijna even goede plannen zoeken kan alleen als de doelen worden gewogen; "
                "haal volgorde weg uit plan.toml en los opnieuw op"
            )
        )
    beeld = Beeld.van(plan)
    instantie = beeld.instantie
    limit = plan.objective + epsilon * max(1.0, abs(plan.objective))
    asked = min(1e-3, 0.1 * epsilon) if gap is None else gap
    search = Openingen(
        instantie,
        beeld.geopend,
        limit,
        lambda opened: solve_with_openings(instantie.model, opened, gap=asked),
    )
    choices = search.keuzes(plan.objective)
    if verschil == "locaties":
        outcomes = _other_openings(search, beeld, n)
    else:
        outcomes = _other_people(beeld, limit, n, asked)
    within = (limit - plan.bound) / max(1.0, abs(limit))
    found = tuple(_alternative(beeld, outcome, within) for outcome in outcomes)
    complete = verschil == "locaties" and search.uitputtend
    sets = [tuple(int(o.opened[site] > 0) for site in search.kandidaten) for o in outcomes]
    space = search.ruimte([tuple(beeld.geopend[site] for site in search.kandidaten), *sets])
    return Alternatieven(plan, epsilon, verschil, found, choices, _unmoved(plan, found), complete, n, space)


def _other_openings(search: Openingen, beeld: Beeld, n: int) -> list[Outcome]:
    chosen: list[Vector] = [tuple(beeld.geopend[site] for site in search.kandidaten)]
    outcomes: list[Outcome] = []
    while len(outcomes) < n and (found := search.furthest(chosen)) is not None:
        chosen.append(found[0])
        outcomes.append(found[1])
    return outcomes


def _other_people(beeld: Beeld, limit: float, n: int, gap: float) -> list[Outcome]:
    model = beeld.instantie.model

    def solve(instance: Instance) -> Outcome:
        return solve_instance(instance, Options(gap=gap), Stop())

    shares = [left_share(model, _given(beeld))]
    outcomes: list[Outcome] = []
    while len(outcomes) < n and (found := other_people(model, shares, limit, solve)) is not None:
        shares.append(left_share(model, found))
        outcomes.append(found)
    return outcomes


def _given(beeld: Beeld) -> Outcome:
    """Return the given plan as an outcome of its model."""
    rows = list(beeld.gekozen.values())
    return Outcome(
        trajects=Trajects.from_rows(rows),
        count=np.ones(len(rows), dtype=np.int64),
        opened=beeld.geopend,
        objective=beeld.plan.objective,
        bound=beeld.plan.bound,
        least=np.zeros(beeld.instantie.model.n_classes),
        status="optimaal",
        prices=beeld.prijzen,
    )


def _alternative(beeld: Beeld, outcome: Outcome, within: float) -> Alternatief:
    """Make a plan of an outcome; as a plan of the case it is proven within the margin, not better."""
    instantie = beeld.instantie
    least = beeld.gratis.price().least
    proven = replace(outcome, bound=beeld.plan.bound, status="optimaal", least=least)
    made = plan_of(instantie, proven, gap=within, engine="trajecten")
    sites = instantie.model.sites
    opened = {site: int(value > 0) for site, value in outcome.opened.items()}
    return Alternatief(
        made,
        outcome.objective - beeld.plan.objective,
        tuple(sites.names[site] for site, value in sorted(opened.items()) if value),
        sum(opened[site] != value for site, value in beeld.geopend.items()),
        int(_moved(beeld.plan, made)["personen"].sum()),
    )


_PLACE = ["koppelgemeente", "vorm", "locatie"]


def _moved(one: Plan, other: Plan) -> pd.DataFrame:
    """Return the rows of households whose place differs between two plans of one case."""
    here, there = one.plaatsingen, other.plaatsingen
    moved = (here[_PLACE].to_numpy() != there[_PLACE].to_numpy()).any(axis=1)
    return pd.DataFrame(here.loc[moved])


def _unmoved(plan: Plan, found: tuple[Alternatief, ...]) -> tuple[str, ...]:
    moved: set[str] = set()
    for alternative in found:
        moved |= set(_moved(plan, alternative.plan)["huishouden"])
    return tuple(name for name in plan.plaatsingen["huishouden"] if name not in moved)
