"""What only shows when tables are compared: one function per question, each lists the offenders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plaatsing.problemen import Problem

if TYPE_CHECKING:
    from plaatsing.lezen.opbouw import Concept

CONTROLES: tuple[Callable[[Concept], list[Problem]], ...] = ()


def check(concept: Concept) -> list[Problem]:
    """Return everything found by `CONTROLES`, in their order."""
    return [problem for control in CONTROLES for problem in control(concept)]
