"""What the guides for planners say stays true: weights, links and the names in examples."""

from __future__ import annotations

import ast
import importlib
import re

import pytest

from plaatsing.instellingen import Doelen, Straffen
from tests.verpakking.boom import ROOT

DOCS = ROOT / "docs"
GUIDES = ("handleiding.md", "begrippen.md", "gewichten.md")
_WEIGHT = re.compile(r"^\| `(\w+)` \| ([\d.]+) \|", re.MULTILINE)


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_weight_and_penalty_stands_in_the_table_with_its_default() -> None:
    listed = {name: float(number.replace(".", "")) for name, number in _WEIGHT.findall(_text("gewichten.md"))}
    assert listed == {**Doelen().model_dump(), **Straffen().model_dump()}


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", _text(name))
    assert [target for target in targets if not (DOCS / target).exists()] == []


def test_every_name_in_the_python_example_exists() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", _text("handleiding.md"), re.DOTALL)
    imports = [node for node in ast.walk(ast.parse(block)) if isinstance(node, ast.ImportFrom)]
    assert imports
    for node in imports:
        module = importlib.import_module(str(node.module))
        assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


def test_the_glossary_is_in_alphabetical_order() -> None:
    words = re.findall(r"^\| ([^|]+?) \| ", _text("begrippen.md"), re.MULTILINE)[1:]
    assert len(words) > 50
    assert words == sorted(words, key=str.casefold)
