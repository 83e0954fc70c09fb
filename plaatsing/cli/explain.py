"""``plaatsing explain``: why a household, municipality or location is as it is in a plan."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.lezen.waarden import nearest
from plaatsing.taal import N_, _

if TYPE_CHECKING:
    from plaatsing.plan import Plan


@click.command(
    cls=Opdracht,
    name="explain",
    help=N_(
        "Leg uit waarom een huishouden, gemeente of locatie in een plan is zoals hij is. RUN is een "
        "resultaatmap; kies een van --huishouden, --gemeente en --locatie."
    ),
)
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--huishouden", cls=Optie, metavar="H", help=N_("Waarom dit huishouden daar terechtkomt."))
@click.option("--gemeente", cls=Optie, metavar="GM", help=N_("Hoe deze gemeente ervoor staat; code of naam."))
@click.option("--locatie", cls=Optie, metavar="L", help=N_("Waarom deze locatie wel of niet opengaat."))
@click.option(
    "--herbereken/--rijprijzen",
    cls=Optie,
    default=None,
    help=N_(
        "Los het plan opnieuw op voor de op een na beste plaats van een huishouden, of antwoord alleen uit "
        "de rijprijzen; standaard beslist het programma."
    ),
)
def explain(
    run: Path,
    huishouden: str | None,
    gemeente: str | None,
    locatie: str | None,
    herbereken: bool | None,
) -> int:
    """Explain one thing of the run folder `run`."""
    from plaatsing.plan import Plan
    from plaatsing.uitvoer.samenvatting import unproven_note
    from plaatsing.uitvoer.volgorde import order_note

    asked = {"huishouden": huishouden, "gemeente": gemeente, "locatie": locatie}
    given = {name: value.strip() for name, value in asked.items() if value is not None and value.strip()}
    if len(given) != 1:
        raise Melding(_("Kies een van --huishouden, --gemeente en --locatie."))
    plan = Plan.read(run)
    answer = _explained(plan, *next(iter(given.items())), herbereken)
    if note := unproven_note(plan):
        click.echo(textwrap.fill(note, 100) + "\n")
    click.echo(answer)
    if note := order_note(plan):
        click.echo("\n" + textwrap.fill(note, 100))
    return KLAAR


def _explained(plan: Plan, kind: str, name: str, herbereken: bool | None) -> str:
    try:
        return str(plan.explain(**{kind: name}, herbereken=herbereken))
    except KeyError as error:
        unknown = {
            "huishouden": _("Het plan kent geen huishouden {naam}."),
            "gemeente": _("Het plan kent geen gemeente {naam}."),
            "locatie": _("Het plan kent geen locatie {naam}."),
        }[kind]
        sentence = unknown.format(naam=name)
        if meant := _meant(plan, kind, name):
            sentence += " " + _('Bedoelde u "{naam}"?').format(naam=meant)
        raise Melding(sentence) from error


def _meant(plan: Plan, kind: str, name: str) -> str:
    if kind == "huishouden":
        return _same_pseudonym(name, list(plan.plaatsingen["huishouden"]))
    if kind == "gemeente":
        return nearest(name, plan.case.gemeenten["gemeente"]) or nearest(
            name, plan.case.gemeenten["gemeentecode"], cutoff=0.8
        )
    return nearest(name, plan.case.doorstroomlocaties["locatie"])


def _same_pseudonym(name: str, names: list[str]) -> str:
    """Return the one pseudonym that differs in capitals or leading zeros only.

    A pseudonym looks like very many others, so any other near miss says nothing.
    """

    def plain(text: str) -> str:
        return re.sub(r"(?<!\d)0+(?=\d)", "", text.casefold())

    alike = [one for one in names if plain(one) == plain(name)]
    return alike[0] if len(alike) == 1 else ""
