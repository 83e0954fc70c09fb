"""Why a location opens or not, and from which occupancy it pays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, read_case, solve
from plaatsing.explain import LocatieUitleg
from tests.uitkomst.hulp import huishouden, locatie, maak_plan, woning

ROOT = Path(__file__).parents[2]


def uitleg(plan: Plan, name: str) -> LocatieUitleg:
    found = plan.explain(locatie=name)
    assert isinstance(found, LocatieUitleg)
    return found


def test_open_location_of_the_worked_example() -> None:
    plan = solve(read_case(ROOT / "examples" / "op-papier"), gap=0.0)
    found = uitleg(plan, "brink")
    # The page: opening falls for 12,200 within the plan, and a plan without it is 21,871 dearer.
    assert found.geopend
    assert found.kosten == pytest.approx(12_200)
    assert found.saldo == pytest.approx(21_871)
    # 3 persons in October and November (61 nights), 1 in December (31 nights), of 92 nights.
    assert found.bezetting == pytest.approx((3 * 61 + 31) / 92)
    assert found.omslag == pytest.approx(found.bezetting * 12_200 / 34_071)
    assert found.gemeenten == ("Eikenrade", "Lindebeek")


def closed_plan(cost: float) -> Plan:
    people = [huishouden("H1", vergunningdatum="2025-04-01", koppeldatum="2025-04-15")]
    homes = [woning("W1", beschikbaar_vanaf="2025-12-01")]
    site: dict[str, Any] = {"status": "kandidaat", "transitiekosten": cost, "open_vanaf": "2025-07-31"}
    return maak_plan(people, homes, [locatie("L", **site)])


def test_closed_location_costs_more_than_it_saves() -> None:
    plan = closed_plan(1_000_000)
    found = uitleg(plan, "L")
    assert not found.geopend
    assert found.saldo < 0
    # One resident saves `baten`; covering the cost takes so many times as many.
    assert found.omslag is not None
    assert found.omslag == pytest.approx(found.bezetting * found.kosten / found.baten)
    assert "gaat niet open" in str(found)


def test_balance_is_that_of_the_same_case_with_a_free_location() -> None:
    dear, free = closed_plan(1_000_000), closed_plan(0)
    assert bool(free.locaties["geopend"].all())
    assert uitleg(dear, "L").baten == pytest.approx(dear.objective - free.objective)


def test_location_that_a_person_opens_is_weighed_without_that_decision() -> None:
    free = closed_plan(1_000_000)
    tables = dict(free.case.tabellen)
    for choice, opened in (("ja", True), ("nee", False)):
        lock = {"soort": "locatie", "sleutel": "L", "veld": "open", "waarde": choice}
        case = Case.from_tables(free.case.instellingen, **tables, vastgezet=pd.DataFrame([lock]))
        plan = solve(case, gap=0.0)
        found = uitleg(plan, "L")
        assert (found.geopend, found.vastgezet) == (opened, opened)
        # The penalty on breaking a decision is a million; what the location itself brings is the same.
        assert found.saldo == pytest.approx(uitleg(free, "L").saldo)
        text = " ".join(str(found).split())
        assert ("vastgezet: zij gaat open" in text) == opened
        assert ("goedkoper" in text) == opened


@pytest.mark.parametrize(
    ("cost", "limit", "penalty"),
    [(0, {"max_nieuwe_locaties": 0}, 1_000_000), (2_000, {"budget": 500}, 15_000)],
)
def test_penalty_on_too_many_new_locations_is_no_cost_of_opening(
    cost: float, limit: dict[str, int], penalty: float
) -> None:
    free = closed_plan(cost)
    settings = free.case.instellingen.model_dump(exclude_unset=True) | limit
    plan = solve(Case.from_tables(settings, **dict(free.case.tabellen)), gap=0.0)
    found, before = uitleg(plan, "L"), uitleg(free, "L")
    assert before.geopend
    assert (found.te_veel, before.te_veel) == (penalty, 0)
    assert found.baten == pytest.approx(before.baten)
    assert found.saldo == pytest.approx(before.saldo - penalty)
    text = " ".join(str(found).split())
    assert "straf: met deze locatie open gaat het plan boven het budget of het hoogste aantal" in text


def test_existing_location_has_nothing_to_open() -> None:
    plan = maak_plan([huishouden("H1"), huishouden("H2")], None, [locatie("L", capaciteit_personen=1)])
    found = uitleg(plan, "L")
    assert (found.kosten, found.omslag, found.manier) == (0.0, None, "rijprijzen")
    assert found.prijs_per_plaats > 0
    text = str(found)
    assert "L in " in text
    assert "een plaats meer" in text


def test_unknown_location() -> None:
    with pytest.raises(KeyError):
        maak_plan([huishouden("H1")]).explain(locatie="L")
