"""``plaatsing alternatives``: plans that cost little more and decide differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.waarden import Aandeel, Geheel, Getal
from plaatsing.taal import N_, _

if TYPE_CHECKING:
    from plaatsing.alternatives.antwoord import Verschil


@click.command(
    cls=Opdracht,
    name="alternatives",
    help=N_(
        "Zoek plannen die weinig meer kosten en zoveel mogelijk anders beslissen. RUN is een resultaatmap. "
        "Ook staat er welke locaties in elk zo goed plan hetzelfde zijn."
    ),
)
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--epsilon",
    cls=Optie,
    metavar="DEEL",
    type=Aandeel(min=0, min_open=True),
    default="1%",
    show_default=True,
    help=N_("Hoeveel een plan meer mag kosten, zoals 1% of 0,01."),
)
@click.option(
    "-n",
    "count",
    cls=Optie,
    metavar="N",
    type=Geheel(min=1, max=100),
    default=5,
    show_default=True,
    help=N_("Hoeveel plannen hoogstens."),
)
@click.option(
    "--verschil",
    cls=Optie,
    type=click.Choice(("locaties", "personen")),
    default="locaties",
    show_default=True,
    help=N_("Waarin de plannen moeten verschillen: in wat opengaat, of in wie vertrekt."),
)
@click.option(
    "--gap",
    cls=Optie,
    metavar="GAP",
    type=Getal(min=0, max=1),
    help=N_("Nauwkeurigheid waarmee elk plan wordt opgelost; standaard een tiende van epsilon."),
)
@click.option(
    "-o",
    "--uitvoer",
    "folder",
    cls=Optie,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=N_("Zet elk plan als resultaatmap in DIR."),
)
@click.option("--vervang", cls=Optie, is_flag=True, help=N_("Vervang bestaande resultaten in DIR."))
def alternatives(
    run: Path,
    epsilon: float,
    count: int,
    verschil: Verschil,
    gap: float | None,
    folder: Path | None,
    vervang: bool,
) -> int:
    """Find alternatives of the plan in `run`."""
    from plaatsing.alternatives import alternatives as search
    from plaatsing.plan import Plan
    from plaatsing.uitvoer.runmap import check_target

    for number in range(1, count + 1 if folder is not None else 1):
        check_target(Path(folder or "") / f"alternatief-{number}", vervang)
    found = search(Plan.read(run), epsilon, count, verschil=verschil, gap=gap)
    if folder is not None:
        found.write(folder, vervang=vervang)
    click.echo(str(found))
    if folder is not None and found.alternatieven:
        click.echo("")
        click.echo(_("De plannen staan in {map}.").format(map=folder))
    return KLAAR
