"""What may stand in the repository: small files, and nothing about the machine that made them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.verpakking.boom import ROOT, committed_files

LARGEST = 400_000  # bytes
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"}
BINARY = PICTURES - {".svg"} | {".mo", ".xlsx", ".gpkg", ".parquet"}
# Folders where people and machines keep their own files; a name after them makes it a place on one machine.
_OWN_PLACE = re.compile(
    r"""(?:^|[\s"'`(=:,\[])(?:file:/+[a-z]|(?:/(?:home|root|tmp|Users|work|workspace|builds|mnt|media|srv|opt)|[A-Z]:\\\w+)[/\\][\w.])""",
    re.MULTILINE,
)


_SLASH = "/"  # apart, so that the examples below are not found themselves


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _offenders(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in committed_files()
        if path.suffix not in BINARY and not path.is_symlink()
        for match in [pattern.search(_text(path))]
        if match is not None
    ]


def test_no_file_but_a_picture_is_large() -> None:
    large = [
        f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes"
        for path in committed_files()
        if path.suffix not in PICTURES and path.stat().st_size > LARGEST
    ]
    assert large == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert _offenders(_OWN_PLACE) == []


def test_no_file_names_the_place_of_this_checkout_or_of_its_user() -> None:
    places = [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 1]
    assert _offenders(re.compile("|".join(rf"(?<![\w.]){re.escape(place)}\b" for place in places))) == []


@pytest.mark.parametrize(
    "text",
    [f"cd {_SLASH}home/els", f'"{_SLASH}tmp/run', " C:" + "\\Users\\els"],
)
def test_a_path_of_one_machine_is_recognised(text: str) -> None:
    assert _OWN_PLACE.search(text)


@pytest.mark.parametrize(
    "text", ["#!/usr/bin/env bash", "km/uur", "gezin/werk/studie", "https://voorbeeld.nl/home/x"]
)
def test_other_text_is_not_taken_for_a_path(text: str) -> None:
    assert not _OWN_PLACE.search(text)


def test_constraints_are_exact_versions_without_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    exact = re.compile(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*( ; .+)?")
    assert pins
    assert [line for line in pins if not exact.fullmatch(line)] == []
