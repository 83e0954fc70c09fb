"""The tables of the report about what would help most: their columns, headings and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plaatsing.report.tabellen import CODE
from plaatsing.taal import N_, _
from plaatsing.uitvoer.kolom import Kolom, Tabel

_WAARDE = Kolom(
    "waarde_euro", "euro", N_("Waarde"), N_("Hoeveel de doelwaarde ongeveer daalt, in euro."), N_("euro")
)

WONINGEN = Tabel(
    "een-woning-meer",
    N_("Een woning meer, naar grootte"),
    N_(
        "Een rij is een gemeente, een kolom een grootte: wat een woning meer daar ongeveer zou schelen, "
        "in euro."
    ),
    (
        CODE,
        Kolom("gemeente", "tekst", N_("Gemeente"), N_("Gemeente waar de woning zou komen.")),
    ),
)
"""Its columns for the sizes follow from the plan; see `met_groottes`."""


def met_groottes(groottes: Mapping[str, str]) -> Tabel:
    """Return the table of dwellings with a column for each size.

    Parameters
    ----------
    groottes : mapping of str to str
        Name of the column and how the size is said, in the language spoken now.
    """
    sizes = tuple(
        Kolom(naam, "euro", titel, _("Voor {grootte}.").format(grootte=titel), N_("euro"))
        for naam, titel in groottes.items()
    )
    return replace(WONINGEN, kolommen=(*WONINGEN.kolommen, *sizes))


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
