"""What a case lacks before solving: by hand on small cases, and as bounds on whatever a plan does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plaatsing import Case, read_case, solve
from plaatsing.generator import generate_case
from plaatsing.taal import speak
from plaatsing.voortoets import Regiotoets, voortoets
from tests.cli.hulp import run
from tests.uitkomst.hulp import huishouden, locatie, maak_case, woning

ROOT = Path(__file__).parents[2]


def region(case: Case) -> Regiotoets:
    regions = voortoets(case).regios
    assert len(regions) == 1
    return regions[0]


def people(*sizes: int, **anders: Any) -> list[dict[str, Any]]:
    return [huishouden(f"H{number}", personen=size, **anders) for number, size in enumerate(sizes)]


def test_homes_by_size() -> None:
    # Four persons in one dwelling for 1-4 persons; of the two households of six only one has a dwelling.
    homes = [woning("W1", max_personen=4), woning("W2", min_personen=5, max_personen=6)]
    found = region(maak_case(people(4, 4, 6, 6), homes))
    assert (found.dag, found.personen, found.plaats, found.tekort) == (date(2025, 12, 31), 20, 10, 10)
    assert found.maat is not None
    assert (found.maat.vanaf, found.maat.personen, found.maat.tekort) == (5, 12, 6)


def test_who_comes_too_late_is_not_counted() -> None:
    late = huishouden("L", personen=3, vergunningdatum="2026-01-05", koppeldatum="2026-01-10")
    assert region(maak_case([*people(2), late], [woning("W1")])).personen == 2


def test_dwelling_that_comes_too_late_is_no_room() -> None:
    homes = [woning("W1", beschikbaar_vanaf="2026-01-02")]
    assert region(maak_case(people(2), homes)).plaats == 0
    gone = [woning("W1", tot="2025-08-31")]
    after = people(2, vergunningdatum="2025-09-01", koppeldatum="2025-09-10")
    assert region(maak_case(after, gone)).plaats == 0


def test_places_and_candidates() -> None:
    sites = [
        locatie("oud", capaciteit_personen=3),
        locatie("nieuw", capaciteit_personen=4, status="kandidaat", transitiekosten=1),
    ]
    found = region(maak_case(people(2, 2, 2, 2), None, sites))
    # A relaxation may divide a household: the bound is persons, not households.
    assert (found.plaats, found.plaats_zonder_kandidaten) == (7, 3)


def test_place_is_used_again_once_its_household_has_a_home() -> None:
    sites = [locatie("oud", capaciteit_personen=1)]
    found = region(maak_case(people(1, 1), [woning("W1", max_personen=1)], sites))
    assert found.tekort == 0


def test_residents_keep_their_places() -> None:
    inside = huishouden("R", personen=3, in_locatie="oud", sinds="2025-06-01")
    found = region(maak_case([inside, *people(1, 1)], None, [locatie("oud", capaciteit_personen=4)]))
    assert (found.personen, found.plaats) == (2, 1)


def test_residents_above_the_places_stay() -> None:
    inside = huishouden("R", personen=3, in_locatie="oud", sinds="2025-06-01")
    found = region(maak_case([inside, *people(1)], None, [locatie("oud", capaciteit_personen=2)]))
    assert (found.personen, found.plaats) == (1, 0)


def test_shortage_of_people() -> None:
    # One in a hundred inhabitants: ten persons each for A and B; six persons are there, all linked to A.
    case = maak_case(people(3, 3), [woning("W1", aantal=9)], vg={"2025-II": {"bekend": 20}})
    outcome = voortoets(case)
    assert (outcome.regios[0].opgave, outcome.regios[0].tekort_taakstelling) == (20, 14)
    assert {g.gemeentecode: g.tekort for g in outcome.gemeenten} == {"A": 4, "B": 10}


def test_nothing_lacks() -> None:
    outcome = voortoets(maak_case(people(2), [woning("W1")]))
    assert not outcome.tekort
    assert "geen tekort" in str(outcome)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_plan_does_better(seed: int) -> None:
    case = generate_case(regio="drenthe", halfjaar="2025-II", periode="maand", huishoudens=120, seed=seed)
    plan, found = solve(case, gap=1e-2), region(case)
    in_coa = case.huishoudens.loc[case.huishoudens["in_locatie"] == "", "huishouden"]
    left = plan.plaatsingen[plan.plaatsingen["huishouden"].isin(in_coa)]
    housed = int(left.loc[left["vertrek_coa"].notna(), "personen"].sum())
    assert housed <= found.plaats
    assert int(plan.taakstelling["tekort"].sum()) >= found.tekort_taakstelling
    short = plan.taakstelling.set_index("gemeentecode")["tekort"]
    for certain in voortoets(case).gemeenten:
        assert int(short[certain.gemeentecode]) >= certain.tekort


def test_text_in_both_languages() -> None:
    homes = [woning("W1", max_personen=4), woning("W2", min_personen=5, max_personen=6)]
    outcome = voortoets(maak_case(people(4, 4, 6, 6), homes))
    text = str(outcome).replace("\n    ", " ")
    assert "20 personen te huisvesten, plaats voor 10 t/m 31 dec 2025, 10 tekort" in text
    assert "waarvan 6 door gebrek aan woningen en plaatsen voor 5 of meer personen" in text
    with speak("en"):
        assert "20 persons to house, room for 10 by 31 Dec 2025, 10 short" in str(outcome).replace(
            "\n    ", " "
        )


def test_check_shows_it(tmp_path: Path) -> None:
    maak_case(people(4, 4), [woning("W1", max_personen=4)]).write(tmp_path / "casus")
    found = run("check", tmp_path / "casus")
    assert found.exit_code == 0
    assert "8 personen te huisvesten, plaats voor 4" in found.output


def test_solve_shows_it_before_its_summary(tmp_path: Path) -> None:
    maak_case(people(4, 4), [woning("W1", max_personen=4)]).write(tmp_path / "casus")
    found = run("solve", tmp_path / "casus", "-o", tmp_path / "run")
    assert found.exit_code == 0
    assert found.output.index("plaats voor 4") < found.output.index("Status")


def test_example_on_paper() -> None:
    found = region(read_case(ROOT / "examples" / "op-papier"))
    # Eleven persons for a task of twelve; without brink one of H2, H3 and H5 stays.
    assert (found.personen, found.plaats, found.plaats_zonder_kandidaten) == (11, 11, 10)
    assert (found.opgave, found.tekort_taakstelling) == (12, 1)


def test_form_that_does_not_count(tmp_path: Path) -> None:
    rules = ROOT / "plaatsing" / "beleid" / "regels" / "migratieagenda-2023.toml"
    own = rules.read_text(encoding="utf-8").replace("tijdelijk = true", "tijdelijk = false")
    (tmp_path / "eigen.toml").write_text(own, encoding="utf-8")
    settings: dict[str, Any] = {"vg": {"2025-II": {"bekend": 4}}, "beleid": str(tmp_path / "eigen.toml")}
    found = region(maak_case(people(2), [woning("W1", vorm="tijdelijk")], **settings))
    assert (found.plaats, found.opgave, found.tekort_taakstelling) == (2, 4, 4)
