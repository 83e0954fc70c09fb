"""The reference: the same instance as one time-expanded flow model, without trajects.

It shares nothing with the engine but the instance, the form of an outcome and the way to hand a Pyomo model
to HiGHS, so that the two check each other; and it is the yardstick of the engine's speed.
"""

from .model import build_reference
from .solve import solve_reference, solve_reference_in_order

__all__ = ["build_reference", "solve_reference", "solve_reference_in_order"]
