"""Readers of CBS StatLine exports: population and the division into regions."""

from .bestand import StatlineError
from .bevolking import PeildatumError, peildatum_voor, read_bevolking
from .indeling import read_indeling

__all__ = ["PeildatumError", "StatlineError", "peildatum_voor", "read_bevolking", "read_indeling"]
