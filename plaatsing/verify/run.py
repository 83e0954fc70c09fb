"""Verifying a run folder from what it holds, without solving anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from plaatsing.case import read_case
from plaatsing.plan import Plan, Status
from plaatsing.problemen import CaseError
from plaatsing.uitvoer.manifest import BESTAND, FORMAAT, file_hashes, read_manifest, read_trappen
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.verify.bevinding import Bevinding, Verificatie, toon
from plaatsing.verify.lezen import read_tabel
from plaatsing.verify.toetsen import verify

if TYPE_CHECKING:
    from plaatsing.case import Case

CASE = "case"
_NUMBERS = ("objective", "bound", "gap", "gap_vermijdbaar")

_BLOCKS = ("doelen", "straffen", "solver")


def verify_run(run: str | Path) -> Verificatie:
    """Verify a run folder from its own files: the case in it, its tables and its manifest.

    Tables that a spreadsheet saved again are read as they are meant; what counts is what they say, not
    their bytes. Of the input the manifest keeps hashes, so that a case that was changed is noticed; every
    rule is then still recomputed from the case as it is.

    Parameters
    ----------
    run : str or Path
        The run folder.

    Returns
    -------
    Verificatie
        Every broken rule; a table damaged beyond reading is one.

    Raises
    ------
    RunError
        If `run` is no run folder, or was written in another format version.
    """
    folder = Path(run)
    damaged = _damaged_manifest(folder)
    if damaged:
        return Verificatie((damaged,))
    manifest = read_manifest(folder)
    case, findings = _case(folder, manifest)
    tables, wrong = _tables(folder, manifest)
    figures = list(_numbers(manifest))
    findings += [*wrong, *figures]
    if case is None or figures or len(tables) < len(TABELLEN):
        return Verificatie(tuple(findings), 0 if case is None else len(case.huishoudens))
    findings += _settings(case, manifest)
    plan = Plan(
        case=case,
        status=manifest["status"],
        objective=float(manifest["objective"]),
        bound=float(manifest["bound"]),
        gap=float(manifest["gap"]),
        gap_vermijdbaar=float(manifest["gap_vermijdbaar"]),
        plaatsingen=tables["plaatsingen"],
        stromen=tables["stromen"],
        locaties=tables["locaties"],
        taakstelling=tables["taakstelling"],
        doorberekening=tables["doorberekening"],
        doelen=tables["doelen"],
        tekorten=tables["tekorten"],
        prijzen=tables["prijzen"],
        instellingen_solve=_mapping(manifest.get("instellingen_solve")),
        trappen=read_trappen(manifest),
    )
    found = verify(case, plan)
    return Verificatie((*findings, *found.bevindingen), found.huishoudens)


def _damaged_manifest(folder: Path) -> Bevinding | None:
    """Say whether there is a manifest that nobody can read; one of another kind is not damage."""
    path = folder / BESTAND
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        return Bevinding("manifest_onleesbaar", BESTAND, gevonden=str(error)[:200])
    readable = isinstance(content, dict) and content.get("formaat") == FORMAAT
    return None if readable else Bevinding("manifest_onleesbaar", BESTAND, kolom="formaat", verwacht=FORMAAT)


def _case(folder: Path, manifest: dict[str, Any]) -> tuple[Case | None, list[Bevinding]]:
    place = folder / CASE
    noted, found = _mapping(manifest.get("invoer")), file_hashes(place) if place.is_dir() else {}
    findings = [
        Bevinding("invoer_veranderd", f"{CASE}/{name}")
        for name in sorted({*noted, *found})
        if noted.get(name) != found.get(name)
    ]
    try:
        return read_case(place), findings
    except CaseError as error:
        problems = [problem for problem in error.problems if problem.ernst == "fout"]
        findings += [Bevinding("casus_onleesbaar", CASE, gevonden=str(problem)) for problem in problems]
        return None, findings


def _tables(folder: Path, manifest: dict[str, Any]) -> tuple[dict[str, pd.DataFrame], list[Bevinding]]:
    tables, findings = {}, []
    noted = _mapping(manifest.get("tabellen"))
    for tabel in TABELLEN:
        name = f"{tabel.naam}.csv"
        try:
            content = (folder / name).read_bytes()
        except FileNotFoundError:
            findings.append(Bevinding("bestand_ontbreekt", name))
            continue
        except OSError as error:
            findings.append(Bevinding("tabel_onleesbaar", name, gevonden=str(error.strerror or error)))
            continue
        frame, wrong = read_tabel(tabel, content, name)
        findings += wrong
        if frame is None:
            continue
        tables[tabel.naam] = frame
        rows = _mapping(noted.get(name)).get("rijen")
        if rows != len(frame):
            findings.append(Bevinding("tabel_rijen", name, gevonden=toon(len(frame)), verwacht=toon(rows)))
    return tables, findings


def _numbers(manifest: dict[str, Any]) -> Iterator[Bevinding]:
    for name in _NUMBERS:
        value = manifest.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield Bevinding("manifest_onleesbaar", BESTAND, kolom=name, gevonden=toon(value))
    try:
        read_trappen(manifest)
    except (TypeError, ValueError) as error:
        yield Bevinding("manifest_onleesbaar", BESTAND, kolom="volgorde", gevonden=str(error)[:200])
    if manifest.get("status") not in get_args(Status):
        yield Bevinding(
            "manifest_onleesbaar",
            BESTAND,
            None,
            "",
            "status",
            toon(manifest.get("status")),
            toon(get_args(Status)),
        )


def _settings(case: Case, manifest: dict[str, Any]) -> Iterator[Bevinding]:
    """The settings noted are those of the case that lies beside the plan."""
    noted = _by_name(_mapping(manifest.get("instellingen")))
    own = _by_name(case.instellingen.model_dump(mode="json"))
    # A run of an earlier version does not know settings that came later: their defaults are what it meant.
    given = _by_name(case.instellingen.model_dump(mode="json", exclude_unset=True))
    later = {name for name in own if name not in noted and name not in given} if noted else set()
    for name in sorted({*noted, *own} - later):
        if noted.get(name) != own.get(name):
            figures = (toon(str(noted.get(name))), toon(str(own.get(name))))
            yield Bevinding("manifest_waarde", BESTAND, None, "", f"instellingen.{name}", *figures)
    for name, value in (
        ("seed", case.instellingen.solver.seed),
        ("beginstand_bekend", case.beginstand_bekend),
    ):
        if manifest.get(name) != value:
            figures = (toon(manifest.get(name)), toon(value))
            yield Bevinding("manifest_waarde", BESTAND, None, "", name, *figures)


def _by_name(settings: dict[str, Any]) -> dict[str, Any]:
    """Return settings with those of a block apart, by a name such as ``straffen.budget``."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        if name in _BLOCKS and isinstance(value, dict):
            found |= {f"{name}.{part}": content for part, content in value.items()}
        else:
            found[name] = value
    return found


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
