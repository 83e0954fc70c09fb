"""``plaatsing compare``: plans side by side."""

from __future__ import annotations

from pathlib import Path

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.taal import N_, _


@click.command(
    cls=Opdracht,
    name="compare",
    help=N_(
        "Zet plannen naast elkaar. RUN is een resultaatmap; geef er twee of meer, het eerste is waarmee de "
        "andere worden vergeleken. Met -o ook als tabellen en als pagina: totalen, gemeenten, locaties, en "
        "per huishouden wat er anders is en waarom."
    ),
)
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--uitvoer",
    "out",
    cls=Optie,
    metavar="OUT",
    type=click.Path(path_type=Path),
    help=N_("Map voor de tabellen en de pagina; zonder deze optie alleen de samenvatting."),
)
@click.option("--vervang", cls=Optie, is_flag=True, help=N_("Vervang een eerdere vergelijking in OUT."))
def compare(runs: tuple[Path, ...], out: Path | None, vervang: bool) -> int:
    """Compare the run folders `runs`."""
    if len(runs) < 2:
        raise Melding(_("Geef ten minste twee resultaatmappen om te vergelijken."))
    from plaatsing.compare import compare as compare_plans
    from plaatsing.compare.namen import run_names
    from plaatsing.plan import Plan

    outcome = compare_plans(*(Plan.read(run) for run in runs), namen=run_names(runs))
    written = [] if out is None else outcome.write(out, vervang=vervang)
    click.echo(str(outcome))
    if written:
        click.echo("")
        click.echo(_("Tabellen en pagina in {map}; begin met {pagina}.").format(map=out, pagina=written[0]))
    return KLAAR
