"""Writing a comparison: its tables as CSV and a page with all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaatsing.compare.tabellen import HUISHOUDENS, PLANNEN, side_by_side
from plaatsing.taal import _
from plaatsing.uitvoer.csvtabel import csv_bytes
from plaatsing.uitvoer.fouten import RunError

if TYPE_CHECKING:
    from plaatsing.compare.vergelijking import Vergelijking

STAM = "vergelijking"
"""Beginning of the names of all files."""


def write_comparison(vergelijking: Vergelijking, folder: Path, vervang: bool) -> list[Path]:
    """Write `vergelijking` into `folder` (see `Vergelijking.write`)."""
    from plaatsing.compare.pagina import page

    tables = (PLANNEN, *side_by_side(vergelijking.namen), HUISHOUDENS)
    files = {f"{STAM}.html": page(vergelijking).encode()}
    for tabel in tables:
        files[f"{STAM}-{tabel.naam}.csv"] = csv_bytes(tabel, getattr(vergelijking, tabel.naam))
    if folder.exists() and not folder.is_dir():
        raise RunError(_("{run} is een bestand; kies een map voor het resultaat").format(run=folder))
    standing = sorted(name for name in files if (folder / name).exists())
    if standing and not vervang:
        raise RunError(
            _("in {map} staat al een vergelijking; kies een andere map, of geef --vervang").format(map=folder)
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        partial = folder / f".{name}.deel"
        partial.write_bytes(content)
        partial.replace(folder / name)
    return [folder / name for name in files]
