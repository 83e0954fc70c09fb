"""The empty case."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest

from plaatsing.instellingen import Doelen, Instellingen, SolverInstellingen, Straffen
from plaatsing.problemen import CaseError
from plaatsing.schema import TABELLEN
from plaatsing.sjabloon import every_setting, write_template
from tests.case.hulp import refused


@pytest.mark.parametrize("xlsx", [False, True])
def test_check_of_an_empty_case_says_what_to_fill_in(tmp_path: Path, xlsx: bool) -> None:
    (problem,) = refused(write_template(tmp_path / "leeg", xlsx))
    assert problem.verwacht == "er staat geen enkel huishouden in; vul huishoudens of aantallen"


def test_every_table_and_column_is_there_and_explained(tmp_path: Path) -> None:
    path = write_template(tmp_path / "leeg")
    explained = (path / "LEESMIJ.md").read_text(encoding="utf-8")
    for name, table in TABELLEN.items():
        head = (path / f"{name}.csv").read_text(encoding="utf-8-sig").strip()
        assert tuple(head.split(";")) == table.names
        assert f"## {name} " in explained
        assert all(f"| {column.name} |" in explained for column in table.columns)


def _settings(text: str) -> Instellingen:
    """Return the settings of a plan.toml, which also says its format version."""
    content = tomllib.loads(text)
    assert content.pop("formaat_versie") == 1
    return Instellingen.model_validate(content)


def test_every_setting_is_explained(tmp_path: Path) -> None:
    text = (write_template(tmp_path / "leeg", regio="Zeeland") / "plan.toml").read_text(encoding="utf-8")
    models = (Instellingen, Doelen, Straffen, SolverInstellingen)
    names = {name for model in models for name in model.model_fields} - {"vg", "doelen", "straffen", "solver"}
    assert [
        name for name in sorted(names) if f"\n{name} = " not in text and f"\n# {name} = " not in text
    ] == []
    assert all(explanation for _, _, explanation in every_setting({"halfjaar": "2025-II"}))
    assert _settings(text).gebied == ("Zeeland",)


def test_defaults_shown_are_the_defaults(tmp_path: Path) -> None:
    text = (write_template(tmp_path / "leeg") / "plan.toml").read_text(encoding="utf-8")
    shown = [
        line.removeprefix("# ") if " = " in line and "..." not in line else line for line in text.splitlines()
    ]
    settings = _settings("\n".join(shown))
    assert settings.model_dump(exclude={"titel", "vg"}) == Instellingen(
        halfjaar="2025-II", gebied=("Drenthe",)
    ).model_dump(exclude={"titel", "vg"})  # type: ignore[call-arg]


def test_workbook_explains_too(tmp_path: Path) -> None:
    path = write_template(tmp_path / "leeg", xlsx=True)
    assert path.name == "leeg.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["plan", *TABELLEN, "uitleg"]
    columns = sum(len(table.columns) for table in TABELLEN.values())
    assert book["uitleg"].max_row == columns + 1
    assert book["plan"].max_row == len(list(every_setting({"halfjaar": "2025-II"}))) + 2


def test_wrong_area_or_half_year_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        write_template(tmp_path / "leeg", regio="Drente", halfjaar="2025-2")
    assert [problem.kolom for problem in caught.value.problems] == ["halfjaar", "gebied"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write_template(tmp_path / "leeg")
    with pytest.raises(CaseError, match="hier staat al iets"):
        write_template(tmp_path / "leeg")
