"""The Netherlands: municipalities, regions, distances and reach."""

from .afstanden import OMRIJFACTOR, afstanden_km, paren_binnen_km
from .bereik import afstand_tabel, bereik
from .buren import buren
from .gebieden import OnbekendGebiedError, gebied_codes
from .gemeenten import INWONERS_NEDERLAND_2024, RD_NEW, gemeenten, gemeenten_gdf
from .grenzen import GebiedenError, read_gebieden
from .herindelingen import HerindelingError, herindelingen, naar_indeling
from .regios import regio_gdf, regios
from .regios_controle import RegioFout, RegiosError, controleer_regios, oeververbindingen
from .regios_lezen import read_regios
from .statline import PeildatumError, StatlineError, peildatum_voor, read_bevolking, read_indeling
from .tegelkaart import tegelkaart, tegels

__all__ = [
    "INWONERS_NEDERLAND_2024",
    "OMRIJFACTOR",
    "RD_NEW",
    "GebiedenError",
    "HerindelingError",
    "OnbekendGebiedError",
    "PeildatumError",
    "RegioFout",
    "RegiosError",
    "StatlineError",
    "afstand_tabel",
    "afstanden_km",
    "bereik",
    "buren",
    "controleer_regios",
    "gebied_codes",
    "gemeenten",
    "gemeenten_gdf",
    "herindelingen",
    "naar_indeling",
    "oeververbindingen",
    "paren_binnen_km",
    "peildatum_voor",
    "read_bevolking",
    "read_gebieden",
    "read_indeling",
    "read_regios",
    "regio_gdf",
    "regios",
    "tegelkaart",
    "tegels",
]
