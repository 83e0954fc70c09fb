"""Run a named set of measurements: ``python benchmarks/vergelijk.py --help``."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import grafieken
import loper
from machine import machine
from reeksen import OPLOSSERS, PROGRAMMA, REEKSEN, Taak

GRACE = 20.0
"""Seconds beyond its limit for reading and for ending by itself, after which a process is ended."""

SLACK = 1.5
"""So many times its limit, and a minute, may a whole run take before it is ended."""


@click.command()
@click.option(
    "--reeks", multiple=True, type=click.Choice(list(REEKSEN)), default=("klein",), show_default=True
)
@click.option("--oplosser", multiple=True, type=click.Choice((*OPLOSSERS, PROGRAMMA)), help="Only these.")
@click.option("--alleen", default="", help="Only cases with this in their name.")
@click.option("--limiet", type=float, help="Seconds per measurement instead of those of the set.")
@click.option("--gap", type=float, help="Gap instead of that of the set.")
@click.option(
    "--geheugen", type=float, default=6.0, show_default=True, help="GB per process; not for whole runs."
)
@click.option("--tegelijk", type=int, default=2, show_default=True, help="Measurements side by side.")
@click.option(
    "-o", "--uitvoer", type=click.Path(path_type=Path), default=Path("benchmark-run"), show_default=True
)
def compare(
    reeks: tuple[str, ...],
    oplosser: tuple[str, ...],
    alleen: str,
    limiet: float | None,
    gap: float | None,
    geheugen: float,
    tegelijk: int,
    uitvoer: Path,
) -> None:
    """Measure every solver on every case of a set, each in a process of its own.

    Solvers are compared on one core each; whole runs have the machine to themselves.
    """
    uitvoer.mkdir(parents=True, exist_ok=True)
    (uitvoer / "machine.json").write_text(json.dumps(machine(), indent=2) + "\n", encoding="utf-8")
    started = time.monotonic()
    rows: list[dict[str, Any]] = []
    for name in reeks:
        tasks = [
            replace(task, limiet=limiet or task.limiet, gap=task.gap if gap is None else gap)
            for task in REEKSEN[name]()
            if alleen in task.geval.naam and (not oplosser or task.oplosser in oplosser)
        ]
        alone = [task for task in tasks if task.oplosser == PROGRAMMA]
        beside = [task for task in tasks if task.oplosser != PROGRAMMA]
        for task in tasks:
            task.geval.write(uitvoer / "casussen")
        with ThreadPoolExecutor(tegelijk) as pool:
            results = pool.map(lambda task: measured(task, uitvoer, geheugen), beside)
            _keep(name, results, rows, uitvoer)
        _keep(name, (whole_run(task, uitvoer) for task in alone), rows, uitvoer)
    grafieken.draw(rows, uitvoer)
    click.echo(f"{len(rows)} measurements in {(time.monotonic() - started) / 60:.1f} minutes")


def _keep(reeks: str, results: Iterable[dict[str, Any]], rows: list[dict[str, Any]], uitvoer: Path) -> None:
    """Write down each result as it comes."""
    for result in results:
        rows.append({"reeks": reeks, **result})
        names = list(dict.fromkeys(name for row in rows for name in row))
        with (uitvoer / "metingen.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, names, lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
        said = f"gap {result.get('gap_bewezen')} in {result['s_totaal']:.1f} s {result.get('fout', '')}"
        click.echo(f"{result['naam']} {result['oplosser']}: {said}")


def measured(task: Taak, uitvoer: Path, geheugen: float) -> dict[str, Any]:
    """Measure one solver on one case."""
    wish = {
        "casus": str(uitvoer / "casussen" / task.geval.naam),
        "oplosser": task.oplosser,
        "gap": task.gap,
        "limiet": task.limiet,
        "geheugen_gb": geheugen,
    }
    command = [sys.executable, str(loper.HERE / "meting.py"), json.dumps(wish)]
    ended = loper.run(command, task.limiet + GRACE)
    known: dict[str, Any] = {}
    for line in ended.output:
        if line.startswith("{"):
            known = json.loads(line)
    if known.get("fase") == "klaar":
        return _row(task) | known | _used(ended)
    if ended.killed:
        known["fout"] = f"over de limiet bij {known.get('fase', 'lezen')}"
    elif ended.code != 0:
        last = (ended.errors or ["geen melding"])[-1]
        full = ended.code < 0 or any(word in last for word in ("MemoryError", "bad_alloc", "Memory alloc"))
        reason = f"geen {geheugen:g} GB genoeg" if full else last
        known["fout"] = f"{reason} bij {known.get('fase', 'lezen')}"
    return _row(task) | known | _used(ended)


def whole_run(task: Taak, uitvoer: Path) -> dict[str, Any]:
    """Measure the command that a planner gives, from its start to the written run."""
    run = uitvoer / "runs" / task.geval.naam
    command = [sys.executable, "-m", "plaatsing", "solve", str(uitvoer / "casussen" / task.geval.naam)]
    command += ["-o", str(run), "--vervang", "--gap", str(task.gap), "--time-limit", str(task.limiet)]
    ended = loper.run(command, SLACK * task.limiet + 60.0, one_core=False)
    row = _row(task) | _used(ended)
    if ended.killed or ended.code != 0:
        return row | {"fout": "over de limiet" if ended.killed else (ended.errors or ["geen melding"])[-1]}
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    return row | {
        "doel": manifest["objective"],
        "ondergrens": manifest["bound"],
        "gap_bewezen": manifest["gap"],
        **{f"s_{name}": round(seconds, 3) for name, seconds in manifest["tijden"].items()},
    }


def _row(task: Taak) -> dict[str, Any]:
    seconds, gap, memory = task.doel or (None, None, None)
    return {
        "naam": task.geval.naam,
        **asdict(task.geval),
        "oplosser": task.oplosser,
        "gap": task.gap,
        "limiet": task.limiet,
        "gevraagd_s": seconds,
        "gevraagd_gap": gap,
        "gevraagd_gb": memory,
    }


def _used(ended: loper.Afloop) -> dict[str, Any]:
    return {
        "s_totaal": round(ended.seconds, 3),
        "cpu_totaal": round(ended.cpu, 3),
        "geheugen_mb": round(ended.memory_mb, 1),
    }


if __name__ == "__main__":
    compare()
