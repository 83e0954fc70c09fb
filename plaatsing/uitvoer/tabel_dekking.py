"""The table about coverage: what is within reach, and who goes without."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_PERSONEN = N_("personen")


def _persons(naam: str, titel: str, uitleg: str) -> Kolom:
    return Kolom(naam, "geheel", titel, uitleg, _PERSONEN, som=True)


DEKKING = Tabel(
    "dekking",
    N_("Dekking"),
    N_("Een rij is een gemeente: wat er binnen bereik is, en wie zonder plek blijft; leeg: niet gekoppeld."),
    (
        Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de koppelgemeente; leeg: niet gekoppeld.")),
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de koppelgemeente.")),
        Kolom("regiocode", "tekst", N_("Regio"), N_("Code van de regio van de gemeente.")),
        Kolom(
            "bereik",
            "tekst",
            N_("Bereik"),
            N_("Of een doorstroomlocatie de gemeente bedient, en zo niet, waardoor."),
        ),
        Kolom(
            "dichtstbijzijnde_locatie",
            "tekst",
            N_("Dichtstbij"),
            N_("De dichtstbijzijnde open locatie van de gemeente; is die er niet, van alle."),
        ),
        Kolom("km", "getal", N_("Afstand"), N_("Afstand tot die locatie."), N_("km")),
        Kolom(
            "locaties_in_bereik",
            "geheel",
            N_("Locaties in bereik"),
            N_("Locaties die de gemeente kunnen bedienen, ook wie dicht blijft."),
            N_("locaties"),
        ),
        Kolom(
            "locaties_open",
            "geheel",
            N_("Waarvan open"),
            N_("Daarvan bestaand, of geopend door het plan."),
            N_("locaties"),
        ),
        Kolom(
            "plaatsen_open",
            "geheel",
            N_("Plaatsen"),
            N_("Plaatsen in die open locaties; andere gemeenten delen ze."),
            N_("personen"),
        ),
        Kolom(
            "woningen",
            "geheel",
            N_("Woningen"),
            N_("Woningen die vrijkomen in vormen waarvoor de gemeente kiest."),
            N_("woningen"),
            som=True,
        ),
        _persons(
            "persoonsplaatsen",
            N_("Persoonsplaatsen"),
            N_("Hetzelfde voor woningaanbod dat in personen is opgegeven."),
        ),
        _persons(
            "personen", N_("Personen"), N_("In COA bij de start, met deze koppelgemeente aan het eind.")
        ),
        _persons("geplaatst", N_("Geplaatst"), N_("Gaan binnen het plan uit COA.")),
        _persons("te_laat", N_("Te laat"), N_("Vergunning of koppeling komt te laat in het plan.")),
        _persons(
            "buiten_gebied", N_("Buiten gebied"), N_("De harde criteria wijzen naar buiten het gebied.")
        ),
        _persons("afstand", N_("Niets in bereik"), N_("Geen passende woning en geen locatie binnen bereik.")),
        _persons(
            "dicht", N_("Kandidaat dicht"), N_("Alleen een kandidaat die dicht blijft is binnen bereik.")
        ),
        _persons("vol", N_("Vol"), N_("Wat binnen bereik is, is vol of voor wie langer wacht.")),
        Kolom(
            "oordeel",
            "tekst",
            N_("Oordeel"),
            N_("Gedekt, of wat er tekortkomt: iets binnen bereik (afstand) of ruimte (capaciteit)."),
            woorden="oordeel_dekking",
        ),
    ),
)
