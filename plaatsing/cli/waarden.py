"""Numbers on the command line: ranges, with a decimal comma or point."""

from __future__ import annotations

import math
from typing import Any

import click

from plaatsing.taal import _


class Geheel(click.IntRange):
    """A whole number within a range."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the type is called in messages."""
        return _("geheel getal")


class Getal(click.FloatRange):
    """A number within a range, written with a decimal point or comma."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the type is called in messages."""
        return _("getal")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; anything else is refused."""
        text: Any = value.replace(",", ".") if isinstance(value, str) else value
        number = super().convert(text, param, ctx)
        if not math.isfinite(number):
            self.fail(_("{waarde} is geen eindig getal.").format(waarde=value), param, ctx)
        return number
