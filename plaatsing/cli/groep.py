"""The program as a whole: its commands, its language, and how it ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from plaatsing.cli.afloop import FOUTE_INVOER, GEEN_PLAN, KLAAR, ONDERBROKEN, Melding
from plaatsing.cli.alternatives import alternatives
from plaatsing.cli.beleid import beleid
from plaatsing.cli.check import check
from plaatsing.cli.compare import compare
from plaatsing.cli.demo import demo
from plaatsing.cli.explain import explain
from plaatsing.cli.geodata import geodata
from plaatsing.cli.kader import Hoofdopdracht, chosen_taal, click_speaks
from plaatsing.cli.logboek import console_log
from plaatsing.cli.new import new
from plaatsing.cli.problemen import show_problems
from plaatsing.cli.report import report
from plaatsing.cli.robust import robust
from plaatsing.cli.rollover import rollover
from plaatsing.cli.scenarios import scenarios
from plaatsing.cli.solve import solve
from plaatsing.cli.verify import verify
from plaatsing.problemen import CaseError
from plaatsing.taal import N_, _, speak
from plaatsing.uitvoer.fouten import RunError

_BROKEN_PIPE = 141


class Plaatsing(Hoofdopdracht):
    """The group of all commands; every failure ends in a message and an exit code."""

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> int:
        """Run the program.

        Parameters
        ----------
        args : sequence of str, optional
            Default the arguments of the process.
        prog_name : str, optional
            Name of the program in messages.
        standalone_mode : bool
            Whether to end the process with the exit code.

        Returns
        -------
        int
            The exit code.
        """
        given = list(sys.argv[1:] if args is None else args)
        _tolerate_code_page()
        with speak(chosen_taal(given)), click_speaks(), console_log():
            code = self._run(given, prog_name, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, args: list[str], prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            outcome = super().main(args, prog_name, standalone_mode=False, **extra)
        except BrokenPipeError:
            # Whoever was reading has gone; leave without a word, as other programs do.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _BROKEN_PIPE
        except (KeyboardInterrupt, click.Abort):
            click.echo(_("Afgebroken; er is niets geschreven."), err=True)
            return ONDERBROKEN
        except CaseError as error:
            show_problems(error.problems, err=True)
            return FOUTE_INVOER
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except RunError as error:
            return _fail(str(error))
        except OSError as error:
            return _fail(_os_message(error))
        except MemoryError:
            return _fail(_("Het geheugen is vol; neem langere perioden of een kleiner gebied."), GEEN_PLAN)
        return outcome if isinstance(outcome, int) else KLAAR


def _fail(message: str, code: int = FOUTE_INVOER) -> int:
    Melding(message, code).show()
    return code


def _os_message(error: OSError) -> str:
    place = error.filename2 or error.filename or ""
    if error.errno == errno.ENOSPC:
        return _(
            "De schijf is vol; er is niets geschreven. Maak ruimte, of kies een andere plaats. {plaats}"
        ).format(plaats=place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("Geen toegang tot {plaats}: {fout}").format(plaats=place, fout=error.strerror)
    return _("Lezen of schrijven lukt niet: {plaats} ({fout})").format(
        plaats=place, fout=error.strerror or error
    )


def _tolerate_code_page() -> None:
    """Show a question mark where the console's code page lacks a character, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


@click.group(
    cls=Plaatsing,
    name="plaatsing",
    help=N_(
        "Plan welk huishouden van statushouders wanneer naar welke gemeente gaat, "
        "en bewijs hoe goed dat plan is."
    ),
)
def main() -> None:
    """Hold the commands together."""


for _command in (
    new,
    check,
    solve,
    demo,
    beleid,
    verify,
    geodata,
    compare,
    report,
    scenarios,
    rollover,
    explain,
    alternatives,
    robust,
):
    main.add_command(_command)
