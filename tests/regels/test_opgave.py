"""The taakstelling book, worked by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing.achterstand import achterstand_naar_herkomst
from plaatsing.opgave import opgave, taakstelling_tabel
from plaatsing.realisatie import realised_moves
from tests.regels.hulp import gemeente, huishouden, maak_case, maak_plan, naar_huis, via_locatie

TWO_HALVES: dict[str, Any] = {
    "start": "2025-07-01",
    "horizon": "2026-06-30",
    "vg": {"2026-I": {"bekend": 60}},
}


def column(table: pd.DataFrame, name: str) -> list[Any]:
    return list(table[name])


def test_gecorrigeerd_adds_up_over_half_years() -> None:
    """Shares of 1/4 and 3/4: 25 and 75 of 100; 15 and 45 of 60.

    A: 10 arrears + 25 + 4 correctie - 3 uitruil = 36; + 15 + 1 = 52. B: -20 + 75 + 3 = 58; + 45 - 1 = 102.
    """
    case = maak_case(
        [
            gemeente("B", inwoners=3000, achterstand=-20, realisatie=5),
            gemeente("A", achterstand=10, correctie=4, realisatie=6, realisatie_overig=2),
        ],
        uitruil=[
            {"halfjaar": "2025-II", "gemeentecode": "A", "personen": -3},
            {"halfjaar": "2025-II", "gemeentecode": "B", "personen": 3},
            {"halfjaar": "2026-I", "gemeentecode": "A", "personen": 1},
            {"halfjaar": "2026-I", "gemeentecode": "B", "personen": -1},
        ],
        **TWO_HALVES | {"vg": {"2025-II": {"bekend": 100}, "2026-I": {"bekend": 60}}},
    )
    book = opgave(case)
    assert column(book, "gemeentecode") == ["A", "A", "B", "B"]
    assert column(book, "halfjaar") == ["2025-II", "2026-I", "2025-II", "2026-I"]
    assert column(book, "taakstelling") == [25, 15, 75, 45]
    assert column(book, "correctie") == [4, 0, 0, 0]
    assert column(book, "uitruil") == [-3, 1, 3, -1]
    assert column(book, "gecorrigeerd") == [36, 52, 58, 102]
    assert column(book, "al_gerealiseerd") == [8, 8, 5, 5]
    assert column(book, "achterstand")[::2] == [10, -20]
    assert book["achterstand"].isna().tolist() == [False, True, False, True]


def test_published_figure_overrides_the_first_half_year_only() -> None:
    case = maak_case(
        [gemeente("A", taakstelling=31), gemeente("B", inwoners=3000)],
        **TWO_HALVES | {"vg": {"2025-II": {"bekend": 100}, "2026-I": {"bekend": 60}}},
    )
    assert column(opgave(case), "taakstelling") == [31, 15, 75, 45]


def test_published_figures_for_all_need_no_vg() -> None:
    case = maak_case([gemeente("A", taakstelling=31)], start="2024-01-01", halfjaar="2024-I")
    assert column(opgave(case), "taakstelling") == [31]


def test_revised_vg_holds_for_the_whole_half_year() -> None:
    vg = {"2025-II": {"bekend": 100, "herzien": 40, "datum": "2025-10-15"}}
    case = maak_case([gemeente("A"), gemeente("B", inwoners=3000)], vg=vg)
    assert column(opgave(case), "taakstelling") == [10, 30]


def test_swap_among_three_leaves_the_sum_as_it_was() -> None:
    """vg 90 over three equal municipalities is 30 each; A hands 10 to B and 5 to C."""
    swaps = [("A", -15), ("B", 10), ("C", 5)]
    case = maak_case(
        [gemeente("A"), gemeente("B"), gemeente("C")],
        vg={"2025-II": {"bekend": 90}},
        uitruil=[{"halfjaar": "2025-II", "gemeentecode": code, "personen": n} for code, n in swaps],
    )
    book = opgave(case)
    assert column(book, "gecorrigeerd") == [15, 40, 35]
    assert book["gecorrigeerd"].sum() == 90


def test_dutch_codes_take_the_national_population() -> None:
    """Horst aan de Maas: 13,000 x 43,917 / 17,942,942 = 31.8; own codes divide by their own sum."""
    dutch = maak_case([{"gemeentecode": "GM1507"}], gebied=["GM1507"])
    assert column(opgave(dutch), "taakstelling") == [32]
    own = maak_case([gemeente("X", inwoners=43_917)])
    assert column(opgave(own), "taakstelling") == [13_000]
    given_total = maak_case([gemeente("X", inwoners=43_917)], inwoners_nederland=87_834)
    assert column(opgave(given_total), "taakstelling") == [6_500]


def test_rounding_up_is_a_setting() -> None:
    case = maak_case([gemeente("A"), gemeente("B", inwoners=2000)], vg={"2025-II": {"bekend": 100}})
    assert column(opgave(case), "taakstelling") == [33, 67]
    up = maak_case(
        [gemeente("A"), gemeente("B", inwoners=2000)], vg={"2025-II": {"bekend": 100}}, afronding="boven"
    )
    assert column(opgave(up), "taakstelling") == [34, 67]


def test_koppelruimte_is_what_is_left_of_the_task() -> None:
    """40 to house, 6 + 2 done, 5 linked and in COA: 27 left; who is in a location is not linked again."""
    people = [
        huishouden("H1", 5, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15"),
        huishouden("H2", 4, "2025-05-01"),
        huishouden("H3", 3, "2024-05-01", koppelgemeente="A", in_locatie="L1", sinds="2025-03-01"),
    ]
    instellingen = TWO_HALVES | {"vg": {"2025-II": {"bekend": 40}, "2026-I": {"bekend": 60}}}
    case = maak_case([gemeente("A", realisatie=6, realisatie_overig=2)], people, **instellingen)
    assert column(opgave(case), "gekoppeld") == [5, 5]
    assert column(opgave(case), "koppelruimte") == [27, 87]
    with_given = maak_case([gemeente("A", koppelruimte=12)], people, **instellingen)
    assert column(opgave(with_given), "koppelruimte") == [12, 72]
    with_lead = maak_case([gemeente("A", achterstand=-90)], people, **instellingen)
    assert column(opgave(with_lead), "koppelruimte") == [0, 5]


def test_horizon_before_the_end_of_the_half_year_has_no_rows() -> None:
    case = maak_case([gemeente("A")], horizon="2025-11-30")
    assert opgave(case).empty
    assert taakstelling_tabel(case, maak_plan(case)).empty


def test_lead_becomes_an_arrear_over_two_half_years() -> None:
    """Opening lead 15, tasks 20 and 20, moves of 3 in 2025-II and 4 in 2026-I.

    End of 2025-II: -15 + 20 - 3 = 2 short. End of 2026-I: 2 + 20 - 4 = 18 short.
    """
    people = [
        huishouden("H1", 3, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15"),
        huishouden("H2", 4, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15"),
    ]
    instellingen = TWO_HALVES | {"vg": {"2025-II": {"bekend": 20}, "2026-I": {"bekend": 20}}}
    case = maak_case([gemeente("A", achterstand=-15)], people, **instellingen)
    plan = maak_plan(case, H1=naar_huis("2025-12-31"), H2=naar_huis("2026-01-01", "flex"))
    table = taakstelling_tabel(case, plan)
    assert column(table, "achterstand") == [-15, 2]
    assert column(table, "gecorrigeerd") == [5, 25]
    assert column(table, "gerealiseerd_eigen") == [3, 3]
    assert column(table, "gerealiseerd_flex") == [0, 4]
    assert column(table, "gerealiseerd") == column(table, "verwacht") == [3, 7]
    assert column(table, "tekort") == [2, 18]
    assert column(table, "voorsprong") == [0, 0]
    origin = achterstand_naar_herkomst(table)
    assert origin.to_numpy().tolist() == [["A", "2025-II", "2025-II", 2], ["A", "2026-I", "2026-I", 18]]


def test_moves_pay_off_the_oldest_arrears_first() -> None:
    """8 owed at the start, 10 and 10 asked; 12 moved in each half-year.

    2025-II: 8 + 10 - 12 leaves 6 of 2025-II; 2026-I: 6 + 10 - 12 leaves 4 of 2026-I.
    """
    people = [
        huishouden(name, 12, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15")
        for name in ("H1", "H2")
    ]
    instellingen = TWO_HALVES | {"vg": {"2025-II": {"bekend": 10}, "2026-I": {"bekend": 10}}}
    case = maak_case([gemeente("A", achterstand=8)], people, **instellingen)
    plan = maak_plan(case, H1=naar_huis("2025-08-01"), H2=naar_huis("2026-06-30"))
    origin = achterstand_naar_herkomst(taakstelling_tabel(case, plan))
    assert origin.to_numpy().tolist() == [["A", "2025-II", "2025-II", 6], ["A", "2026-I", "2026-I", 4]]
    still = achterstand_naar_herkomst(taakstelling_tabel(case, maak_plan(case)))
    assert still.to_numpy().tolist() == [
        ["A", "2025-II", "beginstand", 8],
        ["A", "2025-II", "2025-II", 10],
        ["A", "2026-I", "beginstand", 8],
        ["A", "2026-I", "2025-II", 10],
        ["A", "2026-I", "2026-I", 10],
    ]


def test_a_move_counts_once_for_the_koppelgemeente_on_the_day_of_entry() -> None:
    """H1 enters a location in 2025-II and moves on in 2026-I; H3 was in a location already."""
    linked = {"koppelgemeente": "A", "koppeldatum": "2025-05-15"}
    people = [
        huishouden("H1", 2, "2025-05-01", **linked),
        huishouden("H2", 3, "2025-05-01"),
        huishouden("H3", 4, "2024-05-01", koppelgemeente="A", in_locatie="L1", sinds="2025-03-01"),
    ]
    case = maak_case([gemeente("A"), gemeente("B")], people, **TWO_HALVES)
    plan = maak_plan(
        case,
        H1=via_locatie("2025-10-05", "2026-02-01"),
        H2=naar_huis("2025-09-30", "tijdelijk", koppelgemeente="B", voorstel=True, koppeldatum="2025-08-01"),
        H3={"vorm": "eigen", "uit_locatie": "2025-10-31"},
    )
    moves = realised_moves(case, plan)
    assert column(moves, "huishouden") == ["H1", "H2"]
    assert column(moves, "vorm") == ["doorstroomlocatie", "tijdelijk"]
    table = taakstelling_tabel(case, plan)
    assert column(table, "gerealiseerd_doorstroomlocatie") == [2, 2, 0, 0]
    assert column(table, "gerealiseerd_tijdelijk") == [0, 0, 3, 3]
    assert column(table, "gerealiseerd_eigen") == [0, 0, 0, 0]


def test_forms_that_do_not_count_wait_for_one_that_does() -> None:
    people = [
        huishouden(name, 2, "2025-05-01", koppelgemeente="A", koppeldatum="2025-05-15")
        for name in ("H1", "H2", "H3", "H4")
    ]
    case = maak_case([gemeente("A")], people, **TWO_HALVES)
    plan = maak_plan(
        case,
        H1=via_locatie("2025-10-05", "2026-02-01"),
        H2=via_locatie("2025-10-05"),
        H3=naar_huis("2025-10-05", "tijdelijk"),
        H4=via_locatie("2025-10-05", "2026-02-01", "tijdelijk"),
    )
    telt_mee = case.beleid.realisatie.telt_mee.model_copy(
        update={"doorstroomlocatie": False, "tijdelijk": False}
    )
    realisatie = case.beleid.realisatie.model_copy(update={"telt_mee": telt_mee})
    strict = case.beleid.model_copy(update={"realisatie": realisatie})
    moves = realised_moves(case, plan, strict)
    assert moves[["huishouden", "vorm"]].to_numpy().tolist() == [["H1", "eigen"]]
    assert moves["datum"].tolist() == [pd.Timestamp("2026-02-01")]
    assert column(taakstelling_tabel(case, plan, strict), "gerealiseerd") == [0, 2]


def test_verschoonbaar_from_the_plans_own_moves_up_to_1_october() -> None:
    """Task 30 + arrears 2 = 32; before the plan 4; moved on or before 1 October 3 (H1); linked by then and
    still waiting 5 + 2 (H2 moves on 2 October, H3 is proposed on 1 October), H4 is linked a day too late.

    32 - 7 - 7 = 18 excused.
    """
    linked = {"koppelgemeente": "A", "koppeldatum": "2025-05-15"}
    people = [
        huishouden("H1", 3, "2025-05-01", **linked),
        huishouden("H2", 5, "2025-05-01", **linked),
        huishouden("H3", 2, "2025-05-01"),
        huishouden("H4", 6, "2025-05-01"),
        huishouden("H5", 9, "2024-05-01", koppelgemeente="A", in_locatie="L1", sinds="2025-03-01"),
    ]
    case = maak_case(
        [gemeente("A", achterstand=2, realisatie=3, realisatie_overig=1, gekoppeld_op_peildatum=99)],
        people,
        vg={"2025-II": {"bekend": 30}},
    )
    plan = maak_plan(
        case,
        H1=naar_huis("2025-10-01"),
        H2=naar_huis("2025-10-02"),
        H3=naar_huis("2025-12-31", koppelgemeente="A", koppeldatum="2025-10-01"),
        H4=naar_huis("2025-12-31", koppelgemeente="A", koppeldatum="2025-10-02"),
    )
    table = taakstelling_tabel(case, plan)
    assert column(table, "gerealiseerd_op_peildatum") == [7]
    assert column(table, "gekoppeld_op_peildatum") == [7]
    assert column(table, "verschoonbaar") == [18]


def test_verschoonbaar_from_the_given_figure_once_the_balance_is_past_the_reference_date() -> None:
    """Balance of 1 October: 32 - 4 realised - 11 linked = 17; without a task left nothing is excused."""
    book = {"realisatie": 4, "gekoppeld_op_peildatum": 11, "stand_per": "2025-10-01"}
    case = maak_case(
        [gemeente("A", **book), gemeente("B", **book | {"achterstand": -40})],
        start="2025-10-02",
        vg={"2025-II": {"bekend": 64}},
    )
    assert column(taakstelling_tabel(case, maak_plan(case)), "verschoonbaar") == [17, 0]


def test_given_figure_on_the_reference_date_is_not_used_for_later_half_years() -> None:
    book = {"gekoppeld_op_peildatum": 11, "stand_per": "2025-10-01"}
    instellingen = TWO_HALVES | {
        "start": "2025-10-02",
        "vg": {"2025-II": {"bekend": 30}, "2026-I": {"bekend": 30}},
    }
    case = maak_case([gemeente("A", **book)], **instellingen)
    assert column(taakstelling_tabel(case, maak_plan(case)), "gekoppeld_op_peildatum") == [11, 0]


@settings(max_examples=40)
@given(
    opening=st.integers(-60, 60),
    swaps=st.tuples(st.integers(-40, 40), st.integers(-40, 40)),
    sizes=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 364)), max_size=12),
)
def test_book_closes_and_origins_sum_to_the_shortage(
    opening: int, swaps: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    people = [
        huishouden(f"H{i:02}", size, "2025-03-01", koppelgemeente="A", koppeldatum="2025-03-15")
        for i, (size, _) in enumerate(sizes)
    ]
    case = maak_case(
        [gemeente("A", achterstand=opening), gemeente("B", inwoners=0, realisatie=1000)],
        people,
        uitruil=[
            {"halfjaar": half, "gemeentecode": code, "personen": n if code == "A" else -n}
            for half, n in zip(("2025-II", "2026-I"), swaps, strict=True)
            for code in "AB"
        ],
        **TWO_HALVES | {"vg": {"2025-II": {"bekend": 20}, "2026-I": {"bekend": 20}}},
    )
    days = [str(pd.Timestamp("2025-07-01") + pd.Timedelta(days=day))[:10] for _, day in sizes]
    plan = maak_plan(case, **{f"H{i:02}": naar_huis(day) for i, day in enumerate(days)})
    table = taakstelling_tabel(case, plan)
    table = table[table["gemeentecode"] == "A"]
    origin = achterstand_naar_herkomst(table).groupby("halfjaar")["personen"].sum()
    assert table["tekort"].tolist() == origin.reindex(["2025-II", "2026-I"], fill_value=0).tolist()
    closing = table["achterstand"] + table["taakstelling"] + table["uitruil"]
    moved = table["gerealiseerd"].diff().fillna(table["gerealiseerd"])
    assert (closing - moved).tolist() == (table["tekort"] - table["voorsprong"]).tolist()
    assert table["gerealiseerd"].iloc[-1] == sum(size for size, _ in sizes)
    assert (table["verschoonbaar"] >= 0).all()


def test_input_order_does_not_matter() -> None:
    people = [
        huishouden(f"H{i}", i, "2025-03-01", koppelgemeente="AB"[i % 2], koppeldatum="2025-03-15")
        for i in range(1, 7)
    ]
    books = [gemeente("A"), gemeente("B", inwoners=500)]
    moves = {f"H{i}": naar_huis("2025-08-31") for i in (2, 3)}
    case, turned = maak_case(books, people), maak_case(books[::-1], people[::-1])
    table = taakstelling_tabel(case, maak_plan(case, **moves))
    other = taakstelling_tabel(turned, maak_plan(turned, **moves))
    pd.testing.assert_frame_equal(table, other)


@pytest.mark.parametrize(
    "name", ["taakstelling", "gecorrigeerd", "al_gerealiseerd", "gekoppeld", "koppelruimte"]
)
def test_figures_are_whole_numbers(name: str) -> None:
    assert opgave(maak_case([gemeente("A")]))[name].dtype == "int64"
