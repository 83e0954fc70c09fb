"""The tables of the report about doorstroomlocaties: their columns, headings and meaning."""

from __future__ import annotations

from plaatsing.report.tabellen import CODE, PERSONEN, personen
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

LOCATIE = Kolom("locatie", "tekst", N_("Locatie"), N_("Naam van de doorstroomlocatie."))

LOCATIES = Tabel(
    "locaties",
    N_("De doorstroomlocaties"),
    N_("Een rij is een locatie: of zij opengaat, hoeveel plaatsen zij heeft en hoe vol zij wordt."),
    (
        LOCATIE,
        CODE,
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente waar de locatie staat.")),
        Kolom("besluit", "tekst", N_("In dit plan"), N_("Bestaand, gaat open of gaat niet open.")),
        Kolom(
            "vanaf",
            "datum",
            N_("In gebruik vanaf"),
            N_("Eerste dag binnen het plan waarop er iemand woont: de dag van de eerste verhuizing."),
        ),
        Kolom("plaatsen", "geheel", N_("Plaatsen"), N_("Plaatsen volgens de casus."), PERSONEN, som=True),
        Kolom(
            "hoogste",
            "geheel_of_leeg",
            N_("Hoogste bezetting"),
            N_("Personen in de volste periode van het plan."),
            PERSONEN,
        ),
        Kolom(
            "eind",
            "geheel_of_leeg",
            N_("Bewoners aan het eind"),
            N_("Personen die er aan het eind van het plan wonen en nog een woning nodig hebben."),
            PERSONEN,
            som=True,
        ),
        Kolom(
            "eerste_einddatum",
            "datum",
            N_("Eerste verblijf loopt af"),
            N_("Dag waarop de eerste bewoner aan het eind van het plan er uiterlijk weg moet."),
        ),
        Kolom(
            "af_te_spreken",
            "geheel_of_leeg",
            N_("Deelname af te spreken"),
            N_("Personen van gemeenten die nog niet hebben toegezegd mee te doen."),
            PERSONEN,
            som=True,
        ),
    ),
)

VOOR_WIE = Tabel(
    "locaties-gemeenten",
    N_("Voor wie de locaties er zijn"),
    N_("Een rij is een locatie en een koppelgemeente: hoeveel personen er in de loop van het plan wonen."),
    (
        LOCATIE,
        Kolom("gemeente", "tekst", N_("Koppelgemeente"), N_("Naam van de koppelgemeente.")),
        personen("personen", N_("Personen"), N_("Personen die tijdens het plan in de locatie wonen.")),
        personen(
            "doorgestroomd", N_("Doorgestroomd"), N_("Van hen naar een woning verhuisd binnen het plan.")
        ),
        Kolom(
            "deelname", "tekst", N_("Deelname"), N_("Of de gemeente al aan de doorstroomlocatie deelneemt.")
        ),
    ),
)
