"""Whatever the case: everybody is somewhere, nothing shared is used twice, and the tables tell one story."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from plaatsing import Case, solve
from plaatsing.generator import generate_case

from .nazien import WONINGEN, Nazien
from .willekeurig import willekeurige_case


@pytest.mark.parametrize("seed", range(900, 924))
def test_random_case(seed: int) -> None:
    case = willekeurige_case(seed, huishoudens=9)
    Nazien(case, solve(case, gap=0.0)).alles()


@pytest.mark.parametrize(
    ("regio", "periode", "koppeling", "seed"),
    [
        ("zeeland", "maand", "provincie", 1),
        ("drenthe", "2weken", "landelijk", 2),
        ("flevoland", "week", "provincie", 3),
    ],
)
def test_generated_case(regio: str, periode: str, koppeling: str, seed: int) -> None:
    case = generate_case(
        regio, huishoudens=60, periode=periode, koppeling=koppeling, seed=seed, passendheid=seed == 2
    )
    plan = solve(case, gap=0.01)
    Nazien(case, plan).alles()
    assert set(plan.plaatsingen["vorm"]) & set(WONINGEN)


def _with_one_more_dwelling(case: Case, seed: int) -> Case:
    """Add a home for anybody, in the municipality that the seed points to."""
    codes = case.gemeenten["gemeentecode"]
    extra = {
        "aanbod": "extra",
        "gemeentecode": codes[seed % len(codes)],
        "beschikbaar_vanaf": pd.Timestamp(case.instellingen.start),
        "vorm": "eigen",
        "toegankelijk": True,
    }
    tables = dict(case.tabellen)
    tables["woningaanbod"] = pd.concat([tables["woningaanbod"], pd.DataFrame([extra])], ignore_index=True)
    return dataclasses.replace(Case.from_tables(case.instellingen, **tables), beleid=case.beleid)


@pytest.mark.parametrize("seed", range(940, 952))
def test_one_more_dwelling_never_costs(seed: int) -> None:
    case = willekeurige_case(seed, huishoudens=8)
    before = solve(case, gap=0.0)
    after = solve(_with_one_more_dwelling(case, seed), gap=0.0)
    assert after.bound <= before.objective + 1e-6 * max(1.0, abs(before.objective))
    assert after.objective <= before.objective + 1e-6 * max(1.0, abs(before.objective))
