"""``plaatsing verify``: recompute every rule of a plan from the input."""

from __future__ import annotations

from pathlib import Path

import click

from plaatsing.cli.afloop import CONTROLE_FAALT, KLAAR
from plaatsing.cli.kader import Opdracht
from plaatsing.taal import N_


@click.command(
    cls=Opdracht,
    name="verify",
    help=N_(
        "Reken elke regel van een plan na. RUN is een resultaatmap. Alles wordt opnieuw berekend uit de "
        "invoer en de tabellen in die map; elke gebroken regel komt met rij en cijfers."
    ),
)
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
def verify(run: Path) -> int:
    """Verify the run folder `run`; a plan that breaks a rule ends with exit code 1."""
    from plaatsing.verify import verify_run

    outcome = verify_run(run)
    click.echo(str(outcome), err=not outcome.geslaagd)
    return KLAAR if outcome.geslaagd else CONTROLE_FAALT
