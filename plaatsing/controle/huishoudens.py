"""Households: what is known of them fits together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.controle.melden import day, flag, remark
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_TABLE = "huishoudens"


def size(concept: Concept) -> list[Problem]:
    """No household is larger than the setting max_personen allows."""
    limit = concept.instellingen.max_personen
    expected = f"verwacht hoogstens {limit} personen; een groter huishouden vraagt max_personen in plan.toml"
    problems = []
    for name in (_TABLE, "aantallen"):
        wrong = (concept.volledig[name]["personen"] > limit).fillna(False).astype(bool)
        problems += flag(concept, name, wrong, "personen", expected, code="te_groot")
    return problems


def linked(concept: Concept) -> list[Problem]:
    """A koppeling names a municipality of the area and a day on or after the permit."""
    table = concept.volledig[_TABLE]
    to, when = table["koppelgemeente"], table["koppeldatum"]
    problems = []
    if concept.gebied:
        expected = "verwacht een gemeente van het gebied; breid het gebied uit of laat deze rij weg"
        for name in (_TABLE, "aantallen"):
            code = concept.volledig[name]["koppelgemeente"]
            wrong = (code != "") & ~code.isin(concept.gebied)
            problems += flag(concept, name, wrong, "koppelgemeente", expected, code="buiten_gebied")
    problems += flag(
        concept,
        _TABLE,
        (to == "") & when.notna(),
        "koppeldatum",
        "verwacht ook een koppelgemeente",
        code="koppeldatum_zonder_gemeente",
    )
    problems += flag(
        concept,
        _TABLE,
        when < table["vergunningdatum"],
        "koppeldatum",
        lambda row: f"verwacht een dag op of na de vergunning ({day(row['vergunningdatum'])})",
        code="koppeling_voor_vergunning",
    )
    problems += remark(
        concept,
        _TABLE,
        (to != "") & when.isna(),
        "koppeldatum",
        "{rijen} met een koppelgemeente zonder koppeldatum; gelezen als vergunning + 2 weken",
        code="koppeldatum_aangenomen",
    )
    return problems


def reception(concept: Concept) -> list[Problem]:
    """Every reception site is known."""
    sites = concept.volledig["coa_locaties"]["coa_locatie"]
    problems = []
    for name in (_TABLE, "aantallen"):
        cells = concept.volledig[name]["coa_locatie"]
        if "coa_locaties" not in concept.gegeven:
            expected = "{rijen} met een opvanglocatie; zonder tabel coa_locaties geldt elke als regulier"
            problems += remark(concept, name, cells != "", "coa_locatie", expected, code="geen_coa_locaties")
            continue
        problems += flag(
            concept,
            name,
            (cells != "") & ~cells.isin(sites),
            "coa_locatie",
            "verwacht een locatie uit coa_locaties",
            hint=lambda row: nearest(row["coa_locatie"], sites),
            code="onbekende_coa_locatie",
        )
    return problems


def residents(concept: Concept) -> list[Problem]:
    """Who lives in a doorstroomlocatie lives in an existing one, since a day, for a municipality."""
    table = concept.volledig[_TABLE]
    sites = concept.volledig["doorstroomlocaties"].drop_duplicates("locatie").set_index("locatie")
    where, since = table["in_locatie"], table["sinds"]
    inside = where != ""
    status = where.map(sites["status"])
    problems = flag(
        concept,
        _TABLE,
        inside & status.isna(),
        "in_locatie",
        "verwacht een locatie uit doorstroomlocaties",
        hint=lambda row: nearest(row["in_locatie"], sites.index),
        code="onbekende_locatie",
    )
    problems += flag(
        concept,
        _TABLE,
        inside & (status == "kandidaat"),
        "in_locatie",
        "verwacht een bestaande locatie; deze is nog kandidaat",
        code="in_kandidaat",
    )
    problems += flag(
        concept,
        _TABLE,
        inside & since.isna(),
        "sinds",
        "verwacht de eerste dag in de locatie",
        code="leeg",
    )
    problems += flag(
        concept,
        _TABLE,
        inside & (table["koppelgemeente"] == ""),
        "koppelgemeente",
        "verwacht de gemeente waarvoor het huishouden in de locatie verblijft",
        code="leeg",
    )
    problems += flag(
        concept,
        _TABLE,
        ~inside & since.notna(),
        "sinds",
        "verwacht ook in_locatie",
        code="sinds_zonder_locatie",
    )
    start = pd.Timestamp(concept.instellingen.start)
    problems += flag(
        concept,
        _TABLE,
        inside & (since > start),
        "sinds",
        f"verwacht een dag op of voor de start van het plan ({day(start)})",
        code="sinds_na_start",
    )
    problems += flag(
        concept,
        _TABLE,
        inside & (since < table["vergunningdatum"]),
        "sinds",
        lambda row: f"ligt voor de vergunning ({day(row['vergunningdatum'])})",
        ernst="waarschuwing",
        code="sinds_voor_vergunning",
    )
    return problems


def past(concept: Concept) -> list[Problem]:
    """Nobody is already past everything the plan can do."""
    table = concept.volledig[_TABLE]
    start, horizon = concept.instellingen.start, concept.instellingen.horizon
    nights = concept.beleid.maximaal_verblijf_nachten
    stayed = (table["in_locatie"] != "") & (table["sinds"] + pd.Timedelta(days=nights) <= pd.Timestamp(start))
    problems = flag(
        concept,
        _TABLE,
        stayed,
        "sinds",
        f"het langste verblijf van {nights} nachten is al voorbij op de start van het plan",
        ernst="waarschuwing",
        code="verblijf_voorbij",
    )
    late = table["vergunningdatum"] > pd.Timestamp(horizon)
    problems += remark(
        concept,
        _TABLE,
        late,
        "vergunningdatum",
        f"{{rijen}} met een vergunning na de horizon ({horizon.isoformat()}); dit plan huisvest hen niet",
        code="vergunning_na_horizon",
    )
    long_ago = table["vergunningdatum"] < pd.Timestamp(start - timedelta(weeks=3 * 52))
    problems += flag(
        concept,
        _TABLE,
        long_ago & (table["in_locatie"] == ""),
        "vergunningdatum",
        "wacht op de start van het plan al meer dan drie jaar; klopt de datum?",
        ernst="waarschuwing",
        code="lang_wachtend",
    )
    return problems


def to_follow(concept: Concept) -> list[Problem]:
    """Nareis has persons and a day; advice names at most three regions."""
    table = concept.volledig[_TABLE]
    persons, when = table["nareis_personen"], table["nareis_verwacht"]
    problems = flag(
        concept,
        _TABLE,
        (persons > 0) & when.isna(),
        "nareis_verwacht",
        "zonder datum telt de nareis niet mee voor de grootte van de woning",
        ernst="waarschuwing",
        code="nareis_zonder_datum",
    )
    problems += flag(
        concept,
        _TABLE,
        (persons == 0) & when.notna(),
        "nareis_personen",
        "verwacht het aantal personen bij nareis_verwacht",
        ernst="waarschuwing",
        code="nareis_zonder_personen",
    )
    many = table["regioadvies"].map(len) > 3
    problems += flag(
        concept,
        _TABLE,
        many.astype(bool),
        "regioadvies",
        "verwacht hoogstens drie arbeidsmarktregio's",
        code="te_veel",
    )
    return problems
