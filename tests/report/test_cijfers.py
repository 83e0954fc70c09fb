"""The figures on the page are those of the plan."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from plaatsing import Plan
from plaatsing.betalers import betalers
from plaatsing.realisatie import VORMEN, realised_moves
from plaatsing.report.kwartaal import Kwartaal
from plaatsing.report.stand import stand
from plaatsing.taal import format_count
from tests.report.hulp import beside, csv_rows, frame_total, numbers, pagina, rapport, run


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.read(run("drenthe"))


def test_the_municipal_table_is_the_taakstelling_of_the_plan(plan: Plan) -> None:
    rows = {row["gemeentecode"]: row for row in csv_rows(beside(rapport(), "gemeenten"))}
    assert len(rows) == len(plan.taakstelling)
    for book in plan.taakstelling.to_dict("records"):
        row = rows[book["gemeentecode"]]
        for name in (
            "achterstand",
            "correctie",
            "uitruil",
            "gecorrigeerd",
            "gekoppeld",
            "verwacht",
            "verschoonbaar",
        ):
            assert int(row[name]) == book[name], (book["gemeente"], name)
        assert int(row["bekendgemaakt"]) == book["taakstelling"]
        assert int(row["gemeten"]) == book["al_gerealiseerd"]
        assert int(row["verschil"]) == book["verwacht"] - book["gecorrigeerd"]
        for vorm in VORMEN:
            assert int(row[f"gepland_{vorm}"]) == book[f"gerealiseerd_{vorm}"]


def test_the_page_shows_the_figures_of_its_file() -> None:
    page = pagina()
    for row in csv_rows(beside(rapport(), "gemeenten")):
        shown = page.rows[f"gemeente-{row['gemeentecode']}"]
        assert shown[0] == row["gemeente"]
        for name in ("gecorrigeerd", "gepland", "verwacht"):
            assert format_count(int(row[name])) in shown


def test_measured_and_planned_are_apart_at_an_interim_position(plan: Plan) -> None:
    table = stand(plan, Kwartaal.parse("2025Q3"))
    moves = realised_moves(plan.case, plan.plaatsingen)
    until = moves[moves["datum"] <= pd.Timestamp(date(2025, 9, 30))]
    assert 0 < table["gepland"].sum() == until["personen"].sum() < moves["personen"].sum()
    assert list(table["gemeten"]) == list(plan.taakstelling["al_gerealiseerd"])
    assert list(table["verwacht"]) == list(plan.taakstelling["verwacht"])


def test_the_quarter_is_named_interim_or_final() -> None:
    assert "Eindstand vierde kwartaal 2025" in pagina().text
    assert "Tussenstand derde kwartaal 2025" in pagina(kwartaal="2025Q3").text


def test_the_doorberekening_is_the_ledger_to_the_cent(plan: Plan) -> None:
    rows = csv_rows(beside(rapport(), "doorberekening"))
    ledger = plan.doorberekening
    fact = ledger[ledger["soort"] != "risico"]
    assert sum(numbers(rows, "bedrag_cent")) == frame_total(fact, "bedrag_cent") > 0
    assert sum(numbers(rows, "risico_cent")) == frame_total(ledger, "bedrag_cent") - frame_total(
        fact, "bedrag_cent"
    )
    this = fact[fact["kwartaal"] == "2025Q4"]
    assert sum(numbers(rows, "kwartaal_cent")) == frame_total(this, "bedrag_cent")


def test_every_cent_of_every_payer_is_there(plan: Plan) -> None:
    rows = csv_rows(beside(rapport(), "betalers"))
    table = betalers(plan.case, plan)
    for name in ("plan_cent", "coa_cent", "verschil_cent"):
        assert sum(numbers(rows, name)) == frame_total(table, name)
    towns = csv_rows(beside(rapport(), "netto"))
    paid = table[table["betaler"] == "gemeente"]
    assert sum(numbers(towns, "verschil_cent")) == frame_total(paid, "verschil_cent")


def test_who_waits_adds_up_to_who_is_in_coa(plan: Plan) -> None:
    rows = csv_rows(beside(rapport(), "niet-geplaatst"))
    waiting = plan.plaatsingen[plan.plaatsingen["vertrek_coa"].isna()]
    assert sum(numbers(rows, "personen")) == frame_total(waiting, "personen") > 0
    assert sum(numbers(rows, "huishoudens")) == len(waiting)


def test_who_lives_in_a_location_at_the_end_is_named_as_a_task(plan: Plan) -> None:
    left = plan.plaatsingen[(plan.plaatsingen["locatie"] != "") & plan.plaatsingen["uit_locatie"].isna()]
    rows = csv_rows(beside(rapport(), "locaties"))
    assert sum(numbers(rows, "eind")) == frame_total(left, "personen") > 0
    assert f"wonen er {format_count(frame_total(left, 'personen'))} personen" in pagina().text


def test_moves_per_month_are_the_flows_of_the_plan(plan: Plan) -> None:
    rows = csv_rows(beside(rapport(), "verhuizingen"))
    columns = ("eigen", "flex", "tijdelijk", "doorstroomlocatie", "doorgestroomd")
    assert sum(sum(numbers(rows, name)) for name in columns) == frame_total(plan.stromen, "personen")


def test_the_answer_names_every_municipality_that_falls_short_first(plan: Plan) -> None:
    short = plan.taakstelling[plan.taakstelling["tekort"] > 0]
    assert len(short)
    line = next(text for text in pagina().texts if "halen naar verwachting" in text)
    worst = short.sort_values(["tekort", "gemeente"], ascending=[False, True]).iloc[0]
    assert f"{worst['gemeente']} ({worst['tekort']})" in line


def test_figures_without_certainty_say_so() -> None:
    text = pagina().text
    assert "Zekerheid: uit de pers" in text
    assert "Indicatieve doorberekening (rekenmodel)" in text
    assert "er is geen tarief van kracht" in text
    assert "factuur" not in text.lower()
    assert "boete" not in text.lower()


def test_an_earlier_plan_is_set_beside_this_one(plan: Plan) -> None:
    earlier = str(run("drenthe"))
    report = rapport(eerder=earlier)
    rows = csv_rows(beside(report, "verandering"))
    assert len(rows) == len(plan.taakstelling)
    assert {row["verschil"] for row in rows} == {"0"}
    assert not any("verandering" in path.name for path in rapport().bestanden)
