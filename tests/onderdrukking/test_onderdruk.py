"""No reader finds a hidden cell back, whatever the tables."""

from __future__ import annotations

import sys
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaatsing.onderdrukking import TOTAAL, Uitsplitsing, cellen, onderdruk, onderdruk_samen
from plaatsing.onderdrukking import onderdruk as module
from plaatsing.onderdrukking.cellen import maak_stelsel
from plaatsing.onderdrukking.kiezen import Keuze, kies
from plaatsing.onderdrukking.stelsel import Stelsel
from tests.onderdrukking.aanval import verborgen_grenzen

GRENS = 5
BOVEN = {"gemeente": ("regio",)}
figures = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 30])


@st.composite
def rows(draw: st.DrawFn, columns: tuple[str, ...] = ("vorm",)) -> pd.DataFrame:
    """Persons by municipality (in two regions) and by each of `columns`."""
    found = []
    values = {name: [f"{name[0]}{number}" for number in range(draw(st.integers(2, 3)))] for name in columns}
    for number in range(draw(st.integers(1, 4))):
        found += [[f"R{number % 2}", f"G{number}", *key, draw(figures)] for key in product(*values.values())]
    return pd.DataFrame(found, columns=["regio", "gemeente", *columns, "personen"])


def widths(tables: list[pd.DataFrame], maat: str = "personen") -> list[float]:
    return [high - low for low, high in verborgen_grenzen(tables, maat)]


@settings(max_examples=60, deadline=None)
@given(rows())
def test_no_hidden_cell_of_a_table_can_be_bounded_tightly(table: pd.DataFrame) -> None:
    published = onderdruk(table, ["gemeente", "vorm"], "personen", GRENS, boven=BOVEN)
    assert all(width >= GRENS for width in widths([published]))


@settings(max_examples=40, deadline=None)
@given(rows(("vorm", "kwartaal")))
def test_nor_when_two_tables_share_municipalities(table: pd.DataFrame) -> None:
    published = onderdruk_samen(
        [
            Uitsplitsing(table, ["gemeente", "vorm"], "personen", BOVEN),
            Uitsplitsing(table, ["regio", "kwartaal"], "personen"),
        ],
        GRENS,
    )
    assert all(width >= GRENS for width in widths(published))


@settings(max_examples=25, deadline=None)
@given(rows(("vorm", "kwartaal")))
def test_nor_when_three_tables_go_round(table: pd.DataFrame) -> None:
    pairs = [["gemeente", "vorm"], ["vorm", "kwartaal"], ["gemeente", "kwartaal"]]
    published = onderdruk_samen([Uitsplitsing(table, pair, "personen") for pair in pairs], GRENS)
    assert all(width >= GRENS for width in widths(published))


@settings(max_examples=25, deadline=None)
@given(rows(("vorm", "kwartaal")))
def test_nor_in_three_dimensions(table: pd.DataFrame) -> None:
    published = onderdruk(table, ["gemeente", "vorm", "kwartaal"], "personen", GRENS, boven=BOVEN)
    assert all(width >= GRENS for width in widths([published]))


@settings(max_examples=40, deadline=None)
@given(rows())
def test_every_small_cell_is_hidden_and_every_shown_figure_is_true(table: pd.DataFrame) -> None:
    published = onderdruk(table, ["gemeente", "vorm"], "personen", GRENS, boven=BOVEN)
    assert len(published) == (table["gemeente"].nunique() + table["regio"].nunique() + 1) * (
        table["vorm"].nunique() + 1
    )
    for row in published.to_dict("records"):
        inside = table
        for column in ("regio", "gemeente", "vorm"):
            inside = inside if row[column] == TOTAAL else inside[inside[column] == row[column]]
        true = int(inside["personen"].sum())
        assert row["onderdrukt"] or row["personen"] == true
        assert row["onderdrukt"] or not 0 < true < GRENS


