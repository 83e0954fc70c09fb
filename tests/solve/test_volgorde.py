"""Goals with an order: each as good as those before it allow, in the tables, the run folder and the words."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from plaatsing import Case, CaseError, Plan, solve
from plaatsing.generator import generate_case
from plaatsing.taal import speak
from plaatsing.uitvoer.samenvatting import status_lines
from plaatsing.verify import verify
from tests.solve.willekeurig import willekeurige_case


def met_volgorde(case: Case, *namen: str) -> Case:
    settings = case.instellingen.model_dump(exclude_unset=True) | {"volgorde": namen}
    return Case.from_tables(settings, **case.tabellen)


@cache
def casus() -> Case:
    return generate_case("zeeland", huishoudens=60, locaties=2, periode="maand", gekoppeld=0.3)


@cache
def plan() -> Plan:
    return solve(met_volgorde(casus(), "tekort", "overschrijding"), gap=1e-3)


def waarde(plan: Plan, doel: str) -> float:
    """Return what a plan comes to on a goal, from its table."""
    table = plan.doelen
    parts = table["doel"].str.startswith("kosten_") if doel == "kosten" else table["doel"] == doel
    return float(table.loc[parts, "waarde"].sum())


@pytest.mark.parametrize("seed", range(25))
def test_the_first_goal_is_the_least_that_any_plan_reaches(seed: int) -> None:
    """Alone, with a large weight, it cannot be made smaller; the reference agrees on every goal."""
    case = willekeurige_case(seed)
    ordered = met_volgorde(case, "tekort", "kosten")
    found = solve(ordered, gap=1e-7)
    assert verify(ordered, found).geslaagd
    other = solve(ordered, gap=1e-7, engine="referentie")
    assert [trap.doel for trap in found.trappen] == ["straffen", "tekort", "kosten", "gewogen som"]
    for ours, theirs in zip(found.trappen, other.trappen, strict=True):
        assert ours.waarde == pytest.approx(theirs.waarde, rel=1e-5, abs=1e-4)
        assert ours.ondergrens <= ours.waarde + 1e-6 * max(1.0, abs(ours.waarde))


@pytest.mark.parametrize("seed", range(25))
def test_the_values_are_those_of_the_tables(seed: int) -> None:
    case = met_volgorde(willekeurige_case(seed), "overschrijding", "passendheid", "kosten")
    found = solve(case, gap=1e-7)
    for trap in found.trappen[1:-1]:
        assert waarde(found, trap.doel) == pytest.approx(trap.waarde, rel=1e-5, abs=1e-4)
    assert found.doelen["euro"].sum() == pytest.approx(found.objective, rel=1e-6, abs=1e-4)


def test_an_order_goes_before_the_weights() -> None:
    """By weights alone the same case leaves more persons short, or waits longer; never less of the first."""
    weighed = solve(casus(), gap=1e-3)
    assert waarde(plan(), "tekort") <= waarde(weighed, "tekort")
    assert plan().objective >= weighed.bound
    assert weighed.trappen == ()


def test_a_run_keeps_how_far_each_goal_came(tmp_path: Path) -> None:
    plan().write(tmp_path / "run")
    again = Plan.read(tmp_path / "run")
    assert again.trappen == plan().trappen
    noted = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))["volgorde"]
    assert [entry["doel"] for entry in noted] == ["straffen", "tekort", "overschrijding", "gewogen som"]


def test_the_summary_says_how_far_each_goal_came() -> None:
    lines = status_lines(plan())
    short = plan().trappen[1]
    assert any(f"2. tekort op de taakstelling: {short.waarde:.0f} personen" in line for line in lines)
    with speak("en"):
        assert any("all goals weighed" in line for line in status_lines(plan()))


def test_a_goal_that_is_not_kept_is_named() -> None:
    trappen = list(plan().trappen)
    trappen[2] = replace(trappen[2], waarde=trappen[2].waarde / 2 - 1.0, ondergrens=0.0, gap=1.0)
    findings = verify(plan().case, replace(plan(), trappen=tuple(trappen))).bevindingen
    assert {"volgorde"} <= {finding.regel for finding in findings}
    gone = verify(plan().case, replace(plan(), trappen=())).bevindingen
    assert "volgorde" in {finding.regel for finding in gone}


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [(("tekrot",), 'bedoelde u "tekort"'), (("kosten", "kosten"), "hoogstens één keer")],
)
def test_a_wrong_order_is_refused(namen: tuple[str, ...], verwacht: str) -> None:
    with pytest.raises(CaseError) as error:
        met_volgorde(casus(), *namen)
    (problem,) = error.value.problems
    assert problem.kolom == "volgorde"
    assert verwacht in str(problem)
