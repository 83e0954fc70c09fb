"""The same case gives the same tables, byte for byte: whatever the order of rows, hash seed or threads."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from plaatsing import Case, read_case, solve
from plaatsing.generator import generate_case

from .beslissingen import met_beslissingen
from .willekeurig import willekeurige_case

PROJECT = Path(__file__).parents[2]

SOLVE = """
import sys
from plaatsing import read_case, solve
for case, run in zip(sys.argv[2::2], sys.argv[3::2]):
    solve(read_case(case), gap=0.001, threads=int(sys.argv[1])).write(run)
"""


def _shuffled(case: Case, seed: int) -> Case:
    rng = np.random.default_rng(seed)
    tables = {name: table.iloc[rng.permutation(len(table))] for name, table in case.tabellen.items()}
    tables = {name: table.reset_index(drop=True) for name, table in tables.items()}
    return dataclasses.replace(Case.from_tables(case.instellingen, **tables), beleid=case.beleid)


def _tables(run: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(run.glob("*.csv"))}


def _generated() -> Case:
    return generate_case(
        "drenthe", huishoudens=80, periode="maand", koppeling="landelijk", passendheid=True, seed=5
    )


@pytest.mark.parametrize("seed", range(970, 976))
def test_order_of_rows_does_not_matter(tmp_path: Path, seed: int) -> None:
    case = willekeurige_case(seed, huishoudens=9)
    solve(case, gap=0.0, threads=1).write(tmp_path / "een")
    solve(_shuffled(case, seed), gap=0.0, threads=2).write(tmp_path / "twee")
    assert _tables(tmp_path / "een") == _tables(tmp_path / "twee")
    assert len(_tables(tmp_path / "een")) >= 5


def test_hash_seed_threads_and_order_do_not_matter(tmp_path: Path) -> None:
    case = _generated()
    case.write(tmp_path / "casus")
    _shuffled(case, 1).write(tmp_path / "geschud")
    for hash_seed, threads, source in (("1", "1", "casus"), ("77", "2", "geschud")):
        run = tmp_path / f"run-{source}"
        subprocess.run(
            [sys.executable, "-c", SOLVE, threads, str(tmp_path / source), str(run)],
            check=True,
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(PROJECT)},
        )
    here = solve(read_case(tmp_path / "geschud"), gap=0.001, threads=1)
    here.write(tmp_path / "run-hier")
    tables = _tables(tmp_path / "run-casus")
    assert {
        "plaatsingen.csv",
        "stromen.csv",
        "locaties.csv",
        "taakstelling.csv",
        "doorberekening.csv",
    } <= set(tables)
    assert tables == _tables(tmp_path / "run-geschud")
    assert tables == _tables(tmp_path / "run-hier")


@pytest.mark.parametrize("seed", range(980, 983))
def test_order_of_decisions_does_not_matter(tmp_path: Path, seed: int) -> None:
    case = met_beslissingen(willekeurige_case(seed, huishoudens=7), seed)
    assert len(case.vastgezet) >= 3
    solve(case, gap=0.0, threads=1).write(tmp_path / "een")
    solve(_shuffled(case, seed), gap=0.0, threads=2).write(tmp_path / "twee")
    assert _tables(tmp_path / "een") == _tables(tmp_path / "twee")
