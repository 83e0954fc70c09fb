"""What a person decided: locks on households, municipalities and locations, and the frozen past."""

from plaatsing.vastgezet.achterlaten import achtergelaten
from plaatsing.vastgezet.besluiten import Besluiten
from plaatsing.vastgezet.eerder import Eerder, eerder_plan
from plaatsing.vastgezet.slot import Slot

__all__ = ["Besluiten", "Eerder", "Slot", "achtergelaten", "eerder_plan"]
