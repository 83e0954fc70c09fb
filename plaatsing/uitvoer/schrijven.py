"""Writing a run folder."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.uitvoer.afgeleid import AFGELEID, afgeleide_tabellen
from plaatsing.uitvoer.csvtabel import csv_bytes
from plaatsing.uitvoer.kolom import Tabel
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
        tables = _write_tables(
            folder, TABELLEN, {tabel.naam: getattr(plan, tabel.naam) for tabel in TABELLEN}
        )
        derived = afgeleide_tabellen(plan)
        noted = _write_tables(folder, AFGELEID, derived)
        write_workbook(plan, folder / WERKBOEK, derived)
        plan.case.write(folder / CASE)
        (folder / LOGBESTAND).write_text(plan.log, encoding="utf-8")
        manifest = _manifest(plan, tables, noted, folder)
        (folder / BESTAND).write_text(as_json(manifest), encoding="utf-8")
    logger.info("wrote %s", run)


def _write_tables(
    folder: Path, tabellen: Sequence[Tabel], frames: Mapping[str, pd.DataFrame]
) -> dict[str, dict[str, Any]]:
    written = {}
    for tabel in tabellen:
        content = csv_bytes(tabel, frames[tabel.naam])
        (folder / f"{tabel.naam}.csv").write_bytes(content)
        written[f"{tabel.naam}.csv"] = {"rijen": len(frames[tabel.naam]), "sha256": sha256(content)}
    return written


def _manifest(
    plan: Plan, tables: dict[str, dict[str, Any]], derived: dict[str, dict[str, Any]], folder: Path
) -> dict[str, Any]:
    settings = plan.case.instellingen
    return {
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "gap_vermijdbaar": plan.gap_vermijdbaar,
        "volgorde": [asdict(trap) for trap in plan.trappen],
        "formaat": FORMAAT,
        "formaat_versie": FORMAAT_VERSIE,
        "instellingen": settings.model_dump(mode="json"),
        "instellingen_solve": plan.instellingen_solve,
        "seed": settings.solver.seed,
        "beginstand_bekend": plan.case.beginstand_bekend,
        "invoer": file_hashes(folder / CASE),
        "tabellen": tables,
        "afgeleide_tabellen": derived,
        "versies": versions(),
        "tijden": plan.tijden,
        "bestanden": sorted([*tables, *derived, BESTAND, CASE, LOGBESTAND, WERKBOEK]),
    }
