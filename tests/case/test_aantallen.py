"""Counts become rekenhuishoudens."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.aantallen import GROOTTEVERDELING, size_counts, sizes_for_persons
from tests.case.hulp import huishouden, make


def count(**cells: Any) -> dict[str, Any]:
    return {"weken_wachtend": 4, **cells}


def made(*rows: dict[str, Any]) -> pd.DataFrame:
    return make(huishoudens=None, aantallen=list(rows)).huishoudens


def test_sizes_follow_the_distribution() -> None:
    assert tuple(size_counts(100)) == GROOTTEVERDELING
    sizes = made(count(aantal=100))["personen"]
    assert tuple(sizes.value_counts().sort_index()) == GROOTTEVERDELING


def test_largest_remainder_of_a_small_number() -> None:
    # 10 x 62 % = 6.2, 1.0, 0.8, 0.8, 0.6, 0.4, 0.2: seven whole, then the three largest remainders.
    assert size_counts(10) == [6, 1, 1, 1, 1, 0, 0]


def test_many_small_rows_together_keep_the_distribution() -> None:
    sizes = made(*[count(aantal=1, koppelgemeente=code) for code in (106, 119) for _ in range(50)])[
        "personen"
    ]
    assert tuple(sizes.value_counts().sort_index()) == GROOTTEVERDELING


def test_every_row_gets_a_fair_share() -> None:
    frame = made(count(aantal=100, koppelgemeente="Assen"), count(aantal=100, koppelgemeente="Meppel"))
    persons = frame.groupby("koppelgemeente")["personen"].sum()
    assert abs(persons["GM0106"] - persons["GM0119"]) <= 7


@given(st.integers(0, 3000))
def test_counts_add_up(households: int) -> None:
    assert sum(size_counts(households)) == households


@given(st.integers(0, 3000))
def test_persons_add_up(persons: int) -> None:
    sizes = sizes_for_persons(persons)
    assert sum(sizes) == persons
    assert all(1 <= size <= 7 for size in sizes)


def test_persons_in_total() -> None:
    assert made(count(personen_totaal=206))["personen"].value_counts().sort_index().tolist() == list(
        GROOTTEVERDELING
    )
    assert list(made(count(personen_totaal=6, personen=2))["personen"]) == [2, 2, 2]


def test_names_and_marks() -> None:
    frame = make(huishoudens=[huishouden()], aantallen=[count(aantal=2, personen=3)]).huishoudens
    assert list(frame["huishouden"]) == ["H1", "R00001", "R00002"]
    assert list(frame["rekenhuishouden"]) == [False, True, True]
    assert list(frame["slaapkamers"]) == [1, 2, 2]


def test_dates() -> None:
    month = made({"aantal": 1, "personen": 1, "vergunningmaand": "maart 2025", "koppelgemeente": "Assen"})
    assert month["vergunningdatum"][0] == pd.Timestamp("2025-03-15")
    assert month["koppeldatum"][0] == pd.Timestamp("2025-03-29")
    weeks = made(count(aantal=1, personen=1))
    assert weeks["vergunningdatum"][0] == pd.Timestamp("2025-06-03")
    assert pd.isna(weeks["koppeldatum"][0])


def test_kind_of_reception_follows_the_site() -> None:
    coa = [{"coa_locatie": "Zuidlaren", "soort": "noodopvang"}]
    frame = make(
        huishoudens=None, aantallen=[count(aantal=1, personen=1, coa_locatie="Zuidlaren")], coa_locaties=coa
    ).huishoudens
    assert frame["soort_opvang"][0] == "noodopvang"


@pytest.mark.parametrize("seed", range(3))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    rows = [
        count(aantal=n, koppelgemeente=code, weken_wachtend=w)
        for n in (1, 3, 5)
        for code in (106, 119, "")
        for w in (2, 9)
    ]
    rows += [count(personen_totaal=n, koppelgemeente=106) for n in (4, 9)]
    shuffled = random.Random(seed).sample(rows, len(rows))
    pd.testing.assert_frame_equal(made(*rows), made(*shuffled))


def test_zero_is_a_count() -> None:
    assert len(made(count(aantal=0, personen=2), count(aantal=1, personen=1))) == 1
