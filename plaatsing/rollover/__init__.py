"""The next quarter's case from a plan and what really happened."""

from plaatsing.rollover.gebeurtenissen import read_realisatie
from plaatsing.rollover.rollover import Rollover, rollover

__all__ = ["Rollover", "read_realisatie", "rollover"]
