"""The optional tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.controle.melden import flag, remark
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept


def swaps(concept: Concept) -> list[Problem]:
    """Swaps sum to zero in every half-year, and concern half-years of the plan."""
    table = concept.volledig["uitruil"]
    table = table[table["halfjaar"] != ""]
    problems = []
    for halfjaar, persons in table.groupby("halfjaar")["personen"].sum().items():
        if persons:
            expected = f"de uitruil van {halfjaar} telt op tot {persons:+d}; verwacht 0 per halfjaar"
            problems.append(
                concept.problem("uitruil", None, str(halfjaar), "personen", expected, code="uitruil_niet_nul")
            )
    halves = [str(halfjaar) for halfjaar in concept.instellingen.halfjaren]
    problems += remark(
        concept,
        "uitruil",
        ~table["halfjaar"].isin(halves),
        "halfjaar",
        "{rijen} met een halfjaar dat niet binnen het plan eindigt; niet gebruikt",
        code="buiten_plan",
    )
    inside = table["gemeentecode"].isin(concept.gebied)
    problems += remark(
        concept,
        "uitruil",
        ~inside,
        "gemeentecode",
        "{rijen} met een gemeente buiten het gebied; telt alleen mee voor de som",
        code="buiten_gebied",
    )
    return problems


def pairs(concept: Concept) -> list[Problem]:
    """A pair names known things, one place, and a cost or a score; of a location only a cost for all."""
    table = concept.volledig["paren"]
    homes = concept.volledig["huishoudens"]["huishouden"]
    places = concept.volledig["doorstroomlocaties"]["locatie"]
    problems = []
    for column, known, where in (
        ("huishouden", homes, "huishoudens"),
        ("locatie", places, "doorstroomlocaties"),
    ):
        cells = table[column]
        if not (cells != "").any():
            continue
        problems += flag(
            concept,
            "paren",
            (cells != "") & ~cells.isin(known),
            column,
            f"verwacht een waarde uit {where}",
            hint=partial(_nearest, column, known),
            code="onbekend",
        )
    one_place = (table["gemeentecode"] != "") != (table["arbeidsmarktregio"] != "")
    problems += flag(
        concept,
        "paren",
        ~one_place,
        "gemeentecode",
        "verwacht een gemeentecode of een arbeidsmarktregio, een van beide",
        code="plaats",
        quote=False,
    )
    nothing = table["kosten_euro_per_persoon"].isna() & table["score"].isna()
    problems += flag(
        concept,
        "paren",
        nothing,
        "kosten_euro_per_persoon",
        "verwacht kosten_euro_per_persoon of score",
        code="leeg",
        quote=False,
    )
    of_location = table["locatie"] != ""
    problems += flag(
        concept,
        "paren",
        of_location & (table["huishouden"] != ""),
        "locatie",
        "verwacht een huishouden of een locatie, niet allebei: kosten van een locatie gelden voor iedereen",
        code="huishouden_en_locatie",
    )
    problems += flag(
        concept,
        "paren",
        of_location & table["score"].notna(),
        "score",
        "een locatie heeft geen score, alleen kosten; geschiktheid is die van een gemeente",
        code="score_locatie",
        quote=False,
    )
    keys = ["huishouden", "locatie", "gemeentecode", "arbeidsmarktregio"]
    problems += flag(
        concept,
        "paren",
        table.duplicated(keys),
        "gemeentecode",
        "dit paar staat er al; verwacht elk paar een keer",
        code="dubbel",
        quote=False,
    )
    return problems


def _nearest(column: str, known: Iterable[str], row: pd.Series[Any]) -> str:
    return nearest(str(row[column]), known)


def not_used_yet(concept: Concept) -> list[Problem]:
    """Tables that this version only keeps are said to be so."""
    return [
        concept.problem(
            name,
            None,
            "",
            "",
            "deze tabel wordt bewaard, maar deze versie rekent er nog niet mee",
            ernst="waarschuwing",
            code="niet_gebruikt",
        )
        for name in ("realisatie",)
        if name in concept.gegeven and len(concept.gegeven[name])
    ]


def anyone(concept: Concept) -> list[Problem]:
    """There is somebody to house."""
    tables = ("huishoudens", "aantallen")
    if any(len(concept.volledig[name]) for name in tables):
        return []
    expected = "er staat geen enkel huishouden in; vul huishoudens of aantallen"
    name = next((name for name in tables if name in concept.gegeven), tables[0])
    return [concept.problem(name, None, "", "", expected, code="geen_huishoudens")]
