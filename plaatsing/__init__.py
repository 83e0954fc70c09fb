"""plaatsing: plan where permit holders are housed, in which form and when, with a proof.

Examples
--------
>>> from plaatsing import read_case, solve
>>> plan = solve(read_case("mijn-casus"))  # doctest: +SKIP
>>> plan.write("mijn-plan")  # doctest: +SKIP
"""

import plaatsing._start  # noqa: F401 - before the imports that take long
from plaatsing.alternatives import Alternatieven, alternatives
from plaatsing.betalers import betalers
from plaatsing.case import Case, read_case
from plaatsing.compare import Vergelijking, compare
from plaatsing.doorberekening import doorberekening
from plaatsing.gebieden import case_gebieden
from plaatsing.kalender import Halfjaar, Periode, perioden
from plaatsing.kandidaten import kandidaten
from plaatsing.plan import Plan
from plaatsing.problemen import CaseError, Problem
from plaatsing.robuust import Robuust, robust
from plaatsing.rollover import Rollover, rollover
from plaatsing.scenarios import read_scenarios, scenarios
from plaatsing.solve import GeenPlanError, Voortgang, solve
from plaatsing.taakstelling import taakstelling
from plaatsing.uitruil import uitruil_advies
from plaatsing.verify import Bevinding, Verificatie, verify
from plaatsing.voortoets import Voortoets, voortoets

__all__ = [
    "Alternatieven",
    "Bevinding",
    "Case",
    "CaseError",
    "GeenPlanError",
    "Halfjaar",
    "Periode",
    "Plan",
    "Problem",
    "Robuust",
    "Rollover",
    "Vergelijking",
    "Verificatie",
    "Voortgang",
    "Voortoets",
    "alternatives",
    "betalers",
    "case_gebieden",
    "compare",
    "doorberekening",
    "kandidaten",
    "perioden",
    "read_case",
    "read_scenarios",
    "robust",
    "rollover",
    "scenarios",
    "solve",
    "taakstelling",
    "uitruil_advies",
    "verify",
    "voortoets",
]
