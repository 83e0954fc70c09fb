"""For whom a report is made, and what those readers may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from plaatsing.taal import N_

Publieksnaam = Literal["regietafel", "intern", "openbaar"]
PUBLIEKSNAMEN: tuple[Publieksnaam, ...] = get_args(Publieksnaam)


@dataclass(frozen=True)
class Publiek:
    """The readers of a report.

    Attributes
    ----------
    naam : str
        ``regietafel``, ``intern`` or ``openbaar``.
    titel : str
        Who they are, in Dutch, as the page says it.
    uitleg : str
        What the page leaves out for them, in Dutch.
    stam : str
        Beginning of the name of every file made for them.
    kaart : str
        Name of the file with map layers made for them.
    huishoudens : bool
        Whether rows about households are shown.
    persoonlijke_redenen : bool
        Whether a reason that rests on family, work, study or medical care is named.
    onderdrukken : bool
        Whether small cells of breakdowns are suppressed.
    """

    naam: Publieksnaam
    titel: str
    uitleg: str
    stam: str
    kaart: str
    huishoudens: bool
    persoonlijke_redenen: bool
    onderdrukken: bool


PUBLIEKEN: dict[str, Publiek] = {
    "regietafel": Publiek(
        "regietafel",
        N_("Voor de regietafel"),
        N_("Zonder gegevens van huishoudens en zonder medische of familieredenen."),
        "report",
        "map.gpkg",
        huishoudens=False,
        persoonlijke_redenen=False,
        onderdrukken=False,
    ),
    "intern": Publiek(
        "intern",
        N_("Alleen voor intern gebruik"),
        N_("Met gegevens van huishoudens: behandel deze pagina als persoonsgegevens."),
        "report-intern",
        "map-intern.gpkg",
        huishoudens=True,
        persoonlijke_redenen=True,
        onderdrukken=False,
    ),
    "openbaar": Publiek(
        "openbaar",
        N_("Om openbaar te maken"),
        N_("Zonder huishoudens; uitsplitsingen met kleine aantallen zijn weggelaten."),
        "report-openbaar",
        "map-openbaar.gpkg",
        huishoudens=False,
        persoonlijke_redenen=False,
        onderdrukken=True,
    ),
}
