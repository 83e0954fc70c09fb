"""Check the settings of plan.toml, or of the sheet plan, and say in Dutch what is wrong."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plaatsing.instellingen import Instellingen
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem

_COMPARISONS = {
    "greater_than_equal": ("ge", "van ten minste"),
    "greater_than": ("gt", "groter dan"),
    "less_than_equal": ("le", "van ten hoogste"),
    "less_than": ("lt", "kleiner dan"),
}


def check_plan(
    settings: Mapping[str, Any], bestand: str, rows: Mapping[str, int] | None = None
) -> tuple[Instellingen | None, list[Problem]]:
    """Turn settings into `Instellingen`, or into the problems that prevent it.

    Parameters
    ----------
    settings : mapping
        Nested settings as TOML gives them; values may be text as typed in a cell.
    bestand : str
        File or sheet they come from.
    rows : mapping of str to int, optional
        Row in the sheet by dotted key.
    """
    try:
        return Instellingen.model_validate(dict(settings)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(detail, bestand, rows or {}) for detail in details]
    missing = {problem.kolom for problem in problems if problem.code == "ontbreekt"}
    if {"halfjaar", "start", "horizon"} <= missing:
        problems = [problem for problem in problems if problem.kolom not in {"start", "horizon"}]
    broken = {problem.kolom for problem in problems if problem.code != "ontbreekt"}
    if broken & {"halfjaar", "start", "horizon"}:
        # What could not be filled in because another date is wrong is not a mistake of its own.
        dates = {"halfjaar", "start", "horizon"}
        problems = [p for p in problems if not (p.kolom in dates and p.code == "ontbreekt")]
    return None, problems


def _problem(detail: ErrorDetails, bestand: str, rows: Mapping[str, int]) -> Problem:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    context = detail.get("ctx", {})
    kind = detail["type"]
    key = str(context.get("sleutel") or dotted(place))
    found = context.get("gevonden") or as_typed(detail["input"])
    row = rows.get(key)
    if kind == "missing":
        example = ", bijvoorbeeld 2025-II" if key == "halfjaar" else ""
        return Problem(bestand, f"deze instelling ontbreekt{example}", kolom=key, code="ontbreekt")
    if kind == "extra_forbidden":
        known = list(_model_at(place[:-1]).model_fields)
        hint = nearest(str(place[-1]), known)
        if not hint and place[-1] in Instellingen.model_fields and len(place) > 1:
            expected = "deze instelling hoort niet in een blok; zet haar boven de eerste regel met [...]"
            return Problem(bestand, expected, rij=row, kolom=key, code="onbekende_instelling")
        return Problem(
            bestand,
            "onbekende instelling" + ("" if hint else "; bekend zijn hier: " + ", ".join(known)),
            rij=row,
            kolom=key,
            bedoelde_u=hint,
            code="onbekende_instelling",
        )
    if kind == "literal_error":
        choices = _choices_at(place)
        return Problem(
            bestand,
            "verwacht " + ", ".join(choices[:-1]) + " of " + choices[-1],
            rij=row,
            kolom=key,
            gevonden=found,
            bedoelde_u=nearest(found, choices),
            code="keuze",
        )
    if kind in _COMPARISONS:
        limit, words = _COMPARISONS[kind]
        expected = f"verwacht een getal {words} {_number(context[limit])}"
    elif kind in {"waarde", "plan_datum"}:
        expected = str(context["verwacht"])
    elif kind in {"model_type", "model_attributes_type", "dict_type"}:
        expected = f"verwacht een blok met eigen instellingen, zoals [{key}]"
    else:
        expected = f"verwacht {_description_at(place) or 'een andere waarde'}"
    return Problem(
        bestand, expected, rij=row, kolom=key, gevonden=found, bedoelde_u=str(context.get("bedoelde_u", ""))
    )


def dotted(place: tuple[int | str, ...]) -> str:
    """Write a place in the settings as a planner reads it: ``vg.2025-II.bekend``."""
    return ".".join(str(part) for part in place)


def as_typed(value: object) -> str:
    """Write a value of the settings as it is typed in a cell."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, (list, tuple)):
        return "|".join(as_typed(part) for part in value)
    if isinstance(value, Mapping):
        return "een blok"
    if isinstance(value, int) and abs(value) > 10**20:
        return "een getal van meer dan twintig cijfers"
    return str(value)


def _number(value: object) -> str:
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return str(value).replace(".", ",")


def _annotation_at(place: tuple[int | str, ...]) -> Any:
    current: Any = Instellingen
    for part in place:
        current = _bare(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(str(part))
            current = None if field is None else field.annotation
        else:
            arguments = typing.get_args(current)
            current = arguments[1] if len(arguments) > 1 else None
    return _bare(current)


def _bare(annotation: Any) -> Any:
    """Return an annotation without Annotated and without None."""
    while typing.get_origin(annotation) in {typing.Annotated, typing.Union, types.UnionType}:
        annotation = typing.get_args(annotation)[0]
    return annotation


def _model_at(place: tuple[int | str, ...]) -> type[BaseModel]:
    return cast("type[BaseModel]", _annotation_at(place))


def _choices_at(place: tuple[int | str, ...]) -> list[str]:
    return [str(choice) for choice in typing.get_args(_annotation_at(place))]


def _description_at(place: tuple[int | str, ...]) -> str:
    field = _model_at(place[:-1]).model_fields.get(str(place[-1])) if place else None
    return (field.description or "") if field is not None else ""
