"""The tables of a case: their columns, kinds, units, defaults and explanations."""

from plaatsing.schema.aanbod import COA_LOCATIES, DOORSTROOMLOCATIES, WONINGAANBOD
from plaatsing.schema.gemeenten import GEMEENTEN, VORMEN
from plaatsing.schema.huishoudens import AANTALLEN, HUISHOUDENS
from plaatsing.schema.kolom import Column, Kind, Table
from plaatsing.schema.overig import AFSTANDEN, PAREN, REALISATIE, REGIOS, UITRUIL
from plaatsing.schema.vastgezet import EERDER_PLAN, VASTGEZET

TABELLEN: dict[str, Table] = {
    table.name: table
    for table in (
        GEMEENTEN,
        HUISHOUDENS,
        AANTALLEN,
        WONINGAANBOD,
        DOORSTROOMLOCATIES,
        COA_LOCATIES,
        REGIOS,
        UITRUIL,
        AFSTANDEN,
        PAREN,
        VASTGEZET,
        EERDER_PLAN,
        REALISATIE,
    )
}

__all__ = ["TABELLEN", "VORMEN", "Column", "Kind", "Table"]
