"""How certain the rule and the tariffs of the doorberekening are, said in a sentence."""

from __future__ import annotations

import pandas as pd

from plaatsing.taal import speak
from plaatsing.uitvoer.kerncijfers import kerncijfers
from plaatsing.uitvoer.waarschuwingen import tariff_warning
from tests.uitvoer.voorbeeld import example_plan

_LINES = pd.DataFrame(
    [
        ("regulier", "2025-07-01", 8300, "regel concept; tarief afgeleid, doorgetrokken uit 2024"),
        ("regulier", "2025-10-01", 8300, "regel concept; tarief afgeleid, doorgetrokken uit 2024"),
        ("noodopvang", "2025-07-01", 19014, "regel concept; tarief pers, doorgetrokken uit 2023"),
    ],
    columns=["soort_opvang", "van", "tarief_cent", "zekerheid"],
)


def _said(lines: pd.DataFrame) -> str:
    ledger = example_plan().doorberekening
    rows = pd.concat([ledger.iloc[[0]]] * len(lines), ignore_index=True)
    for column in lines:
        rows[column] = lines[column].to_numpy()
    rows["van"] = pd.to_datetime(rows["van"])
    return tariff_warning(kerncijfers(example_plan(doorberekening=rows)))


def _changed(**cells: list[str]) -> pd.DataFrame:
    return _LINES.assign(**cells)


def test_each_tariff_stands_beside_its_own_certainty() -> None:
    assert _said(_LINES) == (
        "De doorberekening is een rekenmodel; er is geen tarief van kracht. Zekerheid van de rekenregel: "
        "concept. Opvangtarief per persoon per dag: regulier € 83,00 (afgeleid, doorgetrokken uit 2024); "
        "noodopvang € 190,14 (uit de pers, doorgetrokken uit 2023)."
    )


def test_tariffs_of_one_certainty_share_it() -> None:
    said = _said(_changed(zekerheid=["regel concept; tarief pers"] * 3))
    assert said.endswith("per dag: regulier € 83,00, noodopvang € 190,14 (uit de pers).")


def test_a_kind_with_two_figures_names_their_years() -> None:
    said = _said(
        _changed(
            van=["2024-12-01", "2025-01-01", "2025-01-01"],
            zekerheid=["regel concept; tarief pers", *_LINES["zekerheid"][1:]],
        )
    )
    assert "regulier 2024 € 83,00 (uit de pers)" in said
    assert "regulier 2025 € 83,00 (afgeleid, doorgetrokken uit 2024)" in said


def test_an_official_rule_and_tariff_need_no_word() -> None:
    said = _said(_changed(zekerheid=["regel officieel; tarief officieel"] * 3))
    assert said == "De doorberekening is een rekenmodel; er is geen tarief van kracht."


def test_english_says_the_same() -> None:
    with speak("en"):
        said = _said(_LINES)
    assert "Reception tariff per person per day: regular €83.00 (derived, carried on from 2024)" in said
    assert "emergency €190.14 (from the press, carried on from 2023)" in said
