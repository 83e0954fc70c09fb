"""The plan of a small case costs exactly as much as the best of all plans there are.

The rules are written down a second time in `spelregels` and `uitputtend`, and every combination is tried.
"""

from __future__ import annotations

import math

import pytest

from plaatsing import solve

from .uitputtend import Uitputtend
from .willekeurig import willekeurige_case

PER_TEST = 8
MEESTE_COMBINATIES = 200_000


def _small_case(seed: int) -> Uitputtend:
    """Draw a case, with fewer households where there would be too much to try."""
    search = Uitputtend(willekeurige_case(seed))
    while math.prod(len(fates) for fates in search.loten) > MEESTE_COMBINATIES:
        search = Uitputtend(willekeurige_case(seed, len(search.loten) - 1))
    return search


@pytest.mark.parametrize("first", range(0, 120, PER_TEST))
def test_plan_is_as_good_as_the_best_of_all_plans(first: int) -> None:
    for seed in range(first, first + PER_TEST):
        search = _small_case(seed)
        best, _ = search.beste()
        plan = solve(search.case, gap=0.0)
        assert plan.status == "optimaal", seed
        assert plan.objective == pytest.approx(best, rel=1e-6, abs=1e-6), seed
        assert plan.doelen["euro"].sum() == pytest.approx(best, rel=1e-6, abs=1e-6), seed


def test_random_cases_hold_what_the_rules_speak_of() -> None:
    """The comparison would prove little if its plans never used what they are about."""
    found: set[str] = set()
    for seed in range(40):
        search = _small_case(seed)
        _, plan = search.beste()
        locaties = search.regels.locaties
        for lot in plan:
            site = locaties.get(lot.locatie)
            found.add("woning" if lot.pool >= 0 and site is None else "opvang" if site is None else "locatie")
            if lot.pool >= 0 and site is not None:
                found.add("bewoner stroomt door" if lot.is_bewoner else "via locatie naar woning")
            if site is not None:
                found.add(site["status"] + (" uitbreiding" if site["uitbreiding_van"] else ""))
                found.add("kamers" if site["kamers"] is not None else "locatie")
            if lot.nieuw_gekoppeld:
                found.add("koppelvoorstel")
            if lot.pool >= 0 and search.regels.pools[lot.pool].in_personen:
                found.add("prognose in personen")
            if lot.pool >= 0 and search.regels.pools[lot.pool].toegankelijk:
                found.add("toegankelijk")
        if search.tekort(plan, search.geen):
            found.add("tekort")
        found.add(f"{len(search.regels.halfjaar_eindes)} halfjaren")
    assert found >= {
        "woning",
        "opvang",
        "locatie",
        "via locatie naar woning",
        "bewoner stroomt door",
        "bestaand",
        "kandidaat",
        "kandidaat uitbreiding",
        "kamers",
        "koppelvoorstel",
        "prognose in personen",
        "toegankelijk",
        "tekort",
        "0 halfjaren",
        "1 halfjaren",
        "2 halfjaren",
    }
