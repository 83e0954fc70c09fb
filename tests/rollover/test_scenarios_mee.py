"""The scenarios of a case go along to the next one; what no longer makes sense there is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plaatsing import Plan, Rollover, read_case, read_scenarios, solve
from plaatsing.scenarios.toepassen import apply_scenario
from plaatsing.scenarios.weglaten import commented_out
from tests.compare.hulp import ASSEN, write_own_rules
from tests.rollover.hulp import event, plan, rolled, with_tables

SCENARIOS = """\
# Eigen aantekening
[meer]
titel = "Meer"
vg = "+20 %"

[later]
[later.locaties.alle]
maanden_later = 1

[groter.locaties."De Brug"]
capaciteit_personen = 9

[allebei]
van = ["meer", "groter"]
"""


def with_scenarios(text: str | bytes, of: Plan | None = None) -> Plan:
    content = text if isinstance(text, bytes) else text.encode()
    of = of or plan()
    return replace(of, case=replace(of.case, scenarios_bestand=content))


def went(outcome: Rollover) -> dict[str, tuple[bool, str]]:
    table = outcome.scenarios
    return {
        name: (along, code)
        for name, along, code in zip(table["scenario"], table["gaat_mee"], table["code"], strict=True)
    }


def names_in(outcome: Rollover, folder: Path) -> list[str]:
    outcome.write(folder / "q4")
    return list(read_scenarios(folder / "q4" / "scenarios.toml"))


def test_scenarios_that_still_fit_go_along_byte_for_byte(tmp_path: Path) -> None:
    of = with_scenarios(SCENARIOS)
    of.write(tmp_path / "q3")
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=Plan.read(tmp_path / "q3"))
    outcome.write(tmp_path / "q4")
    assert (tmp_path / "q4" / "scenarios.toml").read_text(encoding="utf-8") == SCENARIOS
    assert read_case(tmp_path / "q4").scenarios_bestand == SCENARIOS.encode()
    assert "Scenario's die meegaan: meer, later, groter, allebei" in str(outcome)


def test_what_names_a_closed_location_stays_with_a_hash_and_its_reason(tmp_path: Path) -> None:
    outcome = rolled(event("locatie_dicht", "2025-09-01", locatie="De Brug"), of=with_scenarios(SCENARIOS))
    assert went(outcome) == {
        "meer": (True, ""),
        "later": (True, "zonder_gevolg"),
        "groter": (False, "locatie_weg"),
        "allebei": (False, "locatie_weg"),
    }
    assert names_in(outcome, tmp_path) == ["meer", "later"]
    text = (tmp_path / "q4" / "scenarios.toml").read_text(encoding="utf-8")
    reason = (
        "# Past niet in de casus per 1 oktober 2025: het noemt een locatie die er niet meer is (De Brug)\n"
    )
    assert reason + '# [groter.locaties."De Brug"]\n# capaciteit_personen = 9\n' in text
    assert text.startswith("# Eigen aantekening\n[meer]\n")
    assert "groter gaat niet mee" in str(outcome)


def test_what_opens_or_drops_a_location_that_is_in_use_by_now_does_not_fit() -> None:
    candidate = with_tables(
        doorstroomlocaties=lambda table: table.assign(
            status="kandidaat", transitiekosten=1000, deelnemende_gemeenten=""
        )
    )
    text = """\