@settings(max_examples=40, deadline=None)
@given(rows())
def test_public_totals_are_never_hidden_and_leave_all_the_room_there_is(table: pd.DataFrame) -> None:
    published = onderdruk(
        table, ["gemeente", "vorm"], "personen", GRENS, boven=BOVEN, openbaar=[("gemeente",)]
    )
    totals = published[published["vorm"] == TOTAAL]
    assert not totals["onderdrukt"].any()
    everything = published.copy()
    inside = (everything["vorm"] != TOTAAL).to_numpy()
    everything["onderdrukt"] = inside
    everything["personen"] = everything["personen"].mask(inside)
    room = iter(widths([everything]))
    most = [next(room) if cell else 0.0 for cell in inside]
    left = iter(widths([published]))
    for hidden, least in zip(published["onderdrukt"], most, strict=True):
        if hidden:
            assert next(left) >= min(GRENS, least) > 0


def only_small_cells(stelsel: Stelsel) -> Keuze:
    """The choice of who switches secondary suppression off."""
    return Keuze(stelsel.gevoelig, stelsel.breedte, stelsel.waarden[None, :])


@pytest.fixture
def known() -> pd.DataFrame:
    cells = [
        ("R0", "G0", "eigen", 12),
        ("R0", "G0", "flex", 3),
        ("R0", "G1", "eigen", 7),
        ("R0", "G1", "flex", 9),
        ("R1", "G2", "eigen", 40),
        ("R1", "G2", "flex", 22),
    ]
    return pd.DataFrame(cells, columns=["regio", "gemeente", "vorm", "personen"])


def test_the_attack_finds_the_cell_when_only_small_cells_are_hidden(
    known: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[module.__module__], "kies", only_small_cells)
    published = onderdruk(known, ["gemeente", "vorm"], "personen", boven=BOVEN)
    assert verborgen_grenzen([published], "personen") == [(3, 3)]


def test_other_cells_are_hidden_beside_a_small_one_and_no_more_than_a_cycle(known: pd.DataFrame) -> None:
    published = onderdruk(known, ["gemeente", "vorm"], "personen", boven=BOVEN)
    hidden = published[published["onderdrukt"]]
    assert sorted(zip(hidden["gemeente"], hidden["vorm"], strict=True)) == [
        ("G0", "eigen"),
        ("G0", "flex"),
        ("G1", "eigen"),
        ("G1", "flex"),
    ]


def test_a_table_without_small_cells_is_published_whole(known: pd.DataFrame) -> None:
    table = known.assign(personen=known["personen"] + 5)
    assert not onderdruk(table, ["gemeente", "vorm"], "personen", boven=BOVEN)["onderdrukt"].any()


def test_the_threshold_is_a_setting(known: pd.DataFrame) -> None:
    assert not onderdruk(known, ["gemeente", "vorm"], "personen", 3, boven=BOVEN)["onderdrukt"].any()
    published = onderdruk(known, ["gemeente", "vorm"], "personen", 10, boven=BOVEN)
    assert all(width >= 10 for width in widths([published]))


def test_amounts_are_hidden_where_few_persons_are_behind_them(known: pd.DataFrame) -> None:
    table = known.assign(cent=known["personen"] * 700)
    published = onderdruk(table, ["gemeente", "vorm"], "cent", GRENS, boven=BOVEN, telling="personen")
    assert published["onderdrukt"].any()
    assert all(width >= GRENS * 700 for width in widths([published], "cent"))


def test_the_same_tables_in_another_order_give_the_same_result(known: pd.DataFrame) -> None:
    shuffled = known.sample(frac=1.0, random_state=4)
    first = onderdruk(known, ["gemeente", "vorm"], "personen", boven=BOVEN)
    pd.testing.assert_frame_equal(first, onderdruk(shuffled, ["gemeente", "vorm"], "personen", boven=BOVEN))


def test_a_stock_has_no_total_over_quarters(known: pd.DataFrame) -> None:
    stock = pd.concat([known.assign(kwartaal=name) for name in ("2025Q3", "2025Q4")])
    published = onderdruk(
        stock, ["gemeente", "kwartaal"], "personen", boven=BOVEN, zonder_totaal=["kwartaal"]
    )
    assert set(published["kwartaal"]) == {"2025Q3", "2025Q4"}


