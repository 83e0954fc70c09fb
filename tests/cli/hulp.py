"""Running the program as a planner does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from plaatsing.cli import main
from tests.uitvoer.voorbeeld import example_case

ROOT = Path(__file__).resolve().parents[2]


def run(*args: str | Path) -> Result:
    """Run the program within this process."""
    return CliRunner().invoke(main, [str(arg) for arg in args], prog_name="plaatsing")


def start(*args: str | Path, cwd: Path) -> subprocess.Popen[str]:
    """Start the program as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "plaatsing", *(str(arg) for arg in args)],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def write_case(folder: Path) -> Path:
    """Write the small example case as a folder."""
    example_case().write(folder)
    return folder
