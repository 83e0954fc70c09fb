"""Near-optimal alternatives: true costs, true distances, and no-regret decisions that hold for every plan."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from plaatsing import Case, Plan, read_case, solve
from plaatsing.alternatives import Alternatieven, alternatives
from plaatsing.instantie import build_instantie
from plaatsing.taal import speak
from plaatsing.verify import verify
from tests.cli.hulp import run
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning

ROOT = Path(__file__).parents[2]
SITES = ("DSL-1", "DSL-2", "DSL-3")


@pytest.fixture(scope="module")
def papier() -> Plan:
    return solve(read_case(ROOT / "examples" / "op-papier"), gap=0.0)


def three_sites(**costs: float) -> Case:
    """Three persons for whom one small location each would do; one costs far more than it saves."""
    people = [huishouden(f"H{n}", vergunningdatum="2025-06-01", koppeldatum="2025-06-15") for n in range(3)]
    defaults = {"DSL-1": 20_000.0, "DSL-2": 22_000.0, "DSL-3": 9_000_000.0} | costs
    sites: list[dict[str, Any]] = [
        locatie(name, status="kandidaat", capaciteit_personen=3, transitiekosten=cost, open_tot="2025-12-31")
        for name, cost in defaults.items()
    ]
    return maak_case(people, [woning("W1", aantal=3, beschikbaar_vanaf="2025-12-01")], sites)


def fixed(case: Case, opened: tuple[str, ...]) -> float:
    """The cheapest plan with exactly these candidates open: as existing ones, opening paid apart."""
    table = build_instantie(case).locaties.table.set_index("locatie")["transitie_aandeel"]
    tables = dict(case.tabellen)
    sites = tables.pop("doorstroomlocaties")
    sites = sites[sites["locatie"].isin(opened)].assign(status="bestaand", transitiekosten=0)
    plan = solve(
        Case.from_tables(case.instellingen, **tables, doorstroomlocaties=sites if len(sites) else None),
        gap=0.0,
    )
    return plan.objective + float(table.loc[list(opened)].sum())


@pytest.fixture(scope="module")
def found() -> Alternatieven:
    return alternatives(solve(three_sites(), gap=0.0), 0.5, 5, gap=0.0)


def test_costs_are_those_of_the_cases_with_these_locations_alone(found: Alternatieven) -> None:
    assert found.alternatieven
    for item in found.alternatieven:
        expected = fixed(found.basis.case, item.geopend)
        assert item.plan.objective == pytest.approx(expected)
        assert item.meer == pytest.approx(expected - found.basis.objective)
        assert item.meer <= 0.5 * found.basis.objective + 1e-6


def test_every_set_within_the_margin_is_found(found: Alternatieven) -> None:
    base = found.basis
    limit = base.objective * 1.5
    given = set(base.locaties.loc[base.locaties["geopend"], "locatie"])
    sets = {
        opened
        for size in range(4)
        for opened in itertools.combinations(SITES, size)
        if set(opened) != given and fixed(base.case, opened) <= limit
    }
    assert {item.geopend for item in found.alternatieven} == sets
    assert found.uitputtend


def test_first_alternative_differs_most(found: Alternatieven) -> None:
    distances = [item.anders_open for item in found.alternatieven]
    assert distances[0] == max(distances)


def test_no_regret_holds_for_every_plan(found: Alternatieven) -> None:
    base = found.basis
    choices = {choice.locatie: choice for choice in found.keuzes}
    assert choices["DSL-3"].oordeel == "altijd_dicht"
    open_with = min(
        fixed(base.case, ("DSL-3", *rest)) for rest in [(), ("DSL-1",), ("DSL-2",), ("DSL-1", "DSL-2")]
    )
    assert choices["DSL-3"].anders_minstens == pytest.approx(open_with - base.objective, rel=1e-6)
    assert {choices["DSL-1"].oordeel, choices["DSL-2"].oordeel} == {"vrij"}


def test_alternative_of_the_worked_example(papier: Plan) -> None:
    # docs/voorbeeld-op-papier.md: with brink closed the plan is 21,871 dearer, 19.2 % of 114,049.
    assert alternatives(papier, 0.19, gap=0.0).alternatieven == ()
    wide = alternatives(papier, 0.2, gap=0.0)
    assert [round(item.meer, 6) for item in wide.alternatieven] == [21_871]
    assert alternatives(papier, 0.19, gap=0.0).keuzes[0].oordeel == "altijd_open"


def test_alternative_passes_every_rule(papier: Plan) -> None:
    for verschil in ("locaties", "personen"):
        for item in alternatives(papier, 0.2, verschil=verschil, gap=0.0).alternatieven:
            outcome = verify(papier.case, item.plan)
            assert outcome.geslaagd, str(outcome)


def test_other_people_move(papier: Plan) -> None:
    items = alternatives(papier, 0.2, 3, verschil="personen", gap=0.0).alternatieven
    assert items
    stayed = [
        frozenset(p.loc[p["vorm"] == "coa", "huishouden"]) for p in (item.plan.plaatsingen for item in items)
    ]
    given = papier.plaatsingen
    assert frozenset(given.loc[given["vorm"] == "coa", "huishouden"]) not in stayed
    assert len(set(stayed)) == len(stayed)
    for item in items:
        assert item.meer <= 0.2 * papier.objective + 1e-6
        assert float(item.plan.doelen["euro"].sum()) == pytest.approx(item.plan.objective)


def test_same_households(papier: Plan) -> None:
    wide = alternatives(papier, 0.2, gap=0.0)
    other = wide.alternatieven[0].plan.plaatsingen.set_index("huishouden")
    given = papier.plaatsingen.set_index("huishouden")
    place = ["koppelgemeente", "vorm", "locatie"]
    same = [name for name in given.index if (given.loc[name, place] == other.loc[name, place]).all()]
    assert list(wide.huishoudens_gelijk) == same


@pytest.mark.parametrize("wrong", [{"epsilon": 0.0}, {"n": 0}, {"verschil": "kleur"}])
def test_wrong_arguments(papier: Plan, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="epsilon"):
        alternatives(papier, **wrong)


def test_program(papier: Plan, tmp_path: Path) -> None:
    papier.write(tmp_path / "run")
    command = ("alternatives", tmp_path / "run", "--epsilon", "20%", "--gap", "0", "-o", tmp_path / "uit")
    done = run(*command)
    assert done.exit_code == 0
    assert "1: € 21.871,00 meer; open geen kandidaat" in done.output
    assert Plan.read(tmp_path / "uit" / "alternatief-1").objective == pytest.approx(papier.objective + 21_871)
    assert run(*command).exit_code == 2
    papier.write(tmp_path / "uit" / "alternatief-2")
    (tmp_path / "uit" / "alternatief-4").mkdir()
    assert run(*command, "--vervang").exit_code == 0
    left = sorted(path.name for path in (tmp_path / "uit").iterdir())
    assert left == ["alternatief-1", "alternatief-4"]
    with speak("en"):
        english = run("alternatives", tmp_path / "run", "--epsilon", "0,19", "--taal", "en")
    assert "brink always opens (proven)" in english.output


def test_share_is_refused_when_it_is_none(tmp_path: Path) -> None:
    assert run("alternatives", tmp_path, "--epsilon", "veel").exit_code == 2


def test_fewer_than_asked_says_why_with_numbers(papier: Plan, found: Alternatieven) -> None:
    # brink is the only candidate, and closing it is proven to cost more than the margin: nothing is left.
    none = alternatives(papier, 0.19, 3, gap=0.0)
    assert (none.ruimte.kandidaten, none.ruimte.vast, none.ruimte.over) == (1, 1, 0)
    text = " ".join(str(none).split())
    assert "waarom niet 3: van de 1 kandidaat ligt binnen deze marge bewezen vast: 1" in text
    assert "een andere combinatie is er dus niet" in text
    assert "waarom niet" not in str(alternatives(papier, 0.2, 1, gap=0.0))
    # DSL-3 stays closed whatever happens; DSL-1 and DSL-2 leave three other sets, one of them too dear.
    assert (found.ruimte.kandidaten, found.ruimte.vast, found.ruimte.over) == (3, 1, 3)
    assert found.ruimte.minstens == pytest.approx(fixed(found.basis.case, ()) - found.basis.objective)
    said = " ".join(str(found).split())
    assert "naast het plan 3 combinaties over, en 1 daarvan kost bewezen ten minste € 24.654,81 meer" in said


def test_without_candidates_or_other_people_that_is_why() -> None:
    plan = solve(maak_case([huishouden("H1")], [woning("W1")]), gap=0.0)
    assert "er is geen kandidaat-locatie" in " ".join(str(alternatives(plan, 0.1, 2)).split())
    people = alternatives(plan, 0.1, 2, verschil="personen")
    assert "geen plan meer waarin weer anderen vertrekken" in " ".join(str(people).split())


def test_existing_results_are_refused_before_anything_is_solved(papier: Plan, tmp_path: Path) -> None:
    papier.write(tmp_path / "run")
    papier.write(tmp_path / "uit" / "alternatief-2")
    refused = run("alternatives", tmp_path / "run", "-n", "2", "-o", tmp_path / "uit")
    assert refused.exit_code == 2
    assert "alternatief-2 bestaat al" in refused.output
    assert not (tmp_path / "uit" / "alternatief-1").exists()
