"""The four charts: their figures are those of the plan, and planned never looks measured."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from plaatsing import Plan
from plaatsing.report.grafieken import (
    Grafiek,
    bezetting,
    realisatie_tegen_lijn,
    stijl,
    voorraad_over_termijn,
    weken_in_coa,
)
from plaatsing.report.regio import region_names
from plaatsing.taal import TALEN, Taal
from tests.report.hulp import drenthe
from tests.verify.voorbeeldplan import voorbeeld_plan


def _charts(plan: Plan, taal: Taal = "nl") -> list[Grafiek]:
    made = (
        realisatie_tegen_lijn(plan, region_names(plan.case), taal),
        voorraad_over_termijn(plan, taal),
        bezetting(plan, taal),
        weken_in_coa(plan, taal),
    )
    return [chart for chart in made if chart is not None]


def test_the_last_day_of_realisation_is_what_the_plan_expects() -> None:
    plan = drenthe()
    chart = realisatie_tegen_lijn(plan, region_names(plan.case), "nl")
    assert chart is not None
    last = chart.tabel[chart.tabel["dag"] == chart.tabel["dag"].max()]
    assert last["samen"].sum() == plan.taakstelling["verwacht"].sum()
    assert last["lijn"].sum() == plan.taakstelling["gecorrigeerd"].sum()
    assert (chart.tabel["samen"] == chart.tabel["gemeten"] + chart.tabel["gepland"]).all()


def test_the_line_is_straight_from_nothing_to_the_task() -> None:
    plan = drenthe()
    chart = realisatie_tegen_lijn(plan, dict.fromkeys(plan.case.gemeenten["gemeentecode"], "Alles"), "nl")
    assert chart is not None
    days = (chart.tabel["dag"] - chart.tabel["dag"].iloc[0]).dt.days
    straight = days / days.iloc[-1] * chart.tabel["lijn"].iloc[-1]
    assert chart.tabel["lijn"].iloc[0] == 0
    assert (chart.tabel["lijn"] - straight).abs().max() <= 0.5


def test_the_stock_is_who_has_a_permit_and_has_not_left() -> None:
    plan = drenthe()
    table = voorraad_over_termijn(plan, "nl").tabel
    permit = plan.case.huishoudens.set_index("huishouden")["vergunningdatum"]
    stays = plan.plaatsingen.assign(vergunning=permit.reindex(plan.plaatsingen["huishouden"]).to_numpy())
    last = table.iloc[-1]
    still = stays[stays["vertrek_coa"].isna()]
    assert last["samen"] == still["personen"].sum()
    late = still[still["vergunning"] + pd.Timedelta(weeks=14) < last["dag"]]
    assert last["over_termijn"] == late["personen"].sum()
    assert table["stand"].tolist() == ["gemeten"] + ["gepland"] * (len(table) - 1)


def test_occupancy_is_that_of_the_plan_and_residents_are_measured() -> None:
    plan = drenthe()
    chart = bezetting(plan, "nl")
    assert chart is not None
    table = chart.tabel[chart.tabel["locatie"] != "Alle locaties"]
    given = plan.locaties.set_index(["locatie", "van"])["personen"]
    for row in table.to_dict("records"):
        assert row["samen"] == given.loc[(row["locatie"], row["dag"])].max()
    whole = chart.tabel[chart.tabel["locatie"] == "Alle locaties"]
    assert whole["samen"].tolist() == table.groupby("dag")["samen"].sum().tolist()
    assert (table["gemeten"] + table["gepland"] == table["samen"]).all()
    assert len(set(whole["dag"])) == len(plan.case.perioden)


def test_for_publication_locations_are_not_drawn_apart() -> None:
    chart = bezetting(drenthe(), "nl", per_locatie=False)
    assert chart is not None
    assert set(chart.tabel["locatie"]) == {"Alle locaties"}
    assert not any(name in chart.svg for name in drenthe().locaties["locatie"])


def test_weeks_count_everyone_once_in_each_series() -> None:
    plan = drenthe()
    table = weken_in_coa(plan, "nl").tabel
    home = plan.case.huishoudens
    residents = set(home.loc[home["in_locatie"] != "", "huishouden"])
    stays = plan.plaatsingen[~plan.plaatsingen["huishouden"].isin(residents)]
    gone = stays["vertrek_coa"].notna()
    assert table["vertrek"].sum() == stays.loc[gone, "personen"].sum()
    assert table["nog"].sum() == stays.loc[~gone, "personen"].sum()
    on_time = stays.loc[gone & (stays["weken_in_coa"] <= 14), "personen"].sum()
    assert table.loc[table["tot"] <= 14, "vertrek"].sum() == on_time


@pytest.mark.parametrize("kleinste", [5, 40])
def test_no_small_number_is_left_for_publication(kleinste: int) -> None:
    plan = drenthe()
    weeks = weken_in_coa(plan, "nl", kleinste).tabel
    exact = weken_in_coa(plan, "nl").tabel
    for name in ("gewacht", "vertrek", "nog"):
        assert not ((weeks[name] > 0) & (weeks[name] < kleinste)).any()
        assert weeks[name].sum() == exact[name].sum()
    stock = voorraad_over_termijn(plan, "nl", kleinste).tabel
    for name in ("over_termijn", "binnen_termijn"):
        assert not ((stock[name] > 0) & (stock[name] < kleinste)).fillna(value=False).any()
    # A hidden part does not follow from the whole: both parts are hidden together.
    assert (stock["over_termijn"].isna() == stock["binnen_termijn"].isna()).all()


@pytest.mark.parametrize("plan", [drenthe, voorbeeld_plan])
@pytest.mark.parametrize("taal", TALEN)
def test_each_chart_has_words_figures_and_hatching(plan: object, taal: Taal) -> None:
    assert callable(plan)
    for chart in _charts(plan(), taal):
        assert chart.titel
        assert chart.alternatief
        assert len(chart.tabel) > 0
        assert list(chart.tabel.columns) == chart.beschrijving.namen
        assert f"{chart.naam}-lijnen-gepland" in chart.svg
        pictures = re.findall(r'<svg class="g-plaat[^>]*>', chart.svg)
        assert pictures
        assert all('role="img" aria-label="' in picture for picture in pictures)
        assert not re.search(r"NaN|nan|inf", chart.svg)


def test_hatched_shapes_never_carry_the_measured_fill() -> None:
    for chart in _charts(drenthe()):
        hatched = set(re.findall(r'<use href="#[\w-]+" class="([\w-]+)"', chart.svg))
        assert hatched
        assert not any("gemeten" in name for name in hatched)


def test_ids_are_unique_over_all_charts() -> None:
    ids = re.findall(r'\bid="([^"]+)"', "".join(chart.figuur() for chart in _charts(drenthe())))
    assert len(ids) == len(set(ids))


def test_the_same_plan_gives_the_same_charts() -> None:
    assert [chart.figuur() for chart in _charts(drenthe())] == [
        chart.figuur() for chart in _charts(drenthe())
    ]


def test_english_has_no_dutch_words() -> None:
    text = re.sub(r"<[^>]*>", " ", "".join(chart.figuur() for chart in _charts(drenthe(), "en")))
    words = set(re.findall(r"[A-Za-z]{3,}", text))
    assert not words & {
        "gemeten",
        "gepland",
        "personen",
        "weken",
        "vanaf",
        "Locatie",
        "hoogstens",
        "opgave",
        "dag",
    }


def test_the_style_has_a_rule_for_paper_and_for_phones() -> None:
    assert "@media print" in stijl()
    assert "@media (max-width" in stijl()
