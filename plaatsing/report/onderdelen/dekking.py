"""The coverage: municipalities and persons without reachable places, by distance and by capacity."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from plaatsing.report.blokken import Alinea, Blok, Onderdeel, Tabelblok
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.tabellen_dekking import DEKKING
from plaatsing.report.zinnen import listed, municipalities, persons
from plaatsing.taal import _, format_count, format_number, plural


def coverage(bron: Gegevens) -> Onderdeel:
    """Say who has no place within reach, and who has one that is full or stays closed."""
    return Onderdeel("dekking", _("Dekking: wie heeft een plek binnen bereik?"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    table = coverage_table(bron)
    yield Alinea(_lead(table), "inleiding")
    if not bron.voor.onderdrukken:
        yield Alinea(_without(bron))
    yield Alinea(
        _(
            "Binnen bereik is: een bestaande locatie waar de gemeente aan deelneemt, of een nieuwe op "
            "hoogstens {km} km over de weg in dezelfde regio. Die grens is een aanname, en deelname aan "
            "een nieuwe locatie moet nog worden afgesproken."
        ).format(km=format_number(bron.case.instellingen.afstandslimiet_km, 0)),
        "noot",
    )
    if bron.voor.onderdrukken:
        return
    hidden = {"gemeentecode"} | ({"regio"} if len(set(table["regio"])) == 1 else set())
    yield Tabelblok(DEKKING, table, verborgen=frozenset(hidden), rijkop="gemeente", regio="regio")


def coverage_table(bron: Gegevens) -> pd.DataFrame:
    """Return the coverage per municipality, with the columns of `DEKKING`."""
    found = bron.dekking
    found = found[found["gemeentecode"] != ""]
    return found.assign(
        regio=found["gemeentecode"].map(bron.regio).fillna(""),
        capaciteit=found["dicht"] + found["vol"],
        overig=found["te_laat"] + found["buiten_gebied"],
    ).sort_values(["regio", "gemeente"], ignore_index=True)[DEKKING.namen]


def _lead(table: pd.DataFrame) -> str:
    without = sorted(table.loc[table["bereik"] != "open", "gemeente"])
    if not without:
        return _("Elke gemeente wordt bediend door een doorstroomlocatie die open is.")
    return plural(
        "{aantal} van de {gemeenten} heeft geen open doorstroomlocatie: {namen}.",
        "{aantal} van de {gemeenten} hebben geen open doorstroomlocatie: {namen}.",
        len(without),
    ).format(
        aantal=format_count(len(without)),
        gemeenten=municipalities(len(table)),
        namen=listed(without, most=8),
    )


def _without(bron: Gegevens) -> str:
    whole = bron.dekking
    far = int(whole["afstand"].sum())
    full = int((whole["dicht"] + whole["vol"]).sum())
    text = _(
        "Voor {ver} is er niets passends binnen bereik; voor {vol} is er wel iets, "
        "maar dat is vol of gaat niet open."
    ).format(ver=persons(far), vol=persons(full))
    unlinked = whole[whole["gemeentecode"] == ""]
    if len(unlinked):
        text += " " + _("Van al deze mensen zijn er {aantal} nog aan geen enkele gemeente gekoppeld.").format(
            aantal=persons(int(unlinked[["afstand", "dicht", "vol"]].to_numpy().sum()))
        )
    return text
