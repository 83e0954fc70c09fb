"""Synthetic cases on real municipalities, for trying, testing and measuring."""

from .casus import generate_case
from .leesmij import leesmij

__all__ = ["generate_case", "leesmij"]
