"""Which locations to open now, over several futures of inflow and supply."""

from plaatsing.robuust.antwoord import Robuust
from plaatsing.robuust.robuust import robust

__all__ = ["Robuust", "robust"]
