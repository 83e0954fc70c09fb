"""An own map of the Netherlands as inline SVG, without a request to anywhere."""

from .figuur import kaart
from .gegevens import Kaartgegevens, Kaartkolom
from .stijl import stijl

__all__ = ["Kaartgegevens", "Kaartkolom", "kaart", "stijl"]
