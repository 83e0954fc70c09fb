"""The taakstelling in exact integers, and the published figures."""

import os
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.taakstelling import taakstelling


def test_horst_aan_de_maas_2025_i() -> None:
    """17,700 x 43,917 / 17,942,942 = 43.32 persons."""
    inwoners = pd.Series({"GM1507": 43_917})
    assert taakstelling(17_700, inwoners, inwoners_nederland=17_942_942).to_dict() == {"GM1507": 43}
    assert taakstelling(17_700, inwoners, "boven", 17_942_942).to_dict() == {"GM1507": 44}


def test_etten_leur_2017_i() -> None:
    """13,000 x 42,832 / 16,979,120 = 32.79 persons."""
    assert taakstelling(13_000, [42_832], inwoners_nederland=16_979_120).tolist() == [33]


def test_published_figures() -> None:
    folder = os.environ.get("PLAATSING_REFERENTIE")
    if not folder:
        pytest.skip("PLAATSING_REFERENTIE is not set: no folder with published figures")
    published = pd.read_csv(Path(folder) / "facts" / "taakstelling_gepubliceerd.csv")
    assert len(published) > 0
    for row in published.to_dict("records"):
        inwoners = pd.Series({row["gemeentecode"]: row["inwoners_gemeente"]})
        found = taakstelling(row["vg"], inwoners, inwoners_nederland=row["inwoners_nederland"])
        assert found[row["gemeentecode"]] == row["taakstelling_gepubliceerd"]


def test_halves_go_up_and_the_denominator_is_the_sum() -> None:
    """10 x 1 / 20 = 0.5 goes to 1; 10 x 19 / 20 = 9.5 goes to 10."""
    found = taakstelling(10, pd.Series([1, 19], index=["a", "b"]))
    assert found.to_dict() == {"a": 1, "b": 10}
    assert found.name == "taakstelling"
    assert found.dtype == "int64"


def test_any_index_and_integer_type_is_kept() -> None:
    index = pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])
    for dtype in ("int32", "int64", "Int64", "object"):
        found = taakstelling(100, pd.Series([25, 75], index=index, dtype=dtype))
        assert found.index.equals(index)
        assert found.tolist() == [25, 75]


def test_numbers_beyond_64_bits_stay_exact() -> None:
    large = 10**18
    assert taakstelling(large, [large, large]).tolist() == [large // 2, large // 2]


@given(
    vg=st.integers(0, 50_000),
    inwoners=st.lists(st.integers(0, 900_000), min_size=1, max_size=20).filter(any),
)
def test_rounding_is_that_of_exact_fractions(vg: int, inwoners: list[int]) -> None:
    shares = [Fraction(vg * count, sum(inwoners)) for count in inwoners]
    assert taakstelling(vg, inwoners).tolist() == [floor(share + Fraction(1, 2)) for share in shares]
    assert taakstelling(vg, inwoners, "boven").tolist() == [ceil(share) for share in shares]


@pytest.mark.parametrize(
    ("vg", "inwoners", "options", "said"),
    [
        (-1, [1], {}, "vg: gevonden -1"),
        (13_000.0, [1], {}, "vg: gevonden 13000.0, verwacht een geheel getal"),
        (True, [1], {}, "vg"),
        (10, [1.5], {}, "inwoners van 0: gevonden 1.5"),
        (10, [5, -2], {}, "inwoners van 1: gevonden -2"),
        (10, pd.Series([5, None], index=["a", "b"], dtype="Int64"), {}, "inwoners van b"),
        (10, [0, 0], {}, "nul"),
        (10, [], {}, "nul"),
        (10, [5], {"inwoners_nederland": 0}, "nul"),
        (10, [5], {"inwoners_nederland": -3}, "inwoners_nederland"),
        (10, [5], {"afronding": "onder"}, 'afronding "onder" is onbekend'),
    ],
)
def test_wrong_input_is_named(vg: int, inwoners: list[int], options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        taakstelling(vg, inwoners, **options)
