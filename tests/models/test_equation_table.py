"""docs/vergelijkingen.md and the model name the same rules, sets, variables and parameters."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pyomo.environ as pyo

from plaatsing.models import (
    Classes,
    Epochs,
    Instance,
    Needs,
    Pools,
    Reach,
    Sharing,
    Sites,
    Trajects,
)
from plaatsing.models.master import RULES, build_master
from tests.models.baseline_cases import CASES
from tests.models.enumeration import all_trajects

PAGE = Path(__file__).parents[2] / "docs" / "vergelijkingen.md"


def table(heading: str) -> list[list[str]]:
    """Return the cells of the one table under a heading, its header left out."""
    section = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (text,) = (part for part in section if part.startswith(f"{heading}\n"))
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def model() -> pyo.ConcreteModel:
    instance = CASES["kosten"]().instance
    trajects = Trajects.from_rows(all_trajects(instance))
    return build_master(instance, Epochs.of(instance.pools), trajects)


def code(cell: str) -> str:
    """Return the name between backquotes, without its index."""
    match = re.fullmatch(r"`([^`\[]+)(\[[^`]*\])?`", cell)
    assert match is not None, cell
    return match[1]


def test_every_rule_has_its_row_in_order_and_nothing_else_has() -> None:
    rows = table("De regels")
    stated = [(code(component), code(function)) for _, _, component, function, _ in rows]
    expected = [("kosten", "_objective"), *((rule.name, rule.function.__name__) for rule in RULES)]
    assert stated == expected


def test_every_row_has_an_equation_a_sentence_and_a_source() -> None:
    for equation, meaning, component, _, source in table("De regels"):
        assert re.search(r"[≤≥=]|min ", equation), component
        assert meaning.endswith("."), component
        assert source, component


def test_every_rule_says_in_one_sentence_what_it_demands() -> None:
    for rule in RULES:
        assert (rule.function.__doc__ or "").strip().endswith("."), rule.name


def test_the_sets_are_those_of_the_model() -> None:
    built = model()
    named = {component.local_name for component in built.component_objects((pyo.Set, pyo.RangeSet))}
    # Pyomo makes sets of its own for variables that exist for some keys only.
    own = {name for name in named if not name.endswith("_index")}
    assert [code(row[1]) for row in table("Verzamelingen")] == [
        name for name in (c.local_name for c in built.component_objects()) if name in own
    ]


def test_the_variables_are_those_of_the_model() -> None:
    variables = [component.local_name for component in model().component_objects(pyo.Var)]
    assert [code(row[0]) for row in table("Variabelen")] == variables


def test_the_parameters_are_those_of_an_instance() -> None:
    parts = {
        "classes": Classes,
        "needs": Needs,
        "pools": Pools,
        "sites": Sites,
        "reach": Reach,
        "sharing": Sharing,
    }
    links = {"names", "start", "offer", "need", "site", "gemeente"}
    expected = {
        f"{name}.{field.name}"
        for name, part in parts.items()
        for field in fields(part)
        if field.name not in links
    }
    expected |= {"half", "site_counts"}
    assert {"half", "site_counts"} <= {field.name for field in fields(Instance)}
    assert {code(row[1]) for row in table("Parameters")} == expected
