"""Markdown tables from the results of a run: ``python benchmarks/tabellen.py --help``."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
from grafieken import PLOTS, draw
from reeksen import OPLOSSERS, PROGRAMMA, REEKSEN

Row = dict[str, str]
NONE = "–"
PHASES = (
    ("reading", "s_lezen"),
    ("build", "s_opbouw"),
    ("openings", "s_processor_locaties"),
    ("pricing", "s_processor_prijzen"),
    ("master", "s_processor_master"),
    ("choosing", "s_processor_kiezen"),
    ("tables", "s_tabellen"),
    ("writing", "s_schrijven"),
)
SOLVED = (
    "solver",
    "to 1 %",
    "to 0.1 %",
    "to 0.01 %",
    "gap at the end",
    "lower bound, euro",
    "peak memory, MB",
    "remark",
)
LONG = 60.0
"""Seconds of the reference from which its ratio to the engine is given."""


@click.command()
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--in",
    "document",
    type=click.Path(path_type=Path, exists=True),
    help="Fill the marked places of this file, and put results and plots in the folder of its name.",
)
@click.option("--plots/--geen-plots", default=True, help="Draw the plots too; that needs the extra bench.")
def show(runs: tuple[Path, ...], document: Path | None, *, plots: bool) -> None:
    """Print every table that the results in RUNS give, or put them in a document.

    Where two runs measured the same, the later one counts.

    A place in a document is all between ``<!-- table: NAME -->`` and ``<!-- end -->``.
    """
    known: dict[tuple[str, str, str], Row] = {}
    for run in runs:
        with (run / "metingen.csv").open(encoding="utf-8", newline="") as file:
            known |= {(row["reeks"], row["naam"], row["oplosser"]): row for row in csv.DictReader(file)}
    rows = sorted(known.values(), key=_place)
    facts = json.loads((runs[0] / "machine.json").read_text(encoding="utf-8"))
    made = {"machine": _machine(facts)} | {name: shown(rows) for name, shown in TABLES.items()}
    made = {name: text for name, text in made.items() if text}
    if document is None:
        for name, text in made.items():
            click.echo(f"{name}\n\n{text}\n")
        return
    document.write_text(filled(document.read_text(encoding="utf-8"), made), encoding="utf-8")
    for name in sorted(set(TABLES) - set(made)):
        click.echo(f"{name}: not measured; left as it was", err=True)
    folder = document.with_suffix("")
    folder.mkdir(exist_ok=True)
    shutil.copy(runs[0] / "machine.json", folder)
    if plots:
        draw([_measured(row) for row in rows], folder)
    _write(folder / "metingen.csv", rows)


def _place(row: Row) -> tuple[object, ...]:
    """Return what puts results in order: set, size, periods, seed, and the engine before other solvers."""
    size = int(row["omvang"]), row["soort"], row["periode"], row["naam"]
    return (list(REEKSEN).index(row["reeks"]), *size, (*OPLOSSERS, PROGRAMMA).index(row["oplosser"]))


def _measured(row: Row) -> dict[str, object]:
    """Return a row with numbers for what is plotted; what was not reached is missing."""
    plotted = {column: float(row[column]) for column, _, _ in PLOTS if row.get(column)}
    kept = {"reeks": row["reeks"], "oplosser": row["oplosser"], "periode": row["periode"]}
    return kept | {"fout": row.get("fout"), "omvang": int(row["omvang"])} | plotted


def filled(text: str, made: dict[str, str]) -> str:
    """Return a document with its marked places filled, as far as there is something to fill them with."""

    def fill(place: re.Match[str]) -> str:
        return f"{place[1]}\n\n{made[place[2]]}\n\n{place[3]}" if place[2] in made else place[0]

    return re.sub(r"(<!-- table: (\w+) -->)\n.*?(<!-- end -->)", fill, text, flags=re.DOTALL)


def compared(rows: list[Row]) -> str:
    """Return time to each gap per case and solver: processor seconds, clock seconds in brackets."""
    names = ("households", "region", "periods", "seed", *SOLVED)
    lines = []
    for row in _of(rows, "klein", "groot"):
        periods = f"{_whole(row['perioden'])} {row['periode']}"
        lines.append((f"{int(row['omvang']):,}", row["soort"], periods, row["seed"], *_solved(row)))
    return table(names, lines)


def locations(rows: list[Row]) -> str:
    """Return the same for pure location cases."""
    names = ("case", "customers", "sites", "seed", *SOLVED)
    return table(
        names,
        (
            (row["soort"], row["omvang"], row["locaties"], row["seed"], *_solved(row))
            for row in _of(rows, "locaties")
        ),
    )


def ratios(rows: list[Row]) -> str:
    """Return how many times less the engine takes to 0.1 % where the reference takes over a minute.

    In processor seconds: others on the machine change them least.
    """
    column = "cpu_tot_0.10%"
    lines = []
    by_case: dict[str, dict[str, Row]] = {}
    for row in _of(rows, "klein", "groot", "locaties"):
        by_case.setdefault(row["naam"], {})[row["oplosser"]] = row
    for name, found in by_case.items():
        if not {"trajecten", "referentie"} <= set(found):
            continue
        engine, reference = found["trajecten"][column], found["referentie"][column]
        least = float(reference or found["referentie"]["cpu_totaal"])
        if least <= LONG:
            continue
        sign = "" if reference else "> "
        ratio = f"{sign}{least / float(engine):.0f}" if engine else NONE
        lines.append((name, f"{sign}{least:.0f}", _number(engine), ratio))
    return table(("case", "reference, s", "engine, s", "ratio"), lines)


def phases(rows: list[Row]) -> str:
    """Return where the engine's time goes: seconds, and shares of their sum."""
    lines = []
    for row in rows:
        if row["oplosser"] != "trajecten" or row.get("fout"):
            continue
        spent = [float(row.get(column) or 0.0) for _, column in PHASES]
        around = sum(float(row.get(f"s_{name}") or 0.0) for name in ("lezen", "opbouw", "schrijven"))
        solving = float(row["s_oplossen"])
        cells = [f"{seconds:.2f} ({seconds / sum(spent):.0%})" for seconds in spent]
        lines.append((row["naam"], *cells, f"{solving:.2f}", f"{around / solving:.0%}"))
    names = (
        "case",
        *(name for name, _ in PHASES),
        "solving, clock",
        "reading, build and writing per solving",
    )
    return table(names, lines)


