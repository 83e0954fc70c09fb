"""For every rule of the model a case in which it has rows, and what one expects to read in them.

The expected rows stand in the folder baselines, worked out from the words below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from plaatsing.models import Instance
from plaatsing.models.costs import Costs, Limit
from tests.models.small_case import SmallCase


@dataclass(frozen=True)
class Baseline:
    """A case for one component of the model, with the (offer, location) of the rows instroom."""

    instance: Instance
    inflow: list[tuple[int, int]] | None = None


def klasse() -> Baseline:
    """Three equal households may move in period 0 or 1 or wait, one of another class can only wait.

    A row per class: its trajects, each with coefficient 1, sum to 3 and to 1.
    """
    case = SmallCase()
    case.pool(0, [1, 0])
    case.household(2, [0], [10, 20, 50], size=3)
    case.household(1, [0], [float("inf"), float("inf"), 40])
    return Baseline(case.instance())


def woningen() -> Baseline:
    """Two dwellings come free in period 0, one in period 2; a forecast of 5 persons in period 1.

    The pool of dwellings has two rows, one per arrival. Moves in periods 0 and 1 draw on the first, with
    coefficient 1 whatever the size; what is kept (behouden, at most 2) goes to the second. A household of 3
    uses 3 of the forecast, which has one row, of periods 1 and 2, and nothing to keep for later.
    """
    case = SmallCase(half=[0, 0, 0])
    case.pool(0, [2, 0, 1])
    case.pool(0, [0, 5, 0], in_persons=True)
    case.household(3, [0], [10, 20, 30, 90])
    return Baseline(case.instance())


def plaatsen() -> Baseline:
    """Location 0 exists, with 2 places for a family of 3 that lives there; location 1 is a candidate of 30.

    The family occupies 0 in every period it stays, period 0 included, and exceeds the places by at most 1. A
    couple that leaves COA at the end of period 0 is in a location from period 1 on, so 1 has no row in
    period 0; index 2 is the night after the horizon. Candidate 1 has 30 places times open[1].
    """
    case = SmallCase()
    case.pool(0, [0, 1])
    case.site(2, serves=[])
    case.site(30, serves=[0], candidate=True)
    case.household(3, [0], [0, 5, 9], site=0)
    case.household(2, [0], [10, float("inf"), 50])
    return Baseline(case.instance())


def kamers() -> Baseline:
    """The same two locations with 1 and 12 bedrooms; the family uses 2 of them, the couple 1.

    Rows as for plaatsen, with bedrooms instead of persons; a third location that counts no bedrooms has none.
    """
    case = SmallCase()
    case.pool(0, [0, 1])
    case.site(2, serves=[], rooms=1)
    case.site(30, serves=[0], candidate=True, rooms=12)
    case.site(9, serves=[0])
    case.household(3, [0], [0, 5, 9], site=0)
    case.household(2, [0], [10, float("inf"), 50])
    return Baseline(case.instance())


def min_bezetting() -> Baseline:
    """A candidate and an existing location want 4 persons; a couple may enter either at the end of period 0.

    Rows for periods 1 and 2 only: nobody can be there in period 0, and the night after the horizon (3) has
    none. The candidate wants 4 times open[0], so a closed one wants nothing; the existing one wants 4. At
    most 4 persons are lacking.
    """
    case = SmallCase(half=[0, 0, 0])
    case.site(8, serves=[0], candidate=True, minimum=4)
    case.site(8, serves=[0], minimum=4)
    case.household(2, [0], [10, float("inf"), float("inf"), 50])
    return Baseline(case.instance())


def taakstelling() -> Baseline:
    """Municipality A must realise 3 persons by the end of the first half-year and 6 by the end of the second.

    Period 0 ends in the first half-year, period 1 in the second. A couple that moves in period 0 counts in
    both rows, in period 1 only in the second. One that enters the location in period 0 counts then, in both,
    and moving on adds nothing. The dwellings of pool 1 do not count (tijdelijk in some rule sets). People who
    live in the location count nowhere. The shortage is at most the quota. B is ahead (-1): no row.
    """
    case = SmallCase(gemeenten=2, half=[0, 1], halves=2, sharing={"quota": [[3, 6], [-1, 0]]})
    case.pool(0, [1, 0])
    case.pool(0, [1, 0], counts=False)
    case.site(8, serves=[0])
    case.household(2, [0], [10, 20, 50])
    case.household(1, [0], [0, 4, 8], site=0)
    return Baseline(case.instance())


def koppelruimte() -> Baseline:
    """A may be linked 4 persons by the end of the first half-year, 7 by that of the second; B none, then 2.

    Class 0, a couple, is linked in the second half-year, whichever municipality and whenever it moves: only
    in the rows of half-year 1. Class 1, a single, is linked in the first: in both. Class 2 was linked already
    and uses no room, nor does anyone who stays in COA unlinked. The excess is at most the 3 persons who can
    be linked at all.
    """
    case = SmallCase(gemeenten=2, half=[0, 1], halves=2, sharing={"link_room": [[4, 7], [0, 2]]})
    case.pool(0, [1, 0])
    case.pool(1, [0, 1])
    case.household(2, [0, 1], [10, 20, 50], link_half=1)
    case.household(1, [0, 1], [10, 20, 50], link_half=0)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance())


def maximum() -> Baseline:
    """At most 3 persons may leave COA for A, of whom 1 newly linked; for B only new links are limited, to 0.

    Class 0, a couple with a link, counts in the first row of A; class 1, a single without, in both rows of A
    and in that of B, whether it moves to a dwelling or to the location, and in whichever period. Class 2
    lives in the location already and counts nowhere. At most the 3 persons in COA are too many.
    """
    case = SmallCase(gemeenten=2, sharing={"maximum": [[3.0, 1.0], [float("inf"), 0.0]]})
    case.pool(0, [1, 0])
    case.pool(1, [0, 1])
    case.site(8, serves=[0])
    case.household(2, [0], [10, float("inf"), 50])
    case.household(1, [0, 1], [float("inf"), 20, 50], link_half=0)
    case.household(3, [0], [0, float("inf"), 8], site=0)
    return Baseline(case.instance())


def rij_ongelijkheid() -> Baseline:
    """A is short of at most 3 of 5, B of at most 2 of 4 persons; C has no base to divide by.

    The largest relative shortage is at least tekort / 5 in A and tekort / 4 in B, and at most 3 / 5.
    """
    shares = {"quota": [[3], [2], [1]], "inequality_base": [[5.0], [4.0], [0.0]], "inequality_cost": 100.0}
    case = SmallCase(gemeenten=3, sharing=shares)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance())


def uitbreiding() -> Baseline:
    """Candidate 1 extends candidate 0; candidate 2 stands alone: one row."""
    case = SmallCase()
    for parent in (-1, 0, -1):
        case.site(10, serves=[0], candidate=True, parent=parent)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance())


def budget() -> Baseline:
    """Opening costs 300 and 450 thousand of a budget of 500 thousand; the existing location costs nothing.

    The excess is at most all transition cost, 750 thousand.
    """
    case = SmallCase(sharing={"budget": 500_000.0})
    case.site(10, serves=[0], candidate=True, transition_cost=300_000.0)
    case.site(10, serves=[0])
    case.site(10, serves=[0], candidate=True, transition_cost=450_000.0)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance())


def max_nieuwe_locaties() -> Baseline:
    """Of two candidates at most one opens; the existing location is not counted."""
    case = SmallCase(sharing={"max_open": 1.0})
    case.site(10, serves=[0], candidate=True)
    case.site(10, serves=[0])
    case.site(10, serves=[0], candidate=True)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance())


def vast_open() -> Baseline:
    """Candidate 0 must open and candidate 1 must stay closed; candidate 2 and the existing location are free.

    open[0] is 1 unless anders_dan_vast[0] takes its place; open[1] is 0 but for anders_dan_vast[1].
    """
    case = SmallCase()
    case.site(10, serves=[0], candidate=True, locked=1)
    case.site(10, serves=[0], candidate=True, locked=0)
    case.site(10, serves=[0], candidate=True)
    case.site(10, serves=[0])
    case.household(1, [0], [10, float("inf"), 50])
    return Baseline(case.instance())


def instroom() -> Baseline:
    """Of three couples in class 0 and one in class 1 none enters candidate 0 while it is closed.

    They take the same offer, 0, so they share the row: 4 households times open[0]. Class 2, one person, takes
    offer 1 and is not in it. Households count (coefficient 1), not persons, and all ways through the
    location are in the row: entering in period 0 or 1, moving on or still there at the horizon. Moving
    directly is not.
    """
    case = SmallCase()
    case.pool(0, [1, 0])
    case.site(30, serves=[0], candidate=True)
    case.household(2, [0], [10, 20, 50], size=3)
    case.household(2, [0], [10, 25, 60], like=0)
    case.household(1, [0], [10, 20, 50])
    return Baseline(case.instance(), [(0, 0)])


def eerdere_doelen() -> Baseline:
    """A plan may cost at most 5 under an earlier goal, of which 1 is there whatever it does.

    That goal counts 4 per couple still in COA, 1 per person short and 2 for opening candidate 0; nothing
    else. Its row is divided by its largest coefficient, 4, so: stays 4/4, short 1/4, open 2/4, at most
    (5 - 1)/4 = 1.
    """
    case = SmallCase(sharing={"quota": [[3]]})
    case.pool(0, [1, 0])
    case.site(30, serves=[0], candidate=True, open_cost=400.0)
    case.household(2, [0], [10, 20, 50], size=2)
    instance = case.instance()
    free = {field.name: 0.0 * getattr(instance.costs, field.name) for field in fields(instance.costs)}
    goal = replace(Costs(**free), exit_cost=np.array([[0.0, 0.0, 4.0]]), constant=np.array([1.0]))
    goal = replace(goal, tekort_cost=1.0, open_cost=np.array([2.0]))
    return Baseline(replace(instance, limits=(Limit(goal, 5.0),)))


def kosten() -> Baseline:
    """Every part of the objective once.

    Class 0, a couple with constant 5: staying 50; moving in period 0 costs 10 + entry 3 + preference
    2 x 4 = 21, in period 1 it costs 31. Through candidate 0 from period 0: 10 + 3 + reach 2 x 1 = 15, then
    the nights of period 1 at 2 x 6 = 12 and preference 8 when it moves on in period 1 (35), or those of
    period 1 and the end value 2 x 9 = 18 when it stays (45). From period 1: 20 + 3 + 2 + 18 = 43. Class 1, a
    family of 3 that lives in location 1 (2 places): 7 for leaving at the end of period 0 + preference
    3 x 4 = 19, period 1 8 + 12 = 20, staying 9. Opening costs 400; the goals and penalties have the prices of
    the small case: tekort 100, places 11, least occupancy 13, koppelruimte 7, limit 19, inequality 70, budget
    2, number of locations 17, a candidate locked closed 23.
    """
    sharing = {
        "quota": [[4]],
        "inequality_base": [[4.0]],
        "inequality_cost": 70.0,
        "link_room": [[1]],
        "budget": 100.0,
        "max_open": 0.0,
        "maximum": [[1.0, float("inf")]],
    }
    case = SmallCase(sharing=sharing)
    case.pool(0, [1, 0], preference_cost=4.0)
    stay_cost = [0.0, 6.0, 9.0]
    case.site(30, serves=[0], candidate=True, open_cost=400.0, minimum=2, stay_cost=stay_cost, locked=0)
    case.site(2, serves=[])
    case.household(2, [0], [10, 20, 50], link_half=0, entry_cost=3.0, constant=5.0)
    case.household(3, [0], [7, 8, 9], site=1)
    return Baseline(case.instance())


CASES: dict[str, Callable[[], Baseline]] = {
    case.__name__: case
    for case in (
        klasse,
        woningen,
        plaatsen,
        kamers,
        min_bezetting,
        taakstelling,
        koppelruimte,
        maximum,
        rij_ongelijkheid,
        uitbreiding,
        budget,
        max_nieuwe_locaties,
        vast_open,
        instroom,
        eerdere_doelen,
        kosten,
    )
}
