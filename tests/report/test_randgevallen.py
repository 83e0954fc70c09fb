"""Plans at the edge: too short for a taakstelling, with few people, over several half-years."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.report.publiek import PUBLIEKSNAMEN, Publieksnaam
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.woordenlijst import WOORDEN
from tests.report.hulp import Pagina, beside, csv_rows

_PEOPLE = pd.DataFrame(
    {
        "huishouden": ["H1", "H2", "H3"],
        "personen": [1, 4, 2],
        "vergunningdatum": ["2025-05-01", "2025-06-10", "2025-08-20"],
        "koppelgemeente": ["Assen", "", ""],
    }
)
_SUPPLY = pd.DataFrame(
    {
        "aanbod": ["W1", "W2"],
        "gemeentecode": ["Assen", "Meppel"],
        "beschikbaar_vanaf": ["2025-08-01", "2025-09-15"],
        "max_personen": [2, 5],
    }
)


@cache
def _plan(horizon: str) -> Plan:
    settings: dict[str, Any] = {
        "gebied": ["Drenthe"],
        "halfjaar": "2025-II",
        "periode": "maand",
        "horizon": horizon,
        "vg": {"2025-II": {"bekend": 13_000, "herzien": 12_000}, "2026-I": {"bekend": 12_000}},
    }
    return solve(Case.from_tables(settings, huishoudens=_PEOPLE, woningaanbod=_SUPPLY), gap=0.0)


def _page(path: Path) -> Pagina:
    page = Pagina()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _far_family() -> Plan:
    people = _PEOPLE.assign(koppelgemeente="", gezin=["Maastricht", "", ""])
    settings = {"gebied": ["Drenthe"], "halfjaar": "2025-II", "periode": "maand"}
    return solve(Case.from_tables(settings, huishoudens=people, woningaanbod=_SUPPLY), gap=0.0)


def test_a_reason_in_the_family_is_for_the_province_alone(tmp_path: Path) -> None:
    plan = _far_family()
    assert "harde_criteria_buiten_gebied" in set(plan.plaatsingen["reden"])
    words = _(WOORDEN["reden"]["harde_criteria_buiten_gebied"])
    assert words in _page(plan.report(tmp_path / "run", voor="intern").pagina).text
    shared: tuple[Publieksnaam, ...] = ("regietafel", "openbaar")
    for voor in shared:
        for path in plan.report(tmp_path / "run", voor=voor).bestanden:
            if path.suffix in (".html", ".csv"):
                text = path.read_text(encoding="utf-8-sig")
                assert words not in text, path.name
                assert "harde_criteria" not in text, path.name
    assert "persoonlijke omstandigheden" in _page(tmp_path / "run" / "report.html").text


@pytest.mark.parametrize("voor", PUBLIEKSNAMEN)
def test_a_plan_that_ends_before_the_half_year_says_so(tmp_path: Path, voor: Publieksnaam) -> None:
    report = _plan("2025-08-31").report(tmp_path / "run", voor=voor)
    assert "nog niets te zeggen" in _page(report.pagina).text
    assert not any(path.suffix == ".gpkg" for path in report.bestanden)


def test_few_people_are_not_counted_in_public(tmp_path: Path) -> None:
    page = _page(_plan("2025-12-31").report(tmp_path / "run", voor="openbaar").pagina)
    assert "te weinig personen" in page.text
    assert "1 persoon" not in page.text


def test_few_people_are_not_counted_in_a_public_comparison_either(tmp_path: Path) -> None:
    plan = _plan("2025-12-31")
    told = {}
    for voor in PUBLIEKSNAMEN:
        report = plan.report(tmp_path / voor, voor=voor, eerder=plan)
        told[voor] = _page(report.pagina).text
    assert "Personen geplaatst: van" in told["regietafel"]
    assert "Personen geplaatst: van" not in told["openbaar"]


def test_a_plan_that_begins_later_is_no_earlier_plan(tmp_path: Path) -> None:
    settings = {
        "gebied": ["Drenthe"],
        "halfjaar": "2026-I",
        "periode": "maand",
        "vg": {"2026-I": {"bekend": 12_000}},
    }
    later = solve(Case.from_tables(settings, huishoudens=_PEOPLE, woningaanbod=_SUPPLY), gap=0.0)
    with pytest.raises(RunError, match="begint later dan dit plan, op 1 januari 2026"):
        _plan("2025-12-31").report(tmp_path / "run", eerder=later)


def test_a_revised_taakstelling_stands_beside_the_announced_one(tmp_path: Path) -> None:
    plan = _plan("2025-12-31")
    rows = csv_rows(beside(plan.report(tmp_path / "run"), "gemeenten"))
    assert [int(row["herzien"]) for row in sorted(rows, key=lambda row: row["gemeentecode"])] == list(
        plan.taakstelling["taakstelling"]
    )
    assert sum(int(row["bekendgemaakt"]) for row in rows) > sum(int(row["herzien"]) for row in rows)


def test_a_later_half_year_has_figures_of_its_own(tmp_path: Path) -> None:
    plan = _plan("2026-06-30")
    report = plan.report(tmp_path / "run", kwartaal="2026Q2")
    book = plan.taakstelling[plan.taakstelling["halfjaar"] == "2026-I"].set_index("gemeentecode")
    for row in csv_rows(beside(report, "gemeenten")):
        own = book.loc[row["gemeentecode"]]
        assert int(row["gecorrigeerd"]) == own["taakstelling"] + own["achterstand"]
        assert int(row["verschil"]) == own["voorsprong"] - own["tekort"]
        assert int(row["gemeten"]) == 0
    halves = {row["halfjaar"] for row in csv_rows(beside(report, "halfjaren"))}
    assert halves == {"2025-II", "2026-I"}
