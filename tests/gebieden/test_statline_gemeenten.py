"""From StatLine exports to the table of municipalities of a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from plaatsing.case import read_case
from plaatsing.geodata import gemeenten
from plaatsing.problemen import CaseError
from plaatsing.statline import gemeenten_uit_statline
from tests.case.hulp import PLAN_TOML, folder
from tests.cli.hulp import run

BRIELLE = {"GM0501": 17_000, "GM0530": 40_000, "GM0614": 15_000}


def population(path: Path, year: int, changed: dict[str, int] | None = None) -> Path:
    """Write an export of every municipality of a year, 1000 persons each but for `changed`."""
    codes = set(gemeenten()["gemeentecode"])
    if year < 2023:
        codes = codes - {"GM1992"} | set(BRIELLE)
    counts = dict.fromkeys(sorted(codes), 1000) | (changed or {})
    rows = [f'{n};"{code}    ";"{year}JJ00";{count:>8}' for n, (code, count) in enumerate(counts.items())]
    head = '"ID";"RegioS";"Perioden";"TotaleBevolking_1"'
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([head, *rows]).encode())
    return path


def test_population_of_the_day_that_the_law_asks_for(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2024, {"GM0106": 70_150})
    made = gemeenten_uit_statline([export], "2025-II", "drenthe")
    assert made.peildatum == date(2024, 1, 1)
    assert list(made.tabel.columns) == ["gemeentecode", "gemeente", "inwoners"]
    assert made.tabel.loc[made.tabel["gemeente"] == "Assen", "inwoners"].tolist() == [70_150]
    assert len(made.tabel) == 12
    assert made.inwoners_nederland == 341 * 1000 + 70_150
    assert made.herindelingen.empty


def test_municipalities_that_merged_since_are_added_up(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2022, BRIELLE)
    made = gemeenten_uit_statline([export], "2023-I", "Voorne aan Zee")
    assert made.tabel.to_dict("records") == [
        {"gemeentecode": "GM1992", "gemeente": "Voorne aan Zee", "inwoners": 72_000}
    ]
    assert made.herindelingen["oude_gemeente"].tolist() == ["Brielle", "Hellevoetsluis", "Westvoorne"]


def test_the_division_of_a_year_says_which_municipalities_there_are(tmp_path: Path) -> None:
    counts = "RegioS;Perioden;TotaleBevolking_1\nGM0106;2024JJ00;70150\nGM0109;2024JJ00;36000\n"
    areas = "RegioS;Code_1;Naam_2\nGM0106;PV22;Drenthe\nGM0109;PV22;Drenthe\n"
    for name, text in (("bevolking.csv", counts), ("gebieden.csv", areas)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = gemeenten_uit_statline([tmp_path / "gebieden.csv", tmp_path / "bevolking.csv"], "2025-I")
    assert made.tabel["inwoners"].tolist() == [70_150, 36_000]


def test_the_command_makes_a_table_that_a_case_reads(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2024, {"GM0106": 70_150})
    casus = folder(tmp_path / "casus", plan=PLAN_TOML)
    target = casus / "gemeenten.csv"
    command = ("geodata", "statline", export, "--halfjaar", "2025-II", "--gebied", "drenthe", "-o", target)
    result = run(*command)
    assert result.exit_code == 0, result.output
    assert "12 gemeenten, inwoners op 1 januari 2024" in result.output
    assert "inwoners_nederland = 411150" in result.output
    read = read_case(casus).gemeenten.set_index("gemeente")["inwoners"]
    assert read["Assen"] == 70_150
    again = run(*command)
    assert (again.exit_code, "kies --vervang" in again.output) == (2, True)
    assert run(*command, "--vervang").exit_code == 0


def test_mergers_are_told_with_their_certainty(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2022, BRIELLE)
    result = run("geodata", "statline", export, "--halfjaar", "2023-I", "-o", tmp_path / "uit.csv")
    assert "Opgeteld: Brielle bij Voorne aan Zee, 1 januari 2023 (zekerheid: uit de pers)" in result.output
    assert len(pd.read_csv(tmp_path / "uit.csv", sep=";")) == 342


@pytest.mark.parametrize(
    ("year", "halfjaar", "nederlands", "english"),
    [
        (2023, "2025-II", "de bevolking van 1 januari 2024 staat niet", "the population of 1 January 2024"),
        (2024, "2025-3", "verwacht een halfjaar zoals 2025-II", "expected a half-year such as 2025-II"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(
    tmp_path: Path, year: int, halfjaar: str, nederlands: str, english: str
) -> None:
    export = population(tmp_path / "70072ned.csv", year)
    command = ("geodata", "statline", export, "--halfjaar", halfjaar, "-o", tmp_path / "uit.csv")
    for words, expected in ((("--taal", "nl"), nederlands), (("--taal", "en"), english)):
        result = run(*words, *command)
        assert (result.exit_code, expected in " ".join(result.output.split())) == (2, True), result.output


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_text("", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        gemeenten_uit_statline([tmp_path / "leeg.csv", tmp_path / "geen.csv"], "2025-X")
    assert {Path(problem.bestand).name for problem in caught.value.problems} == {
        "leeg.csv", "geen.csv", "--halfjaar",
    }  # fmt: skip


def test_the_gap_is_named_where_no_merger_explains_it(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2024, {"GM9999": 5})
    with pytest.raises(CaseError, match=r"verklaart niet elk verschil .*GM9999"):
        gemeenten_uit_statline([export], "2025-I")


def test_one_export_of_population_is_needed(tmp_path: Path) -> None:
    export = population(tmp_path / "70072ned.csv", 2024)
    with pytest.raises(CaseError, match="verwacht een export van de bevolking"):
        gemeenten_uit_statline([export, export], "2025-I")
    with pytest.raises(CaseError, match=r'gevonden "Drente".*bedoelde u "Drenthe"'):
        gemeenten_uit_statline([export], "2025-I", "Drente")
