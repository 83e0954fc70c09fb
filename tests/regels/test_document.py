"""The document about the rules speaks of what there is."""

import importlib
import re
from pathlib import Path

from plaatsing.beleid import list_beleid
from plaatsing.cli import main

TEXT = (Path(__file__).parents[2] / "docs" / "regels.md").read_text(encoding="utf-8")


def test_every_function_named_with_its_module_exists() -> None:
    named = re.findall(r"\| `(\w+)\(.*?\)` \| `(plaatsing\.\w+)` \|", TEXT)
    named += [(name, module) for module, name in re.findall(r"`(plaatsing\.\w+)\.(\w+)(?:\(.*?\))?`", TEXT)]
    named += [(name, module) for module, name in re.findall(r"from (plaatsing\.\w+) import (\w+)", TEXT)]
    assert len(named) >= 12
    for name, module in named:
        assert callable(getattr(importlib.import_module(module), name)), f"{module}.{name}"


def test_every_rule_set_and_command_is_there() -> None:
    for name in list_beleid():
        assert f"`{name}`" in TEXT
    group = main.commands["beleid"]
    assert set(re.findall(r"^plaatsing beleid (\w+)", TEXT, re.MULTILINE)) == set(group.commands)  # type: ignore[attr-defined]
