"""The tables about locations, goals, shortages and prices."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_PERSONEN = N_("personen")

LOCATIES = Tabel(
    "locaties",
    N_("Locaties"),
    N_("Een rij is een doorstroomlocatie in een periode: open of niet, en hoe vol."),
    (
        Kolom("locatie", "tekst", N_("Locatie"), N_("Naam van de doorstroomlocatie.")),
        Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente waar de locatie staat.")),
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente waar de locatie staat.")),
        Kolom("status", "tekst", N_("Status"), N_("Bestaand, of kandidaat.")),
        Kolom(
            "geopend",
            "ja_nee",
            N_("Geopend"),
            N_(
                "Of het plan de locatie gebruikt: bestaand, of geopend door het plan; in elke periode "
                "gelijk. Voor haar eerste dag heeft zij 0 plaatsen."
            ),
        ),
        Kolom("periode", "geheel", N_("Periode"), N_("Volgnummer van de periode, vanaf 1.")),
        Kolom("van", "datum", N_("Van"), N_("Eerste dag van de periode.")),
        Kolom("tot", "datum", N_("Tot en met"), N_("Laatste dag van de periode.")),
        Kolom(
            "personen",
            "geheel",
            N_("Personen"),
            N_("Aantal personen in de locatie in deze periode."),
            _PERSONEN,
        ),
        Kolom(
            "capaciteit", "geheel", N_("Capaciteit"), N_("Plaatsen in de locatie in deze periode."), _PERSONEN
        ),
        Kolom("kamers_bezet", "geheel", N_("Kamers bezet"), N_("Slaapkamers in gebruik."), N_("kamers")),
        Kolom(
            "kamers",
            "geheel_of_leeg",
            N_("Kamers"),
            N_("Slaapkamers in de locatie; leeg: niet begrensd."),
            N_("kamers"),
        ),
        Kolom(
            "boven_capaciteit",
            "geheel",
            N_("Boven capaciteit"),
            N_("Personen die er al waren en niet binnen de capaciteit passen."),
            _PERSONEN,
        ),
    ),
)

DOELEN = Tabel(
    "doelen",
    N_("Doelen"),
    N_("Een rij is een doel of een straf: de waarde in dit plan, het gewicht en wat dat samen telt."),
    (
        Kolom("doel", "tekst", N_("Doel"), N_("Naam van het doel of van de straf.")),
        Kolom("waarde", "getal", N_("Waarde"), N_("Waarde in dit plan.")),
        Kolom("eenheid", "tekst", N_("Eenheid"), N_("Eenheid van de waarde.")),
        Kolom("gewicht", "getal", N_("Gewicht"), N_("Gewicht in euro per eenheid."), N_("euro per eenheid")),
        Kolom(
            "euro",
            "euro",
            N_("Telt voor"),
            N_("Waarde x gewicht; samen de doelwaarde van het plan."),
            N_("euro"),
            som=True,
        ),
        Kolom("zekerheid", "tekst", N_("Zekerheid"), N_("Hoe zeker de cijfers achter dit doel zijn.")),
    ),
)

TEKORTEN = Tabel(
    "tekorten",
    N_("Tekorten"),
    N_("Een rij is iets wat niet past: bij welke gemeente of locatie, wanneer, hoeveel en waardoor."),
    (
        Kolom("soort", "tekst", N_("Soort"), N_("Wat er tekortkomt."), woorden="soort_tekort"),
        Kolom(
            "gemeentecode", "tekst", N_("Gemeente"), N_("Code van de gemeente, als het een gemeente betreft.")
        ),
        Kolom("locatie", "tekst", N_("Locatie"), N_("Doorstroomlocatie, als het een locatie betreft.")),
        Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Halfjaar waarin het speelt.")),
        Kolom(
            "periode",
            "geheel_of_leeg",
            N_("Periode"),
            N_("Volgnummer van de periode; leeg: het hele halfjaar."),
        ),
        Kolom("aantal", "getal", N_("Aantal"), N_("Hoeveel er tekortkomt.")),
        Kolom("eenheid", "tekst", N_("Eenheid"), N_("Eenheid van het aantal.")),
        Kolom("toelichting", "tekst", N_("Toelichting"), N_("Waardoor het niet past.")),
    ),
)

PRIJZEN = Tabel(
    "prijzen",
    N_("Prijzen"),
    N_("Een rij is een regel van het model: wat een eenheid ruimte meer waard is."),
    (
        Kolom("rij", "tekst", N_("Regel"), N_("Naam van de regel in het model.")),
        Kolom("sleutel", "tekst", N_("Waarvoor"), N_("Waar de regel over gaat, zoals GM0106|2025-II.")),
        Kolom(
            "prijs",
            "euro",
            N_("Prijs"),
            N_("Verandering van de doelwaarde per eenheid ruimte meer."),
            N_("euro per eenheid"),
        ),
    ),
)
