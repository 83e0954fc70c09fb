"""The tables of a case and what may not be in them."""

from __future__ import annotations

import pytest

from plaatsing.schema import TABELLEN
from plaatsing.schema.verboden import is_forbidden
from tests.case.hulp import error, huishouden


@pytest.mark.parametrize(
    "name",
    [
        "nationaliteit",
        "Nationality",
        "land_van_herkomst",
        "landVanHerkomst",
        "geboorteland",
        "taal",
        "Talen",
        "moeder-taal",
        "voertaal",
        "language",
        "religie",
        "geloofsovertuiging",
        "religion",
        "geslacht",
        "Gender",
        "sekse",
        "sexe",
        "sex",
        "m/v",
        "etniciteit",
        "ethnicity",
        "country of origin",
        "taal_niveau",
    ],
)
def test_forbidden_columns_are_refused(name: str) -> None:
    problem = error(huishoudens=[huishouden(**{name: "x"})])
    assert (problem.code, problem.kolom) == ("verboden_kolom", name)
    assert "nationaliteit" in problem.verwacht


def test_no_column_of_our_own_is_forbidden() -> None:
    names = {name for table in TABELLEN.values() for name in (table.name, *table.names)}
    assert [name for name in sorted(names) if is_forbidden(name)] == []
    assert not is_forbidden("betaalbaar")
    assert not is_forbidden("klasse")


@pytest.mark.parametrize("table", TABELLEN.values(), ids=TABELLEN)
def test_every_column_is_explained(table: object) -> None:
    columns = TABELLEN[table.name].columns  # type: ignore[attr-defined]
    assert all(column.nl and column.en for column in columns)
    assert len({column.name for column in columns}) == len(columns)
    assert all(bool(column.choices) == column.kind.startswith("choice") for column in columns)
