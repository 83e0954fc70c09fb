"""Columns that a case may never have: the plan rests on need and law, not on who people are."""

from __future__ import annotations

import re
import unicodedata

REDEN = (
    "geen kolom over nationaliteit, herkomst, taal, religie of geslacht: een plaatsing mag daarop niet "
    "rusten; haal de kolom weg"
)

_STEMS = (
    "nationaliteit",
    "nationality",
    "staatsburgerschap",
    "citizenship",
    "etnic",
    "ethnic",
    "etnisch",
    "afkomst",
    "herkomst",
    "geboorteland",
    "geboren_in",
    "country_of_birth",
    "birth_country",
    "country_of_origin",
    "moedertaal",
    "voertaal",
    "spreektaal",
    "language",
    "religie",
    "religion",
    "geloof",
    "godsdienst",
    "levensbeschouwing",
    "geslacht",
    "gender",
    "sekse",
    "sexe",
    "huidskleur",
    "skin_colour",
    "skin_color",
    "seksuele",
    "sexual",
)
_WORDS = frozenset(
    {"taal", "talen", "sex", "man_vrouw", "m_v", "mv", "race", "ras", "faith", "land", "country", "lang"}
)


def is_forbidden(name: str) -> bool:
    """Say whether a column called `name` (any spelling) would bring in a forbidden trait."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spelled = re.sub(r"[^a-z0-9]+", "_", re.sub(r"([a-z])([A-Z])", r"\1_\2", plain).lower()).strip("_")
    squeezed = spelled.replace("_", "")
    if any(stem in spelled or stem.replace("_", "") in squeezed for stem in _STEMS):
        return True
    return spelled in _WORDS or any(part in {"taal", "talen", "sex", "ras"} for part in spelled.split("_"))
