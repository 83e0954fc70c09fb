"""models/ and geodata/ are the ground floor: they stand without plaatsing's own modules."""

from __future__ import annotations

import pytest

from tests.verpakking.boom import imported, modules

GROUND_FLOOR = ("plaatsing.models", "plaatsing.geodata")


@pytest.mark.parametrize("source", GROUND_FLOOR)
def test_ground_floor_imports_nothing_of_the_product(source: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in modules(source)
        for name in imported(module, path)
        if name.split(".")[0] == "plaatsing"
        and not f"{name}.".startswith(tuple(f"{floor}." for floor in GROUND_FLOOR))
    ]
    assert wrong == []


@pytest.mark.parametrize("source", GROUND_FLOOR)
def test_ground_floor_has_modules_to_look_at(source: str) -> None:
    assert len(list(modules(source))) > 1
