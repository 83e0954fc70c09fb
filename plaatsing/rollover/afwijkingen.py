"""What of the events did not match the plan or the case, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from plaatsing.uitvoer.woordenlijst import WOORDEN

KOLOMMEN = ("rij", "datum", "soort", "huishouden", "gemeentecode", "locatie", "code", "bij", "verwerkt")
"""What is written down; `Afwijkingen.table` adds the sentences that go with the code."""


@dataclass
class Afwijkingen:
    """Collects what did not match, in the order of the events."""

    rijen: list[dict[str, Any]] = field(default_factory=list)

    def note(self, event: Any, code: str, bij: object = "", *, verwerkt: bool) -> None:
        """Write down an event that does not match.

        Parameters
        ----------
        event : row of the events
            The event; its name is its row number.
        code : str
            What does not match.
        bij : object
            What that names: another day, municipality, number.
        verwerkt : bool
            Whether the event was taken in nevertheless.
        """
        self.rijen.append(
            {
                "rij": int(event.name),
                "datum": event["datum"],
                "soort": event["soort"],
                "huishouden": event["huishouden"],
                "gemeentecode": event["gemeentecode"],
                "locatie": event["locatie"],
                "code": code,
                "bij": str(bij),
                "verwerkt": verwerkt,
            }
        )

    def remark(
        self, code: str, bij: str = "", *, locatie: str = "", gemeentecode: str = "", verwerkt: bool = True
    ) -> None:
        """Write down something that no single event says."""
        self.rijen.append(
            {
                "rij": pd.NA,
                "datum": pd.NaT,
                "soort": "",
                "huishouden": "",
                "gemeentecode": gemeentecode,
                "locatie": locatie,
                "code": code,
                "bij": bij,
                "verwerkt": verwerkt,
            }
        )

    def table(self) -> pd.DataFrame:
        """Return everything written down, a row each, with what it means and what to do, in Dutch."""
        table = pd.DataFrame(self.rijen, columns=list(KOLOMMEN))
        table["uitleg"] = table["code"].map(WOORDEN["afwijking"]).fillna("")
        table["advies"] = table["code"].map(WOORDEN["advies_afwijking"]).fillna("")
        texts = ("soort", "huishouden", "gemeentecode", "locatie", "code", "bij", "uitleg", "advies")
        kinds = {"rij": "Int64", "datum": "datetime64[s]", "verwerkt": "bool"}
        return table.astype({**dict.fromkeys(texts, "str"), **kinds})
