"""The console summary: what a planner reads first, said plainly."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from plaatsing.plan import Plan, Status
from plaatsing.uitvoer.gebruik import eerste_gebruik
from tests.uitvoer.voorbeeld import example_case, example_plan


def _with_nobody_in_a_location() -> Plan:
    plan = example_plan()
    return example_plan(
        locaties=plan.locaties.assign(personen=0),
        plaatsingen=plan.plaatsingen.assign(locatie="", in_locatie=None),
    )


def test_the_four_figures_are_there() -> None:
    text = str(example_plan())
    assert "7 geplaatst, 3 nog in COA op 31 dec 2025 (5 huishoudens, 11 personen)" in text
    assert "2025-II: gehaald door 1 van 2 gemeenten; tekort 48 personen: Assen 48" in text
    assert "1 van 1 kandidaten geopend" in text
    assert "Kanaal (Meppel), in gebruik vanaf 31 jul 2025, hoogstens 2 van 4 plaatsen bezet" in text
    assert "indicatief € 10.007,66 voor bestaande koppelingen" in text


def test_a_location_is_in_use_from_the_day_of_the_first_move_and_people_of_before_from_the_start() -> None:
    plan = example_plan()
    moves = plan.plaatsingen.set_index("locatie")["in_locatie"]
    assert eerste_gebruik(plan) == {"Kanaal": moves["Kanaal"], "De Brug": pd.Timestamp("2025-07-01")}
    unknown = plan.plaatsingen.assign(in_locatie=None)
    assert set(eerste_gebruik(example_plan(plaatsingen=unknown)).values()) == {pd.Timestamp("2025-07-01")}


def test_an_open_location_without_residents_has_no_first_day_of_use() -> None:
    text = str(_with_nobody_in_a_location())
    assert "Kanaal (Meppel), open vanaf 1 jul 2025, maar het plan brengt er niemand heen" in text
    assert "in gebruik vanaf" not in text


def test_an_open_location_without_residents_opens_on_its_own_day() -> None:
    plan = _with_nobody_in_a_location()
    sites = plan.case.doorstroomlocaties.copy()
    sites.loc[sites["locatie"] == "Kanaal", "open_vanaf"] = pd.Timestamp("2025-10-15")
    later = replace(plan, case=replace(plan.case, doorstroomlocaties=sites))
    assert "Kanaal (Meppel), open vanaf 15 okt 2025, maar" in str(later)


@pytest.mark.parametrize(
    ("status", "advice", "other"),
    [
        ("tijdslimiet", "een ruimere tijdslimiet", "u brak het rekenen af"),
        ("afgebroken", "u brak het rekenen af", "tijdslimiet"),
        ("grens", "langere perioden of een kleiner gebied", "tijdslimiet"),
    ],
)
def test_an_unfinished_plan_gets_the_advice_that_goes_with_how_it_ended(
    status: Status, advice: str, other: str
) -> None:
    plan = example_plan()
    text = " ".join(str(replace(plan, status=status, gap=0.3)).split())
    assert advice in text
    assert other not in text


def test_people_already_in_a_location_are_told_apart() -> None:
    assert "1 woonde al in een doorstroomlocatie; doorgestroomd: 0" in str(example_plan())


def test_english_says_the_same_with_english_numbers() -> None:
    text = example_plan().summary("en")
    assert "7 placed, 3 still in COA on 31 Dec 2025" in text
    assert "indicative €10,007.66 for existing links" in text
    assert "geplaatst" not in text


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_no_line_is_wider_than_a_hundred_columns(taal: str) -> None:
    plan = example_plan()
    wide = plan.locaties.assign(locatie=plan.locaties["locatie"] + " aan de lange weg naar het noorden" * 3)
    text = example_plan(locaties=wide).summary(taal)  # type: ignore[arg-type]
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("optimaal", "optimaal binnen de gevraagde afstand van 0,1%, bewezen"),
        ("tijdslimiet", "gestopt door de tijdslimiet"),
        ("afgebroken", "afgebroken; dit is het beste plan tot dan toe"),
        ("grens", "gestopt op een rekengrens"),
    ],
)
def test_the_status_is_said_in_words(status: str, says: str) -> None:
    assert says in str(example_plan(status=status))


def test_the_gap_is_said_in_words() -> None:
    assert "een ander plan is hoogstens 0,041% beter (0,21% van het deel" in str(example_plan())
    assert "een beter plan bestaat niet" in str(example_plan(gap=0.0))
    unknown = example_plan(status="tijdslimiet", bound=float("-inf"), gap=float("inf"))
    assert "er is niet bewezen hoe ver" in str(unknown)


def test_a_plan_far_from_proven_says_that_it_is_not_finished() -> None:
    early = str(example_plan(status="tijdslimiet", gap=0.93794, gap_vermijdbaar=1.0))
    assert "een ander plan is hoogstens 93,8% beter (100% van het deel" in early
    assert "Dit plan is nog niet af" in early
    assert "nog niet af" not in str(example_plan(status="tijdslimiet", gap=0.003))
    assert "nog niet af" in str(example_plan(status="afgebroken", gap=float("inf")))


def test_what_lacks_certainty_is_said() -> None:
    text = str(example_plan())
    assert "De gegevens zijn synthetisch" in text
    assert "Beginstand onbekend" in text
    assert "er is geen tarief van kracht" in text
    assert "2025-II 13.000 (uit de pers)" in text


def test_a_case_of_real_data_with_its_own_figures_gets_no_such_warnings() -> None:
    case = example_case(toelichting="", vg={"2025-II": {"bekend": 13000}})
    text = str(example_plan(case=case))
    assert "synthetisch" not in text
    assert "uit de pers" not in text


def test_risk_on_proposed_links_stands_beside_the_charge() -> None:
    ledger = example_plan().doorberekening.assign(soort=["doorberekening", "risico"])
    text = str(example_plan(doorberekening=ledger))
    assert "indicatief € 7.546,76 voor bestaande koppelingen" in text
    assert "en € 2.460,90 risico voor koppelingen die het plan voorstelt" in text


def test_a_plan_without_half_year_end_or_candidates_says_so() -> None:
    plan = example_plan()
    existing = plan.locaties[plan.locaties["status"] == "bestaand"]
    text = str(example_plan(taakstelling=plan.taakstelling.iloc[:0], locaties=existing))
    assert "geen halfjaar eindigt binnen het plan" in text
    assert "geen kandidaten in de casus" in text


def test_many_shortages_are_cut_off_with_their_number() -> None:
    many = pd.concat([example_plan().tekorten] * 30, ignore_index=True)
    assert "en nog 18 regels in tekorten.csv" in str(example_plan(tekorten=many))
