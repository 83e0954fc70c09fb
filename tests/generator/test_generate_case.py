"""What a synthetic case looks like, and that it is the same every time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from plaatsing.case import Case
from plaatsing.generator import generate_case, leesmij
from plaatsing.geodata import afstanden_km, gebied_codes, gemeenten
from plaatsing.problemen import CaseError
from plaatsing.schema.verboden import is_forbidden

PROVINCIES = sorted(gemeenten()["provinciecode"].unique())
START = pd.Timestamp("2025-07-01")
HORIZON = pd.Timestamp("2025-12-31")
DAG = pd.Timedelta(days=1)


@cache
def _case(regio: str, **opties: Any) -> Case:
    return generate_case(regio, **opties)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _warnings(case: Case) -> list[str]:
    """Return the warnings, but for those on bundled figures: a quota from the press, tariffs carried on."""
    bundled = {"onzeker_cijfer", "tarief_doorgetrokken"}
    return [str(problem) for problem in case.waarschuwingen if problem.code not in bundled]


def _province(codes: pd.Series) -> pd.Series:
    return codes.map(gemeenten().set_index("gemeentecode")["provinciecode"])


@pytest.mark.parametrize("provincie", PROVINCIES)
def test_every_province_gives_a_case_without_warnings(provincie: str) -> None:
    case = _case(provincie)
    assert _warnings(case) == []
    assert tuple(case.gemeenten["gemeentecode"]) == gebied_codes(provincie)
    assert case.beginstand_bekend


def test_the_whole_country_comes_in_months_counted_by_period() -> None:
    case = _case("nederland", huishoudens=12_000)
    assert _warnings(case) == []
    assert len(case.gemeenten) == 342
    assert len(case.huishoudens) == 12_000
    assert len(case.perioden) == 6
    assert case.instellingen.telling == "periode"
    candidates = case.doorstroomlocaties[case.doorstroomlocaties["status"] == "kandidaat"]
    assert len(candidates) == 60
    assert _province(case.doorstroomlocaties["gemeentecode"]).nunique() == 12
    assert _province(case.coa_locaties["gemeentecode"]).nunique() == 12


def test_drenthe_is_the_documented_case() -> None:
    case = _case("drenthe")
    assert len(case.gemeenten) == 12
    assert len(case.huishoudens) == 438
    assert (case.doorstroomlocaties["status"] == "kandidaat").sum() == 4
    assert len(case.perioden) == 28
    assert case.instellingen.telling == "dag"
    assert case.instellingen.gebied == ("PV22",)
    assert (case.instellingen.start, case.instellingen.horizon) == (START.date(), HORIZON.date())


def test_gelderland_has_twelve_candidates() -> None:
    assert (_case("gelderland").doorstroomlocaties["status"] == "kandidaat").sum() == 12


@pytest.mark.parametrize("opties", [{}, {"passendheid": True, "koppeling": "landelijk"}])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, opties: dict[str, Any]) -> None:
    for name, seed in (("een", 7), ("twee", 7), ("drie", 8)):
        generate_case("zeeland", seed=seed, **opties).write(tmp_path / name)
    one, two, three = (_bytes(tmp_path / name) for name in ("een", "twee", "drie"))
    assert one == two
    tables = [name for name in one if name.endswith(".csv")]
    assert len(tables) >= 5
    assert all(one[name] != three[name] for name in tables)


def test_linking_options_leave_everything_else_as_it_was() -> None:
    with_links, without = _case("zeeland"), _case("zeeland", gekoppeld=0.0)
    for name in ("woningaanbod", "doorstroomlocaties", "coa_locaties"):
        pd.testing.assert_frame_equal(with_links.tabellen[name], without.tabellen[name])
    columns = ["huishouden", "personen", "vergunningdatum", "coa_locatie"]
    pd.testing.assert_frame_equal(with_links.huishoudens[columns], without.huishoudens[columns])


def test_household_sizes_have_the_documented_shares() -> None:
    counts = _case("nederland", huishoudens=12_000).huishoudens["personen"].value_counts(normalize=True)
    assert dict(counts.sort_index().round(4)) == {
        1: 0.62,
        2: 0.10,
        3: 0.08,
        4: 0.08,
        5: 0.06,
        6: 0.04,
        7: 0.02,
    }


def test_permits_are_spread_evenly_from_26_weeks_before_the_start_to_the_horizon() -> None:
    permits = _case("drenthe").huishoudens["vergunningdatum"]
    first = START - 182 * DAG
    assert first <= permits.min() <= first + 2 * DAG
    assert HORIZON - 2 * DAG <= permits.max() <= HORIZON
    quarters = pd.cut(permits, pd.date_range(first, HORIZON + DAG, periods=5), right=False).value_counts()
    assert quarters.max() - quarters.min() <= 2


def test_early_on_about_a_third_of_those_with_a_permit_is_past_14_weeks() -> None:
    permits = _case("nederland", huishoudens=12_000).huishoudens["vergunningdatum"]
    # Six weeks into the plan, of the 32 weeks of permits the oldest 18 are past the term.
    day = START + 42 * DAG
    assert ((day - permits) > 98 * DAG).mean() == pytest.approx(18 * 7 / 366, abs=0.01)


@pytest.mark.parametrize("regio", ["drenthe", "gelderland"])
def test_dwellings_fit_85_percent_of_the_taakstelling(regio: str) -> None:
    case = _case(regio)
    supply = case.woningaanbod
    task = {"drenthe": 365, "gelderland": 1557}[regio]
    persons = (supply["aantal"] * supply["max_personen"]).sum()
    assert persons == pytest.approx(0.85 * task, rel=0.01)
    assert supply["beschikbaar_vanaf"].between(START, HORIZON).all()
    assert (supply["tot"].isna() | (supply["tot"] > supply["beschikbaar_vanaf"])).all()
    assert set(supply["gemeentecode"]) <= set(case.gemeenten["gemeentecode"])


def test_dwellings_come_in_the_sizes_and_forms_documented() -> None:
    supply = _case("nederland", huishoudens=12_000).woningaanbod
    total = supply["aantal"].sum()
    by_size = supply.groupby("max_personen")["aantal"].sum() / total
    assert by_size[1] == pytest.approx(0.62, abs=0.001)
    assert by_size[7] == pytest.approx(0.02, abs=0.001)
    by_form = supply.groupby("vorm")["aantal"].sum() / total
    assert by_form["eigen"] == pytest.approx(0.80, abs=0.03)
    assert by_form["flex"] == pytest.approx(0.14, abs=0.03)
    assert by_form["tijdelijk"] == pytest.approx(0.06, abs=0.02)
    assert (supply["min_personen"] == (supply["max_personen"] - 1).clip(lower=1)).all()
    assert 0 < supply["tot"].notna().mean() < 0.3
    assert 0 < supply["toegankelijk"].mean() < 0.1


def test_arrivals_of_dwellings_vary_like_a_poisson_process() -> None:
    supply = _case("nederland", huishoudens=12_000).woningaanbod
    one = supply.groupby("gemeentecode")["aantal"].sum()
    large = one[one > 100].index
    month = supply["beschikbaar_vanaf"].dt.month
    chosen = supply[supply["gemeentecode"].isin(large)].assign(maand=month)
    counts = chosen.pivot_table(
        index="gemeentecode", columns="maand", values="aantal", aggfunc="sum", fill_value=0
    )
    dispersion = counts.var(axis=1, ddof=1) / counts.mean(axis=1)
    assert 0.5 < dispersion.mean() < 1.6


def test_candidate_locations_are_as_documented() -> None:
    case = _case("nederland", huishoudens=12_000)
    candidates = case.doorstroomlocaties.query("status == 'kandidaat'")
    assert candidates["capaciteit_personen"].between(30, 200).all()
    assert candidates["capaciteit_personen"].nunique() > 10
    assert (candidates["transitiekosten"] == 400_000).all()
    assert (candidates["exploitatie_per_persoon_dag"] == 40).all()
    assert candidates["kamers"].between(1, candidates["capaciteit_personen"]).all()
    years = candidates["open_tot"] + DAG - candidates["open_vanaf"]
    assert years.isin([1460 * DAG, 1461 * DAG]).all()
    assert candidates["open_vanaf"].between(START, HORIZON).all()
    assert candidates["gemeentecode"].nunique() > 50


def test_existing_locations_take_in_nearby_municipalities_of_their_province() -> None:
    case = _case("nederland", huishoudens=12_000)
    existing = case.doorstroomlocaties.query("status == 'bestaand'")
    assert len(existing) == 6
    for location in existing.to_dict("records"):
        participants = pd.Series(list(location["deelnemende_gemeenten"]))
        assert location["gemeentecode"] in set(participants)
        assert len(set(_province(participants))) == 1
    assert (existing["open_vanaf"] < START).all()


def test_opening_balances_lie_between_minus_40_and_plus_120_percent() -> None:
    case = _case("nederland", huishoudens=12_000)
    task = np.floor(13_000 * case.gemeenten["inwoners"] / 17_942_942 + 0.5)
    balance = case.gemeenten["achterstand"].astype(float)
    assert (balance >= -0.4 * task).all()
    assert (balance <= 1.2 * task).all()
    share = balance[task > 50] / task[task > 50]
    assert share.min() < -0.2
    assert share.max() > 1.0
    assert share.mean() == pytest.approx(0.4, abs=0.1)
    assert (case.gemeenten["stand_per"] == START).all()


@pytest.mark.parametrize(
    ("opties", "aandeel"), [({}, 0.7), ({"gekoppeld": 0.25}, 0.25), ({"gekoppeld": 1.0}, 1.0)]
)
def test_the_asked_share_is_linked_14_days_after_the_permit(opties: dict[str, Any], aandeel: float) -> None:
    households = _case("gelderland", **opties).huishoudens
    eligible = households["vergunningdatum"] <= START - 14 * DAG
    linked = households["koppelgemeente"] != ""
    assert linked[eligible].mean() == pytest.approx(aandeel, abs=0.001)
    assert not linked[~eligible].any()
    assert (
        households.loc[linked, "koppeldatum"] == households.loc[linked, "vergunningdatum"] + 14 * DAG
    ).all()
    assert households.loc[~linked, "koppeldatum"].isna().all()


def test_nothing_linked_means_nobody_in_a_location_either() -> None:
    households = _case("drenthe", gekoppeld=0.0).huishoudens
    assert (households["koppelgemeente"] == "").all()
    assert (households["in_locatie"] == "").all()
    assert (_case("drenthe", gekoppeld=0.0).gemeenten["gekoppeld_niet_gehuisvest"] == 0).all()


@pytest.mark.parametrize(("koppeling", "altijd"), [("provincie", True), ("landelijk", False)])
def test_links_stay_in_the_province_of_the_reception_site_unless_national(
    koppeling: str, altijd: bool
) -> None:
    case = _case("nederland", huishoudens=12_000, koppeling=koppeling)
    linked = case.huishoudens[case.huishoudens["koppelgemeente"] != ""]
    site = linked["coa_locatie"].map(case.coa_locaties.set_index("coa_locatie")["gemeentecode"])
    inside = _province(site) == _province(linked["koppelgemeente"])
    assert inside.all() if altijd else inside.mean() < 0.5


def test_persons_linked_and_not_yet_housed_agree_with_the_households() -> None:
    case = _case("gelderland")
    waiting = case.huishoudens.query("koppelgemeente != '' and in_locatie == ''")
    persons = waiting.groupby("koppelgemeente")["personen"].sum()
    given = case.gemeenten.set_index("gemeentecode")["gekoppeld_niet_gehuisvest"]
    assert (given == persons.reindex(given.index).fillna(0)).all()
    assert given.sum() > 0


def test_no_municipality_is_linked_more_persons_than_its_task_has_room_for() -> None:
    case = _case("gelderland", gekoppeld=1.0)
    task = np.floor(13_000 * case.gemeenten["inwoners"] / 17_942_942 + 0.5)
    room = (task + case.gemeenten["achterstand"].astype(float)).clip(lower=0)
    assert (case.gemeenten["gekoppeld_niet_gehuisvest"].astype(float) <= room).all()


def test_family_of_a_linked_household_lives_within_50_km() -> None:
    case = _case("nederland", huishoudens=12_000)
    chosen = case.huishoudens.query("koppelgemeente != '' and gezin != ''")
    table = gemeenten().set_index("gemeentecode")
    here, there = table.loc[chosen["koppelgemeente"]], table.loc[chosen["gezin"]]
    km = np.diag(afstanden_km(here["x_rd"], here["y_rd"], there["x_rd"], there["y_rd"]))
    assert len(km) > 50
    assert km.max() <= 50.0
    assert (km > 0).any()


def test_residents_fit_their_location_and_are_linked_to_a_participant() -> None:
    case = _case("nederland", huishoudens=12_000)
    residents = case.huishoudens[case.huishoudens["in_locatie"] != ""]
    sites = case.doorstroomlocaties.set_index("locatie").to_dict("index")
    assert 0 < len(residents) < 0.05 * len(case.huishoudens)
    assert {sites[location]["status"] for location in residents["in_locatie"]} == {"bestaand"}
    for location, group in residents.groupby("in_locatie"):
        assert group["personen"].sum() <= sites[str(location)]["capaciteit_personen"]
        assert group["slaapkamers"].sum() <= sites[str(location)]["kamers"]
        assert set(group["koppelgemeente"]) <= set(sites[str(location)]["deelnemende_gemeenten"])
    assert (residents["sinds"] > residents["koppeldatum"]).all()
    assert (residents["sinds"] < START).all()
    assert (residents["sinds"] > START - 365 * DAG).all()


def test_special_needs_are_few_and_within_reach_of_the_link() -> None:
    case = _case("nederland", huishoudens=12_000)
    households = case.huishoudens
    criteria = households[["gezin", "werk", "studie", "medisch"]] != ""
    assert criteria.sum(axis=1).max() == 1
    assert 0.03 < criteria.any(axis=1).mean() < 0.06
    linked = households["koppelgemeente"] != ""
    for criterion in ("werk", "studie", "medisch"):
        both = linked & criteria[criterion]
        assert both.any()
        assert (households.loc[both, criterion] == households.loc[both, "koppelgemeente"]).all()
    site = households["coa_locatie"].map(case.coa_locaties.set_index("coa_locatie")["gemeentecode"])
    for criterion in ("gezin", "werk"):
        open_ = ~linked & criteria[criterion]
        assert (_province(households.loc[open_, criterion]) == _province(site[open_])).all()
    assert 0.01 < households["toegankelijk"].mean() < 0.05
    expects = households["nareis_personen"] > 0
    assert 0.01 < expects.mean() < 0.06
    assert (households.loc[expects, "nareis_verwacht"] > START).all()
    assert (households["verschoonbaar"] != "").sum() > 0
    assert linked[households["verschoonbaar"] != ""].all()


def test_advice_comes_only_with_passendheid_and_gives_every_household_its_own_fit() -> None:
    plain, fitted = _case("zeeland"), _case("nederland", huishoudens=2000, passendheid=True)
    assert all(advice == () for advice in plain.huishoudens["regioadvies"])
    assert plain.paren.empty
    advice = fitted.huishoudens.set_index("huishouden")["regioadvies"]
    assert all(len(set(regions)) == 3 for regions in advice)
    assert len({region for regions in advice for region in regions}) == 35
    pairs = fitted.paren
    assert pairs["score"].between(0.3, 1.0).all()
    for household, group in pairs.groupby("huishouden"):
        assert tuple(group["arbeidsmarktregio"]) == advice[household]
        assert group["score"].is_monotonic_decreasing
    fits = [
        tuple(zip(group["arbeidsmarktregio"], group["score"], strict=True))
        for _, group in pairs.groupby("huishouden")
    ]
    assert len(set(fits)) == len(fits) == 2000


def test_options_are_followed() -> None:
    case = _case("zeeland", huishoudens=50, periode="2weken", locaties=0, halfjaar="2025-I")
    assert len(case.huishoudens) == 50
    assert case.doorstroomlocaties.empty
    assert case.instellingen.periode == "2weken"
    assert case.instellingen.telling == "dag"
    assert case.instellingen.halfjaar == "2025-I"
    assert _case("drenthe", periode="maand").instellingen.telling == "periode"


@pytest.mark.parametrize("regio", ["Schiermonnikoog", "twente", "gemeente Utrecht"])
def test_smaller_areas_work_too(regio: str) -> None:
    case = _case(regio)
    assert tuple(case.gemeenten["gemeentecode"]) == gebied_codes(regio)
    assert len(case.huishoudens) >= 1


def test_everything_says_that_it_is_synthetic() -> None:
    case = _case("drenthe", seed=3)
    assert "synthetisch" in case.instellingen.titel
    assert "Synthetische casus Drenthe" in case.instellingen.toelichting
    assert "seed 3" in case.instellingen.toelichting
    assert case.instellingen.toelichting.startswith(leesmij(case).splitlines()[3][:40])
    assert case.huishoudens["huishouden"].str.fullmatch(r"H\d{5}").all()


def test_no_table_has_a_column_for_who_people_are() -> None:
    case = _case("nederland", huishoudens=2000, passendheid=True)
    assert not [c for table in case.tabellen.values() for c in table.columns if is_forbidden(c)]


def test_all_wrong_options_are_named_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        generate_case(
            "drente",
            halfjaar="2031-I",
            huishoudens=0,
            seed=-1,
            periode="dag",
            locaties=-1,
            koppeling="regio",
            gekoppeld=1.2,
        )
    assert {problem.kolom for problem in caught.value.problems} == {
        "--regio",
        "--halfjaar",
        "--huishoudens",
        "--seed",
        "--periode",
        "--locaties",
        "--koppeling",
        "--gekoppeld",
    }
    assert 'bedoelde u "Drenthe"?' in str(caught.value)
