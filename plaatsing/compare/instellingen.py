"""In which settings plans differ, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.lezen.plan import as_typed
from plaatsing.lezen.schrijven import flat
from plaatsing.uitvoer.manifest import sha256

if TYPE_CHECKING:
    from plaatsing.case import Case

TEKSTEN = frozenset({"titel", "toelichting"})
"""Settings that say nothing about the outcome."""


def instellingen(cases: Sequence[Case], namen: Sequence[str]) -> pd.DataFrame:
    """Return a row per setting in which the cases differ: instelling, and ``waarde_<naam>`` as text."""
    columns = [settings(case) for case in cases]
    keys = list(dict.fromkeys(key for column in columns for key in column))
    differing = [key for key in keys if len({column.get(key, "") for column in columns}) > 1]
    table = pd.DataFrame({"instelling": pd.array(differing, dtype="str")})
    for name, column in zip(namen, columns, strict=True):
        table[f"waarde_{name}"] = pd.array([column.get(key, "") for key in differing], dtype="str")
    return table


def settings(case: Case) -> dict[str, str]:
    """Return every setting that shapes a plan as text, by dotted key.

    An own rule set is named with the start of its hash too, since a copy may keep the name.
    """
    found = {key: _text(value) for key, value in flat(case.instellingen.model_dump())}
    return {key: text for key, text in found.items() if key not in TEKSTEN} | {"beleid": _rule_set(case)}


def _rule_set(case: Case) -> str:
    if case.beleid_bestand is None:
        return case.beleid.naam
    return f"{case.beleid.naam} ({sha256(case.beleid_bestand)[:8]})"


def _text(value: object) -> str:
    return "" if value is None else as_typed(value)
