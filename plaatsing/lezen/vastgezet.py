"""Read the values of locks: what a cell may hold depends on what is locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plaatsing.lezen.waarden import (
    OngeldigeWaardeError,
    nearest,
    read_bool,
    read_choice,
    read_date,
    read_integer,
)
from plaatsing.problemen import Problem
from plaatsing.schema import VORMEN
from plaatsing.schema.vastgezet import VELDEN

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_MOST = 1_000_000


def normalise_locks(concept: Concept) -> list[Problem]:
    """Write the keys and values of ``vastgezet`` in one way, and report those that cannot be read.

    Municipalities become codes, dates ISO dates, and yes and no ``ja`` and ``nee``. Rows whose kind and
    field do not belong together are left as they are; a check names them.
    """
    table = concept.volledig["vastgezet"]
    problems = []
    for row in table.index:
        soort, veld = str(table.at[row, "soort"]), str(table.at[row, "veld"])
        if veld not in VELDEN.get(soort, ()):
            continue
        readers = {"sleutel": _key_reader(concept, soort), "waarde": _value_reader(concept, veld)}
        for column, reader in readers.items():
            text = str(table.at[row, column])
            if not text:
                continue
            try:
                table.at[row, column] = reader(text)
            except OngeldigeWaardeError as error:
                problems.append(
                    concept.problem(
                        "vastgezet",
                        int(row),
                        str(table.at[row, "sleutel"]),
                        column,
                        error.verwacht,
                        gevonden=text,
                        bedoelde_u=error.bedoelde_u,
                        code="vastgezet_waarde",
                    )
                )
    return problems


def _key_reader(concept: Concept, soort: str) -> Callable[[str], str]:
    if soort == "gemeente":
        return lambda text: _municipality(concept, text)
    if soort == "locatie":
        return lambda text: _location(concept, text)
    return str


def _value_reader(concept: Concept, veld: str) -> Callable[[str], str]:
    readers: dict[str, Callable[[str], str]] = {
        "gemeente": lambda text: _municipality(concept, text),
        "vorm": lambda text: read_choice(text, (*VORMEN, "coa")),
        "locatie": lambda text: _location(concept, text),
        "plaatsen": lambda text: str(read_integer(text, 0, _MOST)),
        "koppelen": lambda text: str(read_integer(text, 0, _MOST)),
        "open": lambda text: "ja" if read_bool(text) else "nee",
    }
    return readers.get(veld, lambda text: read_date(text).isoformat())


def _municipality(concept: Concept, text: str) -> str:
    code = concept.codes.read(text)
    if concept.gebied and code not in concept.gebied:
        raise OngeldigeWaardeError("verwacht een gemeente van het gebied")
    return code


def _location(concept: Concept, text: str) -> str:
    known = concept.volledig["doorstroomlocaties"]["locatie"]
    if text not in set(known):
        raise OngeldigeWaardeError(
            "verwacht een locatie uit de tabel doorstroomlocaties", nearest(text, known)
        )
    return text
