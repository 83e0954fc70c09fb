"""The tables of the taakstelling book: on schedule or not, arrears, and advice on uitruil."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Soort, Tabel

_PERSONEN = N_("personen")
_CODE = Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente."))
_GEMEENTE = Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de gemeente."))
_HALFJAAR = Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Taakstellingsperiode, bijvoorbeeld 2025-II."))


def _persons(naam: str, titel: str, uitleg: str, soort: Soort = "geheel", *, som: bool = False) -> Kolom:
    return Kolom(naam, soort, titel, uitleg, _PERSONEN, som=som)


OP_SCHEMA = Tabel(
    "op_schema",
    N_("Op schema"),
    N_("Een rij is een gemeente aan het eind van een maand; op schema is een zesde van de opgave per maand."),
    (
        _CODE,
        _GEMEENTE,
        _HALFJAAR,
        Kolom("maand", "tekst", N_("Maand"), N_("Jaar en maand.")),
        Kolom("tot", "datum", N_("Tot en met"), N_("Laatste dag van de maand.")),
        _persons(
            "opgave",
            N_("Opgave"),
            N_("Te huisvesten in het halfjaar, met achterstand, correctie en uitruil."),
        ),
        _persons("nodig", N_("Nodig"), N_("Zoveel zesden van de opgave als er maanden om zijn, naar boven.")),
        _persons(
            "gerealiseerd",
            N_("Gerealiseerd"),
            N_(
                "In het halfjaar gehuisvest tot en met die dag; leeg: voor de dag van de beginstand onbekend."
            ),
            "geheel_of_leeg",
        ),
        _persons(
            "verschil", N_("Verschil"), N_("Gerealiseerd min nodig; onder nul: achter."), "geheel_of_leeg"
        ),
        Kolom("op_schema", "tekst", N_("Op schema"), N_("Of er minstens zoveel is gerealiseerd als nodig.")),
    ),
)

ACHTERSTAND = Tabel(
    "achterstand",
    N_("Achterstand"),
    N_("Een rij is wat een gemeente aan het eind van een halfjaar nog moet, naar het halfjaar van ontstaan."),
    (
        _CODE,
        _GEMEENTE,
        _HALFJAAR,
        Kolom(
            "herkomst",
            "tekst",
            N_("Ontstaan in"),
            N_("Halfjaar waarin de achterstand ontstond, of de beginstand; de oudste wordt eerst ingelopen."),
        ),
        _persons("personen", N_("Personen"), N_("Nog niet gehuisvest.")),
    ),
)

GEMIST = Tabel(
    "gemist",
    N_("Gemist op rij"),
    N_("Een rij is een gemeente in een halfjaar. Wat voor het plan gemist is, staat niet in de casus."),
    (
        _CODE,
        _GEMEENTE,
        _HALFJAAR,
        _persons("tekort", N_("Tekort"), N_("Personen te weinig aan het eind van het halfjaar.")),
        Kolom(
            "gemist_op_rij",
            "geheel",
            N_("Gemist op rij"),
            N_("Halfjaren op rij met een tekort, tot en met dit halfjaar."),
            N_("halfjaren"),
        ),
    ),
)

UITRUILADVIES = Tabel(
    "uitruiladvies",
    N_("Uitruiladvies"),
    N_(
        "Een rij is een gemeente in een halfjaar: welke uitruil binnen de regio het tekort het kleinst maakt."
    ),
    (
        Kolom("regio", "tekst", N_("Regio"), N_("Regietafel waarbinnen wordt geruild.")),
        _CODE,
        _GEMEENTE,
        _HALFJAAR,
        _persons(
            "saldo", N_("Saldo"), N_("Gecorrigeerd min verwacht, zonder het advies; onder nul: voorsprong.")
        ),
        _persons(
            "uitruil",
            N_("Uitruil"),
            N_("Geadviseerde wijziging van de taakstelling; boven nul: meer te huisvesten. De som is nul."),
        ),
        _persons("saldo_na", N_("Saldo na"), N_("Saldo met het advies; het plan zelf blijft zoals het is.")),
        _persons("tekort", N_("Tekort"), N_("Personen te weinig, zonder het advies."), som=True),
        _persons("tekort_na", N_("Tekort na"), N_("Personen te weinig, met het advies."), som=True),
    ),
)
