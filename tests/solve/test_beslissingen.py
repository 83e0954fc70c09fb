"""Plans with decisions of a person cost as much as the best that keeps to them, by either engine."""

from __future__ import annotations

import math
from functools import cache

import pytest

from plaatsing import Plan, solve
from plaatsing.verify import verify

from .beslissingen import met_beslissingen
from .uitputtend import Uitputtend
from .willekeurig import willekeurige_case

PER_TEST = 6
MEESTE_COMBINATIES = 200_000


@cache
def _search(seed: int) -> Uitputtend:
    """Draw a case with decisions, with fewer households where there would be too much to try."""
    case = willekeurige_case(20_000 + seed)
    search = Uitputtend(met_beslissingen(case, seed))
    while math.prod(len(fates) for fates in search.loten) > MEESTE_COMBINATIES:
        case = willekeurige_case(20_000 + seed, len(search.loten) - 1)
        search = Uitputtend(met_beslissingen(case, seed))
    return search


@cache
def _plan(seed: int) -> Plan:
    """Solve the case of a seed with the engine."""
    return solve(_search(seed).case, gap=0.0)


@pytest.mark.parametrize("first", range(0, 60, PER_TEST))
def test_plan_is_the_best_that_keeps_to_the_decisions(first: int) -> None:
    for seed in range(first, first + PER_TEST):
        search = _search(seed)
        best, _ = search.beste()
        reference = solve(search.case, gap=0.0, engine="referentie")
        for engine, plan in (("trajecten", _plan(seed)), ("referentie", reference)):
            assert plan.status == "optimaal", (seed, engine)
            assert plan.objective == pytest.approx(best, rel=1e-6, abs=1e-6), (seed, engine)
            assert plan.doelen["euro"].sum() == pytest.approx(best, rel=1e-6, abs=1e-6), (seed, engine)
            assert str(verify(search.case, plan)).startswith("Alle"), (seed, engine)


def test_random_decisions_cover_what_can_be_decided() -> None:
    """The comparison would prove little if nothing were decided, or nothing broken or changed."""
    said: set[tuple[str, str, str]] = set()
    broken: set[str] = set()
    changed = 0.0
    for seed in range(60):
        plan = _plan(seed)
        table = plan.case.vastgezet
        said |= set(zip(table["soort"], table["veld"], table["keuze"], strict=True))
        broken |= set(plan.tekorten["soort"])
        changed += float(plan.doelen.loc[plan.doelen["doel"] == "wijziging", "waarde"].sum())
    for veld in ("gemeente", "vorm", "locatie", "periode"):
        assert {keuze for _, at, keuze in said if at == veld} == {"alleen", "niet", "moet"}, veld
    assert {veld for _, veld, _ in said} >= {
        "vanaf",
        "uiterlijk",
        "open",
        "plaatsen",
        "koppelen",
        "bevroren_tot",
    }
    assert broken >= {"vastgezet", "maximum_plaatsen", "maximum_koppelen", "vaste_locatie", "voor_regel"}
    assert changed > 20
