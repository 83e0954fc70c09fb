"""Read one CSV file, whatever a Dutch spreadsheet made of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from plaatsing.lezen.ruw import RuweTabel, from_records
from plaatsing.problemen import Problem

_SEPARATORS = (";", ",", "\t")


def read_csv_file(path: Path) -> tuple[RuweTabel | None, list[Problem]]:
    """Read `path`: UTF-8 or Windows-1252, separated by ``;``, ``,`` or tabs."""
    text, problems = read_text_file(path)
    if text is None:
        return None, problems
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    separator = _separator(text)
    records: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            records.append((number, row))
    except csv.Error:
        expected = (
            "deze rij is niet te lezen; verwacht gewone CSV, met een aanhalingsteken aan het begin "
            "en eind van een waarde"
        )
        return None, [Problem(path.name, expected, rij=len(records) + 1, code="csv")]
    return from_records(path.name, records, decimal_point=separator == ",")


def read_text_file(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the text of `path`, or the problem that prevents reading it."""
    name = path.name
    if path.is_dir():
        return None, [Problem(name, "verwacht een bestand; dit is een map", code="map")]
    try:
        data = path.read_bytes()
    except OSError:
        return None, [Problem(name, "dit bestand is niet te openen of te lezen", code="onleesbaar")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            return None, [Problem(name, "verwacht een tekstbestand in UTF-8", code="codering")]
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        expected = "dit is geen tekst maar een werkmap; sla elk blad op als CSV, of lees de .xlsx zelf"
        return None, [Problem(name, expected, code="codering")]
    if b"\0" in data:
        row = data[: data.index(b"\0")].count(b"\n") + 1
        return None, [Problem(name, "verwacht tekst; hier staat een nul-byte", rij=row, code="nulbyte")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass  # not UTF-8: a Dutch Excel writes Windows-1252
    try:
        return data.decode("cp1252"), []
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        return None, [Problem(name, "verwacht tekst in UTF-8 of Windows-1252", rij=row, code="codering")]


def _separator(text: str) -> str:
    """Return the separator that occurs most in the head, outside quotes."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)
