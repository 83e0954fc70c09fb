"""Numbers on the command line: ranges, with a decimal comma or point."""

from __future__ import annotations

import math
import re
from typing import Any

import click

from plaatsing.lezen.waarden import OngeldigeWaardeError, read_date
from plaatsing.taal import _
from plaatsing.taal.zinnen import translate


class Dag(click.ParamType):  # type: ignore[type-arg]  # older versions of click take none
    """A day, written as in the tables of a case."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the type is called in messages."""
        return _("datum")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day; anything else is refused."""
        try:
            return read_date(value) if isinstance(value, str) else value
        except OngeldigeWaardeError as error:
            self.fail(f"{value}: {translate(error.verwacht)}.", param, ctx)


_PERCENT = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*%\s*")


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


class Aandeel(Getal):
    """A share, written as a percentage (``1%``) or as a number (``0,01``)."""

    @property
    def name(self) -> str:  # type: ignore[override]
        """What the type is called in messages."""
        return _("deel")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the share; anything else is refused."""
        share = _PERCENT.fullmatch(value) if isinstance(value, str) else None
        if share is None:
            return super().convert(value, param, ctx)
        return super().convert(repr(float(share.group(1).replace(",", ".")) / 100.0), param, ctx)
