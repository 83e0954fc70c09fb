"""Why a household is where it is: against the worked example, and rule by rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plaatsing import Case, Plan, read_case, solve
from plaatsing.explain import Beeld, HuishoudenUitleg, explain_huishouden
from plaatsing.explain.mogelijk import mogelijkheden
from plaatsing.models import Prices
from plaatsing.taal import speak
from tests.uitkomst.hulp import huishouden, locatie, maak_case, maak_plan, woning

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def papier(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The example worked out by hand, read back from its run folder."""
    run = tmp_path_factory.mktemp("papier") / "run"
    solve(read_case(ROOT / "examples" / "op-papier"), gap=0.0).write(run)
    return Plan.read(run)


def place(uitleg: HuishoudenUitleg) -> tuple[str, str, str]:
    following = uitleg.volgende
    assert following is not None
    return following.kandidaat.gemeentecode, following.kandidaat.vorm, following.kandidaat.locatie


@pytest.mark.parametrize(
    ("name", "next_place", "euro"),
    [
        # docs/voorbeeld-op-papier.md: H1 by the location, H2 not before 30 November, H3 and H5 swapped.
        ("H1", ("E", "doorstroomlocatie", "brink"), 3035.0),
        ("H2", ("L", "eigen", ""), 6996.0),
        ("H3", ("E", "doorstroomlocatie", "brink"), 4135.0),
        ("H5", ("L", "flex", ""), 4135.0),
    ],
)
def test_next_best_place_costs_what_the_page_says(
    papier: Plan, name: str, next_place: tuple[str, str, str], euro: float
) -> None:
    uitleg = explain_huishouden(papier, name)
    assert place(uitleg) == next_place
    assert uitleg.volgende is not None
    assert uitleg.volgende.euro == pytest.approx(euro)
    assert uitleg.volgende.personen == 0
    assert uitleg.volgende.kandidaat.herberekend == pytest.approx(euro)
    assert uitleg.volgende.manier == "herberekening_heel"


def test_weeks_of_the_next_best_place(papier: Plan) -> None:
    # H2 leaves on 30 November instead of 30 September.
    following = explain_huishouden(papier, "H2").volgende
    assert following is not None
    assert 7 * following.weken == pytest.approx(61)


@pytest.mark.parametrize("name", ["H1", "H2", "H3", "H4", "H5"])
def test_row_prices_never_say_more_than_solving_again(papier: Plan, name: str) -> None:
    priced = explain_huishouden(papier, name, herbereken=False).volgende
    solved = explain_huishouden(papier, name, herbereken=True).volgende
    assert priced is not None
    assert solved is not None
    assert priced.manier == "rijprijzen"
    assert priced.euro <= solved.euro + 0.05


def test_rule_that_decides(papier: Plan) -> None:
    rules = {name: explain_huishouden(papier, name).regel for name in ("H1", "H2", "H3", "H4", "H5")}
    assert {name: rule.code for name, rule in rules.items()} == {
        "H1": "plaatsen_vol",
        "H2": "eerste_keus",
        "H3": "eerste_keus",
        "H4": "eerste_keus",
        "H5": "koppelruimte_op",
    }
    assert "periode 4 (1 okt 2025 t/m 31 okt 2025)" in str(rules["H1"])


def test_location_too_small_is_never_a_candidate(papier: Plan) -> None:
    # H4 counts four persons, brink has three places.
    table = explain_huishouden(papier, "H4").tabel()
    brink = table[table["locatie"] == "brink"].iloc[0]
    assert (brink["oordeel"], brink["reden"]) == ("uitgesloten", "locatie_te_klein")


def test_forced_plan_is_that_of_a_case_that_leaves_no_other_way() -> None:
    # Two households compete for one home; with the loser's way in, the other must wait.
    people = [huishouden("H1", personen=1), huishouden("H2", personen=1, vergunningdatum="2025-05-12")]
    homes = [woning("W1", max_personen=1), woning("W2", max_personen=1, beschikbaar_vanaf="2025-09-10")]
    plan = maak_plan(people, homes)
    chosen = plan.plaatsingen.set_index("huishouden")["aanbod"]
    assert chosen.to_dict() == {"H1": "W1", "H2": "W2"}
    following = explain_huishouden(plan, "H2").volgende
    assert following is not None
    assert following.kandidaat.vorm == "coa"
    # The same without W2 at all: H1 keeps W1 and H2 stays.
    without = maak_plan(people, [homes[0]])
    assert following.euro == pytest.approx(without.objective - plan.objective)


def reasons(plan: Plan, name: str) -> dict[tuple[str, str, str], str]:
    table = explain_huishouden(plan, name).tabel()
    keys = zip(table["gemeentecode"], table["vorm"], table["locatie"], strict=True)
    return dict(zip(keys, table["reden"], strict=True))


