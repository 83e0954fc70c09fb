"""What became of one scenario, and whether it has to be solved at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from plaatsing.lezen.scenarios import SCENARIOS_BESTAND
from plaatsing.scenarios.taak import Bestanden, Grenzen
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.manifest import is_run_folder, package_version, read_manifest, sha256

if TYPE_CHECKING:
    from plaatsing.case import Case

Toestand = Literal["klaar", "stond_er_al", "mislukt"]


@dataclass(frozen=True)
class Uitkomst:
    """What became of one scenario.

    Attributes
    ----------
    naam : str
        Name of the scenario.
    toestand : {"klaar", "stond_er_al", "mislukt"}
        Solved now, finished before and left alone, or not solved.
    run : Path
        Its run folder.
    reden : str
        Why it was solved again, or why it failed, in the language spoken; empty otherwise.
    """

    naam: str
    toestand: Toestand
    run: Path
    reden: str = ""


def why_solve(run: Path, files: Bestanden, case: Case, grenzen: Grenzen) -> str | None:
    """Say why a scenario has to be solved, or None where `run` answers it already.

    A finished run stays when its input has the same hashes, the same was asked of the solver, and it
    was made by the same version. The reason for a first time is an empty text.
    """
    if not is_run_folder(run):
        return ""
    try:
        manifest = read_manifest(run)
    except RunError:
        return _("de resultaatmap is van een andere versie of beschadigd")
    changed = _changed(manifest.get("invoer") or {}, files)
    if changed:
        return _("de invoer is veranderd: {namen}").format(namen=", ".join(changed))
    asked = manifest.get("instellingen_solve") or {}
    wanted = {"gap": grenzen.gap_of(case), "time_limit": grenzen.time_limit_of(case)}
    if any(asked.get(name) != value for name, value in wanted.items()):
        return _("er wordt iets anders van het rekenen gevraagd")
    if (manifest.get("versies") or {}).get("plaatsing", "0") != package_version():
        return _("gemaakt met een andere versie van plaatsing")
    return _("het rekenen was afgebroken") if manifest.get("status") == "afgebroken" else None


def _changed(noted: Mapping[str, Any], files: Bestanden) -> list[str]:
    """Return the files of a case that are not as they were; which scenarios there are changes no plan."""
    found = {name: sha256(content) for name, content in files.items()}
    differs = {name for name in {*noted, *found} if noted.get(name) != found.get(name)}
    return sorted(differs - {SCENARIOS_BESTAND})
