"""Codes and sentences of the tables as a planner says them, in the language spoken now."""

from __future__ import annotations

import re

from plaatsing.taal import _
from plaatsing.taal.zinnen import translate
from plaatsing.uitvoer.woordenlijst import WOORDEN

_SENTENCES = ("toelichting", "grond", "bron")
_CERTAINTY = re.compile(r"(?:regel (\w+); tarief )?(\w+)(?:, doorgetrokken uit (\d+))?")


def in_words(kolom: str, code: str) -> str:
    """Return a cell in words.

    Parameters
    ----------
    kolom : str
        Name of the column, or of the list of words that goes with it.
    code : str
        The cell as it stands in the CSV file; without words for it, it is returned as it is.
    """
    if kolom in _SENTENCES:
        return translate(code)
    if kolom == "zekerheid":
        return _certainty(code)
    words = WOORDEN.get(kolom, {}).get(code)
    return code if words is None else _(words)


def _certainty(code: str) -> str:
    ledger = _CERTAINTY.fullmatch(code)
    if ledger is None:
        return ", ".join(_certainty_word(part) for part in code.split("|"))
    rule, tariff, year = ledger.groups()
    text = _certainty_word(tariff)
    if rule is not None:
        text = _("regel: {regel}; tarief: {tarief}").format(regel=_certainty_word(rule), tarief=text)
    return _carried(text, year)


def _certainty_word(code: str) -> str:
    words = WOORDEN["zekerheid"].get(code)
    return code if words is None else _(words)


def _carried(text: str, year: str | None) -> str:
    if year is None:
        return text
    return _("{tekst}, doorgetrokken uit {jaar}").format(tekst=text, jaar=year)
