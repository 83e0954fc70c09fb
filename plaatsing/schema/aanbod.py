"""The tables of supply: dwellings, doorstroomlocaties and reception sites."""

from __future__ import annotations

from plaatsing.schema.kolom import Column, Table

PERSONEN = "personen"
ONBEGRENSD = 1_000_000
EXPLOITATIE_EURO_PER_PERSOON_DAG = 60.0

WONINGAANBOD = Table(
    "woningaanbod",
    "Een rij per woning, of groep gelijke woningen, die vrijkomt.",
    "A row per dwelling, or group of equal dwellings, coming free.",
    (
        Column("aanbod", "id", "kenmerk van het aanbod", "name of the supply", required=True),
        Column("gemeentecode", "gemeente", "gemeente", "municipality", required=True),
        Column(
            "vorm",
            "choice",
            "eigen woning, flexwoning of andere tijdelijke huisvesting",
            "own home, flex dwelling or other temporary housing",
            default="eigen",
            choices=("eigen", "flex", "tijdelijk"),
        ),
        Column(
            "beschikbaar_vanaf",
            "date",
            "eerste dag waarop iemand erin kan",
            "first day it can be moved into",
            required=True,
        ),
        Column(
            "tot",
            "date",
            "laatste dag waarop iemand erin kan; leeg: geen einde",
            "last day to move in; empty: no end",
        ),
        Column(
            "aantal",
            "integer",
            "aantal woningen (of personen)",
            "number of dwellings (or persons)",
            default=1,
            minimum=0,
            maximum=ONBEGRENSD,
        ),
        Column(
            "eenheid",
            "choice",
            "woning, of persoon voor een prognose in personen",
            "woning, or persoon for a forecast in persons",
            default="woning",
            choices=("woning", "persoon"),
        ),
        Column(
            "min_personen",
            "integer",
            "kleinste huishouden",
            "smallest household",
            default=1,
            minimum=1,
            maximum=ONBEGRENSD,
            unit=PERSONEN,
        ),
        Column(
            "max_personen",
            "integer",
            "grootste huishouden; leeg: geen grens",
            "largest household; empty: no limit",
            default=ONBEGRENSD,
            minimum=1,
            maximum=ONBEGRENSD,
            unit=PERSONEN,
        ),
        Column(
            "toegankelijk",
            "bool",
            "rolstoeltoegankelijk (ja/nee)",
            "accessible (ja/nee)",
            default=False,
        ),
    ),
    subject="aanbod",
    optional=False,
)

DOORSTROOMLOCATIES = Table(
    "doorstroomlocaties",
    "Een rij per bestaande of mogelijke doorstroomlocatie, of uitbreiding daarvan.",
    "A row per existing or candidate doorstroomlocatie, or an extension of one.",
    (
        Column("locatie", "id", "kenmerk van de locatie", "name of the location", required=True),
        Column(
            "gemeentecode",
            "gemeente",
            "gemeente waar zij staat",
            "municipality where it stands",
            required=True,
        ),
        Column("x_rd", "number", "x in RD; leeg: het punt van de gemeente", "x in RD New", unit="m"),
        Column("y_rd", "number", "y in RD; leeg: het punt van de gemeente", "y in RD New", unit="m"),
        Column(
            "status",
            "choice",
            "bestaand of kandidaat",
            "existing or candidate",
            default="bestaand",
            choices=("bestaand", "kandidaat"),
        ),
        Column(
            "uitbreiding_van",
            "text",
            "locatie waarvan dit een uitbreiding is",
            "location this one extends",
        ),
        Column(
            "capaciteit_personen",
            "integer",
            "plaatsen",
            "places",
            required=True,
            minimum=0,
            maximum=ONBEGRENSD,
            unit=PERSONEN,
        ),
        Column(
            "kamers",
            "integer",
            "slaapkamers; leeg: geen grens",
            "bedrooms; empty: no limit",
            minimum=0,
            maximum=ONBEGRENSD,
            unit="kamers",
        ),
        Column("open_vanaf", "date", "eerste dag open; leeg: altijd al", "first day open"),
        Column("open_tot", "date", "laatste nacht; leeg: geen einde", "last night; empty: no end"),
        Column(
            "transitiekosten",
            "euro",
            "eenmalige kosten om te openen",
            "one-off cost of opening",
            default=0.0,
            minimum=0,
            maximum=1e12,
            unit="euro",
        ),
        Column(
            "exploitatie_per_persoon_dag",
            "euro",
            "kosten per persoon per dag; leeg: het aangekondigde normbedrag van 60 euro",
            "cost per person per day; empty: the announced standard amount of 60 euro",
            default=EXPLOITATIE_EURO_PER_PERSOON_DAG,
            minimum=0,
            maximum=1e9,
            unit="euro",
        ),
        Column(
            "min_bezetting",
            "integer",
            "kleinste bezetting waarbij zij open kan zijn",
            "least occupancy to be open",
            default=0,
            minimum=0,
            maximum=ONBEGRENSD,
            unit=PERSONEN,
        ),
        Column(
            "deelnemende_gemeenten",
            "gemeente_list",
            "gemeenten die meedoen, met | ertussen",
            "municipalities that take part, with | between",
        ),
        Column(
            "inburgering",
            "bool",
            "inburgering kan er beginnen (ja/nee)",
            "civic integration can begin there (ja/nee)",
            default=True,
        ),
    ),
    subject="locatie",
)

COA_LOCATIES = Table(
    "coa_locaties",
    "Een rij per opvanglocatie.",
    "A row per reception site.",
    (
        Column("coa_locatie", "id", "kenmerk van de opvanglocatie", "name of the site", required=True),
        Column("gemeentecode", "gemeente", "gemeente waar zij staat", "municipality where it stands"),
        Column(
            "soort",
            "choice",
            "reguliere opvang of noodopvang",
            "regular or emergency reception",
            default="regulier",
            choices=("regulier", "noodopvang"),
        ),
        Column("x_rd", "number", "x in RD; leeg: het punt van de gemeente", "x in RD New", unit="m"),
        Column("y_rd", "number", "y in RD; leeg: het punt van de gemeente", "y in RD New", unit="m"),
    ),
    subject="coa_locatie",
)
