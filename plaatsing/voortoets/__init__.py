"""What a case lacks before solving, and which rules are in conflict: bounds that hold for every plan."""

from plaatsing.voortoets.conflict import Conflict, Regelgroep, conflict
from plaatsing.voortoets.toets import Gemeentetekort, Maatgroep, Regiotoets, Voortoets, voortoets

__all__ = [
    "Conflict",
    "Gemeentetekort",
    "Maatgroep",
    "Regelgroep",
    "Regiotoets",
    "Voortoets",
    "conflict",
    "voortoets",
]