def test_reasons_of_places_excluded() -> None:
    far = {
        "B": {"x_rd": 260_000.0, "vormen": "eigen|doorstroomlocatie"},
        "A": {"vormen": "eigen|doorstroomlocatie"},
    }
    plan = maak_plan(
        [
            huishouden("linked", personen=5),
            huishouden("medisch", koppelgemeente="", koppeldatum=None, medisch="B"),
        ],
        [woning("W1", max_personen=2), woning("W2", gemeentecode="B", beschikbaar_vanaf="2025-09-01")],
        [
            locatie("dorp", deelnemende_gemeenten="B"),
            locatie("klein", capaciteit_personen=3),
            locatie("ver", gemeentecode="B", status="kandidaat", x_rd=260_000.0, y_rd=500_000.0),
        ],
        gemeenten=far,
    )
    linked, medical = reasons(plan, "linked"), reasons(plan, "medisch")
    assert linked["B", "", ""] == "koppeling_elders"
    assert linked["A", "eigen", ""] == "geen_maat"
    assert linked["A", "flex", ""] == "vorm_niet_gekozen"
    assert linked["A", "doorstroomlocatie", "dorp"] == "geen_deelname"
    assert linked["A", "doorstroomlocatie", "klein"] == "locatie_te_klein"
    assert linked["A", "doorstroomlocatie", "ver"] == "te_ver"
    assert medical["A", "", ""] == "hard_criterium"
    text = str(explain_huishouden(plan, "linked"))
    assert "doorstroomlocatie ver 78,0 km: te ver, de grens is 30,0 km" in " ".join(text.split())


def test_reasons_of_places_that_lost() -> None:
    people = [
        huishouden("H1", vergunningdatum="2025-04-01", koppeldatum="2025-04-15"),
        huishouden("H2", vergunningdatum="2025-07-07", koppeldatum="2025-07-21"),
    ]
    homes = [
        woning("W1", max_personen=1),
        woning("W2", vorm="flex", max_personen=1, beschikbaar_vanaf="2025-12-10"),
        woning("W3", vorm="tijdelijk", max_personen=1, beschikbaar_vanaf="2025-08-10"),
    ]
    plan = maak_plan(people, homes, [locatie("L", status="kandidaat", transitiekosten=5_000_000)])
    assert plan.plaatsingen["aanbod"].tolist() == ["W1", "W3"]
    lost = reasons(plan, "H2")
    assert lost["A", "eigen", ""] == "woning_vergeven"
    assert lost["A", "flex", ""] == "na_termijn"
    assert lost["A", "doorstroomlocatie", "L"] == "niet_geopend"


def test_resident_is_explained_too() -> None:
    inside: dict[str, Any] = {"in_locatie": "L", "sinds": "2025-03-01", "vergunningdatum": "2025-01-01"}
    plan = maak_plan(
        [huishouden("H1", **inside | {"koppeldatum": "2025-01-15"})], [woning("W1")], [locatie("L")]
    )
    uitleg = explain_huishouden(plan, "H1")
    assert (uitleg.gekozen.vorm, uitleg.regel.code) == ("eigen", "eerste_keus")
    assert place(uitleg) == ("A", "doorstroomlocatie", "L")


def test_household_without_any_other_place_is_told_so() -> None:
    plan = maak_plan([huishouden("H1", personen=6)], [woning("W1", max_personen=2)])
    uitleg = explain_huishouden(plan, "H1")
    assert (uitleg.gekozen.vorm, uitleg.regel.code, uitleg.volgende) == ("coa", "geen_andere", None)
    assert "goedkoopste plaats" not in str(uitleg)


def test_plan_without_prices_is_solved_again() -> None:
    case = maak_case([huishouden("H1")], [woning("W1")])
    plan = solve(case, gap=0.0, engine="referentie")
    following = explain_huishouden(plan, "H1").volgende
    assert following is not None
    assert following.manier == "herberekening_heel"
    assert following.euro > 0


def test_plan_is_rebuilt_from_its_tables(papier: Plan) -> None:
    beeld = Beeld.van(papier)
    own = sum(beeld.kosten(row) for row in beeld.gekozen.values()) + beeld.instantie.model.constant
    shared = papier.doelen.set_index("doel")["euro"][["tekort", "kosten_transitie"]].sum()
    assert own + shared == pytest.approx(papier.objective)


def test_unknown_household(papier: Plan) -> None:
    with pytest.raises(KeyError):
        papier.explain(huishouden="H9")
    with pytest.raises(ValueError, match="noem een"):
        papier.explain(huishouden="H1", gemeente="E")


def test_text_in_both_languages(papier: Plan) -> None:
    uitleg = papier.explain(huishouden="H2")
    assert "+€ 6.996,00 voor het hele plan" in str(uitleg).replace("\n    ", " ")
    with speak("en"):
        assert "+€6,996.00 for the whole plan" in str(uitleg).replace("\n    ", " ")


