"""Dwellings and doorstroomlocaties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.controle.melden import day, flag, remark
from plaatsing.geodata import afstand_tabel
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem
from plaatsing.schema.aanbod import EXPLOITATIE_EURO_PER_PERSOON_DAG

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_HOMES = "woningaanbod"
_SITES = "doorstroomlocaties"


def dwellings(concept: Concept) -> list[Problem]:
    """A dwelling has a size and a time in the right order, and stands in the area."""
    table = concept.volledig[_HOMES]
    problems = flag(
        concept,
        _HOMES,
        table["min_personen"] > table["max_personen"],
        "min_personen",
        lambda row: f"verwacht hoogstens max_personen ({row['max_personen']})",
        code="min_boven_max",
    )
    problems += flag(
        concept,
        _HOMES,
        table["tot"] < table["beschikbaar_vanaf"],
        "tot",
        lambda row: f"verwacht een dag op of na beschikbaar_vanaf ({day(row['beschikbaar_vanaf'])})",
        code="eind_voor_begin",
    )
    if not concept.gebied:
        return problems
    code = table["gemeentecode"]
    outside = ~code.isin(concept.gebied) & (code != "")
    expected = "{rijen} met een woning buiten het gebied; niet gelezen"
    problems += remark(concept, _HOMES, outside, "gemeentecode", expected, code="buiten_gebied")
    start, horizon = concept.instellingen.start, concept.instellingen.horizon
    in_time = (table["beschikbaar_vanaf"] <= pd.Timestamp(horizon)) & ~(table["tot"] < pd.Timestamp(start))
    if _HOMES in concept.gegeven and not (in_time & ~outside).any():
        expected = (
            f"geen enkele woning komt in het gebied vrij van {start.isoformat()} tot en met "
            f"{horizon.isoformat()}"
        )
        problems.append(
            concept.problem(_HOMES, None, "", "", expected, ernst="waarschuwing", code="geen_aanbod")
        )
    return problems


def sites(concept: Concept) -> list[Problem]:
    """A location stands in the area, opens before it closes and can hold its least occupancy."""
    table = concept.volledig[_SITES]
    problems = []
    if concept.gebied:
        code = table["gemeentecode"]
        problems += flag(
            concept,
            _SITES,
            (code != "") & ~code.isin(concept.gebied),
            "gemeentecode",
            "verwacht een gemeente van het gebied; breid het gebied uit of laat deze rij weg",
            code="buiten_gebied",
        )
    problems += flag(
        concept,
        _SITES,
        table["open_tot"] < table["open_vanaf"],
        "open_tot",
        lambda row: f"verwacht een dag op of na open_vanaf ({day(row['open_vanaf'])})",
        code="eind_voor_begin",
    )
    problems += flag(
        concept,
        _SITES,
        table["min_bezetting"] > table["capaciteit_personen"],
        "min_bezetting",
        lambda row: f"verwacht hoogstens de capaciteit ({row['capaciteit_personen']})",
        code="min_boven_max",
    )
    return problems


def costs(concept: Concept) -> list[Problem]:
    """Costs that are assumed are said to be."""
    given = concept.gegeven.get(_SITES)
    if given is None or given.empty:
        return []
    empty = pd.Series(True, index=given.index)
    running = given["exploitatie_per_persoon_dag"].isna() if "exploitatie_per_persoon_dag" in given else empty
    problems = remark(
        concept,
        _SITES,
        running,
        "exploitatie_per_persoon_dag",
        f"{{rijen}} zonder exploitatiekosten; gerekend met het aangekondigde normbedrag van "
        f"{EXPLOITATIE_EURO_PER_PERSOON_DAG:.0f} euro per persoon per dag (zekerheid: pers)",
        code="kosten_aangenomen",
    )
    opening = given["transitiekosten"].isna() if "transitiekosten" in given else empty
    candidate = concept.volledig[_SITES]["status"] == "kandidaat"
    problems += remark(
        concept,
        _SITES,
        opening & candidate,
        "transitiekosten",
        "{rijen} met een kandidaat zonder transitiekosten; gerekend met nul",
        code="kosten_aangenomen",
    )
    return problems


def extensions(concept: Concept) -> list[Problem]:
    """An extension has a parent, and no circle of them."""
    table = concept.volledig[_SITES]
    parents = dict(zip(table["locatie"], table["uitbreiding_van"], strict=True))
    parent = table["uitbreiding_van"]
    problems = flag(
        concept,
        _SITES,
        (parent != "") & ~parent.isin(table["locatie"]),
        "uitbreiding_van",
        "verwacht een locatie uit deze tabel",
        hint=lambda row: nearest(
            row["uitbreiding_van"], [name for name in parents if name != row["locatie"]]
        ),
        code="onbekende_locatie",
    )
    circular = table["locatie"].map(lambda name: _in_circle(name, parents)).astype(bool)
    problems += flag(
        concept,
        _SITES,
        circular,
        "uitbreiding_van",
        "deze uitbreidingen verwijzen in een kring naar elkaar",
        code="kring",
    )
    return problems


def _in_circle(name: str, parents: dict[str, str]) -> bool:
    seen = set()
    current = parents.get(name, "")
    while current and current not in seen:
        if current == name:
            return True
        seen.add(current)
        current = parents.get(current, "")
    return False


def participants(concept: Concept) -> list[Problem]:
    """Participants lie in the area and within the distance limit."""
    table = concept.volledig[_SITES]
    reference = concept.codes.table
    listed = table[table["deelnemende_gemeenten"].map(len) > 0]
    listed = listed[listed["gemeentecode"].isin(reference["gemeentecode"])].drop_duplicates("locatie")
    if listed.empty or not concept.gebied:
        return []
    settings = concept.instellingen
    km = afstand_tabel(
        listed, reference, omrijfactor=settings.omrijfactor, afstanden=concept.volledig["afstanden"]
    )
    distances = km.to_numpy()
    position = {site: place for place, site in enumerate(km.index)}
    column = {code: place for place, code in enumerate(km.columns)}
    problems = []
    for row, site, codes in zip(
        listed.index, listed["locatie"], listed["deelnemende_gemeenten"], strict=True
    ):
        for code in codes:
            distance = float(distances[position[site], column[code]])
            if code not in concept.gebied:
                expected = "deze deelnemer ligt buiten het gebied en telt niet mee"
                kind = "buiten_gebied"
            elif distance > settings.afstandslimiet_km:
                expected = (
                    f"deze deelnemer ligt op {distance:.1f} km, verder dan de afstandslimiet van "
                    f"{settings.afstandslimiet_km:g} km"
                ).replace(".", ",")
                kind = "boven_limiet"
            else:
                continue
            problems.append(
                concept.problem(
                    _SITES,
                    int(row),
                    site,
                    "deelnemende_gemeenten",
                    expected,
                    gevonden=f"{code} ({concept.codes.name(code)})",
                    ernst="waarschuwing",
                    code=kind,
                )
            )
    return problems


def occupancy(concept: Concept) -> list[Problem]:
    """Present residents fit."""
    table = concept.volledig[_SITES]
    people = concept.volledig["huishoudens"]
    inside = people[people["in_locatie"] != ""].groupby("in_locatie")["personen"].sum()
    present = table["locatie"].map(inside).fillna(0).astype("int64")
    return flag(
        concept,
        _SITES,
        present > table["capaciteit_personen"],
        "capaciteit_personen",
        lambda row: f"er verblijven al {present[row.name]} personen",
        ernst="waarschuwing",
        code="overbezet",
    )
