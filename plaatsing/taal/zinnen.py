"""Sentences made elsewhere in Dutch, turned into the language spoken now.

Reading and checking a case, and the tables of a plan, write Dutch sentences with figures and names in
them. Each is known here by its pattern, such as ``verwacht een dag op of na de start ({dag})``; what
fills the places is kept, or translated in turn where it is a sentence too.
"""

from __future__ import annotations

import re
from functools import cache

from plaatsing.taal.catalogus import _, current_taal
from plaatsing.taal.gebiedszinnen import GEBIEDSZINNEN
from plaatsing.taal.invoerzinnen import ZINNEN
from plaatsing.taal.vastzinnen import VASTZINNEN

_PLACE = re.compile(r"\{(\w+)\}")


def translate(text: str) -> str:
    """Return a Dutch sentence in the language spoken now; one that is not known is returned as it is."""
    if current_taal() == "nl" or not text:
        return text
    known = _explanations().get(text) or _(text)
    if known != text:
        return known
    for pattern, template in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return _(template).format(**{name: translate(part) for name, part in match.groupdict().items()})
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences with places, those with most words of their own first."""
    with_places = [template for template in (*ZINNEN, *GEBIEDSZINNEN, *VASTZINNEN) if _PLACE.search(template)]
    with_places.sort(key=lambda template: -len(_PLACE.sub("", template)))
    return tuple((_pattern(template), template) for template in with_places)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACE.split(template)
    text = "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile(text, re.DOTALL)


@cache
def _explanations() -> dict[str, str]:
    """Return the English explanation of every column of a case by the Dutch one."""
    from plaatsing.schema import TABELLEN

    return {column.nl: column.en for table in TABELLEN.values() for column in table.columns}