def test_table_has_every_municipality(papier: Plan) -> None:
    table = papier.explain(huishouden="H3").tabel()  # type: ignore[union-attr]
    assert isinstance(table, pd.DataFrame)
    assert set(table["gemeentecode"]) == {"E", "L", ""}
    assert (table["oordeel"] == "gekozen").sum() == 1


def locked(case: Case, **row: Any) -> Plan:
    """Solve a case with one decision of a person."""
    return solve(
        Case.from_tables(case.instellingen, **dict(case.tabellen), vastgezet=pd.DataFrame([row])), gap=0.0
    )


def test_decision_of_a_person_is_named() -> None:
    case = maak_case([huishouden("H1")], [woning("W1"), woning("W2", vorm="flex")])
    plan = locked(case, soort="huishouden", sleutel="H1", veld="vorm", keuze="niet", waarde="eigen")
    assert reasons(plan, "H1")["A", "eigen", ""] == "vastgezet"


def test_household_that_a_person_keeps_in_coa_is_not_said_to_come_too_late() -> None:
    free = {"koppelgemeente": "", "koppeldatum": None}
    case = maak_case([huishouden("H1", **free), huishouden("H2")], [woning("W1", aantal=2)])
    plan = locked(case, soort="huishouden", sleutel="H1", veld="vorm", keuze="alleen", waarde="coa")
    uitleg = explain_huishouden(plan, "H1")
    assert uitleg.vastgezet == "vorm alleen coa"
    assert {c.reden.code for c in uitleg.kandidaten if c.vorm == "eigen"} == {"vastgezet"}
    assert "vastgezet: vorm alleen coa" in str(uitleg)


def test_household_that_a_person_links_is_told_so_once_per_municipality() -> None:
    free = {"koppelgemeente": "", "koppeldatum": None}
    homes = [woning("W1"), woning("W2", gemeentecode="B")]
    case = maak_case([huishouden("H1", **free), huishouden("H2")], homes)
    plan = locked(case, soort="huishouden", sleutel="H1", veld="gemeente", keuze="alleen", waarde="B")
    lost = reasons(plan, "H1")
    assert lost["A", "", ""] == "vastgezet"
    assert ("A", "eigen", "") not in lost
    name = plan.case.gemeenten.set_index("gemeentecode")["gemeente"]["B"]
    assert f"vastgezet: gemeente alleen {name}" in str(explain_huishouden(plan, "H1"))


def test_maximum_that_a_person_set() -> None:
    free = {"koppelgemeente": "", "koppeldatum": None}
    people = [huishouden("H1", **free), huishouden("H2", **free | {"vergunningdatum": "2025-05-12"})]
    homes = [woning("W1", aantal=2), woning("W2", gemeentecode="B", beschikbaar_vanaf="2025-09-10")]
    plan = locked(
        maak_case(people, homes, vg={"2025-II": {"bekend": 10}}),
        soort="gemeente",
        sleutel="A",
        veld="plaatsen",
        waarde="1",
    )
    assert sorted(plan.plaatsingen["koppelgemeente"]) == ["A", "B"]
    elsewhere = plan.plaatsingen.set_index("huishouden")["koppelgemeente"].eq("B").idxmax()
    assert reasons(plan, str(elsewhere))["A", "eigen", ""] == "maximum_bereikt"


def test_household_of_several_that_are_alike() -> None:
    # The model cannot tell H1 and H2 apart; only the one that is asked about must stay.
    homes = [woning("W1", max_personen=1), woning("W2", max_personen=1, beschikbaar_vanaf="2025-09-10")]
    people = [huishouden("H1"), huishouden("H2")]
    plan = maak_plan(people, homes)
    following = explain_huishouden(plan, "H1").volgende
    assert following is not None
    assert following.kandidaat.vorm == "coa"
    assert following.euro == pytest.approx(maak_plan(people, [homes[0]]).objective - plan.objective)


def test_best_of_all_places_is_what_the_prices_say(papier: Plan) -> None:
    beeld = Beeld.van(papier)
    chance = np.random.default_rng(1)
    zero = Prices.zero(beeld.instantie.model, beeld.structure.epochs)
    prices = replace(
        zero,
        woningen=-5000.0 * chance.random(zero.woningen.shape),
        plaatsen=-500.0 * chance.random(zero.plaatsen.shape),
        quota=9000.0 * chance.random(zero.quota.shape),
        link=-4000.0 * chance.random(zero.link.shape),
    )
    beeld = replace(beeld, prijzen=prices)
    least = [
        min(option.plan for option in mogelijkheden(beeld, klasse, beeld.pricing))
        for klasse in range(beeld.instantie.model.n_classes)
    ]
    assert least == pytest.approx(beeld.geprijsd.least.tolist())
