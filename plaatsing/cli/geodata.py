"""``plaatsing geodata``: official boundaries for those with a connection."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Hoofdopdracht, Opdracht, Optie
from plaatsing.cli.waarden import Geheel
from plaatsing.taal import N_, _, format_count, format_share
from plaatsing.taal.zinnen import translate


@click.group(cls=Hoofdopdracht, name="geodata", help=N_("Haal officiële gemeentegrenzen op."))
def geodata() -> None:
    """Hold the commands about geographic data together."""


@geodata.command(
    cls=Opdracht,
    name="download",
    help=N_(
        "Haal de gemeentegrenzen van een jaar op bij PDOK. Een afgebroken download gaat verder waar hij was. "
        "Alleen deze opdracht gebruikt internet."
    ),
)
@click.option(
    "--jaar",
    cls=Optie,
    metavar="JAAR",
    required=True,
    type=Geheel(min=2000, max=2100),
    help=N_("Jaar van de grenzen."),
)
@click.option(
    "-o",
    "--uitvoer",
    "folder",
    cls=Optie,
    metavar="MAP",
    default=".",
    type=click.Path(path_type=Path),
    help=N_("Map voor het bestand; standaard de huidige."),
)
@click.option(
    "--basis",
    cls=Optie,
    metavar="ADRES",
    help=N_("Adres van de map op de server; standaard die van PDOK."),
)
@click.option("--vervang", cls=Optie, is_flag=True, help=N_("Haal ook op wat er al staat."))
def download(jaar: int, folder: Path, basis: str | None, vervang: bool) -> int:
    """Fetch the boundaries of a year and say where they are."""
    from plaatsing.geodata.download import BASIS, DownloadError, download_grenzen

    try:
        got = download_grenzen(jaar, folder, basis=basis or BASIS, vervang=vervang, progress=_show)
    except DownloadError as error:
        raise Melding(translate(str(error))) from error
    finally:
        _clear()
    if got.hervat:
        click.echo(_("Verder gegaan na {bytes} bytes.").format(bytes=format_count(got.hervat)))
    click.echo(_("{pad}: {bytes} bytes").format(pad=got.pad, bytes=format_count(got.bytes)))
    click.echo(f"sha256 {got.sha256}")
    click.echo(
        _('Zet in plan.toml: gebieden = "{pad}" (een pad vanaf de map van de casus).').format(
            pad=got.pad.as_posix()
        )
    )
    return KLAAR


def _show(done: int, total: int | None) -> None:
    if sys.stderr.isatty():
        text = format_count(done) + " bytes" + (f" ({format_share(done / total)})" if total else "")
        sys.stderr.write("\r" + text.ljust(shutil.get_terminal_size().columns - 1))
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
        sys.stderr.flush()
