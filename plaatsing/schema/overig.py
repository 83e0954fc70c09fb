"""The optional tables: regions, swaps, distances, pair costs and realisation."""

from __future__ import annotations

from plaatsing.schema.kolom import Column, Table

PERSONEN = "personen"

REGIOS = Table(
    "regios",
    "De indeling in regio's van de regietafel; zonder deze tabel de provincies. Een rij kan een hele "
    "provincie of andere regio noemen.",
    "The division into regions of the regietafel; without this table the provinces. A row may name a "
    "whole province or another region.",
    (
        Column(
            "indeling",
            "text",
            "naam van de indeling, als hier meer indelingen staan; plan.toml kiest er een met regios",
            "name of the division, where this table holds several; plan.toml chooses one with regios",
        ),
        Column("regiocode", "text", "eigen code van de regio", "your own code of the region", required=True),
        Column("regio", "text", "naam van de regio", "name of the region", required=True),
        Column(
            "gebiedscode",
            "text",
            "wat in de regio ligt: een gemeente (GM0106 of Assen), provincie (PV22), veiligheidsregio "
            "(VR03), arbeidsmarktregio (AM03) of COROP-gebied (CR07)",
            "what lies in the region: a municipality (GM0106 or Assen), province (PV22), safety region "
            "(VR03), labour-market region (AM03) or COROP region (CR07)",
            required=True,
        ),
    ),
    subject="regiocode",
)

UITRUIL = Table(
    "uitruil",
    "Gezamenlijke wijziging van taakstelling tussen gemeenten; telt per halfjaar op tot nul.",
    "Joint change of taakstelling between municipalities; sums to zero per half-year.",
    (
        Column("halfjaar", "halfjaar", "halfjaar, zoals 2025-II", "half-year", required=True),
        Column("gemeentecode", "gemeente", "gemeente", "municipality", required=True),
        Column(
            "personen",
            "integer",
            "wijziging van de taakstelling (positief: meer te huisvesten)",
            "change of the taakstelling (positive: more to house)",
            required=True,
            minimum=-1_000_000,
            maximum=1_000_000,
            unit=PERSONEN,
        ),
        Column("besluit", "text", "besluit of afspraak", "decision or agreement"),
    ),
    subject="gemeentecode",
)

AFSTANDEN = Table(
    "afstanden",
    "Afstanden over de weg; zonder rij geldt de rechte lijn maal de omrijfactor.",
    "Road distances; without a row the straight line times the detour factor holds.",
    (
        Column("van", "text", "gemeente, locatie of opvanglocatie", "where from", required=True),
        Column("naar", "text", "gemeente, locatie of opvanglocatie", "where to", required=True),
        Column("km", "number", "afstand", "distance", required=True, minimum=0, maximum=10_000, unit="km"),
        Column("minuten", "number", "reistijd", "travel time", minimum=0, maximum=100_000, unit="minuten"),
    ),
    subject="van",
)

PAREN = Table(
    "paren",
    "Kosten of geschiktheid van een huishouden of locatie bij een gemeente of arbeidsmarktregio.",
    "Cost or fit of a household or location with a municipality or labour-market region.",
    (
        Column("huishouden", "text", "huishouden; leeg: alle", "household; empty: all"),
        Column(
            "locatie",
            "text",
            "doorstroomlocatie, zonder huishouden: kosten voor iedereen die er komt; leeg: geen",
            "location, without a household: costs of everyone who comes there; empty: none",
        ),
        Column("gemeentecode", "gemeente", "gemeente", "municipality"),
        Column("arbeidsmarktregio", "regio", "of arbeidsmarktregio", "or labour-market region"),
        Column(
            "kosten_euro_per_persoon",
            "euro",
            "kosten",
            "cost",
            minimum=-1e12,
            maximum=1e12,
            unit="euro per persoon",
        ),
        Column(
            "score",
            "number",
            "geschiktheid van 0 (past niet) tot 1 (past goed); niet voor een locatie",
            "fit from 0 (poor) to 1 (good); not for a location",
            minimum=0,
            maximum=1,
        ),
    ),
    subject="huishouden",
)

REALISATIE = Table(
    "realisatie",
    "Wat van een eerder plan is uitgevoerd.",
    "What of an earlier plan was carried out.",
    (
        Column("datum", "date", "dag van de verhuizing", "day of the move", required=True),
        Column("huishouden", "text", "huishouden", "household"),
        Column("gemeentecode", "gemeente", "gemeente", "municipality", required=True),
        Column(
            "personen",
            "integer",
            "aantal personen",
            "number of persons",
            required=True,
            minimum=1,
            maximum=1_000_000,
            unit=PERSONEN,
        ),
        Column("vorm", "text", "vorm", "form"),
        Column("locatie", "text", "doorstroomlocatie", "doorstroomlocatie"),
    ),
    subject="huishouden",
)
