"""The Netherlands: municipalities, regions, distances and reach."""

from .afstanden import OMRIJFACTOR, afstanden_km, paren_binnen_km
from .bereik import afstand_tabel, bereik
from .gebieden import OnbekendGebiedError, gebied_codes
from .gemeenten import INWONERS_NEDERLAND_2024, RD_NEW, gemeenten, gemeenten_gdf

__all__ = [
    "INWONERS_NEDERLAND_2024",
    "OMRIJFACTOR",
    "RD_NEW",
    "OnbekendGebiedError",
    "afstand_tabel",
    "afstanden_km",
    "bereik",
    "gebied_codes",
    "gemeenten",
    "gemeenten_gdf",
    "paren_binnen_km",
]
