"""Tables as CSV: what a Dutch Excel opens right, and what is read back the same."""

from __future__ import annotations

import pandas as pd
import pytest

from plaatsing.uitvoer.csvtabel import csv_bytes, read_csv, typed
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN
from plaatsing.uitvoer.tabel_overig import DOELEN, LOCATIES, PRIJZEN
from plaatsing.uitvoer.tabellen import TABELLEN
from tests.uitvoer.voorbeeld import example_plan


def _lines(tabel: Tabel, frame: pd.DataFrame) -> list[str]:
    return csv_bytes(tabel, frame).decode("utf-8-sig").splitlines()


def test_file_has_bom_semicolons_and_the_column_names() -> None:
    content = csv_bytes(PLAATSINGEN, example_plan().plaatsingen)
    assert content.startswith(b"\xef\xbb\xbfhuishouden;personen;koppelgemeente;")


def test_values_are_written_the_dutch_way() -> None:
    plan = example_plan()
    first = dict(zip(PLAATSINGEN.namen, _lines(PLAATSINGEN, plan.plaatsingen)[1].split(";"), strict=True))
    assert first["weken_in_coa"] == "47,571429"
    assert first["vertrek_coa"] == "2025-10-31"
    assert first["uit_locatie"] == ""
    assert first["voorstel"] == "nee"
    third = _lines(PLAATSINGEN, plan.plaatsingen)[3].split(";")
    assert third[PLAATSINGEN.namen.index("voorstel")] == "ja"
    assert third[PLAATSINGEN.namen.index("weken_over_termijn")] == "0"


def test_tiny_and_negative_zero_numbers_are_plain_zero() -> None:
    frame = example_plan().prijzen.assign(prijs=[-1e-12, 1e-9])
    assert [line.rsplit(";", 1)[1] for line in _lines(PRIJZEN, frame)[1:]] == ["0", "0"]


def test_numbers_never_use_an_exponent() -> None:
    frame = example_plan().prijzen.assign(prijs=[1e15, -2.5e7])
    assert [line.rsplit(";", 1)[1] for line in _lines(PRIJZEN, frame)[1:]] == [
        "1000000000000000",
        "-25000000",
    ]


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.naam)
def test_table_read_back_has_the_same_values_types_and_bytes(tabel: Tabel) -> None:
    frame = getattr(example_plan(), tabel.naam)
    content = csv_bytes(tabel, frame)
    again = read_csv(tabel, content, "tabel.csv")
    pd.testing.assert_frame_equal(again, typed(tabel, frame), rtol=1e-6, atol=1e-6)
    assert csv_bytes(tabel, again) == content


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.naam)
def test_table_without_rows_survives(tabel: Tabel) -> None:
    empty = typed(tabel, getattr(example_plan(), tabel.naam).iloc[:0])
    again = read_csv(tabel, csv_bytes(tabel, empty), "tabel.csv")
    pd.testing.assert_frame_equal(again, empty)


def test_text_with_separator_quote_and_newline_survives() -> None:
    awkward = 'De "Brug"; noord\nzijde, ÿ €'
    frame = example_plan().doelen.assign(doel=[awkward, "b", "c"])
    assert read_csv(DOELEN, csv_bytes(DOELEN, frame), "doelen.csv")["doel"].iloc[0] == awkward


def test_frame_with_another_column_is_refused() -> None:
    frame = example_plan().locaties.assign(nieuw=1).drop(columns="kamers")
    with pytest.raises(ValueError, match="kamers, nieuw"):
        csv_bytes(LOCATIES, frame)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2025-10-31", "2025-13-31", 'rij 2, kolom vertrek_coa: "2025-13-31"'),
        (";nee;", ";misschien;", "kolom voorstel"),
        ("H1;1;", "H1;een;", 'kolom personen: "een"'),
        ("47,571429", "47.571429", "kolom weken_in_coa"),
        ("H1;1;", "H1;", f"rij 2 heeft {len(PLAATSINGEN.kolommen) - 1} cellen"),
        ("huishouden;", "naam;", "andere kolommen"),
    ],
)
def test_damage_is_named_with_row_and_column(old: str, new: str, says: str) -> None:
    content = csv_bytes(PLAATSINGEN, example_plan().plaatsingen).decode().replace(old, new, 1).encode()
    with pytest.raises(RunError, match=says):
        read_csv(PLAATSINGEN, content, "plaatsingen.csv")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00rommel", b"huishouden"])
def test_a_file_that_is_no_table_gives_a_clear_word(content: bytes) -> None:
    with pytest.raises(RunError, match=r"plaatsingen\.csv is beschadigd"):
        read_csv(PLAATSINGEN, content, "plaatsingen.csv")


def test_every_column_of_every_table_is_explained() -> None:
    for tabel in TABELLEN:
        assert len(set(tabel.namen)) == len(tabel.kolommen)
        for kolom in tabel.kolommen:
            assert kolom.titel
            assert kolom.uitleg.endswith(".")
            if kolom.soort in ("geheel", "cent") and kolom.naam != "periode":
                assert kolom.eenheid, f"{tabel.naam}.{kolom.naam} has no unit"
