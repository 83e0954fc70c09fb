"""Which locations to open now, when inflow and supply are uncertain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.robuust.antwoord import Robuust
from plaatsing.robuust.toekomst import Toekomsten
from plaatsing.robuust.zoeken import Gevonden, Zoeker, weighed

if TYPE_CHECKING:
    from plaatsing.case import Case


def robust(
    toekomsten: Sequence[tuple[Case, float]],
    slechtst: float = 0.0,
    *,
    namen: Sequence[str] | None = None,
    verwachting: int | None = None,
    gap: float = 1e-3,
    most_nodes: int = 500,
) -> Robuust:
    """Find the set of locations to open now.

    Openings are decided before it is known which future comes; everything else is planned afterwards. The
    goal is the expected cost, with a weight on the cost of the worst future. This is the two-stage problem
    with recourse in its extensive form, solved exactly by branching on openings with the futures' own bounds.

    Parameters
    ----------
    toekomsten : sequence of (Case, float)
        Futures with their probability; probabilities are scaled to add up to one.
    slechtst : float
        Weight of the worst future in the goal, from 0 (expected cost alone) to 1 (worst case alone).
    namen : sequence of str, optional
        Name of each future; default 1, 2 and on.
    verwachting : int, optional
        Number (from 0) of the future that a planner would take as the expected one; default the likeliest,
        the first of equals.
    gap : float
        Gap within which each plan is solved.
    most_nodes : int
        Partial decisions to look at, at most.

    Raises
    ------
    ValueError
        If there is no future, a probability is not positive, `slechtst` is outside 0 to 1, names are missing
        or double, or the futures cannot be compared (see `Toekomsten`).
    """
    cases, chances = [case for case, _ in toekomsten], [float(kans) for _, kans in toekomsten]
    names = [str(number) for number in range(1, len(cases) + 1)] if namen is None else list(namen)
    if not cases or not all(math.isfinite(kans) and kans > 0 for kans in chances):
        raise ValueError("geef ten minste een toekomst, elk met een kans groter dan nul")
    if not 0.0 <= slechtst <= 1.0:
        raise ValueError("slechtst ligt tussen 0 en 1")
    if len(set(names)) != len(cases):
        raise ValueError("geef elke toekomst een eigen naam")
    kansen = [kans / sum(chances) for kans in chances]
    futures = Toekomsten(names, cases, kansen, gap)
    found = Zoeker(futures, slechtst, most_nodes).zoek()
    expected = kansen.index(max(kansen)) if verwachting is None else verwachting
    return _answer(futures, found, slechtst, expected)


def _answer(futures: Toekomsten, found: Gevonden, slechtst: float, expected: int) -> Robuust:
    beforehand = futures.waarden({})
    now = futures.waarden(found.besluit)
    best = [value.kosten for value in beforehand]
    costs = [value.kosten for value in now]
    mean, foresight = weighed(costs, futures.kansen, 0.0), weighed(best, futures.kansen, 0.0)
    ahead = _whole(futures, beforehand[expected].geopend)
    stubborn = weighed([value.kosten for value in futures.waarden(ahead)], futures.kansen, 0.0)
    table = pd.DataFrame(
        {
            "naam": futures.namen,
            "kans": futures.kansen,
            "kosten": costs,
            "kosten_vooraf": best,
            "spijt": [cost - least for cost, least in zip(costs, best, strict=True)],
            "geopend_vooraf": ["|".join(_open(value.geopend)) for value in beforehand],
        }
    )
    return Robuust(
        geopend=_open(found.besluit),
        slechtst=slechtst,
        doel=found.doel,
        grens=found.grens,
        verwacht=mean,
        slechtste=futures.namen[costs.index(max(costs))],
        evpi=mean - foresight,
        vss=stubborn - mean,
        verwachting=futures.namen[expected],
        toekomsten=table,
        spijt=_regret(futures, found, best),
        oplossingen=futures.oplossingen,
        knopen=found.knopen,
        bewezen=found.bewezen,
    )


def _regret(futures: Toekomsten, found: Gevonden, best: Sequence[float]) -> pd.DataFrame:
    """Return what each set of openings costs above the best in each future."""
    decisions: dict[str, Mapping[str, bool]] = {"robuust": found.besluit}
    for name, value in zip(futures.namen, futures.waarden({}), strict=True):
        decisions[name] = _whole(futures, value.geopend)
    rows = []
    for besluit in decisions.values():
        costs = [value.kosten for value in futures.waarden(besluit)]
        regrets = [cost - least for cost, least in zip(costs, best, strict=True)]
        mean = weighed(costs, futures.kansen, 0.0)
        rows.append(("|".join(_open(besluit)), *regrets, mean, max(costs), max(regrets)))
    columns = ["geopend", *futures.namen, "verwacht", "slechtst", "grootste_spijt"]
    return pd.DataFrame(rows, index=pd.Index(decisions, name="besluit"), columns=columns)


def _whole(futures: Toekomsten, geopend: Mapping[str, bool]) -> dict[str, bool]:
    """Return a decision about every candidate; one that a future does not have stays closed."""
    return {name: bool(geopend.get(name, False)) for name in futures.kandidaten}


def _open(besluit: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, value in sorted(besluit.items()) if value)
