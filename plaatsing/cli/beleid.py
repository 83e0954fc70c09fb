"""``plaatsing beleid``: list, show, copy and compare rule sets."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Hoofdopdracht, Opdracht, Optie
from plaatsing.problemen import CaseError
from plaatsing.taal import N_, _, format_date_long
from plaatsing.taal.zinnen import translate
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.beleid import Beleid
    from plaatsing.beleid.onderdelen import MetHerkomst

_WIDTH = 100
_HERKOMST = ("bron", "zekerheid", "geldig_vanaf", "geldig_tot")


@click.group(
    cls=Hoofdopdracht,
    name="beleid",
    help=N_("Bekijk, kopieer en vergelijk regelsets: gedateerde regels en bedragen, elk met een bron."),
)
def beleid() -> None:
    """Hold the commands about rule sets together."""


@beleid.command(cls=Opdracht, name="list", help=N_("Noem de meegeleverde regelsets."))
def list_() -> int:
    """List the bundled rule sets."""
    from plaatsing.beleid import list_beleid

    for name in list_beleid():
        rules = _read(name)
        click.echo(f"{name}  ({_certainty(rules)})")
        _indented(translate(rules.titel), _validity(rules))
    return KLAAR


@beleid.command(
    cls=Opdracht,
    name="show",
    help=N_("Toon een regelset: elk cijfer met bron, zekerheid en geldigheid. NAME mag een .toml zijn."),
)
@click.argument("name", metavar="NAME")
def show(name: str) -> int:
    """Show the rule set called `name`; an unknown one ends with exit code 2."""
    from plaatsing.beleid.vergelijken import benoemde_onderdelen, waarden

    rules = _read(name)
    click.echo(f"{rules.naam}  ({_certainty(rules)})")
    _indented(translate(rules.titel), _source(rules), _validity(rules))
    for key, part in benoemde_onderdelen(rules):
        click.echo("")
        click.echo(f"{key}  ({_certainty(part)})")
        for figure, value in waarden(part).items():
            if figure not in _HERKOMST:
                click.echo(f"  {figure} = {value}")
        _indented(_source(part), _validity(part))
    return KLAAR


@beleid.command(
    cls=Opdracht,
    name="copy",
    help=N_("Kopieer een regelset naar FILE (.toml), om die daarna te veranderen."),
)
@click.argument("name", metavar="NAME")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--vervang", cls=Optie, is_flag=True, help=N_("Vervang een bestand dat er al staat."))
def copy(name: str, target: Path, vervang: bool) -> int:
    """Copy the rule set called `name` to `target`, under the name of that file."""
    from plaatsing.beleid import beleid_bytes, list_beleid

    if target.suffix != ".toml" or not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", target.stem):
        raise Melding(
            _("{bestand}: verwacht een naam van kleine letters, cijfers en streepjes, met .toml").format(
                bestand=target.name
            )
        )
    if target.exists() and not vervang:
        raise Melding(_("{bestand} bestaat al; met --vervang wordt het vervangen.").format(bestand=target))
    _read(name)
    content = beleid_bytes(name) if name in list_beleid() else Path(name).read_bytes()
    text = content.decode("utf-8-sig")
    renamed = re.sub(r"(?m)^naam\s*=.*$", f'naam = "{target.stem}"', text, count=1)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(renamed, encoding="utf-8", newline="")
    click.echo(
        _('{bestand} is geschreven. Gebruik de regelset met beleid = "{bestand}" in plan.toml.').format(
            bestand=target.name
        )
    )
    return KLAAR


@beleid.command(cls=Opdracht, name="diff", help=N_("Toon elk verschil tussen twee regelsets."))
@click.argument("left", metavar="NAME")
@click.argument("right", metavar="NAME")
def diff(left: str, right: str) -> int:
    """Show what differs between the rule sets `left` and `right`."""
    from plaatsing.beleid.vergelijken import verschillen

    found = verschillen(_read(left), _read(right))
    if not found:
        click.echo(_("Geen verschil."))
    for difference in found:
        click.echo(difference.sleutel)
        for sign, value in (("-", difference.links), ("+", difference.rechts)):
            if value is not None:
                click.echo(f"  {sign} {value}")
    return KLAAR


def _read(name: str) -> Beleid:
    """Read a rule set for the console, where no plan.toml is concerned."""
    from plaatsing.beleid import read_beleid

    try:
        return read_beleid(name)
    except CaseError as error:
        raise CaseError(
            [
                dataclasses.replace(problem, bestand=name, kolom="", gevonden=None)
                if problem.code == "onbekende_regelset"
                else problem
                for problem in error.problems
            ]
        ) from error


def _certainty(part: MetHerkomst) -> str:
    return _("zekerheid: {zekerheid}").format(zekerheid=in_words("zekerheid", part.zekerheid))


def _source(part: MetHerkomst) -> str:
    return _("bron: {bron}").format(bron=translate(part.bron))


def _validity(part: MetHerkomst) -> str:
    since, until = part.geldig_vanaf, part.geldig_tot
    if since is not None and until is not None:
        return _("geldig van {dag} tot en met {einde}").format(
            dag=format_date_long(since), einde=format_date_long(until)
        )
    if since is not None:
        return _("geldig vanaf {dag}").format(dag=format_date_long(since))
    if until is not None:
        return _("geldig tot en met {dag}").format(dag=format_date_long(until))
    return ""


def _indented(*texts: str) -> None:
    for text in texts:
        if text:
            click.echo(textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  "))
