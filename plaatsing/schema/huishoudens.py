"""The tables ``huishoudens`` and ``aantallen``: who is to be housed."""

from __future__ import annotations

from plaatsing.schema.kolom import Column, Table

PERSONEN = "personen"

HUISHOUDENS = Table(
    "huishoudens",
    "Een rij per huishouden in de opvang, of al in een doorstroomlocatie.",
    "A row per household in reception, or already in a doorstroomlocatie.",
    (
        Column(
            "huishouden",
            "id",
            "pseudoniem; nooit een naam, V-nummer of BSN",
            "pseudonym; never a name or an official number",
            required=True,
        ),
        Column(
            "personen",
            "integer",
            "aantal personen",
            "number of persons",
            required=True,
            minimum=1,
            unit=PERSONEN,
        ),
        Column(
            "vergunningdatum",
            "date",
            "dag waarop de vergunning is verleend",
            "day the permit was granted",
            required=True,
        ),
        Column("coa_locatie", "text", "opvanglocatie", "reception site"),
        Column(
            "koppelgemeente",
            "gemeente",
            "gemeente waaraan COA het huishouden heeft gekoppeld",
            "municipality COA linked the household to",
        ),
        Column(
            "koppeldatum",
            "date",
            "dag van de koppeling; leeg bij een koppelgemeente: vergunning + 2 weken",
            "day of the link; empty with a koppelgemeente: permit + 2 weeks",
        ),
        Column(
            "in_locatie",
            "text",
            "doorstroomlocatie waar het huishouden al verblijft",
            "doorstroomlocatie where the household already lives",
        ),
        Column("sinds", "date", "eerste dag in die doorstroomlocatie", "first day there"),
        Column(
            "slaapkamers",
            "integer",
            "slaapkamers nodig; leeg: de helft van personen, naar boven afgerond",
            "bedrooms needed; empty: half the persons, rounded up",
            minimum=0,
            unit="kamers",
        ),
        Column("gezin", "gemeente", "gemeente van gezin of familie", "municipality of family"),
        Column("werk", "gemeente", "gemeente van werk", "municipality of work"),
        Column("studie", "gemeente", "gemeente van studie", "municipality of study"),
        Column("medisch", "gemeente", "gemeente van zorg", "municipality of medical care"),
        Column(
            "toegankelijk",
            "bool",
            "rolstoeltoegankelijke woning nodig (ja/nee)",
            "needs an accessible dwelling (ja/nee)",
            default=False,
        ),
        Column(
            "regioadvies",
            "regio_list",
            "geadviseerde arbeidsmarktregio's, hoogstens drie, beste eerst",
            "advised labour-market regions, at most three, best first",
        ),
        Column(
            "nareis_personen",
            "integer",
            "personen die nareizen",
            "persons to follow",
            default=0,
            minimum=0,
            unit=PERSONEN,
        ),
        Column("nareis_verwacht", "date", "wanneer zij worden verwacht", "when they are expected"),
        Column(
            "verschoonbaar",
            "text",
            "code van de reden waarom de gemeente niets te verwijten valt",
            "code of the reason why the municipality is excused",
        ),
    ),
    subject="huishouden",
)

AANTALLEN = Table(
    "aantallen",
    "Tellingen in plaats van, of naast, huishoudens.",
    "Counts instead of, or beside, households.",
    (
        Column(
            "koppelgemeente",
            "gemeente",
            "gemeente waaraan is gekoppeld; leeg: nog niet gekoppeld",
            "municipality linked to; empty: not linked yet",
        ),
        Column("coa_locatie", "text", "opvanglocatie", "reception site"),
        Column(
            "personen",
            "integer",
            "grootte van elk huishouden; leeg: de verdeling 62/10/8/8/6/4/2 % voor 1 tot en met 7",
            "size of each household; empty: the distribution 62/10/8/8/6/4/2 % for 1 to 7",
            minimum=1,
            unit=PERSONEN,
        ),
        Column(
            "vergunningmaand",
            "month",
            "maand van de vergunning, zoals 2025-03 (gedateerd op de 15e)",
            "month of the permit, such as 2025-03 (dated the 15th)",
        ),
        Column(
            "weken_wachtend",
            "integer",
            "in plaats daarvan: weken sinds de vergunning, op de start van het plan",
            "instead: weeks since the permit, at the start of the plan",
            minimum=0,
            maximum=1000,
            unit="weken",
        ),
        Column(
            "aantal",
            "integer",
            "aantal huishoudens",
            "number of households",
            minimum=0,
            maximum=200_000,
            unit="huishoudens",
        ),
        Column(
            "personen_totaal",
            "integer",
            "in plaats daarvan: aantal personen samen",
            "instead: number of persons together",
            minimum=0,
            maximum=400_000,
            unit=PERSONEN,
        ),
    ),
)
