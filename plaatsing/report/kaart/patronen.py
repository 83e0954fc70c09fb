"""The fill of each class: a tone and a texture, so that a map reads without colour too."""

from __future__ import annotations

from typing import Final

_CEL = 8
# Texture of each class in a cell of 8 by 8; its tone comes from the page's style.
_TEXTUUR: Final = {
    "0": '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" class="draad"/>',
    "1": "",
    "2": '<circle cx="2" cy="2" r=".7"/><circle cx="6" cy="6" r=".7"/>',
    "3": '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>',
    "4": '<path d="M0 2h8M0 6h8"/>',
    "5": "",
    "a": "",
    "b": "",
    "c": "",
    "d": '<circle cx="2" cy="2" r=".8"/><circle cx="6" cy="6" r=".8"/>',
    "e": '<path d="M0 0l8 8M-2 6l4 4M6-2l4 4"/>',
}


def patronen(px: float) -> str:
    """Return the definitions of the fills and of the arrow of a flow.

    Parameters
    ----------
    px : float
        Drawing units per pixel on the screen, at first; the script keeps the texture of the map as fine
        as that of the legend while a reader zooms.
    """
    fills = "".join(
        f'<pattern id="staal-{sign}" class="patroon-{sign}" width="{_CEL}" height="{_CEL}" '
        f'patternUnits="userSpaceOnUse"><rect width="{_CEL}" height="{_CEL}"/>{texture}</pattern>'
        f'<pattern id="kaart-{sign}" class="kaart-patroon" href="#staal-{sign}" '
        f'patternTransform="scale({px:.2f})"/>'
        for sign, texture in _TEXTUUR.items()
    )
    arrow = (
        '<marker id="kaart-pijl" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="2.8" markerHeight="2.8" '
        'orient="auto"><path d="M0 1l9 4l-9 4z"/></marker>'
    )
    return (
        '<svg class="kaart-patronen" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{fills}{arrow}</defs></svg>"
    )
