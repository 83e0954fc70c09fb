"""The program as a whole: language, general options, usage errors and failures without a traceback."""

from __future__ import annotations

import errno
import logging
from pathlib import Path
from typing import Any

import pytest

from plaatsing.uitvoer import schrijven
from tests.cli.hulp import run, start, write_case

DUTCH = ("Gebruik:", "Opties:", "Opdrachten:", "Toon deze uitleg en stop.")
ENGLISH = ("Usage:", "Options:", "Commands:", "Show this message and exit.")


def test_help_is_dutch_by_default() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(word in result.output for word in DUTCH)
    assert not any(word in result.output for word in ENGLISH)


@pytest.mark.parametrize("args", [("--taal", "en", "--help"), ("--taal=en", "--help")])
def test_help_is_english_when_asked(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 0
    assert all(word in result.output for word in ENGLISH)
    assert not any(word in result.output for word in DUTCH)


@pytest.mark.parametrize("command", ["new", "check", "solve", "demo"])
@pytest.mark.parametrize("order", ["before", "after"])
def test_general_options_stand_before_and_after_the_command(command: str, order: str) -> None:
    general = ["--taal", "en", "-v"]
    args = [*general, command, "--help"] if order == "before" else [command, *general, "--help"]
    result = run(*args)
    assert result.exit_code == 0
    assert f"Usage: plaatsing {command} [OPTIONS]" in result.output
    for option in ("--taal", "-v, --verbose", "--version"):
        assert option in result.output


def test_help_follows_the_language_each_time_in_one_process() -> None:
    assert "Show this message" in run("check", "--taal", "en", "--help").output
    assert "Toon deze uitleg" in run("check", "--help").output


@pytest.mark.parametrize("args", [("--version",), ("check", "--version"), ("solve", "--version")])
def test_version_is_told_anywhere(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 0
    assert result.output.startswith("plaatsing ")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "Gebruik:"),
        (("solv",), "Onbekende opdracht 'solv'. Bedoelde u 'solve'?"),
        (("check",), "Ontbrekend argument 'DIR'"),
        (("check", "a", "b"), "Onverwacht extra argument (b)"),
        (("solve", "a"), "Ontbrekende optie '-o'"),
        (("solve", "a", "-o", "b", "--gapp", "1"), "Onbekende optie '--gapp'"),
        (("solve", "a", "-o", "b", "--gap", "veel"), "'veel' is geen getal"),
        (("solve", "a", "-o", "b", "--gap", "2"), "2.0 valt niet in het bereik 0<=x<=1"),
        (("solve", "a", "-o", "b", "--gap", "nan"), "nan is geen eindig getal"),
        (("solve", "a", "-o", "b", "--time-limit", "0"), "--time-limit"),
        (("solve", "a", "-o", "b", "--threads", "1,5"), "'1,5' is geen geheel getal"),
        (("new", "a", "--regio", "drenthe", "--periode", "dag"), "'dag' is niet een van"),
        (("--taal", "fr", "check", "a"), "'fr' is niet een van 'nl', 'en'"),
    ],
)
def test_a_usage_error_ends_with_2_and_a_dutch_word(args: tuple[str, ...], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_usage_error_is_english_when_asked() -> None:
    result = run("check", "--taal", "en")
    assert result.exit_code == 2
    assert "Error: Missing argument 'DIR'" in result.output


@pytest.mark.parametrize(
    ("failure", "says", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "De schijf is vol; er is niets geschreven", 2),
        (PermissionError(errno.EACCES, "Permission denied", "/ergens"), "Geen toegang tot /ergens", 2),
        (OSError(errno.EIO, "Input/output error"), "Lezen of schrijven lukt niet", 2),
        (MemoryError(), "Het geheugen is vol", 3),
        (KeyboardInterrupt(), "Afgebroken; er is niets geschreven", 130),
    ],
)
def test_a_failure_while_writing_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, says: str, code: int
) -> None:
    case = write_case(tmp_path / "casus")

    def stop(*_args: Any) -> None:
        raise failure

    monkeypatch.setattr(schrijven, "write_workbook", stop)
    result = run("solve", case, "-o", tmp_path / "plan")
    assert result.exit_code == code
    assert says in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["casus"]


def test_verbose_logs_and_leaves_no_handler_behind(tmp_path: Path) -> None:
    case = write_case(tmp_path / "casus")
    before = list(logging.getLogger("plaatsing").handlers)
    quiet = run("solve", case, "-o", tmp_path / "stil")
    loud = run("solve", case, "-o", tmp_path / "luid", "-v")
    assert "INFO plaatsing" not in quiet.output
    assert "INFO plaatsing" in loud.output
    assert logging.getLogger("plaatsing").handlers == before


def test_it_runs_as_a_module_without_a_terminal(tmp_path: Path) -> None:
    process = start("check", write_case(tmp_path / "casus"), cwd=tmp_path)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "is bruikbaar" in output
    assert errors == ""


def test_a_reader_that_leaves_early_gives_no_traceback(tmp_path: Path) -> None:
    process = start("--help", cwd=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=120)
