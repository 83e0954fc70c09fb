"""What if: the same case with other settings, dwellings, quota or locations, solved side by side."""

from plaatsing.scenarios.lezen import read_scenarios
from plaatsing.scenarios.reeks import Reeks, scenarios
from plaatsing.scenarios.scenario import Scenario
from plaatsing.scenarios.toepassen import apply_scenario
from plaatsing.scenarios.uitkomst import Uitkomst

__all__ = ["Reeks", "Scenario", "Uitkomst", "apply_scenario", "read_scenarios", "scenarios"]
