"""The legend of a map and its description in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from plaatsing.taal import _, format_count, plural

from .gegevens import Kaartgegevens, Kaartkolom, Locatie, Stroom
from .klassen import GEEN, Indeling
from .symbolen import straal

_NOEMEN = 3


def klassenlegenda(kolom: Kaartkolom, gemaakt: Indeling, *, verborgen: bool) -> str:
    """Return the classes of a column with how many municipalities each holds."""
    rows = []
    for klasse in gemaakt.klassen:
        count = plural("{aantal} gemeente", "{aantal} gemeenten", klasse.aantal).format(
            aantal=format_count(klasse.aantal)
        )
        rows.append(
            f'<li><svg class="kaart-staal" viewBox="0 0 28 18" aria-hidden="true" focusable="false">'
            f'<rect class="kl-{klasse.teken}" x=".5" y=".5" width="27" height="17" rx="2"/></svg>'
            f"<span>{escape(klasse.tekst)}</span> <small>{escape(count)}</small></li>"
        )
    unit = f" ({escape(kolom.eenheid)})" if kolom.eenheid else ""
    hidden = " hidden" if verborgen else ""
    return (
        f'<div data-kolom="{escape(kolom.naam)}"{hidden}><p class="kaart-kop">{escape(kolom.titel)}{unit}</p>'
        f'<ul class="kaart-klassen">{"".join(rows)}</ul></div>'
    )


def locatielegenda(locaties: Sequence[Locatie], stromen: Sequence[Stroom]) -> str:
    """Return what the circles and the lines mean; nothing where there are none."""
    if not locaties:
        return ""
    most = max(locatie.plaatsen for locatie in locaties)
    rows = []
    for size in _round_sizes(most):
        radius = straal(size, most)
        places = plural("{aantal} plaats", "{aantal} plaatsen", size).format(aantal=format_count(size))
        rows.append(_sign(f'<circle class="open" cx="14" cy="14" r="{radius:.1f}"/>', places))
    if not all(locatie.geopend for locatie in locaties):
        rows.append(_sign('<circle class="dicht" cx="14" cy="14" r="8"/>', _("niet geopend")))
    if stromen:
        line = '<path class="kaart-stroom toon" d="M1 20Q12 2 25 13" style="stroke-width:2.5px"/>'
        rows.append(_sign(line, _("van locatie naar koppelgemeente")))
    title = escape(_("Doorstroomlocaties"))
    return f'<div><p class="kaart-kop">{title}</p><ul class="kaart-tekens">{"".join(rows)}</ul></div>'


def _sign(drawing: str, text: str) -> str:
    return (
        '<li><svg class="kaart-teken" viewBox="0 0 28 28" aria-hidden="true" focusable="false">'
        f"{drawing}</svg>"
        f"<span>{escape(text)}</span></li>"
    )


def _round_sizes(most: int) -> list[int]:
    """Return up to three round sizes, the largest not above `most`."""
    nice = [size * ten for ten in (1, 10, 100, 1000, 10_000) for size in (1, 2, 5)]
    below = [size for size in nice if size <= most]
    return below[:-4:-1]


def beschrijving(gegevens: Kaartgegevens, kolom: Kaartkolom, gemaakt: Indeling) -> str:
    """Say in words what the map shows: how many municipalities, the highest and the lowest."""
    names = gegevens.gemeenten["gemeente"].tolist()
    codes = gegevens.gemeenten["gemeentecode"].tolist()
    values = pd.to_numeric(kolom.waarden.reindex(codes), errors="coerce").tolist()
    known = [
        (float(value), str(name), text)
        for value, name, text in zip(values, names, gemaakt.waarden, strict=True)
        if pd.notna(value)
    ]
    count = plural("{aantal} gemeente", "{aantal} gemeenten", len(codes)).format(
        aantal=format_count(len(codes))
    )
    parts = [_("Kaart van {gemeenten}, gekleurd naar {kolom}.").format(gemeenten=count, kolom=kolom.titel)]
    if known:
        high = sorted(known, key=lambda item: (-item[0], item[1]))
        parts.append(_("Hoogste: {gemeenten}.").format(gemeenten=_listed(high)))
        if high[0][0] > high[-1][0]:
            low = sorted(known, key=lambda item: (item[0], item[1]))
            parts.append(_("Laagste: {gemeenten}.").format(gemeenten=_listed(low)))
    missing = gemaakt.tekens.count(GEEN)
    if missing:
        text = plural(
            "Van {aantal} gemeente is er geen cijfer.", "Van {aantal} gemeenten is er geen cijfer.", missing
        )
        parts.append(text.format(aantal=format_count(missing)))
    return " ".join(parts)


def _listed(ordered: list[tuple[float, str, str]]) -> str:
    """Name the first municipalities, none of which has the figure of one that is left out."""
    last = ordered[_NOEMEN][0] if len(ordered) > _NOEMEN else None
    named = [(name, text) for value, name, text in ordered[:_NOEMEN] if value != last]
    if named:
        return ", ".join(f"{name} ({text})" for name, text in named)
    same = sum(value == ordered[0][0] for value, _name, _text in ordered)
    return _("{waarde}, in {aantal} gemeenten").format(waarde=ordered[0][2], aantal=format_count(same))
