"""The table about what would help most."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

WAARDE = Tabel(
    "waarde_van_meer",
    N_("Wat helpt"),
    N_(
        "Een rij is een eenheid meer, en wat die ongeveer scheelt. Dat geldt voor een kleine verandering, "
        "met de rest gelijk: waarden tellen niet op. De doelwaarde weegt doelen in euro en is geen begroting."
    ),
    (
        Kolom("soort", "tekst", N_("Soort"), N_("Waarvan er een meer komt."), woorden="soort_waarde"),
        Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente.")),
        Kolom(
            "gemeente", "tekst", N_("Gemeente"), N_("Bij uitruil: de gemeente die er een minder huisvest.")
        ),
        Kolom(
            "naar_gemeentecode",
            "tekst",
            N_("Code overnemer"),
            N_("Bij uitruil: code van wie er een overneemt."),
        ),
        Kolom(
            "naar_gemeente",
            "tekst",
            N_("Overnemer"),
            N_("Bij uitruil: de gemeente in dezelfde regio bij wie dat het voordeligst is."),
        ),
        Kolom(
            "locatie",
            "tekst",
            N_("Locatie"),
            N_("Bij een plaats of kamer: de doorstroomlocatie, die open is."),
        ),
        Kolom("vorm", "tekst", N_("Vorm"), N_("Bij een woning: de vorm.")),
        Kolom(
            "min_personen",
            "geheel_of_leeg",
            N_("Van"),
            N_("Bij een woning: het kleinste huishouden dat past."),
            N_("personen"),
        ),
        Kolom(
            "max_personen",
            "geheel_of_leeg",
            N_("Tot en met"),
            N_("Bij een woning: het grootste huishouden dat past; leeg: niet begrensd."),
            N_("personen"),
        ),
        Kolom(
            "toegankelijk", "ja_nee", N_("Toegankelijk"), N_("Bij een woning: toegankelijk met een rolstoel.")
        ),
        Kolom("vanaf", "datum", N_("Vrij op"), N_("Bij een woning: de dag waarop zij vrij is.")),
        Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Bij uitruil: het halfjaar van de taakstelling.")),
        Kolom(
            "waarde_euro",
            "euro",
            N_("Scheelt ongeveer"),
            N_("Zoveel daalt de doelwaarde ongeveer; berekend alsof een huishouden zich laat delen."),
            N_("euro per eenheid"),
        ),
        Kolom("eenheid", "tekst", N_("Per"), N_("Waarvan er een meer komt."), woorden="eenheid_waarde"),
    ),
)
