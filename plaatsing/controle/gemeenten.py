"""The opening balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.controle.melden import flag, remark
from plaatsing.kalender import Halfjaar
from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

_TABLE = "gemeenten"


def balance(concept: Concept) -> list[Problem]:
    """Every municipality of the area has an opening balance."""
    table = concept.gegeven.get(_TABLE)
    if table is None or "achterstand" not in table:
        expected = "beginstand onbekend: de achterstand van elke gemeente is op nul gesteld"
        return [
            concept.problem(
                _TABLE, None, "", "achterstand", expected, ernst="waarschuwing", code="beginstand_onbekend"
            )
        ]
    known = set(table.loc[table["achterstand"].notna(), "gemeentecode"])
    unknown = [code for code in concept.gebied if code not in known]
    if not unknown:
        return []
    named = ", ".join(concept.codes.name(code) for code in unknown[:5])
    more = f" en {len(unknown) - 5} andere" if len(unknown) > 5 else ""
    expected = f"beginstand onbekend van {named}{more}: de achterstand is op nul gesteld"
    return [
        concept.problem(
            _TABLE, None, "", "achterstand", expected, ernst="waarschuwing", code="beginstand_onbekend"
        )
    ]


def outside(concept: Concept) -> list[Problem]:
    """Municipalities outside the area are not read."""
    if not concept.gebied:
        return []
    code = concept.volledig[_TABLE]["gemeentecode"]
    wrong = ~code.isin(concept.gebied) & (code != "")
    expected = "{rijen} met een gemeente buiten het gebied; niet gelezen"
    return remark(concept, _TABLE, wrong, "gemeentecode", expected, code="buiten_gebied")


def dated(concept: Concept) -> list[Problem]:
    """A balance has a date, within the half-year of the plan."""
    table = concept.volledig[_TABLE]
    start = concept.instellingen.start
    halfjaar = Halfjaar.van(start)
    realised = (table["realisatie"] > 0) | (table["realisatie_overig"] > 0)
    counted = realised | (table["achterstand"] != 0)
    undated = (table["stand_per"].isna() & counted).astype(bool)
    problems = remark(
        concept,
        _TABLE,
        undated,
        "stand_per",
        f"{{rijen}} zonder stand_per; de stand is gelezen als die van {start.isoformat()}",
        code="stand_zonder_datum",
    )
    # The balance at the close of the day before the half-year is that of its beginning.
    first = pd.Timestamp(halfjaar.start) - pd.Timedelta(days=1)
    last = pd.Timestamp(halfjaar.eind)
    wrong = table["stand_per"].notna() & ~table["stand_per"].between(first, last)
    problems += flag(
        concept, _TABLE, wrong, "stand_per", f"verwacht een dag in {halfjaar}", code="stand_buiten_halfjaar"
    )
    later = table["stand_per"].between(pd.Timestamp(start) + pd.Timedelta(days=1), last) & realised.astype(
        bool
    )
    problems += remark(
        concept,
        _TABLE,
        later,
        "stand_per",
        f"{{rijen}} met een stand na de start van het plan ({start.isoformat()}): wat sindsdien is "
        "gerealiseerd, kan het plan nog eens tellen",
        code="stand_na_start",
    )
    return problems


def linked(concept: Concept) -> list[Problem]:
    """The number linked and not housed agrees with the households."""
    table = concept.volledig[_TABLE]
    people = concept.volledig["huishoudens"]
    if people.empty and "aantallen" not in concept.gegeven:
        return []  # nothing to compare with; that itself is reported elsewhere
    waiting = people[people["in_locatie"] == ""].groupby("koppelgemeente")["personen"].sum()
    if "aantallen" in concept.gegeven:
        counts = concept.volledig["aantallen"]
        size = counts["personen"].fillna(0) * counts["aantal"].fillna(0)
        if (
            counts["personen"].isna() & counts["personen_totaal"].isna() & (counts["koppelgemeente"] != "")
        ).any():
            return []  # sizes are assumed, so that the sum is no evidence
        persons = counts["personen_totaal"].fillna(size).groupby(counts["koppelgemeente"]).sum()
        waiting = waiting.add(persons, fill_value=0)
    found = table["gemeentecode"].map(waiting).fillna(0).astype("int64")
    wrong = (
        table["gekoppeld_niet_gehuisvest"].notna() & (table["gekoppeld_niet_gehuisvest"] != found)
    ).astype(bool)
    wrong &= table["gemeentecode"].isin(concept.gebied)
    return flag(
        concept,
        _TABLE,
        wrong,
        "gekoppeld_niet_gehuisvest",
        lambda row: f"in huishoudens zijn {found[row.name]} personen aan deze gemeente gekoppeld",
        ernst="waarschuwing",
        code="gekoppeld_ongelijk",
    )
