"""``plaatsing report`` as a planner runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.hulp import run as program
from tests.report.hulp import run


def test_the_command_writes_the_page_and_says_where(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    result = program("report", folder, "--voor", "openbaar", "--taal", "en")
    assert result.exit_code == 0
    assert "report-openbaar.html" in result.output
    assert '<html lang="en">' in (folder / "report-openbaar.html").read_text(encoding="utf-8")


def test_a_wrong_quarter_is_a_wrong_input(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    result = program("report", folder, "--kwartaal", "2031Q1")
    assert result.exit_code == 2
    assert "2025Q3, 2025Q4" in result.output
    assert not (folder / "report.html").exists()


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    result = program("report", tmp_path)
    assert result.exit_code == 2
    assert "geen resultaatmap" in result.output


def test_an_earlier_plan_of_another_area_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    result = program("report", folder, "--eerder", run("drenthe"))
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "gaat over een ander gebied" in result.output
    assert not (folder / "report.html").exists()


def test_a_browser_that_fails_costs_no_report_unless_a_pdf_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tools = tmp_path / "run", tmp_path / "tools"
    shutil.copytree(run("klein"), folder)
    tools.mkdir()
    (tools / "chromium").write_text("#!/bin/sh\necho kapot >&2\nexit 3\n")
    (tools / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    result = program("report", folder)
    assert result.exit_code == 0
    assert "Zonder PDF: chromium maakt geen PDF: kapot" in result.output
    assert (folder / "report.html").exists()
    assert program("report", folder, "--pdf").exit_code == 2
