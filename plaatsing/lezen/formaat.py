"""The format version of a case: which shape of tables and settings its files have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.ruw import RuweCase

CASUSFORMAAT = 1
"""The version that is written. A case without version has the first one."""

SLEUTEL = "formaat_versie"


def take_format(raw: RuweCase) -> list[Problem]:
    """Take the format version out of the settings, and refuse one that cannot be read here."""
    if raw.plan is None or SLEUTEL not in raw.plan:
        return []
    plan = dict(raw.plan)
    given = plan.pop(SLEUTEL)
    raw.plan = plan
    if str(given).strip() == str(CASUSFORMAAT):
        return []
    expected = f"deze versie van plaatsing leest casusformaat {CASUSFORMAAT}; werk plaatsing bij"
    row = raw.plan_rijen.get(SLEUTEL)
    return [Problem(raw.plan_bestand, expected, rij=row, kolom=SLEUTEL, gevonden=str(given), code="formaat")]
