"""The series of random cases on which engine and reference must agree."""

from __future__ import annotations

from plaatsing.models import Instance
from tests.models.random_instances import random_instance

SHAPES = (
    {"classes": 5, "largest": 2, "periods": 4, "gemeenten": 3},
    {"classes": 8, "largest": 4, "periods": 8, "gemeenten": 4},
    {"classes": 10, "largest": 3, "periods": 14, "gemeenten": 5},
)


def varied_instance(seed: int) -> Instance:
    """Draw an instance of a shape that changes with the seed: few periods, several, and many."""
    return random_instance(30_000 + seed, **SHAPES[seed % len(SHAPES)])
