"""Turn offending rows into problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.lezen.ruw import cell_text
from plaatsing.problemen import Ernst, Problem
from plaatsing.schema import TABELLEN

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

MEESTE_HINTS = 100

Regel = str | Callable[[Any], str]


def flag(
    concept: Concept,
    table: str,
    wrong: pd.Series[bool],
    column: str,
    expected: Regel,
    *,
    code: str,
    ernst: Ernst = "fout",
    hint: Regel = "",
    quote: bool = True,
) -> list[Problem]:
    """Return a problem for every row of `table` where `wrong` holds.

    Parameters
    ----------
    concept : Concept
        The case in the making.
    table : str
        Name of the table.
    wrong : Series of bool
        By row of the complete frame.
    column : str
        Column concerned; its value is quoted if `quote`.
    expected, hint : str or callable
        Text, or a function of the row (a Series of its cells) that gives it.
    """
    if not len(wrong) or not wrong.any():
        return []
    frame = concept.volledig[table]
    subject = TABELLEN[table].subject
    problems: list[Problem] = []
    for _, row in frame[wrong.to_numpy(dtype=bool)].iterrows():
        problems.append(
            concept.problem(
                table,
                int(str(row.name)),
                str(row[subject]) if subject else "",
                column,
                expected if isinstance(expected, str) else expected(row),
                gevonden=cell_text(row[column]) if quote else None,
                bedoelde_u=_hint(hint, row, len(problems)),
                ernst=ernst,
                code=code,
            )
        )
    return problems


def _hint(hint: Regel, row: Any, place: int) -> str:
    """Return the likeliest intention; looking for it takes time, so only for the first rows."""
    if isinstance(hint, str):
        return hint
    return hint(row) if place < MEESTE_HINTS else ""


def remark(
    concept: Concept, table: str, wrong: pd.Series[bool], column: str, expected: str, *, code: str
) -> list[Problem]:
    """Return one warning for all rows where `wrong` holds; ``{rijen}`` in `expected` says how many."""
    if not len(wrong) or not wrong.any():
        return []
    number = int(wrong.sum())
    rows = "1 rij" if number == 1 else f"{number} rijen"
    first = int(wrong.index[wrong.to_numpy(dtype=bool)][0])
    text = expected.format(rijen=rows)
    return [
        concept.problem(
            table, first if number == 1 else None, "", column, text, ernst="waarschuwing", code=code
        )
    ]


def day(value: Any) -> str:
    """Return a date as text."""
    return cell_text(value)
