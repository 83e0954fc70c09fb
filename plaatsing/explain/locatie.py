"""Why a location opens or not, and how full it must be to be worth it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.oplosser import Manier, Oplosser
from plaatsing.models import Instance

if TYPE_CHECKING:
    from plaatsing.plan import Plan


@dataclass(frozen=True)
class LocatieUitleg:
    """Why a location opens or not.

    Attributes
    ----------
    locatie, gemeente : str
        The location and the municipality it stands in.
    status : str
        "bestaand" or "kandidaat".
    geopend : bool
        Whether it is open in the plan.
    gemeenten : tuple of str
        Names of the municipalities that may use it.
    capaciteit : int
        Places.
    bezetting : float
        Persons per night, on average over the nights in the plan on which it may be used: as planned, or
        as it would be when it opened.
    kosten : float
        Euro of opening that fall within the plan, weighted as in the objective.
    baten : float
        Euro that being open saves elsewhere, nights in the location paid.
    omslag : float or None
        Persons per night from which it pays, at the average benefit of a night; None where no occupancy
        makes it pay, or where there is nothing to open.
    prijs_per_plaats : float
        Euro that one more place brings at most, over the whole plan, by the row prices.
    manier : str
        Where costs and benefits come from.
    vastgezet : bool or None
        Whether a person decided that it opens or stays closed; None where nobody did. Costs and benefits
        leave the penalty on breaking that decision out.
    te_veel : float
        Euro of penalty that opening adds by going above the budget or the number of new locations in the
        settings; part of the balance and of neither costs nor benefits.
    """

    locatie: str
    gemeente: str
    status: str
    geopend: bool
    gemeenten: tuple[str, ...]
    capaciteit: int
    bezetting: float
    kosten: float
    baten: float
    omslag: float | None
    prijs_per_plaats: float
    manier: Manier
    vastgezet: bool | None
    te_veel: float

    @property
    def saldo(self) -> float:
        """Euro that the plan is better off with the location open than with it closed."""
        return self.baten - self.kosten - self.te_veel

    def __str__(self) -> str:
        from plaatsing.explain.tekst import location_text

        return location_text(self)


def explain_locatie(plan: Plan, locatie: str, *, beeld: Beeld | None = None) -> LocatieUitleg:
    """Explain why a location opens or not.

    The plan is solved again with the location closed where it opens and open where it stays closed; other
    locations stay as they are. For an existing location there is nothing to open: its row prices tell what
    its places are worth.

    Parameters
    ----------
    plan : Plan
        The plan.
    locatie : str
        The location.
    beeld : Beeld, optional
        The plan in terms of its model, when it was made already.

    Raises
    ------
    KeyError
        If the plan has no such location.
    """
    beeld = beeld or Beeld.van(plan)
    model = beeld.instantie.model
    if locatie not in model.sites.names:
        raise KeyError(locatie)
    site = model.sites.names.index(locatie)
    if not model.sites.candidate[site]:
        return _fixed(beeld, site)
    solver = Oplosser(beeld)
    locked, model = int(model.sites.locked[site]), _undecided(model, site)
    openings = {value: _openings(beeld, site, value) for value in (0, 1)}
    outcome = {value: solver.solve(model, openings[value]) for value in (0, 1)}
    cost = float(model.sites.open_cost[site])
    too_many = _too_many(model, openings[1]) - _too_many(model, openings[0])
    benefit = outcome[0].kosten - (outcome[1].kosten - cost - too_many)
    occupied = _average(beeld, site, outcome[1].bezetting(model, site))
    pays = occupied * cost / benefit if benefit > 0.005 and occupied > 0 else None
    decided = None if locked < 0 else bool(locked)
    return _uitleg(beeld, site, occupied, cost, benefit, pays, solver.manier, decided, too_many)


def _too_many(model: Instance, opened: Mapping[int, int]) -> float:
    """Return the penalty on more new locations than allowed, in number and in euro."""
    sharing, cost = model.sharing, model.sites.transition_cost
    number = sum(opened.values()) - sharing.max_open
    euro = sum(float(cost[site]) * value for site, value in opened.items()) - sharing.budget
    above = ((number, sharing.max_open_penalty), (euro, sharing.budget_penalty))
    return sum(penalty * amount for amount, penalty in above if amount > 0)


def _undecided(model: Instance, site: int) -> Instance:
    """Return the instance without what a person decided about one location."""
    locked = model.sites.locked.copy()
    locked[site] = -1
    return replace(model, sites=replace(model.sites, locked=locked))


def _openings(beeld: Beeld, site: int, value: int) -> dict[int, int]:
    """Return the plan's openings with one changed; extensions follow what they extend."""
    parent = beeld.instantie.model.sites.parent
    opened = beeld.geopend | {site: value}
    if value:
        above = int(parent[site])
        while above >= 0:
            opened[above] = 1
            above = int(parent[above])
        return opened
    for _ in opened:
        opened |= {child: 0 for child in opened if parent[child] >= 0 and not opened[int(parent[child])]}
    return opened


def _fixed(beeld: Beeld, site: int) -> LocatieUitleg:
    model = beeld.instantie.model
    table = beeld.plan.locaties
    persons = table.loc[table["locatie"] == model.sites.names[site], "personen"].to_numpy(dtype=float)
    occupied = _average(beeld, site, persons)
    return _uitleg(beeld, site, occupied, 0.0, 0.0, None, "rijprijzen")


def _average(beeld: Beeld, site: int, persons: np.ndarray) -> float:
    """Return persons per night over the nights within the plan on which the location may be used."""
    usable = beeld.instantie.model.sites.usable[site, :-1]
    nights = beeld.instantie.tijd.days[:-1] * usable
    return float((persons[:-1] * nights).sum() / nights.sum()) if nights.sum() else 0.0


def _uitleg(
    beeld: Beeld,
    site: int,
    occupied: float,
    cost: float,
    benefit: float,
    pays: float | None,
    manner: Manier,
    decided: bool | None = None,
    too_many: float = 0.0,
) -> LocatieUitleg:
    model, table = beeld.instantie.model, beeld.instantie.locaties.table.iloc[site]
    names = beeld.instantie.case.gemeenten["gemeente"]
    codes = dict(zip(beeld.instantie.case.gemeenten["gemeentecode"], names, strict=True))
    served = np.unique(model.reach.gemeente[model.reach.site == site])
    return LocatieUitleg(
        model.sites.names[site],
        str(codes.get(table["gemeentecode"], table["gemeentecode"])),
        str(table["status"]),
        bool(beeld.geopend.get(site, 1)),
        tuple(str(names.iloc[number]) for number in served.tolist()),
        int(model.sites.capacity[site]),
        occupied,
        cost,
        benefit,
        pays,
        -float(beeld.prijzen.plaatsen[site].sum()) + 0.0,
        manner,
        decided,
        too_many,
    )
