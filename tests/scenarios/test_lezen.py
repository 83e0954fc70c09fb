"""scenarios.toml: read with what is taken over, and refused in Dutch with everything wrong at once."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from plaatsing import CaseError
from plaatsing.scenarios import read_scenarios
from plaatsing.scenarios.sjabloon import SJABLOON
from tests.scenarios.hulp import parsed


def problems(text: str) -> list[str]:
    with pytest.raises(CaseError) as refused:
        parsed(text)
    return [str(problem) for problem in refused.value.problems]


def test_percentages_are_exact_factors() -> None:
    found = parsed('[a]\nvg = "+20 %"\nwoningen = "-12,5%"\n[b]\nvg = "7 procent"\n')
    assert (found["a"].vg, found["a"].woningen) == (Fraction(6, 5), Fraction(7, 8))
    assert found["b"].vg == Fraction(107, 100)


def test_a_scenario_takes_over_from_others_and_goes_before_them() -> None:
    found = parsed(
        """
        [een]
        vg = "+20 %"
        [een.instellingen]
        omrijfactor = 1.5
        [een.instellingen.doelen]
        tekort = 1.0
        afstand = 2.0
        [een.locaties.L1]
        maanden_later = 1
        capaciteit_personen = 5
        [twee]
        woningen = "-10 %"
        vg = "+10 %"
        [samen]
        van = ["een", "twee"]
        [samen.instellingen.doelen]
        tekort = 3.0
        [samen.locaties.L1]
        maanden_later = 2
        """
    )["samen"]
    assert (found.vg, found.woningen) == (Fraction(132, 100), Fraction(9, 10))
    assert found.instellingen == {"omrijfactor": 1.5, "doelen": {"tekort": 3.0, "afstand": 2.0}}
    assert (found.locaties["L1"].maanden_later, found.locaties["L1"].capaciteit_personen) == (2, 5)


def test_what_is_taken_over_by_two_ways_counts_once() -> None:
    found = parsed('[a]\nvg = "+10 %"\n[b]\nvan = ["a"]\n[c]\nvan = ["a"]\n[d]\nvan = ["b", "c"]\n')
    assert found["d"].vg == Fraction(11, 10)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[a]\nwoninge = "-10 %"', 'scenarios.toml, a.woninge: onbekende instelling; bedoelde u "woningen"?'),
        ("[a]\nwoningen = 0.9", "verwacht een verandering in procenten"),
        ('[a]\nvg = "-120 %"', "verwacht een verandering in procenten"),
        ("[a.locaties.L1]\nmaand_later = 1", 'bedoelde u "maanden_later"?'),
        ("[a.locaties.L1]\ncapaciteit_personen = -1", "verwacht een getal van ten minste 0"),
        ('[a.locaties.L1]\nopen_vanaf = "2025-13-01"', "verwacht een datum zoals"),
        ("[a]\nlocaties = 3", "verwacht een blok"),
        ('[a]\nvan = ["bee"]\n[been]\nvg = "1 %"', 'gevonden "bee", verwacht een scenario'),
        ('[a]\nvan = ["bee"]\n[been]\nvg = "1 %"', 'bedoelde u "been"?'),
        ('[a]\nvan = ["b"]\n[b]\nvan = ["a"]', "kring"),
        ('[basis]\nvg = "1 %"', "deze naam is al in gebruik"),
        ('["Met spatie"]\nvg = "1 %"', "kleine letters, cijfers en streepjes"),
        ('a = "b"', "verwacht een blok"),
        ("", "geen enkel scenario"),
    ],
)
def test_what_is_wrong_is_said_in_dutch(text: str, said: str) -> None:
    assert any(said in line for line in problems(text)), problems(text)


def test_everything_wrong_is_said_at_once() -> None:
    found = problems('[a]\nvg = "veel"\nx = 1\n[b]\nvan = ["c"]\n[B]\n')
    assert len(found) == 4


def test_the_scenarios_of_a_new_case_are_three_and_the_fourth_is_ready_to_use(tmp_path: Path) -> None:
    assert list(parsed(SJABLOON)) == ["meer-taakstelling", "locaties-later", "minder-woningen"]
    start = SJABLOON.index("# [tegenwind]")
    opened = SJABLOON[:start] + SJABLOON[start:].replace("# ", "")
    path = tmp_path / "scenarios.toml"
    path.write_text(opened, encoding="utf-8")
    last = read_scenarios(path)["tegenwind"]
    assert (last.vg, last.woningen) == (Fraction(6, 5), Fraction(9, 10))
    assert last.locaties["alle"].maanden_later == 1
    assert last.instellingen == {"omrijfactor": 1.5}


def test_a_file_that_is_not_there_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="bestaat niet"):
        read_scenarios(tmp_path / "scenarios.toml")
