"""Every sentence that reading and checking a case can say has English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaatsing.taal import speak
from plaatsing.taal.invoerzinnen import ZINNEN
from plaatsing.taal.zinnen import translate

PACKAGE = Path(__file__).resolve().parents[2] / "plaatsing"
FILES = sorted(
    [
        *(PACKAGE / "lezen").glob("*.py"),
        *(PACKAGE / "controle").glob("*.py"),
        PACKAGE / "beleid" / "fouten.py",
        PACKAGE / "beleid" / "lezen.py",
        PACKAGE / "instellingen.py",
        PACKAGE / "toml_fout.py",
        PACKAGE / "case.py",
        PACKAGE / "schema" / "verboden.py",
        PACKAGE / "generator" / "opdracht.py",
    ]
)
BEGINS = re.compile(
    r"(verwacht|deze |dit |er |geen |onbekende |\{rijen\}|in |binnen |beginstand |zonder |wacht |ligt )"
    r"|(het |hier |de |meegeleverd |samen |voor )"
)


def _sentences(path: Path) -> Iterator[str]:
    """Yield the Dutch sentences in the code of a file; what is filled in is written as 7."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(part)
        for node in ast.walk(tree)
        for part in ast.walk(node)
        if part is not node and isinstance(node, ast.JoinedStr)
    }
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)
        if BEGINS.match(text) and len(text.split()) > 1 and "\n" not in text:
            text = re.sub(r"(?<=[a-z])7", "", text.replace("{rijen}", "3 rijen"))
            yield f"{text}7" if text.endswith(" ") else text.removesuffix(" (")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_sentence_is_known_in_english(path: Path) -> None:
    with speak("en"):
        unknown = [text for text in _sentences(path) if translate(text) == text]
    assert unknown == [], "add these to plaatsing/taal/invoerzinnen.py"


def test_no_known_sentence_is_swallowed_by_a_wider_one() -> None:
    with speak("en"):
        for template in ZINNEN:
            assert "verwacht " not in translate(template.replace("{", "").replace("}", "")), template