[later.locaties."De Brug"]
maanden_later = 1
[zonder.locaties."De Brug"]
weg = true
[erft]
van = "later"
[erft.locaties."De Brug"]
maanden_later = 0
"""
    outcome = rolled(
        event("in_locatie", "2025-08-05", "H1", locatie="De Brug"), of=with_scenarios(text, candidate)
    )
    assert went(outcome) == {
        "later": (False, "al_open"),
        "zonder": (False, "bewoond"),
        "erft": (False, "erft"),
    }


def test_a_scenario_that_is_no_valid_case_any_more_says_what_is_wrong() -> None:
    text = "[kort]\n[kort.instellingen]\nhorizon = 2025-09-30\n"
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=with_scenarios(text))
    row = outcome.scenarios.iloc[0]
    assert (row["gaat_mee"], row["code"]) == (False, "past_niet")
    assert "horizon" in row["bij"]


@pytest.mark.parametrize("content", [b"[meer\n", b"\xff\xfe", b"[meer]\nvg = 3\n"])
def test_a_file_with_a_fault_goes_along_as_it_is_and_is_said(content: bytes) -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=with_scenarios(content))
    assert outcome.case.scenarios_bestand == content
    assert "scenarios.toml: er staat een fout in het bestand" in str(outcome)


def test_without_scenarios_that_is_said() -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1", ASSEN))
    assert outcome.case.scenarios_bestand is None
    assert "bij het plan stond geen scenarios.toml" in str(outcome)


def test_scenarios_that_cannot_be_told_apart_are_left_alone() -> None:
    text = 'groter.locaties."De Brug".kamers = 3\nmeer.vg = "+1 %"\n'
    outcome = rolled(event("locatie_dicht", "2025-09-01", locatie="De Brug"), of=with_scenarios(text))
    assert outcome.case.scenarios_bestand == text.encode()
    assert went(outcome) == {"groter": (True, "locatie_weg"), "meer": (True, "")}
    said = " ".join(str(outcome).split())
    assert "groter past niet: het noemt een locatie die er niet meer is (De Brug); pas het aan" in said
    assert commented_out('a.vg = "+1 %"\nb.vg = "+2 %"\n', {"a": "weg"}) is None
    text = '[a]\ntoelichting = """\n[b]\n"""\n[b]\nvg = "+1 %"\n'
    assert commented_out(text, {"b": "weg"}) is None
    assert commented_out(text, {"a": "weg"}) is None


RULES = """\
# Eigen regels, op drie manieren genoemd
[binnen.instellingen]
beleid = "eigen.toml"
[onder.instellingen]
beleid = 'regels/eigen.toml'
[buiten]
instellingen = { beleid = "../eigen.toml" }
[weg.instellingen]
beleid = "../weg.toml"
"""


def test_own_rule_sets_that_scenarios_name_by_a_relative_path_go_along(tmp_path: Path) -> None:
    at = tmp_path / "zaak" / "casus"
    plan().case.write(at)
    (at / "regels").mkdir()
    for number, place in enumerate((at, at / "regels", at.parent), start=1):
        write_own_rules(place / "eigen.toml")
        text = (place / "eigen.toml").read_text(encoding="utf-8")
        (place / "eigen.toml").write_text(text.replace('"eigen"', f'"eigen-{number}"'), encoding="utf-8")
    (at / "scenarios.toml").write_text(RULES, encoding="utf-8")
    solve(read_case(at), gap=0.0).write(tmp_path / "elders" / "run")
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=Plan.read(tmp_path / "elders" / "run"))
    assert went(outcome) == {
        "binnen": (True, ""),
        "onder": (True, ""),
        "buiten": (True, ""),
        "weg": (False, "past_niet"),
    }
    # Nothing of the first case is needed any more.
    for old in ("zaak", "elders"):
        (tmp_path / old).rename(tmp_path / f"{old}-niet-meer")
    q4 = tmp_path / "nieuw" / "q4"
    outcome.write(q4)
    text = (q4 / "scenarios.toml").read_text(encoding="utf-8")
    assert text.startswith('# Eigen regels, op drie manieren genoemd\n[binnen.instellingen]\nbeleid = "')
    case, found = read_case(q4), read_scenarios(q4 / "scenarios.toml")
    used = {name: apply_scenario(case, name, each, q4).beleid.naam for name, each in found.items()}
    assert used == {"binnen": "eigen-1", "onder": "eigen-2", "buiten": "eigen-3"}
    assert all((q4 / str(each.instellingen["beleid"])).parent == q4 for each in found.values())


def test_a_rule_set_never_takes_the_place_of_a_file_of_the_case(tmp_path: Path) -> None:
    at = tmp_path / "casus"
    plan().case.write(at)
    (tmp_path / "x").mkdir()
    write_own_rules(tmp_path / "x" / "plan.toml")
    (at / "scenarios.toml").write_text('[a.instellingen]\nbeleid = "../x/plan.toml"\n', encoding="utf-8")
    read_case(at).write(tmp_path / "kopie")
    again = read_case(tmp_path / "kopie")
    assert again.instellingen == read_case(at).instellingen
    (scenario,) = read_scenarios(tmp_path / "kopie" / "scenarios.toml").values()
    assert apply_scenario(again, "a", scenario, tmp_path / "kopie").beleid.naam == "eigen"


def test_a_scenario_with_other_rules_than_the_own_ones_of_the_case_changes_something(tmp_path: Path) -> None:
    at = tmp_path / "casus"
    plan().case.write(at)
    for name in ("beleid", "ander"):
        write_own_rules(at / f"{name}.toml")
    text = (at / "ander.toml").read_text(encoding="utf-8").replace('"eigen"', '"ander"')
    (at / "ander.toml").write_text(text, encoding="utf-8")
    settings = (at / "plan.toml").read_text(encoding="utf-8")
    (at / "plan.toml").write_text(f'beleid = "beleid.toml"\n{settings}', encoding="utf-8")
    (at / "scenarios.toml").write_text('[ander.instellingen]\nbeleid = "ander.toml"\n', encoding="utf-8")
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=solve(read_case(at), gap=0.0))
    assert went(outcome) == {"ander": (True, "")}
