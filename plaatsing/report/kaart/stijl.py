"""The style of the map."""

from __future__ import annotations

from importlib.resources import files


def stijl() -> str:
    """Return the style sheet of the map; its tones come from the page's custom properties where given."""
    return files(__package__).joinpath("kaart.css").read_text(encoding="utf-8")
