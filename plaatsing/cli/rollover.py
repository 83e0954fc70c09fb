"""``plaatsing rollover``: the next quarter's case from what really happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.waarden import Dag, Geheel
from plaatsing.taal import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from plaatsing.case import Case
    from plaatsing.plan import Plan


@click.command(
    cls=Opdracht,
    name="rollover",
    help=N_(
        "Maak de casus van het volgende kwartaal uit een plan en wat er echt is gebeurd. RUN is een "
        "resultaatmap, NEWCASE de nieuwe casus. De stand van elke gemeente gaat mee, en wat niet past staat "
        "in NEWCASE/rollover. Met -o wordt de nieuwe casus ook opgelost en met het oude plan vergeleken."
    ),
)
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("new_case", metavar="NEWCASE", type=click.Path(path_type=Path))
@click.option(
    "--realisatie",
    cls=Optie,
    metavar="CSV",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("Wat er is gebeurd: een rij per vergunning, koppeling, verhuizing of sluiting."),
)
@click.option(
    "--per", cls=Optie, metavar="DATUM", required=True, type=Dag(), help=N_("Eerste dag van de nieuwe casus.")
)
@click.option(
    "--horizon",
    cls=Optie,
    metavar="DATUM",
    type=Dag(),
    help=N_("Laatste dag van de nieuwe casus; standaard die van het plan, of het eind van het halfjaar."),
)
@click.option(
    "--vg",
    cls=Optie,
    metavar="N",
    type=Geheel(min=0),
    help=N_("Landelijk aantal te huisvesten personen in het nieuwe halfjaar, als het nog niet bekend is."),
)
@click.option(
    "-o",
    "--uitvoer",
    "new_run",
    cls=Optie,
    metavar="NEWRUN",
    type=click.Path(path_type=Path),
    help=N_("Los de nieuwe casus ook op, met zo min mogelijk wijzigingen, en zet het resultaat hier."),
)
def rollover(
    run: Path,
    new_case: Path,
    realisatie: Path,
    per: date,
    horizon: date | None,
    vg: int | None,
    new_run: Path | None,
) -> int:
    """Roll the run folder `run` over into the case `new_case`."""
    from plaatsing.plan import Plan
    from plaatsing.rollover import rollover as roll_over
    from plaatsing.rollover.schrijven import report_folder
    from plaatsing.uitvoer.runmap import check_target

    if new_run is not None:
        check_target(new_run, vervang=False)
    plan = Plan.read(run)
    outcome = roll_over(plan, realisatie, per, horizon=horizon, vg=vg)
    if new_run is not None:
        _check_reach(plan.case, outcome.afwijkingen)
    outcome.write(new_case)
    click.echo(str(outcome))
    click.echo("")
    click.echo(
        _("Casus geschreven in {casus}; hoe hij tot stand kwam staat in {map}.").format(
            casus=new_case, map=report_folder(new_case)
        )
    )
    return KLAAR if new_run is None else _solve_and_compare(plan, run, new_case, new_run)


def _check_reach(case: Case, mismatches: pd.DataFrame) -> None:
    """Refuse to solve, before anything is written, where a municipality would lose a location unseen."""
    from plaatsing.rollover.deelname import ONTBREEKT

    names = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["gemeente"], strict=True))
    missed = mismatches[mismatches["code"] == ONTBREEKT]
    if missed.empty:
        return
    lost = [
        _("{locatie}: {gemeente} ({code}), nog {aantal} personen").format(
            locatie=row["locatie"],
            gemeente=names[row["gemeentecode"]],
            code=row["gemeentecode"],
            aantal=row["bij"],
        )
        for row in missed.to_dict("records")
    ]
    raise Melding(
        _(
            "Er is niets geschreven: deze gemeenten raken een locatie kwijt waar het plan hun mensen heen "
            "brengt, want bij de geopende locatie staat niet dat zij meedoen.\n{lijst}\n"
            "Doen zij mee, zet dan voor elk in realisatie.csv een rij met soort locatie_open, de locatie en "
            "de gemeentecode. Doen zij echt niet mee, laat dan -o weg en los de nieuwe casus daarna op."
        ).format(lijst="\n".join(f"  - {line}" for line in lost))
    )


def _solve_and_compare(plan: Plan, run: Path, new_case: Path, new_run: Path) -> int:
    from plaatsing.case import read_case
    from plaatsing.cli.oplossen import solve_and_write
    from plaatsing.compare import compare
    from plaatsing.compare.namen import run_names
    from plaatsing.plan import Plan

    click.echo("")
    code = solve_and_write(read_case(new_case), new_run, vervang=False)
    if code == KLAAR:
        comparison = compare(plan, Plan.read(new_run), namen=run_names([run, new_run]))
        folder = new_run.with_name(f"{new_run.name}-vergelijking")
        written = comparison.write(folder, vervang=True)
        click.echo("")
        click.echo(str(comparison))
        click.echo(
            _("Tabellen en pagina in {map}; begin met {pagina}.").format(map=folder, pagina=written[0])
        )
    return code
