"""Municipalities that the old plan served at a location which opened, and that do not take part there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from plaatsing.rollover.stand import Locatie, Stand

if TYPE_CHECKING:
    from plaatsing.plan import Plan

ONTBREEKT = "deelname_ontbreekt"
"""Code of the mismatch that names such a municipality."""


class Gemis(NamedTuple):
    """A municipality that loses its reach of a location.

    Attributes
    ----------
    locatie, gemeentecode : str
        Where, and who.
    personen : int
        Persons still waiting whom the old plan brought there for this municipality.
    """

    locatie: str
    gemeentecode: str
    personen: int


def deelname_ontbreekt(plan: Plan, stand: Stand) -> Iterator[Gemis]:
    """Yield who was to use a location that opened since, and cannot because of who takes part.

    A candidate serves everyone within the distance limit; once it exists it serves only the municipalities
    named with it, so whom the events forget to name would lose it without a word.

    Parameters
    ----------
    plan : Plan
        The plan that the quarter began with.
    stand : Stand
        How everything stands after the events.
    """
    own = plan.case.doorstroomlocaties.set_index("locatie")["gemeentecode"].to_dict()
    opened = {
        name: _serves(site, str(own[name]))
        for name, site in stand.locaties.items()
        if site.kandidaat and site.open_sinds is not None and site.dicht is None
    }
    lost: dict[tuple[str, str], int] = {}
    for row in plan.plaatsingen[plan.plaatsingen["locatie"].isin(list(opened))].to_dict("records"):
        home, name = stand.huishoudens.get(str(row["huishouden"])), str(row["locatie"])
        if home is None or home.weg or home.in_locatie:
            continue
        code = home.gemeente or str(row["koppelgemeente"])
        if code not in opened[name]:
            lost[name, code] = lost.get((name, code), 0) + home.personen
    for (name, code), persons in sorted(lost.items()):
        yield Gemis(name, code, persons)


def _serves(site: Locatie, own: str) -> set[str]:
    """Return the municipalities that an existing location serves: those named, or else its own."""
    return set(site.deelnemers) or {own}
