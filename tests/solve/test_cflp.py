"""Published optima of warehouse location cases come out of the public API."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from plaatsing import solve

from .cflp import als_case, lees

REFERENTIE = os.environ.get("PLAATSING_REFERENTIE", "")
BESTANDEN = ("41", "42", "43", "44", "51", "61", "62", "63", "64", "71", "72", "73", "74")

pytestmark = pytest.mark.skipif(
    not REFERENTIE, reason="PLAATSING_REFERENTIE wijst niet naar de map met referentiecases"
)


def _folder() -> Path:
    return Path(REFERENTIE) / "bench" / "cflp"


def test_every_published_case_is_tried() -> None:
    assert {f"cap{number}.txt" for number in BESTANDEN} == {path.name for path in _folder().glob("cap*.txt")}


@pytest.mark.parametrize("number", BESTANDEN)
def test_published_optimum_is_reproduced(number: str) -> None:
    source = lees(_folder() / f"cap{number}.txt")
    with (_folder() / "optima.csv").open(encoding="ascii", newline="") as file:
        optima = {row["file"]: float(row["optimum_multi_source"]) for row in csv.DictReader(file)}
    plan = solve(als_case(source), gap=5e-7)
    assert plan.status == "optimaal"
    assert set(plan.plaatsingen["vorm"]) == {"doorstroomlocatie"}
    euro = plan.doelen.set_index("doel")["euro"]
    # Opening and serving; whatever else a plan costs is zero here.
    assert euro["kosten_transitie"] + euro["kosten_paren"] == pytest.approx(plan.objective, rel=1e-9)
    assert plan.objective == pytest.approx(optima[f"cap{number}.txt"], rel=1e-6)
