"""The tables of the report about municipalities and households: their columns, headings and meaning."""

from __future__ import annotations

from dataclasses import replace

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Soort, Tabel
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN

PERSONEN = N_("personen")


def personen(naam: str, titel: str, uitleg: str, soort: Soort = "geheel") -> Kolom:
    """Return a column of persons that adds up."""
    return Kolom(naam, soort, titel, uitleg, PERSONEN, som=True)


CODE = Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente."))
GEMEENTE = Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de gemeente."))
REGIO = Kolom("regio", "tekst", N_("Regio"), N_("Regio van de gemeente, voor de totalen."))
HALFJAAR = Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Taakstellingsperiode, bijvoorbeeld 2025-II."))
_VERSCHIL = personen("verschil", N_("Verschil"), N_("Verwacht min gecorrigeerd; onder nul: tekort."))

GEMEENTEN = Tabel(
    "gemeenten",
    N_("De stand per gemeente"),
    N_("Een rij is een gemeente: haar opgave, wat is gemeten, wat is gepland en wat wordt verwacht."),
    (
        CODE,
        GEMEENTE,
        personen(
            "bekendgemaakt", N_("Taakstelling"), N_("Taakstelling zoals bekendgemaakt voor dit halfjaar.")
        ),
        personen(
            "herzien",
            N_("Herzien"),
            N_("Taakstelling na herziening tijdens het halfjaar; zij geldt dan voor het hele halfjaar."),
            "geheel_of_leeg",
        ),
        personen(
            "achterstand",
            N_("Achterstand"),
            N_("Achterstand (boven nul) of voorsprong (onder nul) aan het begin van het halfjaar."),
        ),
        personen("correctie", N_("Correctie"), N_("Correctie bij besluit; boven nul: meer te huisvesten.")),
        personen("uitruil", N_("Uitruil"), N_("Gezamenlijke wijziging tussen gemeenten; de som is nul.")),
        personen(
            "gecorrigeerd",
            N_("Gecorrigeerd"),
            N_("Geldende taakstelling, met achterstand, correctie en uitruil."),
        ),
        Kolom("stand_per", "datum", N_("Stand per"), N_("Dag waarop de beginstand is opgemaakt.")),
        personen("gemeten", N_("Gerealiseerd"), N_("Gehuisvest tot en met de dag van de beginstand.")),
        personen(
            "gekoppeld", N_("Gekoppeld"), N_("Al gekoppeld en nog in het COA bij de start van het plan.")
        ),
        personen("gepland_eigen", N_("Eigen"), N_("Volgens het plan naar een eigen woning.")),
        personen("gepland_flex", N_("Flex"), N_("Volgens het plan naar een flexwoning.")),
        personen("gepland_tijdelijk", N_("Tijdelijk"), N_("Volgens het plan naar tijdelijk onderdak.")),
        personen(
            "gepland_doorstroomlocatie",
            N_("Doorstroom"),
            N_("Volgens het plan naar een doorstroomlocatie."),
        ),
        personen("gepland", N_("Samen"), N_("Volgens het plan gehuisvest, alle vormen samen.")),
        personen("verwacht", N_("Verwacht"), N_("Verwachte stand aan het eind van het halfjaar.")),
        _VERSCHIL,
        Kolom("oordeel", "tekst", N_("Oordeel"), N_("Gehaald, of een tekort aan het eind van het halfjaar.")),
        personen(
            "verschoonbaar",
            N_("Verschoonbaar"),
            N_("Personen van de opgave die op de peildatum verschoonbaar zijn."),
        ),
        REGIO,
    ),
)

_MAY_BE_HIDDEN = {
    "gekoppeld",
    "gepland_eigen",
    "gepland_flex",
    "gepland_tijdelijk",
    "gepland_doorstroomlocatie",
}

GEMEENTEN_OPENBAAR = replace(
    GEMEENTEN,
    kolommen=tuple(
        replace(kolom, soort="geheel_of_leeg") if kolom.naam in _MAY_BE_HIDDEN else kolom
        for kolom in GEMEENTEN.kolommen
        if kolom.naam != "verschoonbaar"
    ),
)

VERVOLG = Tabel(
    "halfjaren",
    N_("Alle halfjaren van het plan"),
    N_("Een rij is een gemeente in een halfjaar, met de verwachte stand aan het eind ervan."),
    (
        CODE,
        GEMEENTE,
        HALFJAAR,
        personen(
            "taakstelling", N_("Taakstelling"), N_("Personen die in dit halfjaar gehuisvest moeten worden.")
        ),
        personen(
            "achterstand",
            N_("Achterstand"),
            N_("Achterstand (boven nul) of voorsprong (onder nul) aan het begin van het halfjaar."),
        ),
        _VERSCHIL,
    ),
)

NIET_GEPLAATST = Tabel(
    "niet-geplaatst",
    N_("Wie nog wacht, en waarom"),
    N_("Een rij is een koppelgemeente en een reden; tot en met de horizon van het plan."),
    (
        Kolom(
            "gemeente",
            "tekst",
            N_("Koppelgemeente"),
            N_("Naam van de koppelgemeente; leeg: nog niet gekoppeld."),
            woorden="koppelgemeente_of_geen",
        ),
        Kolom("reden", "tekst", N_("Reden"), N_("Waarom er nog geen plek is.")),
        Kolom(
            "huishoudens",
            "geheel",
            N_("Huishoudens"),
            N_("Aantal huishoudens dat nog wacht."),
            N_("huishoudens"),
            som=True,
        ),
        personen("personen", N_("Personen"), N_("Aantal personen dat nog wacht.")),
        personen("te_laat", N_("Over de termijn"), N_("Personen die langer in het COA zijn dan de termijn.")),
    ),
)

REDENEN = Tabel(
    "niet-geplaatst",
    N_("Waarom mensen nog wachten"),
    N_("Een rij is een reden; tot en met de horizon van het plan."),
    (
        Kolom("reden", "tekst", N_("Reden"), N_("Waarom er nog geen plek is.")),
        personen("personen", N_("Personen"), N_("Aantal personen dat nog wacht."), "geheel_of_leeg"),
    ),
)

_VOORSTEL = N_("Ja: een koppelvoorstel aan het COA.")
_UIT_HET_PLAN = {kolom.naam: kolom for kolom in PLAATSINGEN.kolommen} | {
    "voorstel": Kolom("voorstel", "ja_nee", N_("Voorstel"), _VOORSTEL)
}

HUISHOUDENS = Tabel(
    "huishoudens",
    N_("Alle huishoudens"),
    N_("Een rij is een huishouden: bij welke gemeente, in welke vorm, wanneer en waarom."),
    tuple(
        _UIT_HET_PLAN[naam]
        for naam in (
            "huishouden",
            "personen",
            "gemeente",
            "voorstel",
            "vorm",
            "locatie",
            "vertrek_coa",
            "uit_locatie",
            "weken_in_coa",
            "weken_over_termijn",
            "reden",
            "rekenhuishouden",
        )
    ),
)
