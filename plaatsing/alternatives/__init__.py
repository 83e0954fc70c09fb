"""Near-optimal alternatives of a plan: as different as possible for little more."""

from plaatsing.alternatives.antwoord import Alternatief, Alternatieven, Keuze
from plaatsing.alternatives.zoeken import alternatives

__all__ = ["Alternatief", "Alternatieven", "Keuze", "alternatives"]
