"""Where a TOML file is broken, and what belongs there.

The parser stops where it can go no further. What is wrong often stands before: a list or a text that opens
there and never closes. So the file is walked once more up to that point, to see what is still open.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from plaatsing.problemen import Problem

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_DATE = re.compile(r"[\w.\"-]+\s*=\s*\d{1,4}-\d{1,2}-\d{1,4}\s*(?:#.*)?")
_NEXT_SETTING = re.compile(r"\s*(?:[\w.\"' -]+=|\[\[?[\w.\"' -]+\]\]?\s*(?:#.*)?$)")
_TOKEN = re.compile(
    r'(?P<comment>#[^\n]*)|(?P<long>"""|\'\'\')|(?P<quote>["\'])|(?P<open>[\[{])|(?P<close>[\]}])'
)
_MOST_QUOTED = 80


@dataclass(frozen=True)
class _Open:
    """Something that opened and did not close: a bracket or quotation mark, and its line from 1."""

    mark: str
    line: int


def toml_problem(text: str, error: tomllib.TOMLDecodeError, bestand: str) -> Problem:
    """Say on which line a TOML file is broken and what is expected there.

    Parameters
    ----------
    text : str
        The file.
    error : tomllib.TOMLDecodeError
        What the parser said of it.
    bestand : str
        Name of the file, for the reader.

    Returns
    -------
    Problem
        At the line where a list, block or text opens that is not closed; else where the parser stopped.
    """
    place = _PLACE.search(str(error))
    lines = text.split("\n")
    if place is None:
        stopped, at = len(lines), len(text)
    else:
        stopped = int(place[1])
        at = sum(len(line) + 1 for line in lines[: stopped - 1]) + int(place[2]) - 1
    line, expected = _cause(text[:at], lines, stopped, place is None, str(error))
    content = lines[line - 1].strip()[:_MOST_QUOTED]
    return Problem(bestand, expected, rij=line, gevonden=content or None, code="toml")


def _cause(before: str, lines: list[str], stopped: int, at_end: bool, error: str) -> tuple[int, str]:
    """Return the line to look at and what is expected there."""
    still_open = _still_open(before)
    last = still_open[-1] if still_open else None
    if last is not None and last.mark in ('"""', "'''"):
        return last.line, f"deze tekst begint met {last.mark}; verwacht {last.mark} aan het eind"
    if last is not None and last.mark in "\"'":
        return last.line, f"deze tekst begint met {last.mark}; verwacht {last.mark} aan het eind van de regel"
    rest = lines[stopped - 1]
    if at_end or _NEXT_SETTING.match(rest):
        earlier = [each for each in still_open if at_end or each.line < stopped]
        if earlier:
            where = "het eind van het bestand" if at_end else f"rij {stopped}"
            return earlier[-1].line, _unclosed(earlier[-1].mark, where)
    if "Unclosed array" in error and last is not None:
        return stopped, f"verwacht een komma tussen de waarden van de lijst die op rij {last.line} begint"
    if "Unclosed inline table" in error and last is not None:
        return last.line, "dit blok begint met een accolade; verwacht de sluitende accolade op dezelfde regel"
    if "end of a table declaration" in error or "end of an array declaration" in error:
        return stopped, "verwacht een blok met haken aan weerszijden, zoals [doelen]"
    if "Cannot overwrite" in error or "twice" in error:
        return stopped, "deze sleutel of dit blok staat er al; verwacht elk een keer"
    if _DATE.fullmatch(rest.strip()):
        return stopped, "verwacht een datum zoals 2025-07-01, zonder aanhalingstekens"
    return stopped, 'verwacht per regel: sleutel = waarde, tekst tussen "aanhalingstekens"'


def _unclosed(mark: str, where: str) -> str:
    if mark == "[":
        return f"hier begint een lijst met [; verwacht ] voor {where}"
    return f"hier begint een blok met een accolade; verwacht de sluitende accolade voor {where}"


def _still_open(text: str) -> list[_Open]:
    """Return what opens in a text and does not close in it, outermost first; a quotation mark is last."""
    found: list[_Open] = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        line = text.count("\n", 0, match.start()) + 1
        mark = match[0]
        if match["open"]:
            found.append(_Open(mark, line))
        elif match["close"] and found:
            found.pop()
        elif match["long"] or match["quote"]:
            end = _end_of_text(text, at, mark)
            if end < 0:
                return [*found, _Open(mark, line)]
            at = end
    return found


def _end_of_text(text: str, start: int, mark: str) -> int:
    """Return where a text that opens with `mark` has closed; -1 where it does not."""
    escaped = r"(?:\\.|(?!{mark}).)*{mark}" if mark[0] == '"' else r"(?:(?!{mark}).)*{mark}"
    flags = re.DOTALL if len(mark) == 3 else 0
    match = re.compile(escaped.replace("{mark}", mark), flags).match(text, start)
    return match.end() if match else -1
