"""The openings to decide now: against every set of openings tried out one by one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pytest

from plaatsing import Case, solve
from plaatsing.instantie import build_instantie
from plaatsing.robuust import Robuust, robust
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning

COSTS = {"DSL-1": 12_000.0, "DSL-2": 15_000.0}


def future(people: int, home: str, **costs: float) -> Case:
    """So many persons who wait for a home from the day `home`, and two locations of two places each."""
    rows = [
        huishouden(f"H{n}", vergunningdatum="2025-06-01", koppeldatum="2025-06-15") for n in range(people)
    ]
    sites: list[dict[str, Any]] = [
        locatie(name, status="kandidaat", capaciteit_personen=2, transitiekosten=cost, open_tot="2025-12-31")
        for name, cost in (COSTS | costs).items()
    ]
    return maak_case(rows, [woning("W1", aantal=people, beschikbaar_vanaf=home)], sites)


QUIET, BUSY, LATE = future(1, "2025-08-01"), future(4, "2025-10-01"), future(3, "2025-12-10")
FUTURES = (QUIET, BUSY, LATE)
CHANCES = (0.6, 0.3, 0.1)


def cost_of(case: Case, opened: tuple[str, ...]) -> float:
    """The cheapest plan with exactly these open: as existing locations, their opening paid apart."""
    share = build_instantie(case).locaties.table.set_index("locatie")["transitie_aandeel"]
    tables = dict(case.tabellen)
    sites = tables.pop("doorstroomlocaties")
    sites = sites[sites["locatie"].isin(opened)].assign(status="bestaand", transitiekosten=0)
    plan = solve(
        Case.from_tables(case.instellingen, **tables, doorstroomlocaties=sites if len(sites) else None),
        gap=0.0,
    )
    return plan.objective + float(share.loc[list(opened)].sum())


def weighed(costs: Sequence[float], chances: Sequence[float], slechtst: float) -> float:
    """Expected cost, and the worst cost for the part `slechtst`."""
    expected = sum(cost * chance for cost, chance in zip(costs, chances, strict=True))
    return expected + slechtst * (max(costs) - expected)


SETS = [opened for size in range(3) for opened in itertools.combinations(COSTS, size)]


@pytest.fixture(scope="module")
def table() -> dict[tuple[str, ...], list[float]]:
    return {opened: [cost_of(case, opened) for case in FUTURES] for opened in SETS}


def found(chances: Sequence[float] = CHANCES, slechtst: float = 0.0) -> Robuust:
    futures = list(zip(FUTURES, chances, strict=True))
    return robust(futures, slechtst, namen=["rustig", "druk", "laat"], gap=0.0)


@pytest.mark.parametrize("slechtst", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("chances", [(0.6, 0.3, 0.1), (0.05, 0.05, 0.9), (0.98, 0.01, 0.01)])
def test_best_of_all_sets(
    table: dict[tuple[str, ...], list[float]], chances: tuple[float, ...], slechtst: float
) -> None:
    answer = found(chances, slechtst)
    goals = {opened: weighed(costs, chances, slechtst) for opened, costs in table.items()}
    assert answer.doel == pytest.approx(min(goals.values()))
    assert goals[answer.geopend] == pytest.approx(answer.doel)
    assert answer.bewezen
    assert answer.gap <= 1e-9


def test_futures_do_differ(table: dict[tuple[str, ...], list[float]]) -> None:
    best = [min(SETS, key=lambda opened: table[opened][number]) for number in range(3)]
    assert len(set(best)) > 1


def test_value_of_information_and_of_the_stochastic_solution(
    table: dict[tuple[str, ...], list[float]],
) -> None:
    answer = found()
    foresight = weighed([min(table[s][n] for s in SETS) for n in range(3)], CHANCES, 0.0)
    assert answer.evpi == pytest.approx(answer.verwacht - foresight)
    # The likeliest future is the quiet one; its own openings in all three cost so much more.
    quiet = min(SETS, key=lambda opened: table[opened][0])
    assert answer.verwachting == "rustig"
    assert answer.vss == pytest.approx(weighed(table[quiet], CHANCES, 0.0) - answer.verwacht)
    assert answer.evpi > 0
    assert answer.vss > 0


def test_regret(table: dict[tuple[str, ...], list[float]]) -> None:
    answer = found()
    least = [min(table[s][n] for s in SETS) for n in range(3)]
    names = ["rustig", "druk", "laat"]
    for row in answer.spijt.to_dict("records"):
        opened = tuple(str(row["geopend"]).split("|")) if row["geopend"] else ()
        regrets = [cost - best for cost, best in zip(table[opened], least, strict=True)]
        assert [row[name] for name in names] == pytest.approx(regrets, abs=1e-6)
        assert row["grootste_spijt"] == pytest.approx(max(regrets), abs=1e-6)
    assert answer.toekomsten["spijt"].tolist() == pytest.approx(
        answer.spijt[names].to_numpy()[0].tolist(), abs=1e-6
    )


def test_one_future_is_that_of_solving_it() -> None:
    plan = solve(BUSY, gap=0.0)
    answer = robust([(BUSY, 1.0)], gap=0.0)
    assert answer.doel == pytest.approx(plan.objective)
    assert (answer.evpi, answer.vss) == pytest.approx((0.0, 0.0))
    assert set(answer.geopend) == set(plan.locaties.loc[plan.locaties["geopend"], "locatie"])


def test_probabilities_are_scaled() -> None:
    assert found((6.0, 3.0, 1.0)).verwacht == pytest.approx(found().verwacht)


def test_location_that_a_future_lacks() -> None:
    tables = dict(BUSY.tabellen)
    sites = tables.pop("doorstroomlocaties")
    lacking = Case.from_tables(
        BUSY.instellingen, **tables, doorstroomlocaties=sites[sites["locatie"] == "DSL-1"]
    )
    answer = robust([(lacking, 0.9), (LATE, 0.1)], gap=0.0)
    goals = {
        opened: 0.9 * cost_of(lacking, tuple(n for n in opened if n == "DSL-1")) + 0.1 * cost_of(LATE, opened)
        for opened in SETS
    }
    assert answer.doel == pytest.approx(min(goals.values()))


def test_wrong_futures() -> None:
    with pytest.raises(ValueError, match="kans"):
        robust([(QUIET, 0.0)])
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        robust([(QUIET, 1.0)], 1.5)
    with pytest.raises(ValueError, match="eigen naam"):
        robust([(QUIET, 1.0), (BUSY, 1.0)], namen=["a", "a"])
    other = maak_case([huishouden("H1")], doelen={"wachttijd": 10})
    with pytest.raises(ValueError, match="gewichten"):
        robust([(QUIET, 1.0), (other, 1.0)])
    existing = maak_case([huishouden("H1")], None, [locatie("DSL-1")])
    with pytest.raises(ValueError, match="bestaand: DSL-1"):
        robust([(QUIET, 1.0), (existing, 1.0)])


def one_sided(code: str) -> Case:
    """Four persons wait in one of two municipalities far apart, each with a location of its own."""
    rows = [
        huishouden(f"H{n}", vergunningdatum="2025-06-01", koppeldatum="2025-06-15", koppelgemeente=code)
        for n in range(4)
    ]
    sites: list[dict[str, Any]] = [
        locatie(f"DSL-{place}", status="kandidaat", capaciteit_personen=2, transitiekosten=18_000)
        | {"gemeentecode": place, "open_tot": "2025-12-31"}
        for place in ("A", "B")
    ]
    homes = [woning("W1", gemeentecode=code, aantal=4, beschikbaar_vanaf="2025-10-01")]
    return maak_case(rows, homes, sites, gemeenten={"B": {"x_rd": 300_000.0}})


def test_nothing_opens_where_each_location_pays_in_one_future_only() -> None:
    # Either location pays where its own future is certain, and not when it is as likely as not.
    futures = [(one_sided("A"), 0.5), (one_sided("B"), 0.5)]
    answer = robust(futures, namen=["a", "b"], gap=0.0)
    assert answer.toekomsten["geopend_vooraf"].tolist() == ["DSL-A", "DSL-B"]
    assert answer.geopend == ()
    assert answer.doel == pytest.approx(sum(0.5 * cost_of(case, ()) for case, _ in futures))
    assert robust([(futures[0][0], 0.9), (futures[1][0], 0.1)], gap=0.0).geopend == ("DSL-A",)
