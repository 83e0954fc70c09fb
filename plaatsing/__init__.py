"""plaatsing: plan where permit holders are housed, in which form and when, with a proof.

Examples
--------
>>> from plaatsing import read_case, solve
>>> plan = solve(read_case("mijn-casus"))  # doctest: +SKIP
>>> plan.write("mijn-plan")  # doctest: +SKIP
"""

from plaatsing.case import Case, read_case
from plaatsing.doorberekening import doorberekening
from plaatsing.kalender import Halfjaar, Periode, perioden
from plaatsing.plan import Plan
from plaatsing.problemen import CaseError, Problem
from plaatsing.solve import GeenPlanError, Voortgang, solve
from plaatsing.taakstelling import taakstelling
from plaatsing.verify import Bevinding, Verificatie, verify

__all__ = [
    "Bevinding",
    "Case",
    "CaseError",
    "GeenPlanError",
    "Halfjaar",
    "Periode",
    "Plan",
    "Problem",
    "Verificatie",
    "Voortgang",
    "doorberekening",
    "perioden",
    "read_case",
    "solve",
    "taakstelling",
    "verify",
]
