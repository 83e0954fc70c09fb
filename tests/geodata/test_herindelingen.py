"""Population of one date on the municipalities of another."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from plaatsing.geodata import gemeenten
from plaatsing.geodata.herindelingen import (
    HERINDELINGEN_TOT,
    HERINDELINGEN_VAN,
    HerindelingError,
    herindelingen,
    naar_indeling,
)

BRIELLE = {"GM0501": 17_000, "GM0530": 40_000, "GM0614": 15_000}


def people(counts: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"gemeentecode": list(counts), "inwoners": list(counts.values())})


def test_the_table_leads_to_municipalities_that_exist() -> None:
    table, now = herindelingen(), set(gemeenten()["gemeentecode"])
    assert set(table["nieuwe_code"]) <= now
    assert not set(table["oude_code"]) & now
    names = dict(zip(gemeenten()["gemeentecode"], gemeenten()["gemeente"], strict=True))
    assert all(names[row.nieuwe_code] == row.nieuwe_gemeente for row in table.itertuples())
    assert table["datum"].is_monotonic_increasing
    assert table["datum"].between(pd.Timestamp(HERINDELINGEN_VAN), pd.Timestamp(HERINDELINGEN_TOT)).all()
    whole = table[table["soort"] == "opgegaan"]
    assert not whole["oude_code"].duplicated().any()


def test_every_merger_says_how_certain_it_is_and_where_it_comes_from() -> None:
    table = herindelingen()
    assert set(table["zekerheid"]) == {"pers", "aanname"}
    assert table["bron"].str.len().gt(20).all()
    doubtful = table[table["zekerheid"] == "aanname"]
    assert doubtful["datum"].unique().tolist() == [pd.Timestamp("2021-01-01")]
    assert doubtful["bron"].str.contains("oude code: algemene kennis").all()


def test_population_of_merged_municipalities_adds_up() -> None:
    moved = naar_indeling(
        people(BRIELLE | {"GM0106": 70_000}), date(2022, 1, 1), date(2023, 1, 1), ["GM0106", "GM1992"]
    )
    assert moved.to_dict("list") == {"gemeentecode": ["GM0106", "GM1992"], "inwoners": [70_000, 72_000]}


def test_a_merger_counts_from_its_first_day() -> None:
    moved = naar_indeling(people(BRIELLE), date(2022, 1, 1), date(2022, 12, 31), list(BRIELLE))
    assert moved["inwoners"].sum() == 72_000
    with pytest.raises(HerindelingError):
        naar_indeling(people(BRIELLE), date(2022, 1, 1), date(2022, 12, 31), ["GM1992"])


def test_a_gap_names_both_sides() -> None:
    with pytest.raises(HerindelingError) as caught:
        naar_indeling(
            people({"GM0501": 1, "GM9001": 2}), date(2022, 1, 1), date(2026, 1, 1), ["GM0106", "GM1992"]
        )
    assert str(caught.value) == (
        "de tabel van herindelingen verklaart niet elk verschil tussen 2022-01-01 en 2026-01-01: "
        "zonder inwoners GM0106; niet in de indeling GM9001"
    )
    assert caught.value.codes == ("GM0106", "GM9001")


def test_a_divided_municipality_is_left_to_the_planner() -> None:
    with pytest.raises(HerindelingError, match=r"verdeeld over meer gemeenten: Haaren \(GM0788\)"):
        naar_indeling(people({"GM0788": 14_000}), date(2020, 1, 1), date(2021, 1, 1), ["GM0757"])


def test_an_earlier_division_is_refused() -> None:
    with pytest.raises(HerindelingError, match="ligt voor de cijfers"):
        naar_indeling(people(BRIELLE), date(2024, 1, 1), date(2022, 1, 1), list(BRIELLE))
