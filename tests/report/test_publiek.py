"""Who reads what: no household at the regietafel, no small number in public."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from plaatsing import Plan
from plaatsing.realisatie import VORMEN
from plaatsing.report.openbaar import publishable
from plaatsing.report.publiek import Publieksnaam
from plaatsing.uitvoer.woordenlijst import WOORDEN
from tests.report.hulp import beside, csv_rows, rapport, run

Whole = NDArray[np.float64]
PLANS = ("drenthe", "klein")
SHARED: tuple[Publieksnaam, ...] = ("regietafel", "openbaar")


def _words(name: str, voor: Publieksnaam) -> dict[str, set[str]]:
    return {
        path.name: set(re.findall(r"[\w-]+", _content(path)))
        for path in rapport(name, voor).bestanden
        if path.suffix in (".html", ".csv")
    }


def _content(path: Path) -> str:
    """Return a file without style sheet and remarks, whose paper size may be somebody's pseudonym."""
    text = re.sub(r"<style>.*?</style>", "", path.read_text(encoding="utf-8-sig"), flags=re.DOTALL)
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("voor", SHARED)
def test_no_household_is_named_outside_the_province(name: str, voor: Publieksnaam) -> None:
    households = set(Plan.read(run(name)).plaatsingen["huishouden"])
    named = {file: households & words for file, words in _words(name, voor).items()}
    assert {file: found for file, found in named.items() if found} == {}


@pytest.mark.parametrize("name", PLANS)
def test_the_internal_report_names_every_household(name: str) -> None:
    rows = csv_rows(beside(rapport(name, "intern"), "huishoudens"))
    assert {row["huishouden"] for row in rows} == set(Plan.read(run(name)).plaatsingen["huishouden"])


@pytest.mark.parametrize("voor", SHARED)
def test_medical_and_family_reasons_stay_within_the_province(voor: Publieksnaam) -> None:
    hard = WOORDEN["reden"]["harde_criteria_buiten_gebied"]
    for path in rapport("klein", voor).bestanden:
        if path.suffix in (".html", ".csv"):
            text = path.read_text(encoding="utf-8-sig")
            assert "ziek" not in set(re.findall(r"\w+", text)), path.name
            assert "harde_criteria" not in text, path.name
            assert hard not in text, path.name


def test_every_public_file_says_so_in_its_name() -> None:
    files = rapport("drenthe", "openbaar").bestanden
    assert len(files) > 5
    assert [path.name for path in files if "openbaar" not in path.name] == []


def test_the_public_report_shows_no_person_where_there_are_few() -> None:
    for row in csv_rows(beside(rapport("drenthe", "openbaar"), "gemeenten")):
        for vorm in VORMEN:
            shown = row[f"gepland_{vorm}"]
            assert shown == "" or int(shown) == 0 or int(shown) >= 5, row["gemeente"]
        assert row["gekoppeld"] == "" or int(row["gekoppeld"]) == 0 or int(row["gekoppeld"]) >= 5


def test_taakstelling_and_realisation_are_never_suppressed() -> None:
    public = csv_rows(beside(rapport("drenthe", "openbaar"), "gemeenten"))
    inside = csv_rows(beside(rapport("drenthe", "regietafel"), "gemeenten"))
    for name in ("bekendgemaakt", "achterstand", "uitruil", "gecorrigeerd", "gemeten", "gepland", "verwacht"):
        assert [row[name] for row in public] == [row[name] for row in inside]
        assert "" not in [row[name] for row in public]


def test_no_suppressed_cell_follows_from_the_totals() -> None:
    rows = csv_rows(beside(rapport("drenthe", "openbaar"), "gemeenten"))
    forms = [f"gepland_{vorm}" for vorm in VORMEN]
    hidden = [(r, c) for r, row in enumerate(rows) for c, name in enumerate(forms) if row[name] == ""]
    assert hidden
    equations, right = [], []
    for r, row in enumerate(rows):
        equations.append([float(cell[0] == r) for cell in hidden])
        right.append(int(row["gepland"]) - sum(int(row[name]) for name in forms if row[name]))
    for place, (r, c) in enumerate(hidden):
        goal = np.zeros(len(hidden))
        goal[place] = 1.0
        low, high = (_least(sign * goal, equations, right) for sign in (1.0, -1.0))
        # What is hidden of a municipality is public in sum; where that is little, all of it is open.
        assert high[place] - low[place] >= min(5, right[r]) - 1e-6, (rows[r]["gemeente"], forms[c])


def _least(goal: Whole, equations: list[list[float]], right: list[int]) -> Whole:
    found = linprog(goal, A_eq=equations, b_eq=right).x
    assert found is not None
    return found


def test_the_public_map_hides_what_the_table_hides() -> None:
    report = rapport("drenthe", "openbaar")
    rows = {row["gemeentecode"]: row for row in csv_rows(beside(report, "gemeenten"))}
    page = report.pagina.read_text(encoding="utf-8")
    found = re.search(r'class="kaart-gegevens">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    shown = json.loads(found.group(1))
    codes = [code for code, _name, _region in shown["gemeenten"]]
    layer = pyogrio.read_dataframe(report.pagina.with_name("map-openbaar.gpkg"), layer="gemeenten")
    layer = layer.set_index("gemeentecode")
    hidden = 0
    for column in shown["kolommen"]:
        name = column["naam"]
        if name in rows[codes[0]]:
            empty = [rows[code][name] == "" for code in codes]
            assert [text == "" for text in column["kort"]] == empty, name
            assert layer.loc[codes, name].isna().tolist() == empty, name
            hidden += sum(empty)
    assert hidden > 5


def test_what_is_small_or_leaves_a_small_rest_is_not_published() -> None:
    assert [publishable(part, 10, 5) for part in (0, 4, 5, 6, 10)] == [True, False, True, False, True]


def test_public_pages_have_no_breakdown_by_location_or_month() -> None:
    names = {path.name for path in rapport("drenthe", "openbaar").bestanden}
    for table in ("locaties-gemeenten", "verhuizingen", "huishoudens", "een-woning-meer", "bezetting"):
        assert f"report-openbaar-{table}.csv" not in names
    for row in csv_rows(beside(rapport("drenthe", "openbaar"), "locaties")):
        assert (row["hoogste"], row["eind"], row["af_te_spreken"], row["eerste_einddatum"]) == (
            "",
            "",
            "",
            "",
        )
