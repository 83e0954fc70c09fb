"""Reading a run folder back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from plaatsing.case import read_case
from plaatsing.plan import Plan, Status, Trap
from plaatsing.problemen import CaseError
from plaatsing.taal import _
from plaatsing.uitvoer.csvtabel import read_csv
from plaatsing.uitvoer.fouten import KolommenError, RunError
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.manifest import (
    BESTAND,
    file_hashes,
    package_version,
    read_manifest,
    read_trappen,
    sha256,
)
from plaatsing.uitvoer.schrijven import CASE, LOGBESTAND
from plaatsing.uitvoer.tabellen import TABELLEN

logger = logging.getLogger(__name__)

_NUMBERS = ("objective", "bound", "gap", "gap_vermijdbaar")
_STATUSES = get_args(Status)


def read_plan(run: Path) -> Plan:
    """Read a run folder back as a plan (see `Plan.read`)."""
    manifest = read_manifest(run)
    fields: dict[str, Any] = {tabel.naam: _read_table(tabel, run, manifest) for tabel in TABELLEN}
    fields |= {name: _number(manifest, name, run) for name in _NUMBERS}
    return Plan(
        case=_read_case(run / CASE, manifest),
        status=_status(manifest, run),
        **fields,
        tijden=dict(manifest.get("tijden") or {}),
        log=_read_log(run / LOGBESTAND),
        instellingen_solve=dict(manifest.get("instellingen_solve") or {}),
        trappen=_trappen(manifest, run),
    )


def _trappen(manifest: dict[str, Any], run: Path) -> tuple[Trap, ...]:
    """Read how far each goal of an order came; runs from before there was an order have none."""
    try:
        return read_trappen(manifest)
    except (TypeError, ValueError) as error:
        raise _bad_entry(run, "volgorde") from error


def _read_table(tabel: Tabel, run: Path, manifest: dict[str, Any]) -> pd.DataFrame:
    path = run / f"{tabel.naam}.csv"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        frame = read_csv(tabel, content, str(path))
    except KolommenError as error:
        made_by = str((manifest.get("versies") or {}).get("plaatsing", ""))
        if made_by in ("", package_version()):
            raise
        raise RunError(
            _(
                "{bestand} is geschreven door plaatsing {gevonden} en heeft andere kolommen dan plaatsing "
                "{verwacht} leest. Los de casus in {casus} opnieuw op."
            ).format(bestand=path, gevonden=made_by, verwacht=package_version(), casus=run / CASE)
        ) from error
    noted = (manifest.get("tabellen") or {}).get(path.name) or {}
    if noted.get("rijen", len(frame)) != len(frame):
        raise RunError(
            _("{bestand} is beschadigd: {gevonden} rijen, het manifest noemt er {verwacht}").format(
                bestand=path, gevonden=len(frame), verwacht=noted["rijen"]
            )
        )
    if noted.get("sha256") != sha256(content):
        logger.warning("%s is not as the run left it", path)
    return frame


def _read_case(path: Path, manifest: dict[str, Any]) -> Any:
    noted, found = manifest.get("invoer") or {}, file_hashes(path)
    changed = sorted(name for name in {*noted, *found} if noted.get(name) != found.get(name))
    if changed:
        raise RunError(
            _(
                "de casus in {map} is veranderd sinds dit plan is gemaakt ({namen}); los hem opnieuw op"
            ).format(map=path, namen=", ".join(changed))
        )
    try:
        return read_case(path)
    except CaseError as error:
        raise RunError(
            _("de casus in {map} is beschadigd:\n{problemen}").format(map=path, problemen=error)
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _read_log(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> RunError:
    if isinstance(error, FileNotFoundError):
        return RunError(_("{bestand} ontbreekt in de resultaatmap").format(bestand=path))
    reason = getattr(error, "strerror", None) or error
    return RunError(_("{bestand} kan niet worden gelezen: {fout}").format(bestand=path, fout=reason))


def _status(manifest: dict[str, Any], run: Path) -> Any:
    status = manifest.get("status")
    if status not in _STATUSES:
        raise _bad_entry(run, "status")
    return status


def _number(manifest: dict[str, Any], name: str, run: Path) -> float:
    value = manifest.get(name, "")
    if value is None:
        return float("nan")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _bad_entry(run, name)
    return float(value)


def _bad_entry(run: Path, name: str) -> RunError:
    return RunError(
        _("{bestand} is beschadigd: {naam} ontbreekt of klopt niet").format(bestand=run / BESTAND, naam=name)
    )
