"""Dwellings and places as a planner names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.explain.beeld import Beeld
from plaatsing.taal import _, format_count, plural
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.instantie import Instantie


def in_personen(count: int) -> str:
    """Return a number of persons, ``1 persoon`` or ``4 personen``."""
    return plural("{aantal} persoon", "{aantal} personen", count).format(aantal=format_count(count))


def woning_in_words(instantie: Instantie, pool: int) -> str:
    """Return form and size of the dwellings of a pool, ``eigen woning voor 1-2 personen``."""
    key = instantie.voorraad.keys[pool]
    if key.min_personen == key.max_personen:
        size = in_personen(key.min_personen)
    elif key.max_personen >= instantie.case.instellingen.max_personen:
        size = _("{kleinste} of meer personen").format(kleinste=format_count(key.min_personen))
    else:
        size = f"{format_count(key.min_personen)}-{in_personen(key.max_personen)}"
    return _("{vorm} voor {maat}").format(vorm=in_words("vorm", key.vorm), maat=size)


def plaats_in_words(beeld: Beeld, gemeente: int, vorm: str, locatie: int) -> str:
    """Return a place as ``Assen, eigen woning`` or ``Assen, doorstroomlocatie DSL-01``."""
    if gemeente < 0:
        return in_words("vorm", vorm)
    name = str(beeld.instantie.case.gemeenten["gemeente"].iloc[gemeente])
    where = f" {beeld.instantie.model.sites.names[locatie]}" if locatie >= 0 else ""
    return f"{name}, {in_words('vorm', vorm)}{where}"
