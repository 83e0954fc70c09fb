"""The tables for who wants to know more: moves per month, and for internal use the households."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from plaatsing.report.blokken import Alinea, Blok, Onderdeel, Tabelblok
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.tabellen import HUISHOUDENS
from plaatsing.report.tabellen_verhuizingen import VERHUIZINGEN
from plaatsing.taal import _

_MOST_ROWS = 3000


def tables(bron: Gegevens) -> Onderdeel:
    """Give the moves per month and, for internal use, every household."""
    return Onderdeel("tabellen", _("Tabellen"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    yield Alinea(
        _(
            "Achter elk cijfer en elke tabel op deze pagina staat een CSV-bestand in dezelfde map. De naam "
            "staat onder de tabel. Excel opent het met een dubbele klik."
        ),
        "inleiding",
    )
    if bron.voor.onderdrukken:
        yield Alinea(_("Verhuizingen per maand zijn in deze openbare versie weggelaten."), "noot")
    else:
        yield Tabelblok(VERHUIZINGEN, move_table(bron), rijkop="maand")
    if bron.voor.huishoudens:
        yield Tabelblok(
            HUISHOUDENS,
            household_table(bron),
            rijkop="huishouden",
            rijen=_MOST_ROWS,
            totaal=False,
            noot=_("Wie nog wacht staat bovenaan, de langst wachtende eerst."),
        )


def move_table(bron: Gegevens) -> pd.DataFrame:
    """Return the persons that move per month by where they go, with the columns of `VERHUIZINGEN`."""
    flows = bron.plan.stromen
    frame = pd.DataFrame(
        {
            "maand": flows["datum"].dt.strftime("%Y-%m"),
            "naar": flows["vorm"].where(flows["van"] == "coa", "doorgestroomd"),
            "personen": flows["personen"],
        }
    )
    table = frame.pivot_table(index="maand", columns="naar", values="personen", aggfunc="sum", fill_value=0)
    names = [name for name in VERHUIZINGEN.namen if name != "maand"]
    return table.reindex(columns=names, fill_value=0).astype("int64").reset_index()[VERHUIZINGEN.namen]


def household_table(bron: Gegevens) -> pd.DataFrame:
    """Return every household, those who still wait first, with the columns of `HUISHOUDENS`."""
    frame = bron.plan.plaatsingen
    frame = frame.assign(gaat=frame["vertrek_coa"].notna())
    ordered = frame.sort_values(["gaat", "weken_in_coa", "huishouden"], ascending=[True, False, True])
    return ordered[HUISHOUDENS.namen].reset_index(drop=True)
