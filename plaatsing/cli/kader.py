"""Commands and options that speak the language chosen, and share the same general options."""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from plaatsing.cli.logboek import set_verbosity
from plaatsing.taal import N_, TALEN, Taal, _, current_taal
from plaatsing.taal.catalogus import FOLDER
from plaatsing.uitvoer.manifest import package_version


def translated(message: str | None) -> str:
    """Return an explanation that was marked for translation, in the language spoken now."""
    return _(message) if message else ""


class Optie(click.Option):
    """An option whose explanation is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its explanation in the language spoken now."""
        spoken = copy.copy(self)
        spoken.help = translated(self.help)
        return click.Option.get_help_record(spoken, ctx)


class Gesproken(click.Command):
    """A command that has the general options and explains itself in the language spoken now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += general_options()

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the name of the command in its usage."""
        words = {"[OPTIONS]": _("[OPTIES]"), "COMMAND [ARGS]...": _("OPDRACHT [ARGUMENTEN]...")}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the explanation of the command."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translated(self.help))

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (the sentence is shown whole)
        """Return the first sentence of the explanation."""
        return translated(self.help).split(". ")[0].rstrip(".")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option in the language spoken now."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Toon deze uitleg en stop.")
        return option


class Opdracht(Gesproken):
    """One command of the program."""


class Hoofdopdracht(Gesproken, click.Group):
    """The group of commands."""


def general_options() -> list[click.Parameter]:
    """Return the options that stand before as well as after the name of a command."""
    return [
        Optie(
            ["--taal"],
            type=click.Choice(TALEN),
            expose_value=False,
            help=N_("Taal van alles wat plaatsing zegt: Nederlands (nl) of Engels (en)."),
        ),
        Optie(
            ["-v", "--verbose"],
            count=True,
            expose_value=False,
            callback=lambda _ctx, _param, value: set_verbosity(value),
            help=N_("Meld wat er gebeurt; -vv meldt meer."),
        ),
        Optie(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=N_("Toon de versie en stop."),
        ),
    ]


def chosen_taal(args: Sequence[str]) -> Taal:
    """Return the language that `args` ask for, wherever ``--taal`` stands; Dutch otherwise."""
    taal: str = "nl"
    for place, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--taal" and place + 1 < len(args):
            taal = args[place + 1]
        elif arg.startswith("--taal="):
            taal = arg.removeprefix("--taal=")
    return next((known for known in TALEN if known == taal), "nl")


@contextmanager
def click_speaks() -> Iterator[None]:
    """Let click's own messages be in the language spoken now; its catalogue is found through gettext."""
    domain, folder = gettext.textdomain(), gettext.bindtextdomain("click")
    language = os.environ.get("LANGUAGE")
    gettext.bindtextdomain("click", str(FOLDER))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = current_taal()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        gettext.bindtextdomain("click", folder)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"plaatsing {package_version()}")
        ctx.exit()
