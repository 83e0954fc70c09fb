"""A changed case from nothing and from an earlier plan: ``python benchmarks/opnieuw.py --help``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import click
import numpy as np
import pandas as pd
from tabellen import filled, table

from plaatsing import Case, Plan, read_case, solve

Change = Callable[[Case, int], Case]


def nothing(case: Case, _: int) -> Case:
    """Return the same case."""
    return case


def location(case: Case, seed: int) -> Case:
    """Return a case with a second candidate where one is already, drawn by the seed."""
    places = case.tabellen["doorstroomlocaties"]
    candidates = places[places["status"] == "kandidaat"]
    extra = candidates.iloc[[np.random.default_rng(seed).integers(len(candidates))]].copy()
    extra["locatie"] += "-extra"
    return _with(case, doorstroomlocaties=pd.concat([places, extra], ignore_index=True))


def dwellings(case: Case, seed: int) -> Case:
    """Return a case with one dwelling more for every twenty, drawn by the seed."""
    supply = case.tabellen["woningaanbod"].copy()
    count = supply["aantal"].to_numpy(dtype=np.int64)
    extra = np.random.default_rng(seed).choice(len(count), round(count.sum() / 20), p=count / count.sum())
    supply["aantal"] = count + np.bincount(extra, minlength=len(count))
    return _with(case, woningaanbod=supply)


CHANGES: dict[str, Change] = {
    "none": nothing,
    "one location more": location,
    "5 % more dwellings": dwellings,
}


@click.command()
@click.argument("casussen", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--gap", type=float, default=1e-3, show_default=True)
@click.option("--limiet", type=float, default=300.0, show_default=True, help="Seconds for one solve.")
@click.option("--seeds", type=int, default=3, show_default=True, help="How many of each change.")
@click.option(
    "--in", "document", type=click.Path(path_type=Path, exists=True), help="Fill the place `again`."
)
def compare(casussen: tuple[Path, ...], gap: float, limiet: float, seeds: int, document: Path | None) -> None:
    """Solve every case of CASUSSEN, change it, and solve that from nothing and from the first plan."""
    lines: list[tuple[str, ...]] = []
    for path in casussen:
        case = read_case(path)
        first, _ = timed(case, gap, limiet)
        for name, change in CHANGES.items():
            for seed in range(seeds if change is not nothing else 1):
                changed = change(case, seed)
                alone, without = timed(changed, gap, limiet)
                again, beside = timed(changed, gap, limiet, first)
                gaps = (f"{plan.gap:.3%}" for plan in (alone, again))
                share = f"{beside / without:.0%}"
                lines.append((path.name, name, str(seed), f"{without:.1f}", f"{beside:.1f}", share, *gaps))
                click.echo(" | ".join(lines[-1]))
    names = (
        "case",
        "change",
        "seed",
        "from nothing, s",
        "from the plan, s",
        "share",
        "gap",
        "gap from the plan",
    )
    if document is None:
        click.echo(table(names, lines))
    else:
        text = document.read_text(encoding="utf-8")
        document.write_text(filled(text, {"again": table(names, lines)}), encoding="utf-8")


def timed(case: Case, gap: float, limit: float, start: Plan | None = None) -> tuple[Plan, float]:
    """Return a plan and the processor seconds from the tables of the case to those of the plan."""
    begun = process_time()
    plan = solve(case, gap=gap, time_limit=limit, start=start)
    return plan, process_time() - begun


def _with(case: Case, **tables: pd.DataFrame) -> Case:
    settings = case.instellingen.model_dump(exclude_unset=True)
    return Case.from_tables(settings, **(case.tabellen | tables))


if __name__ == "__main__":
    compare()
