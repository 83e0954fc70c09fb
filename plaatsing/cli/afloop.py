"""How a command ends: its exit code, and the message that goes with a failure."""

from __future__ import annotations

import click

KLAAR = 0
CONTROLE_FAALT = 1
FOUTE_INVOER = 2
GEEN_PLAN = 3
ONDERBROKEN = 130


class Melding(click.ClickException):
    """A failure the user can act on.

    Parameters
    ----------
    message : str
        What is wrong and what to do, in the language spoken now.
    exit_code : int
        Exit code of the command.
    """

    def __init__(self, message: str, exit_code: int = FOUTE_INVOER) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it per class; here it differs per failure
