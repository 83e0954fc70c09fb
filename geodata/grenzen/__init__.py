"""Readers of official boundary files of the Dutch municipalities."""

from .fouten import GebiedenError
from .lezen import read_gebieden
from .vergelijken import Verschillen, laatste_indeling, vergelijk

__all__ = ["GebiedenError", "Verschillen", "laatste_indeling", "read_gebieden", "vergelijk"]
