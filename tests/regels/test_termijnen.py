"""Deadlines and chargeable days: corners by hand, and scalar against arrays."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaatsing.beleid import Beleid, read_beleid
from plaatsing.termijnen import (
    charge_start,
    chargeable_interval,
    dagen_over_termijn,
    deadline,
    termijndatum,
    weken_over_termijn,
)
from plaatsing.termijnen_reeks import (
    charge_starts,
    chargeable_bounds,
    chargeable_cents,
    chargeable_days,
    dagen_over_termijn_reeks,
    deadlines,
    termijndata,
)

BELEID = read_beleid("migratieagenda-2023")
START, HORIZON = date(2025, 7, 1), date(2025, 12, 31)


def with_begin(begin: str) -> Beleid:
    return BELEID.model_copy(
        update={"doorberekening": BELEID.doorberekening.model_copy(update={"begin": begin})}
    )


BEGINS = ("na_halfjaar_termijn", "na_halfjaar_koppeling", "na_termijn", "geen")
ALL_RULES = [with_begin(begin) for begin in BEGINS]


def interval(
    permit: date, linked: date | None, left: date | None, excuse: str = ""
) -> tuple[date, date] | None:
    return chargeable_interval(permit, linked, left, excuse, BELEID, START, HORIZON)


def test_linked_in_time_has_permit_plus_14_weeks() -> None:
    """1 January 2025 + 98 days = 9 April 2025; linked on day 14 gives the same day."""
    assert deadline(date(2025, 1, 1), date(2025, 1, 15), BELEID) == date(2025, 4, 9)
    assert deadline(date(2025, 1, 1), None, BELEID) == date(2025, 4, 9)
    assert termijndatum(date(2025, 1, 1), BELEID) == date(2025, 4, 9)


def test_linked_too_late_has_koppeling_plus_12_weeks() -> None:
    """15 April 2025 + 84 days = 8 July 2025, so charging waits for 2026-I instead of 2025-II."""
    assert deadline(date(2025, 1, 1), date(2025, 4, 15), BELEID) == date(2025, 7, 8)
    assert charge_start(date(2025, 1, 1), date(2025, 1, 15), BELEID) == date(2025, 7, 1)
    assert charge_start(date(2025, 1, 1), date(2025, 4, 15), BELEID) == date(2026, 1, 1)
    assert interval(date(2025, 1, 1), date(2025, 4, 15), None) is None


def test_deadline_on_the_last_day_of_a_half_year_charges_from_the_next_day() -> None:
    """24 March 2025 + 98 days = 30 June 2025; a day later falls in the next half-year."""
    assert charge_start(date(2025, 3, 24), date(2025, 4, 7), BELEID) == date(2025, 7, 1)
    assert charge_start(date(2025, 3, 25), date(2025, 4, 8), BELEID) == date(2026, 1, 1)


def test_other_readings_of_the_start_of_charging() -> None:
    permit, linked = date(2025, 3, 24), date(2025, 4, 7)
    assert charge_start(permit, linked, with_begin("na_termijn")) == date(2025, 7, 1)
    assert charge_start(permit, linked, with_begin("na_halfjaar_koppeling")) == date(2025, 7, 1)
    assert charge_start(date(2025, 5, 1), date(2025, 7, 1), with_begin("na_termijn")) == date(2025, 9, 24)
    assert charge_start(date(2025, 5, 1), date(2025, 6, 30), with_begin("na_halfjaar_koppeling")) == START
    assert charge_start(permit, linked, with_begin("geen")) is None
    for rules in ALL_RULES:
        assert charge_start(permit, None, rules) is None


def test_leaving_on_the_deadline_day_is_within_the_term_and_free() -> None:
    """Permit 24 March 2025: day 98 is 30 June."""
    permit, linked, left = date(2025, 3, 24), date(2025, 4, 7), date(2025, 6, 30)
    assert weken_over_termijn(permit, left, BELEID) == 0
    assert dagen_over_termijn(permit, left + timedelta(days=1), BELEID) == 1
    for rules in ALL_RULES:
        assert chargeable_interval(permit, linked, left, "", rules, date(2025, 1, 1), HORIZON) is None


def test_charging_ends_the_day_before_leaving() -> None:
    permit, linked = date(2025, 1, 1), date(2025, 1, 15)
    assert interval(permit, linked, date(2025, 8, 1)) == (START, date(2025, 7, 31))
    assert interval(permit, linked, date(2025, 7, 2)) == (START, START)
    assert interval(permit, linked, date(2025, 7, 1)) is None


def test_who_stays_is_charged_through_the_horizon() -> None:
    assert interval(date(2025, 1, 1), date(2025, 1, 15), None) == (START, HORIZON)


def test_days_before_the_plan_are_not_charged_again() -> None:
    """Deadline 9 April 2024, so charging began on 1 July 2024."""
    assert charge_start(date(2024, 1, 2), date(2024, 1, 16), BELEID) == date(2024, 7, 1)
    assert interval(date(2024, 1, 2), date(2024, 1, 16), None) == (START, HORIZON)


def test_an_excuse_or_no_koppeling_leaves_nothing_to_charge() -> None:
    assert interval(date(2025, 1, 1), date(2025, 1, 15), None, "medisch") is None
    assert interval(date(2025, 1, 1), None, None) is None


def test_term_across_a_leap_day() -> None:
    """1 February 2028 + 98 days = 9 May 2028, one day earlier than in a common year."""
    assert termijndatum(date(2028, 2, 1), BELEID) == date(2028, 5, 9)
    assert termijndatum(date(2027, 2, 1), BELEID) == date(2027, 5, 10)


def test_weeks_past_the_term_count_days_from_permit() -> None:
    """Late koppeling moves the deadline, not the 14-week norm."""
    assert weken_over_termijn(date(2025, 1, 1), date(2025, 4, 19), BELEID) == pytest.approx(10 / 7)


DATES = st.dates(date(2021, 1, 1), date(2029, 12, 31))


@given(
    households=st.lists(
        st.tuples(DATES, st.none() | DATES, st.none() | DATES, st.booleans()), min_size=1, max_size=30
    ),
    start=DATES,
    length=st.integers(0, 1200),
    rules=st.sampled_from(ALL_RULES),
    soort=st.sampled_from(["regulier", "noodopvang"]),
)
def test_arrays_agree_with_the_definition(
    households: list[tuple[date, date | None, date | None, bool]],
    start: date,
    length: int,
    rules: Beleid,
    soort: str,
) -> None:
    horizon = start + timedelta(days=length)
    permit, linked, left = (
        np.array([row[column] for row in households], dtype="datetime64[D]") for column in range(3)
    )
    excused = np.array([row[3] for row in households])
    assert list(deadlines(permit, linked, rules).tolist()) == [
        deadline(row[0], row[1], rules) for row in households
    ]
    assert list(charge_starts(permit, linked, rules).tolist()) == [
        charge_start(row[0], row[1], rules) for row in households
    ]
    assert list(termijndata(permit, rules).tolist()) == [termijndatum(row[0], rules) for row in households]
    assert dagen_over_termijn_reeks(permit, linked[:1], rules).tolist() == [
        0 if households[0][1] is None else dagen_over_termijn(row[0], households[0][1], rules)
        for row in households
    ]
    expected_days, expected_cents = [], []
    for permit_day, linked_day, left_day, excuse in households:
        code = "medisch" if excuse else ""
        found = chargeable_interval(permit_day, linked_day, left_day, code, rules, start, horizon)
        expected_days.append(0 if found is None else (found[1] - found[0]).days + 1)
        plain = chargeable_interval(permit_day, linked_day, left_day, "", rules, start, horizon)
        cents = 0
        if plain is not None:
            for day in range((plain[1] - plain[0]).days + 1):
                cents += rules.tarief_cent((plain[0] + timedelta(days=day)).year, soort).cent
        expected_cents.append(cents)
    found_days = chargeable_days(permit, linked, left, excused, rules, start, horizon)
    assert found_days.tolist() == expected_days
    first, last = chargeable_bounds(permit, linked, left, rules, start, horizon)
    assert chargeable_cents(first, last, soort, rules).tolist() == expected_cents


def test_arrays_broadcast_households_against_leaving_days() -> None:
    permit = np.array(["2025-01-01", "2025-03-25"], dtype="datetime64[D]")[:, None]
    linked = np.array(["2025-01-15", "NaT"], dtype="datetime64[D]")[:, None]
    left = np.array(["2025-07-11", "2025-12-31", "NaT"], dtype="datetime64[D]")[None, :]
    days = chargeable_days(permit, linked, left, np.array(False), BELEID, START, HORIZON)
    assert days.tolist() == [[10, 183, 184], [0, 0, 0]]
