"""Counts, names and lists as parts of a sentence, in the language spoken now."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from plaatsing.taal import _, current_taal, format_count, format_number, plural
from plaatsing.taal.zinnen import translate

_MILLION_CENTS = 100_000_000
_THOUSANDS_CENTS = 1_000_000


def source_text(text: str) -> Markup:
    """Say a source or the title of a rule set; one that has no English is marked as Dutch."""
    known = translate(text)
    if current_taal() == "nl" or known != text:
        return escape(known)
    return Markup('<span lang="nl">{}</span>').format(text)


def persons(count: int) -> str:
    """Say ``1 persoon`` or ``12 personen``."""
    return plural("{aantal} persoon", "{aantal} personen", count).format(aantal=format_count(count))


def households(count: int) -> str:
    """Say ``1 huishouden`` or ``12 huishoudens``."""
    return plural("{aantal} huishouden", "{aantal} huishoudens", count).format(aantal=format_count(count))


def municipalities(count: int) -> str:
    """Say ``1 gemeente`` or ``12 gemeenten``."""
    return plural("{aantal} gemeente", "{aantal} gemeenten", count).format(aantal=format_count(count))


def listed(names: Sequence[str], most: int = 4) -> str:
    """Say ``Assen, Emmen en Meppel``; of a long list the first few and how many more."""
    if len(names) > most:
        rest = format_count(len(names) - most)
        return _("{namen} en {rest} andere").format(namen=", ".join(names[:most]), rest=rest)
    if len(names) < 2:
        return "".join(names)
    return _("{eerste} en {laatste}").format(eerste=", ".join(names[:-1]), laatste=names[-1])


def money(cents: int) -> str:
    """Say an amount as one would aloud, ``€ 304.000`` or ``€ 1,4 miljoen``, kept on one line."""
    size = abs(cents)
    if size >= _MILLION_CENTS:
        text = _("€ {bedrag} miljoen").format(bedrag=format_number(cents / _MILLION_CENTS, 1))
    elif size >= _THOUSANDS_CENTS:
        text = _("€ {bedrag}").format(bedrag=format_count(round(cents / 100_000) * 1000))
    else:
        text = _("€ {bedrag}").format(bedrag=format_count(round(cents / 100)))
    return text.replace(" ", "\u00a0")
