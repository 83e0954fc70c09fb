"""Run the same generated cases through every solver: ``python benchmarks/vergelijk.py --help``."""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).parent
SOLVERS = ("trajecten", "referentie", "scip", "cp-sat")
LIBRARIES = ("highspy", "pyomo", "numpy", "pyscipopt", "ortools")


@click.command()
@click.option("--regio", multiple=True, default=("drenthe",), show_default=True)
@click.option("--huishoudens", multiple=True, type=int, default=(150, 300, 600), show_default=True)
@click.option("--locaties", type=int, default=4, show_default=True)
@click.option("--periode", multiple=True, default=("maand",), show_default=True)
@click.option("--seed", multiple=True, type=int, default=(0, 1), show_default=True)
@click.option("--oplosser", multiple=True, type=click.Choice(SOLVERS), default=SOLVERS, show_default=True)
@click.option("--gap", type=float, default=1e-4, show_default=True, help="Gap at which a solver may stop.")
@click.option("--limiet", type=float, default=60.0, show_default=True, help="Seconds per run for solving.")
@click.option("-o", "--uitvoer", type=click.Path(path_type=Path), default=Path("benchmark-run"))
def compare(
    regio: tuple[str, ...],
    huishoudens: tuple[int, ...],
    locaties: int,
    periode: tuple[str, ...],
    seed: tuple[int, ...],
    oplosser: tuple[str, ...],
    gap: float,
    limiet: float,
    uitvoer: Path,
) -> None:
    """Measure each solver on each case, every run in its own process and on one core."""
    uitvoer.mkdir(parents=True, exist_ok=True)
    (uitvoer / "machine.json").write_text(json.dumps(machine(), indent=2) + "\n", encoding="utf-8")
    rows: list[dict[str, Any]] = []
    for region, size, length, start, name in product(regio, huishoudens, periode, seed, oplosser):
        wish = {
            "regio": region,
            "huishoudens": size,
            "locaties": locaties,
            "periode": length,
            "seed": start,
            "oplosser": name,
            "gap": gap,
            "limiet": limiet,
        }
        rows.append(run(wish))
        _write(uitvoer / "metingen.csv", rows)
        last = rows[-1]
        click.echo(f"{region} {size} {length} seed {start} {name}: gap {last.get('gap_bewezen')}")
    _plots(rows, uitvoer)


def run(wish: dict[str, Any]) -> dict[str, Any]:
    """Measure in a process of its own, which is ended when it goes far beyond its limit."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    search = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, str(HERE / "meting.py"), json.dumps(wish)],
            capture_output=True,
            text=True,
            timeout=3.0 * wish["limiet"] + 120.0,
            env=os.environ | threads | {"PYTHONPATH": search},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return wish | {"fout": "afgebroken: ver over de limiet"}
    if done.returncode != 0:
        return wish | {"fout": (done.stderr.strip().splitlines() or ["geen melding"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def machine() -> dict[str, str]:
    """Describe processor, memory, system and library versions."""
    facts = {"systeem": f"{platform.system()} {platform.machine()}", "python": platform.python_version()}
    facts["kernen"] = str(os.cpu_count())
    facts["geheugen_gb"] = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f}"
    cpu = Path("/proc/cpuinfo")
    names = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    facts["processor"] = next((n.split(":")[1].strip() for n in names if n.startswith("model name")), "")
    for library in LIBRARIES:
        try:
            facts[library] = version(library)
        except PackageNotFoundError:
            facts[library] = "niet aanwezig"
    return facts


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def _plots(rows: list[dict[str, Any]], uitvoer: Path) -> None:
    """Draw how time and memory grow, a line per solver; the slowest seed counts."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "plaatsing"
    from matplotlib import pyplot as plt

    for column, label in (
        ("cpu_tot_0.10%", "processor seconds to 0.1 % gap"),
        ("geheugen_mb", "peak memory, MB"),
    ):
        figure, axes = plt.subplots()
        for name in dict.fromkeys(row["oplosser"] for row in rows):
            found: dict[int, list[float]] = {}
            for row in rows:
                if row["oplosser"] == name and row.get(column) is not None:
                    found.setdefault(row["huishoudens"], []).append(row[column])
            sizes = sorted(found)
            axes.plot(sizes, [max(found[size]) for size in sizes], marker="o", label=name)
        axes.set(xscale="log", yscale="log", xlabel="households", ylabel=label)
        axes.legend()
        figure.savefig(uitvoer / f"{column.split('_')[0]}.svg", metadata={"Date": None}, bbox_inches="tight")
        plt.close(figure)


if __name__ == "__main__":
    compare()
