"""Derived tables that a run folder keeps: used while they can be trusted, worked out anew otherwise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from plaatsing import Plan
from plaatsing.betalers import betalers
from plaatsing.dekking import dekking
from plaatsing.report.bewaard import Bewaard
from plaatsing.uitvoer.manifest import read_manifest
from plaatsing.uitvoer.tabel_dekking import DEKKING
from plaatsing.uitvoer.tabel_geld import BETALERS
from plaatsing.uitvoer.tabel_waarde import WAARDE
from plaatsing.waarde_van_meer import waarde_van_meer
from tests.report.hulp import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(run("drenthe"), tmp_path / "run"))


def _kept(folder: Path) -> Bewaard:
    return Bewaard(folder, read_manifest(folder))


def test_a_kept_table_is_what_working_it_out_gives(folder: Path) -> None:
    plan = Plan.read(folder)
    made = {
        BETALERS: betalers(plan.case, plan),
        DEKKING: dekking(plan.case, plan),
        WAARDE: waarde_van_meer(plan),
    }
    for tabel, expected in made.items():
        found = _kept(folder).tabel(tabel)
        assert found is not None, tabel.naam
        pd.testing.assert_frame_equal(
            found, expected[tabel.namen].reset_index(drop=True), check_dtype=False, rtol=0, atol=1e-6
        )


def test_a_table_that_was_changed_is_not_believed(folder: Path) -> None:
    table = folder / "betalers.csv"
    table.write_bytes(table.read_bytes().replace(b"1", b"2"))
    assert _kept(folder).tabel(BETALERS) is None
    assert _kept(folder).tabel(DEKKING) is not None


def test_nothing_is_believed_beside_a_plan_that_was_changed(folder: Path) -> None:
    table = folder / "plaatsingen.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    assert _kept(folder).tabel(DEKKING) is None


def test_nothing_is_believed_of_another_version(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["versies"]["plaatsing"] = "0.0.1"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert _kept(folder).tabel(DEKKING) is None


def test_a_report_without_kept_tables_is_the_same(folder: Path, tmp_path: Path) -> None:
    bare = Path(shutil.copytree(folder, tmp_path / "kaal"))
    for name in ("betalers.csv", "dekking.csv", "waarde_van_meer.csv"):
        (bare / name).unlink()
    pages = [Plan.read(one).report(one).pagina.read_text(encoding="utf-8") for one in (folder, bare)]
    assert pages[0] == pages[1]
