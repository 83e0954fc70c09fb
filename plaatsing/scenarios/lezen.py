"""Read scenarios.toml, or say in Dutch everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from plaatsing.lezen.map import PLAN_BESTAND, read_toml_file
from plaatsing.lezen.plan import as_typed
from plaatsing.lezen.scenarios import SCENARIOS_BESTAND
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import CaseError, Problem
from plaatsing.scenarios.scenario import Locatiewijziging, Scenario, combine

BASIS = "basis"
_TAKEN = frozenset({BASIS, "vergelijking"})
_NAMED = "verwacht een naam van kleine letters, cijfers en streepjes"
_SPACED = re.compile(r"""\[["']?([^"'\]]*\s[^"'\]]*)["']?\]""")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


def read_scenarios(path: str | Path) -> dict[str, Scenario]:
    """Read the scenarios in a TOML file, each with what it takes over from others.

    Parameters
    ----------
    path : str or Path
        The file; a block per scenario.

    Returns
    -------
    dict of str to Scenario
        By name, in the order of the file; `van` is worked out.

    Raises
    ------
    CaseError
        With everything wrong at once.
    """
    path = Path(path)
    if not path.is_file():
        others = sorted(str(one) for one in path.parent.glob("*.toml") if one.name != PLAN_BESTAND)
        expected = "dit bestand met scenario's bestaat niet; een nieuwe casus heeft er een om mee te beginnen"
        hint = nearest(str(path), others)
        raise CaseError([Problem(str(path), expected, bedoelde_u=hint, code="geen_bestand")])
    blocks, problems = read_toml_file(path, path.name)
    if blocks is None:
        raise CaseError([_with_a_name(problem) for problem in problems])
    return parse_scenarios(blocks, path.name)


def parse_scenarios(blocks: Mapping[str, object], bestand: str = SCENARIOS_BESTAND) -> dict[str, Scenario]:
    """Turn blocks as TOML gives them into scenarios (see `read_scenarios`)."""
    problems: list[Problem] = []
    found: dict[str, Scenario] = {}
    for name, block in blocks.items():
        problems += _name_problems(name, bestand)
        if not isinstance(block, Mapping):
            expected = f"verwacht een blok met eigen instellingen, zoals [{name}]"
            problems.append(Problem(bestand, expected, kolom=name, gevonden=as_typed(block)))
            continue
        try:
            found[name] = Scenario.model_validate(dict(block))
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems += [_problem(detail, name, bestand) for detail in details]
    if not blocks:
        problems.append(Problem(bestand, "er staat geen enkel scenario in", code="leeg"))
    problems += _family_problems(found, set(blocks), bestand)
    if problems:
        raise CaseError(problems)
    return {name: combine(list(_line(name, found))) for name in found}


def _with_a_name(problem: Problem) -> Problem:
    """Say of a heading that TOML cannot read that the name of a scenario has no spaces."""
    header = _SPACED.fullmatch(str(problem.gevonden or ""))
    if header is None:
        return problem
    return replace(problem, verwacht=_NAMED, bedoelde_u=f"[{_slug(header.group(1))}]")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", name.strip().casefold()).strip("-._")


def _name_problems(name: str, bestand: str) -> list[Problem]:
    if name in _TAKEN:
        expected = "deze naam is al in gebruik; verwacht een andere"
    elif not _NAME.fullmatch(name):
        expected = _NAMED
    else:
        return []
    hint = _slug(name) if expected == _NAMED else ""
    return [Problem(bestand, expected, kolom=name, bedoelde_u=hint, code="naam")]


def _family_problems(found: Mapping[str, Scenario], names: set[str], bestand: str) -> Iterator[Problem]:
    for name, scenario in found.items():
        for parent in scenario.van:
            if parent not in names:
                hint = nearest(parent, sorted(names - {name}))
                yield Problem(
                    bestand,
                    "verwacht een scenario uit dit bestand",
                    kolom=f"{name}.van",
                    gevonden=parent,
                    bedoelde_u=hint,
                    code="onbekend_scenario",
                )
        if name in _ancestors(name, found):
            expected = "deze scenario's nemen elkaar in een kring over"
            yield Problem(bestand, expected, kolom=f"{name}.van", code="kring")


def _ancestors(name: str, found: Mapping[str, Scenario]) -> set[str]:
    seen: set[str] = set()
    ahead = list(found[name].van)
    while ahead:
        parent = ahead.pop()
        if parent not in seen:
            seen.add(parent)
            ahead += found[parent].van if parent in found else ()
    return seen


def _line(name: str, found: Mapping[str, Scenario]) -> Iterator[Scenario]:
    """Yield the scenarios that make up `name`, each once, what is taken over first."""
    order: dict[str, None] = {}

    def visit(current: str) -> None:
        for parent in found[current].van:
            visit(parent)
        order.setdefault(current)

    visit(name)
    yield from (found[part] for part in order)


def _problem(detail: ErrorDetails, name: str, bestand: str) -> Problem:
    place = detail["loc"]
    key = ".".join((name, *(str(part) for part in place)))
    model = Locatiewijziging if len(place) > 2 else Scenario
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        known = list(model.model_fields)
        hint = nearest(str(place[-1]), known)
        expected = "onbekende instelling" + ("" if hint else "; bekend zijn hier: " + ", ".join(known))
        return Problem(bestand, expected, kolom=key, bedoelde_u=hint, code="onbekende_instelling")
    found = as_typed(detail["input"])
    if kind == "waarde":
        expected = str(context["verwacht"])
    elif kind == "greater_than_equal":
        expected = f"verwacht een getal van ten minste {context['ge']}"
    elif kind == "less_than_equal":
        expected = f"verwacht een getal van ten hoogste {context['le']}"
    elif kind in {"model_type", "dict_type"}:
        expected = f"verwacht een blok met eigen instellingen, zoals [{key}]"
    else:
        field = model.model_fields.get(str(place[-1]))
        expected = f"verwacht {'een andere waarde' if field is None else field.description}"
    return Problem(bestand, expected, kolom=key, gevonden=found)
