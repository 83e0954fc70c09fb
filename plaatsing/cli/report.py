"""``plaatsing report``: the page for the regietafel, from a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import CONTROLE_FAALT, KLAAR
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.taal import N_, _

if TYPE_CHECKING:
    from plaatsing.report.publiek import Publieksnaam


@click.command(
    cls=Opdracht,
    name="report",
    help=N_(
        "Maak het kwartaalrapport van een plan. RUN is een resultaatmap; het rapport komt erin te staan: "
        "een pagina, een werkmap, de kaart als lagen, en een CSV-bestand achter elke tabel."
    ),
)
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--kwartaal",
    cls=Optie,
    metavar="KWARTAAL",
    help=N_("Kwartaal waarover het rapport gaat, zoals 2025Q4; standaard het laatste van het halfjaar."),
)
@click.option(
    "--voor",
    cls=Optie,
    type=click.Choice(("regietafel", "intern", "openbaar"), case_sensitive=False),
    default="regietafel",
    show_default=True,
    help=N_("Voor wie: regietafel (zonder huishoudens), intern (met huishoudens) of openbaar."),
)
@click.option(
    "--eerder",
    cls=Optie,
    metavar="RUN",
    type=click.Path(path_type=Path),
    help=N_("Resultaatmap van een eerder kwartaal, om te tonen wat er is veranderd."),
)
@click.option(
    "--pdf/--geen-pdf",
    cls=Optie,
    default=None,
    help=N_("Druk de pagina ook af naar een PDF; standaard als er een browser is die dat kan."),
)
@click.option(
    "--gewichten",
    cls=Optie,
    is_flag=True,
    help=N_(
        "Reken uit binnen welke gewichten dezelfde locaties opengaan. Daarvoor wordt de casus tientallen "
        "keren opnieuw opgelost: doe dit bij kleine casussen."
    ),
)
def report(
    run: Path,
    kwartaal: str | None,
    voor: Publieksnaam,
    eerder: Path | None,
    pdf: bool | None,
    gewichten: bool,
) -> int:
    """Write the report of the run folder `run`; a plan that breaks a rule ends with exit code 1."""
    from plaatsing.plan import Plan

    written = Plan.read(run).report(
        run, kwartaal=kwartaal, voor=voor, eerder=eerder, pdf=pdf, gewichten=gewichten
    )
    click.echo(
        _("Rapport in {pagina}, met {aantal} bestanden ernaast.").format(
            pagina=written.pagina, aantal=len(written.bestanden) - 1
        )
    )
    if written.geen_pdf:
        click.echo(_("Zonder PDF: {reden}").format(reden=written.geen_pdf), err=True)
    if written.nagerekend:
        return KLAAR
    click.echo(_("Let op: dit plan doorstaat zijn eigen controle niet. Gebruik het niet."), err=True)
    return CONTROLE_FAALT
