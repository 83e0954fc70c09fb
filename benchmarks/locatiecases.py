"""Pure location cases of the sizes that the literature knows, from a fixed seed, read as placement cases.

A customer is a municipality whose people are linked already, a warehouse is a candidate location, serving is
paid by the pair. The plan is one day long: people enter on it, and are there in the night after the horizon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from plaatsing.case import Case

DAG = "2025-07-01"


@dataclass(frozen=True)
class Locatieprobleem:
    """Customers, warehouses, and what serving and opening cost.

    Attributes
    ----------
    capacity : sequence of int
        Persons per warehouse.
    fixed : sequence of float
        Cost of opening a warehouse.
    households : sequence of sequence of int
        Sizes of the households of each customer; a household is served from one warehouse.
    serving : sequence of sequence of float
        Per customer, the cost of serving all its persons from each of the warehouses.
    at_most : int, optional
        How many warehouses may open.
    """

    capacity: Sequence[int]
    fixed: Sequence[float]
    households: Sequence[Sequence[int]]
    serving: Sequence[Sequence[float]]
    at_most: int | None = None

    @property
    def persons(self) -> list[int]:
        """Persons per customer."""
        return [sum(sizes) for sizes in self.households]

    def _waiting(self) -> float:
        """Return a price per person and week of waiting at which it pays to place everybody.

        It is above any service, and makes up for an opening when one warehouse fewer leaves too little room;
        that is certain where all warehouses are as large.
        """
        dearest = max(max(row) / count for row, count in zip(self.serving, self.persons, strict=True))
        left = (sum(self.persons) - 1) % max(self.capacity) + 1
        return 10 * dearest + max(self.fixed) / left

    def as_case(self) -> Case:
        """Return the problem as a placement case."""
        persons = self.persons
        width = len(str(len(persons) - 1))
        customers = [f"K{number:0{width}d}" for number in range(len(persons))]
        sites = [f"M{number:03d}" for number in range(len(self.capacity))]
        settings = {
            "start": DAG,
            "horizon": DAG,
            "periode": "maand",
            "eindweken": 1,
            "max_personen": 1_000_000,
            "vg": {"2025-II": {"bekend": 0}},
            "doelen": {
                "overschrijding": 0,
                "wachttijd": self._waiting(),
                "afstand": 0,
                "passendheid": 0,
                "vormvoorkeur": 0,
            },
        }
        if self.at_most is not None:
            settings["max_nieuwe_locaties"] = self.at_most
        people = [
            (f"{customer}-{number:02d}", size, customer)
            for customer, sizes in zip(customers, self.households, strict=True)
            for number, size in enumerate(sizes)
        ]
        households = pd.DataFrame(people, columns=["huishouden", "personen", "koppelgemeente"])
        per_person = np.asarray(self.serving, dtype=float) / np.asarray(persons, dtype=float)[:, None]
        return Case.from_tables(
            settings,
            gemeenten=pd.DataFrame(
                {"gemeentecode": customers, "inwoners": 1000, "x_rd": 200_000.0, "y_rd": 500_000.0}
            ),
            huishoudens=households.assign(vergunningdatum=DAG, koppeldatum=DAG),
            woningaanbod=pd.DataFrame(
                [{"aanbod": "geen", "gemeentecode": customers[0], "beschikbaar_vanaf": DAG, "aantal": 0}]
            ),
            doorstroomlocaties=pd.DataFrame(
                {
                    "locatie": sites,
                    "gemeentecode": customers[0],
                    "status": "kandidaat",
                    "capaciteit_personen": list(self.capacity),
                    "open_vanaf": DAG,
                    "open_tot": DAG,
                    "transitiekosten": list(self.fixed),
                    "exploitatie_per_persoon_dag": 0.0,
                }
            ),
            paren=pd.DataFrame(
                {
                    "locatie": sites * len(customers),
                    "gemeentecode": np.repeat(customers, len(sites)),
                    "kosten_euro_per_persoon": per_person.ravel(),
                }
            ),
        )


def warehouses(
    seed: int, *, sites: int = 100, customers: int = 1000, capacity: int = 8000
) -> Locatieprobleem:
    """Return a capacitated warehouse problem like capa to capc of the OR-Library (Beasley, 1988).

    Points are uniform on a square of 1,000 by 1,000; a unit costs its distance times 1 to 1.25; opening costs
    1.0 to 1.6 million, together as much as serving; a customer asks 5 to 111 units, about 58,000 in all at
    full size. A unit is a household of one person, so that a customer can be served from several warehouses.
    """
    random = np.random.default_rng(seed)
    places, points = random.uniform(0, 1000, (sites, 2)), random.uniform(0, 1000, (customers, 2))
    distance = np.hypot(*(points[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    demand = random.integers(5, 112, customers)
    serving = np.round(distance * random.uniform(1.0, 1.25, distance.shape) * demand[:, None], 2)
    fixed = np.round(random.uniform(1.0e6, 1.6e6, sites), 2)
    return Locatieprobleem(
        [capacity] * sites, fixed.tolist(), [[1] * int(units) for units in demand], serving.tolist()
    )


def medians(seed: int, *, nodes: int = 50, at_most: int = 5, capacity: int = 120) -> Locatieprobleem:
    """Return a capacitated p-median problem like those of Osman and Christofides (1994).

    Points with whole coordinates of 1 to 100, demands of 1 to 20, distances rounded down. Every node is both
    a customer and a place; its demand is one household, which is not divided. All demand together is 82 to
    96 % of the capacity that may open.
    """
    random = np.random.default_rng(seed)
    points = random.integers(1, 101, (nodes, 2))
    most = at_most * capacity
    demand = random.integers(1, 21, nodes)
    while not 0.82 * most <= demand.sum() <= 0.96 * most:
        demand = random.integers(1, 21, nodes)
    distance = np.floor(np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)))
    return Locatieprobleem(
        [capacity] * nodes, [0.0] * nodes, [[int(size)] for size in demand], distance.tolist(), at_most
    )
