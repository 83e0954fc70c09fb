"""A scenario applied: another case, and the first stays as it was."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from plaatsing import Case, CaseError, read_case
from plaatsing.opgave import opgave
from plaatsing.scenarios import apply_scenario
from plaatsing.scenarios.woningen import scaled
from tests.compare.hulp import ASSEN, MEPPEL, variant, with_own_rules, write_own_rules
from tests.scenarios.hulp import parsed


def applied(case: Case, text: str) -> Case:
    (name, scenario), *_ = parsed(text).items()
    return apply_scenario(case, name, scenario)


def with_candidate(table: pd.DataFrame) -> pd.DataFrame:
    more = pd.DataFrame(
        {
            "locatie": ["De Poort", "De Poort-2"],
            "gemeentecode": [MEPPEL, MEPPEL],
            "capaciteit_personen": [20, 10],
            "status": ["kandidaat", "kandidaat"],
            "uitbreiding_van": ["", "De Poort"],
            "open_vanaf": ["2025-08-31", ""],
        }
    )
    return pd.concat([table.assign(status="bestaand"), more], ignore_index=True)


def test_the_quota_follows_the_national_number() -> None:
    case = variant({"vg": {"2025-II": {"bekend": 10_000}}})
    more = applied(case, '[a]\nvg = "+20 %"')
    assert more.instellingen.vg_voor("2025-II") == 12_000
    assert case.instellingen.vg_voor("2025-II") == 10_000
    assert opgave(more)["taakstelling"].sum() == pytest.approx(
        1.2 * opgave(case)["taakstelling"].sum(), abs=1
    )


def test_a_published_quota_follows_too_and_half_a_person_rounds_up() -> None:
    published = pd.DataFrame({"gemeentecode": [ASSEN, MEPPEL], "taakstelling": ["25", ""]})
    case = variant(gemeenten=lambda _: published)
    more = applied(case, '[a]\nvg = "+10 %"')
    assert more.gemeenten["taakstelling"].iloc[0] == 28
    assert more.gemeenten["taakstelling"].isna().tolist() == [False, True]


def test_fewer_dwellings_fall_away_evenly() -> None:
    homes = pd.DataFrame(
        {
            "aanbod": [f"W{number:02d}" for number in range(20)],
            "gemeentecode": [ASSEN] * 10 + [MEPPEL] * 10,
            "beschikbaar_vanaf": "2025-08-01",
            "aantal": 1,
        }
    )
    left = scaled(homes, Fraction(9, 10))
    assert left.groupby("gemeentecode")["aantal"].sum().tolist() == [9, 9]
    assert scaled(homes, Fraction(6, 5))["aantal"].sum() == 24
    assert scaled(homes, Fraction(1))["aantal"].tolist() == homes["aantal"].tolist()
    shuffled = scaled(homes.sample(frac=1, random_state=1), Fraction(9, 10))
    assert sorted(shuffled["aanbod"]) == sorted(left["aanbod"])


def test_forecasts_in_persons_are_scaled_apart_from_dwellings() -> None:
    homes = pd.DataFrame(
        {
            "aanbod": ["A", "B"],
            "gemeentecode": [ASSEN, ASSEN],
            "beschikbaar_vanaf": "2025-08-01",
            "aantal": [10, 40],
            "eenheid": ["", "persoon"],
        }
    )
    assert scaled(homes, Fraction(1, 2)).set_index("aanbod")["aantal"].to_dict() == {"A": 5, "B": 20}


def test_every_candidate_opens_a_month_later_and_the_existing_one_does_not() -> None:
    case = variant(doorstroomlocaties=with_candidate)
    later = applied(case, "[a.locaties.alle]\nmaanden_later = 1").doorstroomlocaties.set_index("locatie")
    assert later["open_vanaf"].to_dict() == {
        "De Brug": pd.NaT,
        "De Poort": pd.Timestamp("2025-09-30"),
        "De Poort-2": pd.Timestamp("2025-08-01"),
    }


def test_one_location_goes_before_all_of_them() -> None:
    case = variant(doorstroomlocaties=with_candidate)
    text = '[a.locaties.alle]\nweg = true\n[a.locaties."De Poort"]\nweg = false\ncapaciteit_personen = 7\n'
    sites = applied(case, text).doorstroomlocaties.set_index("locatie")
    assert list(sites.index) == ["De Brug", "De Poort"]
    assert sites["capaciteit_personen"].to_dict() == {"De Brug": 1, "De Poort": 7}


def test_a_location_that_goes_takes_its_extension_along() -> None:
    case = variant(doorstroomlocaties=with_candidate)
    sites = applied(case, '[a.locaties."De Poort"]\nweg = true').doorstroomlocaties
    assert list(sites["locatie"]) == ["De Brug"]


def test_any_setting_can_be_another_and_the_rest_stays() -> None:
    case = variant({"doelen": {"afstand": 5.0}})
    text = (
        '[a]\ntitel = "Anders"\n[a.instellingen]\nomrijfactor = 1.5\nbeleid = "bekostigingsregeling-2025"\n'
    )
    other = applied(case, text + "[a.instellingen.doelen]\ntekort = 1.0\n")
    assert (other.instellingen.omrijfactor, other.beleid.naam) == (1.5, "bekostigingsregeling-2025")
    assert (other.instellingen.doelen.tekort, other.instellingen.doelen.afstand) == (1.0, 5.0)
    assert other.instellingen.titel == "Proef: Anders"
    assert (case.instellingen.omrijfactor, case.instellingen.doelen.tekort) == (1.3, 10_000.0)


def test_an_own_rule_set_is_found_from_the_folder_of_the_case(tmp_path: Path) -> None:
    write_own_rules(tmp_path / "eigen.toml")
    scenario = parsed('[a.instellingen]\nbeleid = "eigen.toml"')["a"]
    assert apply_scenario(variant(), "a", scenario, tmp_path).beleid.naam == "eigen"


def test_the_own_rule_set_of_a_case_goes_along(tmp_path: Path) -> None:
    case = with_own_rules(tmp_path)
    other = applied(case, "[a.instellingen]\nomrijfactor = 1.5")
    assert (other.beleid.naam, other.beleid_bestand) == ("eigen", case.beleid_bestand)
    other.write(tmp_path / "anders")
    assert (tmp_path / "anders" / "beleid.toml").read_bytes() == case.beleid_bestand
    assert read_case(tmp_path / "anders").beleid.naam == "eigen"


def test_another_rule_set_takes_the_place_of_the_own_one(tmp_path: Path) -> None:
    other = applied(with_own_rules(tmp_path), '[a.instellingen]\nbeleid = "migratieagenda-2023"')
    assert (other.beleid.naam, other.beleid_bestand) == ("migratieagenda-2023", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a.instellingen]\nomrijfaktor = 1.5", "a.instellingen.omrijfaktor: onbekende instelling"),
        ("[a.instellingen]\nomrijfaktor = 1.5", 'bedoelde u "omrijfactor"?'),
        ("[a.instellingen]\nomrijfactor = 0.5", "a.instellingen.omrijfactor"),
        ('[a.locaties."De Burg"]\nmaanden_later = 1', 'gevonden "De Burg"'),
        ('[a.locaties."De Burg"]\nmaanden_later = 1', 'bedoelde u "De Brug"?'),
        (
            '[a.locaties."De Brug"]\nopen_vanaf = 2025-09-01\nopen_tot = 2025-08-01',
            "a: doorstroomlocaties",
        ),
    ],
)
def test_what_does_not_fit_the_case_is_said_with_the_scenario(text: str, said: str) -> None:
    with pytest.raises(CaseError) as refused:
        applied(variant(), text)
    assert said in str(refused.value)
