"""Codes of the tables in words, as a planner says them."""

from __future__ import annotations

import re

from plaatsing.taal import N_, _

_LEDGER_CERTAINTY = re.compile(r"regel (\w+); tarief (\w+)(?:, doorgetrokken uit (\d+))?")

_WORDS: dict[str, dict[str, str]] = {
    "vorm": {
        "eigen": N_("eigen woning"),
        "flex": N_("flexwoning"),
        "tijdelijk": N_("tijdelijk onderdak"),
        "doorstroomlocatie": N_("doorstroomlocatie"),
        "coa": N_("nog in COA"),
    },
    "oordeel": {"gehaald": N_("gehaald"), "tekort": N_("tekort")},
    "status": {"bestaand": N_("bestaand"), "kandidaat": N_("kandidaat")},
    "soort_opvang": {"regulier": N_("regulier"), "noodopvang": N_("noodopvang")},
    "deelname": {
        "afgesproken": N_("afgesproken"),
        "deelname nog af te spreken": N_("deelname nog af te spreken"),
    },
    "soort_kolom": {
        "tekst": N_("tekst"),
        "geheel": N_("geheel getal"),
        "geheel_of_leeg": N_("geheel getal of leeg"),
        "getal": N_("getal"),
        "euro": N_("bedrag in euro"),
        "cent": N_("bedrag in cent"),
        "datum": N_("datum"),
        "ja_nee": N_("ja of nee"),
    },
    "zekerheid": {
        "officieel": N_("officieel"),
        "pers": N_("uit de pers"),
        "afgeleid": N_("afgeleid"),
        "concept": N_("concept"),
        "aanname": N_("aanname"),
        "eigen": N_("eigen opgave"),
    },
}


def in_words(kolom: str, code: str) -> str:
    """Return `code` as it stands in column `kolom` in words; a code without words is returned as it is."""
    ledger = _LEDGER_CERTAINTY.fullmatch(code) if kolom == "zekerheid" else None
    if ledger is not None:
        return _ledger_certainty(*ledger.groups())
    words = _WORDS.get(kolom, {}).get(code)
    return code if words is None else _(words)


def _ledger_certainty(rule: str, tariff: str, year: str | None) -> str:
    text = _("regel: {regel}; tarief: {tarief}").format(
        regel=in_words("zekerheid", rule), tarief=in_words("zekerheid", tariff)
    )
    return (
        text if year is None else _("{zekerheid}, doorgetrokken uit {jaar}").format(zekerheid=text, jaar=year)
    )
