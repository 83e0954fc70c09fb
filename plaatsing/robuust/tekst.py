"""Robust openings as text, in the language spoken now."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from plaatsing.taal import _, format_count, format_euro, format_share, plural

if TYPE_CHECKING:
    from plaatsing.robuust.antwoord import Robuust

WIDTH = 100


def robust_text(answer: Robuust) -> str:
    """Say what to open now, what that costs in each future, and what knowing more would be worth."""
    proven = _("bewezen tot op {gap}") if answer.bewezen else _("niet tot het eind gezocht; afstand {gap}")
    lines = [
        _("Nu openen: {locaties}").format(locaties=", ".join(answer.geopend) or _("geen enkele kandidaat")),
        _("verwachte kosten {verwacht}; het slechtst in {toekomst}: {slechtst}").format(
            verwacht=_euro(answer.verwacht),
            toekomst=answer.slechtste,
            slechtst=_euro(float(answer.toekomsten["kosten"].max())),
        ),
        _("gewicht van de slechtste toekomst {gewicht}; {bewijs}").format(
            gewicht=format_share(answer.slechtst), bewijs=proven.format(gap=format_share(answer.gap, 3))
        ),
        _("vooraf weten welke toekomst komt is {evpi} waard (EVPI)").format(evpi=_euro(answer.evpi)),
        _stubborn(answer),
    ]
    wrapped = [textwrap.fill(line, WIDTH, subsequent_indent="  ") for line in lines]
    return "\n".join(
        [
            *wrapped,
            "",
            _("Spijt: wat elk besluit in elke toekomst meer kost dan het beste daar (euro)"),
            *_regret_lines(answer),
            "",
            plural("{aantal} plan opgelost", "{aantal} plannen opgelost", answer.oplossingen).format(
                aantal=format_count(answer.oplossingen)
            ),
        ]
    )


def _stubborn(answer: Robuust) -> str:
    """Say what planning for the likeliest future alone costs; it may be cheaper than hedging."""
    if answer.vss < -0.005:
        text = _(
            "alleen op {toekomst} plannen is naar verwachting {vss} goedkoper (VSS): zoveel kost het om ook "
            "het slechtste geval te dekken"
        )
    else:
        text = _("alleen op {toekomst} plannen kost naar verwachting {vss} meer (VSS)")
    return text.format(toekomst=answer.verwachting, vss=_euro(abs(answer.vss)))


def _regret_lines(answer: Robuust) -> list[str]:
    names = [str(name) for name in answer.toekomsten["naam"]]
    head = [_("besluit"), *names, _("grootste"), _("open")]
    rows = [head]
    for decision, row in zip(answer.spijt.index, answer.spijt.to_dict("records"), strict=True):
        opened = str(row["geopend"]).replace("|", ", ") or "-"
        label = _("nu openen") if decision == "robuust" else _("best in {toekomst}").format(toekomst=decision)
        figures = [format_count(round(float(row[name]))) for name in [*names, "grootste_spijt"]]
        rows.append([label, *figures, opened])
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return ["  " + _line(row, widths) for row in rows]


def _line(cells: list[str], widths: list[int]) -> str:
    """Set a row: words to the left, figures to the right."""
    last = len(cells) - 1
    parts = [
        cell.ljust(width) if place in (0, last) else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(parts).rstrip()


def _euro(value: float) -> str:
    return format_euro(round(100 * value))
