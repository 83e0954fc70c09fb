"""Goals with an order: each as good as those before it allow, in the tables, the run folder and the words."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from plaatsing import Case, CaseError, Plan, alternatives, robust, solve
from plaatsing.cli.groep import main
from plaatsing.explain.beeld import Beeld
from plaatsing.generator import generate_case
from plaatsing.taal import speak
from plaatsing.uitvoer.fouten import VolgordeError
from plaatsing.uitvoer.samenvatting import status_lines
from plaatsing.uitvoer.volgorde import order_note
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


@pytest.mark.parametrize("seed", range(8))
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


@pytest.mark.parametrize("seed", range(8))
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


def test_an_explanation_adds_up_by_the_weights_of_the_order(tmp_path: Path) -> None:
    """With the earlier goals priced in, prices leave no more room than the gaps of the goals together."""
    beeld = Beeld.van(plan())
    assert all(trap.gewicht is not None for trap in plan().trappen)
    assert 0.0 <= beeld.marge <= 0.05 * abs(plan().objective)
    plan().write(tmp_path / "run")
    code = plan().case.gemeenten["gemeente"].iloc[0]
    told = CliRunner().invoke(main, ["explain", str(tmp_path / "run"), "--gemeente", code])
    assert told.exit_code == 0
    assert ("een weging en geen euro" in " ".join(told.output.split())) == bool(order_note(plan()))


def test_what_compares_sums_of_euros_refuses_an_order() -> None:
    with pytest.raises(VolgordeError):
        alternatives(plan(), n=1)
    with pytest.raises(ValueError, match="volgorde"):
        robust([(plan().case, 1.0)])
