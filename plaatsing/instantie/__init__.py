"""From a case to the arrays of the model, and what they stand for."""

from plaatsing.instantie.bouw import Instantie, build_instantie

__all__ = ["Instantie", "build_instantie"]
