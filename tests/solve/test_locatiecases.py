"""Location problems come out of the public API as out of the shortest programme that says the same."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.locatiecases import Locatieprobleem, medians, warehouses
from plaatsing import CaseError, solve


def optimum(problem: Locatieprobleem, *, divided: bool) -> float:
    """Return the least cost: of each customer's demand a share y[l] or, undivided, all or nothing."""
    n_sites, n_customers = len(problem.capacity), len(problem.households)
    served = sparse.kron(sparse.eye_array(n_customers), np.ones((1, n_sites)))
    held = sparse.kron(np.array(problem.persons, dtype=float)[None, :], sparse.eye_array(n_sites))
    opening = sparse.diags_array(-np.array(problem.capacity, dtype=float))
    nothing = sparse.csr_array((n_customers, n_sites))
    opened = np.r_[np.zeros(n_sites * n_customers), np.ones(n_sites)]
    answer = milp(
        np.r_[np.ravel(problem.serving), problem.fixed],
        integrality=np.ones_like(opened) if not divided else opened,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(sparse.hstack([served, nothing]), 1, 1),
            LinearConstraint(sparse.hstack([held, opening]), -np.inf, 0),
            LinearConstraint(opened[None, :], 0, n_sites if problem.at_most is None else problem.at_most),
        ],
        options={"mip_rel_gap": 0.0},
    )
    assert answer.success
    return float(answer.fun)


@pytest.mark.parametrize("seed", range(4))
def test_medians_are_optimal_and_indivisible(seed: int) -> None:
    problem = medians(seed, nodes=15, at_most=2)
    plan = solve(problem.as_case(), gap=0)
    assert plan.status == "optimaal"
    assert plan.objective == pytest.approx(optimum(problem, divided=False), rel=1e-6)
    assert plan.locaties.drop_duplicates("locatie")["geopend"].sum() == 2


def test_medians_cost_more_than_where_households_could_be_divided() -> None:
    problem = medians(0, nodes=15, at_most=2, capacity=90)
    assert optimum(problem, divided=True) < optimum(problem, divided=False)
    plan = solve(problem.as_case(), gap=0)
    assert plan.objective == pytest.approx(optimum(problem, divided=False), rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_warehouses_share_the_demand_of_a_customer(seed: int) -> None:
    problem = warehouses(seed, sites=6, customers=12, capacity=250)
    plan = solve(problem.as_case(), gap=1e-9)
    assert plan.objective == pytest.approx(optimum(problem, divided=True), rel=1e-8)
    assert set(plan.plaatsingen["vorm"]) == {"doorstroomlocatie"}


def test_a_household_larger_than_the_setting_allows_is_named() -> None:
    problem = medians(0, nodes=15, at_most=2)
    case = problem.as_case()
    settings = case.instellingen.model_dump(exclude_unset=True) | {"max_personen": 10}
    with pytest.raises(CaseError, match=r"hoogstens 10 personen.*max_personen in plan\.toml"):
        type(case).from_tables(settings, **dict(case.tabellen))
