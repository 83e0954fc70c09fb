"""Find the tables of a case in a folder or a workbook."""

from __future__ import annotations

import tomllib
from pathlib import Path

from plaatsing.lezen.csv_bestand import read_csv_file, read_text_file
from plaatsing.lezen.ruw import RuweCase
from plaatsing.lezen.waarden import nearest
from plaatsing.lezen.xlsx_bestand import read_xlsx_file
from plaatsing.problemen import Problem
from plaatsing.schema import TABELLEN
from plaatsing.toml_fout import toml_problem

PLAN_BESTAND = "plan.toml"
_TABLE_LIKE = {".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods"}


def read_raw(path: Path) -> RuweCase:
    """Read what stands at `path`: a folder of CSV files, or one workbook."""
    if not path.exists():
        return _only(Problem(str(path), "deze map of dit bestand bestaat niet", code="geen_bestand"))
    if path.is_dir():
        return _read_folder(path)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return read_xlsx_file(path)
    hint = str(path.parent) if path.suffix.lower() in {".csv", ".toml"} else ""
    expected = "verwacht een map met plan.toml en CSV-bestanden, of een werkmap in .xlsx"
    return _only(Problem(str(path), expected, bedoelde_u=hint, code="soort_bestand"))


def read_toml_file(path: Path, bestand: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """Read settings in TOML, or say on which line they are broken."""
    text, problems = read_text_file(path)
    if text is None:
        return None, problems
    text = text.replace("\r\n", "\n")
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return None, [toml_problem(text, error, bestand)]
    except (ValueError, RecursionError):
        # tomllib leaves impossible dates and numbers of thousands of digits to Python's own errors.
        return None, [Problem(bestand, "er staat een onmogelijk getal of onmogelijke datum in", code="toml")]


def _only(problem: Problem) -> RuweCase:
    return RuweCase(problemen=[problem])


def _read_folder(folder: Path) -> RuweCase:
    found = RuweCase(map=folder)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        return _only(Problem(str(folder), "deze map is niet te openen", code="onleesbaar"))
    sources: dict[str, str] = {}
    for entry in entries:
        name = entry.name.lower()
        if name.startswith((".", "~$")):
            continue
        if name == PLAN_BESTAND:
            found.plan, problems = read_toml_file(entry, PLAN_BESTAND)
            found.problemen.extend(problems)
            sources[PLAN_BESTAND] = entry.name
            continue
        table = name.removesuffix(".csv")
        if not name.endswith(".csv") or table not in TABELLEN:
            found.problemen.extend(_remark(entry, folder))
            continue
        if table in sources:
            expected = f"deze tabel staat er ook als {sources[table]}; verwacht een bestand per tabel"
            found.problemen.append(Problem(entry.name, expected, code="dubbel"))
            continue
        sources[table] = entry.name
        raw, problems = read_csv_file(entry)
        found.problemen.extend(problems)
        if raw is not None:
            found.tabellen[table] = raw
    if PLAN_BESTAND not in sources:
        found.problemen.append(_no_plan(folder, entries))
    return found


def _remark(entry: Path, folder: Path) -> list[Problem]:
    """Warn about a file whose name looks like a table that is not read."""
    suffix, stem = entry.suffix.lower(), entry.stem.lower()
    if suffix not in _TABLE_LIKE or entry.is_dir():
        return []
    hint = nearest(stem, TABELLEN, cutoff=0.75)
    if not hint or (folder / f"{hint}.csv").is_file():
        return []
    return [
        Problem(
            entry.name,
            "dit bestand is geen tabel van een casus en wordt niet gelezen",
            bedoelde_u=f"{hint}.csv",
            ernst="waarschuwing",
            code="onbekend_bestand",
        )
    ]


def _no_plan(folder: Path, entries: list[Path]) -> Problem:
    books = [
        entry for entry in entries if entry.suffix.lower() == ".xlsx" and not entry.name.startswith("~$")
    ]
    below = [entry for entry in entries if entry.is_dir() and (entry / PLAN_BESTAND).is_file()]
    from_run = [entry for entry in below if (folder / "manifest.json").is_file()]
    likely = [*from_run, *books, *below]
    hint = str(likely[0]) if likely else ""
    expected = "dit bestand met de instellingen ontbreekt in de map"
    if not entries:
        expected += " (de map is leeg)"
    return Problem(f"{folder}/{PLAN_BESTAND}", expected, bedoelde_u=hint, code="ontbreekt")
