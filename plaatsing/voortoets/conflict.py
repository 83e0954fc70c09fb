"""Which rules together make a taakstelling unattainable: a smallest set that no plan can meet at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from plaatsing.instantie import Instantie, build_instantie
from plaatsing.voortoets.moment import Moment
from plaatsing.voortoets.stroom import Regel, Stroom

if TYPE_CHECKING:
    from plaatsing.case import Case

Soort = Literal["alleen", "koppelruimte", "maximum", "samen", "geen"]

_ORDER = ("plaatsen", "kamers", "huishoudens", "woningen", "koppelruimte", "taakstelling")
"""Kinds of rules in the order in which they are tried away: what is left is told in terms of the last."""


@dataclass(frozen=True)
class Regelgroep:
    """Rules that a planner sees as one.

    Attributes
    ----------
    soort : str
        "taakstelling", "huishoudens", "woningen", "plaatsen", "kamers", "koppelruimte", "vastgezet",
        "maximum_plaatsen", "maximum_koppelen" or "gekoppeld".
    naam : str
        What it is about: a municipality, a kind of dwelling, a location, or a household size.
    aantal : int
        Its limit: persons, households, dwellings or bedrooms; 0 for locks.
    gemeente : str
        Municipality of dwellings; empty for other kinds.
    """

    soort: str
    naam: str
    aantal: int
    gemeente: str = ""


@dataclass(frozen=True)
class Conflict:
    """Why a municipality's taakstelling cannot be met.

    Attributes
    ----------
    gemeentecode, gemeente : str
        The municipality.
    dag : date
        By the end of this day.
    tekort : int
        Persons short at least.
    soort : {"alleen", "koppelruimte", "maximum", "samen", "geen"}
        "alleen": even with everything within reach for itself; "koppelruimte": only because new links are
        limited; "maximum": only because a person set a limit on it; "samen": only because municipalities of
        its region that could meet theirs must do so too; "geen": no rules are in conflict, so that a plan's
        shortage is a choice of what costs less.
    regels : tuple of Regelgroep
        A set of rules in conflict of which none can be missed: without any one of them the others can be
        met. Empty for "geen".
    """

    gemeentecode: str
    gemeente: str
    dag: date
    tekort: int
    soort: Soort
    regels: tuple[Regelgroep, ...]

    def __str__(self) -> str:
        from plaatsing.voortoets.tekst import conflict_text

        return conflict_text(self)


def conflict(case: Case, gemeentecode: str, halfjaar: str | None = None) -> Conflict:
    """Find a smallest set of rules that keeps a municipality from its taakstelling.

    The rules are those of the pre-check: who can leave by then, what comes free, what places there are, new
    links, locks and, where need be, the taakstellingen of the other municipalities of the region. They are
    tried away one by one; what can be missed without ending the conflict is dropped for good.

    Parameters
    ----------
    case : Case
        A checked case.
    gemeentecode : str
        The municipality.
    halfjaar : str, optional
        A half-year that ends within the horizon; default the last one.

    Raises
    ------
    KeyError
        If the case has no such municipality or half-year.
    """
    instantie = build_instantie(case)
    model = instantie.model
    if gemeentecode not in model.gemeenten:
        raise KeyError(gemeentecode)
    if not model.halfjaren or (halfjaar is not None and halfjaar not in model.halfjaren):
        raise KeyError(halfjaar)
    number = model.gemeenten.index(gemeentecode)
    half = len(model.halfjaren) - 1 if halfjaar is None else model.halfjaren.index(halfjaar)
    period = int(np.flatnonzero(model.half <= half)[-1])
    stage = _stage(instantie, number, period)
    rules: tuple[Regelgroep, ...] = ()
    if stage.soort != "geen":
        free = _unlocked(instantie, stage.soort, number, period)
        locked = free is not None and free.least_short(stage.of) == 0
        rules = _smallest(instantie, stage if locked or free is None else replace(stage, flow=free), period)
        rules += (Regelgroep("vastgezet", "", 0),) if locked else ()
    name = str(case.gemeenten["gemeente"].iloc[number])
    day = case.perioden[period].tot
    if stage.soort == "geen" and (limited := _maximum(instantie, number, half)) is not None:
        short, rules = limited
        return Conflict(gemeentecode, name, day, short, "maximum", rules)
    return Conflict(gemeentecode, name, case.perioden[period].tot, stage.tekort, stage.soort, rules)


def _maximum(instantie: Instantie, number: int, half: int) -> tuple[int, tuple[Regelgroep, ...]] | None:
    """Return the shortage that a limit set by a person makes certain, and the rules; None without one.

    Whoever leaves for the municipality counts in the one limit; the other is on who is newly linked, so
    that beside them only those move there who are linked already.
    """
    model, case = instantie.model, instantie.case
    code, name = model.gemeenten[number], str(case.gemeenten["gemeente"].iloc[number])
    people = case.huishoudens
    linked = int(
        people.loc[(people["koppelgemeente"] == code) & (people["in_locatie"] == ""), "personen"].sum()
    )
    task = int(model.sharing.quota[number, half])
    limits = case.besluiten.maxima
    found: list[tuple[int, tuple[Regelgroep, ...]]] = []
    if (most := limits.get((code, "plaatsen"))) is not None:
        found.append((most, (Regelgroep("maximum_plaatsen", name, most),)))
    if (most := limits.get((code, "koppelen"))) is not None:
        already = Regelgroep("gekoppeld", name, linked)
        found.append((linked + most, (Regelgroep("maximum_koppelen", name, most), already)))
    if not found:
        return None
    reached, rules = min(found, key=lambda item: item[0])
    return (task - reached, (Regelgroep("taakstelling", name, task), *rules)) if reached < task else None


@dataclass(frozen=True)
class _Eis:
    """The smallest demand that cannot be met: the program, whose shortage counts, and how large it is."""

    soort: Soort
    flow: Stroom
    of: list[int]
    tekort: int


def _stage(instantie: Instantie, number: int, period: int) -> _Eis:
    region = _region(instantie, number)
    flow = Stroom(Moment(instantie, period), region)
    if short := flow.least_short([number]):
        return _Eis("alleen", flow, [number], short)
    flow = Stroom(Moment(instantie, period, link_room=True), region)
    if short := flow.least_short([number]):
        return _Eis("koppelruimte", flow, [number], short)
    suspect = flow.short_of()
    able = [other for other in region if other not in suspect or not flow.least_short([other])]
    others = [other for other in able if other != number]
    if not flow.least_short(others) and (short := flow.least_short([*others, number])):
        return _Eis("samen", flow, [*others, number], short)
    return _Eis("geen", flow, [number], 0)


def _region(instantie: Instantie, number: int) -> list[int]:
    regions = instantie.case.gemeenten["regiocode"].to_numpy(dtype=object)
    return np.flatnonzero(regions == regions[number]).tolist()


def _unlocked(instantie: Instantie, kind: Soort, number: int, period: int) -> Stroom | None:
    """Return the same program without locks; None where the case has none."""
    case = instantie.case
    if not len(case.vastgezet):
        return None
    free = build_instantie(replace(case, vastgezet=case.vastgezet.iloc[:0]))
    return Stroom(Moment(free, period, link_room=kind != "alleen"), _region(free, number))


def _smallest(instantie: Instantie, eis: _Eis, period: int) -> tuple[Regelgroep, ...]:
    """Try the rules away one by one, and keep those without which the demand can be met."""
    groups = {
        group: rules
        for group, rules in _grouped(instantie, eis.flow, period).items()
        if group.soort != "taakstelling" or rules[0][1] in eis.of
    }
    lifted: set[Regel] = set()
    kept: list[Regelgroep] = []
    for group, rules in sorted(groups.items(), key=lambda item: _ORDER.index(item[0].soort)):
        if eis.flow.least_short(eis.of, lifted | set(rules)) > 0:
            lifted |= set(rules)
        else:
            kept.append(group)
    return tuple(sorted(kept, key=lambda group: -_ORDER.index(group.soort)))


def _grouped(instantie: Instantie, flow: Stroom, period: int) -> dict[Regelgroep, list[Regel]]:
    """Bring rules together that a planner sees as one, in order."""
    from plaatsing.explain.woning import woning_in_words

    model, names = instantie.model, instantie.case.gemeenten["gemeente"]
    homes: dict[tuple[str, str], list[Regel]] = {}
    found: dict[Regelgroep, list[Regel]] = {}
    for kind, number in flow.regels:
        if kind == "woningen":
            place = str(names.iloc[int(model.pools.gemeente[number])])
            homes.setdefault((place, woning_in_words(instantie, number)), []).append((kind, number))
        elif kind in ("plaatsen", "kamers"):
            table = model.sites.capacity if kind == "plaatsen" else model.sites.rooms
            found[Regelgroep(kind, model.sites.names[number], int(table[number]))] = [(kind, number)]
        elif kind == "huishoudens":
            found[Regelgroep(kind, str(number), flow.huishoudens(number))] = [(kind, number)]
        else:
            half = int(model.half[period])
            table = model.sharing.quota if kind == "taakstelling" else model.sharing.link_room
            limit = max(0, int(table[number, half]))
            if kind == "koppelruimte" or limit:
                found[Regelgroep(kind, str(names.iloc[number]), limit)] = [(kind, number)]
    for (place, words), rules in homes.items():
        found[Regelgroep("woningen", words, _supply(model.pools.supply, rules, period), place)] = rules
    return found


def _supply(supply: np.ndarray, rules: Iterable[Regel], period: int) -> int:
    return int(sum(supply[number, : period + 1].sum() for _, number in rules))
