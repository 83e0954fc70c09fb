"""A changed case beside the plan before the change: what is changed, and what the page then says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plaatsing.generator import generate_case

FOLDER = Path(__file__).parents[2] / "benchmarks"

CHANGED = """
import sys, opnieuw
from plaatsing import read_case
case = read_case(sys.argv[1])
for change in (opnieuw.nothing, opnieuw.location, opnieuw.dwellings):
    tables = change(case, 0).tabellen
    print(len(tables["doorstroomlocaties"]), tables["woningaanbod"]["aantal"].sum())
"""


def test_a_change_is_a_location_more_or_a_twentieth_more_dwellings(tmp_path: Path) -> None:
    case = generate_case("drenthe", huishoudens=40, locaties=4, gekoppeld=0.0, periode="maand")
    done = subprocess.run(
        [sys.executable, "-c", CHANGED, str(case.write(tmp_path / "casus"))],
        cwd=FOLDER,
        check=True,
        capture_output=True,
        text=True,
    )
    places, homes = (
        len(case.tabellen["doorstroomlocaties"]),
        int(case.tabellen["woningaanbod"]["aantal"].sum()),
    )
    counts = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert counts == [(places, homes), (places + 1, homes), (places, homes + round(homes / 20))]


def test_the_page_shows_every_change_from_nothing_and_from_the_plan(tmp_path: Path) -> None:
    case = generate_case("drenthe", huishoudens=40, locaties=4, gekoppeld=0.0, periode="maand")
    page = tmp_path / "pagina.md"
    page.write_text("Vooraf\n<!-- table: again -->\noud\n<!-- end -->\n", encoding="utf-8")
    command = [
        sys.executable,
        "opnieuw.py",
        str(case.write(tmp_path / "casus")),
        "--seeds",
        "2",
        "--in",
        str(page),
    ]
    subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)
    lines = page.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| casus |")]
    assert [(row[1], row[2]) for row in rows] == [
        ("none", "0"),
        ("one location more", "0"),
        ("one location more", "1"),
        ("5 % more dwellings", "0"),
        ("5 % more dwellings", "1"),
    ]
    assert all(float(row[3]) > 0.0 and float(row[4]) > 0.0 and row[5].endswith("%") for row in rows)
    assert lines[0] == "Vooraf"
    assert "oud" not in lines
