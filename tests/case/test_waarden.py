"""One cell, in the spellings that planners use."""

from __future__ import annotations

from datetime import date

import pytest

from plaatsing.lezen.waarden import (
    OngeldigeWaardeError,
    nearest,
    read_bool,
    read_choice,
    read_date,
    read_halfjaar,
    read_integer,
    read_month,
    read_number,
    read_text,
    split_list,
)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-01",
        "2025-7-1",
        "01-07-2025",
        "1/7/2025",
        "1.7.2025",
        "1 juli 2025",
        "1  Jul. 2025",
        "2025-07-01 00:00:00",
        "2025-07-01T13:45",
        "01-07-2025 00:00",
    ],
)
def test_dates(text: str) -> None:
    assert read_date(text) == date(2025, 7, 1)


@pytest.mark.parametrize(
    "text", ["31-02-2025", "2025-13-01", "07/2025", "morgen", "1-7-25", "1 jull 2025", "٢٠٢٥-٠٧-٠١"]
)
def test_no_dates(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError, match="verwacht een datum zoals 2025-03-01"):
        read_date(text)


@pytest.mark.parametrize("text", ["1925-07-01", "2205-07-01", "0000-01-01", "9999-12-31"])
def test_dates_outside_the_plausible_range(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError):
        read_date(text)


def test_day_number_of_a_spreadsheet_is_recognised() -> None:
    with pytest.raises(OngeldigeWaardeError) as caught:
        read_date("45839")
    assert caught.value.bedoelde_u == "2025-07-01"


@pytest.mark.parametrize("text", ["2025-03", "03-2025", "3/2025", "maart 2025", "mrt 2025", "2025-03-31"])
def test_months_are_dated_the_fifteenth(text: str) -> None:
    assert read_month(text) == date(2025, 3, 15)


@pytest.mark.parametrize("text", ["2025-13", "0-2025", "foo 2025", "2025", "1800-01"])
def test_no_months(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError, match="verwacht een maand"):
        read_month(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("+3", 3),
        ("-3", -3),
        ("\u22123", -3),
        ("17.942", 17942),
        ("17.942.942", 17942942),
        ("4,0", 4),
        ("4.0", 4),
        ("1 000", 1000),
    ],
)
def test_integers(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize(
    "text", ["1,5", "1.5", "1e3", "1e400", "twee", "", "--1", "1.23.456", "٣", "9" * 30, "99999999999"]
)
def test_no_integers(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError, match="verwacht een geheel getal"):
        read_integer(text)


def test_integer_out_of_range_names_the_range() -> None:
    with pytest.raises(OngeldigeWaardeError, match="van 1 tot en met 7"):
        read_integer("8", 1, 7)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("-0,5", -0.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("0.125", 0.125),
        ("1e3", 1000.0),
        ("235098", 235098.0),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["€ 400.000,-", "400000", "400.000,00", "EUR 400000", "400000 euro"])
def test_amounts(text: str) -> None:
    assert read_number(text, euro=True) == 400_000.0


@pytest.mark.parametrize("text", ["1e400", "inf", "nan", "1,2,3", "abc", "", "12,5x"])
def test_no_numbers(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError, match="verwacht een getal"):
        read_number(text)


def test_three_decimals_or_thousands_is_asked_back() -> None:
    with pytest.raises(OngeldigeWaardeError, match="dit kan 12345 of 12,345 zijn"):
        read_number("12.345")
    with pytest.raises(OngeldigeWaardeError, match="400000 of 400,000"):
        read_number("400.000", euro=True, decimal_point=True)
    assert read_number("12.345", decimal_point=True) == 12.345


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ja", True),
        ("J", True),
        ("TRUE", True),
        ("1", True),
        ("waar", True),
        ("nee", False),
        ("N", False),
        ("0", False),
        ("onwaar", False),
    ],
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert read_bool(text) is value


def test_neither_yes_nor_no() -> None:
    with pytest.raises(OngeldigeWaardeError) as caught:
        read_bool("neee")
    assert caught.value.bedoelde_u == "nee"


def test_choice_ignores_case_and_suggests() -> None:
    assert read_choice(" Kandidaat ", ("bestaand", "kandidaat")) == "kandidaat"
    with pytest.raises(OngeldigeWaardeError, match="verwacht bestaand of kandidaat") as caught:
        read_choice("kandidat", ("bestaand", "kandidaat"))
    assert caught.value.bedoelde_u == "kandidaat"
    with pytest.raises(OngeldigeWaardeError) as caught:
        read_choice("flexwoning", ("eigen", "flex", "tijdelijk"))
    assert caught.value.bedoelde_u == "flex"


def test_halfjaar_suggests_the_roman_spelling() -> None:
    assert read_halfjaar("2025-ii") == "2025-II"
    with pytest.raises(OngeldigeWaardeError) as caught:
        read_halfjaar("2025-2")
    assert caught.value.bedoelde_u == "2025-II"


@pytest.mark.parametrize("text", ["a\x07b", "#N/B", "#VERW!", "a\x9fb"])
def test_text_refuses_control_characters_and_formula_errors(text: str) -> None:
    with pytest.raises(OngeldigeWaardeError):
        read_text(text)


def test_text_has_single_spaces() -> None:
    assert read_text(" De \n  Wolden\t") == "De Wolden"


def test_lists_are_cut_at_bars_or_semicolons() -> None:
    assert split_list("Assen| Meppel |") == ["Assen", "Meppel"]
    assert split_list("Assen; Meppel") == ["Assen", "Meppel"]


def test_nearest_keeps_the_spelling_of_the_candidate() -> None:
    assert nearest("KOPPELGEMENTE", ["Koppelgemeente", "personen"]) == "Koppelgemeente"
    assert nearest("xyz", ["Koppelgemeente"]) == ""
