"""Tables of the benchmarks come from the results file, and processes are kept within their limit."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"

RIJ: dict[str, Any] = {
    "reeks": "groot",
    "naam": "geval",
    "soort": "gelderland",
    "omvang": 1000,
    "seed": 0,
    "periode": "maand",
    "perioden": 6,
    "doel": 5.0,
    "ondergrens": 4.0,
    "gap_bewezen": 0.2,
    "geheugen_mb": 300.0,
    "s_totaal": 150.0,
    "cpu_totaal": 130.0,
    "s_tot_0.10%": "",
    "cpu_tot_0.10%": "",
    "fout": "",
}
PAGINA = """Vooraf
<!-- table: ratios -->
oud
<!-- end -->
Tussen
<!-- table: goals -->
blijft
<!-- end -->
"""


def run(*arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def uitslag(tmp_path: Path) -> Path:
    folder = tmp_path / "uitslag"
    folder.mkdir()
    (folder / "machine.json").write_text(json.dumps({"kernen": "2"}), encoding="utf-8")
    rows = [
        RIJ
        | {"oplosser": "trajecten", "cpu_tot_0.10%": 2.0, "s_oplossen": 4.0, "s_lezen": 1.0, "s_opbouw": 1.0},
        RIJ | {"oplosser": "referentie"},
        RIJ
        | {"naam": "snel", "oplosser": "trajecten", "cpu_tot_0.10%": 2.0, "s_oplossen": 4.0, "s_lezen": 1.0},
        RIJ | {"naam": "snel", "oplosser": "referentie", "s_tot_0.10%": 70.0, "cpu_tot_0.10%": 59.0},
    ]
    names = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / "metingen.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)
    return folder


def test_a_reference_that_did_not_get_there_gives_a_least_ratio(uitslag: Path) -> None:
    shown = run("tabellen.py", uitslag)
    assert "| geval | > 130 | 2.0 | > 65 |" in shown
    assert "| snel |" not in shown.split("phases")[0].split("ratios")[1]


def test_reading_build_and_writing_stand_beside_solving(uitslag: Path) -> None:
    line = next(
        line for line in run("tabellen.py", uitslag).splitlines() if line.startswith("| geval | 1.00")
    )
    assert line.startswith("| geval | 1.00 (50%) | 1.00 (50%) |")
    assert line.endswith("| 4.00 | 50% |")


def test_a_document_keeps_what_was_not_measured(uitslag: Path, tmp_path: Path) -> None:
    document = tmp_path / "pagina.md"
    document.write_text(PAGINA, encoding="utf-8")
    run("tabellen.py", uitslag, "--in", document, "--geen-plots")
    text = document.read_text(encoding="utf-8")
    assert "oud" not in text
    assert "| geval | > 130 | 2.0 | > 65 |" in text
    assert text.startswith("Vooraf\n<!-- table: ratios -->\n")
    assert text.endswith("Tussen\n<!-- table: goals -->\nblijft\n<!-- end -->\n")
    assert (tmp_path / "pagina" / "metingen.csv").is_file()


def test_rows_stand_in_the_order_of_cases_and_solvers_whenever_they_were_measured(
    uitslag: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    first = [
        RIJ
        | {
            "naam": f"geval-{size}-{seed}",
            "seed": seed,
            "omvang": size,
            "oplosser": solver,
            "s_oplossen": 1,
            "s_lezen": 1,
        }
        for size, seed, solver in ((3000, 0, "trajecten"), (1000, 0, "scip"), (1000, 0, "trajecten"))
    ]
    second = [
        RIJ | {"naam": "geval-1000-1", "seed": 1, "oplosser": "trajecten", "s_oplossen": 1, "s_lezen": 1}
    ]
    for folder, rows in ((uitslag, first), (later, second)):
        with (folder / "metingen.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
    lines = run("tabellen.py", uitslag, later).split("ratios")[0].splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:6]] for line in lines if "gelderland" in line]
    assert [(size, seed, solver) for size, _, _, seed, solver in cells[:4]] == [
        ("1,000", "0", "trajecten"),
        ("1,000", "0", "scip"),
        ("1,000", "1", "trajecten"),
        ("3,000", "0", "trajecten"),
    ]


def test_a_process_over_its_limit_is_ended_and_keeps_what_it_said() -> None:
    talker = "import time; print('gezegd', flush=True); time.sleep(600)"
    said = run("-c", f"import loper, sys; print(loper.run([sys.executable, '-c', {talker!r}], 2.0))")
    assert "killed=True" in said
    assert "output=['gezegd']" in said
