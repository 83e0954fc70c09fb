"""Refresh the message catalogues: ``python -m plaatsing.taal.update``.

Collects every message of the package, adds new ones (without translation) to
``en/LC_MESSAGES/plaatsing.po``, drops those no longer used, and compiles the catalogues. A test
fails while a message has no English or a ``.mo`` is out of date.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from plaatsing.taal.catalogus import FOLDER

PACKAGE = FOLDER.parent
OWN = FOLDER / "en" / "LC_MESSAGES" / "plaatsing.po"
CLICK = FOLDER / "nl" / "LC_MESSAGES" / "click.po"
_KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
_FIXED = datetime(2025, 1, 1, tzinfo=UTC)


def collect() -> Catalog:
    """Return a template with every message of the package, in order of file and line."""
    template = Catalog(creation_date=_FIXED, fuzzy=False)
    sources = [("**.py", "python"), ("**.j2", "jinja2")]
    found = extract_from_dir(str(PACKAGE), sources, keywords=_KEYWORDS)
    for _file, _line, message, _comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
        template.add(message)
    return template


def read(path: Path) -> Catalog:
    """Read a ``.po`` catalogue; its language is the name of the folder two above it."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the bytes of a ``.mo`` file."""
    catalogue.creation_date = catalogue.revision_date = _FIXED
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """List the messages of a catalogue without a certain translation."""
    return [
        str(message.id) for message in catalogue if message.id and _lacking(message.string, message.fuzzy)
    ]


def _lacking(translation: object, fuzzy: bool) -> bool:
    parts = translation if isinstance(translation, (tuple, list)) else (translation,)
    return fuzzy or not all(parts)


def update() -> list[str]:
    """Write the catalogues anew and return the messages without English."""
    own = read(OWN) if OWN.exists() else Catalog(locale="en")
    own.update(collect(), no_fuzzy_matching=True)
    _fix_header(own)
    with OWN.open("wb") as target:
        write_po(target, own, width=110, no_location=True, ignore_obsolete=True)
    for path in (OWN, CLICK):
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
    return untranslated(own)


def _fix_header(catalogue: Catalog) -> None:
    """Keep dates and names out of the header, so that the file changes only when a message does."""
    catalogue.project, catalogue.version = "plaatsing", "1"
    catalogue.creation_date = catalogue.revision_date = _FIXED
    catalogue.last_translator = catalogue.language_team = "plaatsing"
    catalogue.header_comment = "# English messages of plaatsing; the source language is Dutch."


if __name__ == "__main__":
    missing = update()
    for text in missing:
        sys.stdout.write(f"zonder Engels: {text}\n")
    sys.exit(1 if missing else 0)
