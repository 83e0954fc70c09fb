"""The words of plaatsing: Dutch in the source, English from a catalogue, numbers and dates by babel.

Dutch is the source language: a message stands in the code as the planner reads it, inside ``_()``.
``en/LC_MESSAGES/plaatsing.po`` holds the English, ``nl/LC_MESSAGES/click.po`` the Dutch of the command-line
library's own messages. The compiled ``.mo`` files are kept beside them, so that a wheel needs no build step;
``python -m plaatsing.taal.update`` refreshes them after a message changes.
"""

from plaatsing.taal.catalogus import N_, TALEN, Taal, _, current_taal, plural, speak
from plaatsing.taal.opmaak import (
    format_count,
    format_date,
    format_date_long,
    format_duration,
    format_euro,
    format_number,
    format_share,
)

__all__ = [
    "N_",
    "TALEN",
    "Taal",
    "_",
    "current_taal",
    "format_count",
    "format_date",
    "format_date_long",
    "format_duration",
    "format_euro",
    "format_number",
    "format_share",
    "plural",
    "speak",
]
