"""The map: every municipality, the locations, and who they serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from plaatsing.report.blokken import Alinea, Blok, Figuur, Onderdeel
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.kaart import Kaartgegevens, Kaartkolom, kaart
from plaatsing.report.onderdelen.gemeenten import stand_table
from plaatsing.taal import N_, _, current_taal

_AS_THEY_ARE = {
    "gemeten": N_("Gerealiseerd, gemeten"),
    "gekoppeld": N_("Gekoppeld en in het COA bij de start"),
    "gepland_eigen": N_("Gepland naar een eigen woning"),
    "gepland_flex": N_("Gepland naar een flexwoning"),
    "gepland_tijdelijk": N_("Gepland naar tijdelijk onderdak"),
    "gepland_doorstroomlocatie": N_("Gepland naar een doorstroomlocatie"),
    "gepland": N_("Gepland, alle vormen samen"),
    "verwacht": N_("Verwacht gehuisvest"),
    "verschoonbaar": N_("Verschoonbaar op de peildatum"),
}
"""Columns of the table per municipality that the map shows as they are."""


def map_part(bron: Gegevens) -> Onderdeel | None:
    """Draw the figures per municipality on a map; nothing where there is no figure."""
    if bron.stand.empty:
        return None
    return Onderdeel("kaart", _("De kaart"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    yield Alinea(
        _(
            "Dezelfde cijfers als in de tabel, op de kaart. Kies een cijfer; een gemeente leidt naar haar "
            "rij in de tabel."
        ),
        "inleiding",
    )
    drawn = kaart(map_data(bron), current_taal())
    yield Figuur(Markup(drawn))


def map_data(bron: Gegevens) -> Kaartgegevens:
    """Return what the map shows; for publication without anything that follows from few people."""
    frame = bron.case.gemeenten[["gemeentecode", "gemeente"]]
    return Kaartgegevens(
        gemeenten=frame.assign(regio=frame["gemeentecode"].map(bron.regio)),
        kolommen=tuple(_columns(bron)),
        locaties=_locations(bron),
        stromen=flow_table(bron) if not bron.voor.onderdrukken else flow_table(bron).iloc[:0],
        grenzen=bron.case.grenzen,
    )


def _columns(bron: Gegevens) -> Iterator[Kaartkolom]:
    table = stand_table(bron).set_index("gemeentecode")
    figures = table.select_dtypes("number").astype("Float64").astype("float64")
    task, people = figures["gecorrigeerd"], _("personen")
    difference, lead = _("Verwacht min opgave"), _("Achterstand of voorsprong")
    yield Kaartkolom(
        "verschil", difference, people, figures["verschil"], "tweezijdig", onder_nul_ongunstig=True
    )
    yield Kaartkolom("taakstelling", _("Taakstelling"), people, _valid(figures))
    yield Kaartkolom("achterstand", lead, people, figures["achterstand"], "tweezijdig")
    yield Kaartkolom("opgave", _("Opgave, gecorrigeerd"), people, task.clip(lower=0))
    for name, title in _AS_THEY_ARE.items():
        if name in figures:
            yield Kaartkolom(name, _(title), people, figures[name])
    share = (figures["verwacht"] / task * 100).where(task > 0)
    yield Kaartkolom("aandeel", _("Verwacht deel van de opgave"), "%", share.round())
    if bron.voor.onderdrukken:
        return
    waiting = bron.in_coa.groupby("koppelgemeente")["personen"].sum()
    yield Kaartkolom(
        "wacht", _("Gekoppeld en nog in het COA aan het eind"), people, _filled(waiting, table.index)
    )
    ledger = bron.plan.doorberekening
    charged = ledger[ledger["soort"] != "risico"].groupby("gemeentecode")["bedrag_cent"].sum() // 100
    yield Kaartkolom(
        "doorberekening", _("Indicatieve doorberekening (rekenmodel)"), "euro", _filled(charged, table.index)
    )


def _valid(figures: pd.DataFrame) -> pd.Series[Any]:
    return figures["herzien"].fillna(figures["bekendgemaakt"])


def _filled(values: pd.Series[Any], codes: pd.Index[Any]) -> pd.Series[Any]:
    return values.reindex(codes, fill_value=0).astype("float64")


def _locations(bron: Gegevens) -> pd.DataFrame:
    sites = bron.case.doorstroomlocaties
    opened = bron.plan.locaties.drop_duplicates("locatie").set_index("locatie")["geopend"]
    return pd.DataFrame(
        {
            "locatie": sites["locatie"],
            "gemeentecode": sites["gemeentecode"],
            "x_rd": sites["x_rd"],
            "y_rd": sites["y_rd"],
            "plaatsen": sites["capaciteit_personen"],
            "geopend": sites["locatie"].map(opened).fillna(False).astype("bool"),
        }
    )


def flow_table(bron: Gegevens) -> pd.DataFrame:
    """Return how many persons each location houses in the plan for each koppelgemeente."""
    stays = bron.plan.plaatsingen
    inside = stays[(stays["locatie"] != "") & (stays["koppelgemeente"] != "")]
    return (
        inside.groupby(["locatie", "koppelgemeente"])
        .agg(personen=("personen", "sum"))
        .reset_index(names=["locatie", "gemeentecode"])
    )
