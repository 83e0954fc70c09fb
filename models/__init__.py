"""The mathematics of placement: instances, trajects, the master problem and the engine that solves it.

This package imports nothing from plaatsing's own modules; it can be used and tested by itself.
"""

from .costs import Costs, Limit
from .engine import Engine
from .epochs import Epochs
from .instance import Classes, Instance, Needs, Offers, Pools, Reach, Sharing, Sites
from .options import Options
from .order import Goal, Reached, solve_in_order
from .outcome import NoPlan, Outcome
from .prices import Prices
from .solver import solve_instance
from .start import Start
from .stop import Stop
from .trajects import Row, Trajects

__all__ = [
    "Classes",
    "Costs",
    "Engine",
    "Epochs",
    "Goal",
    "Instance",
    "Limit",
    "Needs",
    "NoPlan",
    "Offers",
    "Options",
    "Outcome",
    "Pools",
    "Prices",
    "Reach",
    "Reached",
    "Row",
    "Sharing",
    "Sites",
    "Start",
    "Stop",
    "Trajects",
    "solve_in_order",
    "solve_instance",
]
