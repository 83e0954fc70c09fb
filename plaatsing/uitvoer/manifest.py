"""The manifest of a run: what was asked, with what input and versions, and what came out."""

from __future__ import annotations

import hashlib
import json
import math
import platform
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, get_args

from plaatsing.lezen.map import PLAN_BESTAND
from plaatsing.plan import Status, Trap
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError

BESTAND = "manifest.json"
FORMAAT = "plaatsing-run"
FORMAAT_VERSIE = 1
_PACKAGES = ("plaatsing", "pyomo", "highspy", "pandas", "numpy", "pydantic", "xlsxwriter", "click", "babel")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that shape a run."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def package_version() -> str:
    """Return the version of plaatsing; ``0`` where it runs from a tree that is not installed."""
    return versions().get("plaatsing", "0")


def sha256(content: bytes) -> str:
    """Return the sha256 of `content` in hexadecimals."""
    return hashlib.sha256(content).hexdigest()


def file_hashes(root: Path) -> dict[str, str]:
    """Return the sha256 of every file below `root`, by path relative to it, sorted."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): sha256(path.read_bytes()) for path in files}


def as_json(manifest: dict[str, Any]) -> str:
    """Return the manifest as text; a number that is not finite becomes null."""
    return json.dumps(_finite(manifest), ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n"


def is_run_folder(path: Path) -> bool:
    """Say whether `path` is a folder left by a run, of whatever format version."""
    try:
        content = json.loads((path / BESTAND).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("formaat") == FORMAAT


def read_manifest(run: Path) -> dict[str, Any]:
    """Read the manifest of a run folder.

    Raises
    ------
    RunError
        If there is no such folder or manifest, it cannot be read, or it is of another format version.
    """
    if not run.is_dir():
        raise RunError(_("{run} bestaat niet of is geen map").format(run=run))
    path = run / BESTAND
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if (run / PLAN_BESTAND).is_file():
            raise RunError(
                _(
                    "{run} is een casus en geen resultaatmap; maak eerst een plan met: "
                    "plaatsing solve {run} -o {plan}"
                ).format(run=run, plan=f"{run}-plan")
            ) from None
        raise RunError(
            _("{run} is geen resultaatmap van plaatsing: {bestand} ontbreekt").format(
                run=run, bestand=BESTAND
            )
        ) from None
    except (OSError, ValueError) as error:
        raise RunError(_("{bestand} is beschadigd: {fout}").format(bestand=path, fout=error)) from error
    if not isinstance(content, dict) or content.get("formaat") != FORMAAT:
        raise RunError(_("{bestand} is geen manifest van plaatsing").format(bestand=path))
    if content.get("formaat_versie") != FORMAAT_VERSIE:
        raise RunError(
            _(
                "{run} is geschreven in formaatversie {gevonden}; deze versie van plaatsing leest "
                "{verwacht}. Los de casus in {casus} opnieuw op."
            ).format(
                run=run,
                gevonden=content.get("formaat_versie"),
                verwacht=FORMAAT_VERSIE,
                casus=run / "case",
            )
        )
    return content


def read_trappen(manifest: dict[str, Any]) -> tuple[Trap, ...]:
    """Return how far each goal of an order came; nothing where there is no order.

    Raises
    ------
    TypeError, ValueError
        If what the manifest says of it is damaged.
    """
    found = [Trap(**entry) for entry in manifest.get("volgorde") or ()]
    for trap in found:
        if trap.status not in get_args(Status):
            raise ValueError(trap.status)
    return tuple(
        replace(trap, waarde=float(trap.waarde), ondergrens=float(trap.ondergrens), gap=float(trap.gap))
        for trap in found
    )


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _finite(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
