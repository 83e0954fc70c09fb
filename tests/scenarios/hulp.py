"""Scenarios on a case small enough to know what comes of them."""

from __future__ import annotations

import tomllib

from plaatsing.scenarios import Scenario
from plaatsing.scenarios.lezen import parse_scenarios


def parsed(text: str) -> dict[str, Scenario]:
    """Return the scenarios of a TOML text."""
    return parse_scenarios(tomllib.loads(text))
