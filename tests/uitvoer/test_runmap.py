"""The run folder: there whole or not at all, never replacing what is not a run."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing.plan import Plan
from plaatsing.uitvoer import schrijven
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.manifest import package_version
from plaatsing.uitvoer.runmap import check_target
from plaatsing.uitvoer.tabellen import TABELLEN
from tests.uitvoer.voorbeeld import example_plan


def _content(run: Path) -> dict[str, bytes]:
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in sorted(run.rglob("*"))
        if path.is_file()
    }


def test_a_run_holds_tables_workbook_case_manifest_and_log(tmp_path: Path) -> None:
    run = tmp_path / "sub" / "plan"
    example_plan().write(run)
    names = set(_content(run))
    assert {f"{tabel.naam}.csv" for tabel in TABELLEN} <= names
    assert {"plan.xlsx", "manifest.json", "solver.log", "case/plan.toml", "case/huishoudens.csv"} <= names
    assert [path.name for path in run.parent.iterdir()] == ["plan"]


def test_manifest_starts_with_status_and_proof(tmp_path: Path) -> None:
    plan = example_plan()
    plan.write(tmp_path / "plan")
    manifest = json.loads((tmp_path / "plan" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest)[:5] == ["status", "objective", "bound", "gap", "gap_vermijdbaar"]
    assert manifest["objective"] == plan.objective
    assert manifest["instellingen_solve"]["gap"] == 0.001
    assert set(manifest["invoer"]) == {
        path.relative_to(tmp_path / "plan" / "case").as_posix()
        for path in (tmp_path / "plan" / "case").rglob("*")
        if path.is_file()
    }
    assert all(len(value) == 64 for value in manifest["invoer"].values())


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    example_plan(tijden={"oplossen": 1.0}).write(tmp_path / "a")
    example_plan(tijden={"oplossen": 2.0}).write(tmp_path / "b")
    first, second = _content(tmp_path / "a"), _content(tmp_path / "b")
    assert {name for name in first if first[name] != second.get(name)} == {"manifest.json"}


def test_a_run_is_read_back_whole(tmp_path: Path) -> None:
    plan = example_plan()
    plan.write(tmp_path / "plan")
    again = Plan.read(tmp_path / "plan")
    for name in (
        "status",
        "objective",
        "bound",
        "gap",
        "gap_vermijdbaar",
        "tijden",
        "log",
        "instellingen_solve",
    ):
        assert getattr(again, name) == getattr(plan, name), name
    for tabel in TABELLEN:
        pd.testing.assert_frame_equal(
            getattr(again, tabel.naam), getattr(plan, tabel.naam), check_dtype=False, rtol=1e-6, atol=1e-6
        )
    assert again.case.instellingen == plan.case.instellingen
    pd.testing.assert_frame_equal(again.case.huishoudens, plan.case.huishoudens)
    assert str(again) == str(plan)


def _as_before(run: Path, column: str, version: str) -> None:
    """Make a run as one that another version wrote before a column of plaatsingen existed."""
    path = run / "plaatsingen.csv"
    old = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    old.drop(columns=column).to_csv(path, sep=";", index=False, encoding="utf-8-sig")
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    manifest["versies"]["plaatsing"] = version
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_run_from_before_locks_is_read_as_one_without_locks(tmp_path: Path) -> None:
    plan = example_plan()
    plan.write(tmp_path / "plan")
    _as_before(tmp_path / "plan", "vastgezet", "0.0.1")
    again = Plan.read(tmp_path / "plan").plaatsingen
    assert list(again.columns) == list(plan.plaatsingen.columns)
    assert set(again["vastgezet"]) == {""}
    rest = plan.plaatsingen.drop(columns="vastgezet")
    pd.testing.assert_frame_equal(again[rest.columns], rest, check_dtype=False, rtol=1e-6, atol=1e-6)


def test_a_run_without_a_column_that_was_always_there_names_the_version(tmp_path: Path) -> None:
    example_plan().write(tmp_path / "plan")
    _as_before(tmp_path / "plan", "reden", "0.0.1")
    with pytest.raises(RunError, match=r"geschreven door plaatsing 0\.0\.1 .* opnieuw op"):
        Plan.read(tmp_path / "plan")


def test_a_run_of_this_version_without_a_column_is_damaged(tmp_path: Path) -> None:
    example_plan().write(tmp_path / "plan")
    _as_before(tmp_path / "plan", "reden", package_version())
    with pytest.raises(RunError, match="is beschadigd: andere kolommen"):
        Plan.read(tmp_path / "plan")


def test_an_infinite_gap_survives_as_unknown(tmp_path: Path) -> None:
    example_plan(status="tijdslimiet", bound=float("-inf"), gap=float("inf")).write(tmp_path / "plan")
    assert pd.isna(Plan.read(tmp_path / "plan").gap)


def test_an_existing_run_is_refused_and_left_alone(tmp_path: Path) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    before = _content(run)
    with pytest.raises(RunError, match="--vervang"):
        example_plan(log="anders").write(run)
    assert _content(run) == before


def test_an_existing_run_is_replaced_when_asked(tmp_path: Path) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    example_plan(log="anders").write(run, vervang=True)
    assert (run / "solver.log").read_text(encoding="utf-8") == "anders"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_an_empty_folder_may_become_a_run(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    example_plan().write(tmp_path / "plan")
    assert (tmp_path / "plan" / "manifest.json").is_file()


@pytest.mark.parametrize("manifest", [None, "geen json", '{"formaat": "iets anders"}', "[]"])
def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path, manifest: str | None) -> None:
    run = tmp_path / "plan"
    run.mkdir()
    (run / "mijn werk.docx").write_bytes(b"belangrijk")
    if manifest is not None:
        (run / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(RunError, match="geen resultaatmap"):
        example_plan().write(run, vervang=True)
    assert (run / "mijn werk.docx").read_bytes() == b"belangrijk"


def test_a_run_with_own_files_in_it_is_not_replaced(tmp_path: Path) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    (run / "notities.txt").write_text("overleg", encoding="utf-8")
    with pytest.raises(RunError, match=r"notities\.txt"):
        example_plan().write(run, vervang=True)
    assert (run / "notities.txt").read_text(encoding="utf-8") == "overleg"


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_stopped_write_leaves_the_old_run_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    before = _content(run)

    def stop(*_args: Any) -> None:
        raise failure

    monkeypatch.setattr(schrijven, "_manifest", stop)
    with pytest.raises(type(failure)):
        example_plan(log="anders").write(run, vervang=True)
    assert _content(run) == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_failing_move_puts_the_old_run_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    before = _content(run)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "nieuw":
            raise PermissionError(errno.EACCES, "in use", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        example_plan(log="anders").write(run, vervang=True)
    assert _content(run) == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_link_to_a_run_is_followed(tmp_path: Path) -> None:
    example_plan().write(tmp_path / "echt")
    (tmp_path / "plan").symlink_to(tmp_path / "echt", target_is_directory=True)
    example_plan(log="anders").write(tmp_path / "plan", vervang=True)
    assert (tmp_path / "plan").is_symlink()
    assert (tmp_path / "echt" / "solver.log").read_text(encoding="utf-8") == "anders"


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="is een bestand"):
        check_target(tmp_path / "plan", vervang=True)
    with pytest.raises(RunError, match="is een bestand"):
        check_target(tmp_path / "plan" / "dieper", vervang=True)


def test_another_format_version_is_refused_with_a_clear_word(tmp_path: Path) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    (run / "manifest.json").write_text(json.dumps({**manifest, "formaat_versie": 99}), encoding="utf-8")
    with pytest.raises(RunError, match="formaatversie 99"):
        Plan.read(run)


def test_a_run_of_another_format_version_may_be_replaced(tmp_path: Path) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    (run / "manifest.json").write_text(json.dumps({**manifest, "formaat_versie": 99}), encoding="utf-8")
    example_plan().write(run, vervang=True)
    assert Plan.read(run).status == "optimaal"


def _truncate(path: Path) -> None:
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:-1]) + b"\n")


def _drop_status(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"optimaal"', '"geweldig"'), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "damage", "says"),
    [
        ("stromen.csv", Path.unlink, r"stromen\.csv ontbreekt in de resultaatmap"),
        ("stromen.csv", _truncate, "2 rijen, het manifest noemt er 3"),
        ("solver.log", Path.unlink, r"solver\.log ontbreekt in de resultaatmap"),
        ("manifest.json", Path.unlink, r"manifest\.json ontbreekt"),
        ("manifest.json", _drop_status, "status ontbreekt of klopt niet"),
        ("case/huishoudens.csv", _truncate, r"veranderd sinds dit plan is gemaakt \(huishoudens\.csv\)"),
        ("case/plan.toml", Path.unlink, r"veranderd .* \(plan\.toml\)"),
    ],
)
def test_a_damaged_run_says_what_is_damaged(tmp_path: Path, name: str, damage: Any, says: str) -> None:
    run = tmp_path / "plan"
    example_plan().write(run)
    damage(run / name)
    with pytest.raises(RunError, match=says):
        Plan.read(run)


def test_a_folder_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="bestaat niet"):
        Plan.read(tmp_path / "nergens")
