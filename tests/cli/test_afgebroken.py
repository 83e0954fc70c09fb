"""Ctrl-C while the program is still importing ends with one line; other scripts keep their own way."""

from __future__ import annotations

import subprocess
import sys

import pytest

WORDS = {"nl": "Afgebroken; er is niets geschreven.", "en": "Interrupted; nothing was written."}


def interrupted(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start as `program` does, and be interrupted when the first import of the package is done."""
    code = f"import sys; sys.argv[0] = {program!r}; import plaatsing._start; raise KeyboardInterrupt"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("taal", WORDS)
def test_the_program_says_one_line(taal: str) -> None:
    done = interrupted("/usr/bin/plaatsing", "check", "casus", "--taal", taal)
    assert done.stderr.strip() == WORDS[taal]
    assert done.returncode in (-2, 130)


def test_a_script_of_a_user_shows_where_it_was() -> None:
    assert "Traceback" in interrupted("mijn_script.py").stderr
