"""The tariffs behind the doorberekening and how certain each is, in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from plaatsing.taal import _, format_euro
from plaatsing.uitvoer.woorden import in_words

_CERTAINTY = re.compile(r"regel (\w+); tarief (.+)")


@dataclass(frozen=True, order=True)
class GebruiktTarief:
    """A tariff that lines of the ledger use.

    Attributes
    ----------
    soort : str
        Kind of reception.
    jaar : int
        Calendar year that it is used for.
    cent : int
        Whole cents per person per day.
    regel : str
        Certainty of the rule that says which days count.
    tarief : str
        Certainty of the figure, with the year it is carried on from.
    """

    soort: str
    jaar: int
    cent: int
    regel: str
    tarief: str


def gebruikte_tarieven(ledger: pd.DataFrame) -> tuple[GebruiktTarief, ...]:
    """Return the tariffs that a ledger uses, each once: regular reception first, then by kind and year."""
    columns = (ledger["soort_opvang"], ledger["van"].dt.year, ledger["tarief_cent"], ledger["zekerheid"])
    found = set(zip(*columns, strict=True))
    used = (
        GebruiktTarief(str(soort), int(jaar), int(cent), *_parts(str(zekerheid)))
        for soort, jaar, cent, zekerheid in found
    )
    return tuple(sorted(used, key=lambda each: (each.soort != "regulier", each)))


def _parts(zekerheid: str) -> tuple[str, str]:
    parts = _CERTAINTY.fullmatch(zekerheid)
    return ("", zekerheid) if parts is None else (parts[1], parts[2])


def certainty_sentence(tarieven: tuple[GebruiktTarief, ...]) -> str:
    """Say how certain the rule and each tariff are; ``""`` where all of it is official."""
    sentences = [
        _("Zekerheid van de rekenregel: {zekerheid}.").format(zekerheid=in_words("zekerheid", regel))
        for regel in sorted({each.regel for each in tarieven} - {"", "officieel"})
    ]
    if any(each.tarief != "officieel" for each in tarieven):
        sentences.append(
            _("Opvangtarief per persoon per dag: {tarieven}.").format(tarieven=_groups(tarieven))
        )
    return " ".join(sentences)


def _groups(tarieven: tuple[GebruiktTarief, ...]) -> str:
    """Name the figures, those of one certainty together; with the year where one kind has several."""
    figures: dict[str, dict[str, None]] = {}
    for each in tarieven:
        kind = in_words("soort_opvang", each.soort)
        if len({(other.cent, other.tarief) for other in tarieven if other.soort == each.soort}) > 1:
            kind = f"{kind} {each.jaar}"
        figure = f"{kind} {format_euro(each.cent)}"
        figures.setdefault(in_words("zekerheid", each.tarief), {})[figure] = None
    return "; ".join(f"{', '.join(names)} ({certainty})" for certainty, names in figures.items())
