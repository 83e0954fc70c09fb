"""Where the heading of a column may be broken, so that a column need not be wider than its figures."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"

# Browsers hyphenate Dutch only where they happen to have a dictionary, so the places are given.
_HEADINGS = (
    "achter-stand",
    "correc-tie",
    "door-ge-stroomd",
    "door-stroom-locatie",
    "door-stroom",
    "flex-woning",
    "gecorri-geerd",
    "gekop-peld",
    "gereali-seerd",
    "huis-houdens",
    "huis-houden",
    "koppel-datum",
    "koppel-gemeente",
    "reken-huis-houden",
    "taak-stelling",
    "tijde-lijk",
    "verschoon-baar",
    # English
    "cor-rected",
    "correc-tion",
    "differ-ence",
    "munici-pality",
    "partici-pation",
    "short-fall",
    "tempo-rary",
)
_PARTS = {heading.replace("-", ""): heading.split("-") for heading in _HEADINGS}
_KNOWN = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)), re.IGNORECASE)


def breakable(heading: str) -> str:
    """Return a heading with soft hyphens where its long words may be broken."""
    return _KNOWN.sub(_with_hyphens, heading)


def _with_hyphens(found: re.Match[str]) -> str:
    word, pieces, begin = found.group(), [], 0
    for part in _PARTS[word.lower()]:
        pieces.append(word[begin : begin + len(part)])
        begin += len(part)
    return SOFT_HYPHEN.join(pieces)
