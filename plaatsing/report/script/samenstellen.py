"""Put the script of the page together: one text, with its words in the language of the page."""

from __future__ import annotations

import json
from importlib.resources import files

from babel import Locale

from plaatsing.taal import Taal, _, speak

_DELEN = ("kaart.js", "tabel.js")


def script(taal: Taal = "nl") -> str:
    """Return the script of a page.

    It needs no library and asks nothing of any network. Without it the page reads the same, only the
    map stands still and the tables keep their order.

    Parameters
    ----------
    taal : {"nl", "en"}
        Language of the words that the script adds to the page.

    Returns
    -------
    str
        JavaScript for one inline ``<script>``.
    """
    with speak(taal):
        words = json.dumps(_words(taal), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = [files(__package__).joinpath(name).read_text(encoding="utf-8") for name in _DELEN]
    return "\n".join(["(() => {", '"use strict";', f"const WOORDEN = {words};", *parts, "})();"])


def _words(taal: Taal) -> dict[str, object]:
    months = Locale(taal).months["format"]["abbreviated"]
    return {
        "decimaal": "," if taal == "nl" else ".",
        "maanden": [str(months[number]).rstrip(".") for number in range(1, 13)],
        "filter": _("Filter rijen"),
        "csv": _("Download als CSV"),
        "rijen": _("{getoond} van {alle} rijen"),
        "sorteer": _("Sorteer op {kolom}"),
        "niets": "–",
    }
