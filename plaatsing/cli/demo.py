"""``plaatsing demo``: the whole job on an example, in one command."""

from __future__ import annotations

from pathlib import Path

import click

from plaatsing.cli.kader import Opdracht
from plaatsing.cli.oplossen import solve_and_write
from plaatsing.taal import N_, _
from plaatsing.uitvoer.schrijven import CASE

RUN = Path("demo-run")


@click.command(
    cls=Opdracht,
    name="demo",
    help=N_("Maak een casus voor Drenthe, los hem op en zet het resultaat in demo-run/."),
)
def demo() -> int:
    """Generate the case of Drenthe and solve it into ``demo-run``, replacing an earlier one."""
    from plaatsing.generator import generate_case
    from plaatsing.uitvoer.runmap import check_target

    check_target(RUN, vervang=True)
    click.echo(
        _("Casus: Drenthe, 2025-II, synthetische huishoudens en woningen. Dit duurt hoogstens een minuut.")
    )
    code = solve_and_write(generate_case("drenthe"), RUN, vervang=True)
    click.echo(
        _(
            "De casus staat in {casus}. Kopieer die map naar mijn-casus, pas haar aan en reken met: "
            "plaatsing solve mijn-casus -o mijn-plan"
        ).format(casus=RUN / CASE)
    )
    return code
