"""The page: its parts put into templates, one self-contained file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from plaatsing.report.blokken import Onderdeel
from plaatsing.report.weergave import show
from plaatsing.taal import _, current_taal


@dataclass(frozen=True)
class Voorblad:
    """What stands above the parts.

    Attributes
    ----------
    titel : str
        Name of the plan.
    stand : str
        Tussenstand or eindstand, with the quarter.
    periode : str
        From when to when the plan runs.
    publiek, publiek_uitleg : str
        For whom the page is, and what it leaves out.
    stempel : sequence of (str, str)
        What the reader must know before the figures: a word and a sentence each.
    """

    titel: str
    stand: str
    periode: str
    publiek: str
    publiek_uitleg: str
    stempel: Sequence[tuple[str, str]]


def render(
    voorblad: Voorblad, onderdelen: Sequence[Onderdeel], stam: str, stijl: str = "", script: str = ""
) -> str:
    """Return the page as HTML, in the language spoken now.

    Parameters
    ----------
    voorblad : Voorblad
        What stands above the parts.
    onderdelen : sequence of Onderdeel
        The parts, in order.
    stam : str
        Beginning of the names of the files beside the page.
    stijl, script : str
        Further style rules and the script of the page.
    """
    template = _environment().get_template("pagina.html.j2")
    return template.render(
        taal=current_taal(),
        voorblad=voorblad,
        onderdelen=onderdelen,
        stam=stam,
        stijl=Markup(_style() + stijl),
        script=Markup(script),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("plaatsing.report", "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, show=show)
    environment.filters["heel"] = unbroken
    return environment


def unbroken(text: str) -> Markup:
    """Keep a half-year such as 2025-II together on one line."""
    return Markup(re.sub(r"\d{4}-I{1,2}\b", r'<span class="heel">\g<0></span>', str(escape(text))))


@cache
def _style() -> str:
    return files("plaatsing.report").joinpath("sjablonen", "stijl.css").read_text(encoding="utf-8")
