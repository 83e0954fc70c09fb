"""The tables that tell how the next case came about: their columns and meaning."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_PERSONEN = N_("personen")
_CODE = Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente."))

AFWIJKINGEN = Tabel(
    "afwijkingen",
    N_("Afwijkingen"),
    N_("Een rij is iets dat niet paste bij het plan of de casus, en wat ermee is gedaan."),
    (
        Kolom("rij", "geheel_of_leeg", N_("Rij"), N_("Rij in het bestand; leeg: geen enkele gebeurtenis.")),
        Kolom("datum", "datum", N_("Datum"), N_("Dag van de gebeurtenis.")),
        Kolom("soort", "tekst", N_("Soort"), N_("Soort gebeurtenis."), woorden="soort_gebeurtenis"),
        Kolom("huishouden", "tekst", N_("Huishouden"), N_("Pseudoniem van het huishouden.")),
        _CODE,
        Kolom("locatie", "tekst", N_("Locatie"), N_("Kenmerk van de locatie.")),
        Kolom("code", "tekst", N_("Afwijking"), N_("Wat niet paste."), woorden="afwijking"),
        Kolom("bij", "tekst", N_("Bij"), N_("Wat de afwijking noemt.")),
        Kolom("verwerkt", "ja_nee", N_("Verwerkt"), N_("Of de gebeurtenis toch is verwerkt.")),
        Kolom("uitleg", "tekst", N_("Uitleg"), N_("Wat niet paste, in woorden.")),
        Kolom("advies", "tekst", N_("Wat te doen"), N_("Wat waar in te vullen, als het niet klopt.")),
    ),
)

UITVOERING = Tabel(
    "uitvoering",
    N_("Uitvoering"),
    N_(
        "Een rij is een huishouden dat voor de nieuwe start zou verhuizen of verhuisde; de eerste verhuizing."
    ),
    (
        Kolom("huishouden", "tekst", N_("Huishouden"), N_("Pseudoniem van het huishouden.")),
        Kolom("personen", "geheel", N_("Personen"), N_("Personen in het huishouden."), _PERSONEN, som=True),
        Kolom("gemeente_gepland", "tekst", N_("Gemeente gepland"), N_("Koppelgemeente in het plan.")),
        Kolom("vorm_gepland", "tekst", N_("Vorm gepland"), N_("Vorm in het plan."), woorden="vorm"),
        Kolom("locatie_gepland", "tekst", N_("Locatie gepland"), N_("Locatie in het plan.")),
        Kolom("datum_gepland", "datum", N_("Dag gepland"), N_("Dag in het plan; leeg: niet gepland.")),
        Kolom("gemeente_werkelijk", "tekst", N_("Gemeente werkelijk"), N_("Gemeente waarvoor het telde.")),
        Kolom("vorm_werkelijk", "tekst", N_("Vorm werkelijk"), N_("Vorm die het werd."), woorden="vorm"),
        Kolom("locatie_werkelijk", "tekst", N_("Locatie werkelijk"), N_("Locatie die het werd.")),
        Kolom("datum_werkelijk", "datum", N_("Dag werkelijk"), N_("Dag van verhuizen; leeg: niet verhuisd.")),
        Kolom("dagen_later", "geheel_of_leeg", N_("Dagen later"), N_("Dagen later dan gepland.")),
        Kolom(
            "oordeel", "tekst", N_("Oordeel"), N_("Of het ging zoals gepland."), woorden="oordeel_uitvoering"
        ),
    ),
)

SALDO = Tabel(
    "saldo",
    N_("Saldo"),
    N_("Een rij is een gemeente: haar stand bij de start van het plan en bij de nieuwe start."),
    (
        _CODE,
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de gemeente.")),
        *(
            Kolom(naam, "geheel", titel, uitleg, _PERSONEN, som=True)
            for naam, titel, uitleg in (
                (
                    "achterstand_voor",
                    N_("Achterstand voor"),
                    N_("Achterstand bij de start van het halfjaar."),
                ),
                ("realisatie_voor", N_("Realisatie voor"), N_("Al gehuisvest bij de start van het plan.")),
                ("overig_voor", N_("Overig voor"), N_("Telde mee buiten het plan om.")),
                ("gehuisvest", N_("Gehuisvest"), N_("Gehuisvest sinds de start van het plan.")),
                ("opgave", N_("Opgave"), N_("Taakstelling, correctie en uitruil van geëindigde halfjaren.")),
                ("achterstand_na", N_("Achterstand na"), N_("Achterstand in de nieuwe casus.")),
                ("realisatie_na", N_("Realisatie na"), N_("Realisatie in de nieuwe casus.")),
                ("overig_na", N_("Overig na"), N_("Overige realisatie in de nieuwe casus.")),
            )
        ),
    ),
)

HERKOMST = Tabel(
    "herkomst",
    N_("Herkomst"),
    N_("Een rij is een deel van de achterstand, naar het halfjaar waarin het ontstond."),
    (
        _CODE,
        Kolom("herkomst", "tekst", N_("Herkomst"), N_("Halfjaar, of de beginstand van het plan.")),
        Kolom(
            "personen",
            "geheel",
            N_("Personen"),
            N_("Personen die nog te huisvesten zijn."),
            _PERSONEN,
            som=True,
        ),
    ),
)

VASTGEZET = Tabel(
    "vastgezet",
    N_("Niet overgenomen"),
    N_("Een rij is een beslissing die niet is overgenomen; neem haar zelf over als zij nog geldt."),
    (
        Kolom("soort", "tekst", N_("Soort"), N_("Waarover de beslissing gaat.")),
        Kolom("sleutel", "tekst", N_("Sleutel"), N_("Welk huishouden, welke gemeente of locatie.")),
        Kolom("veld", "tekst", N_("Veld"), N_("Wat er vastlag.")),
        Kolom("keuze", "tekst", N_("Keuze"), N_("Alleen, niet of moet.")),
        Kolom("waarde", "tekst", N_("Waarde"), N_("Waarop het vastlag.")),
        Kolom("reden", "tekst", N_("Reden"), N_("Waarom het vastlag.")),
        Kolom("toelichting", "tekst", N_("Toelichting"), N_("Vrije toelichting.")),
        Kolom("bestaat", "ja_nee", N_("Bestaat"), N_("Of het in de nieuwe casus nog bestaat.")),
    ),
)

SCENARIOS = Tabel(
    "scenarios",
    N_("Scenario's"),
    N_("Een rij is een scenario van de vorige casus, en of het in de nieuwe casus nog past."),
    (
        Kolom("scenario", "tekst", N_("Scenario"), N_("Naam van het scenario.")),
        Kolom("titel", "tekst", N_("Titel"), N_("Titel van het scenario.")),
        Kolom(
            "gaat_mee",
            "ja_nee",
            N_("Gaat mee"),
            N_("Nee: het staat met # ervoor in scenarios.toml en telt niet mee tot u het aanpast."),
        ),
        Kolom("code", "tekst", N_("Opmerking"), N_("Wat er aan de hand is."), woorden="scenario_mee"),
        Kolom("bij", "tekst", N_("Bij"), N_("Wat de opmerking noemt.")),
        Kolom("uitleg", "tekst", N_("Uitleg"), N_("De opmerking in woorden.")),
    ),
)

TABELLEN = (AFWIJKINGEN, UITVOERING, SALDO, HERKOMST, VASTGEZET, SCENARIOS)
"""All tables of a rollover; each is an attribute of `Rollover`."""
