"""What the README tells people to type is understood, and what it points to is there."""

from __future__ import annotations

import ast
import importlib
import re
import shlex

import click
import pytest

from tests.verpakking.boom import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
# A command with its arguments; its bare name in running text, "demo" apart, is no example.
_VERBS = "new|check|solve|report|explain|scenarios|compare|alternatives|robust|rollover"
_COMMAND = re.compile(rf"(?:^|`)(plaatsing (?:demo|(?:{_VERBS}) [^`\n]+))", re.MULTILINE)
COMMANDS = sorted(set(_COMMAND.findall(README)))
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
LINKS = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", README)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_understood(line: str) -> None:
    from plaatsing.cli import main

    _, name, *arguments = shlex.split(line)
    with click.Context(main) as parent:
        command = main.get_command(parent, name)
        assert command is not None
        context = command.make_context(name, arguments, parent=parent)
    assert context.args == []


@pytest.mark.parametrize("block", BLOCKS)
def test_every_name_in_python_examples_exists(block: str) -> None:
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(str(node.module))
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


@pytest.mark.parametrize("target", LINKS)
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_readme_starts_with_the_two_commands() -> None:
    first = re.search(r"```\n(.*?)```", README, re.DOTALL)
    assert first is not None
    assert first.group(1).split("\n") == ["make demo", "make test", ""]


def test_there_is_something_to_look_at() -> None:
    assert len(COMMANDS) >= 5
    assert len(BLOCKS) == 2
    assert len(LINKS) >= 4
