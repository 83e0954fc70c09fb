"""Site suggestions: where new doorstroomlocaties would make the network cover the area."""

from plaatsing.kandidaten.voorstel import CAPACITEIT, Kandidaten, kandidaten

__all__ = ["CAPACITEIT", "Kandidaten", "kandidaten"]
