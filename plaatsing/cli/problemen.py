"""Problems in the input, listed so that a planner can mend them one by one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

import click

from plaatsing.problemen import Problem
from plaatsing.taal import _, format_count, plural
from plaatsing.taal.zinnen import translate

_WIDTH = 100
_MOST_PER_FILE = 25


def show_problems(problems: Sequence[Problem], err: bool = False) -> None:
    """List `problems` grouped by file, errors before warnings, with their counts."""
    for bestand in dict.fromkeys(problem.bestand for problem in problems):
        own = [problem for problem in problems if problem.bestand == bestand]
        click.echo(f"{bestand} ({count_problems(own)})", err=err)
        own.sort(key=lambda problem: problem.ernst != "fout")
        for problem in own[:_MOST_PER_FILE]:
            click.echo(_entry(problem), err=err)
        if len(own) > _MOST_PER_FILE:
            rest = format_count(len(own) - _MOST_PER_FILE)
            click.echo("  " + _("en nog {rest} in dit bestand").format(rest=rest), err=err)
    click.echo("", err=err)
    click.echo(_("Samen: {aantal}.").format(aantal=count_problems(problems)), err=err)


def count_problems(problems: Iterable[Problem]) -> str:
    """Say how many errors and warnings there are."""
    listed = list(problems)
    errors = sum(problem.ernst == "fout" for problem in listed)
    warnings = len(listed) - errors
    parts = []
    if errors:
        parts.append(plural("{aantal} fout", "{aantal} fouten", errors).format(aantal=format_count(errors)))
    if warnings:
        parts.append(
            plural("{aantal} waarschuwing", "{aantal} waarschuwingen", warnings).format(
                aantal=format_count(warnings)
            )
        )
    return ", ".join(parts) or _("niets op te merken")


def problem_text(problem: Problem) -> str:
    """Return a problem as one sentence in the language spoken now, without the name of its file."""
    place = []
    if problem.rij is not None:
        row = _("rij {rij}").format(rij=problem.rij)
        place.append(f"{row} ({problem.onderwerp})" if problem.onderwerp else row)
    elif problem.onderwerp:
        place.append(problem.onderwerp)
    if problem.kolom:
        place.append(problem.kolom)
    found = "" if problem.gevonden is None else _('gevonden "{gevonden}", ').format(gevonden=problem.gevonden)
    hint = _('; bedoelde u "{waarde}"?').format(waarde=problem.bedoelde_u) if problem.bedoelde_u else ""
    head, expected = ", ".join(place), translate(problem.verwacht)
    return f"{head}: {found}{expected}{hint}" if head else f"{found}{expected}{hint}"


def _entry(problem: Problem) -> str:
    label = _("fout") if problem.ernst == "fout" else _("waarschuwing")
    return textwrap.fill(
        problem_text(problem),
        _WIDTH,
        initial_indent=f"  {label:<14}",
        subsequent_indent=" " * 16,
        break_long_words=False,
        break_on_hyphens=False,
    )
