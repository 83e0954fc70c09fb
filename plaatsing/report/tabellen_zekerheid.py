"""The tables of the report about how sure we are: their columns, headings and meaning."""

from __future__ import annotations

from dataclasses import replace

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

GEWICHTEN = Tabel(
    "gewichten",
    N_("De gewichten en hun bereik"),
    N_("Een rij is een doel of een straf die in dit plan telt; gewichten in euro per eenheid."),
    (
        Kolom("doel", "tekst", N_("Doel"), N_("Naam van het doel of van de straf.")),
        Kolom("waarde", "getal", N_("Waarde"), N_("Waarde in dit plan.")),
        Kolom("eenheid", "tekst", N_("Eenheid"), N_("Eenheid van de waarde.")),
        Kolom("gewicht", "getal", N_("Gewicht"), N_("Gewicht in euro per eenheid."), N_("euro per eenheid")),
        Kolom("euro", "euro", N_("Telt voor"), N_("Waarde maal gewicht, in euro."), N_("euro"), som=True),
        Kolom(
            "bereik",
            "tekst",
            N_("Bewezen bereik"),
            N_("Gewichten waarbij dit plan bewezen dicht bij het beste blijft."),
        ),
    ),
)

GEWICHTEN_MET_LOCATIES = replace(
    GEWICHTEN,
    kolommen=(
        *GEWICHTEN.kolommen,
        Kolom(
            "locaties",
            "tekst",
            N_("Zelfde locaties open"),
            N_("Gewichten waarbij bewezen is dat dezelfde locaties openen de beste keuze blijft."),
        ),
    ),
)

AANNAMES = Tabel(
    "aannames",
    N_("Cijfers van buiten en aannames"),
    N_("Een rij is een uitgangspunt, met zijn waarde, zekerheid en bron."),
    (
        Kolom("onderwerp", "tekst", N_("Uitgangspunt"), N_("Waar het over gaat.")),
        Kolom("waarde", "tekst", N_("Waarde"), N_("Wat het plan ervoor neemt.")),
        Kolom("zekerheid", "tekst", N_("Zekerheid"), N_("Hoe vast dit staat.")),
        Kolom("bron", "tekst", N_("Bron"), N_("Waar het vandaan komt.")),
    ),
)

INVOER = Tabel(
    "invoer",
    N_("De invoer van dit plan"),
    N_("Een rij is een bestand van de casus, met zijn vingerafdruk (sha256)."),
    (
        Kolom("bestand", "tekst", N_("Bestand"), N_("Naam binnen de casus.")),
        Kolom(
            "sha256",
            "tekst",
            N_("Vingerafdruk (sha256)"),
            N_("Verandert zodra er een teken in het bestand verandert."),
        ),
    ),
)