def goals(rows: list[Row]) -> str:
    """Return whole runs beside what is asked of them."""
    lines = []
    for row in rows:
        if row["oplosser"] != PROGRAMMA:
            continue
        asked = f"{float(row['gevraagd_s']):.0f} s, {_percent(row['gevraagd_gap'])}, {row['gevraagd_gb']} GB"
        gap = _percent(row.get("gap_bewezen")) if not row.get("fout") else row["fout"]
        memory = f"{float(row['geheugen_mb']):,.0f} MB"
        times = [f"{_number(row.get(name))} s" for name in ("s_totaal", "cpu_totaal", "s_oplossen")]
        lines.append((row["naam"], asked, *times, gap, memory))
    names = ("case", "asked", "clock", "processor", "solving, clock", "proven gap", "peak memory")
    return table(names, lines)


TABLES: dict[str, Callable[[list[Row]], str]] = {
    "compared": compared,
    "ratios": ratios,
    "phases": phases,
    "locations": locations,
    "goals": goals,
}


def _of(rows: list[Row], *reeksen: str) -> list[Row]:
    return [row for row in rows if row["reeks"] in reeksen]


def _solved(row: Row) -> tuple[str, ...]:
    """Return solver, times, gap, bound, memory and remark of a row."""
    times = []
    for gap in ("1.00%", "0.10%", "0.01%"):
        wall, cpu = row.get(f"s_tot_{gap}"), row.get(f"cpu_tot_{gap}")
        times.append(f"{float(cpu):.1f} ({float(wall):.1f})" if wall and cpu else NONE)
    gap = _percent(row.get("gap_bewezen"))
    bound = f"{float(row['ondergrens']):,.0f}" if row.get("ondergrens") else NONE
    remark = row.get("fout") or ("" if row.get("doel") else "no plan")
    return (row["oplosser"], *times, gap, bound, f"{float(row['geheugen_mb']):,.0f}", remark)


def _number(text: str | None) -> str:
    return f"{float(text):.1f}" if text else NONE


def _percent(text: str | None) -> str:
    return f"{float(text) * 100:.3f} %" if text else NONE


def _whole(text: str) -> str:
    return str(int(float(text))) if text else ""


def _machine(facts: dict[str, str]) -> str:
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts.items())


def table(names: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; nothing where there are no lines."""
    body = [names, ["---"] * len(names), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in body) if len(body) > 2 else ""


def _write(path: Path, rows: list[Row]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    show()
