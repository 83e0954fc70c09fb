"""StatLine exports are taken as they come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaatsing.geodata.statline import (
    PeildatumError,
    StatlineError,
    peildatum_voor,
    read_bevolking,
    read_indeling,
)

KERN = """"ID";"Geslacht";"Leeftijd";"BurgerlijkeStaat";"RegioS";"Perioden";"BevolkingOp1Januari_1"
"1";"T001038";"10000";"T001019";"NL01  ";"2024JJ00";"  17942942"
"2";"T001038";"10000";"T001019";"GM0106";"2024JJ00";"     70150"
"3";"3000   ";"10000";"T001019";"GM0106";"2024JJ00";"     35000"
"4";"T001038";"10100";"T001019";"GM0106";"2024JJ00";"       600"
"5";"T001038";"10000";"1010   ";"GM0106";"2024JJ00";"     30000"
"6";"T001038";"10000";"T001019";"GM0109";"2024JJ00";"     36000"
"7";"T001038";"10000";"T001019";"GM0106";"2023JJ00";"     69000"
"8";"T001038";"10000";"T001019";"GM0501";"2024JJ00";"         ."
"""
REGIONAAL = """"ID";"RegioS";"Perioden";"TotaleBevolking_1";"Mannen_2"
0;"GM0106    ";"2024JJ00";   70150;   35000
1;"PV22      ";"2024JJ00";  502000;  251000
"""
GEBIEDEN = """RegioS;"Code_1";"Naam_2";"Code_10";"Naam_11";"Code_28";"Naam_29";"Code_40";Naam_41;Inwonertal_50
"GM0109    ";"AM03";"Drenthe  ";"CR08";"Zuidoost-Drenthe";"PV22";"Drenthe ";"VR03";"Drenthe ";" 36000"
"GM0106    ";"AM03";"Drenthe  ";"CR07";"Noord-Drenthe   ";"PV22";"Drenthe ";"VR03";"Drenthe ";" 70150"
"""


def export(path: Path, text: str) -> Path:
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def test_population_of_everyone_together_on_one_day(tmp_path: Path) -> None:
    read = read_bevolking(export(tmp_path / "03759ned.csv", KERN), date(2024, 1, 1))
    assert read.to_dict("list") == {"gemeentecode": ["GM0106", "GM0109"], "inwoners": [70_150, 36_000]}


def test_the_half_year_decides_the_day(tmp_path: Path) -> None:
    path = export(tmp_path / "03759ned.csv", KERN)
    assert (peildatum_voor("2025-I"), peildatum_voor("2025-II")) == (date(2024, 1, 1), date(2024, 1, 1))
    assert read_bevolking(path, halfjaar="2025-II")["inwoners"].tolist() == [70_150, 36_000]
    assert read_bevolking(path, halfjaar="2024-I")["inwoners"].tolist() == [69_000]


def test_another_table_of_population(tmp_path: Path) -> None:
    read = read_bevolking(export(tmp_path / "70072ned.csv", REGIONAAL), halfjaar="2025-I")
    assert read.to_dict("list") == {"gemeentecode": ["GM0106"], "inwoners": [70_150]}


def test_a_day_that_the_half_year_does_not_ask_for(tmp_path: Path) -> None:
    path = export(tmp_path / "b.csv", KERN)
    with pytest.raises(PeildatumError, match="voor 2025-II gelden de inwoners van 2024-01-01"):
        read_bevolking(path, date(2025, 1, 1), halfjaar="2025-II")
    with pytest.raises(PeildatumError, match="StatLine geeft de inwoners van 2024-01-01"):
        read_bevolking(path, date(2024, 7, 1))


def test_a_year_that_the_export_lacks(tmp_path: Path) -> None:
    with pytest.raises(PeildatumError) as caught:
        read_bevolking(export(tmp_path / "b.csv", KERN), halfjaar="2026-II")
    assert caught.value.verwacht == "de bevolking van 1 januari 2025 staat niet in deze export"
    assert caught.value.gevonden == "2023, 2024"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Regio's;Perioden\nAssen;2024\n", "met codes, met een kolom RegioS"),
        ('"RegioS";"Perioden";"Huizen_1"\n"GM0106";"2024JJ00";"1"\n', "03759ned"),
        (KERN.replace("     70150", "70150,5"), "geheel aantal inwoners van GM0106"),
        (KERN + KERN.splitlines()[2] + "\n", "GM0106.*staat er meer keer"),
        (KERN.replace("T001038", "3000   "), "geen enkele gemeente met inwoners"),
        (KERN + '"9";"T001038"\n', "rij 10 heeft een ander aantal waarden"),
        ("", "met codes, met een kolom RegioS"),
    ],
)
def test_a_wrong_export_of_population(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(StatlineError, match=message):
        read_bevolking(export(tmp_path / "b.csv", text), halfjaar="2025-II")


def test_a_missing_export_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(StatlineError, match="bestaat niet"):
        read_bevolking(tmp_path / "weg.csv", halfjaar="2025-II")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(StatlineError, match="UTF-8"):
        read_indeling(tmp_path / "b.csv")


def test_regions_are_found_by_what_their_codes_begin_with(tmp_path: Path) -> None:
    read = read_indeling(export(tmp_path / "85755NED.csv", GEBIEDEN))
    assert read["gemeentecode"].tolist() == ["GM0106", "GM0109"]
    first = read.iloc[0]
    assert (first["provinciecode"], first["provincie"]) == ("PV22", "Drenthe")
    assert (first["coropcode"], first["corop"]) == ("CR07", "Noord-Drenthe")
    assert (first["arbeidsmarktregiocode"], first["veiligheidsregiocode"]) == ("AM03", "VR03")
    assert (first["ggdcode"], first["gemeente"]) == ("", "")
    assert read["inwoners"].tolist() == [70_150, 36_000]


def test_columns_may_have_other_numbers_in_another_year(tmp_path: Path) -> None:
    moved = GEBIEDEN.replace('"Code_28";"Naam_29"', '"Code_31";"Naam_31"').replace(
        "Inwonertal_50", "Inwonertal_9"
    )
    read = read_indeling(export(tmp_path / "86059NED.csv", moved))
    assert read["provincie"].tolist() == ["Drenthe", "Drenthe"]
    assert read["inwoners"].tolist() == [70_150, 36_000]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (REGIONAAL, "Gebieden in Nederland"),
        (
            GEBIEDEN.replace('e   ";"PV22"', 'e   ";""'),
            "provincie van GM0106",
        ),
        (GEBIEDEN + GEBIEDEN.splitlines()[1] + "\n", "GM0109.*staat er meer keer"),
    ],
)
def test_a_wrong_export_of_regions(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(StatlineError, match=message):
        read_indeling(export(tmp_path / "g.csv", text))
