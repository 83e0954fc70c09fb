"""Writing a run folder."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaatsing.uitvoer.csvtabel import csv_bytes
from plaatsing.uitvoer.manifest import (
    BESTAND,
    FORMAAT,
    FORMAAT_VERSIE,
    as_json,
    file_hashes,
    sha256,
    versions,
)
from plaatsing.uitvoer.runmap import new_run_folder
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.uitvoer.werkboek import write_workbook

if TYPE_CHECKING:
    from plaatsing.plan import Plan

CASE = "case"
LOGBESTAND = "solver.log"
WERKBOEK = "plan.xlsx"

logger = logging.getLogger(__name__)


def write_plan(plan: Plan, run: Path, vervang: bool) -> None:
    """Write `plan` as a run folder (see `Plan.write`)."""
    with new_run_folder(run, vervang) as folder:
        tables = _write_tables(plan, folder)
        write_workbook(plan, folder / WERKBOEK)
        plan.case.write(folder / CASE)
        (folder / LOGBESTAND).write_text(plan.log, encoding="utf-8")
        manifest = _manifest(plan, tables, folder)
        (folder / BESTAND).write_text(as_json(manifest), encoding="utf-8")
    logger.info("wrote %s", run)


def _write_tables(plan: Plan, folder: Path) -> dict[str, dict[str, Any]]:
    written = {}
    for tabel in TABELLEN:
        frame = getattr(plan, tabel.naam)
        content = csv_bytes(tabel, frame)
        (folder / f"{tabel.naam}.csv").write_bytes(content)
        written[f"{tabel.naam}.csv"] = {"rijen": len(frame), "sha256": sha256(content)}
    return written


def _manifest(plan: Plan, tables: dict[str, dict[str, Any]], folder: Path) -> dict[str, Any]:
    settings = plan.case.instellingen
    return {
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "gap_vermijdbaar": plan.gap_vermijdbaar,
        "formaat": FORMAAT,
        "formaat_versie": FORMAAT_VERSIE,
        "instellingen": settings.model_dump(mode="json"),
        "instellingen_solve": plan.instellingen_solve,
        "seed": settings.solver.seed,
        "beginstand_bekend": plan.case.beginstand_bekend,
        "invoer": file_hashes(folder / CASE),
        "tabellen": tables,
        "versies": versions(),
        "tijden": plan.tijden,
        "bestanden": sorted([*tables, BESTAND, CASE, LOGBESTAND, WERKBOEK]),
    }
