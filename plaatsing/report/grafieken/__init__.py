"""Four charts as inline SVG: measured is solid, planned is hatched, and each has its words and figures."""

from .bezetting import bezetting
from .grafiek import Grafiek
from .realisatie import realisatie_tegen_lijn
from .stijl import stijl
from .voorraad import voorraad_over_termijn
from .weken import weken_in_coa

__all__ = [
    "Grafiek",
    "bezetting",
    "realisatie_tegen_lijn",
    "stijl",
    "voorraad_over_termijn",
    "weken_in_coa",
]
