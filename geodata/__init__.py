"""The Netherlands: municipalities, regions, distances and reach."""

from .afstanden import OMRIJFACTOR, afstanden_km, paren_binnen_km
from .bereik import afstand_tabel, bereik
from .gebieden import OnbekendGebiedError, gebied_codes
from .gemeenten import INWONERS_NEDERLAND_2024, RD_NEW, gemeenten, gemeenten_gdf
from .grenzen import GebiedenError, read_gebieden
from .herindelingen import HerindelingError, herindelingen, naar_indeling
from .statline import PeildatumError, StatlineError, peildatum_voor, read_bevolking, read_indeling

__all__ = [
    "INWONERS_NEDERLAND_2024",
    "OMRIJFACTOR",
    "RD_NEW",
    "GebiedenError",
    "HerindelingError",
    "OnbekendGebiedError",
    "PeildatumError",
    "StatlineError",
    "afstand_tabel",
    "afstanden_km",
    "bereik",
    "gebied_codes",
    "gemeenten",
    "gemeenten_gdf",
    "herindelingen",
    "naar_indeling",
    "paren_binnen_km",
    "peildatum_voor",
    "read_bevolking",
    "read_gebieden",
    "read_indeling",
]
