"""Tables of a report, made by hand: one with regions and one that is suppressed."""

from __future__ import annotations

import pandas as pd

from plaatsing.report.blokken import Groep, Tabelblok
from plaatsing.uitvoer.kolom import Kolom, Tabel

NAME = Kolom("gemeente", "tekst", "Gemeente", "Naam van de gemeente.")
REGIONS = Tabel(
    "stand",
    "De stand per gemeente en per regio van het land",
    "Een rij is een gemeente.",
    (
        NAME,
        Kolom("regio", "tekst", "Regio", "Naam van de regio."),
        Kolom("code", "tekst", "Code", "Code van de gemeente."),
        Kolom("personen", "geheel", "Personen", "Aantal.", "personen", som=True),
        Kolom("bedrag_cent", "cent", "Bedrag", "Bedrag.", "cent", som=True),
        Kolom("oordeel", "tekst", "Oordeel", "Gehaald of niet."),
    ),
)
SUPPRESSED = Tabel(
    "vormen",
    "De stand per gemeente en per regio van een vorm",
    "Een rij is een gemeente.",
    (
        NAME,
        Kolom("eigen", "geheel_of_leeg", "Eigen woning", "Aantal.", "personen", som=True),
        Kolom("flex", "geheel_of_leeg", "Flexwoning", "Aantal.", "personen", som=True),
        Kolom("taakstelling", "geheel", "Taakstelling", "Aantal.", "personen", som=True),
    ),
)


def example_blocks() -> list[Tabelblok]:
    """Return a table with totals by region, and one with suppressed figures."""
    regions = pd.DataFrame(
        {
            "gemeente": ["Assen", "Meppel", "Zwolle"],
            "regio": ["Noord", 'Zuid "west"', 'Zuid "west"'],
            "code": ["GM0106", "GM0119", "GM0193"],
            "personen": [4, 7, 20],
            "bedrag_cent": [1050, -250, 99],
            "oordeel": ["gehaald", "tekort", "gehaald"],
        }
    )
    suppressed = pd.DataFrame(
        {
            "gemeente": ["Assen", "Meppel"],
            "eigen": pd.array([None, 12], dtype="Int64"),
            "flex": pd.array([8, None], dtype="Int64"),
            "taakstelling": [30, 20],
        }
    )
    groups = (Groep("Gemeten", ("personen", "bedrag_cent")),)
    return [
        Tabelblok(REGIONS, regions, groups, frozenset({"code"}), "gemeente", regio="regio"),
        Tabelblok(SUPPRESSED, suppressed, rijkop="gemeente", onderdrukt=True),
    ]
