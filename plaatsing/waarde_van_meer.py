"""What would help most: what one dwelling, place or swapped person more is worth to a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.prijslijst import has_prices
from plaatsing.explain.woningwaarde import DWELLINGS, woningwaarde
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.instantie.rijen import rijen

if TYPE_CHECKING:
    from plaatsing.plan import Plan

KOLOMMEN = {
    "soort": "str",
    "gemeentecode": "str",
    "gemeente": "str",
    "naar_gemeentecode": "str",
    "naar_gemeente": "str",
    "locatie": "str",
    "vorm": "str",
    "min_personen": "Int64",
    "max_personen": "Int64",
    "toegankelijk": "bool",
    "vanaf": "datetime64[s]",
    "halfjaar": "str",
    "waarde_euro": "float64",
    "eenheid": "str",
}
MEESTE_PAREN = 60_000
"""Pairs of municipality and class up to which dwellings of every size are valued: some seconds of work."""

_SOORTEN = ("woning", "persoonsplaats", "plaats", "kamer", "uitruil")
_LEAST = 0.5
_LEEG: dict[str, Any] = {name: "" if dtype == "str" else pd.NA for name, dtype in KOLOMMEN.items()}
_LEEG |= {"toegankelijk": False, "vanaf": pd.NaT}

Rij = dict[str, Any]


def waarde_van_meer(plan: Plan) -> pd.DataFrame:
    """Return what one unit more is worth, as the row prices of the plan see it.

    A value is how much the objective falls for one unit more, in the relaxation that allows part of a
    household: about so much, for a small change, with everything else as it is. Two dwellings more are
    not worth twice as much, and values of different rows do not add up. The objective weighs goals in
    euro; a value is therefore no amount in a budget.

    Parameters
    ----------
    plan : Plan
        A plan with its prices.

    Returns
    -------
    DataFrame
        Rows worth a euro or more, by soort and then dearest first, with waarde_euro per unit:

        - ``woning``: one accessible dwelling more in a municipality, in the form it likes best, for
          min_personen to max_personen, free from the first day. In a case with more than
          `MEESTE_PAREN` pairs of municipality and class of households only dwellings like those of the
          supply are valued, free on a day on which some of them come free (`vanaf`);
        - ``persoonsplaats``: room for one person more, where the supply counts persons;
        - ``plaats`` and ``kamer``: one place or bedroom more through the whole plan in a location that
          is open in it; a closed location has no such price;
        - ``uitruil``: one person of the taakstelling of `halfjaar` from gemeentecode to
          naar_gemeentecode, the one of the same region that makes most of it.
    """
    instantie = build_instantie(plan.case)
    by_size = len(instantie.model.gemeenten) * instantie.model.n_classes <= MEESTE_PAREN
    by_size &= all(trap.gewicht is not None for trap in plan.trappen)
    supply = [row for row in _supply(instantie, plan) if not (by_size and row["soort"] == "woning")]
    beeld = Beeld.van(plan) if by_size else None
    sizes = _sizes(beeld) if beeld is not None and has_prices(beeld.prijzen) else ()
    rows = [*sizes, *supply, *_places(instantie, plan), *_swaps(instantie, plan)]
    worth = [_LEEG | row for row in rows if row["waarde_euro"] >= _LEAST]
    table = pd.DataFrame(worth, columns=list(KOLOMMEN), dtype=object).astype(KOLOMMEN)
    rank = table["soort"].map({soort: place for place, soort in enumerate(_SOORTEN)})
    order = ["rang", "minder", "gemeentecode", "locatie", "vorm", "min_personen", "vanaf", "halfjaar"]
    ranked = table.assign(rang=rank, minder=-table["waarde_euro"])
    return table.loc[ranked.sort_values(order, kind="stable").index].reset_index(drop=True)


def _prices(plan: Plan, rij: str) -> Iterator[tuple[str, str, float]]:
    """Return for one rule the two parts of each key, and the price."""
    rows = plan.prijzen[plan.prijzen["rij"] == rij]
    for key, price in zip(rows["sleutel"], rows["prijs"], strict=True):
        what, _, when = str(key).rpartition("|")
        yield what, when, float(price)


def _sizes(beeld: Beeld) -> Iterator[Rij]:
    """Return one dwelling more per municipality and household size, whether the supply has such or not."""
    gemeenten = beeld.instantie.case.gemeenten
    first_day = pd.Timestamp(beeld.instantie.case.instellingen.start)
    for number, row in enumerate(rijen(gemeenten)):
        form = next((form for form in row["vormen"] if form in DWELLINGS), None)
        if form is None:
            continue
        for size, value in woningwaarde(beeld, number).iloc[:, 0].items():
            yield {
                "soort": "woning",
                "gemeentecode": row["gemeentecode"],
                "gemeente": row["gemeente"],
                "vorm": form,
                "min_personen": size,
                "max_personen": size,
                "toegankelijk": True,
                "vanaf": first_day,
                "waarde_euro": float(value),
                "eenheid": "woning",
            }


def _supply(instantie: Instantie, plan: Plan) -> Iterator[Rij]:
    """Return one more of what the supply has, on each day on which some of it comes free."""
    names = _names(instantie)
    keys = dict(zip(instantie.model.pools.names, instantie.voorraad.keys, strict=True))
    largest = plan.case.instellingen.max_personen
    best: dict[tuple[Any, ...], float] = {}
    for pool, day, price in _prices(plan, "woningen"):
        key = keys[pool]
        soort = "woning" if key.eenheid == "woning" else "persoonsplaats"
        most = key.max_personen if key.max_personen <= largest else None
        code = instantie.model.gemeenten[key.gemeente]
        kind = (soort, code, key.vorm, key.min_personen, most, key.toegankelijk, day)
        best[kind] = max(best.get(kind, 0.0), -price)
    for (soort, code, vorm, least, most, access, day), value in best.items():
        yield {
            "soort": soort,
            "gemeentecode": code,
            "gemeente": names[code],
            "vorm": vorm,
            "min_personen": least,
            "max_personen": most,
            "toegankelijk": access,
            "vanaf": pd.Timestamp(day),
            "waarde_euro": value,
            "eenheid": soort,
        }


def _places(instantie: Instantie, plan: Plan) -> Iterator[Rij]:
    names = _names(instantie)
    opened = plan.locaties[plan.locaties["geopend"].astype(bool)]
    where = dict(zip(opened["locatie"], opened["gemeentecode"], strict=True))
    for soort, rij in (("plaats", "plaatsen"), ("kamer", "kamers")):
        worth = dict.fromkeys(where, 0.0)
        for site, _day, price in _prices(plan, rij):
            if site in worth:
                worth[site] -= price
        for site, value in worth.items():
            code = str(where[site])
            yield {
                "soort": soort,
                "gemeentecode": code,
                "gemeente": names.get(code, code),
                "locatie": site,
                "waarde_euro": value,
                "eenheid": soort,
            }


def _swaps(instantie: Instantie, plan: Plan) -> Iterator[Rij]:
    """Return per municipality and half-year the best municipality of its region to take over one person.

    A person less to house this half-year is one less at each later half-year's end too, and one less that
    can be linked, where the room for that follows from the taakstelling.
    """
    names = _names(instantie)
    relief = _relief(instantie, plan)
    regions = dict(zip(plan.case.gemeenten["gemeentecode"], plan.case.gemeenten["regiocode"], strict=True))
    for halfjaar in (str(half) for half in plan.case.halfjaren):
        for code, region in regions.items():
            others = [other for other in regions if regions[other] == region and other != code]
            if not others:
                continue
            taker = min(others, key=lambda other: (relief[other, halfjaar], other))
            yield {
                "soort": "uitruil",
                "gemeentecode": code,
                "gemeente": names[code],
                "naar_gemeentecode": taker,
                "naar_gemeente": names[taker],
                "halfjaar": halfjaar,
                "waarde_euro": relief[code, halfjaar] - relief[taker, halfjaar],
                "eenheid": "persoon",
            }


def _relief(instantie: Instantie, plan: Plan) -> dict[tuple[str, str], float]:
    """Return how much the objective falls when from a half-year on one person less is to be housed."""
    halfjaren = [str(half) for half in plan.case.halfjaren]
    task = _by_gemeente(plan, "taakstelling")
    room = _by_gemeente(plan, "koppelruimte")
    at_zero = instantie.opgave[instantie.opgave["koppelruimte"] == 0]
    for closed in zip(at_zero["gemeentecode"], at_zero["halfjaar"], strict=True):
        room[closed] = 0.0
    relief = {}
    for code, given in zip(
        plan.case.gemeenten["gemeentecode"], plan.case.gemeenten["koppelruimte"], strict=True
    ):
        for place, half in enumerate(halfjaren):
            own_room = place == 0 and not pd.isna(given)
            later = [(str(code), name) for name in halfjaren[place:]]
            relief[str(code), half] = sum(
                task.get(key, 0.0) + (0.0 if own_room else room.get(key, 0.0)) for key in later
            )
    return relief


def _by_gemeente(plan: Plan, rij: str) -> dict[tuple[str, str], float]:
    return {(code, half): price for code, half, price in _prices(plan, rij)}


def _names(instantie: Instantie) -> dict[str, str]:
    gemeenten = instantie.case.gemeenten
    return dict(zip(gemeenten["gemeentecode"], gemeenten["gemeente"], strict=True))
