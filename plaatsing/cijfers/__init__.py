"""Bundled national figures, each with its source and certainty."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class LandelijkeTaakstelling:
    """The national number of permit holders to house in a half-year.

    Attributes
    ----------
    bekend, herzien : int or None
        The figure as announced and as revised within the half-year, in persons.
    zekerheid : str
        ``officieel``, ``pers`` or ``afgeleid``.
    bron : str
        Where the figure was published.
    """

    halfjaar: str
    bekend: int
    herzien: int | None
    zekerheid: str
    bron: str

    @property
    def geldend(self) -> int:
        """The revised figure where there is one, else the announced one."""
        return self.bekend if self.herzien is None else self.herzien


@cache
def landelijke_taakstelling() -> dict[str, LandelijkeTaakstelling]:
    """Return the bundled national figures by half-year."""
    text = files(__package__).joinpath("taakstelling_landelijk.csv").read_text(encoding="utf-8")
    return {
        row["halfjaar"]: LandelijkeTaakstelling(
            row["halfjaar"],
            int(row["vg_bekendgemaakt"]),
            int(row["vg_herzien"]) if row["vg_herzien"] else None,
            row["zekerheid"],
            row["bron"],
        )
        for row in csv.DictReader(text.splitlines())
    }
