"""The console summary of a comparison."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.compare.opmerkingen import remarks
from plaatsing.taal import _, format_count, format_share, plural
from plaatsing.uitvoer.volgorde import goal_value
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.compare.vergelijking import Vergelijking

WIDTH = 100
_MOST_REASONS = 6


def console_summary(vergelijking: Vergelijking) -> str:
    """Return a line per plan and what changed for people, in the language spoken now."""
    unlike = not bool(vergelijking.doelen["vergelijkbaar"].all())
    lines = table_lines(vergelijking.plannen, unlike=unlike)
    if len(vergelijking.volgorde):
        lines += ["", _("Doelen in volgorde"), *order_lines(vergelijking)]
    for name in vergelijking.namen[1:]:
        lines += ["", *people_lines(vergelijking, name)]
    notes = remarks(vergelijking)
    if notes:
        lines += ["", _("Let op")]
        lines += [
            textwrap.fill(note, WIDTH, initial_indent="  - ", subsequent_indent="    ") for note in notes
        ]
    return "\n".join(line.rstrip() for line in lines)


def table_lines(plannen: pd.DataFrame, *, unlike: bool) -> list[str]:
    """Return the first figures as lines of equal columns, names left and numbers right.

    With `unlike` the part of the objective that may be compared stands beside it.
    """
    heads = [
        _("Plan"),
        _("Status"),
        _("Geplaatst"),
        _("Nog in COA"),
        _("Tekort"),
        _("Gehaald"),
        _("Open"),
        _("Doelwaarde"),
        *([_("Vergelijkbaar deel")] if unlike else []),
        _("Doorberekening"),
    ]
    rows = [_cells(row, unlike=unlike) for row in plannen.to_dict("records")]
    return aligned([heads, *rows], left=2)


def _cells(row: Mapping[Any, Any], *, unlike: bool) -> list[str]:
    met = "-" if pd.isna(row["gehaald"]) else f"{row['gehaald']}/{row['gemeenten']}"
    return [
        str(row["plan"]),
        in_words("status_plan", str(row["status"])),
        format_count(row["geplaatst"]),
        format_count(row["in_coa"]),
        "-" if pd.isna(row["tekort"]) else format_count(row["tekort"]),
        met,
        format_count(row["geopend"]),
        format_count(round(row["doelwaarde"])),
        *([_rounded(row["vergelijkbaar_deel"])] if unlike else []),
        format_count(round(row["doorberekening"])),
    ]


def order_lines(vergelijking: Vergelijking) -> list[str]:
    """Return the goals of the orders: a line for each goal, and under it one for each plan."""
    table = vergelijking.volgorde.to_dict("records")
    rows = [[_("Plan"), _("Plek"), _("Waarde"), _("Ondergrens"), _("Afstand")]]
    rows += [_order_cells(row, name) for row in table for name in vergelijking.namen]
    head, *rest = (f"    {line}" for line in aligned(rows, left=1))
    count = len(vergelijking.namen)
    lines = [head]
    for number, row in enumerate(table):
        lines.append(f"  {in_words('doel', str(row['doel']))} ({in_words('eenheid', str(row['eenheid']))})")
        lines += rest[number * count : (number + 1) * count]
    return lines


def _order_cells(row: Mapping[Any, Any], name: str) -> list[str]:
    place, bound, gap = (row[f"{maat}_{name}"] for maat in ("plek", "ondergrens", "afstand_procent"))
    return [
        name,
        "-" if pd.isna(place) else format_count(place),
        goal_value(row[f"waarde_{name}"]),
        "-" if pd.isna(bound) else goal_value(bound),
        "-" if pd.isna(gap) else format_share(gap / 100, 3 if gap < 1 else 1),
    ]


def _rounded(value: float) -> str:
    return "-" if math.isnan(value) else format_count(round(value))


def aligned(rows: Sequence[Sequence[str]], left: int) -> list[str]:
    """Return rows as lines; the first `left` columns start at the left, the others end at the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def people_lines(vergelijking: Vergelijking, name: str) -> list[str]:
    """Say how many households go otherwise in the plan `name`, in what, and why."""
    table = vergelijking.huishoudens
    table = table[table["plan"] == name]
    moved = table[table["soort"] == "anders"]
    if table.empty:
        return [
            _("{plan}: voor iedereen hetzelfde als {eerste}.").format(plan=name, eerste=vergelijking.namen[0])
        ]
    lines = [
        plural(
            "{plan}: {aantal} huishouden ({personen} personen) anders dan in {eerste}",
            "{plan}: {aantal} huishoudens ({personen} personen) anders dan in {eerste}",
            len(moved),
        ).format(
            plan=name,
            eerste=vergelijking.namen[0],
            aantal=format_count(len(moved)),
            personen=format_count(int(moved["personen"].sum())),
        )
    ]
    kinds = moved["wat"].str.split("|").explode().value_counts(sort=False)
    parts = [
        f"{in_words('wat_wijziging', kind)} {format_count(int(kinds[kind]))}"
        for kind in ("gemeente", "vorm", "locatie", "datum")
        if kind in kinds
    ]
    for kind in ("nieuw", "weg"):
        count = int((table["soort"] == kind).sum())
        if count:
            parts.append(f"{in_words('soort_wijziging', kind)} {format_count(count)}")
    lines.append(f"  {', '.join(parts)}")
    reasons = moved["reden"].value_counts()
    lines += [
        f"  - {in_words('reden_wijziging', str(reason))}: {format_count(int(count))}"
        for reason, count in list(reasons.items())[:_MOST_REASONS]
    ]
    return lines
