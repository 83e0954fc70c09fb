"""The tables about households: where each one goes, and their flows."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_PERSONEN = N_("personen")
_HUISHOUDENS = N_("huishoudens")

PLAATSINGEN = Tabel(
    "plaatsingen",
    N_("Plaatsingen"),
    N_("Een rij is een huishouden: bij welke gemeente, in welke vorm en wanneer."),
    (
        Kolom("huishouden", "tekst", N_("Huishouden"), N_("Pseudoniem van het huishouden.")),
        Kolom(
            "personen",
            "geheel",
            N_("Personen"),
            N_("Aantal personen in het huishouden."),
            _PERSONEN,
            som=True,
        ),
        Kolom("koppelgemeente", "tekst", N_("Code"), N_("Code van de koppelgemeente; leeg: niet gekoppeld.")),
        Kolom("gemeente", "tekst", N_("Koppelgemeente"), N_("Naam van de koppelgemeente.")),
        Kolom(
            "voorstel",
            "ja_nee",
            N_("Voorstel"),
            N_("Ja: de koppeling is een koppelvoorstel aan COA; nee: zij bestond al, of er is er geen."),
        ),
        Kolom("koppeldatum", "datum", N_("Koppeldatum"), N_("Dag van koppeling, bestaand of voorgesteld.")),
        Kolom(
            "coa_locatie",
            "tekst",
            N_("COA-locatie"),
            N_("Opvanglocatie van COA waar het huishouden verblijft."),
        ),
        Kolom("vorm", "tekst", N_("Vorm"), N_("Waar het huishouden aan het eind van het plan is.")),
        Kolom("aanbod", "tekst", N_("Woning"), N_("Regel van het woningaanbod; leeg: geen woning.")),
        Kolom(
            "locatie",
            "tekst",
            N_("Locatie"),
            N_("Doorstroomlocatie, ook als het huishouden al is doorgestroomd."),
        ),
        Kolom(
            "vertrek_coa", "datum", N_("Vertrek uit COA"), N_("Dag van vertrek uit COA; leeg: nog in COA.")
        ),
        Kolom("in_locatie", "datum", N_("In locatie"), N_("Dag waarop het huishouden in de locatie kwam.")),
        Kolom(
            "uit_locatie",
            "datum",
            N_("Uit locatie"),
            N_("Dag van vertrek uit de locatie; leeg: er nog, of nooit geweest."),
        ),
        Kolom(
            "einddatum_verblijf",
            "datum",
            N_("Verblijf tot"),
            N_("Laatste nacht die in de locatie is toegestaan."),
        ),
        Kolom(
            "weken_in_coa",
            "getal",
            N_("Weken in COA"),
            N_("Van vergunning tot vertrek, of tot de horizon."),
            N_("weken"),
        ),
        Kolom(
            "weken_over_termijn",
            "getal",
            N_("Weken sinds de termijn"),
            N_(
                "Weken in COA sinds de termijn (14 weken na de vergunning), ook die van voor de start, tot "
                "vertrek of tot de horizon."
            ),
            N_("weken"),
        ),
        Kolom(
            "start_inburgering",
            "datum",
            N_("Start inburgering"),
            N_("Eerste dag buiten COA op een plek waar de inburgering kan beginnen."),
        ),
        Kolom(
            "deelname", "tekst", N_("Deelname"), N_("Of de gemeente al aan de doorstroomlocatie deelneemt.")
        ),
        Kolom("reden", "tekst", N_("Reden"), N_("Waarom het huishouden hier is, of nog in COA.")),
        Kolom(
            "vastgezet",
            "tekst",
            N_("Vastgezet"),
            N_("Wat een mens over het huishouden besliste, met de reden; leeg: niets."),
            eerder="",
        ),
        Kolom(
            "rekenhuishouden",
            "ja_nee",
            N_("Rekenhuishouden"),
            N_("Ja: gemaakt uit aantallen, dus geen bestaand huishouden."),
        ),
    ),
)

STROMEN = Tabel(
    "stromen",
    N_("Stromen"),
    N_("Een rij is een verhuisstroom in een periode: van COA of een locatie naar een gemeente of locatie."),
    (
        Kolom("van", "tekst", N_("Van"), N_("COA (coa) of een doorstroomlocatie.")),
        Kolom("naar", "tekst", N_("Naar"), N_("Gemeentecode, of een doorstroomlocatie.")),
        Kolom("gemeentecode", "tekst", N_("Koppelgemeente"), N_("Gemeente waarvoor de verhuizing telt.")),
        Kolom("vorm", "tekst", N_("Vorm"), N_("Vorm van huisvesting waar de stroom heen gaat.")),
        Kolom("periode", "geheel", N_("Periode"), N_("Volgnummer van de periode, vanaf 1.")),
        Kolom(
            "datum",
            "datum",
            N_("Datum"),
            N_("Laatste dag van de periode; verhuizingen worden op die dag gedateerd."),
        ),
        Kolom(
            "huishoudens",
            "geheel",
            N_("Huishoudens"),
            N_("Aantal huishoudens dat verhuist."),
            _HUISHOUDENS,
            som=True,
        ),
        Kolom("personen", "geheel", N_("Personen"), N_("Aantal personen dat verhuist."), _PERSONEN, som=True),
    ),
)
