"""Where the scenarios of a case stand: a file with the case, read later and only when asked for."""

from __future__ import annotations

from pathlib import Path

SCENARIOS_BESTAND = "scenarios.toml"


def scenarios_file(case_path: Path) -> Path:
    """Return where the scenarios of the case at `case_path` stand: in the folder, or beside the workbook."""
    if case_path.suffix.lower() in {".xlsx", ".xlsm"}:
        return case_path.with_name(f"{case_path.stem}-{SCENARIOS_BESTAND}")
    return case_path / SCENARIOS_BESTAND


def scenarios_bytes(case_path: Path) -> bytes | None:
    """Return the content of that file, or None where there is none."""
    path = scenarios_file(case_path)
    return path.read_bytes() if path.is_file() else None
