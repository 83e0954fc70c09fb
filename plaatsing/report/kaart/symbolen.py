"""What stands on the shapes of a map: labels, locations as circles, flows as arcs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from plaatsing.taal import _, format_count, plural

from .gegevens import Locatie, Stroom
from .vlakken import Projectie, Vlak

STRAAL_PX = 12.0
"""Radius of the largest location, in pixels on the screen."""

_KLEINSTE_PX = 2.5
_LIJN_PX = (1.2, 4.5)
_BOCHT, _PUNT = 0.16, 0.13
_IN_TEGEL = 0.36  # radius of the largest location, as a share of the room in a tile
_NAAST = 0.3  # share of the room between locations that stand in one tile
# What a label takes: a figure alone, with a name below it, with both in larger letters, a character, a digit.
_SMALST_PX, _NAAM_PX, _RUIM_PX, _TEKEN_PX, _CIJFER_PX = 17.0, 46.0, 100.0, 6.4, 5.8


def straal(plaatsen: float, meeste: float) -> float:
    """Return the radius of a circle in pixels: its surface goes with the places."""
    return max(_KLEINSTE_PX, STRAAL_PX * math.sqrt(max(plaatsen, 0.0) / max(meeste, 1.0)))


def grootste_schaal(getekend: Mapping[str, Vlak]) -> float:
    """Return the drawing units per pixel at which the largest circle begins to outgrow its tile."""
    room = max((vlak.ruimte for vlak in getekend.values()), default=0)
    return _IN_TEGEL * room / STRAAL_PX


def plekken(
    locaties: Sequence[Locatie], getekend: Mapping[str, Vlak], naar: Projectie | None
) -> dict[str, tuple[int, int]]:
    """Return where each location is drawn.

    With a projection that is where it stands; on a tile map beside each other in the upper part of the tile.
    """
    found: dict[str, tuple[int, int]] = {}
    beside: dict[str, list[str]] = {}
    for locatie in locaties:
        if naar is not None and locatie.punt is not None:
            x, y = naar.punten(np.array([locatie.punt]))[0].tolist()
            found[locatie.naam] = (x, y)
        elif locatie.gemeentecode in getekend:
            beside.setdefault(locatie.gemeentecode, []).append(locatie.naam)
    for code, names in beside.items():
        vlak = getekend[code]
        for place, name in enumerate(names):
            aside = (place - (len(names) - 1) / 2) * _NAAST * vlak.ruimte
            found[name] = (round(vlak.x + aside), round(vlak.y - 0.31 * vlak.ruimte))
    return found


def cirkels(
    locaties: Sequence[Locatie], plek: Mapping[str, tuple[int, int]], namen: Mapping[str, str]
) -> str:
    """Return the locations as circles, the largest first, so that none hides behind another."""
    most = max((locatie.plaatsen for locatie in locaties), default=0)
    drawn = []
    for locatie in sorted(locaties, key=lambda item: (-item.plaatsen, item.naam)):
        if locatie.naam not in plek:
            continue
        x, y = plek[locatie.naam]
        drawn.append(
            f'<g class="kaart-locatie {"open" if locatie.geopend else "dicht"}" '
            f'data-locatie="{escape(locatie.naam)}" role="img" '
            f'aria-label="{escape(locatietekst(locatie, namen))}" transform="translate({x} {y})">'
            f'<circle class="kaart-maat" r="{straal(locatie.plaatsen, most):.1f}"/></g>'
        )
    return "".join(drawn)


def locatietekst(locatie: Locatie, namen: Mapping[str, str]) -> str:
    """Say what a location is, in a line."""
    number = plural("{aantal} plaats", "{aantal} plaatsen", locatie.plaatsen).format(
        aantal=format_count(locatie.plaatsen)
    )
    text = _("{locatie} in {gemeente}: {plaatsen}, geopend")
    if not locatie.geopend:
        text = _("{locatie} in {gemeente}: {plaatsen}, niet geopend")
    gemeente = namen.get(locatie.gemeentecode, locatie.gemeentecode)
    return text.format(locatie=locatie.naam, gemeente=gemeente, plaatsen=number)


def bogen(
    stromen: Sequence[Stroom], plek: Mapping[str, tuple[int, int]], getekend: Mapping[str, Vlak]
) -> str:
    """Return the flows from location to koppelgemeente as arcs, as wide as there are people.

    A location needs no arc to the municipality in which it is drawn.
    """
    most = max((stroom.personen for stroom in stromen), default=0)
    thin, thick = _LIJN_PX
    drawn = []
    for stroom in stromen:
        start, end = plek.get(stroom.locatie), getekend.get(stroom.gemeentecode)
        if start is None or end is None:
            continue
        # Above the middle, where the label stands.
        (x, y), dx, dy = start, end.x - start[0], end.y - round(_PUNT * end.ruimte) - start[1]
        if math.hypot(dx, dy) < end.ruimte / 2:
            continue
        width = thin + (thick - thin) * math.sqrt(stroom.personen / max(most, 1))
        bend_x, bend_y = dx / 2 - dy * _BOCHT, dy / 2 + dx * _BOCHT
        drawn.append(
            f'<path class="kaart-stroom" data-van="{escape(stroom.locatie)}" '
            f'data-naar="{escape(stroom.gemeentecode)}" style="--dik:{width:.1f}px" '
            f'd="M{x} {y}q{bend_x:.0f} {bend_y:.0f} {dx} {dy}"/>'
        )
    return "".join(drawn)


def labels(
    getekend: Mapping[str, Vlak],
    namen: Mapping[str, str],
    waarden: Mapping[str, str],
    tekens: Mapping[str, str],
    px: float,
) -> str:
    """Return the figure and the name of each municipality.

    What does not fit at `px` drawing units per pixel is hidden; the script measures it anew by the same rule,
    from the room in drawing units and the length of the text in characters.
    """
    drawn = []
    for code, vlak in getekend.items():
        lines = regels(namen[code])
        widest = max(len(line) for line in lines)
        room = vlak.ruimte / px
        looks = " leeg" if room < max(_SMALST_PX, len(waarden[code]) * _CIJFER_PX + 2) else ""
        looks += " zonder-naam" if room < max(_NAAM_PX, widest * _TEKEN_PX + 4) else ""
        looks += " ruim" if room > max(_RUIM_PX, widest * _TEKEN_PX * 1.3) else ""
        name = "".join(f'<tspan x="0" dy="1.05em">{escape(line)}</tspan>' for line in lines)
        drawn.append(
            f'<g class="kaart-label op-{tekens[code]}{looks}" data-gemeente="{code}" '
            f'data-ruimte="{vlak.ruimte}" data-breed="{widest}" '
            f'transform="translate({vlak.x} {vlak.y})"><g class="kaart-maat">'
            f'<text class="waarde">{escape(waarden[code])}</text><text class="naam">{name}</text></g></g>'
        )
    return "".join(drawn)


def regels(name: str) -> list[str]:
    """Break a long name in two after a hyphen or at a space, as evenly as it goes."""
    short = name.partition(" (")[0]
    if len(short) <= 9:
        return [short]
    cuts = [place + (short[place] == "-") for place in range(2, len(short) - 2) if short[place] in "- "]
    if not cuts:
        return [short]
    best = min(cuts, key=lambda cut: abs(2 * cut - len(short)))
    return [short[:best], short[best:].strip()]
