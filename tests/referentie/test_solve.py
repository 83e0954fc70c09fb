"""A case can be solved by the reference too, with the same plan tables."""

from __future__ import annotations

import pytest

from plaatsing import solve
from plaatsing.generator import generate_case


def test_both_engines_prove_the_same_cost() -> None:
    case = generate_case("drenthe", huishoudens=30, periode="maand", locaties=1)
    plans = [solve(case, gap=1e-6, engine=engine) for engine in ("trajecten", "referentie")]
    assert [plan.status for plan in plans] == ["optimaal", "optimaal"]
    assert plans[0].objective == pytest.approx(plans[1].objective, rel=2e-6)
    for plan in plans:
        assert plan.doelen["euro"].sum() == pytest.approx(plan.objective, abs=1e-4)
    assert plans[0].gap_vermijdbaar == pytest.approx(plans[1].gap_vermijdbaar, abs=1e-4)
    assert plans[1].instellingen_solve["engine"] == "referentie"


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="engine is een van trajecten, referentie"):
        solve(generate_case("drenthe", huishoudens=30), engine="gurobi")  # type: ignore[arg-type]
