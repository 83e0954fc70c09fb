"""The table with the lines of the indicative doorberekening."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_PERSONEN = N_("personen")

DOORBEREKENING = Tabel(
    "doorberekening",
    N_("Doorberekening"),
    N_("Een rij is een huishouden over aaneengesloten dagen met een tarief, binnen een kwartaal."),
    (
        Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de koppelgemeente.")),
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de koppelgemeente.")),
        Kolom("huishouden", "tekst", N_("Huishouden"), N_("Pseudoniem van het huishouden.")),
        Kolom("personen", "geheel", N_("Personen"), N_("Aantal personen in het huishouden."), _PERSONEN),
        Kolom(
            "coa_locatie",
            "tekst",
            N_("COA-locatie"),
            N_("Opvanglocatie van COA waar het huishouden verblijft."),
        ),
        Kolom("van", "datum", N_("Van"), N_("Eerste dag die meetelt.")),
        Kolom("tot", "datum", N_("Tot en met"), N_("Laatste dag die meetelt.")),
        Kolom("dagen", "geheel", N_("Dagen"), N_("Aantal dagen, van en tot meegeteld."), N_("dagen")),
        Kolom("tarief_cent", "cent", N_("Tarief"), N_("Bedrag per persoon per dag."), N_("cent")),
        Kolom(
            "bedrag_voor_cent",
            "cent",
            N_("Voor aftopping"),
            N_("Personen x dagen x tarief."),
            N_("cent"),
            som=True,
        ),
        Kolom(
            "aftopping_cent",
            "cent",
            N_("Aftopping"),
            N_("Wat er door de aftopping af gaat."),
            N_("cent"),
            som=True,
        ),
        Kolom(
            "bedrag_cent", "cent", N_("Bedrag"), N_("Indicatief bedrag na aftopping."), N_("cent"), som=True
        ),
        Kolom("grond", "tekst", N_("Grond"), N_("Waarop de regel berust.")),
        Kolom("kwartaal", "tekst", N_("Kwartaal"), N_("Kwartaal waarin de dagen vallen.")),
        Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Halfjaar waarin de dagen vallen.")),
        Kolom(
            "soort_opvang",
            "tekst",
            N_("Soort opvang"),
            N_("Regulier of noodopvang; het tarief hangt ervan af."),
        ),
        Kolom("zekerheid", "tekst", N_("Zekerheid"), N_("Hoe zeker het tarief is.")),
        Kolom(
            "doorlopend",
            "ja_nee",
            N_("Loopt door"),
            N_("Ja: het huishouden is aan het eind van het plan nog in COA."),
        ),
        Kolom("eerder_begonnen", "ja_nee", N_("Eerder begonnen"), N_("Ja: begonnen in een eerder halfjaar.")),
        Kolom(
            "soort",
            "tekst",
            N_("Soort"),
            N_("Doorberekening: de koppeling is een feit; risico: het plan stelt de koppeling voor."),
            woorden="soort_doorberekening",
        ),
    ),
)
