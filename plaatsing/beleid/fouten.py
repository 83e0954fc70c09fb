"""What is wrong with a rule set, in the planner's words."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from plaatsing.problemen import Problem

_VERWACHT = {
    "int_type": "verwacht een geheel getal",
    "bool_type": "verwacht true of false",
    "string_type": "verwacht tekst tussen aanhalingstekens",
    "string_too_short": "verwacht een tekst die niet leeg is",
    "string_pattern_mismatch": "verwacht een naam van kleine letters, cijfers en streepjes",
    "date_type": "verwacht een datum zoals 2025-07-01, zonder aanhalingstekens",
    "tuple_type": "verwacht een lijst",
    "too_short": "verwacht ten minste een regel",
    "model_type": "verwacht een blok met eigen sleutels",
    "model_attributes_type": "verwacht een blok met eigen sleutels",
}


def problem_of(bestand: str, model: type[BaseModel], error: ErrorDetails) -> Problem:
    """Turn one validation error of a rule set into a Problem.

    Parameters
    ----------
    bestand : str
        Name of the TOML file.
    model : type
        The model that was validated; its fields are what "bedoelde u" chooses from.
    error : ErrorDetails
        The error as pydantic reports it; its English text is not used.
    """
    place, kind, context = error["loc"], error["type"], error.get("ctx", {})
    key = _dotted(place)
    if kind == "missing":
        return Problem(bestand, "deze sleutel ontbreekt", kolom=key, code="ontbreekt")
    if kind == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        hint = _closest(str(place[-1]), known)
        expected = "onbekende sleutel; bekend zijn hier: " + ", ".join(known)
        return Problem(bestand, expected, kolom=key, bedoelde_u=hint, code="onbekende_sleutel")
    found = error["input"]
    if kind == "literal_error":
        choices = _choices_at(model, place)
        hint = _closest(str(found), choices)
        expected = "verwacht een van: " + ", ".join(choices)
        return Problem(bestand, expected, kolom=key, gevonden=_as_toml(found), bedoelde_u=hint)
    if kind == "greater_than_equal":
        expected = f"verwacht ten minste {context['ge']}"
    elif kind == "less_than_equal":
        expected = f"verwacht ten hoogste {context['le']}"
    else:
        expected = _VERWACHT.get(kind, "verwacht een andere waarde")
    return Problem(bestand, expected, kolom=key, gevonden=_as_toml(found))


def _dotted(place: tuple[int | str, ...]) -> str:
    """Write a place as a planner reads it: ``tarieven[2].jaar``, counted from 1."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "een blok"
    return "een lijst" if isinstance(value, list) else str(value)


def _closest(word: str, words: list[str]) -> str:
    found = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return found[0] if found else ""


def _annotation_at(model: type[BaseModel], place: tuple[int | str, ...]) -> Any:
    current: Any = model
    for part in place:
        if isinstance(part, int):
            current = typing.get_args(current)[0]
        else:
            current = _without_none(current.model_fields[part].annotation)
    return current


def _without_none(annotation: Any) -> Any:
    """Return ``X`` of ``X | None``."""
    if not isinstance(annotation, types.UnionType):
        return annotation
    return next(kind for kind in typing.get_args(annotation) if kind is not types.NoneType)


def _keys_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    return list(_annotation_at(model, place).model_fields)


def _choices_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    annotation = _annotation_at(model, place)
    return [str(choice) for choice in typing.get_args(annotation)]
