"""Every sentence about boundaries and exports has English."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from tests.uitvoer.test_taal_invoer import _sentences

ROOT = Path(__file__).resolve().parents[2]
GEODATA = ROOT / "geodata"
FILES = sorted(
    [
        *(GEODATA / "grenzen").glob("*.py"),
        *(GEODATA / "statline").glob("*.py"),
        *GEODATA.glob("regios*.py"),
        GEODATA / "herindelingen.py",
        ROOT / "plaatsing" / "gebieden.py",
        ROOT / "plaatsing" / "statline.py",
        ROOT / "plaatsing" / "toezicht.py",
    ]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_is_known_in_english(path: Path) -> None:
    with speak("en"):
        unknown = [text for text in _sentences(path) if translate(text) == text]
    assert unknown == [], "add these to plaatsing/taal/gebiedszinnen.py"
