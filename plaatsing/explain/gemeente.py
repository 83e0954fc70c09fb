"""What stands between a municipality and its taakstelling, and what one more dwelling there is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.prijslijst import has_prices
from plaatsing.explain.schaarste import Schaarste
from plaatsing.explain.woning import woning_in_words
from plaatsing.explain.woningwaarde import woningwaarde
from plaatsing.instantie.rijen import rijen
from plaatsing.voortoets import Conflict, conflict

if TYPE_CHECKING:
    from plaatsing.plan import Plan


@dataclass(frozen=True)
class Stand:
    """A municipality at the end of a half-year, in persons.

    Attributes
    ----------
    prijs : float
        Euro that one person more to house costs the plan.
    """

    halfjaar: str
    opgave: int
    verwacht: int
    tekort: int
    prijs: float


@dataclass(frozen=True)
class Wachtenden:
    """Who is linked to the municipality and still in COA at the horizon, by household size and reason."""

    personen_per_huishouden: int
    huishoudens: int
    personen: int
    reden: str


@dataclass(frozen=True)
class VrijeWoning:
    """Dwellings (or persons of a forecast) of the municipality that nobody takes."""

    woning: str
    aantal: int


@dataclass(frozen=True)
class Maximum:
    """A limit that a person set on the municipality, in persons, and how many the plan brings.

    Attributes
    ----------
    veld : {"plaatsen", "koppelen"}
        Persons leaving COA for it, or persons newly linked to it.
    """

    veld: str
    hoogstens: int
    aantal: int


@dataclass(frozen=True)
class GemeenteUitleg:
    """What stands between a municipality and its taakstelling.

    Attributes
    ----------
    gemeentecode, gemeente : str
        The municipality.
    standen : tuple of Stand
        Per half-year.
    wachtenden : tuple of Wachtenden
        Who is linked and waits.
    te_koppelen : int
        Persons short for whom nobody is linked: tekort at the end less who waits.
    niet_gekoppeld : int
        Persons in COA at the horizon whom nobody is linked to and who may be linked here.
    koppelruimte_over : int
        Persons that could still be linked at the end.
    vrij : tuple of VrijeWoning
        Dwellings left over.
    conflict : Conflict or None
        Rules that together make the taakstelling unattainable; None without a shortage.
    waarde : DataFrame
        Euro that one more dwelling brings the plan at most, a row per household size in persons and a
        column per month from which it is free; empty without row prices.
    marge : float
        Euro by which what the row prices say may be off (see `Beeld.marge`).
    maxima : tuple of Maximum
        Limits that a person set.
    """

    gemeentecode: str
    gemeente: str
    standen: tuple[Stand, ...]
    wachtenden: tuple[Wachtenden, ...]
    te_koppelen: int
    niet_gekoppeld: int
    koppelruimte_over: int
    vrij: tuple[VrijeWoning, ...]
    conflict: Conflict | None
    waarde: pd.DataFrame
    marge: float
    maxima: tuple[Maximum, ...]

    def __str__(self) -> str:
        from plaatsing.explain.tekst import municipality_text

        return municipality_text(self)


def explain_gemeente(plan: Plan, gemeentecode: str, *, beeld: Beeld | None = None) -> GemeenteUitleg:
    """Explain how a municipality stands.

    Parameters
    ----------
    plan : Plan
        The plan.
    gemeentecode : str
        The municipality.
    beeld : Beeld, optional
        The plan in terms of its model, when it was made already.

    Raises
    ------
    KeyError
        If the plan has no such municipality.
    """
    beeld = beeld or Beeld.van(plan)
    model = beeld.instantie.model
    if gemeentecode not in model.gemeenten:
        raise KeyError(gemeentecode)
    number = model.gemeenten.index(gemeentecode)
    standings = tuple(_standings(beeld, number))
    waiting = tuple(_waiting(plan, gemeentecode))
    short = standings[-1].tekort if standings else 0
    value = woningwaarde(beeld, number) if has_prices(beeld.prijzen) else pd.DataFrame()
    return GemeenteUitleg(
        gemeentecode,
        str(plan.case.gemeenten["gemeente"].iloc[number]),
        standings,
        waiting,
        max(0, short - sum(group.personen for group in waiting)),
        _could_link(beeld, number),
        _room_left(beeld, number),
        tuple(_left_over(beeld, number)),
        conflict(plan.case, gemeentecode) if short else None,
        value,
        beeld.marge,
        tuple(_maxima(beeld, number)),
    )


def _standings(beeld: Beeld, number: int) -> list[Stand]:
    table = beeld.plan.taakstelling
    code = beeld.instantie.model.gemeenten[number]
    prices = dict(zip(beeld.instantie.model.halfjaren, beeld.prijzen.quota[number], strict=True))
    return [
        Stand(
            str(row["halfjaar"]),
            int(row["gecorrigeerd"]),
            int(row["verwacht"]),
            int(row["tekort"]),
            float(prices[str(row["halfjaar"])]),
        )
        for row in rijen(table[table["gemeentecode"] == code])
    ]


def _waiting(plan: Plan, code: str) -> list[Wachtenden]:
    table = plan.plaatsingen
    rows = table[(table["koppelgemeente"] == code) & (table["vorm"] == "coa")]
    groups = rows.groupby(["personen", "reden"])["personen"].agg(["count", "sum"]).reset_index()
    return [
        Wachtenden(int(row["personen"]), int(row["count"]), int(row["sum"]), str(row["reden"]))
        for row in rijen(groups)
    ]


def _could_link(beeld: Beeld, number: int) -> int:
    model, structure = beeld.instantie.model, beeld.structure
    table = beeld.plan.plaatsingen
    unlinked = table[(table["vorm"] == "coa") & (table["koppelgemeente"] == "")]
    persons = 0
    for name, count in zip(unlinked["huishouden"], unlinked["personen"], strict=True):
        klasse = beeld.klasse[str(name)]
        if not np.isfinite(model.classes.exit_cost[klasse, : model.n_periods]).any():
            continue
        entries = range(int(model.classes.start[klasse]), int(model.classes.start[klasse + 1]))
        if any(number in structure.members(int(model.classes.offer[entry])) for entry in entries):
            persons += int(count)
    return persons


def _room_left(beeld: Beeld, number: int) -> int:
    task = beeld.instantie.opgave
    code = beeld.instantie.model.gemeenten[number]
    rows = task[task["gemeentecode"] == code]
    if not len(rows):
        return 0
    table = beeld.plan.plaatsingen
    linked = table.loc[table["voorstel"] & (table["koppelgemeente"] == code), "personen"].sum()
    return max(0, int(rows["koppelruimte"].iloc[-1]) - int(linked))


def _maxima(beeld: Beeld, number: int) -> Iterator[Maximum]:
    code, table = beeld.instantie.model.gemeenten[number], beeld.plan.plaatsingen
    lived = beeld.instantie.case.huishoudens.query("in_locatie != ''")["huishouden"]
    mine = table[(table["koppelgemeente"] == code) & ~table["huishouden"].isin(lived)]
    counted = {"plaatsen": mine["vertrek_coa"].notna(), "koppelen": mine["voorstel"]}
    for veld, rows in counted.items():
        limit = beeld.instantie.case.besluiten.maxima.get((code, veld))
        if limit is not None:
            yield Maximum(veld, limit, int(mine.loc[rows, "personen"].sum()))


def _left_over(beeld: Beeld, number: int) -> list[VrijeWoning]:
    scarcity, model = Schaarste(beeld), beeld.instantie.model
    pools = beeld.structure.pools_of(number)
    left: dict[str, int] = {}
    for pool in range(pools.start, pools.stop):
        free = scarcity.free_homes(pool, int(model.pools.last[pool]))
        if free > 0:
            words = woning_in_words(beeld.instantie, pool)
            left[words] = left.get(words, 0) + free
    return [VrijeWoning(words, count) for words, count in left.items()]
