"""The tables of the report about what would help most: their columns, headings and meaning."""

from __future__ import annotations

from plaatsing.report.tabellen import CODE
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_WAARDE = Kolom(
    "waarde_euro", "euro", N_("Waarde"), N_("Hoeveel de doelwaarde ongeveer daalt, in euro."), N_("euro")
)

WONINGEN = Tabel(
    "een-woning-meer",
    N_("Een woning meer"),
    N_("Een rij is een gemeente en een grootte: wat de meest waardevolle ene woning daar zou schelen."),
    (
        CODE,
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente waar de woning zou komen.")),
        Kolom("grootte", "tekst", N_("Grootte"), N_("Voor hoeveel personen.")),
        Kolom("vorm", "tekst", N_("Vorm"), N_("Vorm van huisvesting.")),
        Kolom("toegankelijk", "ja_nee", N_("Toegankelijk"), N_("Of de woning toegankelijk is.")),
        Kolom("vanaf", "datum", N_("Vrij op"), N_("Dag waarop zij vrij zou komen.")),
        _WAARDE,
    ),
)

PLAATSEN = Tabel(
    "een-plaats-meer",
    N_("Een plaats of kamer meer"),
    N_("Een rij is een open locatie: wat een plaats of kamer meer over het hele plan zou schelen."),
    (
        Kolom("locatie", "tekst", N_("Locatie"), N_("Naam van de doorstroomlocatie.")),
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente waar de locatie staat.")),
        Kolom(
            "eenheid", "tekst", N_("Wat erbij komt"), N_("Een plaats of een kamer."), woorden="eenheid_enkel"
        ),
        _WAARDE,
    ),
)

UITRUIL = Tabel(
    "uitruil-van-een-persoon",
    N_("Een persoon uitruilen"),
    N_(
        "Een rij is een gemeente: wat het scheelt als een andere een persoon van haar taakstelling overneemt."
    ),
    (
        CODE,
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente die een persoon minder huisvest.")),
        Kolom(
            "naar_gemeente",
            "tekst",
            N_("Neemt over"),
            N_("Gemeente van dezelfde regio die dat het best kan."),
        ),
        Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Taakstellingsperiode, bijvoorbeeld 2025-II.")),
        _WAARDE,
    ),
)
