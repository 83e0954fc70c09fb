"""CSV files as Dutch spreadsheets and other programs write them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from plaatsing.case import read_case
from plaatsing.problemen import CaseError
from tests.case.hulp import HUISHOUDENS, PLAN_TOML, WONINGAANBOD, folder, refused, same

PLACES = (
    "locatie;gemeentecode;capaciteit_personen;exploitatie_per_persoon_dag;transitiekosten\n"
    "Café;Súdwest-Fryslân;50;40,5;0\n"
)
PLAN = PLAN_TOML.replace("Drenthe", "Fryslân").encode()
HOMES = WONINGAANBOD.replace("GM0106", "GM1900")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    case = read_case(
        folder(tmp_path, plan=PLAN, woningaanbod=HOMES, doorstroomlocaties=PLACES.encode(encoding))
    )
    (place,) = case.doorstroomlocaties.to_dict("records")
    assert (place["locatie"], place["gemeentecode"]) == ("Café", "GM1900")
    assert place["exploitatie_per_persoon_dag"] == 40.5


@pytest.mark.parametrize(
    "text",
    [
        PLACES.replace("40,5", '"40,5"').replace(";", ","),
        PLACES.replace("40,5", "40.5").replace(";", ","),
        PLACES.replace(";", "\t"),
        PLACES.replace("\n", "\r\n"),
        "sep=;\n" + PLACES,
        PLACES.replace("\n", ";;\n"),
        PLACES.replace("locatie;", "LOCATIE ;"),
        PLACES.replace("capaciteit_personen", "Capaciteit personen"),
    ],
    ids=[
        "comma",
        "comma and point",
        "tab",
        "crlf",
        "sep line",
        "empty tail",
        "head in capitals",
        "head with a space",
    ],
)
def test_spellings_of_the_same_table(tmp_path: Path, text: str) -> None:
    plain = folder(tmp_path / "a", plan=PLAN, woningaanbod=HOMES, doorstroomlocaties=PLACES)
    other = folder(tmp_path / "b", plan=PLAN, woningaanbod=HOMES, doorstroomlocaties=text)
    same(read_case(plain), read_case(other))


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = 'huishouden;personen;vergunningdatum\n\n;;\n"H\n1";2;2025-05-01\nH2;twee;2025-05-01\n'
    (problem,) = refused(folder(tmp_path, huishoudens=text))
    assert (problem.rij, problem.onderwerp, problem.kolom, problem.gevonden) == (5, "H2", "personen", "twee")
    expected = 'gevonden "twee", verwacht een geheel getal van ten minste 1'
    assert str(problem) == f"huishoudens.csv, rij 5 (H2), personen: {expected}"


def test_every_mistake_at_once(tmp_path: Path) -> None:
    files = {
        "plan": PLAN_TOML + 'periode = "wek"\n',
        "huishoudens": HUISHOUDENS + "H2;0;31-02-2025\nH3;-1;\n",
        "woningaanbod": WONINGAANBOD + "W2;Meppl;2025-08-01\n",
    }
    found = {(p.bestand, p.rij, p.kolom) for p in refused(folder(tmp_path, **files))}
    assert found == {
        ("plan.toml", None, "periode"),
        ("huishoudens.csv", 3, "personen"),
        ("huishoudens.csv", 3, "vergunningdatum"),
        ("huishoudens.csv", 4, "personen"),
        ("huishoudens.csv", 4, "vergunningdatum"),
        ("woningaanbod.csv", 3, "gemeentecode"),
    }


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "leeg", None),
        (b"\n\n", "leeg", None),
        (HUISHOUDENS.encode() + b"H\0;2;2025-05-01\n", "nulbyte", 3),
        (HUISHOUDENS.encode() + b"H2;2\n", "rijlengte", 3),
        (HUISHOUDENS.encode() + b"H2;2;2025-05-01;x\n", "rijlengte", 3),
        (HUISHOUDENS.encode() + b'"H2;2;2025-05-01\n', "csv", 3),
        (HUISHOUDENS.encode() + b"H\x81;2;2025-05-01\n", "codering", 3),
        (b"PK\x03\x04rest", "codering", None),
        (b"\xff\xfea", "codering", None),
        (b"huishouden;personen;personen;vergunningdatum\nH1;2;2;2025-05-01\n", "dubbele_kolom", 1),
        (b"huishouden;personen;;vergunningdatum\nH1;2;x;2025-05-01\n", "kolom_zonder_naam", 1),
        (b"huishouden;personen\nH1;2\n", "kolom_ontbreekt", 1),
    ],
)
def test_broken_files(tmp_path: Path, content: bytes, code: str, row: int | None) -> None:
    found = refused(folder(tmp_path, huishoudens=content))
    assert [(p.bestand, p.rij, p.code) for p in found] == [("huishoudens.csv", row, code)]


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "doorstroomlocaties.csv").mkdir()
    assert [p.code for p in refused(tmp_path)] == ["map"]


def test_unknown_column_warns_with_the_likeliest(tmp_path: Path) -> None:
    text = "huishouden;personen;vergunningdatum;koppelgemente\nH1;2;2025-05-01;Assen\n"
    case = read_case(folder(tmp_path, huishoudens=text))
    (problem,) = (p for p in case.waarschuwingen if p.code == "onbekende_kolom")
    assert (problem.kolom, problem.bedoelde_u, problem.rij) == ("koppelgemente", "koppelgemeente", 1)
    assert "koppelgemente" not in case.tabellen["huishoudens"]


def test_file_that_looks_like_a_table_warns(tmp_path: Path) -> None:
    folder(tmp_path, doorstroomlocatie="locatie\n", notities="vrij\n")
    (tmp_path / "~$huishoudens.xlsx").write_bytes(b"")
    found = [p for p in read_case(tmp_path).waarschuwingen if p.code == "onbekend_bestand"]
    assert [(p.bestand, p.bedoelde_u) for p in found] == [("doorstroomlocatie.csv", "doorstroomlocaties.csv")]


def test_file_names_in_capitals(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "huishoudens.csv").rename(tmp_path / "Huishoudens.CSV")
    assert len(read_case(tmp_path).huishoudens) == 1


def test_two_files_for_a_table(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "Huishoudens.csv").write_text(HUISHOUDENS)
    assert [p.code for p in refused(tmp_path)] == ["dubbel"]


@pytest.mark.parametrize("missing", ["plan.toml", "huishoudens.csv", "woningaanbod.csv"])
def test_missing_table(tmp_path: Path, missing: str) -> None:
    folder(tmp_path)
    (tmp_path / missing).unlink()
    (problem,) = refused(tmp_path)
    assert problem.code == "ontbreekt"
    assert problem.bestand.endswith(missing)


def test_missing_folder_and_other_files(tmp_path: Path) -> None:
    folder(tmp_path / "zaak")
    assert refused(tmp_path / "nergens")[0].code == "geen_bestand"
    assert refused(tmp_path)[0].bedoelde_u == str(tmp_path / "zaak")
    assert refused(tmp_path / "zaak" / "plan.toml")[0].bedoelde_u == str(tmp_path / "zaak")
    assert refused(Path("x" * 5000))[0].code == "geen_bestand"
    with pytest.raises(CaseError):
        read_case("a\0b")


def test_unreadable_cells_do_not_raise_follow_up_problems(tmp_path: Path) -> None:
    text = "huishouden;personen;vergunningdatum;koppelgemeente;koppeldatum\n"
    text += "H1;2;2025-05-01;Nergenshuizen;2025-05-20\n"
    assert [p.kolom for p in refused(folder(tmp_path, huishoudens=text))] == ["koppelgemeente"]


def test_order_of_rows_is_kept_and_does_not_matter_to_municipalities(tmp_path: Path) -> None:
    rows = ["gemeentecode;achterstand", "Meppel;1", "Assen;2"]
    first = read_case(folder(tmp_path / "a", gemeenten="\n".join(rows)))
    second = read_case(folder(tmp_path / "b", gemeenten="\n".join([rows[0], rows[2], rows[1]])))
    pd.testing.assert_frame_equal(first.gemeenten, second.gemeenten)
    assert list(first.tabellen["gemeenten"]["gemeentecode"]) == ["GM0119", "GM0106"]
    assert first.gemeenten["gemeentecode"].is_monotonic_increasing
