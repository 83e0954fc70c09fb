"""The style of the charts."""

from __future__ import annotations

from importlib.resources import files


def stijl() -> str:
    """Return the style sheet of the charts; its tones come from the page's custom properties where given."""
    return files(__package__).joinpath("grafieken.css").read_text(encoding="utf-8")