def test_combinations_without_rows_are_cells_only_when_asked(known: pd.DataFrame) -> None:
    table = known.iloc[:-1]
    assert len(onderdruk(table, ["gemeente", "vorm"], "personen")) == 5 + 2 + 3 + 1
    filled = onderdruk(table, ["gemeente", "vorm"], "personen", nullen=True)
    assert len(filled) == 3 * 2 + 2 + 3 + 1


def test_the_witnesses_are_true_tables(known: pd.DataFrame) -> None:
    stelsel, _index = maak_stelsel([Uitsplitsing(known, ["gemeente", "vorm"], "personen", BOVEN)], GRENS)
    chosen = kies(stelsel)
    assert len(chosen.getuigen) >= 2
    for table in chosen.getuigen:
        assert not (stelsel.verbanden @ table).any()
        assert (table >= 0).all()
        assert np.array_equal(table[~chosen.verborgen], stelsel.waarden[~chosen.verborgen])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"personen": -1}, "whole numbers"),
        ({"personen": 1.5}, "whole numbers"),
        ({"vorm": TOTAAL}, "totaal"),
        ({"regio": ["R0", "R1", "R0", "R0", "R1", "R1"]}, "more than one"),
    ],
)
def test_a_table_that_cannot_be_added_up_is_refused(
    known: pd.DataFrame, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        onderdruk(known.assign(**change), ["gemeente", "vorm"], "personen", boven=BOVEN)


def test_tables_that_contradict_each_other_are_refused(known: pd.DataFrame) -> None:
    other = known.assign(personen=known["personen"] + 1)
    with pytest.raises(ValueError, match="two tables differ"):
        onderdruk_samen([Uitsplitsing(table, ["gemeente", "vorm"], "personen") for table in (known, other)])


def cube(figures: list[list[list[int]]]) -> pd.DataFrame:
    found = [
        [f"G{row}", f"v{column}", f"k{depth}", persons]
        for row, plane in enumerate(figures)
        for column, line in enumerate(plane)
        for depth, persons in enumerate(line)
    ]
    return pd.DataFrame(found, columns=["gemeente", "vorm", "kwartaal", "personen"])


def test_tables_that_go_round_are_seen_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    table = cube([[[9, 0], [0, 5], [9, 0]], [[6, 0], [0, 6], [2, 0]]])
    pairs = (["gemeente", "vorm"], ["vorm", "kwartaal"], ["gemeente", "kwartaal"])
    tables = [Uitsplitsing(table, pair, "personen") for pair in pairs]
    assert all(width >= GRENS for width in widths(onderdruk_samen(tables, GRENS)))
    monkeypatch.setattr(cellen, "gezamenlijk", lambda _tables: [])
    assert not all(width >= GRENS for width in widths(onderdruk_samen(tables, GRENS)))


def test_a_witness_is_whole_also_where_the_linear_programme_is_not() -> None:
    table = cube(
        [
            [[0, 2, 0], [6, 5, 5], [1, 0, 9]],
            [[6, 1, 0], [0, 1, 1], [0, 9, 1]],
            [[6, 0, 0], [0, 0, 2], [0, 1, 5]],
        ]
    )
    published = onderdruk(table, ["gemeente", "vorm", "kwartaal"], "personen", GRENS)
    assert all(width >= GRENS for width in widths([published]))


def test_tables_that_go_round_need_the_rows_behind_them() -> None:
    table = cube([[[9, 0], [0, 5]], [[6, 0], [0, 6]]])
    pairs = (["gemeente", "vorm"], ["vorm", "kwartaal"], ["gemeente", "kwartaal"])
    sums = [Uitsplitsing(table[[*pair, "personen"]], pair, "personen") for pair in pairs]
    with pytest.raises(ValueError, match="go round"):
        onderdruk_samen(sums, GRENS)
