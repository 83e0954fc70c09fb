"""Public warehouse location cases read as placement cases.

A customer is a municipality whose people are linked already; a warehouse is a candidate location. Service
may be split, so a customer's demand (a multiple of 0.025) becomes households of 1, 2, 4, ... persons;
where one warehouse can serve everybody nothing is worth splitting, and a customer is one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.locatiecases import Locatieprobleem
from plaatsing.case import Case

PERSONEN_PER_EENHEID = 40
BASIS = 2
MAGAZIJNEN_PER_KLANT = 3
GROOTSTE_DEEL = 4096


@dataclass(frozen=True)
class Magazijnen:
    """A case of the OR-Library: capacities, fixed costs, demands, and cost of serving all of a demand."""

    capacity: list[float]
    fixed: list[float]
    demand: list[float]
    serving: list[list[float]]


def lees(path: Path) -> Magazijnen:
    """Read a file: m and n; per warehouse capacity and fixed cost; per customer demand and m costs."""
    numbers = iter(float(word) for word in path.read_text(encoding="ascii").split())
    count, customers = int(next(numbers)), int(next(numbers))
    capacity, fixed, demand, serving = [], [], [], []
    for _ in range(count):
        capacity.append(next(numbers))
        fixed.append(next(numbers))
    for _ in range(customers):
        demand.append(next(numbers))
        serving.append([next(numbers) for _ in range(count)])
    return Magazijnen(capacity, fixed, demand, serving)


def porties(persons: int) -> list[int]:
    """Split into parts of 1, 2, 4, ..., enough of each size to serve a customer from several places."""
    parts: list[int] = []
    size, copies = 1, MAGAZIJNEN_PER_KLANT * (BASIS - 1)
    while size < GROOTSTE_DEEL and sum(parts) + copies * size <= persons:
        parts += [size] * copies
        size *= BASIS
    left = persons - sum(parts)
    parts += [size] * (left // size)
    return [*parts, left % size] if left % size else parts


def als_case(source: Magazijnen) -> Case:
    """Write a warehouse case as a placement case."""
    splits = max(source.capacity) < sum(source.demand)
    factor = PERSONEN_PER_EENHEID
    persons = [round(demand * factor) if splits else 1 for demand in source.demand]
    assert not splits or all(
        abs(count - demand * factor) < 1e-6 for count, demand in zip(persons, source.demand, strict=True)
    )
    places = [round(capacity * factor) if splits else len(persons) for capacity in source.capacity]
    households = [porties(count) for count in persons]
    return Locatieprobleem(places, source.fixed, households, source.serving).as_case()
