"""Tables that follow from a plan: in the run folder, as the API gives them, the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from plaatsing.betalers import betalers, netto
from plaatsing.plan import Plan
from plaatsing.uitvoer.afgeleid import AFGELEID, afgeleide_tabellen
from plaatsing.uitvoer.csvtabel import read_csv
from plaatsing.uitvoer.manifest import sha256
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.uitvoer.woordenlijst import WOORDEN
from tests.uitvoer.voorbeeld import example_plan


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("afgeleid") / "run"
    example_plan().write(folder)
    return folder


def test_a_run_holds_every_derived_table(run: Path) -> None:
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    tables = afgeleide_tabellen(example_plan())
    for tabel in AFGELEID:
        name = f"{tabel.naam}.csv"
        content = (run / name).read_bytes()
        assert len(read_csv(tabel, content, name)) == len(tables[tabel.naam]) > 0
        assert manifest["afgeleide_tabellen"][name]["sha256"] == sha256(content)
        assert name in manifest["bestanden"]


def test_a_run_with_derived_tables_is_read_back_and_replaced(run: Path) -> None:
    plan = Plan.read(run)
    plan.write(run, vervang=True)
    pd.testing.assert_frame_equal(Plan.read(run).plaatsingen, plan.plaatsingen)


def test_amounts_are_those_of_the_api(run: Path) -> None:
    plan = example_plan()
    tables = {tabel.naam: read_csv(tabel, (run / f"{tabel.naam}.csv").read_bytes(), "") for tabel in AFGELEID}
    paid = betalers(plan.case, plan)
    assert tables["betalers"]["plan_cent"].tolist() == paid["plan_cent"].tolist()
    assert tables["netto"]["verschil_cent"].tolist() == netto(paid)["verschil_cent"].tolist()
    assert tables["netto"]["plan_cent"].iloc[-1] == paid["plan_cent"].sum()


def test_a_month_before_the_opening_balance_is_unknown_rather_than_behind() -> None:
    plan = example_plan()
    later = plan.case.gemeenten.assign(stand_per=pd.Timestamp("2025-08-15"))
    object.__setattr__(case := _copy(plan.case), "gemeenten", later)
    table = afgeleide_tabellen(example_plan(case=case))["op_schema"]
    first = table[table["maand"] == "2025-07"]
    assert set(first["op_schema"]) == {"onbekend"}
    assert first["gerealiseerd"].isna().all()
    assert set(table.loc[table["maand"] == "2025-12", "op_schema"]) <= {"ja", "nee"}


def _copy(case: object) -> object:
    import copy

    return copy.copy(case)


def test_missed_half_years_are_named_by_municipality() -> None:
    table = afgeleide_tabellen(example_plan())["gemist"]
    assert dict(zip(table["gemeente"], table["gemist_op_rij"], strict=True)) == {"Assen": 1, "Meppel": 0}


def test_the_same_plan_gives_the_same_tables(run: Path, tmp_path: Path) -> None:
    example_plan().write(tmp_path / "run")
    for tabel in AFGELEID:
        name = f"{tabel.naam}.csv"
        assert (run / name).read_bytes() == (tmp_path / "run" / name).read_bytes()


def test_no_table_has_the_step_of_the_supervision_ladder() -> None:
    for tabel in (*TABELLEN, *AFGELEID):
        texts = " ".join([tabel.uitleg, *tabel.namen, *(kolom.uitleg for kolom in tabel.kolommen)]).lower()
        assert "trede" not in texts
        assert "ladder" not in texts


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("dekking", "bereik", "bereik"),
        ("dekking", "oordeel", "oordeel_dekking"),
        ("betalers", "betaler", "betaler"),
        ("betalers", "post", "post"),
        ("netto", "betaler", "betaler"),
        ("op_schema", "op_schema", "op_schema"),
        ("waarde_van_meer", "soort", "soort_waarde"),
    ],
)
def test_every_code_has_words(table: str, column: str, words: str) -> None:
    values = set(afgeleide_tabellen(example_plan())[table][column])
    assert values - {""} <= set(WOORDEN[words])
