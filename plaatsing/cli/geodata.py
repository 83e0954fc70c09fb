"""``plaatsing geodata``: official boundaries, population as CBS publishes it, and regions to edit."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Hoofdopdracht, Opdracht, Optie
from plaatsing.cli.waarden import Geheel
from plaatsing.taal import N_, _, format_count, format_date_long, format_share
from plaatsing.taal.zinnen import translate
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    import pandas as pd


_gebied = click.option(
    "--gebied",
    "area",
    cls=Optie,
    metavar="GEBIED",
    multiple=True,
    help=N_("Provincie, regio of gemeente; mag vaker. Standaard heel Nederland."),
)
_vervang = click.option("--vervang", cls=Optie, is_flag=True, help=N_("Vervang een bestand dat er al staat."))


@click.group(
    cls=Hoofdopdracht,
    name="geodata",
    help=N_(
        "Haal gemeentegrenzen op, neem inwoners over van CBS StatLine, of schrijf een indeling in regio's."
    ),
)
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
    if got.was_er_al:
        click.echo(_("Het bestand staat er al en het controlegetal klopt; er is niets opgehaald."))
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


@geodata.command(
    cls=Opdracht,
    name="statline",
    help=N_(
        "Maak de tabel gemeenten van exporten van CBS StatLine. BESTAND is een export met codes van de "
        "bevolking (03759ned of 70072ned), en eventueel een van Gebieden in Nederland. De inwoners zijn die "
        "van 1 januari van het jaar voor het halfjaar (art. 29 Huisvestingswet); samengevoegde gemeenten "
        "worden opgeteld."
    ),
)
@click.argument("files", metavar="BESTAND...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--halfjaar", cls=Optie, metavar="HALFJAAR", required=True, help=N_("Halfjaar, zoals 2025-II."))
@_gebied
@click.option(
    "-o",
    "--uitvoer",
    "target",
    cls=Optie,
    metavar="BESTAND",
    default="gemeenten.csv",
    type=click.Path(path_type=Path),
    help=N_("Bestand voor de tabel; standaard gemeenten.csv."),
)
@_vervang
def statline(
    files: tuple[Path, ...], halfjaar: str, area: tuple[str, ...], target: Path, vervang: bool
) -> int:
    """Write the table of municipalities with the population that the law asks for."""
    from plaatsing.statline import gemeenten_uit_statline

    made = gemeenten_uit_statline(files, halfjaar, area or "nederland")
    _write(target, made.tabel, vervang)
    click.echo(
        _("{bestand}: {aantal} gemeenten, inwoners op {dag}.").format(
            bestand=target, aantal=format_count(len(made.tabel)), dag=format_date_long(made.peildatum)
        )
    )
    for merger in made.herindelingen.to_dict("records"):
        click.echo(
            _("Opgeteld: {oud} bij {nieuw}, {datum} (zekerheid: {zekerheid}).").format(
                oud=merger["oude_gemeente"],
                nieuw=merger["nieuwe_gemeente"],
                datum=format_date_long(merger["datum"].date()),
                zekerheid=in_words("zekerheid", merger["zekerheid"]),
            )
        )
    click.echo(_("Zet in plan.toml: inwoners_nederland = {aantal}").format(aantal=made.inwoners_nederland))
    return KLAAR


@geodata.command(
    cls=Opdracht,
    name="regios",
    help=N_(
        "Schrijf een meegeleverde indeling in regio's als tabel, een rij per gemeente, om aan te passen. "
        "Zet de tabel als regios.csv in de map van de casus."
    ),
)
@click.option(
    "--indeling",
    "division",
    cls=Optie,
    metavar="INDELING",
    default="provincie",
    show_default=True,
    help=N_("provincie, veiligheidsregio, deelregio of koppelregio."),
)
@_gebied
@click.option(
    "-o",
    "--uitvoer",
    "target",
    cls=Optie,
    metavar="BESTAND",
    default="regios.csv",
    type=click.Path(path_type=Path),
    help=N_("Bestand voor de tabel; standaard regios.csv."),
)
@_vervang
def regios(division: str, area: tuple[str, ...], target: Path, vervang: bool) -> int:
    """Write a bundled division as a table to edit."""
    from plaatsing.regiotabel import regiotabel

    table = regiotabel(division, area or "nederland")
    _write(target, table, vervang)
    click.echo(
        _("{bestand}: {aantal} gemeenten in {regios} regio's.").format(
            bestand=target, aantal=format_count(len(table)), regios=format_count(table["regiocode"].nunique())
        )
    )
    return KLAAR


def _write(target: Path, table: pd.DataFrame, vervang: bool) -> None:
    from plaatsing.lezen.schrijven import csv_bytes

    if target.exists() and not vervang:
        raise Melding(_("{bestand} staat er al; kies --vervang.").format(bestand=target))
    try:
        target.write_bytes(csv_bytes(table))
    except OSError as error:
        raise Melding(_("{bestand}: hier kan niet worden geschreven.").format(bestand=target)) from error


def _show(done: int, total: int | None) -> None:
    if sys.stderr.isatty():
        text = format_count(done) + " bytes" + (f" ({format_share(done / total)})" if total else "")
        sys.stderr.write("\r" + text.ljust(shutil.get_terminal_size().columns - 1))
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
        sys.stderr.flush()
