"""One version, one licence and one list of dependencies, wherever they are written down."""

from __future__ import annotations

import re

from tests.verpakking.boom import ROOT, pyproject, requirements


def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _field(file: str, name: str) -> str:
    match = re.search(rf"^ *{name}: *\"?([^\"\n]+)\"?$", _text(file), re.MULTILINE)
    assert match is not None, f"{file} lacks {name}"
    return match.group(1)


def test_version_is_the_same_everywhere() -> None:
    version = pyproject()["project"]["version"]
    headings = re.findall(r"^## \[([^\]]+)\]", _text("CHANGELOG.md"), re.MULTILINE)
    assert _field("CITATION.cff", "version") == version
    assert _field("publiccode.yml", "softwareVersion") == version
    assert next(heading for heading in headings if heading != "Unreleased") == version


def test_licence_is_the_same_everywhere_and_its_text_is_whole() -> None:
    text = _text("LICENSE")
    articles = [int(number) for number in re.findall(r"^(\d+)\.\w", text, re.MULTILINE)]
    assert pyproject()["project"]["license"] == "EUPL-1.2"
    assert _field("CITATION.cff", "license") == "EUPL-1.2"
    assert _field("publiccode.yml", "license") == "EUPL-1.2"
    assert articles == list(range(1, 16))
    assert text.rstrip().endswith("require the production of a new EUPL version.")


def test_every_dependency_has_its_reason_in_the_decisions() -> None:
    decisions = _text("docs/decisions.md")
    assert [name for name in requirements(extras=True) if f"**{name}**" not in decisions] == []


def test_every_dependency_is_pinned_for_development() -> None:
    pins = _text("constraints.txt").lower().replace("_", "-")
    assert [name for name in requirements(extras=True) if f"\n{name}==" not in pins] == []
