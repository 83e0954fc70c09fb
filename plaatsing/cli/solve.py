"""``plaatsing solve``: from a case to a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.oplossen import solve_and_write
from plaatsing.cli.waarden import Geheel, Getal
from plaatsing.taal import N_

if TYPE_CHECKING:
    from plaatsing.solve import Engine


@click.command(
    cls=Opdracht,
    name="solve",
    help=N_(
        "Maak een plan voor een casus en zet het in de map RUN. DIR is een map of een .xlsx. "
        "Ctrl-C stopt het rekenen en bewaart het beste plan tot dan toe."
    ),
)
@click.argument("case_path", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--uitvoer",
    "run",
    cls=Optie,
    metavar="RUN",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("Map voor het resultaat."),
)
@click.option(
    "--gap",
    cls=Optie,
    metavar="GAP",
    type=Getal(min=0, max=1),
    help=N_(
        "Stop zodra bewezen is dat geen plan meer dan dit deel beter is; standaard die van de casus (0,001)."
    ),
)
@click.option(
    "--time-limit",
    cls=Optie,
    metavar="S",
    type=Getal(min=0, min_open=True),
    help=N_("Stop na zoveel seconden met het beste plan tot dan toe."),
)
@click.option(
    "--threads",
    cls=Optie,
    metavar="N",
    type=Geheel(min=1, max=1024),
    help=N_("Aantal rekenkernen; het plan hangt er niet van af."),
)
@click.option(
    "--engine",
    cls=Optie,
    type=click.Choice(("trajecten", "referentie")),
    default="trajecten",
    show_default=True,
    help=N_("Rekenwijze; referentie is een tweede model ter controle, alleen voor kleine casussen."),
)
@click.option(
    "--start",
    "start",
    cls=Optie,
    metavar="RUN",
    type=click.Path(path_type=Path),
    help=N_("Begin bij het plan in RUN, van deze casus of van een die er weinig van verschilt."),
)
@click.option("--vervang", cls=Optie, is_flag=True, help=N_("Vervang een bestaand resultaat in RUN."))
def solve(
    case_path: Path,
    run: Path,
    gap: float | None,
    time_limit: float | None,
    threads: int | None,
    engine: Engine,
    start: Path | None,
    vervang: bool,
) -> int:
    """Solve the case at `case_path` into the folder `run`."""
    from plaatsing.case import read_case
    from plaatsing.plan import Plan
    from plaatsing.uitvoer.runmap import check_target

    check_target(run, vervang)
    earlier = None if start is None else Plan.read(start)
    return solve_and_write(
        read_case(case_path),
        run,
        vervang=vervang,
        gap=gap,
        time_limit=time_limit,
        threads=threads,
        engine=engine,
        start=earlier,
    )
