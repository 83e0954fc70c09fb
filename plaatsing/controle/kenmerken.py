"""Names of rows: each once, and no household by its real name or number."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.controle.melden import flag
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_KEYS = {
    "gemeenten": ["gemeentecode"],
    "huishoudens": ["huishouden"],
    "woningaanbod": ["aanbod"],
    "doorstroomlocaties": ["locatie"],
    "coa_locaties": ["coa_locatie"],
    "uitruil": ["gemeentecode", "halfjaar", "besluit"],
}
_REKENHUISHOUDEN = re.compile(r"R\d{5,}")
_V_NUMMER = re.compile(r"V[ -]?\d{8,10}", re.IGNORECASE)
_NAAM = re.compile(r"[A-Z][a-zà-ÿ'-]{2,}(?:[ _,]+(?:[a-z]{2,4} )*[A-Z][a-zà-ÿ'-]+)+")


def unique(concept: Concept) -> list[Problem]:
    """Every row has a name of its own."""
    problems = []
    for table, keys in _KEYS.items():
        frame = concept.volledig[table]
        double = frame.duplicated(keys) & (frame[keys[0]] != "")
        if double.any():
            rows = pd.Series(frame.index, index=frame.index)
            first = rows.groupby([frame[key] for key in keys]).transform("min")
            problems += flag(concept, table, double, keys[0], partial(_double, first), code="dubbel")
    return problems


def _double(first: Any, row: pd.Series[Any]) -> str:
    return f"dit staat er al in rij {first.loc[row.name]}; verwacht elk kenmerk een keer"


def free_of_counted(concept: Concept) -> list[Problem]:
    """No household carries a name that the counts will get."""
    if "aantallen" not in concept.gegeven:
        return []
    taken = concept.volledig["huishoudens"]["huishouden"].str.fullmatch(_REKENHUISHOUDEN.pattern)
    expected = "verwacht een ander pseudoniem; zo heten de huishoudens die uit aantallen worden gemaakt"
    return flag(concept, "huishoudens", taken, "huishouden", expected, code="gereserveerd")


def private(concept: Concept) -> list[Problem]:
    """Pseudonyms do not look like a name, a V-number or a BSN."""
    names = concept.volledig["huishoudens"]["huishouden"]
    problems = []
    for looks_like, wrong in (
        ("een V-nummer", names.map(lambda name: bool(_V_NUMMER.fullmatch(name)))),
        ("een BSN", names.map(is_bsn)),
        ("een naam", names.map(lambda name: bool(_NAAM.fullmatch(name)))),
    ):
        problems += flag(
            concept,
            "huishoudens",
            wrong.astype(bool),
            "huishouden",
            f"dit lijkt {looks_like}; gebruik een pseudoniem dat niemand herkent",
            ernst="waarschuwing",
            code="privacy",
            quote=False,
        )
    return problems


def is_bsn(text: str) -> bool:
    """Say whether `text` is nine digits that pass the check of a burgerservicenummer."""
    digits = text.replace(".", "").replace(" ", "")
    if not (len(digits) == 9 and digits.isascii() and digits.isdigit()) or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
