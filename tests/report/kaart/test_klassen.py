"""Figures in at most five classes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.report.kaart import Kaartkolom
from plaatsing.report.kaart.gegevens import Schaal
from plaatsing.report.kaart.klassen import MOST, Indeling, indeling
from plaatsing.taal import speak


def _divided(values: list[float], schaal: Schaal = "oplopend", eenheid: str = "personen") -> Indeling:
    codes = [f"GM{place:04d}" for place in range(len(values))]
    return indeling(Kaartkolom("proef", "Proef", eenheid, pd.Series(values, index=codes), schaal), codes)


_FIGURES = st.lists(
    st.one_of(st.integers(-500, 500).map(float), st.just(float("nan"))), min_size=1, max_size=60
)


@given(_FIGURES, st.sampled_from(["oplopend", "tweezijdig"]))
def test_at_most_five_classes_hold_every_figure_in_order(values: list[float], schaal: Schaal) -> None:
    made = _divided(values, schaal)
    numbers = [klasse for klasse in made.klassen if klasse.teken != "0"]
    assert len(numbers) <= MOST
    assert sum(klasse.aantal for klasse in made.klassen) == len(values)
    assert [sign == "0" for sign in made.tekens] == [bool(np.isnan(value)) for value in values]
    pairs = sorted((value, sign) for value, sign in zip(values, made.tekens, strict=True) if sign != "0")
    assert [sign for _value, sign in pairs] == sorted(sign for _value, sign in pairs)


def test_equal_figures_share_a_class_and_zero_has_its_own_where_common() -> None:
    made = _divided([0, 0, 0, 0, *range(1, 31)])
    first = made.klassen[0]
    assert (first.teken, first.tekst, first.aantal) == ("1", "0", 4)
    assert len(made.klassen) == MOST


def test_few_different_figures_get_a_class_each() -> None:
    assert [(k.teken, k.tekst, k.aantal) for k in _divided([3, 3, 7]).klassen] == [
        ("1", "3", 2),
        ("5", "7", 1),
    ]


def test_zero_is_the_middle_of_a_two_sided_scale() -> None:
    made = _divided([-40, -2, 0, 2, 40], "tweezijdig")
    assert made.tekens == ("a", "b", "c", "d", "e")


def test_what_is_bad_below_zero_has_the_warm_tones_below_zero() -> None:
    values = pd.Series([-40.0, -2, 0, 2, 40], index=list("vwxyz"))
    column = Kaartkolom("proef", "Proef", "personen", values, "tweezijdig", onder_nul_ongunstig=True)
    made = indeling(column, list("vwxyz"))
    assert made.tekens == ("e", "d", "c", "b", "a")
    assert [klasse.tekst for klasse in made.klassen] == ["-40", "-2", "0", "2", "40"]


def test_a_missing_figure_says_so_and_is_never_zero() -> None:
    made = _divided([float("nan"), 0.0])
    assert made.waarden == ("geen cijfer", "0 personen")
    assert made.klassen[-1].teken == "0"


@pytest.mark.parametrize(
    ("eenheid", "dutch", "english"),
    [
        ("personen", "1.234 personen", "1,234 personen"),
        ("euro", "€ 1.234", "€ 1,234"),
        ("%", "1.234%", "1,234%"),
    ],
)
def test_figures_carry_their_unit_as_the_language_writes_it(eenheid: str, dutch: str, english: str) -> None:
    assert _divided([1234], eenheid=eenheid).waarden == (dutch,)
    with speak("en"):
        assert _divided([1234], eenheid=eenheid).waarden == (english,)


def test_one_person_is_a_person() -> None:
    assert _divided([1.0, -1.0]).waarden == ("1 persoon", "-1 persoon")
