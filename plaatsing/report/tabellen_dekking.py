"""The table of the report about coverage: its columns, headings and meaning."""

from __future__ import annotations

from plaatsing.report.tabellen import CODE, GEMEENTE, PERSONEN, REGIO, personen
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

DEKKING = Tabel(
    "dekking",
    N_("Dekking per gemeente"),
    N_("Een rij is een gemeente: wat er binnen bereik is, en wie zonder plek blijft."),
    (
        CODE,
        GEMEENTE,
        Kolom(
            "bereik", "tekst", N_("Doorstroomlocatie"), N_("Of een doorstroomlocatie de gemeente bedient.")
        ),
        Kolom(
            "dichtstbijzijnde_locatie",
            "tekst",
            N_("Dichtstbij"),
            N_("De dichtstbijzijnde open locatie van de gemeente; is die er niet, van alle."),
        ),
        Kolom("km", "getal", N_("Afstand"), N_("Kilometers tot de dichtstbijzijnde locatie."), N_("km")),
        Kolom(
            "plaatsen_open",
            "geheel",
            N_("Plaatsen binnen bereik"),
            N_("Samen met andere gemeenten."),
            PERSONEN,
        ),
        Kolom(
            "woningen",
            "geheel",
            N_("Woningen"),
            N_("Woningen die in het plan vrijkomen."),
            N_("woningen"),
            som=True,
        ),
        personen(
            "personen",
            N_("Personen"),
            N_("In het COA bij de start, aan het eind aan deze gemeente gekoppeld."),
        ),
        personen("geplaatst", N_("Krijgt een plek"), N_("Personen die binnen het plan het COA verlaten.")),
        personen(
            "afstand", N_("Niets binnen bereik"), N_("Geen passende woning en geen locatie binnen bereik.")
        ),
        personen("capaciteit", N_("Vol of dicht"), N_("Wat er binnen bereik is, is vol of gaat niet open.")),
        personen("overig", N_("Andere reden"), N_("Te laat in het plan, of een andere reden.")),
        REGIO,
    ),
)
