"""Counts: each row says how many, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.controle.melden import flag, remark
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_TABLE = "aantallen"
GROOTSTE_AANTAL = 500_000


def counted(concept: Concept) -> list[Problem]:
    """A row has one number and one moment, and the number can be cut into households."""
    table = concept.volledig[_TABLE]
    problems = []
    for first, second in (("aantal", "personen_totaal"), ("vergunningmaand", "weken_wachtend")):
        both = table[first].notna() & table[second].notna()
        neither = table[first].isna() & table[second].isna()
        problems += flag(
            concept, _TABLE, both, second, f"verwacht {first} of {second}, niet allebei", code="dubbel"
        )
        problems += flag(concept, _TABLE, neither, first, f"verwacht {first} of {second}", code="leeg")
    size, persons = table["personen"], table["personen_totaal"]
    split = (persons.notna() & size.notna() & (persons % size != 0)).fillna(False).astype(bool)
    problems += flag(
        concept,
        _TABLE,
        split,
        "personen_totaal",
        lambda row: f"verwacht een veelvoud van personen ({row['personen']})",
        code="geen_veelvoud",
    )
    total = int(table["aantal"].fillna(0).sum() + persons.fillna(0).sum())
    if total > GROOTSTE_AANTAL:
        expected = f"samen {total}; verwacht hoogstens {GROOTSTE_AANTAL}"
        problems.append(concept.problem(_TABLE, None, "", "aantal", expected, code="te_groot"))
    assumed: pd.Series[bool] = size.isna() & ((table["aantal"] > 0) | (persons > 0)).fillna(False)
    problems += remark(
        concept,
        _TABLE,
        assumed.astype(bool),
        "personen",
        "{rijen} zonder grootte van het huishouden; de verdeling 62/10/8/8/6/4/2 % over 1 tot en met 7 "
        "personen is aangenomen",
        code="grootte_aangenomen",
    )
    return problems
