"""Tables that follow from a plan, as its run folder keeps them: no need to work them out again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from plaatsing.uitvoer.csvtabel import read_csv
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.manifest import package_version, sha256
from plaatsing.uitvoer.tabellen import TABELLEN


class Bewaard:
    """The derived tables of a run folder, as far as they are as the run left them.

    They are trusted only where this version of plaatsing wrote them, and where neither they nor the tables
    of the plan, from which they follow, have been changed since.

    Parameters
    ----------
    run : Path
        The run folder.
    manifest : mapping
        Its manifest, which holds the hash of every table.
    """

    def __init__(self, run: Path, manifest: Mapping[str, Any]) -> None:
        self._run, self._noted = run, manifest.get("afgeleide_tabellen") or {}
        plan = manifest.get("tabellen") or {}
        own = (manifest.get("versies") or {}).get("plaatsing") == package_version()
        self._trusted = own and all(
            self._content(f"{tabel.naam}.csv", plan) is not None for tabel in TABELLEN
        )

    def tabel(self, tabel: Tabel) -> pd.DataFrame | None:
        """Return a table, or None where it has to be worked out."""
        name = f"{tabel.naam}.csv"
        content = self._content(name, self._noted) if self._trusted else None
        return None if content is None else read_csv(tabel, content, str(self._run / name))

    def _content(self, name: str, noted: Mapping[str, Any]) -> bytes | None:
        """Return the bytes of a file if they are those that the manifest notes."""
        try:
            content = (self._run / name).read_bytes()
        except OSError:
            return None
        return content if (noted.get(name) or {}).get("sha256") == sha256(content) else None
